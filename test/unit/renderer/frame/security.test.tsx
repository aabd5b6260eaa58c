// The security screen.
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { checksOf } from '../../../../renderer/security/checks.ts';
import Security from '../../../../renderer/security/Security.tsx';
import type { SecurityStatus } from '../../../../renderer/app/session.ts';
import { CODE, fakeBillfold, PIN, RECOVERY_CODES } from '../../../fixtures/fakeBillfold.ts';
import { axeProblems, mount } from '../../../fixtures/mount.tsx';

const show = (fake = fakeBillfold()) => ({ fake, ...mount(fake, <Security />) });

describe('changing one’s own secrets', () => {
  it('a new PIN needs the present one, a fresh code, and the new one twice', async () => {
    const { fake, user } = show();
    await user.click((await screen.findAllByRole('button', { name: 'Change' }))[0] as HTMLElement);
    await user.keyboard(PIN);
    await user.type(screen.getByLabelText('Code from your phone'), CODE);
    await user.type(screen.getByLabelText('New PIN'), '48291573');
    await user.click(screen.getByRole('button', { name: 'Change the PIN' }));
    expect(await screen.findByText('Not the same as above. Type it once more.')).toBeTruthy();
    expect(fake.inputs('session.changePin')).toEqual([]);
    await user.type(screen.getByLabelText('The same PIN once more'), '48291573');
    await user.click(screen.getByRole('button', { name: 'Change the PIN' }));
    expect(await screen.findByText(/The PIN is changed/)).toBeTruthy();
    expect(fake.inputs('session.changePin')).toEqual([{ pin: PIN, code: CODE, newPin: '48291573' }]);
  });

  it('a wrong PIN keeps the form and says only that it does not match', async () => {
    const { user } = show();
    await user.click(await screen.findByRole('button', { name: 'Make new ones' }));
    await user.keyboard('999999');
    await user.type(screen.getByLabelText('Code from your phone'), `${CODE}{Enter}`);
    expect(await screen.findByText(/The PIN or the code does not match/)).toBeTruthy();
  });

  it('new recovery codes are shown once and copied only through main', async () => {
    const { fake, user } = show();
    await user.click(await screen.findByRole('button', { name: 'Make new ones' }));
    await user.keyboard(PIN);
    await user.type(screen.getByLabelText('Code from your phone'), `${CODE}{Enter}`);
    expect(await screen.findByText(RECOVERY_CODES[9] ?? '')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Copy all ten' }));
    expect(await screen.findByText(/emptied again in a minute/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Print' }));
    expect(await screen.findByText(/Sent to the printer/)).toBeTruthy();
    expect(fake.inputs('session.printRecoveryCodes')).toHaveLength(1);
    expect(fake.inputs('session.copyRecoveryCodes')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'I have kept them' }));
    await waitFor(() => expect(screen.queryByText(RECOVERY_CODES[9] ?? '')).toBeNull());
  });

  it('a new phone is paired with the proof of its first code', async () => {
    const { fake, user } = show();
    await user.click(await screen.findByRole('button', { name: 'New phone' }));
    await user.keyboard(PIN);
    await user.type(screen.getByLabelText('Code from your phone'), `${CODE}{Enter}`);
    expect(await screen.findByRole('img', { name: /QR code/ })).toBeTruthy();
    await user.keyboard('000000');
    expect(await screen.findByText(/not the code your phone shows now/)).toBeTruthy();
    await user.keyboard(CODE);
    expect(await screen.findByText(/The new phone is paired/)).toBeTruthy();
    expect(fake.inputs('session.enrolFinish')).toHaveLength(2);
  });

  it('Esc closes a form without asking main', async () => {
    const { fake, user } = show();
    await user.click(await screen.findByRole('button', { name: 'New phone' }));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByLabelText('Your PIN now')).toBeNull());
    expect(fake.inputs('session.enrolBegin')).toEqual([]);
  });

  it('axe finds nothing, with a form open', async () => {
    const { user } = show();
    await user.click((await screen.findAllByRole('button', { name: 'Change' }))[0] as HTMLElement);
    expect(await axeProblems()).toEqual([]);
  });
});

describe('the checks', () => {
  let good: SecurityStatus;
  beforeEach(async () => {
    const { api } = fakeBillfold();
    const answer = await api.security.status();
    if (!answer.ok) throw new Error('fixture');
    good = answer.value;
  });

  it('claim nothing beyond what main says', () => {
    expect(checksOf(good).every((check) => check.state === 'good')).toBe(true);
    expect(checksOf({ ...good, chain: 'broken' })[0]).toMatchObject({ id: 'log', state: 'bad' });
    expect(checksOf({ ...good, chain: 'rolled-back' })[0]).toMatchObject({ id: 'log', state: 'bad' });
    expect(checksOf({ ...good, recoveryCodesLeft: 0 })[0]).toMatchObject({ id: 'codes', state: 'bad' });
    expect(checksOf({ ...good, recoveryCodesLeft: 2 })[0]).toMatchObject({ id: 'codes', state: 'look' });
    expect(checksOf({ ...good, mode: 'passphrase' })[0]).toMatchObject({ id: 'encrypted', state: 'look' });
    expect(checksOf({ ...good, idleMinutes: 60 })[0]).toMatchObject({ id: 'idle', state: 'look' });
  });

  it('a chain that was not walked yet carries no date', () => {
    const log = checksOf({ ...good, chain: 'checking', chainCheckedAt: null }).find((check) => check.id === 'log');
    expect(log).toMatchObject({ title: 'Log is being walked', evidence: 'not walked yet' });
  });
});
