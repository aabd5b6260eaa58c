// Backups through the real app.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerOpen, setTheme } from '../../tools/demo/desk.ts';
import { expect, expectAccessible, test } from '../fixtures/app.ts';

const shot = async (page: import('@playwright/test').Page, name: string): Promise<void> => {
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` });
};

test('pictures', async ({ books: { desk, page }, folder }) => {
  test.setTimeout(120_000);
  await shot(page, 'home-offer');
  await page.getByRole('button', { name: 'Choose a place' }).click();
  await expect(page.getByText('Where shall backups go?')).toBeVisible();
  await shot(page, 'add-empty');
  await expectAccessible(page, 'backups, first place');
  const target = join(folder, 'Nextcloud', 'Books');
  mkdirSync(target, { recursive: true });
  await answerOpen(desk, target);
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await expect(page.getByLabel('What do you call it?')).toHaveValue('Nextcloud, Books');
  await shot(page, 'add-name');
  await page.getByRole('button', { name: 'Use this place' }).click();
  await page.waitForTimeout(400);
  await shot(page, 'running');
  await expect(page.getByText('If this laptop died now, you would lose nothing')).toBeVisible({ timeout: 20_000 });
  await page.waitForTimeout(600);
  await shot(page, 'done');
  await expectAccessible(page, 'backups');
  await page.keyboard.press('d');
  await page.waitForTimeout(1500);
  await shot(page, 'drill');
  await page.getByRole('button', { name: /What to do with/ }).click();
  await shot(page, 'menu');
  await page.getByRole('button', { name: 'What is kept here' }).click();
  await page.waitForTimeout(1500);
  await shot(page, 'keep');
  await expectAccessible(page, 'backups, keep');
  await page.getByRole('button', { name: 'Close', exact: true }).first().click();
  await page.getByRole('button', { name: 'Change' }).click();
  await shot(page, 'when');
  await expectAccessible(page, 'backups, when');
  await setTheme(page, 'dark');
  await shot(page, 'dark');
  await expectAccessible(page, 'backups, dark');
  await page.getByRole('button', { name: 'Home' }).click();
  await page.waitForTimeout(600);
  await shot(page, 'home-dark');
  await setTheme(page, 'light');
  await page.waitForTimeout(300);
  await shot(page, 'home');
  writeFileSync(join(folder, 'x'), 'x');
});
