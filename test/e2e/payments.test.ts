// Money in the real app: a payment recorded from an invoice by keyboard, shared out over two, taken back; lists, customer and home follow.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerSave } from '../../tools/demo/desk.ts';
import { readPdf } from '../../tools/demo/papers.ts';
import { expect, expectAccessible, test } from '../fixtures/app.ts';
import { invoiceRows } from '../fixtures/invoiceRows.ts';

test('T52 T54 T55 a payment is recorded by keyboard, shared out, shown everywhere, and taken back', async ({ books, folder }) => {
  const { page } = books;
  const shot = async (name: string) => {
    if (process.env.BILLFOLD_SHOTS) writeFileSync(`${process.env.BILLFOLD_SHOTS}/pay-${name}.png`, await page.screenshot());
  };
  const list = () => invoiceRows(page, { limit: 50 });
  // The same customer owes two invoices.
  const first = (await list())[0];
  expect(first).toBeDefined();
  if (first === undefined) return;
  await page.evaluate(async (id) => {
    const copy = await window.billfold.invoices.duplicate({ id, today: new Date().toISOString().slice(0, 10) });
    if (!copy.ok) return;
    const draft = await window.billfold.drafts.get({ id: copy.value.id });
    if (draft.ok) await window.billfold.invoices.issue({ draftId: copy.value.id, version: draft.value.version, acceptWarnings: true });
  }, first.id);

  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Payments', exact: true }).click();
  await expect(page.getByText('Your first payment')).toBeVisible();
  await expectAccessible(page, 'no payments yet');
  await shot('empty');

  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Invoices', exact: true }).click();
  await page.getByRole('row', { name: new RegExp(first.number) }).dblclick();
  await expect(page.getByRole('heading', { level: 1, name: first.number })).toBeVisible();
  await shot('document');
  await page.keyboard.press('p');
  const amount = page.getByRole('textbox', { name: 'Amount', exact: true });
  await expect(amount).toBeFocused();
  await expect(page.getByRole('table')).toContainText(first.number);
  await expectAccessible(page, 'recording a payment');
  await amount.fill(String((first.total * 2) / 100 + 6));
  await expect(page.getByRole('status').filter({ hasText: 'Stays as credit of' })).toContainText('6.00');
  await shot('record');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('heading', { level: 1, name: first.number })).toBeVisible();
  const side = page.getByRole('complementary');
  await expect(side.getByText('Still open')).toBeVisible();
  await expect(page.getByText('Paid', { exact: true }).first()).toBeVisible();
  await expectAccessible(page, 'a paid invoice');
  await shot('paid');
  expect((await list()).filter((row) => row.customerId === first.customerId).map(({ status, open }) => [status, open])).toEqual([['paid', 0], ['paid', 0]]);

  await side.getByRole('button', { name: 'Open customer' }).click();
  await expect(page.getByText(/of credit/)).toBeVisible();
  await shot('customer');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Payments', exact: true }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
  await expectAccessible(page, 'the list of payments');
  await shot('list');
  await page.getByRole('row').nth(1).dblclick();
  await expect(page.getByRole('heading', { level: 1, name: 'Payment 1' })).toBeVisible();
  const receipt = join(folder, 'receipt.pdf');
  await answerSave(books.desk, receipt);
  await page.getByRole('button', { name: 'Issue receipt' }).click();
  await expect.poll(() => existsSync(receipt), { timeout: 20_000 }).toBe(true);
  const said = readPdf(receipt).join(' ');
  for (const words of ['Receipt RC-', first.number, 'Kept as your credit']) expect(said).toContain(words);
  // The same bytes again, under the number it took.
  const again = join(folder, 'again.pdf');
  await answerSave(books.desk, again);
  await page.getByRole('button', { name: /^Receipt RC-/ }).click();
  await expect.poll(() => existsSync(again) && readFileSync(again).equals(readFileSync(receipt)), { timeout: 20_000 }).toBe(true);
  await page.getByRole('button', { name: 'Give back' }).click();
  await expectAccessible(page, 'a payment');
  await shot('payment');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('v');
  await page.getByRole('textbox', { name: 'Why?' }).fill('It was for somebody else');
  await shot('void');
  await page.getByRole('region', { name: 'Take back' }).getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByText('Payment taken back')).toBeVisible();
  await shot('voided');
  expect((await list()).filter((row) => row.customerId === first.customerId).map(({ status, open, total }) => [status, open === total])).toEqual([['open', true], ['open', true]]);
});
