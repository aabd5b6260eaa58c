// Bank statements in the real app: a file comes in through the job process, lines are booked by one key, and nothing is booked twice.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answerOpen, setTheme } from '../../tools/demo/desk.ts';
import { expect, expectAccessible, expectContrast, test } from '../fixtures/app.ts';

const shots = process.env.BILLFOLD_SHOTS;
async function shot(page: Page, name: string): Promise<void> {
  if (shots) writeFileSync(join(shots, `${name}.png`), await page.screenshot());
}
const place = (page: Page) => page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Bank', exact: true }).click();
interface Open { number: string; balance: number; customer: string }
/** What is open, as the bank's type-ahead finds it. */
const openOnes = (page: Page): Promise<Open[]> =>
  page.evaluate(async () => {
    const list = await window.billfold.bank.documents({ q: 'inv', currency: 'EUR', customerId: null });
    if (!list.ok) throw new Error(list.error.code);
    return list.value.rows.map(({ number, balance, customer }) => ({ number, balance, customer }));
  });
const amount = (minor: number) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
const entry = (value: number, side: 'CRDT' | 'DBIT', name: string, text: string, ref: string) =>
  `<Ntry><Amt Ccy="EUR">${amount(value)}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>${ref}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>${name.replaceAll('&', '&amp;')}</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>DE26888800000007654321</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
const statement = (...entries: string[]) =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>231</Id><Acct><Id><IBAN>DE96999900000001234567</IBAN></Id><Ccy>EUR</Ccy></Acct>${entries.join('')}</Stmt></BkToCstmrStmt></Document>`;

