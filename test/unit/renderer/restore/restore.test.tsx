// The screens of bringing books back: what can be chosen, what an older kit asks for, and what newer backups say of numbers given out.
import { screen } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { startWords } from '../../../../renderer/i18n/index.ts';
import Rescue from '../../../../renderer/restore/Rescue.tsx';
import Restore from '../../../../renderer/restore/Restore.tsx';
import { backupsFound, BAD, GOOD, restoreLook } from '../../../fixtures/fakeRestores.ts';
import { Refusal } from '../../../fixtures/fakeBillfold.ts';
import { openScreen } from '../open.tsx';

beforeAll(() => startWords());

const KIT = '66X2HCR02MHQ8K81Q0E2J88BV96TF4DTMN5ZGF2Z1KPAM81BQYP0BH';
const [good, bad] = backupsFound().rows;
if (good === undefined || bad === undefined) throw new Error('two rows');
const older = backupsFound({ rows: [{ ...good, code: 'OTHER_KIT', kitSerial: 'A1B2-C3D4' }, bad] });

test('a damaged backup says so and cannot be chosen; a good one is looked into', async () => {
  const { fake, user } = openScreen(<Restore />);
  await user.click(await screen.findByRole('button', { name: 'Choose the folder' }));
  const [first, second] = (await screen.findByRole('list', { name: 'Backups there, newest first' })).querySelectorAll('button');
  expect(second?.getAttribute('aria-disabled')).toBe('true');
  if (second !== undefined) await user.click(second);
  expect(fake.calls.some(({ method }) => method === 'restore.look')).toBe(false);
  if (first !== undefined) await user.click(first);
  expect(fake.calls.find(({ method }) => method === 'restore.look')?.input).toMatchObject({ name: GOOD });
  expect(BAD).not.toBe(GOOD);
});

test('a backup of an older kit names the kit, asks for its groups, and says when they are another kit’s', async () => {
  const { fake, user } = openScreen(<Restore />, (made) => {
    made.answer('restore.pick', () => older);
    made.answer('restore.look', () => { throw new Refusal('RESTORE_REFUSED', { params: { fault: 'OTHER_KIT' } }); });
  });
  await user.click(await screen.findByRole('button', { name: 'Choose the folder' }));
  await user.click(await screen.findByText('made under the older kit A1B2-C3D4'));
  expect(screen.getByRole('heading', { name: 'This backup belongs to the Recovery Kit A1B2-C3D4' })).toBeTruthy();
  expect(fake.calls.some(({ method }) => method === 'restore.look')).toBe(false);
  await user.click(screen.getByLabelText('Group 1'));
  await user.paste(KIT);
  await user.click(screen.getByRole('button', { name: 'Look inside' }));
  expect(fake.calls.find(({ method }) => method === 'restore.look')?.input).toMatchObject({ name: GOOD, kit: expect.stringContaining('66X2') });
  expect((await screen.findByRole('alert')).textContent).toContain('not those of the kit this backup was made under');
  fake.answer('restore.look', () => restoreLook());
  await user.click(screen.getByRole('button', { name: 'Look inside' }));
  expect(await screen.findByRole('heading', { name: 'Harbour Street Studio' })).toBeTruthy();
});

test('T47 with the kit alone an older backup shows which numbers newer ones know, and asks only about what came after the newest', async () => {
  const { user } = openScreen(<Rescue onBack={() => undefined} />, (made) => made.answer('rescue.look', () => restoreLook({
    present: null, lost: null, since: { until: '2026-11-20T17:00:00.000Z', numbers: [{ series: 'Invoices', number: 'INV-2026-0414' }] },
  })));
  await user.click(screen.getByLabelText('Group 1'));
  await user.paste(KIT);
  await user.click(screen.getByRole('button', { name: 'Next' }));
  await user.click(await screen.findByRole('button', { name: 'Choose the folder' }));
  const list = await screen.findByRole('list', { name: 'Backups there, newest first' });
  const first = list.querySelector('button');
  if (first !== null) await user.click(first);
  expect(await screen.findByText('INV-2026-0414')).toBeTruthy();
  expect(screen.getByText(/^The newest of these backups was made .* Did you issue invoices after that\?$/)).toBeTruthy();
});
