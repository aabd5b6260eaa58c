// Reports over the real database: a figure leads to its documents, files are what they should be, and both themes hold against axe.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Page } from '@playwright/test';
import { answerSave, setTheme } from '../../tools/demo/desk.ts';
import { proveAgain } from '../../tools/demo/firstRun.ts';
import { expect, expectAccessible, expectContrast, test } from '../fixtures/app.ts';
import { readPdf } from '../fixtures/pdfText.ts';

const YEAR = new Date().getFullYear();

async function openReport(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Reports', exact: true }).click();
  await page.getByRole('navigation', { name: 'All reports' }).getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await expect(page.locator('h1')).toHaveText(name);
}
async function choosePeriod(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Period' }).click();
  await page.getByRole('option', { name }).click();
}

test('a figure of the tax report leads to its documents and on to each of them, and back', async ({ shared: { page } }) => {
  await openReport(page, 'Tax report');
  await choosePeriod(page, 'This year');
  const row = page.getByRole('row').filter({ hasText: 'VAT' }).first();
  await expect(row).toContainText('Standard');
  const tax = await row.getByRole('cell').last().textContent();
  await row.getByRole('button').click();
  await expect(page.getByRole('grid')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Prove it' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('h1')).toHaveText('Tax report');
  await expect(page.getByRole('row').filter({ hasText: 'VAT' }).first().getByRole('cell').last()).toHaveText(tax ?? '');
});

test('T28: the same sums on screen, as CSV, as a workbook and as a PDF', async ({ shared: { page, desk }, folder }) => {
  test.setTimeout(90_000);
  await openReport(page, 'Sales by customer');
  await choosePeriod(page, 'This year');
  const total = page.getByRole('row').filter({ hasText: 'Total' });
  await expect(total).toBeVisible();
  const shown = ((await total.getByRole('cell').last().textContent()) ?? '').replace(/,/g, '');
  for (const format of ['CSV', 'XLSX', 'PDF']) {
    const file = join(folder, `report.${format.toLowerCase()}`);
    await answerSave(desk, file);
    await page.getByRole('button', { name: format }).click();
    await expect.poll(() => existsSync(file), { timeout: 40_000 }).toBe(true);
  }
  const cells = parse(readFileSync(join(folder, 'report.csv')), { bom: true }) as string[][];
  const cents = cells.slice(1).reduce((sum, row) => sum + Math.trunc(Number((row.at(-1) ?? '').replace('.', ''))), 0);
  expect(`${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`).toBe(shown);
  expect(readFileSync(join(folder, 'report.xlsx')).subarray(0, 2).toString('latin1')).toBe('PK');
  const { pages, tagged, active } = await readPdf(readFileSync(join(folder, 'report.pdf')));
  const text = pages.join('\n');
  expect([tagged, active]).toEqual([true, []]);
  expect(text.replace(/,/g, '')).toContain(shown);
  expect(text).toContain(`1 Jan ${YEAR}`);
  expect(text).toContain('Page 1 of 1');
});

test('the list, every report and the documents behind a row hold against axe, in the light and in the dark', async ({ shared: { page } }, info) => {
  test.setTimeout(150_000);
  const both = async (what: string) => {
    await setTheme(page, 'light');
    await page.screenshot({ path: info.outputPath(`${what}.png`) });
    await expectAccessible(page, what);
    await setTheme(page, 'dark');
    await page.screenshot({ path: info.outputPath(`${what}-dark.png`) });
    await expectContrast(page, `${what} in the dark`);
    await setTheme(page, 'light');
  };
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Reports', exact: true }).click();
  await expect(page.locator('h1')).toHaveText('Reports');
  await expect(page.getByRole('heading', { name: 'Largest customers this year' })).toBeVisible();
  await both('reports');
  await page.getByRole('button', { name: 'As a table' }).click();
  await expectAccessible(page, 'reports, months as a table');
  for (const name of ['Sales by period', 'Sales by customer', 'Sales by item', 'Who owes what', 'Payments journal', 'Year summary', 'Tax report']) {
    await openReport(page, name);
    if (name === 'Payments journal') {
      // Other tests may have paid something in the same books.
      await expect(page.getByText('Nothing in this period').or(page.getByRole('table')).first()).toBeVisible();
      continue;
    }
    if (name !== 'Who owes what') await choosePeriod(page, 'This year');
    await expect(page.getByRole('table').first()).toBeVisible();
    await both(name.toLowerCase().replaceAll(' ', '-'));
  }
  await page.getByRole('table').first().getByRole('button').first().click();
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await both('documents');
});

test('a statement of one customer goes to a PDF in their language, and T86: a long report repeats its heads and has its sum once', async ({ shared: { page, desk }, folder }) => {
  test.setTimeout(120_000);
  await openReport(page, 'Statement of account');
  await page.getByRole('combobox', { name: 'Customer' }).fill('bellr');
  await page.getByRole('option', { name: 'Bellrock Hotel' }).click();
  await expect(page.getByRole('cell', { name: 'Carried over' })).toBeVisible();
  const save = async (name: string): Promise<string[]> => {
    const file = join(folder, name);
    await answerSave(desk, file);
    await page.getByRole('button', { name: 'PDF' }).click();
    await expect.poll(() => existsSync(file), { timeout: 60_000 }).toBe(true);
    return (await readPdf(readFileSync(file))).pages;
  };
  const [statement = ''] = await save('statement.pdf');
  expect(statement).toContain('Statement of account');
  expect(statement).toContain('Bellrock Hotel 1 Main Street');
  expect(statement).toContain('Carried over');
  const problems = await page.evaluate(async () => {
    const { billfold } = window;
    const found = await billfold.customers.suggest({ q: 'bellr' });
    const customerId = found.ok ? (found.value.rows[0]?.id ?? null) : null;
    const date = `${new Date().getFullYear()}-02-01`;
    const line = (n: number) => ({ itemId: null, description: `Part ${n} of many`, detail: '', quantity: '1', unit: 'pc', unitPrice: `${n}.25`, per: '1', adjustments: [], taxIds: [] });
    const body = { customerId, seriesId: null, issueDate: date, dueDate: null, terms: null, supplyDate: date, reference: '', subject: 'Many', note: '', currency: 'EUR', rate: '', language: null, pricesIncludeTax: false, adjustments: [], lines: Array.from({ length: 500 }, (_, n) => line(n + 1)) };
    const draft = await billfold.drafts.save({ body });
    if (!draft.ok) return draft.error;
    const issued = await billfold.invoices.issue({ draftId: draft.value.id, version: draft.value.version, acceptWarnings: true });
    return issued.ok ? null : issued.error;
  });
  expect(problems).toBeNull();
  await openReport(page, 'Sales by item');
  await choosePeriod(page, 'This year');
  await expect(page.getByRole('button', { name: /Show \d+ more/ })).toBeVisible();
  const pages = await save('items.pdf');
  expect(pages.length).toBeGreaterThan(8);
  for (const [i, text] of pages.entries()) {
    expect(text).toContain('Sales before tax');
    expect(text).toContain(`Page ${i + 1} of ${pages.length}`);
  }
  expect(pages.filter((text) => /\bTotal\b/.test(text))).toEqual([pages.at(-1)]);
});

test('a period is closed in the settings, the editor says so at the date, and the owner opens it again with a reason', async ({ books: { page, keys } }, info) => {
  test.setTimeout(120_000);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Closed periods' }).click();
  await expect(page.getByText('Nothing is closed yet')).toBeVisible();
  await page.getByRole('button', { name: /^Close up to/ }).click();
  await setTheme(page, 'light');
  await page.screenshot({ path: info.outputPath('closing-asks.png') });
  await page.getByRole('button', { name: 'Close these days' }).click();
  await expect(page.getByRole('dialog', { name: 'Is it really you?' })).toBeVisible();
  await page.screenshot({ path: info.outputPath('step-up.png') });
  await expectAccessible(page, 'the question for PIN and code');
  await setTheme(page, 'dark');
  await page.screenshot({ path: info.outputPath('step-up-dark.png') });
  await setTheme(page, 'light');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Stopped. Nothing was changed.')).toBeVisible(); // nobody closes a period who only finds the books open
  await page.getByRole('button', { name: /^Close up to/ }).click();
  await page.getByRole('button', { name: 'Close these days' }).click();
  await proveAgain(page, keys);
  await expect(page.getByRole('button', { name: 'Open again' })).toBeVisible();
  await expectAccessible(page, 'closed periods');
  await setTheme(page, 'dark');
  await page.screenshot({ path: info.outputPath('closing-dark.png') });
  await expectContrast(page, 'closed periods in the dark');
  await page.keyboard.press('ControlOrMeta+n');
  await expect(page.getByRole('heading', { name: 'New invoice' })).toBeVisible();
  await page.getByLabel('Invoice date').fill(`15 Jan ${YEAR}`);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/The books are closed up to/)).toBeVisible();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Closed periods' }).click();
  await page.getByRole('button', { name: 'Open again' }).click();
  await page.getByLabel(/^Why/).fill('Return corrected');
  await setTheme(page, 'light');
  await page.screenshot({ path: info.outputPath('closing-reopen.png') });
  await page.getByRole('button', { name: 'Open these days again' }).click();
  await expect(page.getByText('Return corrected')).toBeVisible();
});