test('a statement comes in, lines are booked by one key and taken back, and the same file adds nothing', async ({ shared: { desk, page }, folder }) => {
  test.setTimeout(150_000);
  await page.setViewportSize({ width: 1280, height: 720 }).catch(() => undefined);
  const [one, two, ...rest] = await openOnes(page);
  const three = rest.find(({ customer }) => customer !== two?.customer);
  if (!one || !two || !three) throw new Error('nothing is open');
  const file = join(folder, 'november.xml');
  writeFileSync(file, statement(
    entry(one.balance, 'CRDT', one.customer.toUpperCase(), `Invoice ${one.number.replaceAll('-', ' ')} thank you`, 'A1'), entry(two.balance + three.balance, 'CRDT', 'Group Treasury', `${two.number} + ${three.number}`, 'A2'),
    entry(1234, 'CRDT', 'Somebody New', 'no idea', 'A3'), entry(4500, 'DBIT', 'Harbour Estates', 'Rent November', 'A4'),
  ));
  await place(page);
  await expect(page.getByText('See which invoices were paid')).toBeVisible();
  await shot(page, 'bank-empty');
  await answerOpen(desk, file);
  await page.getByRole('button', { name: 'Bring in a statement' }).first().click();
  await expect(page.getByText('november.xml')).toBeVisible();
  await shot(page, 'bank-look');
  await expectAccessible(page, 'a statement before it is brought in');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('tab', { name: 'To do 4' })).toBeVisible();
  const grid = page.getByRole('grid', { name: 'To do' });
  await grid.getByText(one.customer.toUpperCase(), { exact: true }).click();
  const panel = page.getByRole('complementary');
  await expect(panel.getByText(`${one.number} stands in the text`)).toBeVisible();
  await shot(page, 'bank-lines');
  await expectAccessible(page, 'bank lines');
  await setTheme(page, 'dark');
  await expectContrast(page, 'bank lines in the dark');
  await shot(page, 'bank-dark');
  await setTheme(page, 'light');
  await grid.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(`of ${one.customer} is booked as payment 1`)).toBeVisible();
  await expect(page.getByRole('tab', { name: 'To do 3' })).toBeVisible();
  expect((await openOnes(page)).some(({ number }) => number === one.number)).toBe(false);
  // Taken back, and booked again.
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('tab', { name: 'To do 4' })).toBeVisible();
  expect((await openOnes(page)).find(({ number }) => number === one.number)).toMatchObject({ balance: one.balance });
  // The same file again: everything is here.
  await answerOpen(desk, file);
  await page.getByRole('button', { name: 'Bring in a statement' }).first().click();
  await expect(page.getByText('Everything in this file is here already.')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  // Invoices of two customers: a payment for each, and one key takes both back.
  await page.getByRole('grid', { name: 'To do' }).getByText('Group Treasury').click();
  await expect(panel.getByText('One payment for each customer, together the whole line')).toBeVisible();
  await shot(page, 'bank-two');
  await expectAccessible(page, 'a line over two customers');
  await page.keyboard.press('a');
  await expect(page.getByText(/is booked as 2 payments/)).toBeVisible();
  await page.getByRole('tab', { name: 'Booked 1' }).click();
  await page.getByRole('grid', { name: 'Booked' }).getByText('Group Treasury').click();
  await shot(page, 'bank-two-booked');
  await page.keyboard.press('u');
  await expect(page.getByRole('tab', { name: 'To do 4' })).toBeVisible();
  expect((await openOnes(page)).filter(({ number }) => number === two.number || number === three.number).map(({ balance }) => balance).toSorted()).toEqual([two.balance, three.balance].toSorted());
  await page.getByRole('tab', { name: 'To do 4' }).click();
  // Split by hand, with type-ahead.
  await page.getByRole('grid', { name: 'To do' }).getByText('Somebody New').click();
  await page.keyboard.press('c');
  await page.getByRole('combobox', { name: 'Invoice' }).fill(three.number);
  await page.getByRole('combobox', { name: 'Invoice' }).press('Enter');
  await expect(page.getByLabel(`Amount for ${three.number}`)).toHaveValue('12.34');
  await shot(page, 'bank-split');
  await expectAccessible(page, 'splitting a line');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('tab', { name: 'Booked 1' })).toBeVisible();
  await page.getByRole('grid', { name: 'To do' }).getByText('Rent November').click();
  await page.keyboard.press('x');
  await page.getByLabel('What is it?').fill('Rent');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Set aside 1' })).toBeVisible();
  await page.getByRole('tab', { name: 'Booked 1' }).click();
  await page.getByRole('grid', { name: 'Booked' }).getByText('Somebody New').click();
  await expect(panel.getByText('Booked by')).toBeVisible();
  await shot(page, 'bank-booked');
  await expectAccessible(page, 'a booked line');
});

test('a bank’s CSV is mapped on screen, and files that are no statement are refused in words', async ({ shared: { desk, page }, folder }) => {
  test.setTimeout(120_000);
  const german = join(folder, 'umsaetze.csv');
  writeFileSync(german, readFileSync(join(import.meta.dirname, '../fixtures/bank/german.csv')));
  await place(page);
  await answerOpen(desk, german);
  await page.getByRole('button', { name: 'Bring in a statement' }).first().click();
  await expect(page.getByRole('region', { name: 'umsaetze.csv' })).toBeVisible();
  await page.getByLabel('Which of your accounts is it?').fill('DE96 9999 0000 0001 2345 67');
  await page.getByLabel('Which of your accounts is it?').press('Tab');
  await expect(page.getByText('3 things that cannot be read')).toBeVisible();
  await shot(page, 'bank-csv');
  await expectAccessible(page, 'the columns of a CSV');
  await page.getByLabel('Bring in the rest without these').check();
  await page.getByRole('button', { name: /^Bring in 2 lines/ }).click();
  await expect(page.getByText('2 lines came in')).toBeVisible();
  const bad = join(folder, 'bad.xml');
  writeFileSync(bad, '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><Document>&a;</Document>');
  await answerOpen(desk, bad);
  await page.getByRole('button', { name: 'Bring in a statement' }).first().click();
  await expect(page.getByText(/definitions that no bank statement needs/)).toBeVisible();
});
