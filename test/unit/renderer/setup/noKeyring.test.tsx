// First run and the way back in where no keyring answers, and where names are changed after the kit was shown.
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CODE, fakeBillfold, RECOVERY_CODES, Refusal } from '../../../fixtures/fakeBillfold.ts';
import { type Mounted, mountApp } from '../../../fixtures/mount.tsx';

const LONG = 'seven wet herons by the quay';
const PATIENT = 90_000;
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name }, { timeout: 5000 });

async function choose({ user }: Mounted, what: 'PIN' | 'passphrase', secret: string): Promise<void> {
  await user.click(await screen.findByLabelText(`New ${what}`));
  await user.paste(secret);
  await user.click(screen.getByLabelText(`The same ${what} once more`));
  await user.paste(secret);
  await user.keyboard('{Enter}');
}

describe('first run', () => {
  it('without a keyring tells main that a passphrase was chosen', async () => {
    const fake = fakeBillfold({ state: { vault: 'none', keychain: 'unavailable' }, filled: false });
    const mounted = mountApp(fake);
    const { user } = mounted;
    await heading('Your business');
    await user.paste('Harbour Lane Joinery');
    await user.keyboard('{Enter}');
    await heading('And you?');
    await user.keyboard('Maeve Corcoran{Enter}');
    await choose(mounted, 'passphrase', LONG);
    await heading('Pair your phone');
    await user.keyboard(CODE);
    await heading('Print your Recovery Kit');
    await user.click(screen.getByRole('button', { name: 'I wrote it down' }));
    await user.type(screen.getByLabelText('Group 3'), '9hta');
    await user.type(screen.getByLabelText('Group 6'), '3jy7{Enter}');
    await heading('Your books are ready');
    expect(fake.inputs('setup.finish')).toMatchObject([{ pin: LONG, mode: 'passphrase' }]);
  }, PATIENT);

  it('names changed after the kit was shown bring a new kit: the old sheet opens nothing any more', async () => {
    const fake = fakeBillfold({ state: { vault: 'none' }, filled: false });
    const mounted = mountApp(fake);
    const { user } = mounted;
    await heading('Your business');
    await user.paste('Harbour Lane Joinery');
    await user.keyboard('{Enter}');
    await heading('And you?');
    await user.keyboard('Maeve{Enter}');
    await choose(mounted, 'PIN', '48291573');
    await heading('Pair your phone');
    await user.keyboard(CODE);
    await heading('Print your Recovery Kit');
    await user.click(screen.getByRole('button', { name: 'I wrote it down' }));
    for (const page of ['Pair your phone', 'Choose a PIN', 'And you?']) {
      await user.click(screen.getByRole('button', { name: 'Back' }));
      await heading(page);
    }
    await user.type(screen.getByLabelText('Your name'), ' Corcoran{Enter}');
    await heading('Choose a PIN');
    await user.click(screen.getByRole('button', { name: /Next: phone/ }));
    await heading('Pair your phone');
    await user.keyboard(CODE);
    await heading('Print your Recovery Kit');
    expect(fake.inputs('setup.kit')).toHaveLength(2);
    expect(screen.getByLabelText('Group 3')).toHaveProperty('disabled', true);
  }, PATIENT);
});

describe('first run refused at the very end', () => {
  async function toTheEnd(fake: ReturnType<typeof fakeBillfold>): Promise<Mounted> {
    const mounted = mountApp(fake);
    const { user } = mounted;
    await heading('Your business');
    await user.paste('Harbour Lane Joinery');
    await user.keyboard('{Enter}');
    await heading('And you?');
    await user.paste('Maeve Corcoran');
    await user.keyboard('{Enter}');
    await choose(mounted, 'PIN', '48291573');
    await heading('Pair your phone');
    await user.keyboard(CODE);
    await heading('Print your Recovery Kit');
    await user.click(screen.getByRole('button', { name: 'I wrote it down' }));
    await user.type(screen.getByLabelText('Group 3'), '9hta');
    await user.type(screen.getByLabelText('Group 6'), '3jy7{Enter}');
    return mounted;
  }

  it('by a full disk: the same button makes the books once there is room, with nothing typed again', async () => {
    const fake = fakeBillfold({ state: { vault: 'none' }, filled: false });
    let full = true;
    fake.answer('setup.finish', () => {
      if (full) throw new Refusal('DISK_FULL');
      fake.state.vault = 'open';
      return { recoveryCodes: RECOVERY_CODES };
    });
    const { user } = await toTheEnd(fake);
    expect((await screen.findByRole('alert')).textContent).toMatch(/disk/i);
    full = false;
    await user.click(screen.getByRole('button', { name: /Make my books/ }));
    await heading('Your books are ready');
    expect(fake.inputs('setup.finish')).toHaveLength(2);
    expect(fake.inputs('setup.enrol')).toHaveLength(1);
  }, PATIENT);

  it('because the books are there already: the login is shown, not a page that leads nowhere', async () => {
    const fake = fakeBillfold({ state: { vault: 'none' }, filled: false });
    fake.answer('setup.finish', () => {
      fake.state.vault = 'locked';
      throw new Refusal('VAULT_EXISTS');
    });
    await toTheEnd(fake);
    expect(await screen.findByRole('button', { name: 'Use my Recovery Kit' })).toBeTruthy();
  }, PATIENT);
});

describe('the Recovery Kit', () => {
  it.each(['known before', 'found at the end'])('opens the books by a passphrase where no keyring answers (%s)', async (when) => {
    const before = when === 'known before';
    const fake = fakeBillfold({ state: { vault: 'locked', ...(before && { keychain: 'unavailable', problem: 'KEYCHAIN_UNAVAILABLE' }) } });
    fake.answer('recovery.begin', () => ({ uri: 'otpauth://x', secret: 'JBSWY3DP', qr: 'M0 0h7v7h-7z', size: 29, userName: 'Maeve Corcoran', needsName: false }));
    fake.answer('recovery.finish', (input) => {
      if (input.mode !== 'passphrase') throw new Refusal('KEYCHAIN_UNAVAILABLE');
      fake.state.vault = 'open';
      return { recoveryCodes: RECOVERY_CODES };
    });
    const mounted = mountApp(fake);
    const { user } = mounted;
    await user.click(await screen.findByRole('button', { name: 'Use my Recovery Kit' }));
    await user.click(await screen.findByLabelText('Group 1'));
    await user.paste('0000-'.repeat(13) + '00'); // a key of zeros passes the check on the paper
    await user.keyboard('{Enter}');
    if (!before) {
      await choose(mounted, 'PIN', '48291573');
      await user.keyboard(CODE);
    }
    await choose(mounted, 'passphrase', LONG);
    await heading('Pair your phone again');
    await user.keyboard(CODE);
    await heading('You are back in');
    for (const code of RECOVERY_CODES) expect(screen.getByText(code)).toBeTruthy();
    expect(fake.inputs('recovery.finish').at(-1)).toMatchObject({ newPin: LONG, mode: 'passphrase' });
  }, PATIENT);
});
