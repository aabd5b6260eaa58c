// Bringing books back through the real app: an older backup over open books, and a dead laptop's books on a new one with the Recovery Kit.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import keytar from 'keytar';
import { answerOpen, type Desk, resize, setTheme } from '../../tools/demo/desk.ts';
import { logIn, readSecret } from '../../tools/demo/firstRun.ts';
import { phone } from '../../tools/demo/totp.ts';
import { expect, expectAccessible, SERVICE, test } from '../fixtures/app.ts';
import { issueDraft } from '../fixtures/issueDraft.ts';

/** Pictures, when somebody asks for them: for docs/RECOVERY.md. The folder of the test is written as one that people have. */
const shot = async (page: Page, name: string): Promise<void> => {
  if (!process.env['SHOTS']) return;
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('p')) if (one.childElementCount === 0) one.textContent = one.textContent.replace(/\S*billfold-e2e-[^/]*/, '/home/ada');
  });
  await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` });
};
const documents = (page: Page) => page.evaluate(async () => {
  const list = await window.billfold.invoices.list({ q: '', after: null, limit: 50, filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null } });
  return list.ok ? list.value.rows : null;
});
async function backUp(desk: Desk, page: Page, place: string): Promise<void> {
  mkdirSync(place, { recursive: true });
  await page.getByRole('button', { name: 'Choose a place' }).click();
  await answerOpen(desk, place);
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await page.getByRole('button', { name: 'Use this place' }).click();
  await expect(page.getByText('If this laptop died now, you would lose nothing')).toBeVisible({ timeout: 30_000 });
}
async function addCustomer(page: Page, name: string): Promise<void> {
  const saved = await page.evaluate((given) => {
    const blank = { contact: '', phone: '', taxNumber: '', currency: null, language: null, terms: null, street: '', street2: '', city: '', region: '', postcode: '', country: 'IE', vatId: '', email: '', notes: '', code: '' };
    return window.billfold.customers.save({ ...blank, name: given });
  }, name);
  expect(saved.ok).toBe(true);
}
const customers = (page: Page) => page.evaluate(async () => {
  const list = await window.billfold.customers.list({ q: '', after: null, limit: 100, archived: false });
  return list.ok ? list.value.rows.map(({ name }) => name) : null;
});

test('an older backup takes the place of open books: what would be lost is shown, the name is typed, PIN and code are asked, and the same PIN opens what came back', async ({ books: { desk, page, keys }, folder }) => {
  test.setTimeout(180_000);
  await resize(desk, { width: 1280, height: 720 });
  const place = join(folder, 'stick');
  await backUp(desk, page, place);
  const before = await documents(page);
  await addCustomer(page, 'Never In The Backup');
  const lost = [await issueDraft(page), await issueDraft(page)];
  await page.getByRole('button', { name: 'Restore from a backup' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Bring your books back' })).toBeVisible();
  await expectAccessible(page, 'restore, where');
  await page.getByRole('main').getByRole('button', { name: /stick/ }).first().click();
  await page.getByRole('list', { name: 'Backups there, newest first' }).getByRole('button').first().click();
  await expect(page.getByRole('heading', { level: 2, name: 'Harbour Lane Joinery' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('These books have more than the backup: ')).toContainText('2 documents and 0 payments');
  for (const number of lost) await expect(page.getByText(number)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Bring these books back' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByText('Backed up to 1 place')).toBeHidden({ timeout: 15_000 });
  await expectAccessible(page, 'restore, inside');
  await shot(page, 'restore-inside');
  await setTheme(page, 'dark');
  await expectAccessible(page, 'restore, dark');
  await shot(page, 'restore-inside-dark');
  await page.getByLabel(/^To confirm, type/).fill('Harbour Lane Joinery');
  await page.getByRole('button', { name: 'Bring these books back' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type(keys.pin);
  await page.keyboard.press('Tab');
  const boxes = page.getByRole('dialog').getByRole('textbox');
  await boxes.last().focus();
  await page.keyboard.type(await keys.phone.nextCode());
  if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Enter').catch(() => undefined);
  await expect.poll(async () => (await desk.window()).getByRole('heading', { level: 1, name: 'Welcome back' }).isVisible().catch(() => false), { timeout: 60_000 }).toBe(true);
  const again = await desk.window();
  await logIn(again, keys);
  expect(await documents(again)).toEqual(before);
  expect(await customers(again)).not.toContain('Never In The Backup');
  const status = await again.evaluate(() => window.billfold.security.status());
  expect(status).toMatchObject({ ok: true, value: { chain: expect.stringMatching(/^(ok|checking)$/) } });
});

test('the books of a dead laptop open on a new one: kit, folder, backup, a new PIN and phone, and every document is there', async ({ books: { desk, page, keys }, folder, start }) => {
  test.setTimeout(240_000);
  const place = join(folder, 'Nextcloud', 'Books');
  await backUp(desk, page, place);
  const before = await documents(page);
  const vaultId = await page.evaluate(async () => {
    const state = await window.billfold.session.state();
    return state.ok ? JSON.stringify(state.value) : '';
  });
  await desk.close();
  // nothing of the old laptop is left: neither files nor keychain
  const id = /"vaultId":"([0-9a-f-]{36})"/.exec(vaultId)?.[1];
  for (const name of ['keys', 'anchor', 'lockout']) if (id !== undefined) await keytar.deletePassword(SERVICE, `${name}:${id}`);
  const laptop = mkdtempSync(join(tmpdir(), 'billfold-laptop-'));
  try {
    const fresh = await start({ userData: laptop, size: { width: 1280, height: 720 } });
    const first = await fresh.window();
    await first.getByRole('button', { name: 'I have a backup' }).click();
    await expect(first.getByRole('heading', { level: 1, name: 'Bring your books back' })).toBeVisible();
    await expectAccessible(first, 'rescue, kit');
    await first.getByRole('textbox').first().focus();
    await first.keyboard.type(keys.kit.join(''));
    await shot(first, 'rescue-kit');
    await first.keyboard.press('Enter');
    await expect(first.getByRole('heading', { level: 1, name: 'Where is the backup?' })).toBeVisible();
    await answerOpen(fresh, place);
    await first.getByRole('button', { name: 'Choose the folder' }).click();
    const list = first.getByRole('list', { name: 'Backups there, newest first' });
    await expect(list.getByRole('button')).toHaveCount(1);
    await expectAccessible(first, 'rescue, list');
    await shot(first, 'rescue-list');
    await list.getByRole('button').click();
    await expect(first.getByRole('heading', { level: 2, name: 'Harbour Lane Joinery' })).toBeVisible({ timeout: 30_000 });
    await expect(first.getByRole('button', { name: 'Bring these books back' })).toBeInViewport({ ratio: 1 });
    await first.getByLabel('No, nothing').check();
    await expectAccessible(first, 'rescue, inside');
    await shot(first, 'rescue-inside');
    await first.getByRole('button', { name: 'Bring these books back' }).click();
    await expect(first.getByRole('heading', { level: 1, name: /PIN/ })).toBeVisible({ timeout: 60_000 });
    await shot(first, 'rescue-pin');
    await first.keyboard.type('618204');
    await first.keyboard.press('Tab');
    await first.keyboard.type('618204');
    await first.keyboard.press('Enter');
    const mine = phone(await readSecret(first));
    await first.getByRole('textbox', { name: 'Code from your phone' }).focus();
    await first.keyboard.type(await mine.nextCode());
    await expect(first.getByRole('list', { name: 'Recovery codes' })).toBeVisible({ timeout: 30_000 });
    await first.getByRole('button', { name: 'I have kept them, show my books' }).click();
    await expect(first.getByRole('navigation', { name: 'Main' })).toBeVisible({ timeout: 30_000 });
    expect(await documents(first)).toEqual(before);
    await shot(first, 'rescued-home');
    await fresh.close();
  } finally {
    rmSync(laptop, { recursive: true, force: true, maxRetries: 5 });
  }
});
