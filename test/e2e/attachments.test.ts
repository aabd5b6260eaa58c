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
  await expect(add).not.toHaveAttribute('aria-busy', 'true'); // a busy button takes no second press
  await answerOpen(desk, source);
  await add.click();
  await expect(page.getByText('Plan of the shop.bin', { exact: true })).toBeVisible({ timeout: 30_000 });
  const target = join(folder, 'again.bin');
  await answerSave(desk, target);
  await page.getByRole('button', { name: 'Save Plan of the shop.bin' }).click();
  await expect.poll(() => { try { return sha(target); } catch { return ''; } }, { timeout: 30_000 }).toBe(sha(source));
  await expect(page.getByRole('button', { name: 'Remove Plan of the shop.bin' })).toHaveCount(0);
});

test('a file removed from a draft comes back whole with Undo', async ({ books: { desk, page }, folder }) => {
  const source = join(folder, 'Sketch.bin');
  writeFileSync(source, Buffer.from(Array.from({ length: 1_500_000 }, (_, i) => (i * 7 + (i >> 6)) & 255)));
  const number = (await invoiceRows(page, { q: 'INV' }))[0]?.number ?? '';
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(number);
  await page.getByRole('option', { name: new RegExp(number) }).first().click();
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await page.getByRole('button', { name: 'Note and files' }).click();
  await answerOpen(desk, source);
  await page.getByRole('button', { name: 'Add a file' }).click();
  const kept = page.getByRole('list', { name: 'Files' }).getByRole('listitem');
  await expect(kept).toHaveCount(1, { timeout: 30_000 });
  await page.getByRole('button', { name: 'Remove Sketch.bin' }).click();
  await expect(kept).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(kept).toHaveCount(1);
  const target = join(folder, 'sketch again.bin');
  await answerSave(desk, target);
  await page.getByRole('button', { name: 'Save Sketch.bin' }).click();
  await expect.poll(() => { try { return sha(target); } catch { return ''; } }, { timeout: 30_000 }).toBe(sha(source));
});
