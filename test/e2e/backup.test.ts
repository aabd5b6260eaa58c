// Backups through the real app: a place is chosen, backups are made and proven, sticks are known by their marker, closing makes a last one, and what fails is said in words.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answerOpen, type Desk, setTheme } from '../../tools/demo/desk.ts';
import { logIn } from '../../tools/demo/firstRun.ts';
import { expect, expectAccessible, test } from '../fixtures/app.ts';
import { clockGoesOn } from '../fixtures/worldTime.ts';

const shot = async (page: Page, name: string): Promise<void> => {
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` });
};
const made = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).filter((name) => /^billfold-.*\.bak$/.test(name)).toSorted() : []);
const safe = (page: Page) => expect(page.getByText('If this laptop died now, you would lose nothing')).toBeVisible({ timeout: 30_000 });
const state = (page: Page) => page.evaluate(async () => {
  const answer = await window.billfold.backup.state();
  return answer.ok ? answer.value : null;
});
/** Main's clocks go on by so many days; phones and pages keep their time. */
const daysPass = (desk: Desk, days: number) => clockGoesOn(desk, days * 86_400_000);
const history = (page: Page) => page.evaluate(async () => {
  const answer = await window.billfold.backup.history({ before: null, limit: 20 });
  return answer.ok ? answer.value.rows.map(({ act, cause, ok }) => `${act} ${cause} ${ok ? 'ok' : 'failed'}`) : null;
});
/** A change, and a backup of it by hand. */
async function another(page: Page, name: string): Promise<void> {
  await change(page, name);
  await page.keyboard.press('ControlOrMeta+b');
  await expect.poll(async () => {
    const now = await state(page);
    return now === null ? null : [now.running, now.since];
  }, { timeout: 20_000 }).toEqual([null, 0]);
}
/** Something that no backup holds yet. */
async function change(page: Page, name: string): Promise<void> {
  const saved = await page.evaluate((given) => {
    const blank = { contact: '', phone: '', taxNumber: '', currency: null, language: null, terms: null, street: '', street2: '', city: '', region: '', postcode: '', country: 'IE', vatId: '', email: '', notes: '', code: '' };
    return window.billfold.customers.save({ ...blank, name: given });
  }, name);
  expect(saved.ok).toBe(true);
}

test('a folder becomes a place: the first backup is made, opened and read back; the drill finds every figure the same; a conflict copy is no backup', async ({ books: { desk, page }, folder }) => {
  test.setTimeout(150_000);
  await shot(page, 'home-offer');
  await page.getByRole('button', { name: 'Choose a place' }).click();
  await expect(page.getByText('Where shall backups go?')).toBeVisible();
  await expectAccessible(page, 'backups, first place');
  const place = join(folder, 'Nextcloud', 'Books');
  mkdirSync(place, { recursive: true });
  await answerOpen(desk, place);
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await expect(page.getByLabel('What do you call it?')).toHaveValue('Nextcloud, Books');
  await shot(page, 'add-name');
  await page.getByRole('button', { name: 'Use this place' }).click();
  await safe(page);
  const [first = ''] = made(place);
  expect(readFileSync(join(place, first)).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  expect(readdirSync(place).filter((name) => name.endsWith('.part'))).toEqual([]);
  await expectAccessible(page, 'backups');
  await shot(page, 'done');

  await page.keyboard.press('d');
  // on a slow day the first one by itself is faster than the key: the result is the same, the message is not
  await expect.poll(async () => (await state(page))?.drill, { timeout: 30_000 }).toMatchObject({ ok: true, code: '' });
  await expect(page.getByRole('region', { name: 'Last restore drill' })).toContainText('5, the same');
  await shot(page, 'drill');

  copyFileSync(join(place, first), join(place, first.replace('.bak', ' (conflicted copy).bak')));
  await page.getByRole('button', { name: /What to do with/ }).click();
  await shot(page, 'menu');
  await page.getByRole('button', { name: 'What is kept here' }).click();
  await expect(page.getByText('Nothing would be removed now.')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole('region', { name: 'Now there' }).getByRole('row')).toHaveCount(1);
  await expectAccessible(page, 'backups, what is kept');
  await shot(page, 'keep');
  for (const name of ['Corr & Daly', 'Lough Café', 'Quay Boats']) await another(page, name);
  for (const [part, value] of [['Newest', '2'], ['Days', '0'], ['Weeks', '0'], ['Months', '0'], ['Years', '0']] as const) await page.getByLabel(part, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Save the rule' }).click();
  await expect(page.getByText('2 backups of 4 would be removed now.')).toBeVisible({ timeout: 15_000 });
  await shot(page, 'keep-drops');
  await page.getByRole('button', { name: 'Keep by this rule from now on' }).click();
  await expect(page.getByText('Kept by this rule after each backup.')).toBeVisible();
  const conflict = made(place).filter((name) => name.includes('conflicted'));
  const all = made(place).filter((name) => !conflict.includes(name));
  expect(all).toHaveLength(4); // seen, agreed to, and still there
  await another(page, 'Tern & Sons');
  await expect.poll(() => made(place).length, { timeout: 15_000 }).toBe(3);
  expect(made(place)).toEqual(expect.arrayContaining([...conflict, ...all.slice(3)]));
  expect(await history(page)).toContain('prune schedule ok');
  await expect(page.getByText('Nothing would be removed now.')).toBeVisible();
  await page.getByRole('button', { name: 'Change' }).click();
  await expectAccessible(page, 'backups, when');
  await setTheme(page, 'dark');
  await expectAccessible(page, 'backups, dark');
  await shot(page, 'dark');
  await page.getByRole('button', { name: 'Home', exact: true }).click();
  await expect(page.getByText(/^tested today/)).toBeVisible();
  await shot(page, 'home-dark');
});

test('a place that is gone, or is another one now, is named in words, tried again, and after the second time spoken of above every screen', async ({ books: { desk, page }, folder }) => {
  test.setTimeout(120_000);
  const place = join(folder, 'books');
  mkdirSync(place);
  await page.getByRole('button', { name: 'Choose a place' }).click();
  await answerOpen(desk, place);
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await page.getByRole('button', { name: 'Use this place' }).click();
  await safe(page);
  renameSync(place, `${place}-away`);
  await page.keyboard.press('ControlOrMeta+b');
  await expect(page.getByText('books: The place is not there.')).toBeVisible({ timeout: 15_000 });
  await shot(page, 'gone');
  mkdirSync(place); // something else lies there now, without our mark
  for (const time of [1, 2]) {
    await page.keyboard.press('ControlOrMeta+b');
    await expect.poll(async () => (await state(page))?.targets[0]?.fails, { timeout: 15_000 }).toBe(time);
  }
  await expect(page.getByText('Backups to books fail.')).toBeVisible();
  await expect(page.getByText('The last backup is not where it was')).toBeVisible(); // nothing is claimed that is not so
  await expectAccessible(page, 'banner');
  await shot(page, 'banner');
  rmSync(place, { recursive: true });
  renameSync(`${place}-away`, place);
  await page.keyboard.press('ControlOrMeta+b');
  await expect.poll(() => made(place).length, { timeout: 20_000 }).toBe(2);
  await expect(page.getByText('Backups to books fail.')).toBeHidden({ timeout: 20_000 });

  // Stop, as soon as there is something to stop
  const before = readdirSync(place).toSorted();
  await change(page, 'While it runs');
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      const stop = Array.from(document.querySelectorAll('button')).find(({ textContent }) => textContent === 'Stop');
      if (stop === undefined) return;
      watch.disconnect();
      stop.click();
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
  await page.keyboard.press('ControlOrMeta+b');
  await expect(page.getByText('Stopped. Your older backups are as they were.')).toBeVisible({ timeout: 15_000 });
  expect(readdirSync(place).toSorted()).toEqual(before);
  await expect.poll(() => readdirSync(join(desk.userData, 'staging')), { timeout: 5000 }).toEqual([]);
  await another(page, 'Afterwards');
  expect(made(place)).toHaveLength(3);
});

test('a stick is known by its marker and not by where it appears: plugged in elsewhere it gets its backup by itself', async ({ copy, start, folder }) => {
  test.setTimeout(150_000);
  const { userData, keys } = await copy();
  const drives = join(folder, 'drives.json');
  const plug = (mount: string | null): void => writeFileSync(drives, JSON.stringify(mount === null ? [] : [{ kind: 'stick', mount, name: 'RED', fileSystem: 'vfat', readOnly: false, size: 16e9, free: 11.2e9 }]));
  const [here, there] = [join(folder, 'media-1'), join(folder, 'media-2')];
  mkdirSync(here);
  plug(here);
  const desk = await start({ userData, env: { BILLFOLD_DRIVES: drives } });
  const page = await desk.window();
  await logIn(page, keys);
  await page.getByRole('button', { name: 'Choose a place' }).click();
  await page.getByRole('button', { name: /^RED/ }).click();
  await shot(page, 'stick-name');
  await page.getByRole('button', { name: 'Use this place' }).click();
  await safe(page);
  await expect(page.getByText('Safe to remove')).toBeVisible();
  expect(made(join(here, 'Billfold backups'))).toHaveLength(1);

  renameSync(here, there);
  plug(null);
  await expect(page.getByText(/Not plugged in/)).toBeVisible({ timeout: 30_000 });
  await change(page, 'Late ones');
  await expect(page.getByText('If this laptop died now, you would lose 1 change')).toBeVisible({ timeout: 15_000 });
  await shot(page, 'stick-away');
  plug(there);
  await safe(page);
  expect(made(join(there, 'Billfold backups'))).toHaveLength(2);
  await expect(page.getByText(/on plugging in/)).toBeVisible();
  await shot(page, 'stick');
});

test('closing makes a last backup of what changed, and none when nothing did; a missed one, the weekly look and the monthly drill come by themselves', async ({ copy, start, folder }) => {
  test.setTimeout(150_000);
  const { userData, keys } = await copy();
  const place = join(folder, 'books');
  mkdirSync(place);
  let desk = await start({ userData });
  let page = await desk.window();
  await logIn(page, keys);
  await page.getByRole('button', { name: 'Choose a place' }).click();
  await answerOpen(desk, place);
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await page.getByRole('button', { name: 'Use this place' }).click();
  await safe(page);
  // The overlay of leaving, as main announces it: seen and held against axe without having to be quick.
  await desk.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((one) => one.webContents.send('billfold:event', { type: 'leaving' })));
  await expect(page.getByRole('alertdialog', { name: 'One backup before closing' })).toBeVisible();
  await expectAccessible(page, 'leaving');
  await shot(page, 'leaving');
  await expect(page.getByRole('button', { name: 'Close without it' })).toBeFocused();
  await change(page, 'Before closing');
  await desk.close();
  expect(made(place)).toHaveLength(2);

  desk = await start({ userData });
  page = await desk.window();
  await logIn(page, keys);
  await page.getByRole('button', { name: 'Backups', exact: true }).click();
  await safe(page);
  await expect(page.getByText(/on closing/)).toBeVisible();
  expect(made(place)).toHaveLength(2);

  // The computer was off for nine days: told of it, the missed backup, the weekly look and the monthly drill come by themselves.
  await daysPass(desk, 9);
  await page.getByRole('button', { name: 'Home', exact: true }).click();
  await page.getByRole('button', { name: 'Backups', exact: true }).click();
  const banner = page.getByRole('status').filter({ hasText: 'The last good backup is of' });
  await expect(banner).toContainText('Nothing has changed since.');
  await shot(page, 'too-old');
  await change(page, 'Nine days later');
  await page.evaluate(() => window.billfold.backup.look());
  await expect.poll(() => made(place).length, { timeout: 40_000 }).toBe(3);
  await expect(banner).toBeHidden({ timeout: 20_000 });
  await expect.poll(() => history(page), { timeout: 40_000 }).toEqual(expect.arrayContaining(['backup schedule ok', 'scrub schedule ok']));
  await expect.poll(async () => (await state(page))?.drill, { timeout: 40_000 }).toMatchObject({ ok: true, cause: 'schedule' });
  await shot(page, 'by-itself');
  await desk.close();
  expect(made(place)).toHaveLength(3);
});
