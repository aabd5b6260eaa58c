// The settings: profile, conflicts, taxes, numbers, imports.
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fit } from '../../../../renderer/settings/logoImage.ts';
import { preview } from '../../../../renderer/settings/NumbersTab.tsx';
import Settings from '../../../../renderer/settings/Settings.tsx';
import { newTax, taxProblems, withCategory } from '../../../../renderer/settings/taxDraft.ts';
import { useSession } from '../../../../renderer/app/session.ts';
import type { SettingsTab } from '../../../../renderer/app/navigate.ts';
import { fakeBillfold, Refusal } from '../../../fixtures/fakeBillfold.ts';
import { axeProblems, mount } from '../../../fixtures/mount.tsx';

/** As the owner, who has every page. */
const show = (tab: SettingsTab, fake = fakeBillfold()) => {
  const mounted = mount(fake, <Settings tab={tab} />);
  act(() => useSession.setState({ state: fake.state }));
  return { fake, ...mounted };
};

describe('profile', () => {
  it('Save is off until something changed, and sends the version it saw', async () => {
    const { fake, user } = show('business');
    const name = await screen.findByLabelText('Name of the business');
    expect(screen.getByRole('button', { name: /^Save/ }).getAttribute('aria-disabled')).toBe('true');
    await user.type(name, ' Ltd');
    await user.keyboard('{Control>}s{/Control}');
    await screen.findByText('Saved');
    expect(fake.inputs('business.save')[0]).toMatchObject({ name: 'Harbour Lane Joinery Ltd', version: 1 });
  });

  it('a change made elsewhere is taken over, with mine on top, and nothing is lost', async () => {
    const { fake, user } = show('business');
    await user.type(await screen.findByLabelText('Town'), ' City');
    // Another window saves the name first.
    const before = await fake.api.business.get();
    if (!before.ok) throw new Error('fixture');
    const { logo: _logo, ...rest } = before.value;
    await act(async () => void (await fake.api.business.save({ ...rest, name: 'Elsewhere' })));
    await waitFor(() => expect(screen.getByLabelText('Name of the business')).toHaveProperty('value', 'Elsewhere'));
    expect(screen.getByLabelText('Town')).toHaveProperty('value', 'Galway City');
    await user.keyboard('{Control>}s{/Control}');
    await screen.findByText('Saved');
    expect(fake.inputs('business.save').at(-1)).toMatchObject({ name: 'Elsewhere', city: 'Galway City', version: 2 });
  });

  it('a conflict that arrives with the answer says so and can be saved again', async () => {
    const { fake, user } = show('business');
    let first = true;
    const town = await screen.findByLabelText('Town');
    fake.answer('business.save', ({ version }) => {
      if (first) {
        first = false;
        throw new Refusal('CONFLICT');
      }
      return { version: version + 1 };
    });
    await user.type(town, '!');
    await user.keyboard('{Control>}s{/Control}');
    expect(await screen.findByText(/changed somewhere else in the meantime/)).toBeTruthy();
    expect(screen.getByLabelText('Town')).toHaveProperty('value', 'Galway!');
    await user.keyboard('{Control>}s{/Control}');
    await waitFor(() => expect(fake.inputs('business.save')).toHaveLength(2));
  });

  it('what main refuses stands under its field', async () => {
    const { fake, user } = show('bank');
    fake.answer('business.save', () => { throw new Refusal('INVALID_INPUT', { fields: [{ path: 'bank.holder', code: 'CARD_NUMBER' }] }); });
    await user.type(await screen.findByLabelText('Account holder'), '4111 1111 1111 1111');
    await user.keyboard('{Control>}s{/Control}');
    expect(await screen.findByText(/looks like a card number/)).toBeTruthy();
  });

  it('a mistyped IBAN is an amber hint, a right one is set in groups', async () => {
    const { user } = show('bank');
    const iban = await screen.findByLabelText('IBAN');
    await user.type(iban, 'IE29AIBK93115212345679');
    expect(await screen.findByText(/A digit in this IBAN is not right/)).toBeTruthy();
    await user.clear(iban);
    await user.type(iban, 'IE29AIBK93115212345678');
    await user.tab();
    expect(iban).toHaveProperty('value', 'IE29 AIBK 9311 5212 3456 78');
  });
});

describe('logo', () => {
  it('something that is no picture gets its own sentence', async () => {
    const { fake, user } = show('logo');
    fake.answer('business.pickLogo', () => ({ type: 'image/png', base64: 'bm8gcGljdHVyZQ==' }));
    await user.click(await screen.findByRole('button', { name: 'Choose a picture' }));
    expect(await screen.findByText(/not a picture that Billfold can read/)).toBeTruthy();
    expect(fake.inputs('business.setLogo')).toEqual([]);
  });

  it('shrinks to the frame and never grows', () => {
    expect(fit(1600, 300)).toEqual({ width: 800, height: 150 });
    expect(fit(400, 1200)).toEqual({ width: 100, height: 300 });
    expect(fit(90, 30)).toEqual({ width: 90, height: 30 });
    expect(fit(30_000, 1)).toEqual({ width: 800, height: 1 });
  });
});

