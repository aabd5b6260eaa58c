// The first run.
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { countryOfTag, currencyOfCountry, languageOfCountry } from '../../../../renderer/setup/defaults.ts';
import { useSetup } from '../../../../renderer/setup/setupStore.ts';
import { CODE, fakeBillfold, KIT, RECOVERY_CODES, Refusal } from '../../../fixtures/fakeBillfold.ts';
import { axeProblems, type Mounted, mountApp, title } from '../../../fixtures/mount.tsx';

const none = { vault: 'none' as const };

/** Types through the pages with the keyboard alone, up to one of them. */
async function until({ user }: Mounted, page: 'you' | 'pin' | 'phone' | 'kit'): Promise<void> {
  await title('Your business');
  await user.keyboard('Harbour Lane Joinery{Enter}');
  await title('And you?');
  if (page === 'you') return;
  await user.keyboard('Maeve Corcoran{Enter}');
  await title(/Choose a PIN/);
  if (page === 'pin') return;
  await user.keyboard('48291573');
  await user.tab();
  await user.keyboard('48291573{Enter}');
  await title('Pair your phone');
  if (page === 'phone') return;
  await user.keyboard(CODE);
  await title('Print your Recovery Kit');
}

describe('first run', () => {
  it('goes from nothing to open books by keyboard alone', async () => {
    const fake = fakeBillfold({ state: none, filled: false });
    const mounted = mountApp(fake);
    const { user } = mounted;
    await until(mounted, 'kit');
    expect(screen.getByRole('button', { name: 'Print' }) === document.activeElement).toBe(true);
    await user.keyboard('{Enter}');
    expect((await screen.findByLabelText('Group 3')) === document.activeElement).toBe(true);
    await user.keyboard('9hta');
    await user.tab();
    await user.keyboard('3jy7{Enter}');
    await title('Your books are ready');
    for (const code of RECOVERY_CODES) expect(screen.getByText(code)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /I have kept them/ }));
    await title(/Good .*, Maeve/);
    expect(fake.inputs('setup.finish')).toEqual([{ business: { name: 'Harbour Lane Joinery', country: 'US', currency: 'USD', language: 'en' }, owner: 'Maeve Corcoran', pin: '48291573', groups: ['9HTA', '3JY7'] }]);
  });

  it('stores nothing before the last step: main only hears what it must show', async () => {
    const fake = fakeBillfold({ state: none });
    await until(mountApp(fake), 'kit');
    expect(fake.calls.map((c) => c.method).filter((m) => m.startsWith('setup.'))).toEqual(['setup.begin', 'setup.enrol', 'setup.confirmCode', 'setup.kit']);
    expect(JSON.stringify(fake.calls)).not.toContain('48291573');
  });

  it('Back and forth loses nothing, and the same names keep the same QR code', async () => {
    const fake = fakeBillfold({ state: none });
    const mounted = mountApp(fake);
    const { user } = mounted;
    await until(mounted, 'phone');
    for (const page of [/Choose a PIN/, 'And you?', 'Your business']) {
      await user.click(screen.getByRole('button', { name: 'Back' }));
      await title(page);
    }
    expect(screen.getByLabelText('Name of the business')).toHaveProperty('value', 'Harbour Lane Joinery');
    await user.click(screen.getByRole('button', { name: /Next: you/ }));
    expect(await screen.findByLabelText('Your name')).toHaveProperty('value', 'Maeve Corcoran');
    await user.click(screen.getByRole('button', { name: /Next: PIN/ }));
    expect(await screen.findByLabelText('New PIN')).toHaveProperty('value', '48291573');
    await user.click(screen.getByRole('button', { name: /Next: phone/ }));
    await title('Pair your phone');
    expect(fake.inputs('setup.enrol')).toHaveLength(1);
  });

  it('another name asks for a new QR code', async () => {
    const fake = fakeBillfold({ state: none });
    const mounted = mountApp(fake);
    const { user } = mounted;
    await until(mounted, 'phone');
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await user.type(await screen.findByLabelText('Your name'), '!{Enter}');
    await title(/Choose a PIN/);
    await user.click(screen.getByRole('button', { name: /Next: phone/ }));
    await title('Pair your phone');
    expect(fake.inputs('setup.enrol')).toEqual([{ business: 'Harbour Lane Joinery', owner: 'Maeve Corcoran' }, { business: 'Harbour Lane Joinery', owner: 'Maeve Corcoran!' }]);
  });

  it('Next on an empty page says what is missing and stays', async () => {
    const { user } = mountApp(fakeBillfold({ state: none }));
    await title('Your business');
    await user.keyboard('{Enter}');
    expect(await screen.findByText('This is needed.')).toBeTruthy();
    await title('Your business');
  });

  it.each([['123456', /row of neighbours/], ['111111', /over and over/], ['12345', /Too short/], ['19901990', /over and over/]])('refuses the PIN %s in words', async (pin, words) => {
    const mounted = mountApp(fakeBillfold({ state: none }));
    const { user } = mounted;
    await until(mounted, 'pin');
    await user.keyboard(pin);
    await user.tab();
    await user.keyboard(`${pin}{Enter}`);
    expect(await screen.findByText(words)).toBeTruthy();
    await title(/Choose a PIN/);
  });

  it('takes a PIN in another script, and the same one in ASCII as its repetition', async () => {
    const mounted = mountApp(fakeBillfold({ state: none }));
    const { user } = mounted;
    await until(mounted, 'pin');
    await user.keyboard('٤٨٢٩١٥٧٣');
    await user.tab();
    await user.keyboard('48291573{Enter}');
    await title('Pair your phone');
  });

  it('a wrong phone code is emptied, said, and does not go on', async () => {
    const mounted = mountApp(fakeBillfold({ state: none }));
    const { user } = mounted;
    await until(mounted, 'phone');
    await user.keyboard('000000');
    expect(await screen.findByText(/not the code your phone shows now/)).toBeTruthy();
    const code = screen.getByLabelText('Code from your phone');
    expect(code).toHaveProperty('value', '');
    expect(code === document.activeElement).toBe(true);
    await user.keyboard(CODE);
    await title('Print your Recovery Kit');
  });

  it('shows the secret in groups to those who cannot scan', async () => {
    const mounted = mountApp(fakeBillfold({ state: none }));
    await until(mounted, 'phone');
    await mounted.user.click(screen.getByRole('button', { name: /cannot scan/ }));
    expect(screen.getByText('JBSW', { exact: true, selector: 'code span:first-child' })).toBeTruthy();
  });

  it('hides the two asked groups on the sheet while they are typed, and shows them again on request', async () => {
    const mounted = mountApp(fakeBillfold({ state: none }));
    const { user } = mounted;
    await until(mounted, 'kit');
    const sheet = screen.getByRole('region', { name: 'The sheet that is printed' });
    for (const group of KIT) expect(within(sheet).getByText(group)).toBeTruthy();
    expect(screen.getByLabelText('Group 3')).toHaveProperty('disabled', true);
    await user.click(screen.getByRole('button', { name: 'I wrote it down' }));
    expect(within(sheet).queryByText('9HTA')).toBeNull();
    expect(within(sheet).queryByText('3JY7')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show the sheet again' }));
    expect(within(sheet).getByText('9HTA')).toBeTruthy();
  });

  it('a dialog closed without printing is not a kept sheet', async () => {
    const fake = fakeBillfold({ state: none });
    fake.answer('setup.printKit', () => ({ printed: false }));
    const mounted = mountApp(fake);
    await until(mounted, 'kit');
    await mounted.user.click(screen.getByRole('button', { name: 'Print' }));
    expect(screen.getByLabelText('Group 3')).toHaveProperty('disabled', true);
    expect(screen.getByRole('button', { name: /Make my books/ }).getAttribute('aria-disabled')).toBe('true');
  });

  it('says which group is not as on the paper, and makes nothing', async () => {
    const fake = fakeBillfold({ state: none });
    const mounted = mountApp(fake);
    const { user } = mounted;
    await until(mounted, 'kit');
    await user.click(screen.getByRole('button', { name: 'I wrote it down' }));
    await user.type(screen.getByLabelText('Group 3'), '9hta');
    await user.type(screen.getByLabelText('Group 6'), '3jy8{Enter}');
    expect((await screen.findAllByText(/Not the same as on the paper/)).length).toBeGreaterThan(0);
    expect(fake.inputs('setup.finish')).toEqual([]);
  });

  it('a full disk at the end keeps everything typed and says what to do', async () => {
    const fake = fakeBillfold({ state: none });
    fake.answer('setup.finish', () => { throw new Refusal('DISK_FULL'); });
    const mounted = mountApp(fake);
    const { user } = mounted;
    await until(mounted, 'kit');
    await user.click(screen.getByRole('button', { name: 'I wrote it down' }));
    await user.type(screen.getByLabelText('Group 3'), '9hta');
    await user.type(screen.getByLabelText('Group 6'), '3jy7{Enter}');
    expect(await screen.findByText(/The disk is full/)).toBeTruthy();
    expect(screen.getByLabelText('Group 6')).toHaveProperty('value', '3JY7');
  });

  it('forgets the PIN, the kit and the secret once the books are made', async () => {
    const mounted = mountApp(fakeBillfold({ state: none }));
    const { user } = mounted;
    await until(mounted, 'kit');
    await user.click(screen.getByRole('button', { name: 'I wrote it down' }));
    await user.type(screen.getByLabelText('Group 3'), '9hta');
    await user.type(screen.getByLabelText('Group 6'), '3jy7{Enter}');
    await title('Your books are ready');
    const { pin, again, kit, enrolment, groups } = useSetup.getState();
    expect({ pin, again, kit, enrolment, groups }).toEqual({ pin: '', again: '', kit: null, enrolment: null, groups: ['', ''] });
  });

  it('without a keyring explains in red why a passphrase, and asks for twelve letters', async () => {
    const mounted = mountApp(fakeBillfold({ state: { ...none, keychain: 'unavailable' } }));
    const { user } = mounted;
    await title('Your business');
    await user.keyboard('A{Enter}');
    await title('And you?');
    await user.keyboard('B{Enter}');
    await title('Choose a passphrase');
    expect(screen.getByRole('alert').textContent).toMatch(/passphrase alone protects/);
    await user.type(screen.getByLabelText('New passphrase'), '48291573');
    await user.type(screen.getByLabelText('The same passphrase once more'), '48291573{Enter}');
    expect(await screen.findByText(/Too short: 12 letters/)).toBeTruthy();
  });

  it('with a locked keyring asks to unlock it and never makes a passphrase out of that', async () => {
    const fake = fakeBillfold({ state: { ...none, keychain: 'locked' } });
    const mounted = mountApp(fake);
    await until(mounted, 'pin');
    expect(screen.queryByLabelText(/New/)).toBeNull();
    await mounted.user.click(screen.getByRole('button', { name: /Next: phone/ }));
    await title('Choose a PIN');
    fake.state.keychain = 'ok';
    await mounted.user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByLabelText('New PIN')).toBeTruthy();
  });

  it('axe finds nothing on any page', async () => {
    const mounted = mountApp(fakeBillfold({ state: none }));
    await until(mounted, 'phone');
    expect(await axeProblems()).toEqual([]);
    await mounted.user.keyboard(CODE);
    await title('Print your Recovery Kit');
    expect(await axeProblems()).toEqual([]);
  });
});

describe('proposals for a new business', () => {
  it('come from the country', () => {
    expect([countryOfTag('en-IE'), countryOfTag('de'), countryOfTag('fr-CA'), countryOfTag('zh-Hans-CN')]).toEqual(['IE', '', 'CA', 'CN']);
    expect([currencyOfCountry('IE'), currencyOfCountry('CH'), currencyOfCountry('JP'), currencyOfCountry('AQ')]).toEqual(['EUR', 'CHF', 'JPY', null]);
    expect([languageOfCountry('AT'), languageOfCountry('MX'), languageOfCountry('LU'), languageOfCountry('JP')]).toEqual(['de', 'es', 'fr', 'en']);
  });
});
