// Every screen holds against axe in the light, and against its contrast rules in the dark.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answerOpen, setTheme } from '../../tools/demo/desk.ts';
import { firstRun } from '../../tools/demo/firstRun.ts';
import { expect, expectAccessible, expectContrast, test } from '../fixtures/app.ts';

async function both(page: Page, what: string): Promise<void> {
  await expectAccessible(page, what);
  await setTheme(page, 'dark');
  await expectContrast(page, `${what} in the dark`);
  await setTheme(page, 'light');
}
const place = (page: Page, name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name, exact: true }).click();

test('the first run, page by page', async ({ folder, start }) => {
  test.setTimeout(150_000);
  const desk = await start({ userData: join(folder, 'axe') });
  const page = await desk.window();
  await setTheme(page, 'light');
  await firstRun(page, { business: 'Harbour Lane Joinery', country: 'Ireland', owner: 'Ada Quill', pin: '704915' }, (name, shown) => both(shown, name));
  await both(page, 'home of new books');
});

test('the login, its wrong answer, the recovery', async ({ locked: { page } }) => {
  await setTheme(page, 'light');
  await both(page, 'login');
  await page.getByLabel('Your PIN').fill('380461');
  await page.getByLabel('Code from your phone').fill('000000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await both(page, 'login, wrong');
  await page.getByRole('button', { name: 'Use my Recovery Kit' }).click();
  await expect(page.getByRole('heading', { name: 'Use your Recovery Kit' })).toBeVisible();
  await both(page, 'recovery');
});

test('home, lists, documents and panels', async ({ shared: { page } }) => {
  test.setTimeout(150_000);
  await setTheme(page, 'light');
  await both(page, 'home');
  await place(page, 'Invoices');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await both(page, 'invoices');
  await page.keyboard.press('/');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  await expect(page.getByRole('toolbar')).toBeVisible();
  await both(page, 'invoices, one chosen');
  await page.getByRole('tab', { name: /Drafts/ }).click();
  await both(page, 'drafts');
  await page.getByRole('tab', { name: /^All/ }).click();
  await page.getByRole('row').nth(1).click();
  await expect(page.getByRole('button', { name: 'Prove it' })).toBeVisible();
  await both(page, 'an issued invoice');
  await place(page, 'Customers');
  await both(page, 'customers');
  await page.keyboard.press('a');
  await both(page, 'new customer');
  await page.keyboard.press('Escape');
  await page.getByRole('row').nth(1).click();
  await expect(page.getByRole('button', { name: 'Edit' })).toBeVisible();
  await both(page, 'a customer');
  await page.keyboard.press('e');
  await both(page, 'a customer, being changed');
  await page.keyboard.press('Escape');
  await place(page, 'Items');
  await page.keyboard.press('a');
  await both(page, 'items and a new one');
});

test('the editor: empty, suggesting, filled, with problems, counting down', async ({ shared: { page } }) => {
  test.setTimeout(120_000);
  await setTheme(page, 'light');
  await page.keyboard.press('ControlOrMeta+n');
  await expect(page.getByRole('heading', { name: 'New invoice' })).toBeVisible();
  await both(page, 'editor, empty');
  await page.keyboard.type('no');
  await expect(page.getByRole('option').first()).toBeVisible();
  await both(page, 'editor, suggesting');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ash');
  await page.keyboard.press('Enter');
  await page.keyboard.type('2');
  await both(page, 'editor, filled');
  await page.getByLabel('Price, line 1').fill('abc');
  await both(page, 'editor, a problem');
  await page.getByLabel('Price, line 1').fill('10');
  await page.getByLabel('What it is for').focus();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('alertdialog', { name: 'Issuing' })).toBeVisible();
  await expectAccessible(page, 'editor, counting down');
  await page.keyboard.press('Escape');
});

test('import, settings, security, the palette and the sheet of keys', async ({ shared: { desk, page } }) => {
  test.setTimeout(150_000);
  await setTheme(page, 'light');
  await place(page, 'Customers');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await both(page, 'import, start');
  await answerOpen(desk, join(process.cwd(), 'tools', 'sample', 'customers.csv'));
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await expect(page.getByRole('button', { name: /^Import 60/ })).toBeVisible();
  await both(page, 'import, columns');
  await place(page, 'Settings');
  for (const tab of ['Business', 'Bank', 'Logo and colour', 'Money and language', 'Taxes', 'Invoice numbers', 'Imports', 'Appearance']) {
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: tab }).click();
    await both(page, `settings, ${tab}`);
  }
  await place(page, 'Security');
  await expect(page.getByText('Log is whole')).toBeVisible();
  await both(page, 'security');
  await page.getByRole('button', { name: 'Change' }).first().click();
  await both(page, 'security, changing the PIN');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('ke');
  await expect(page.getByRole('option').first()).toBeVisible();
  await both(page, 'find');
  await page.keyboard.press('Escape');
  await page.locator('h1').focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('heading', { name: 'All keys' })).toBeVisible();
  await both(page, 'all keys');
});
