// The CSV import through its screens and the real job process: the dry run, problems by line, all or nothing, cancel, undo, and files that are not what they should be.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Desk, answerOpen } from '../../tools/demo/desk.ts';
import { expect, expectAccessible, test } from '../fixtures/app.ts';

async function choose(desk: Desk, kind: 'Customers' | 'Items', file: string): Promise<Page> {
  const page = await desk.window();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: kind, exact: true }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await answerOpen(desk, file);
  await page.getByRole('button', { name: 'Choose a file' }).click();
  return page;
}

const total = async (page: Page) => {
  const list = await page.evaluate(() => window.billfold.customers.list({ q: '', after: null, limit: 1, archived: false }));
  return list.ok ? list.value.total : -1;
};

test('rows with mistakes are named by line and column, and nothing comes in before they are mended', async ({ shared: { desk, page }, folder }) => {
  const before = await total(page);
  const file = join(folder, 'wrong.csv');
  writeFileSync(file, 'Name,Country,VAT number,Notes\nSeal Rock Shop,Ireland,,\n,Ireland,,\nAtlantis Ltd,Atlantis,,\nCard Lover,Ireland,,4111 1111 1111 1111\n');
  await choose(desk, 'Customers', file);
  await expect(page.getByText(/3 things to mend in the file/).first()).toBeVisible();
  for (const said of ['Line 3, Name:', 'Line 4, Country:', 'Line 5, Notes:']) await expect(page.getByText(said)).toBeVisible();
  await expect(page.getByRole('region', { name: 'What would happen' })).not.toContainText('4111 1111');
  await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveAttribute('aria-disabled', 'true');
  expect(await total(page)).toBe(before);
});

test('a whole import comes in with columns mapped by hand, and is taken back as a whole', async ({ shared: { desk, page }, folder }) => {
  const before = await total(page);
  const file = join(folder, 'mine.csv');
  writeFileSync(file, Buffer.from('\ufeffWho;Where;Remark\nÅse Brønd;Ærøskøbing;=cmd|calc\nŁucja Żak;Łódź;+49 30\n"Two\nlines";"Köln; am Rhein";x\n', 'utf16le')); // UTF-16 with its mark, semicolons, a cell of two lines
  await choose(desk, 'Customers', file);
  await expect(page.getByText('Say which column is: Name')).toBeVisible();
  for (const [column, field] of [['Who', 'Name'], ['Where', 'Town'], ['Remark', 'Notes']]) {
    await page.getByRole('combobox', { name: `What “${column}” becomes` }).click();
    await page.getByRole('option', { name: field ?? '', exact: true }).click();
  }
  await page.getByRole('button', { name: 'Import 3 customers' }).click();
  await expect(page.getByText('3 customers are in your books')).toBeVisible();
  expect(await total(page)).toBe(before + 3);
  const notes = await page.evaluate(async () => {
    const found = await window.billfold.customers.list({ q: 'brønd', after: null, limit: 1, archived: false });
    const one = found.ok ? found.value.rows[0] : undefined;
    const customer = one === undefined ? undefined : await window.billfold.customers.get({ id: one.id });
    return customer?.ok === true ? customer.value.customer.notes : '';
  });
  expect(notes).toBe('=cmd|calc'); // kept as text; what leaves the app as CSV is made harmless there
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await expect(page.getByText('3 customers were taken out again')).toBeVisible();
  expect(await total(page)).toBe(before);
});

test('a long import shows how far it is, the window stays alive, and Cancel keeps nothing of it', async ({ shared: { desk, page }, folder }) => {
  const before = await total(page);
  const file = join(folder, 'long.csv');
  writeFileSync(file, `Code,Name,City\n${Array.from({ length: 60_000 }, (_, i) => `L${i},Long list ${i},Town ${i % 90}`).join('\n')}\n`);
  await choose(desk, 'Customers', file);
  const go = page.getByRole('button', { name: 'Import 60,000 customers' });
  await expect(go).toBeVisible({ timeout: 30_000 });
  await go.click();
  await expect(page.getByText(/of 60,000/)).toBeVisible({ timeout: 20_000 });
  const slowest = await page.evaluate(async () => {
    let worst = 0;
    for (let i = 0; i < 10; i += 1) {
      const began = performance.now();
      await window.billfold.system.info();
      worst = Math.max(worst, performance.now() - began);
    }
    return worst;
  });
  expect(slowest).toBeLessThan(1500); // a busy machine; a frozen window would not answer before the end
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/Nothing was changed|nothing was changed|Stopped/).first()).toBeVisible({ timeout: 20_000 });
  expect(await total(page)).toBe(before);
});

