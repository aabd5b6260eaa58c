// Reminders in the real app: what is late is due today, letters are written with their PDF, levels are set; seen in both schemes.
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { setTheme } from '../../tools/demo/desk.ts';
import { expect, expectAccessible, expectContrast, test } from '../fixtures/app.ts';

const shots = process.env.BILLFOLD_SHOTS;
async function shot(page: Page, name: string): Promise<void> {
  if (shots) writeFileSync(`${shots}/${name}.png`, await page.screenshot());
}
const place = (page: Page, name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name, exact: true }).click();

test('T68 late invoices are due on home, become letters with a PDF of their own, and wait for the next level', async ({ books }) => {
  test.setTimeout(150_000);
  const { page } = books;
  await setTheme(page, 'light');
  await expect(page.getByText(/invoices are to be reminded of/)).toBeVisible();
  await shot(page, 'reminders-home');
  await page.getByRole('button', { name: /^Look: .* reminded/ }).click();
  await expect(page.getByRole('row')).toHaveCount(6);
  await expectAccessible(page, 'reminders due');
  await page.getByRole('row').nth(1).click();
  const panel = page.getByRole('region', { name: /^Letter to/ });
  await expect(panel.getByRole('heading', { name: 'A friendly reminder' })).toBeVisible();
  await expectAccessible(page, 'a letter before it is written');
  await shot(page, 'reminders-due');
  await setTheme(page, 'dark');
  await expectContrast(page, 'reminders due in the dark');
  await shot(page, 'reminders-due-dark');
  await setTheme(page, 'light');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Nobody has to be reminded today')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('tab', { name: 'Letters' }).click();
  await expect(page.getByRole('row')).toHaveCount(6);
  await page.getByRole('row').nth(1).click();
  await expect(page.getByRole('button', { name: 'Take it back' })).toBeVisible();
  await expectAccessible(page, 'a letter that went out');
  await shot(page, 'reminders-letter');
  const pdfs = () => page.evaluate(async () => {
    const list = await window.billfold.reminders.list({ customerId: null, after: null, limit: 50 });
    if (!list.ok) return [];
    const letters = await Promise.all(list.value.rows.map(({ id }) => window.billfold.reminders.get({ id })));
    return letters.map((letter) => letter.ok && letter.value.pdf !== null && letter.value.pdf.size > 5000);
  });
  await expect.poll(pdfs, { timeout: 60_000 }).toEqual([true, true, true, true, true]);

  await place(page, 'Invoices');
  await page.getByRole('row').nth(1).click();
  await expect(page.getByRole('region', { name: 'Reminders' })).toBeVisible();
  await expectAccessible(page, 'an invoice that was reminded of');
  await shot(page, 'reminders-document');
  await place(page, 'Settings');
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Reminders' }).click();
  await expect(page.getByRole('region', { name: 'Reminder 1' })).toBeVisible();
  await expectAccessible(page, 'settings of reminders');
  await shot(page, 'reminders-settings');
});