test('T51 an owner chooses that tax is due when paid, and the tax report goes from what was invoiced to what was paid', async ({ shared: { page } }, info) => {
  test.setTimeout(90_000);
  const look = async (what: string) => {
    await page.screenshot({ path: info.outputPath(`${what}.png`) });
    await expectAccessible(page, what);
    await setTheme(page, 'dark');
    await page.screenshot({ path: info.outputPath(`${what}-dark.png`) });
    await expectContrast(page, `${what} in the dark`);
    await setTheme(page, 'light');
  };
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Taxes' }).click();
  const part = page.getByRole('region', { name: 'When tax is due' });
  await expect(part).toContainText('When invoiced');
  await part.getByRole('button', { name: 'Change' }).click();
  await expect(part.getByRole('radio', { name: /^When paid/ })).toBeChecked();
  await part.scrollIntoViewIfNeeded();
  await look('tax-due');
  await part.getByRole('button', { name: /^Use from/ }).click();
  await expect(part).toContainText(/When paid/);
  await expect(part).toContainText('invoices say “Cash accounting” by themselves');
  await look('tax-due-chosen');
  const day = await page.evaluate(async () => {
    const { billfold } = window;
    const value = <T,>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
      if (!result.ok) throw new Error(result.error.code);
      return result.value;
    };
    const validFrom = value(await billfold.taxDue.get()).choices[0]?.validFrom ?? '';
    const customerId = value(await billfold.customers.suggest({ q: '' })).rows[0]?.id ?? '';
    const tax = value(await billfold.taxes.list({ archived: false })).rows.find(({ category }) => category === 'S')?.id ?? '';
    const line = { itemId: null, description: 'Paid in part', detail: '', quantity: '1', unit: '', unitPrice: '100', per: '1', adjustments: [], taxIds: [tax] };
    const body = { customerId, seriesId: null, issueDate: validFrom, dueDate: null, terms: null, supplyDate: null, reference: '', subject: '', note: '', currency: 'EUR', rate: '', language: null, pricesIncludeTax: false, lines: [line], adjustments: [] };
    const draft = value(await billfold.drafts.save({ body }));
    const { id } = value(await billfold.invoices.issue({ draftId: draft.id, version: draft.version, acceptWarnings: true }));
    const method = { method: 'transfer' as const, reference: '', brand: null, last4: '' };
    value(await billfold.payments.record({ id: crypto.randomUUID(), customerId, currency: 'EUR', amount: 5000, rate: null, baseAmount: null, paidOn: validFrom, method, note: '', allocations: [{ documentId: id, amount: 5000, rest: 'open' }] }));
    return validFrom;
  });
  await openReport(page, 'Tax report');
  await expect(page.getByRole('combobox', { name: 'Which day counts' })).toHaveValue('As it falls due, by payment');
  await page.getByRole('textbox', { name: 'To', exact: true }).fill(day);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^From invoiced to due/ })).toBeVisible();
  await look('tax-by-payment');
  await page.getByRole('table').first().getByRole('row').nth(1).getByRole('button').click();
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible();
  await page.screenshot({ path: info.outputPath('tax-payments.png') });
});
