// Recurring invoices in the real app: made from an issued invoice, begun, caught up after months, seen in both schemes and at the smallest window.
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { setTheme } from '../../tools/demo/desk.ts';
import { expect, expectAccessible, expectContrast, isWhollyVisible, test } from '../fixtures/app.ts';
import { invoiceRows } from '../fixtures/invoiceRows.ts';

const shots = process.env.BILLFOLD_SHOTS;
async function shot(page: Page, name: string): Promise<void> {
  if (shots) writeFileSync(`${shots}/${name}.png`, await page.screenshot());
}
const place = (page: Page, name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name, exact: true }).click();

test('T65 an invoice is made recurring; the months missed are shown, approved, and issued each with its own date', async ({ books }) => {
  test.setTimeout(120_000);
  const { page } = books;
  const invoice = (await invoiceRows(page, { q: 'INV' }))[0] ?? null;
  if (invoice === null) throw new Error('no invoice');
  await place(page, 'Recurring');
  await expect(page.getByRole('heading', { level: 2, name: /write it once/ })).toBeVisible();
  await expectAccessible(page, 'recurring, empty');
  await shot(page, 'recurring-empty');
  await place(page, 'Invoices');
  await page.keyboard.press('/');
  await page.keyboard.type(invoice.number);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: invoice.number })).toBeVisible();
  await shot(page, 'recurring-from');
  await page.getByRole('button', { name: 'Make recurring' }).click();
  await expect(page.getByText('Not begun')).toBeVisible();
  await page.getByRole('button', { name: 'Change a price' }).click();
  await expectAccessible(page, 'one recurring invoice');
  await shot(page, 'recurring-one');
  await setTheme(page, 'dark');
  await expectContrast(page, 'one recurring invoice in the dark');
  await shot(page, 'recurring-one-dark');
  await setTheme(page, 'light');
  await page.getByRole('button', { name: /^Begin/ }).click();
  await expect(page.getByText('Running')).toBeVisible();

  await place(page, 'Home');
  await expect(page.getByText(/recurring invoices are due/)).toBeVisible();
  await shot(page, 'recurring-home');
  await page.getByRole('button', { name: /^Look: .*recurring/ }).click();
  await expect(page.getByRole('tab', { name: /^Due/ })).toHaveAttribute('aria-selected', 'true');
  const count = (await page.getByRole('row').count()) - 1;
  expect(count).toBeGreaterThan(2);
  await page.getByRole('row').nth(1).click();
  await expect(page.getByRole('region', { name: /^Invoice of/ })).toBeVisible();
  await expectAccessible(page, 'what is due');
  await shot(page, 'recurring-due');
  expect(await isWhollyVisible(page, 'button:has-text("Issue ")')).toBe(true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+Enter');
  const ask = page.getByRole('alertdialog');
  await expect(ask).toContainText(`Issue ${count} invoices now?`);
  await expectAccessible(page, 'asking before issuing');
  await shot(page, 'recurring-ask');
  await ask.getByRole('button', { name: `Issue all ${count}` }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Nothing is due' })).toBeVisible({ timeout: 30_000 });
  const dates = (await invoiceRows(page, { limit: 50, customerId: invoice.customerId })).map((row) => row.issueDate);
  expect(new Set(dates).size).toBe(dates.length);
  expect(dates).toHaveLength(count + 1);
  await page.getByRole('tab', { name: 'All' }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
  await expectAccessible(page, 'all recurring invoices');
  await shot(page, 'recurring-all');
  await page.getByRole('row').nth(1).click();
  await expect(page.getByText('Running')).toBeVisible();
  await page.getByRole('button', { name: 'Change the wording' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Change the wording' })).toBeVisible();
  await page.getByLabel('What it is for').fill('Service {month}');
  await shot(page, 'recurring-wording');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Service {month}' })).toBeVisible();
  await shot(page, 'recurring-after');
});
