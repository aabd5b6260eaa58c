// A credit note in the real app: one line of an issued invoice is given back, its PDF is made and kept, both documents prove, the sums follow.
import { writeFileSync } from 'node:fs';
import { expect, expectAccessible, test } from '../fixtures/app.ts';
import { invoiceRows } from '../fixtures/invoiceRows.ts';

test('T48 one line of an issued invoice is credited in place; the note has its number, its PDF and its way back', async ({ books }) => {
  const { page } = books;
  const invoice = (await invoiceRows(page, { q: 'INV' }))[0] ?? null;
  expect(invoice).not.toBeNull();
  if (invoice === null) return;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Invoices', exact: true }).click();
  await expect(page.locator('h1')).toHaveText('Invoices');
  await page.keyboard.press('/');
  await page.keyboard.type(invoice.number);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: invoice.number })).toBeVisible();
  await page.getByRole('button', { name: 'Credit note' }).click();
  const panel = page.getByRole('region', { name: 'Write a credit note' });
  await expect(panel).toBeVisible();
  await expect(panel.getByRole('textbox').first()).toBeFocused();
  await expectAccessible(page, 'the panel of a credit note');
  await page.keyboard.type('1');
  await page.keyboard.press('Tab');
  await page.keyboard.type('0');
  await panel.getByRole('textbox', { name: 'Reason' }).fill('One was scratched');
  if (process.env.BILLFOLD_SHOTS) writeFileSync(`${process.env.BILLFOLD_SHOTS}/credit-panel.png`, await page.screenshot());
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('heading', { level: 1, name: /^CN-\d{4}-0001$/ })).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole('heading', { level: 2, name: /Credit note CN-\d{4}-0001/ })).toBeVisible();
  await expectAccessible(page, 'a credit note');

  const note = await invoiceRows(page, { q: 'CN', limit: 5 });
  const original = await page.evaluate(async (id) => {
    const of = await window.billfold.invoices.get({ id });
    return of.ok ? of.value : null;
  }, invoice.id);
  expect(note).toHaveLength(1);
  expect(note[0]?.total).toBeLessThan(0);
  expect(original).toMatchObject({ credited: 'part', credits: [{ number: note[0]?.number, amount: -(note[0]?.total ?? 0) }] });
  const id = note[0]?.id ?? '';
  await expect.poll(() => page.evaluate(async (one) => {
    const view = await window.billfold.invoices.get({ id: one });
    return view.ok ? [view.value.pdf.state, view.value.pdf.size > 1000, view.value.snapshot.original?.number] : view.error.code;
  }, id), { timeout: 30_000 }).toEqual(['ready', true, invoice.number]);
  for (const one of [id, invoice.id]) expect(await page.evaluate((which) => window.billfold.invoices.prove({ id: which }), one)).toMatchObject({ ok: true, value: { intact: true } });
  if (process.env.BILLFOLD_SHOTS) writeFileSync(`${process.env.BILLFOLD_SHOTS}/credit-note.png`, await page.screenshot());

  await page.getByRole('button', { name: invoice.number, exact: true }).first().click(); // the way back, and the document it settles
  await expect(page.getByRole('heading', { level: 1, name: invoice.number })).toBeVisible();
  await expect(page.getByText(/Credited €\s[\d.,]+ by/)).toBeVisible();
  if (process.env.BILLFOLD_SHOTS) writeFileSync(`${process.env.BILLFOLD_SHOTS}/credited.png`, await page.screenshot());
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Invoices', exact: true }).click();
  // The list is as it was left: what was typed to find the invoice still stands there.
  await page.keyboard.press('/');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('CN-');
  await expect(page.getByRole('row', { name: /CN-\d{4}-0001/ })).toContainText('\u2212');
  await expect(page.getByRole('row', { name: /CN-\d{4}-0001/ })).toContainText('Credit note');
});
