// The log in the real app: from a document to its records and back, what a change was, the proof, by keyboard, in the light and in the dark.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerSave, ROOT, setTheme } from '../../tools/demo/desk.ts';
import { expect, expectAccessible, expectContrast, isWhollyVisible, test } from '../fixtures/app.ts';

const PICTURES = process.env['BILLFOLD_PICTURES'];

test('from a document to its records and back; what a customer was before; the proof', async ({ shared: { page } }) => {
  test.setTimeout(120_000);
  await setTheme(page, 'light');
  const place = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name, exact: true }).click();
  await place('Customers');
  await page.getByRole('row').nth(1).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Town').fill('Kilkenny');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('button', { name: 'Edit' })).toBeVisible();
  await place('Invoices');
  await page.getByRole('tab', { name: /^All/ }).click();
  await page.getByRole('row').nth(1).click();
  await page.getByRole('button', { name: 'In the log' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Log' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Only / })).toBeVisible();
  await expect(page.getByRole('gridcell', { name: 'Invoice issued' })).toHaveCount(1);
  await page.getByRole('gridcell', { name: 'Invoice issued' }).click();
  await page.getByRole('complementary').getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Prove it' })).toBeVisible();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('log: who');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('gridcell', { name: 'Customer changed' }).first()).toBeVisible();
  await page.getByRole('gridcell', { name: 'Customer changed' }).first().click();
  const panel = page.getByRole('complementary');
  await expect(panel.getByText('Kilkenny')).toBeVisible();
  await expect(panel.getByText('Fits this record and the one before')).toBeVisible();
  await expectAccessible(page, 'the log');
  expect(await isWhollyVisible(page, 'main button:has-text("Prove it now")')).toBe(true);
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/log.png` });
  await page.getByRole('button', { name: 'Prove it now' }).click();
  await expect(page.getByText('Proved: nothing was changed, removed or put in from outside')).toBeVisible({ timeout: 30_000 });
  await setTheme(page, 'dark');
  await expectContrast(page, 'the log in the dark');
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/log-dark.png` });
  await setTheme(page, 'light');
  await page.keyboard.press('/');
  await page.keyboard.type('INV-404');
  await expect(page.getByText('Nothing on record fits')).toBeVisible();
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/log-none.png` });
});

test('the log leaves as a signed file that stands without Billfold, as a table and on paper; the page of the day’s end leads back to its record', async ({ books: { desk, page }, folder }) => {
  test.setTimeout(120_000);
  const verify = (file: string): { ok: boolean; said: string } => {
    try {
      return { ok: true, said: execFileSync(process.execPath, [join(ROOT, 'tools', 'verify-audit.mjs'), file], { stdio: 'pipe' }).toString() };
    } catch (failure) {
      return { ok: false, said: String((failure as { stdout?: Buffer }).stdout ?? failure) };
    }
  };
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('log: who');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Hand out' }).click();
  await expectAccessible(page, 'the log, handed out');
  for (const [button, name] of [['Signed file, for an auditor', 'log.jsonl'], ['Table (CSV), as filtered', 'log.csv'], ['Paper (PDF), as filtered', 'log.pdf']] as const) {
    await answerSave(desk, join(folder, name));
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByText(new RegExp(`records saved as ${name.replace('.', '\\.')}`))).toBeVisible({ timeout: 30_000 });
  }
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/log-out.png` });

  const signed = join(folder, 'log.jsonl');
  const whole = verify(signed);
  expect(whole).toMatchObject({ ok: true });
  const bytes = readFileSync(signed);
  const at = bytes.indexOf('invoice.issue');
  expect(at).toBeGreaterThan(0);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(signed, bytes);
  expect(verify(signed).ok).toBe(false);
  const table = readFileSync(join(folder, 'log.csv'), 'utf8').trim().split(/\r?\n/);
  expect(table.filter((row) => row.includes('Invoice issued')).length).toBeGreaterThan(0);
  expect(readFileSync(join(folder, 'log.pdf')).subarray(0, 5).toString()).toBe('%PDF-');

  // the day's end, and its letters typed back
  await page.getByRole('button', { name: 'End of the day' }).click();
  await answerSave(desk, join(folder, 'day.pdf'));
  await page.getByRole('button', { name: 'Save as PDF' }).click();
  const carries = page.getByText(/The page carries the seal/);
  await expect(carries).toBeVisible({ timeout: 30_000 });
  const seal = ((await carries.textContent()) ?? '').replace('The page carries the seal', '');
  expect(readFileSync(join(folder, 'day.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  await page.getByRole('button', { name: 'Check a printed seal' }).click();
  await page.getByLabel('The 16 letters of the page').fill(seal.trim());
  await page.keyboard.press('Enter');
  await expect(page.getByText(/the log still holds all that was printed/)).toBeVisible();
  await page.getByLabel('The 16 letters of the page').fill('0123 4567 89AB CDEF');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/No record has this seal/)).toBeVisible();
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/log-seal.png` });

  // by person and action: what is left says so
  await page.getByLabel('What', { exact: true }).or(page.getByRole('combobox', { name: 'What' })).first().click();
  await page.getByRole('option', { name: 'Invoice issued', exact: true }).click();
  await expect(page.getByRole('gridcell', { name: 'Invoice issued' }).first()).toBeVisible();
  await expect(page.getByRole('gridcell', { name: 'Customer added' })).toHaveCount(0);
});
