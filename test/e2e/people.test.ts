// Several people on one laptop, in the real app: the owner invites a cashier, who comes in with the code, sells and sees no reports; main refuses by direct call; pausing, switching.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { proveAgain } from '../../tools/demo/firstRun.ts';
import { expect, expectAccessible, expectContrast, test } from '../fixtures/app.ts';
import { beginWithCode, lock, logInAs, openSettings, rail } from '../fixtures/people.ts';

const OWNER = 'Ada Quill';
const TOM = 'Tom Hession';
const TOMS_PIN = '730518';
const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['BILLFOLD_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `people-${name}.png`) });
};

test('the owner invites a cashier, who sells and sees no reports; a suspended person stays out', async ({ books }) => {
  test.setTimeout(300_000);
  const { desk, keys } = books;
  let { page } = books;

  // the owner invites; main asks for PIN and code once
  await openSettings(page, 'People');
  await expect(page.getByText(/Only you so far/)).toBeVisible();
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.keyboard.type(TOM);
  await picture(page, 'invite');
  await page.getByRole('button', { name: 'Make the one-time code' }).click();
  await proveAgain(page, keys);
  const code = await page.getByTestId('one-time-code').innerText();
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await picture(page, 'code');
  await expectAccessible(page, 'the one-time code');
  await page.getByRole('button', { name: 'I have handed it over' }).click();
  await expect(page.getByText(/Code waits until/)).toBeVisible();

  // limits for cashiers, and the whole matrix
  await openSettings(page, 'Roles');
  await page.getByRole('button', { name: 'See and set limits: Cashier' }).click();
  await page.getByLabel('Discount up to').fill('10');
  await picture(page, 'role');
  await expectAccessible(page, 'a role');
  await page.getByRole('button', { name: 'Save the role' }).click();
  await expect(page.getByText('discount up to 10 %')).toBeVisible();
  await page.getByRole('button', { name: 'Compare all roles' }).click();
  await expectAccessible(page, 'the roles');
  await page.getByRole('table').scrollIntoViewIfNeeded();
  await picture(page, 'matrix');

  // the cashier's first login
  await lock(page);
  page = await desk.window();
  const toms = await beginWithCode(page, TOM, code, TOMS_PIN, async () => {
    await picture(page, 'first');
    await expectAccessible(page, 'the first login');
  });
  await picture(page, 'codes');
  await page.getByRole('button', { name: 'Go in' }).click();

  // sells, and is offered nothing else
  await expect(rail(page)).toBeVisible();
  for (const word of ['Reports', 'Bank']) await expect(rail(page).getByRole('button', { name: word }), word).toHaveCount(0);
  await picture(page, 'cashier-home');
  const sold = await page.evaluate(async () => {
    const { billfold } = window;
    const drafts = await billfold.drafts.list({ q: '', after: null, limit: 1 });
    if (!drafts.ok || drafts.value.rows[0] === undefined) throw new Error('no draft to copy');
    const model = await billfold.drafts.get({ id: drafts.value.rows[0].id });
    const customers = await billfold.customers.list({ q: '', after: null, limit: 1, archived: false });
    if (!model.ok || !customers.ok) throw new Error('no model');
    const line = { itemId: null, description: 'At the counter', detail: '', quantity: '1', unit: '', unitPrice: '20', per: '1', adjustments: [], taxIds: model.value.body.lines[0]?.taxIds ?? [] };
    const body = (percent: string) => ({ ...model.value.body, customerId: customers.value.rows[0]?.id ?? null, adjustments: [], lines: [{ ...line, adjustments: percent === '' ? [] : [{ kind: 'allowance' as const, percent, amount: null, reason: '' }] }] });
    const sell = async (percent: string): Promise<string> => {
      const saved = await billfold.drafts.save({ body: body(percent) });
      if (!saved.ok) return saved.error.code;
      const issued = await billfold.invoices.issue({ draftId: saved.value.id, version: saved.value.version, acceptWarnings: true });
      return issued.ok ? 'issued' : (issued.error.fields?.map(({ code: why }) => why).join(' ') ?? issued.error.code);
    };
    return [await sell(''), await sell('10'), await sell('11')];
  });
  expect(sold).toEqual(['issued', 'issued', 'DISCOUNT_OVER_LIMIT']);

  // main refuses whatever the screen would have hidden
  const refused = await page.evaluate(async () => {
    const { billfold } = window;
    const answers = [
      await billfold.reports.run({ report: 'sales' } as never), await billfold.users.list(), await billfold.users.invite({ name: 'Me again', role: 'owner' }), await billfold.roles.save({ role: 'cashier', limits: {} }),
      await billfold.business.save({} as never), await billfold.imports.list(), await billfold.exports.place({ kind: 'business' }),
    ];
    return answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
  });
  expect(new Set(refused)).toEqual(new Set(['FORBIDDEN']));
  await rail(page).getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByText('Your role', { exact: true })).toBeVisible();
  await expectAccessible(page, 'the profile');
  await picture(page, 'profile');

  // a theme of one's own, and switching: the owner's window does not follow it
  await page.evaluate(() => window.billfold.system.setTheme({ theme: 'dark' }));
  await page.reload();
  await expect(rail(page)).toBeVisible();
  await rail(page).getByRole('button', { name: 'Settings' }).click();
  await expectContrast(page, 'the profile in the dark');
  await picture(page, 'profile-dark');
  await page.getByRole('button', { name: 'Switch person' }).click().catch(() => undefined);
  await expect.poll(() => page.isClosed()).toBe(true);
  page = await desk.window();
  await expect(page.getByLabel('Your name')).toHaveValue(TOM);
  await picture(page, 'switch');
  await logInAs(page, OWNER, keys);
  await expect(rail(page).getByRole('button', { name: 'Reports' })).toBeVisible();
  expect(await page.evaluate(async () => { const info = await window.billfold.system.info(); return info.ok ? info.value.theme : ''; })).not.toBe('dark');

  // suspended: the right PIN and code do not help
  await openSettings(page, 'People');
  await page.getByRole('button', { name: `Change: ${TOM}` }).click();
  await page.getByRole('button', { name: 'Suspend', exact: true }).click();
  await picture(page, 'suspend');
  await page.getByRole('button', { name: `Suspend ${TOM}` }).click();
  await proveAgain(page, keys);
  await expect(page.getByText('Suspended', { exact: true })).toBeVisible();
  await expectAccessible(page, 'people');
  await picture(page, 'list');
  await lock(page);
  page = await desk.window();
  await logInAs(page, TOM, toms);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(rail(page)).toHaveCount(0);
});
