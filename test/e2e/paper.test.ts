// The PDF of an issued invoice: made once from what was frozen, kept byte for byte whatever changes afterwards (T43), and saved only where it may lie.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answerSave } from '../../tools/demo/desk.ts';
import { logIn } from '../../tools/demo/firstRun.ts';
import { readPdf } from '../../tools/demo/papers.ts';
import { expect, lockBooks, test } from '../fixtures/app.ts';
import { invoiceRows } from '../fixtures/invoiceRows.ts';

const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

async function openInvoice(page: Page, number: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(number);
  await expect(page.getByRole('option').filter({ hasText: number }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText(new RegExp(`${number}$`));
}
const save = (page: Page) => page.getByRole('button', { name: 'Save PDF' }).click();

/** Everything that stands on an invoice gets another wording. */
const changeEverything = (page: Page) =>
  page.evaluate(async () => {
    const { billfold } = window;
    const business = await billfold.business.get();
    if (!business.ok) throw new Error(business.error.code);
    const { logo: _logo, ...profile } = business.value;
    const saved = [await billfold.business.save({ ...profile, name: 'Quite Another Name', street: 'Elsewhere 1', city: 'Nowhere', accent: '#7a1f1f', footer: 'Other words' })];
    const items = await billfold.items.list({ q: '', after: null, limit: 50, archived: false });
    for (const row of items.ok ? items.value.rows : []) {
      const one = await billfold.items.get({ id: row.id });
      if (!one.ok) continue;
      const { archived: _archived, createdAt: _createdAt, ...fields } = one.value;
      saved.push(await billfold.items.save({ ...fields, name: `${fields.name} renamed`, price: '1' }));
    }
    const customers = await billfold.customers.list({ q: '', after: null, limit: 50, archived: false });
    for (const row of customers.ok ? customers.value.rows : []) {
      const one = await billfold.customers.get({ id: row.id });
      if (!one.ok) continue;
      const { archived: _archived, createdAt: _createdAt, ...fields } = one.value.customer;
      saved.push(await billfold.customers.save({ ...fields, name: `${fields.name} renamed` }));
    }
    return saved.every((answer) => answer.ok);
  });

test('the PDF is the same to the byte after name, address, colour, items and customers changed, and after the next login', async ({ books, folder }) => {
  const { desk, page, keys } = books;
  const [first, second, third] = ['first.pdf', 'second.pdf', 'third.pdf'].map((name) => join(folder, name)) as [string, string, string];
  await openInvoice(page, '0003');
  await answerSave(desk, first);
  await save(page);
  await expect(page.getByText(/PDF of INV-\d{4}-0003 is saved/)).toBeVisible({ timeout: 20_000 });
  const text = readPdf(first).join(' ');
  for (const said of ['Harbour Lane Joinery', '-0003', 'Dunmore Bakery', 'Joinery work', '371.46']) expect(text).toContain(said);

  expect(await changeEverything(page)).toBe(true);
  await openInvoice(page, '0003');
  await expect(page.getByRole('group', { name: /Invoice .* as issued/ })).toContainText('Dunmore Bakery');
  await expect(page.getByRole('group', { name: /Invoice .* as issued/ })).not.toContainText('Quite Another Name');
  await answerSave(desk, second);
  await save(page);
  await expect.poll(() => existsSync(second)).toBe(true);
  expect(sha256(second)).toBe(sha256(first));

  const next = await lockBooks(books);
  await logIn(next, keys);
  await openInvoice(next, '0003');
  await answerSave(desk, third);
  await save(next);
  await expect.poll(() => existsSync(third)).toBe(true);
  expect(sha256(third)).toBe(sha256(first));
});

test('every invoice gets its PDF by itself, and proves that nothing was changed since', async ({ shared: { page } }) => {
  await expect
    .poll(
      async () => {
        const home = await page.evaluate(() => window.billfold.home.summary({ today: '2026-01-01' }));
        return home.ok ? home.value.counts.invoices > 0 && home.value.security.pdfsPending : -1;
      },
      { timeout: 30_000 },
    )
    .toBe(0);
  await openInvoice(page, '0001');
  await page.getByRole('button', { name: 'Prove it' }).click();
  await expect(page.getByText('Sealed and unchanged')).toBeVisible();
});

test('a PDF is not put among the books, a place that is not there is said, and closing the dialog does nothing', async ({ shared: { desk, page }, folder }) => {
  await openInvoice(page, '0002');
  await answerSave(desk, join(desk.userData, 'vault', 'copy.pdf'));
  await save(page);
  await expect(page.getByText(/^Not there:/)).toBeVisible({ timeout: 20_000 });
  expect(existsSync(join(desk.userData, 'vault', 'copy.pdf'))).toBe(false);
  await answerSave(desk, join(folder, 'no', 'such', 'folder', 'x.pdf'));
  await save(page);
  await expect(page.getByRole('alert').filter({ hasText: /no longer there|cannot be|does not let|Something/ }).or(page.getByText(/no longer there|does not let|Something went wrong/)).first()).toBeVisible();
  const taken = join(folder, 'taken.pdf');
  mkdirSync(taken);
  await answerSave(desk, taken);
  await save(page);
  await answerSave(desk, null);
  await save(page);
  await expect(page.getByRole('button', { name: 'Save PDF' })).toBeEnabled();
  await expect(page.locator('h1')).toHaveText(/-0002$/);
});

test('T85: an invoice with Hebrew, Arabic, Thai, Japanese and ₹ is issued, shown in our own fonts and saved as text; emoji are named and stop it', async ({ shared: { desk, page }, folder }) => {
  const first = (await invoiceRows(page, { q: '0001' }))[0]?.id ?? '';
  const issue = (subject: string, description: string) =>
    page.evaluate(
      async ([of, subject, description]) => {
        const copy = await window.billfold.invoices.duplicate({ id: of, today: new Date().toISOString().slice(0, 10) });
        const draft = copy.ok ? await window.billfold.drafts.get({ id: copy.value.id }) : null;
        if (!draft?.ok) return 'no draft';
        const { id, version, body } = draft.value;
        const saved = await window.billfold.drafts.save({ id, version, body: { ...body, subject, lines: body.lines.map((line) => ({ ...line, description })) } });
        if (!saved.ok) return saved.error.code;
        const issued = await window.billfold.invoices.issue({ draftId: id, version: saved.value.version, acceptWarnings: true });
        return issued.ok ? issued.value.number : `${issued.error.code} ${JSON.stringify(issued.error.fields)}`;
      },
      [first, subject, description] as const,
    );
  expect(await issue('Party 🙂', 'Work')).toMatch(/MISSING_GLYPHS.*subject.*🙂/u);
  const number = await issue('שלום 12, ₹ 4,500', 'خدمات ประตู 木工の扉');
  expect(number).toMatch(/\d{4}$/);
  await openInvoice(page, number);
  await expect.poll(() => page.evaluate(() => [...document.fonts].filter((face) => face.status === 'loaded' && face.family.includes('Noto')).map((face) => face.family.replaceAll('"', '')).sort())).toEqual(
    expect.arrayContaining(['Noto Arabic', 'Noto Hebrew', 'Noto JP', 'Noto SC', 'Noto Thai']),
  );
  const file = join(folder, 'scripts.pdf');
  await answerSave(desk, file);
  await save(page);
  await expect.poll(() => existsSync(file), { timeout: 20_000 }).toBe(true);
  const text = readPdf(file).join(' ').replaceAll(/[\s\p{Cf}]/gu, '');
  for (const said of ['שלום', '₹', 'ประตู', '木工の扉']) expect(text).toContain(said);
});
