// Settings and security through their screens: what is saved reaches the next invoice, wrong things are said, secrets are changed only with the old ones.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answerOpen } from '../../tools/demo/desk.ts';
import { proveAgain } from '../../tools/demo/firstRun.ts';
import { expect, expectAccessible, lockBooks, test } from '../fixtures/app.ts';
import { invoiceRows } from '../fixtures/invoiceRows.ts';

async function open(page: Page, tab: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: tab }).click();
}
const saved = (page: Page) => expect(page.getByText('Saved', { exact: true })).toBeVisible();

test('the business is saved with Ctrl+S and by leaving, and an odd IBAN or VAT number is said while typing', async ({ shared: { page, keys } }) => {
  test.setTimeout(120_000);
  await open(page, 'Business');
  await page.getByLabel('Line under the name').fill('Doors that close');
  await page.keyboard.press('ControlOrMeta+s');
  await saved(page);
  await page.getByLabel('VAT number').fill('DE123');
  await expect(page.getByText(/VAT number/).nth(1)).toBeVisible();
  await page.getByLabel('VAT number').fill('IE0000200Z');
  await open(page, 'Bank');
  await page.getByLabel('IBAN').fill('IE33KLPT99000012345679');
  await expect(page.getByText(/digit in this IBAN is not right/)).toBeVisible();
  await page.getByLabel('IBAN').fill('IE33KLPT99000012345678');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Home' }).click();
  await page.keyboard.press('Escape'); // of the question: the rest is saved, and nobody is held on the screen
  await expect(page.getByText('The bank details stay as they were.')).toBeVisible();
  await expect(page.getByText('If this laptop were stolen')).toBeVisible();
  await open(page, 'Bank');
  await expect(page.getByLabel('IBAN')).toHaveValue('');
  await page.getByLabel('IBAN').fill('IE33KLPT99000012345678');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Home' }).click();
  await proveAgain(page, keys); // where customers send their money is not changed by whoever finds the books open
  await expect(page.getByText('If this laptop were stolen')).toBeVisible();
  const profile = await page.evaluate(() => window.billfold.business.get());
  expect(profile).toMatchObject({ ok: true, value: { tagline: 'Doors that close', bank: { iban: expect.stringContaining('KLPT') } } });
});

test('a number pattern that would repeat is refused, and a counter is only ever raised', async ({ shared: { page } }) => {
  await open(page, 'Invoice numbers');
  await page.getByRole('button', { name: 'Change Invoices' }).click();
  await page.getByLabel('Pattern').fill('INV-{MM}-{000}');
  await expect(page.getByText('With the month alone numbers would come twice')).toBeVisible();
  await page.getByLabel('Pattern').fill('INV-{YYYY}-{0000}');
  await page.getByLabel('Counter stands at').fill('2');
  await page.getByRole('button', { name: 'Save the series' }).click();
  await expect(page.getByText(/given out already/).first()).toBeVisible();
});

test('a tax rate from a later day does not change today, and issued invoices keep theirs', async ({ shared: { page } }) => {
  await open(page, 'Taxes');
  await expect(page.getByText('VAT 23 %').first()).toBeVisible();
  const invoiceId = (await invoiceRows(page, { q: '0001' }))[0]?.id ?? '';
  const before = await page.evaluate(async (id) => {
    const taxes = await window.billfold.taxes.list({ archived: false });
    const standard = taxes.ok ? taxes.value.rows.find((tax) => tax.isDefault) : undefined;
    const invoice = await window.billfold.invoices.get({ id });
    if (standard === undefined) throw new Error('no tax');
    const { id: taxId, version, archived: _archived, ...fields } = standard;
    const answer = await window.billfold.taxes.save({ id: taxId, version, ...fields, versions: [...fields.versions, { from: '2099-01-01', rate: '30' }] });
    return { answer: answer.ok, invoice: invoice.ok ? invoice.value : null, after: await window.billfold.invoices.get({ id }) };
  }, invoiceId);
  expect(before.answer).toBe(true);
  expect(before.after.ok && before.after.value.snapshot).toEqual(before.invoice?.snapshot);
});

