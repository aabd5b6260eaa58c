// A person's rights over their data in the real app: their copy through the save dialog, what stands against erasing, PIN and code, and what is left; and documents past their time.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { answerSave } from '../../tools/demo/desk.ts';
import { proveAgain } from '../../tools/demo/firstRun.ts';
import { expect, expectAccessible, test } from '../fixtures/app.ts';

const FIELDS = {
  code: '', contact: 'Vera Vanish', email: 'vera@vanish.example', phone: '', street: 'Quay 1', street2: '', city: 'Galway', region: '', postcode: 'H91', country: 'IE', vatId: '', taxNumber: '',
  currency: null, language: null, terms: null, notes: 'Rings twice',
};

test('T83 a customer gets a copy of their data and is erased for good after PIN and code; documents past their time name nobody', async ({ books: { desk, page, keys }, folder }) => {
  test.setTimeout(180_000);
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

  // An invoice of 2015, paid: past its time in any country.
  const olden = await page.evaluate(async (fields) => {
    const value = <T>(answer: { ok: true; value: T } | { ok: false; error: unknown }): T => {
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      return answer.value;
    };
    const { billfold: api } = window;
    const customer = value(await api.customers.save({ ...fields, name: 'Olden Ltd' }));
    const series = value(await api.series.save({ kind: 'invoice', name: 'Old book', pattern: 'OLD-{000}', rules: 'plain', isDefault: false }));
    const line = { itemId: null, description: 'Portrait of Mr Olden', detail: '', quantity: '1', unit: '', unitPrice: '80', per: '1', adjustments: [], taxIds: [] };
    const body = { customerId: customer.id, seriesId: series.id, issueDate: '2015-05-04', dueDate: null, terms: null, supplyDate: null, reference: '', subject: 'For Mr Olden', note: '', currency: 'EUR', rate: '', language: null, pricesIncludeTax: false, lines: [line], adjustments: [] };
    const sold = async (customerId: string) => {
      const draft = value(await api.drafts.save({ body: { ...body, customerId } }));
      return value(await api.invoices.issue({ draftId: draft.id, version: draft.version, acceptWarnings: true }));
    };
    const paid = async (customerId: string) => {
      const issued = await sold(customerId);
      value(await api.payments.record({
        id: crypto.randomUUID(), customerId, currency: 'EUR', amount: 8000, rate: null, baseAmount: null, paidOn: '2015-05-20', method: { method: 'cash', reference: '', brand: null, last4: '' }, note: 'Mr Olden came in', allocations: [{ documentId: issued.id, amount: 8000, rest: 'open' }],
      }));
      return issued;
    };
    // More than go at once.
    const many = value(await api.customers.save({ ...fields, name: 'Ancient Ltd' }));
    for (let n = 0; n < 12; n += 1) await paid(many.id);
    return paid(customer.id);
  }, FIELDS);
  await openCustomer('Ancient Ltd');
  await page.evaluate(() => {
    const seen: string[] = [];
    window.billfold.onEvent((event) => { if (event.type === 'progress') seen.push(`${event.stage} ${event.done} of ${event.total}`); });
    Object.assign(window, { seen });
  });
  await page.getByRole('button', { name: 'Erase customer' }).click();
  await page.getByRole('button', { name: 'Erase for good' }).click();
  const asked = page.getByRole('dialog', { name: 'Is it really you?' });
  const gone = page.getByRole('heading', { level: 1, name: /^Erased customer [0-9A-F]{4}$/ });
  await expect(asked.or(gone).first()).toBeVisible();
  if (await asked.isVisible()) await proveAgain(page, keys);
  await expect(gone).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, 'seen') as unknown)).toContain('saving 10 of 12');

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('complete export');
  await page.getByRole('option', { name: /Complete export/ }).click();
  await expect(page.getByRole('heading', { name: 'Documents past their time' })).toBeVisible();
  await expect(page.getByRole('button', { name: `Invoice ${olden.number}` })).toBeVisible();
  await page.getByRole('button', { name: 'Erase whom they name …' }).click();
  await expectAccessible(page, 'documents past their time');
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/past.png` });
  await page.getByRole('button', { name: 'Erase for good' }).click();
  const really = page.getByRole('dialog', { name: 'Is it really you?' });
  const done = page.getByText('1 document names nobody any more.');
  await expect(really.or(done).first()).toBeVisible();
  if (await really.isVisible()) await proveAgain(page, keys);
  await expect(done).toBeVisible();
  await expect(page.getByText('No document is past its time.')).toBeVisible();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(olden.number);
  await page.getByRole('option', { name: new RegExp(olden.number) }).first().click();
  await expect(page.getByRole('heading', { name: 'Nobody stands in this document any more' })).toBeVisible();
  await expect(page.getByText('Olden')).toHaveCount(0);
  for (const name of ['Save PDF', 'Duplicate']) await expect(page.getByRole('button', { name })).toHaveCount(0);
  await page.getByRole('button', { name: 'Prove it' }).click();
  await expect(page.getByText('Sealed, and nobody stands in it any more')).toBeVisible();
  await expectAccessible(page, 'an erased document');
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/erased-document.png` });
});