describe('taxes', () => {
  it('a category without tax is zero and brings the reason the law wants', () => {
    const reverse = withCategory(newTax(), 'AE', 'de');
    expect(reverse).toMatchObject({ category: 'AE', reason: 'Steuerschuldnerschaft des Leistungsempfängers', versions: [{ rate: '0' }] });
    expect(withCategory({ ...reverse, reason: 'Mine' }, 'K', 'de').reason).toBe('Mine');
    expect(withCategory(reverse, 'S', 'de').reason).toBe('');
  });

  it('says what is missing before asking main', () => {
    expect([...taxProblems(newTax())]).toEqual([['name', 'REQUIRED'], ['versions.0.rate', 'REQUIRED']]);
    expect([...taxProblems({ ...newTax(), name: 'VAT', versions: [{ from: '2000-01-01', rate: '0' }] })]).toEqual([['versions.0.rate', 'RATE_ZERO_STANDARD']]);
    expect([...taxProblems({ ...withCategory(newTax(), 'E', 'en'), name: 'X', reason: '' })]).toEqual([['reason', 'REASON_MISSING']]);
    expect([...taxProblems({ ...newTax(), name: 'VAT', versions: [{ from: '2020-01-01', rate: '19' }, { from: '2020-01-01', rate: '16' }] })]).toEqual([['versions.1.from', 'DUPLICATE']]);
  });

  it('a new rate from a day on is saved beside the old one', async () => {
    const { fake, user } = show('taxes');
    await user.click(await screen.findByRole('button', { name: 'Change VAT 23 %' }));
    await user.click(screen.getByRole('button', { name: 'A new rate from a day on' }));
    await user.type(screen.getAllByLabelText('Rate in percent')[1] as HTMLElement, '21');
    const day = screen.getAllByLabelText('From which day')[1] as HTMLElement;
    await user.clear(day);
    await user.type(day, '1.1.2027');
    await user.click(screen.getByRole('button', { name: 'Save the tax rate' }));
    await waitFor(() => expect(fake.inputs('taxes.save')[0]?.versions).toEqual([{ from: '2012-01-01', rate: '23' }, { from: '2027-01-01', rate: '21' }]));
  });

  it('putting a rate away can be taken back', async () => {
    const { fake, user } = show('taxes');
    await user.click(await screen.findByRole('button', { name: 'Put VAT 13.5 % away' }));
    await waitFor(() => expect(screen.queryByText('VAT 13.5 %')).toBeNull());
    await user.click(await screen.findByRole('button', { name: /Undo/ }));
    await waitFor(() => expect(fake.inputs('taxes.archive').at(-1)).toMatchObject({ archived: false }));
  });
});

describe('number series', () => {
  it('shows the next numbers while typing, and what is wrong with a pattern', async () => {
    const { user } = show('numbers');
    await user.click(await screen.findByRole('button', { name: 'Change Invoices' }));
    expect(screen.getByText(/The next ones/).textContent).toMatch(/HL-\d{4}-0148HL-\d{4}-0149HL-\d{4}-0150/);
    const pattern = screen.getByLabelText('Pattern');
    await user.clear(pattern);
    await user.paste('HL-{YYYY}');
    expect(await screen.findByText(/One counter is needed/)).toBeTruthy();
  });

  it('the counter can only be raised', async () => {
    const { fake, user } = show('numbers');
    await user.click(await screen.findByRole('button', { name: 'Change Invoices' }));
    const counter = screen.getByLabelText('Counter stands at');
    await user.clear(counter);
    await user.type(counter, '12');
    expect(await screen.findByText(/given out already/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save the series' }));
    expect(fake.inputs('series.save')).toEqual([]);
  });

  it('knows the rules of India and of the business year', () => {
    expect(preview('INV/{FY}/{0000}', 'india', 7, 4, '2026-03-31').numbers[0]).toBe('INV/25-26/0007');
    expect(preview('Rechnung {YYYY} {0000}', 'india', 1, 1, '2026-01-01').problem).toBe('PATTERN_CHARACTERS');
    expect(preview('{MM}-{00}', 'plain', 1, 1, '2026-01-01').problem).toBe('PATTERN_YEAR_MISSING');
  });
});

describe('imports', () => {
  it('takes a whole import back only after saying what goes and what stays', async () => {
    const { fake, user } = show('imports');
    await user.click(await screen.findByRole('button', { name: 'Take back' }));
    const question = screen.getByRole('alertdialog', { name: 'Take back customers-2025.csv?' });
    expect(within(question).getByRole('button', { name: 'Keep it' }) === document.activeElement).toBe(true);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Take back' }));
    await user.click(screen.getByRole('button', { name: 'Take it back' }));
    expect(await screen.findByText('12 entries are taken back')).toBeTruthy();
    expect(fake.inputs('imports.undo')).toHaveLength(1);
    expect(await screen.findByText('taken back')).toBeTruthy();
  });
});

describe('accessibility of the settings', () => {
  it.each(['business', 'bank', 'logo', 'money', 'taxes', 'numbers', 'imports', 'appearance'] as const)('axe finds nothing on %s', async (tab) => {
    show(tab);
    await waitFor(() => expect(screen.getAllByRole('heading', { level: 2 }).length).toBeGreaterThan(0));
    expect(await axeProblems()).toEqual([]);
  });
});
