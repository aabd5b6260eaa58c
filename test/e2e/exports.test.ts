// Taking the books out through the real app: dialog, PIN and code, the job process, the file.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerSave } from '../../tools/demo/desk.ts';
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
  await page.getByLabel('Your PIN now').fill('000000');
  await page.getByLabel('Code from your phone').fill('000000');
  await page.getByRole('button', { name: 'Write the export' }).click();
  await expect(page.getByRole('alert')).toBeVisible(); // a wrong proof writes nothing
  expect(existsSync(target)).toBe(false);
  await page.getByLabel('Your PIN now').fill(keys.pin);
  await page.getByLabel('Code from your phone').fill(await keys.phone.nextCode());
  await page.getByRole('button', { name: 'Write the export' }).click();
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
