// Taking the books out through the real app: dialog, PIN and code, the job process, the file.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackRows } from '../../contract/packed.ts';
import { answerOpen, answerSave } from '../../tools/demo/desk.ts';
import { firstRun, proveAgain } from '../../tools/demo/firstRun.ts';
import { expect, expectAccessible, test } from '../fixtures/app.ts';

test('the complete export is written after PIN and code, opens in another program, and is on the record', async ({ books: { desk, page, keys }, folder }) => {
  test.setTimeout(120_000);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('complete export');
  await page.getByRole('option', { name: /Complete export/ }).click();
  await expect(page.getByText('This file is not encrypted')).toBeVisible();
  await expectAccessible(page, 'settings, data');
  const target = join(folder, 'all.zip');
  await answerSave(desk, target);
  await page.getByRole('button', { name: 'Choose where…' }).click();
  await page.getByRole('button', { name: 'Write the export' }).click();
  await page.getByLabel('Your PIN now').fill('000000');
  await page.getByLabel('Code from your phone').fill('000000');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('alert')).toBeVisible(); // a wrong proof writes nothing
  expect(existsSync(target)).toBe(false);
  await proveAgain(page, keys);
  await expect(page.getByText('5 documents with all that belongs to them')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page, 'settings, data, done');
  const script = 'import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(len(z.read("data/documents.jsonl").splitlines()), "export.business" in z.read("audit.jsonl").decode())';
  expect(execFileSync('python3', ['-c', script, target]).toString().trim()).toBe('5 True');
  expect(readdirSync(folder)).toEqual(['all.zip']);
  expect(readFileSync(target).includes(keys.pin)).toBe(false);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/export-done.png` });

  // The same place again: nothing is replaced.
  await page.getByRole('button', { name: 'Done' }).click();
  const before = readFileSync(target);
  await page.getByRole('button', { name: 'Choose where…' }).click();
  await expect(page.getByText('There is a file of this name already')).toBeVisible();
  expect(readFileSync(target).equals(before)).toBe(true);
});

test('a batch for the accountant: what is missing is said, then the numbers are saved and the file is written', async ({ books: { desk, page }, folder }) => {
  test.setTimeout(120_000);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('datev');
  await page.getByRole('option', { name: /DATEV/ }).click();
  await expect(page.getByText('Numbers and accounts')).toBeVisible();
  const batch = page.getByRole('region', { name: 'Bookings for the accountant (DATEV)' });
  const year = new Date().getFullYear();
  await batch.getByLabel('From').fill(`1.1.${year}`);
  await batch.getByLabel('From').press('Enter');
  await batch.getByLabel('To', { exact: true }).fill(`31.1.${year}`);
  await batch.getByLabel('To', { exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Write the batch…' }).click();
  await expect(page.getByText('Type them below')).toBeVisible();
  await page.getByLabel('Accountant’s number (Berater)').fill('29098');
  await page.getByLabel('Client number (Mandant)').fill('55003');
  const first = page.getByRole('table').getByRole('textbox').first();
  await first.fill('8400');
  await page.getByRole('region', { name: 'Numbers and accounts' }).getByRole('button', { name: 'Save' }).click();
  await expectAccessible(page, 'settings, accountant');
  const target = join(folder, 'EXTF_batch.csv');
  await answerSave(desk, target);
  await page.getByRole('button', { name: 'Write the batch…' }).click();
  await expect(page.getByText(/5 documents became 5 bookings/)).toBeVisible({ timeout: 30_000 });
  const text = readFileSync(target, 'latin1');
  expect(text.split('\r\n')).toHaveLength(8);
  expect(text).toMatch(/^"EXTF";700;21;"Buchungsstapel";13;\d{17};;"RE";"Billfold";"";29098;55003;/);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/datev.png` });
});

test('a complete export becomes the books of a new Billfold: after first run, proven, with every document', async ({ books: { desk, page, keys }, folder, start }) => {
  test.setTimeout(240_000);
  const target = join(folder, 'move.zip');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('complete export');
  await page.getByRole('option', { name: /Complete export/ }).click();
  await answerSave(desk, target);
  await page.getByRole('button', { name: 'Choose where…' }).click();
  await page.getByRole('button', { name: 'Write the export' }).click();
  await proveAgain(page, keys);
  await expect(page.getByText('5 documents with all that belongs to them')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/only goes into new books/)).toBeVisible();

  const fresh = await start({ userData: join(folder, 'new') });
  const newPage = await fresh.window();
  await firstRun(newPage, { business: 'Something else', country: 'France', owner: 'Ada Quill', pin: '618293' });
  await newPage.getByRole('button', { name: 'Bring it in' }).click();
  await expectAccessible(newPage, 'settings, data, empty');
  await answerOpen(fresh, target);
  await newPage.getByRole('button', { name: 'Choose the file…' }).click();
  await expect(newPage.getByText('Harbour Lane Joinery')).toBeVisible();
  if (process.env['SHOTS']) await newPage.screenshot({ path: `${process.env['SHOTS']}/bring-look.png` });
  await newPage.getByRole('button', { name: 'Bring it in' }).click();
  await expect(newPage.getByText('Harbour Lane Joinery is here, with 5 documents.')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(newPage, 'settings, data, brought in');
  if (process.env['SHOTS']) await newPage.screenshot({ path: `${process.env['SHOTS']}/bring-done.png` });
  await newPage.getByRole('button', { name: 'Show my books' }).click();
  const list = await newPage.evaluate(() => window.billfold.invoices.list({ q: '', after: null, limit: 10, filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null } }));
  const ids = list.ok ? unpackRows(list.value.rows).map(({ id }) => id) : [];
  expect(ids).toHaveLength(5);
  const proofs = await newPage.evaluate((all) => Promise.all(all.map((id) => window.billfold.invoices.prove({ id }))), ids);
  expect(proofs.every((proof) => proof.ok && proof.value.intact)).toBe(true);
});