const HOSTILE: [name: string, bytes: Buffer, said: RegExp][] = [
  ['empty.csv', Buffer.alloc(0), /nothing in this file/],
  ['only-heads.csv', Buffer.from('Name,City\n'), /nothing in this file/],
  ['unclosed.csv', Buffer.from('Name,City\nA,B\n"C,D\nE,F\n'), /opened and never closed/],
  ['columns.csv', Buffer.from(`${'x,'.repeat(1_000_000)}y\n1,2\n`), /columns|too long/],
  ['nul.csv', Buffer.from('Name\0,City\nA,B\n'), /not a text file/],
  ['wide.csv', Buffer.from(`Name,City\n${'A'.repeat(3_000_000)},B\n`), /too long|too large|thing to mend/],
  ['picture.csv', Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'), /not a text file|cannot be made out|nothing in this file|does not fit here/],
];

test('files that are no tables are refused, each in its own sentence, and the books stay as they were', async ({ shared: { desk, page }, folder }) => {
  const before = await total(page);
  for (const [name, bytes, said] of HOSTILE) {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    await choose(desk, 'Customers', file);
    await expect(page.getByText(said).first(), name).toBeVisible({ timeout: 20_000 });
    await page.keyboard.press('Escape');
  }
  await choose(desk, 'Customers', join(folder, 'gone.csv'));
  await expect(page.getByText(/no longer there|cannot be read/).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await choose(desk, 'Customers', folder); // a folder
  await expect(page.getByText(/cannot be read|not a text file/).first()).toBeVisible();
  expect(await total(page)).toBe(before);
});

test('closing the dialog changes nothing and says nothing', async ({ shared: { desk } }) => {
  const page = await desk.window();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Items', exact: true }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await answerOpen(desk, null);
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeEnabled();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('old invoices come in as paid: their payments are matched, looked at, brought in once, and voided again', async ({ shared: { desk, page }, folder }) => {
  const shot = async (name: string) => {
    if (process.env.BILLFOLD_SHOTS) writeFileSync(`${process.env.BILLFOLD_SHOTS}/import-${name}.png`, await page.screenshot());
  };
  const open = async (command: string, file: string): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: /Find|Search|command/i }).fill(command);
    await page.keyboard.press('Enter');
    await answerOpen(desk, file);
    await page.getByRole('button', { name: 'Choose a file' }).click();
  };
  const invoices = join(folder, 'invoices.csv');
  writeFileSync(invoices, 'Invoice number,Invoice date,Customer name,Description,Quantity,Price\nOLD-1,2024-03-01,Blue Door Bakery,Flour,10,2.50\nOLD-2,2024-03-02,Blue Door Bakery,Salt,1,30\n');
  await open('Import old invoices', invoices);
  await page.getByRole('button', { name: 'Import 2 documents' }).click();
  await expect(page.getByText('2 documents are in your books')).toBeVisible();

  const file = join(folder, 'payments.csv');
  const rows = 'Payment number,Payment date,Invoice number,Amount,Method\n1,2024-03-20,OLD-1,25.00,Bank transfer\n2,2024-03-21,OLD-2,35.00,Visa\n';
  writeFileSync(file, `${rows}3,2024-03-22,OLD-9,5.00,Cash\n`);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Payments', exact: true }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await answerOpen(desk, file);
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await expect(page.getByText('Line 4, Invoice number:')).toBeVisible();
  await expect(page.getByText('No invoice of this number is in your books.')).toBeVisible();
  await page.getByRole('checkbox', { name: /Leave out the 1/ }).check();
  await expect(page.getByText(/5\.00 is more than was asked for/)).toBeVisible();
  await expectAccessible(page, 'an import of payments');
  await shot('payments');
  await page.getByRole('button', { name: 'Import 2 payments' }).click();
  await expect(page.getByText('2 payments are in your books')).toBeVisible();
  await shot('payments-done');
  await page.getByRole('button', { name: 'Show payments' }).click();
  await expect(page.getByRole('row', { name: /Blue Door Bakery/ })).toHaveCount(2);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await answerOpen(desk, file);
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await expect(page.getByText(/came with an earlier file/)).toBeVisible();

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Imports' }).or(page.getByRole('button', { name: 'Imports' })).first().click();
  const line = page.getByRole('listitem').filter({ hasText: 'payments.csv' });
  await line.getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByText('The 2 payments that came with it are voided')).toBeVisible();
  await shot('payments-undo');
  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(line.getByText('taken back')).toBeVisible();
  const states = await page.evaluate(async () => {
    const list = await window.billfold.payments.list({ q: 'OLD', after: null, limit: 9, filters: { customerId: null, from: null, to: null, currency: null, method: null, state: null } });
    return list.ok ? list.value.rows.map(({ state }) => state) : [];
  });
  expect(states).toEqual(['void', 'void']);
});
