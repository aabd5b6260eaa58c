// Terms of payment in the real app: parts and an early-payment discount chosen in the editor stand on the page at once; the settings of payments hold against axe.
import { writeFileSync } from 'node:fs';
import { expect, expectAccessible, test } from '../fixtures/app.ts';

test('T51 T58 an invoice in parts, or with a discount, is written in the editor and says so on its page', async ({ books }) => {
  const { page } = books;
  const shot = async (name: string) => {
    if (process.env.BILLFOLD_SHOTS) writeFileSync(`${process.env.BILLFOLD_SHOTS}/terms-${name}.png`, await page.screenshot());
  };
  const draftId = await page.evaluate(async () => {
    const drafts = await window.billfold.drafts.list({ q: '', after: null, limit: 1 });
    return drafts.ok ? drafts.value.rows[0]?.subject : undefined;
  });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Invoices', exact: true }).click();
  await page.getByRole('tab', { name: /Drafts/ }).click();
  await page.getByText(draftId ?? 'no draft').dblclick();
  await page.getByRole('button', { name: 'Delivery date, language' }).click();
  await page.getByRole('combobox', { name: 'Time to pay' }).click();
  await page.getByRole('option', { name: 'In equal parts' }).click();
  await expect(page.getByText('To pay in 3 parts:')).toBeVisible();
  await expectAccessible(page, 'terms in the editor');
  await shot('parts');
  await page.getByRole('combobox', { name: 'Time to pay' }).click();
  await page.getByRole('option', { name: 'So many days' }).click();
  await page.getByRole('textbox', { name: 'Discount if early' }).fill('2');
  await expect(page.getByText(/2\s%\sdiscount if paid by/)).toBeVisible();
  await shot('early');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Settings' }).click();
  await page.getByText('Money', { exact: false }).first().click();
  await expect(page.getByRole('textbox', { name: 'Write off at most' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Write off at most' }).fill('2.50');
  await expectAccessible(page, 'settings of payments');
  await shot('settings');
  await expect.poll(() => page.evaluate(async () => window.billfold.payments.settings())).toMatchObject({ ok: true, value: { writeOffLimit: 250 } });
});
