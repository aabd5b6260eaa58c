// A computer whose keyring does not answer: books that have half their key there wait for it untouched; new books take a long passphrase, and say in red what that means.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { firstRun, logIn } from '../../tools/demo/firstRun.ts';
import { expect, lockBooks, test } from '../fixtures/app.ts';

/** No message bus, so no Secret Service. */
const NO_KEYRING = { DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
test.skip(process.platform !== 'linux', 'Windows and macOS always have a keyring.');

test('books with half their key in the keyring say what to do, write nothing, and open once it answers', async ({ copy, start }) => {
  const { userData, keys } = await copy();
  const file = join(userData, 'vault', 'vault.json');
  const before = [statSync(file).mtimeMs, createHash('sha256').update(readFileSync(file)).digest('hex')];
  const desk = await start({ userData, env: NO_KEYRING });
  const page = await desk.window();
  await expect(page.getByRole('heading', { name: 'Your keyring does not answer' })).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Looked again')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use my Recovery Kit' })).toBeVisible();
  expect([statSync(file).mtimeMs, createHash('sha256').update(readFileSync(file)).digest('hex')]).toEqual(before);
  await desk.close();
  const next = await (await start({ userData })).window();
  await logIn(next, keys);
});

test('new books without a keyring take a passphrase of twelve letters and more, say so in red, and open with it again', async ({ folder, start }) => {
  const desk = await start({ userData: join(folder, 'without'), env: NO_KEYRING });
  const page = await desk.window();
  const keys = await firstRun(page, { business: 'Peat & Heather', country: 'Ireland', owner: 'Sorcha Bell', pin: 'four rusty gates sing' }, async (name, shown) => {
    if (name !== 'first-run-pin') return;
    await expect(shown.getByRole('alert').filter({ hasText: 'This computer has no keyring' })).toBeVisible();
    await shown.getByLabel('New passphrase').fill('short one');
    await shown.getByLabel('The same passphrase once more').focus();
    await expect(shown.getByText(/Too short: 12 letters/)).toBeVisible();
    await shown.getByLabel('New passphrase').fill('four rusty gates sing');
    await shown.getByLabel('The same passphrase once more').focus();
  });
  await expect(page.getByText('Encrypted, by passphrase only')).toBeVisible();
  expect(existsSync(join(folder, 'without', 'vault', 'billfold.db'))).toBe(true);
  const next = await lockBooks({ desk, page, keys });
  await expect(next.getByLabel('Your passphrase')).toBeVisible();
  await logIn(next, keys);
});
