// The list of invoices as a workbench: filters, saved views, columns, and acts over many documents with a report.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { Page } from '@playwright/test';
import { answerSave } from '../../tools/demo/desk.ts';
import { expect, expectAccessible, test } from '../fixtures/app.ts';

async function openInvoices(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Invoices', exact: true }).click();
  await expect(page.locator('h1')).toHaveText('Invoices');
}
const rows = (page: Page, count: number) => expect(page.getByRole('row')).toHaveCount(count + 1);

test('status, dates, customer and amount narrow the list; a view keeps them and is there after a restart', async ({ books: { page, desk } }) => {
  await openInvoices(page);
  await rows(page, 5);
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Late' }).click();
  await rows(page, 5);
  await page.getByRole('button', { name: 'More filters' }).click();
  await page.getByLabel('Amount from').fill('1000');
  await expect(page.getByRole('row')).not.toHaveCount(6);
  await page.getByLabel('Amount from').fill('');
  await page.getByRole('combobox', { name: 'Customer' }).fill('dunm');
  await page.getByRole('option', { name: 'Dunmore Bakery' }).click();
  await rows(page, 1);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Still to pay' }).check();
  await expectAccessible(page, 'the columns of the list');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: /To pay EUR/ })).toBeVisible();
  await page.getByRole('button', { name: 'Keep this view' }).click();
  await page.keyboard.type('Dunmore, late');
  await expectAccessible(page, 'keeping a view');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Dunmore, late' })).toHaveAttribute('aria-selected', 'true');
  await rows(page, 1);
  // As one left it when coming back; fresh when coming anew.
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText(/-0003$/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tab', { name: 'Dunmore, late' })).toHaveAttribute('aria-selected', 'true');
  await openInvoices(page);
  await page.reload();
  await openInvoices(await desk.window());
  await page.getByRole('tab', { name: 'Dunmore, late' }).click();
  await rows(page, 1);
  await expect(page.getByRole('columnheader', { name: /To pay EUR/ })).toBeVisible();
});

test('all drafts are issued at once; one that is not ready is reported and stays a draft', async ({ books: { page } }) => {
  await page.evaluate(async () => {
    const drafts = await window.billfold.drafts.list({ q: '', after: null, limit: 10 });
    const first = drafts.ok ? drafts.value.rows[0] : undefined;
    const draft = first && (await window.billfold.drafts.get({ id: first.id }));
    if (draft?.ok) await window.billfold.drafts.save({ body: { ...draft.value.body, subject: 'Not ready', lines: [] } });
  });
  await openInvoices(page);
  await page.getByRole('tab', { name: /Drafts/ }).click();
  await rows(page, 3);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Issue 3' }).click();
  const report = page.getByRole('region', { name: 'What was done' });
  await expect(report).toContainText('2 drafts are issued. 1 was not:');
  await expectAccessible(page, 'the report of a batch');
  await rows(page, 1);
  await report.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByRole('heading', { name: 'Draft invoice' })).toBeVisible();
  expect(await page.evaluate(() => window.billfold.invoices.counts({ today: '2026-01-01' }))).toMatchObject({ ok: true, value: { all: 7, drafts: 1 } });
});

test('chosen invoices become one PDF, and the list a CSV file', async ({ books: { page, desk }, folder }) => {
  await openInvoices(page);
  const [pdf, csv] = [join(folder, 'all.pdf'), join(folder, 'list.csv')];
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await answerSave(desk, pdf);
  await page.getByRole('button', { name: 'One PDF' }).click();
  await expect(page.getByRole('region', { name: 'What was done' })).toContainText('5 documents are in the PDF.', { timeout: 60_000 });
  expect((await PDFDocument.load(readFileSync(pdf))).getPageCount()).toBe(5);
  await page.keyboard.press('Enter'); // closes the report
  await answerSave(desk, null);
  await page.getByRole('button', { name: 'Export' }).first().click();
  await expect(page.getByRole('toolbar', { name: '5 chosen' })).toBeVisible();
  expect(existsSync(csv)).toBe(false);
  await answerSave(desk, csv);
  await page.getByRole('button', { name: 'Choose none' }).click();
  await page.keyboard.press('/');
  await page.keyboard.type('job 3');
  await rows(page, 1);
  await page.getByRole('button', { name: 'Export this list' }).click();
  await expect(page.getByRole('region', { name: 'What was done' })).toContainText('1 row is in the file.');
  expect(readFileSync(csv, 'utf8').trim().split('\r\n')).toHaveLength(2);
});

test('Ctrl+K finds an amount in either way of writing it', async ({ shared: { page } }) => {
  const first = await page.evaluate(async () => {
    const found = await window.billfold.find.all({ q: 'inv' });
    return found.ok ? found.value.invoices[0] : undefined;
  });
  const digits = String(first?.total ?? 0);
  const [whole, cents] = [digits.slice(0, -2), digits.slice(-2)];
  for (const typed of [`${whole}.${cents}`, `${whole},${cents}`]) {
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type(typed);
    await expect(page.getByRole('option').filter({ hasText: first?.number ?? '' })).toBeVisible();
    await page.keyboard.press('Escape');
  }
});
