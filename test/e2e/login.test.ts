// Getting in and getting back in, in the real app: one answer for every wrong try, the pause, recovery codes, the kit on a computer that forgot its key, the lock.
import { spawn } from 'node:child_process';
import keytar from 'keytar';
import type { Page } from '@playwright/test';
import { APP_ARGUMENTS, ROOT, appEnvironment, electronProgram } from '../../tools/demo/desk.ts';
import { logIn } from '../../tools/demo/firstRun.ts';
import { time } from '../../tools/demo/time.ts';
import { codeOfStep, phone, stepAt } from '../../tools/demo/totp.ts';
import { SERVICE, expect, lockBooks, test, tryWrongly } from '../fixtures/app.ts';

const WRONG_PIN = '380461';
const rail = (page: Page) => page.getByRole('navigation', { name: 'Main' });

/** Types PIN and code as they stand, Enter, and waits for the answer. */
async function attempt(page: Page, pin: string, code: string): Promise<string> {
  await page.getByLabel('Your PIN').fill(pin);
  await page.getByLabel('Code from your phone').fill(code);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Your PIN')).toHaveValue(''); // emptied with the answer
  return page.getByRole('alert').innerText();
}

const wrongCode = (secret: string) => {
  const now = stepAt(time.now());
  const good = [-2, -1, 0, 1, 2].map((by) => codeOfStep(secret, now + by));
  return ['000001', '000002', '000003', '000004', '000005', '000006'].find((code) => !good.includes(code)) ?? '000007';
};

test('a wrong PIN and a wrong code get the same answer, and after five tries there is a pause that names no reason', async ({ locked }) => {
  const { page, keys } = locked;
  const bad = wrongCode(keys.phone.secret);
  const first = await attempt(page, WRONG_PIN, await keys.phone.nextCode());
  const second = await attempt(page, keys.pin, bad);
  expect(second).toContain(first.split('.')[0] ?? '');
  expect(await attempt(page, WRONG_PIN, bad)).toContain('2 tries left');
  await attempt(page, WRONG_PIN, bad);
  await page.getByLabel('Your PIN').fill(WRONG_PIN);
  await page.getByLabel('Code from your phone').fill(bad);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Wait \d+/)).toBeVisible();
  await expect(page.getByLabel('Code from your phone')).toBeDisabled();
  // Even with everything right: not now.
  const answer = await page.evaluate((typed) => window.billfold.session.login(typed), { pin: keys.pin, code: await keys.phone.nextCode() });
  expect(answer).toMatchObject({ ok: false, error: { code: 'WAIT' } });
});

test('the pause outlives the program', async ({ copy, start }) => {
  const { userData, keys } = await copy();
  const desk = await start({ userData });
  const page = await desk.window();
  await tryWrongly(page, 5);
  desk.electron.process().kill('SIGKILL');
  const again = await start({ userData });
  const answer = await (await again.window()).evaluate((typed) => window.billfold.session.login(typed), { pin: keys.pin, code: await keys.phone.nextCode() });
  expect(answer).toMatchObject({ ok: false, error: { code: 'WAIT' } });
});

test('the same code is taken once; a recovery code stands in for the phone, once', async ({ locked }) => {
  const { desk, keys } = locked;
  const code = await keys.phone.nextCode();
  const login = async (given: string) => (await desk.window()).evaluate((typed) => window.billfold.session.login(typed), { pin: keys.pin, code: given });
  expect(await login(code)).toMatchObject({ ok: true });
  await (await desk.window()).reload();
  await lockBooks(locked);
  expect(await login(code)).toMatchObject({ ok: false, error: { code: 'AUTH_FAILED' } });

  const page = await desk.window();
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Your PIN').fill(keys.pin);
  await page.getByLabel('Recovery code').fill((keys.recoveryCodes[0] ?? '').toLowerCase().replaceAll('-', ' '));
  await page.keyboard.press('Enter');
  await expect(rail(page)).toBeVisible();
  await expect(page.getByText(/recovery code is used up. 9 are left/)).toBeVisible();
  await lockBooks(locked);
  expect(await login(keys.recoveryCodes[0] ?? '')).toMatchObject({ ok: false, error: { code: 'AUTH_FAILED' } });
});

