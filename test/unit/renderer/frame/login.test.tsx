// In front of the lock.
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { CODE, fakeBillfold, KIT, PIN, RECOVERY_CODES, Refusal } from '../../../fixtures/fakeBillfold.ts';
import { axeProblems, mountApp, title } from '../../../fixtures/mount.tsx';

const locked = { vault: 'locked' as const };
const home = () => title(/^Good .*, Maeve$/);

describe('login', () => {
  it('opens the books with PIN, Tab, code, Enter and no mouse', async () => {
    const fake = fakeBillfold({ state: locked });
    const { user } = mountApp(fake);
    expect((await screen.findByLabelText('Your PIN')) === document.activeElement).toBe(true);
    await user.keyboard(PIN);
    await user.tab();
    await user.keyboard(`${CODE}{Enter}`);
    await home();
    expect(fake.inputs('session.login')).toEqual([{ pin: PIN, code: CODE }]);
  });

  it('shows no name and no business data while locked', async () => {
    mountApp(fakeBillfold({ state: locked }));
    await screen.findByLabelText('Your PIN');
    expect(document.body.textContent).not.toMatch(/Maeve|Harbour/);
  });

  it('says only that it does not match, how many tries are left, and empties both fields', async () => {
    const fake = fakeBillfold({ state: { ...locked, lockout: { triesLeft: 19, freeTries: 4, retryAfter: 0, disabled: false } } });
    const { user } = mountApp(fake);
    await user.type(await screen.findByLabelText('Your PIN'), '111111');
    await user.type(screen.getByLabelText('Code from your phone'), '999999{Enter}');
    expect(await screen.findByText(/The PIN or the code does not match.*3 tries left/)).toBeTruthy();
    expect(screen.getByLabelText('Your PIN')).toHaveProperty('value', '');
    expect(screen.getByLabelText('Code from your phone')).toHaveProperty('value', '');
    expect((screen.getByLabelText('Your PIN')) === document.activeElement).toBe(true);
  });

  it('does not spend a try on an unfinished code', async () => {
    const fake = fakeBillfold({ state: locked });
    const { user } = mountApp(fake);
    await user.type(await screen.findByLabelText('Your PIN'), `${PIN}{Enter}`);
    expect((screen.getByLabelText('Code from your phone')) === document.activeElement).toBe(true);
    await user.keyboard('418{Enter}');
    expect(fake.inputs('session.login')).toEqual([]);
  });

  it('takes a pasted code with a space and digits of another script', async () => {
    const { user } = mountApp(fakeBillfold({ state: locked }));
    const code = await screen.findByLabelText('Code from your phone');
    await user.click(code);
    await user.paste('418 302');
    expect(code).toHaveProperty('value', '418302');
    await user.clear(code);
    await user.paste('٤١٨٣٠٢');
    expect(code).toHaveProperty('value', '418302');
    await user.keyboard('{Backspace}');
    expect(code).toHaveProperty('value', '41830');
  });

  it('counts down after too many tries and then lets one try again', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const fake = fakeBillfold({ state: { ...locked, lockout: { triesLeft: 0, freeTries: 1, retryAfter: 30, disabled: false } } });
    mountApp(fake);
    const bar = await screen.findByRole('progressbar', { name: 'Time waited' });
    expect(screen.getByText('Wait 30 seconds')).toBeTruthy();
    expect(screen.queryByLabelText('Your PIN')).toBeNull();
    await vi.advanceTimersByTimeAsync(12_000);
    expect(Number(bar.getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(11);
    fake.state.lockout = { triesLeft: 1, freeTries: 1, retryAfter: 0, disabled: false };
    await vi.advanceTimersByTimeAsync(20_000);
    vi.useRealTimers();
    expect(await screen.findByLabelText('Your PIN')).toBeTruthy();
  });

  it('offers only the Recovery Kit once the PIN is switched off', async () => {
    mountApp(fakeBillfold({ state: { ...locked, lockout: { triesLeft: 0, freeTries: 1, retryAfter: 0, disabled: true } } }));
    await title('The PIN is switched off');
    expect((screen.getByRole('button', { name: 'Use my Recovery Kit' })) === document.activeElement).toBe(true);
  });

  it('asks whether today is really today after the clock jumped, and sends the same PIN and code with the answer', async () => {
    const fake = fakeBillfold({ state: locked });
    const tries: unknown[] = [];
    fake.answer('session.login', (input) => {
      tries.push(input);
      if (input.confirmClock !== true) throw new Refusal('CLOCK_JUMP');
      fake.state.vault = 'open';
      return { name: 'Maeve Corcoran', recoveryCodesLeft: 9 };
    });
    const { user } = mountApp(fake);
    await user.type(await screen.findByLabelText('Your PIN'), PIN);
    await user.type(screen.getByLabelText('Code from your phone'), `${CODE}{Enter}`);
    const question = await screen.findByRole('alertdialog', { name: 'Is today really 20 Nov 2026?' });
    expect(question.contains(document.activeElement)).toBe(true);
    expect((screen.getByRole('button', { name: 'No, I will set the clock' })) === document.activeElement).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Yes, that is today' }));
    await home();
    expect(tries).toEqual([{ pin: PIN, code: CODE }, { pin: PIN, code: CODE, confirmClock: true }]);
  });

  it('takes a recovery code instead of the phone, after the clock was set back', async () => {
    const fake = fakeBillfold({ state: locked });
    fake.answer('session.login', ({ code }) => {
      if (code.length === 6) throw new Refusal('CLOCK_BACK');
      fake.state.vault = 'open';
      return { name: 'Maeve Corcoran', recoveryCodesLeft: 8 };
    });
    const { user } = mountApp(fake);
    await user.type(await screen.findByLabelText('Your PIN'), PIN);
    await user.type(screen.getByLabelText('Code from your phone'), `${CODE}{Enter}`);
    expect(await screen.findByText(/clock of this computer was set back/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Use a recovery code' }));
    await user.type(screen.getByLabelText('Your PIN'), PIN);
    await user.type(screen.getByLabelText('Recovery code'), `${RECOVERY_CODES[0]}{Enter}`);
    await home();
    expect(await screen.findByText(/That recovery code is used up. 8 are left/)).toBeTruthy();
  });

  it('asks for the name of someone else and passes it on', async () => {
    const fake = fakeBillfold({ state: locked });
    const { user } = mountApp(fake);
    await user.click(await screen.findByRole('button', { name: 'Someone else' }));
    await user.type(screen.getByLabelText('Your name'), 'Tom Hession');
    await user.type(screen.getByLabelText('Your PIN'), PIN);
    await user.type(screen.getByLabelText('Code from your phone'), `${CODE}{Enter}`);
    await home();
    expect(fake.inputs('session.login')[0]).toMatchObject({ userName: 'Tom Hession' });
  });

  it('calls the PIN a passphrase where there is no keyring', async () => {
    mountApp(fakeBillfold({ state: { ...locked, mode: 'passphrase' } }));
    expect((await screen.findByLabelText('Your passphrase')).getAttribute('type')).toBe('password');
  });

  it('keeps secrets out of autofill and spell-check', async () => {
    mountApp(fakeBillfold({ state: locked }));
    for (const label of ['Your PIN', 'Code from your phone']) {
      expect((await screen.findByLabelText(label)).getAttribute('autocomplete')).toBe('off');
      expect((screen.getByLabelText(label)).getAttribute('spellcheck')).toBe('false');
      expect((screen.getByLabelText(label)).getAttribute('inputmode')).toBe('numeric');
    }
  });
});

describe('obstacles at the door', () => {
  it.each([
    ['KEYCHAIN_LOCKED', 'Your keyring is locked', 'Try again'], ['KEYCHAIN_UNAVAILABLE', 'Your keyring does not answer', 'Try again'],
    ['KEYCHAIN_ABSENT', 'This laptop has forgotten the key', 'Use my Recovery Kit'], ['KEYCHAIN_FOREIGN', 'This key opens other books', 'Use my Recovery Kit'],
    ['VAULT_MISSING', 'The lock file is gone', 'Use my Recovery Kit'], ['VAULT_BROKEN', 'The lock file is damaged', 'Use my Recovery Kit'],
    ['DB_MISSING', 'The books are not where they were', 'I have a backup'], ['DB_DAMAGED', 'The file with your books is damaged', 'I have a backup'], ['DB_FROM_FUTURE', 'These books are from a newer Billfold', 'Close Billfold'],
  ] as const)('%s has its own words and one way out', async (problem, words, way) => {
    mountApp(fakeBillfold({ state: { vault: problem.startsWith('KEYCHAIN') ? 'locked' : 'broken', problem } }));
    await title(words);
    expect((screen.getByRole('button', { name: way })) === document.activeElement).toBe(true);
    expect(screen.queryByLabelText('Your PIN')).toBeNull();
  });

  it('looks again on "Try again" and shows the login once the keyring is open', async () => {
    const fake = fakeBillfold({ state: { ...locked, problem: 'KEYCHAIN_LOCKED', keychain: 'locked' } });
    const { user } = mountApp(fake);
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Looked again: nothing has changed yet.')).toBeTruthy();
    fake.state.problem = null;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByLabelText('Your PIN')).toBeTruthy();
  });

  it('a keyring that locks during login is an obstacle, not a wrong try', async () => {
    const fake = fakeBillfold({ state: locked });
    fake.answer('session.login', () => { throw new Refusal('KEYCHAIN_LOCKED'); });
    const { user } = mountApp(fake);
    await user.type(await screen.findByLabelText('Your PIN'), PIN);
    await user.type(screen.getByLabelText('Code from your phone'), `${CODE}{Enter}`);
    await title('Your keyring is locked');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByLabelText('Your PIN')).toBeTruthy();
  });

  it('a bridge that does not answer still leaves a way out', async () => {
    const fake = fakeBillfold({ state: locked });
    fake.answer('session.state', () => { throw new Refusal('INTERNAL'); });
    mountApp(fake);
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});

describe('recovery', () => {
  const whole = '0000-'.repeat(13) + '00';

  it('leads from the kit over a new PIN and phone to new codes, and only then to the books', async () => {
    const fake = fakeBillfold({ state: locked });
    fake.answer('recovery.begin', () => ({ uri: 'otpauth://x', secret: 'JBSWY3DP', qr: 'M0 0h7v7h-7z', size: 29, userName: 'Maeve Corcoran', needsName: false }));
    const { user } = mountApp(fake);
    await user.click(await screen.findByRole('button', { name: 'Use my Recovery Kit' }));
    await user.click(screen.getByLabelText('Group 1'));
    await user.paste(whole);
    await user.keyboard('{Enter}');
    await title('A new PIN for Maeve Corcoran');
    await user.type(screen.getByLabelText('New PIN'), '48291573');
    await user.type(screen.getByLabelText('The same PIN once more'), '48291573{Enter}');
    await user.type(await screen.findByLabelText('Code from your phone'), CODE);
    expect(await screen.findByText(RECOVERY_CODES[3] ?? '')).toBeTruthy();
    expect(fake.inputs('recovery.finish')).toEqual([{ newPin: '48291573', code: CODE }]);
    await user.click(screen.getByRole('button', { name: /I have kept them/ }));
    await home();
  });

  it('takes O for 0 and I or L for 1, lower case and dashes', async () => {
    const { user } = mountApp(fakeBillfold({ state: locked }));
    await user.click(await screen.findByRole('button', { name: 'Use my Recovery Kit' }));
    await user.click(screen.getByLabelText('Group 1'));
    await user.keyboard('oil0-9hta');
    expect(screen.getByLabelText('Group 1')).toHaveProperty('value', '0110');
    expect(screen.getByLabelText('Group 2')).toHaveProperty('value', '9HTA');
    expect((screen.getByLabelText('Group 3')) === document.activeElement).toBe(true);
  });

  it('finds a mistyped group by the check on the paper, without asking main', async () => {
    const fake = fakeBillfold({ state: locked });
    const { user } = mountApp(fake);
    await user.click(await screen.findByRole('button', { name: 'Use my Recovery Kit' }));
    await user.click(screen.getByLabelText('Group 1'));
    await user.paste(`${KIT.join('')}R8`);
    expect(await screen.findByText('One of the groups is not as on the paper.')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(fake.inputs('recovery.begin')).toEqual([]);
  });
});

describe('accessibility at the door', () => {
  it('axe finds nothing on login, waiting and an obstacle', async () => {
    for (const state of [locked, { ...locked, lockout: { triesLeft: 0, freeTries: 1, retryAfter: 60, disabled: false } }, { ...locked, problem: 'KEYCHAIN_LOCKED' as const }]) {
      const { unmount } = mountApp(fakeBillfold({ state }));
      await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toBeTruthy());
      expect(await axeProblems()).toEqual([]);
      unmount();
    }
  });
});