test('a logo that is no picture is refused; a real one is drawn anew before it is kept', async ({ shared: { desk, page }, folder }) => {
  await open(page, 'Logo and colour');
  const wrong: [string, Buffer, RegExp][] = [
    ['page.png', Buffer.from('<!doctype html><script>alert(1)</script>'), /not a picture|does not fit/],
    ['draw.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), /not a picture|does not fit/],
    ['short.png', Buffer.from('89504e470d0a1a0a', 'hex'), /not a picture/],
    ['empty.png', Buffer.alloc(0), /not a picture|cannot be read|does not fit/],
  ];
  for (const [name, bytes, said] of wrong) {
    writeFileSync(join(folder, name), bytes);
    await answerOpen(desk, join(folder, name));
    await page.getByRole('button', { name: /Choose/ }).click();
    await expect(page.getByText(said).first(), name).toBeVisible();
  }
  await answerOpen(desk, join(process.cwd(), 'build', 'icons', '256x256.png'));
  await page.getByRole('button', { name: /Choose/ }).click();
  await expect(page.getByRole('img', { name: 'Your logo' })).toBeVisible();
  const kept = await page.evaluate(async () => {
    const profile = await window.billfold.business.get();
    const logo = profile.ok && profile.value.logo !== null ? await window.billfold.business.logo({ hash: profile.value.logo }) : null;
    return logo?.ok === true ? logo.value.png : '';
  });
  expect(Buffer.from(kept, 'base64').subarray(1, 4).toString()).toBe('PNG');
  expect(kept).not.toBe(readFileSync(join(process.cwd(), 'build', 'icons', '256x256.png')).toString('base64'));
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('No logo yet')).toBeVisible();
});

test('light and dark can be chosen and stay chosen', async ({ shared: { page } }) => {
  await open(page, 'Appearance');
  await page.getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await open(page, 'Appearance');
  await page.getByText('Light', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
});

test('the PIN is changed only with PIN and code, and from then on the old one opens nothing', async ({ books }) => {
  const { page, keys } = books;
  const change = (pin: string, code: string, newPin: string) => page.evaluate((typed) => window.billfold.session.changePin(typed), { pin, code, newPin });
  expect(await change('999888', '000000', '618204')).toMatchObject({ ok: false, error: { code: 'AUTH_FAILED' } });
  expect(await change(keys.pin, '000000', '111111')).toMatchObject({ ok: false });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Security' }).click();
  await page.getByRole('button', { name: 'Change' }).first().click();
  await page.getByLabel('Your PIN now').fill(keys.pin);
  await page.getByLabel('Code from your phone').fill(await keys.phone.nextCode());
  await page.getByLabel('New PIN').fill('618204');
  await page.getByLabel('The same PIN once more').fill('618204');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The PIN is changed')).toBeVisible({ timeout: 20_000 });
  const next = await lockBooks(books);
  const login = async (pin: string, code: string) => next.evaluate((typed) => window.billfold.session.login(typed), { pin, code });
  expect(await login(keys.pin, keys.recoveryCodes[0] ?? '')).toMatchObject({ ok: false, error: { code: 'AUTH_FAILED' } });
  expect(await login('618204', await keys.phone.nextCode())).toMatchObject({ ok: true });
});

test('T35 rates of the central bank come in from its file; a draft in dollars says of which day its rate is', async ({ shared: { page, desk }, folder }) => {
  test.setTimeout(120_000);
  const file = join(folder, 'eurofxref-hist.csv');
  writeFileSync(file, 'Date,USD,JPY,CYP,\n2026-11-20,1.25,162.5,N/A,\n2026-11-19,1.0842,x,N/A,\n');
  await open(page, 'Exchange rates');
  await expect(page.getByText('No rate is stored yet.')).toBeVisible();
  await answerOpen(desk, file);
  await page.getByRole('button', { name: 'From a file' }).click();
  await expect(page.getByText('Row 3:')).toBeVisible();
  await page.getByRole('checkbox', { name: /Take in the others/ }).check();
  if (process.env.BILLFOLD_SHOTS) writeFileSync(join(process.env.BILLFOLD_SHOTS, 'rates-look.png'), await page.screenshot());
  await expectAccessible(page, 'a file of exchange rates');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('3 rates taken in')).toBeVisible();
  await page.getByLabel('One USD is').fill('0.81');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The rate of USD is stored')).toBeVisible();
  if (process.env.BILLFOLD_SHOTS) writeFileSync(join(process.env.BILLFOLD_SHOTS, 'rates.png'), await page.screenshot());
  await expectAccessible(page, 'exchange rates');
  await page.keyboard.press('ControlOrMeta+n');
  await page.getByRole('combobox', { name: 'Currency' }).click();
  await page.getByRole('combobox', { name: 'Currency' }).fill('USD');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('EUR for one USD')).toHaveValue('0.81');
  await expect(page.getByText(/^Rate of \d/)).toBeVisible();
  if (process.env.BILLFOLD_SHOTS) writeFileSync(join(process.env.BILLFOLD_SHOTS, 'rates-editor.png'), await page.screenshot());
});
