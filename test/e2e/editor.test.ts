// The editor over the real database: totals as one types, problems at their fields, and a draft that survives the program being killed.
import type { Page } from '@playwright/test';
import { logIn } from '../../tools/demo/firstRun.ts';
import { lockBooks, expect, test } from '../fixtures/app.ts';

async function begin(page: Page, customer: string, item: string): Promise<void> {
  await page.keyboard.press('Control+n');
  await expect(page.getByRole('heading', { name: 'New invoice' })).toBeVisible();
  await page.keyboard.type(customer);
  await page.keyboard.press('Enter');
  await page.keyboard.type(item);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Qty, line 1')).toBeFocused();
}
const toPay = (page: Page) => expect(page.getByTestId('to-pay'));

test('totals, discounts and charges follow every key', async ({ shared: { page } }) => {
  await begin(page, 'no', 'ash'); // Ash table top, 310.50
  await toPay(page).toHaveText(/381\.92/); // 23 %: 71.415, rounded to 71.42
  await page.keyboard.type('3');
  await toPay(page).toHaveText(/1,145\.75/); // 931.50 + 214.245
  await page.getByLabel('Discount, line 1').fill('10 %');
  await toPay(page).toHaveText(/1,031\.17/); // 838.35 + 192.82
  await page.getByRole('button', { name: 'Discount on everything' }).click();
  await page.getByLabel('Discount on everything, percent or amount').fill('38.35');
  await toPay(page).toHaveText(/984\.00/); // 800.00 + 184.00
  await page.getByRole('button', { name: 'Charge on everything' }).click();
  await page.getByLabel('Charge on everything, percent or amount').fill('25');
  await toPay(page).toHaveText(/1,014\.75/); // 825.00 + 189.75
  await expect(page.getByRole('complementary', { name: 'The page your customer gets' })).toContainText('1,014.75');
  await page.keyboard.press('Control+z');
  await toPay(page).not.toHaveText(/1,014\.75/);
});

test('what is wrong stands under its field in words, is counted, and Issue leads there', async ({ shared: { page } }) => {
  await begin(page, 'ke', 'oak');
  await page.getByLabel('Price, line 1').fill('abc');
  await expect(page.getByText('“abc” is not a price')).toBeVisible();
  await page.getByLabel('Qty, line 1').fill('0');
  await expect(page.getByText('Nothing times something is nothing')).toBeVisible();
  await page.getByLabel('Pay by').fill('1 jan 2020');
  await page.keyboard.press('Tab');
  await expect(page.getByText('This is before the invoice date.')).toBeVisible();
  await page.getByLabel('What it is for').focus();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(page.getByText(/things? to fix/)).toBeVisible();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-field') ?? document.activeElement?.id ?? '')).not.toBe('subject');
});

test('amounts beyond what can be counted, card numbers and unprintable letters are refused in their own words', async ({ shared: { page } }) => {
  await begin(page, 'oak', 'oak');
  await page.getByLabel('Price, line 1').fill('999999999999');
  await page.getByLabel('Qty, line 1').fill('999999999');
  await expect(page.getByText('more than Billfold can count to the cent').first()).toBeVisible();
  await page.getByLabel('Price, line 1').fill('10');
  await page.getByLabel('Qty, line 1').fill('1');
  await page.getByLabel('Note on the invoice').fill('paid by card 4111 1111 1111 1111');
  await expect(page.getByText('looks like a card number').first()).toBeVisible();
  const saved = await page.evaluate(async () => {
    const drafts = await window.billfold.drafts.list({ q: '', after: null, limit: 20 });
    const bodies = await Promise.all((drafts.ok ? drafts.value.rows : []).map((row) => window.billfold.drafts.get({ id: row.id })));
    return JSON.stringify(bodies);
  });
  expect(saved).not.toContain('4111 1111');
  await page.getByLabel('Note on the invoice').fill('\u{12000}'); // cuneiform: no bundled font has it
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('The fonts on paper lack').first()).toBeVisible({ timeout: 15_000 });
});

test('markup, control characters, bidi marks and emoji in names are text and nothing else', async ({ shared: { page } }) => {
  const name = '<img src=x onerror=alert(1)> "Ampère" {{7*7}} \u202Eevil';
  const saved = await page.evaluate(async (given) => {
    const blank = { contact: '', phone: '', taxNumber: '', currency: null, language: null, terms: null, notes: '', street: '', street2: '', city: '', region: '', postcode: '', country: 'IE', vatId: '', email: '' };
    const text = await window.billfold.customers.save({ ...blank, code: 'EVIL', name: given });
    const half = await window.billfold.customers.save({ ...blank, code: 'HALF', name: 'A\ud800B' });
    return { text, half };
  }, name);
  expect(saved.text.ok).toBe(true);
  expect(saved.half).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', fields: [{ path: 'name', code: 'SURROGATE' }] } });
  await begin(page, '<img', 'oak');
  await expect(page.getByLabel('Customer', { exact: true })).toHaveValue(/<img src=x onerror=alert\(1\)> "Ampère"/);
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  await expect(page.getByText('49', { exact: true })).toHaveCount(0);
});

test('a draft that was saved is whole after kill -9; one that was being typed is at most its last second poorer', async ({ books, start }) => {
  const { page, desk, keys } = books;
  await begin(page, 'gr', 'san');
  await page.keyboard.type('12');
  await page.getByLabel('What it is for').fill('Floor of the gym');
  await expect(page.getByText(/^Saved \d/)).toBeVisible();
  desk.electron.process().kill('SIGKILL');
  const again = await start({ userData: desk.userData });
  const next = await again.window();
  await logIn(next, keys);
  await next.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Invoices' }).click();
  await next.getByRole('tab', { name: /Drafts/ }).click();
  await next.getByRole('row').filter({ hasText: 'Floor of the gym' }).dblclick();
  await expect(next.getByLabel('Customer', { exact: true })).toHaveValue('Greenhill School');
  await expect(next.getByLabel('Qty, line 1')).toHaveValue('12');
  await toPay(next).toHaveText(/583\.02/); // 474.00 + 109.02
});

test('what is being typed is saved when the books are locked', async ({ books }) => {
  const { page, keys } = books;
  await begin(page, 'be', 'do');
  await page.getByLabel('What it is for').fill('Typed a moment before');
  const next = await lockBooks(books);
  await logIn(next, keys);
  const drafts = await next.evaluate(() => window.billfold.drafts.list({ q: '', after: null, limit: 50 }));
  expect(drafts.ok && drafts.value.rows.map((row) => row.subject)).toContain('Typed a moment before');
  expect(page.isClosed()).toBe(true);
});
