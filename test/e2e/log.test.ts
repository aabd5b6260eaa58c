// The log in the real app: from a document to its records and back, what a change was, the proof, by keyboard, in the light and in the dark.
import { setTheme } from '../../tools/demo/desk.ts';
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
