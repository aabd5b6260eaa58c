// A person's rights over their data in the real app: their copy through the save dialog, what stands against erasing, PIN and code, and what is left.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { answerSave } from '../../tools/demo/desk.ts';
import { proveAgain } from '../../tools/demo/firstRun.ts';
import { expect, expectAccessible, test } from '../fixtures/app.ts';

const FIELDS = {
  code: '', contact: 'Vera Vanish', email: 'vera@vanish.example', phone: '', street: 'Quay 1', street2: '', city: 'Galway', region: '', postcode: 'H91', country: 'IE', vatId: '', taxNumber: '',
  currency: null, language: null, terms: null, notes: 'Rings twice',
};

test('T83 a customer gets a copy of their data and is erased for good after PIN and code', async ({ books: { desk, page, keys }, folder }) => {
  test.setTimeout(120_000);
  const saved = await page.evaluate(async (fields) => window.billfold.customers.save({ ...fields, name: 'Vanish & Sons' }), FIELDS);
  expect(saved.ok).toBe(true);
  const openCustomer = async (name: string): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type(name);
    await page.getByRole('option', { name: new RegExp(name) }).first().click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  };
  await openCustomer('Vanish');
  const target = join(folder, 'vanish.zip');
  await answerSave(desk, target);
  await page.getByRole('button', { name: 'Copy of their data' }).click();
  await expect(page.getByText('vanish.zip is written')).toBeVisible({ timeout: 60_000 });
  const script = 'import sys,zipfile,json\nz=zipfile.ZipFile(sys.argv[1])\nprint(",".join(z.namelist()), json.loads(z.read("customer.json"))["customer"]["email"])';
  expect(execFileSync('python3', ['-c', script, target]).toString().trim()).toBe('documents.csv,payments.csv,customer.csv,customer.json vera@vanish.example');

  await page.getByRole('button', { name: 'Erase customer' }).click();
  await expect(page.getByText('Nothing was ever issued to them')).toBeVisible();
  await expectAccessible(page, 'asking before a customer is erased');
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/erase-ask.png` });
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await proveAgain(page, keys);
  await expect(page.getByRole('heading', { level: 1, name: /^Erased customer [0-9A-F]{4}$/ })).toBeVisible();
  await expect(page.getByText(/^Erased on /)).toBeVisible();
  await expect(page.getByText('vera@vanish.example')).toHaveCount(0);
  for (const name of ['Edit', 'New invoice', 'Record payment']) await expect(page.getByRole('button', { name })).toHaveCount(0);
  await expectAccessible(page, 'an erased customer');
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/erased.png` });
});
