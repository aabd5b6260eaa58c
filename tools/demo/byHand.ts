// Writes invoices in the editor as a person does who never takes the hands off the keyboard.
import type { Page } from '@playwright/test';
import type { Business, TypedInvoice, TypedLine } from './businesses.ts';
import { valueOf } from './desk.ts';
import type { Look } from './firstRun.ts';
import type { Progress } from './progress.ts';
import { type Order, hundredths, reckon } from './reckon.ts';
import { expect } from './expect.ts';

/** Two letters, Enter; where something else than one piece without discount is meant, on through the cells with Tab. Ends on the next line. */
async function typeLine(page: Page, { letters, quantity, percent }: TypedLine): Promise<void> {
  await page.keyboard.type(letters);
  await page.keyboard.press('Enter'); // takes the first match, goes on to the quantity
  if (quantity !== '') await page.keyboard.type(quantity);
  if (percent !== '') {
    for (let cell = 0; cell < 3; cell += 1) await page.keyboard.press('Tab'); // unit, price, discount
    await page.keyboard.type(`${percent} %`);
  }
  await page.keyboard.press('Enter');
}

/** Everything but the issuing. The focus is in the customer field of a new sheet. */
async function typeInvoice(page: Page, invoice: TypedInvoice): Promise<void> {
  await page.keyboard.type(invoice.letters);
  await page.keyboard.press('Enter');
  for (const line of invoice.lines) await typeLine(page, line);
}

function asOrder({ customer, lines }: TypedInvoice, { items }: Business): Order {
  return {
    id: '', date: '', customer, reference: '', freight: '', freightTax: null,
    lines: lines.map(({ item, quantity, percent }) => {
      const listed = items.get(item);
      if (listed === undefined) throw new Error(`There is no item ${item}.`);
      return { product: item, quantity: quantity === '' ? '1' : quantity, price: listed.price, percent, tax: listed.tax };
    }),
  };
}

/** The id of the invoice that is on screen. */
async function issuedNow(page: Page, number: string): Promise<{ customer: string; payable: number; lines: number[] }> {
  const row = valueOf('find.all', await page.evaluate((q) => window.billfold.find.all({ q }), number)).invoices.find((one) => one.number === number);
  if (row === undefined) throw new Error(`${number} is not found.`);
  const { customerId, snapshot } = valueOf('invoices.get', await page.evaluate((id) => window.billfold.invoices.get({ id }), row.id));
  const { customer } = valueOf('customers.get', await page.evaluate((id) => window.billfold.customers.get({ id }), customerId));
  return { customer: customer.code, payable: snapshot.totals.payable, lines: snapshot.lines.map((line) => line.net) };
}

/** Writes and issues the three invoices of the business; returns what they come to, in hundredths. */
export async function writeByHand(page: Page, business: Business, { compare, say }: Progress, look: Look): Promise<bigint> {
  let total = 0n;
  for (const [i, invoice] of business.byHand.entries()) {
    const expected = reckon(asOrder(invoice, business), business.rates);
    await page.keyboard.press('ControlOrMeta+n');
    await typeInvoice(page, invoice);
    await expect(page.getByTestId('to-pay')).toHaveText(new RegExp(amountOnScreen(expected.total)));
    if (i === business.byHand.length - 1) await look('editor', page);
    await page.keyboard.press('ControlOrMeta+Enter');
    const bar = page.getByRole('alertdialog', { name: 'Issuing' });
    const asking = page.getByRole('alertdialog', { name: 'Before you issue' });
    await expect(bar.or(asking)).toBeVisible();
    // A discount without a reason may be issued, and is asked about first.
    if (await asking.isVisible()) await page.keyboard.press('Enter');
    await expect(bar).toBeVisible();
    if (i === business.byHand.length - 1) await look('editor-issuing', page);
    await page.keyboard.press('Enter'); // without it the count of five seconds would run out by itself
    await expect(page.locator('h1')).toHaveText(/\d{4}$/);
    const number = await page.locator('h1').innerText();
    const found = await issuedNow(page, number);
    compare(`${number}, customer`, found.customer, invoice.customer);
    compare(`${number}, lines`, found.lines, expected.lines.map(Number));
    compare(`${number}, to pay`, found.payable, Number(expected.total));
    total += expected.total;
    say(`  ${number} written and issued by keyboard`);
  }
  await look('invoice', page);
  return total;
}

/** 123456n as the screen writes it: 1,234.56. */
function amountOnScreen(amount: bigint): string {
  const text = hundredths('0') === amount ? '0.00' : `${amount / 100n}.${(amount % 100n).toString().padStart(2, '0')}`;
  return text.replace(/\B(?=(\d{3})+(?!\d)(?=.*\.))/g, ',').replace('.', '\\.');
}
