// Files beside a document through the real dialogs: one comes into the vault, is saved again byte for byte, and stays with an issued document.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerOpen, answerSave } from '../../tools/demo/desk.ts';
import { expect, test } from '../fixtures/app.ts';
import { invoiceRows } from '../fixtures/invoiceRows.ts';

const sha = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

test('a file is kept beside an issued invoice, comes out as it went in, and can no longer be removed', async ({ books: { desk, page }, folder }) => {
  test.setTimeout(90_000);
  const number = (await invoiceRows(page, { q: 'INV' }))[0]?.number ?? '';
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(number);
  await page.getByRole('option', { name: new RegExp(number) }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: number })).toBeVisible();
  const source = join(folder, 'Plan of the shop.bin');
  writeFileSync(source, Buffer.from(Array.from({ length: 3 * 1024 * 1024 }, (_, i) => (i * 31 + (i >> 8)) & 255)));

  await answerOpen(desk, null);
  const add = page.getByRole('button', { name: 'Add a file' });
  await add.click();
  await expect(page.getByRole('list', { name: 'Files' }).getByRole('listitem')).toHaveCount(0); // a closed dialog adds nothing
  await answerOpen(desk, source);
  await add.click();
  await expect(page.getByText('Plan of the shop.bin', { exact: true })).toBeVisible({ timeout: 30_000 });
  const target = join(folder, 'again.bin');
  await answerSave(desk, target);
  await page.getByRole('button', { name: 'Save Plan of the shop.bin' }).click();
  await expect.poll(() => { try { return sha(target); } catch { return ''; } }, { timeout: 30_000 }).toBe(sha(source));
  await expect(page.getByRole('button', { name: 'Remove Plan of the shop.bin' })).toHaveCount(0);
});
