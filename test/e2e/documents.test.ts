// A sale in the real app, from quote to final invoice: every page with its number, PDF, links and way back; the sums know only the invoices.
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { resize, setTheme } from '../../tools/demo/desk.ts';
import { expect, expectAccessible, expectContrast, test } from '../fixtures/app.ts';

async function shot(page: Page, name: string): Promise<void> {
  if (process.env.BILLFOLD_SHOTS) writeFileSync(`${process.env.BILLFOLD_SHOTS}/${name}.png`, await page.screenshot());
}
const h1 = (page: Page) => page.getByRole('heading', { level: 1 });

/** Issues what the editor shows, at once, and answers its number. */
async function issue(page: Page, pattern: RegExp): Promise<string> {
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('button', { name: 'Issue now' })).toBeVisible();
  await page.getByRole('button', { name: 'Issue now' }).click();
  await expect(h1(page)).toHaveText(pattern, { timeout: 15_000 });
  return (await h1(page).textContent()) ?? '';
}

async function next(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: what }).click();
  await expect(page.getByRole('region', { name: what })).toBeVisible();
}

test('T57 quote, order confirmation, deposit, delivery note, final invoice: each made from the one before, linked both ways, and only invoices count', async ({ books }) => {
  const { page } = books;
  const invoicesBefore = await page.evaluate(async () => {
    const counts = await window.billfold.invoices.counts({ today: '2026-11-22' });
    return counts.ok ? counts.value.all : -1;
  });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Quotes', exact: true }).click();
  await expect(h1(page)).toHaveText('Quotes and orders');
  await expect(page.getByText('None yet')).toBeVisible();
  await expectAccessible(page, 'an empty list of quotes');
  await shot(page, 'papers-empty');
  await page.getByRole('main').or(page.locator('body')).getByRole('button', { name: 'New quote' }).first().click();
  await expect(h1(page)).toHaveText('New quote');
  const customer = await page.evaluate(async () => {
    const found = await window.billfold.customers.list({ q: '', after: null, limit: 1, archived: false });
    return found.ok ? (found.value.rows[0]?.name ?? '') : '';
  });
  await page.keyboard.type(customer.slice(0, 4));
  await page.keyboard.press('Enter');
  await page.keyboard.type('Counter, made to measure');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('500');
  await expect(page.getByLabel('Good until')).not.toHaveValue('');
  await expectAccessible(page, 'the editor with a quote');
  await shot(page, 'quote-editor');
  const quote = await issue(page, /^Q-\d{4}-0001$/);
  await expect(page.getByText('What did the customer say?')).toBeVisible();
  await expectAccessible(page, 'a quote');
  await shot(page, 'quote');
  await page.getByRole('button', { name: 'Accepted', exact: true }).click();
  await expect(page.getByText('Accepted by the customer')).toBeVisible();

  await next(page, 'Make an order confirmation');
  await expectAccessible(page, 'the panel of what comes next');
  await shot(page, 'convert-panel');
  await page.getByRole('button', { name: 'Make draft' }).click();
  await expect(h1(page)).toHaveText('Draft order confirmation');
  const order = await issue(page, /^OC-\d{4}-0001$/);
  await expect(page.getByRole('button', { name: quote })).toBeVisible();

  await next(page, 'Ask for a deposit');
  await page.keyboard.type('40');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(h1(page)).toHaveText('Draft deposit invoice');
  await shot(page, 'deposit-editor');
  const deposit = await issue(page, /^DEP-\d{4}-0001$/);
  await page.getByRole('button', { name: order }).click();
  await expect(h1(page)).toHaveText(order);

  await next(page, 'Make a delivery note');
  await page.getByRole('button', { name: 'Make draft' }).click();
  await expect(h1(page)).toHaveText('Draft delivery note');
  await issue(page, /^DN-\d{4}-0001$/);
  await expect(page.getByRole('heading', { level: 2, name: /Delivery note/ })).toBeVisible();
  await shot(page, 'delivery-note');
  await page.getByRole('button', { name: order }).click();
  await expect(h1(page)).toHaveText(order);

  await next(page, 'Make the final invoice');
  await expect(page.getByText(`Takes off ${deposit}`)).toBeVisible();
  await page.getByRole('button', { name: 'Make draft' }).click();
  await expect(h1(page)).toHaveText('Draft final invoice');
  await shot(page, 'final-editor');
  const final = await issue(page, /^INV-\d{4}-\d{4}$/);
  await expectAccessible(page, 'a final invoice');
  await shot(page, 'final');

  const facts = await page.evaluate(async (number) => {
    const [found, counts] = [await window.billfold.find.all({ q: number }), await window.billfold.invoices.counts({ today: '2026-11-22' })];
    const id = found.ok ? (found.value.invoices[0]?.id ?? '') : '';
    const [view, proof] = [await window.billfold.invoices.get({ id }), await window.billfold.invoices.prove({ id })];
    return { all: counts.ok ? counts.value.all : -1, net: view.ok ? view.value.snapshot.totals.net : 0, deposits: view.ok ? view.value.snapshot.deposits.length : 0, intact: proof.ok && proof.value.intact };
  }, final);
  expect(facts).toEqual({ all: invoicesBefore + 2, net: 60_000, deposits: 1, intact: true });

  await page.getByRole('textbox', { name: 'Internal note' }).fill('Call before delivery');
  await page.getByRole('button', { name: 'Save note' }).click();
  await expect(page.getByText('The note is kept')).toBeVisible();
  await expectAccessible(page, 'a note beside a final invoice');
  await shot(page, 'note');

  await page.getByRole('button', { name: 'Cancel and write anew' }).click();
  await expect(page.getByRole('region', { name: 'Cancel and write anew' })).toBeVisible();
  await shot(page, 'reissue');
  await page.getByRole('button', { name: 'Issue credit note, open draft' }).click();
  await expect(h1(page)).toHaveText('Draft final invoice');

  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Quotes', exact: true }).click();
  await expect(page.getByRole('row', { name: new RegExp(quote) })).toContainText('Done');
  await expectAccessible(page, 'the list of quotes');
  await shot(page, 'papers');
  await page.getByRole('tab', { name: /Order confirmations/ }).click();
  await expect(page.getByRole('row', { name: new RegExp(order) })).toContainText('Open');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(quote);
  await expect(page.getByRole('option').filter({ hasText: quote })).toContainText('Quote');
  await shot(page, 'find');
  await page.keyboard.press('Enter');
  await expect(h1(page)).toHaveText(quote);

  // Three deliveries more, and one invoice over all of them.
  await page.evaluate(async () => {
    const listed = await window.billfold.documents.list({ kind: 'delivery-note', q: '', after: null, limit: 1, customerId: null, state: null, today: '2026-11-22' });
    const id = listed.ok ? (listed.value.rows[0]?.id ?? '') : '';
    const day = new Date().toLocaleDateString('sv'); // of the year in which the sale began
    for (const issueDate of [day, day, day]) {
      const made = await window.billfold.invoices.duplicate({ id, today: issueDate });
      const draft = made.ok ? await window.billfold.drafts.get({ id: made.value.id }) : made;
      if (!draft.ok) throw new Error(draft.error.code);
      const issued = await window.billfold.invoices.issue({ draftId: draft.value.id, version: draft.value.version, acceptWarnings: true });
      if (!issued.ok) throw new Error(issued.error.code);
    }
  });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Quotes', exact: true }).click();
  await page.getByRole('tab', { name: /Delivery notes/ }).click();
  for (const number of [2, 3, 4]) await page.getByRole('checkbox', { name: new RegExp(`DN-\\d{4}-000${number}`) }).click();
  await expect(page.getByRole('toolbar')).toContainText('3 chosen');
  await expectAccessible(page, 'delivery notes that go on one invoice');
  await shot(page, 'collect');
  // the same on the customer's page, in the smallest window
  await resize(books.desk, { width: 1280, height: 720 });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Customers', exact: true }).click();
  await page.getByRole('row', { name: new RegExp(customer) }).first().click();
  await page.getByRole('tab', { name: /Delivery notes/ }).click();
  await shot(page, 'collect-open');
  await page.getByRole('button', { name: /^Choose all open of/ }).click();
  await expect(page.getByRole('toolbar')).toContainText('3 chosen');
  await expect(page.getByRole('button', { name: 'Make one invoice' })).toBeInViewport({ ratio: 1 });
  await expectAccessible(page, 'deliveries of a customer that go on one invoice');
  await shot(page, 'collect-customer');
  await page.getByRole('button', { name: 'Make one invoice' }).click();
  await expect(h1(page)).toHaveText('Draft invoice');
  await expect(page.getByRole('gridcell', { name: /^Delivery note DN-\d{4}-000[234], / })).toHaveCount(3);
  await expectAccessible(page, 'the draft over three deliveries');
  await shot(page, 'collect-editor');
  await issue(page, /^INV-\d{4}-\d{4}$/);
  await expect(page.getByRole('button', { name: /^DN-\d{4}-000[234]$/ })).toHaveCount(3);
  await expectAccessible(page, 'an invoice over three deliveries');
  await setTheme(page, 'dark');
  await expectContrast(page, 'an invoice over three deliveries in the dark');
  await shot(page, 'collect-invoice-dark');
  await setTheme(page, 'light');
});
