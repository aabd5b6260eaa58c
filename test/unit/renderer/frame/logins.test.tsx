// Logins on the security screen: who is in, what came before, those of others for who may see them, idle limits of roles; and the new key asks for kit, PIN and code first.
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Logins } from '../../../../renderer/security/Logins.tsx';
import { NewKey } from '../../../../renderer/security/NewKey.tsx';
import { CODE, KIT, PIN, Refusal } from '../../../fixtures/fakeBillfold.ts';
import { axeProblems } from '../../../fixtures/mount.tsx';
import { openScreen } from '../open.tsx';

describe('logins', () => {
  it('says who is in since when, and with what and after how many wrong tries before', async () => {
    openScreen(<Logins mayIdle />);
    expect(await screen.findByText(/Maeve Corcoran is in, since/)).toBeTruthy();
    const rows = within(screen.getByRole('list', { name: 'Logins of Maeve Corcoran' })).getAllByRole('listitem').map((row) => row.textContent ?? '');
    expect(rows[0]).toMatch(/PIN and phone code1 wrong try before$/);
    expect(rows[1]).toMatch(/PIN and a recovery codeno wrong try before$/);
    expect(screen.getByText(/Only one person can be in at a time/)).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
  });

  it('a role’s idle limit is chosen among shorter ones only', async () => {
    const { fake, user } = openScreen(<Logins mayIdle />);
    await user.click(await screen.findByText('Lock sooner for some roles'));
    await user.click(await screen.findByRole('combobox', { name: 'Manager' }));
    expect(screen.queryByRole('option', { name: '10 minutes' })).toBeNull();
    await user.click(screen.getByRole('option', { name: '2 minutes' }));
    expect(fake.inputs('sessions.saveIdle')).toEqual([{ role: 'manager', minutes: 2 }]);
  });
});

describe('a new key', () => {
  const toReady = async (prepare?: Parameters<typeof openScreen>[1]) => {
    const opened = openScreen(<NewKey passphrase={false} />, prepare);
    await opened.user.click(await screen.findByRole('button', { name: 'Make a new key…' }));
    const [first] = screen.getAllByRole('textbox');
    if (first === undefined) throw new Error('no box');
    await opened.user.click(first);
    await opened.user.paste(`${KIT.join('')}R8`);
    await opened.user.type(screen.getByLabelText('Your PIN now'), PIN);
    await opened.user.type(screen.getByLabelText('Code from your phone'), CODE);
    await opened.user.click(screen.getByRole('button', { name: 'Prepare the new key' }));
    return opened;
  };

  it('shows everybody’s one-time code before anything changes, and is put in force only then', async () => {
    const { fake, user } = await toReady();
    expect((await screen.findByRole('list', { name: 'One-time codes' })).textContent).toContain('Jonas BrandtK7QM-4DXR-9HTA');
    expect(fake.inputs('security.rotate')).toEqual([]);
    expect(await axeProblems()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Put it in force' }));
    expect(fake.inputs('security.rotate')).toHaveLength(1);
  });

  it('a refusal is said, and the old key stays', async () => {
    await toReady(({ answer }) => answer('security.rotateBegin', () => { throw new Refusal('KIT_WRONG'); }));
    expect(await screen.findByText(/do not open these books/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Put it in force' })).toBeNull();
  });
});