test('the Recovery Kit opens the books on a computer that forgot its key, with a new PIN and a new phone', async ({ copy, start }) => {
  const { userData, keys } = await copy();
  for (const { account } of await keytar.findCredentials(SERVICE)) await keytar.deletePassword(SERVICE, account);
  const desk = await start({ userData });
  const page = await desk.window();
  await expect(page.getByRole('heading', { name: 'This laptop has forgotten the key' })).toBeVisible();
  await page.getByRole('button', { name: 'Use my Recovery Kit' }).click();
  const wrong = keys.kit.map((group, i) => (i === 3 ? [...group].reverse().join('') : group));
  await page.getByLabel('Group 1', { exact: true }).fill(wrong.join('').slice(0, 4));
  for (const [i, group] of wrong.entries()) await page.getByRole('group').getByRole('textbox').nth(i).fill(group);
  if (wrong[3] !== keys.kit[3]) await expect(page.getByRole('alert')).toContainText('not as on the paper');
  for (const [i, group] of keys.kit.entries()) await page.getByRole('group').getByRole('textbox').nth(i).fill(group);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'A new PIN for Ada Quill' })).toBeVisible();
  await page.getByLabel('New PIN').fill('918264');
  await page.getByLabel('The same PIN once more').fill('918264');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /cannot scan/ }).click();
  const fresh = phone((await page.locator('main code').innerText()).replace(/\s/g, ''));
  await page.getByLabel('Code from your phone').fill(await fresh.nextCode());
  await expect(page.getByRole('heading', { name: 'You are back in' })).toBeVisible();
  await page.getByRole('button', { name: /show my books/ }).click();
  await expect(rail(page)).toBeVisible();
  expect(await page.evaluate(async () => window.billfold.invoices.counts({ today: '2026-01-01' }))).toMatchObject({ ok: true, value: { all: 5 } });
  const relocked = await lockBooks({ desk, page, keys });
  expect(await relocked.evaluate((typed) => window.billfold.session.login(typed), { pin: keys.pin, code: await keys.phone.nextCode() })).toMatchObject({ ok: false, error: { code: 'AUTH_FAILED' } });
  await relocked.reload();
  await logIn(relocked, { pin: '918264', phone: fresh });
});

test('locking closes the database, answers LOCKED and puts a new window on the login', async ({ books }) => {
  const { desk } = books;
  const next = await lockBooks(books);
  await expect(next.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  expect(await next.evaluate(() => window.billfold.customers.list({ q: '', after: null, limit: 1, archived: false }))).toMatchObject({ ok: false, error: { code: 'LOCKED' } });
  const open = await desk.electron.evaluate(({ app }) => {
    const { readdirSync, readlinkSync } = process.getBuiltinModule('node:fs');
    const files = process.platform === 'linux' ? readdirSync('/proc/self/fd') : [];
    const targets = files.map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        return ''; // closed in the meantime
      }
    });
    return targets.filter((target) => target.startsWith(`${app.getPath('userData')}/vault/`));
  });
  expect(open).toEqual([]);
  await expect(next.locator('body')).not.toContainText(/Harbour Lane|Ada Quill|Bellrock/);
});

test('H14 a second copy only brings the first one forward and ends', async ({ locked }) => {
  const { desk } = locked;
  await desk.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const second = spawn(electronProgram(), [...APP_ARGUMENTS, '--evil', 'file:///etc/passwd'], { cwd: ROOT, env: appEnvironment(desk.userData), stdio: 'ignore' });
  const code = await new Promise((resolve) => second.on('exit', resolve));
  expect(code).toBe(0);
  const windows = await desk.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => [one.webContents.getURL(), one.isMinimized()]));
  expect(windows).toEqual([['app://billfold/index.html', false]]);
});

test('the books lock by themselves after the minutes without input that were set, and nothing typed is lost', async ({ books }) => {
  const { desk, page } = books;
  expect(await page.evaluate(() => window.billfold.security.setIdle({ minutes: 1 }))).toMatchObject({ ok: true });
  await page.keyboard.press('ControlOrMeta+n');
  await page.getByRole('textbox', { name: 'What it is for' }).fill('Typed before the lock');
  await expect(page.getByText(/^Saved \d/)).toBeVisible();
  // No key from here on, and the clock that counts the idle time goes ahead by a minute.
  await desk.electron.evaluate(() => {
    const real = process.hrtime.bigint;
    process.hrtime.bigint = () => real() + 61_000_000_000n;
  });
  await expect.poll(() => page.isClosed(), { timeout: 20_000 }).toBe(true);
  const next = await desk.window();
  await logIn(next, books.keys);
  const drafts = await next.evaluate(() => window.billfold.drafts.list({ q: '', after: null, limit: 50 }));
  expect(drafts.ok && drafts.value.rows.map((row) => row.subject)).toContain('Typed before the lock');
});
