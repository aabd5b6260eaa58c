// The main job by keyboard in the real app: four commands to an issued invoice, a draft that survives a kill, a PDF that stays as it was.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answerSave } from '../../tools/demo/desk.ts';
import { logIn } from '../../tools/demo/firstRun.ts';
import { expect, lockBooks, test } from '../fixtures/app.ts';

/** Counts what the person does and refuses the mouse. */
async function watchHands(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = { mouse: 0, dialogs: 0 };
    Object.assign(window, { seen });
    for (const kind of ['pointerdown', 'mousedown', 'click'] as const) window.addEventListener(kind, (event) => { if (event.isTrusted && (event as MouseEvent).detail > 0) seen.mouse += 1; }, true);
    new MutationObserver(() => { if (document.querySelector('[role=dialog],[role=alertdialog],dialog[open]')) seen.dialogs += 1; }).observe(document.body, { childList: true, subtree: true });
  });
}
const hands = (page: Page) => page.evaluate(() => (window as unknown as { seen: { mouse: number; dialogs: number } }).seen);

test('from the unlocked home, four commands and two typed stubs issue an invoice, without mouse and without a dialog in the way', async ({ books }) => {
  const { page } = books;
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Good');
  await watchHands(page);
  let commands = 0;
  const command = async (keys: string) => {
    commands += 1;
    await page.keyboard.press(keys);
  };
  await command('Control+n');
  await page.keyboard.type('be');
  await expect(page.getByRole('option', { name: /Bellrock/ })).toBeVisible();
  await command('Enter');
  await page.keyboard.type('oa');
  await expect(page.getByRole('option', { name: /Oak shelf/ })).toBeVisible();
  await command('Enter');
  await command('Control+Enter');
  await expect(page.getByText(/INV-\d{4}-0006/).first()).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole('heading', { level: 1, name: /INV-\d{4}-0006/ })).toBeVisible({ timeout: 15_000 });
  expect(commands).toBe(4);
  expect(await hands(page)).toEqual({ mouse: 0, dialogs: 0 });
  const rows = await page.evaluate(() => window.billfold.invoices.list({ q: '', after: null, limit: 1, filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null } }));
  expect(rows).toMatchObject({ ok: true, value: { rows: [{ customer: 'Bellrock Hotel', total: 10_332 }] } }); // 84.00 and 23 % of it
});

test('letters typed at once after Ctrl+N all arrive', async ({ books }) => {
  const { page } = books;
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Good');
  await page.keyboard.press('Control+n');
  await page.keyboard.type('kelly', { delay: 0 });
  await expect(page.getByRole('option', { name: /Kelly Interiors/ })).toBeVisible();
});

test('Escape within five seconds keeps the draft and takes no number', async ({ books }) => {
  const { page } = books;
  await page.keyboard.press('Control+n');
  await page.keyboard.type('no');
  await expect(page.getByRole('option', { name: /Nolan/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('ch');
  await expect(page.getByRole('option', { name: /Chair/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /Stop/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.waitForTimeout(5500);
  const counts = await page.evaluate(() => window.billfold.invoices.counts({ today: '2026-11-22' }));
  expect(counts).toMatchObject({ ok: true, value: { all: 5, drafts: 3 } });
});

test('a draft is there again after the program was killed', async ({ copy, start }) => {
  const { userData, keys } = await copy();
  const desk = await start({ userData });
  const page = await desk.window();
  await logIn(page, keys);
  await page.keyboard.press('Control+n');
  await page.keyboard.type('gr');
  await expect(page.getByRole('option', { name: /Greenhill/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('sa');
  await expect(page.getByRole('option', { name: /Sanding/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Saved \d/)).toBeVisible();
  desk.electron.process().kill('SIGKILL');
  const again = await (await start({ userData })).window();
  await logIn(again, keys);
  const drafts = await again.evaluate(() => window.billfold.drafts.list({ q: '', after: null, limit: 10 }));
  expect(drafts).toMatchObject({ ok: true, value: { rows: expect.arrayContaining([expect.objectContaining({ customer: 'Greenhill School', total: 4859 })]) } });
});

test('what is typed is saved when the books are locked in the middle of it', async ({ books }) => {
  const { page } = books;
  await page.keyboard.press('Control+n');
  await page.keyboard.type('le');
  await expect(page.getByRole('option', { name: /Lemonwood/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('pa');
  await expect(page.getByRole('option', { name: /Panel door/ })).toBeVisible();
  await page.keyboard.press('Enter');
  const locked = await lockBooks(books);
  await logIn(locked, books.keys);
  const drafts = await locked.evaluate(() => window.billfold.drafts.list({ q: '', after: null, limit: 10 }));
  expect(drafts).toMatchObject({ ok: true, value: { rows: expect.arrayContaining([expect.objectContaining({ customer: 'Lemonwood Café' })]) } });
});

test('the stored PDF of an issued invoice is the same, byte for byte, after business, customer and item have changed (T43)', async ({ books, folder }) => {
  const { page, desk } = books;
  const id = await page.evaluate(async () => {
    const list = await window.billfold.invoices.list({ q: '', after: null, limit: 1, filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null } });
    return list.ok ? (list.value.rows[0]?.id ?? '') : '';
  });
  const save = async (name: string): Promise<string> => {
    const file = join(folder, name);
    await answerSave(desk, file);
    expect(await page.evaluate((one) => window.billfold.invoices.savePdf({ id: one }), id)).toEqual({ ok: true, value: { saved: true } });
    const bytes = readFileSync(file);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    return createHash('sha256').update(bytes).digest('hex');
  };
  const before = await save('before.pdf');
  const changed = await page.evaluate(async (one) => {
    const business = await window.billfold.business.get();
    const view = await window.billfold.invoices.get({ id: one });
    if (!business.ok || !view.ok) return false;
    const { logo: _logo, ...profile } = business.value;
    const customer = await window.billfold.customers.get({ id: view.value.customerId });
    if (!customer.ok) return false;
    const { archived: _a, createdAt: _c, ...fields } = customer.value.customer;
    const done = [await window.billfold.business.save({ ...profile, name: 'Another Name Ltd', street: 'Elsewhere 1' }), await window.billfold.customers.save({ ...fields, name: 'Renamed Customer' })];
    return done.every((answer) => answer.ok);
  }, id);
  expect(changed).toBe(true);
  const page2 = await lockBooks(books);
  await logIn(page2, books.keys);
  const view = await page2.evaluate((one) => window.billfold.invoices.get({ id: one }), id);
  expect(view).toMatchObject({ ok: true, value: { snapshot: { seller: { name: 'Harbour Lane Joinery' } }, pdf: { state: 'ready', sha256: before } } });
  await answerSave(desk, join(folder, 'after.pdf'));
  await page2.evaluate((one) => window.billfold.invoices.savePdf({ id: one }), id);
  expect(createHash('sha256').update(readFileSync(join(folder, 'after.pdf'))).digest('hex')).toBe(before);
  expect(await page2.evaluate((one) => window.billfold.invoices.prove({ id: one }), id)).toMatchObject({ ok: true, value: { intact: true } });
});

test('a PDF is never written among the books', async ({ books }) => {
  const { page, desk } = books;
  await answerSave(desk, join(desk.userData, 'vault', 'x.pdf'));
  const answer = await page.evaluate(async () => {
    const list = await window.billfold.invoices.list({ q: '', after: null, limit: 1, filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null } });
    return window.billfold.invoices.savePdf({ id: list.ok ? (list.value.rows[0]?.id ?? '') : '' });
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'PLACE_FORBIDDEN' } });
});
