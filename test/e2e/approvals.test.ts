// Four eyes in the real app: alone the rule cannot be switched on, by no way; with two people one asks and the other decides. Then how long each role may be away, the lid, and everybody's logins.
import type { Page } from '@playwright/test';
import { setTheme } from '../../tools/demo/desk.ts';
import { proveAgain } from '../../tools/demo/firstRun.ts';
import { expect, expectAccessible, expectContrast, test } from '../fixtures/app.ts';
import { beginWithCode, lock, logInAs, openSettings, rail } from '../fixtures/people.ts';

const [OWNER, MARY] = ['Ada Quill', 'Mary Doyle'];
const PICTURES = process.env['BILLFOLD_PICTURES'];
const picture = async (page: Page, name: string) => void (PICTURES !== undefined && await page.screenshot({ path: `${PICTURES}/approvals-${name}.png` }));
const ibanOf = (page: Page) => page.evaluate(async () => { const found = await window.billfold.business.get(); return found.ok ? found.value.bank.iban : ''; });

test('somebody alone cannot ask for two people: the screen says why, and main refuses it', async ({ books: { page, keys } }, info) => {
  test.setTimeout(120_000);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('approvals');
  await page.getByRole('option', { name: /Approvals/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Approvals' })).toBeVisible();
  await expect(page.getByText(/At least two people/)).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Ask a second person' })).toBeDisabled();
  await expectAccessible(page, 'approvals');
  await setTheme(page, 'dark');
  await page.screenshot({ path: info.outputPath('approvals-dark.png') });
  await expectContrast(page, 'approvals in the dark');
  const wish = { on: true, creditNoteMinor: null };
  const save = () => page.evaluate((rule) => window.billfold.approvals.saveSettings(rule), wish);
  expect(await save()).toMatchObject({ ok: false, error: { code: 'STEP_UP' } });
  const proof = { pin: keys.pin, code: await keys.phone.nextCode() };
  expect(await page.evaluate((given) => window.billfold.session.stepUp(given), proof)).toMatchObject({ ok: true });
  expect(await save()).toMatchObject({ ok: false, error: { code: 'NOT_ENOUGH_PEOPLE' } });
});

test('new bank details wait until a second person says yes; who asked cannot; roles lock sooner, the lid locks at once, logins are listed by person', async ({ books }) => {
  test.setTimeout(240_000);
  const { desk, keys } = books;
  let { page } = books;
  const proof = { pin: keys.pin, code: await keys.phone.nextCode() };
  const code = await page.evaluate(async ({ given, name }) => {
    const { billfold } = window;
    await billfold.session.stepUp(given);
    const invited = await billfold.users.invite({ name, role: 'manager' });
    await billfold.sessions.saveIdle({ role: 'manager', minutes: 1 });
    if (!invited.ok) throw new Error(invited.error.code);
    return invited.value.code;
  }, { given: proof, name: MARY });
  await lock(page);
  page = await desk.window();
  const marys = await beginWithCode(page, MARY, code, '730518');
  await page.getByRole('button', { name: 'Go in' }).click();
  await expect(rail(page)).toBeVisible();

  // nobody touches anything for a minute: a manager is out, though everybody else may stay longer
  await desk.electron.evaluate(() => {
    const real = process.hrtime.bigint;
    process.hrtime.bigint = () => real() + 61_000_000_000n;
  });
  await expect.poll(() => page.isClosed(), { timeout: 20_000 }).toBe(true);

  page = await desk.window();
  await logInAs(page, OWNER, keys);
  await expect(rail(page)).toBeVisible();
  await rail(page).getByRole('button', { name: 'Home' }).click();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('approvals');
  await page.getByRole('option', { name: /Approvals/ }).click();
  await page.getByRole('switch', { name: 'Ask a second person' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await proveAgain(page, keys);
  await expect(page.getByText('Two people are needed from now on')).toBeVisible();
  const before = await ibanOf(page);

  // the owner asks; the books stay as they are, and there is no way to say yes to oneself
  await openSettings(page, 'Bank');
  await page.getByLabel('IBAN').fill('IE64IRCE92050112345678');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText(/second person/).first()).toBeVisible();
  const own = await page.evaluate(async () => {
    const listed = await window.billfold.approvals.list();
    if (!listed.ok) throw new Error(listed.error.code);
    const answer = await window.billfold.approvals.approve({ id: listed.value.rows[0]?.id ?? '', note: '' });
    return { rows: listed.value.rows.map(({ state, mine }) => ({ state, mine })), code: answer.ok ? 'ok' : answer.error.code };
  });
  expect(own).toEqual({ rows: [{ state: 'waiting', mine: true }], code: 'APPROVAL_OWN' });
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('approvals');
  await page.getByRole('option', { name: /Approvals/ }).click();
  expect(await ibanOf(page)).toBe(before);
  await expect(page.getByText('Somebody else decides about this.')).toBeVisible();
  await expectAccessible(page, 'a request that waits for somebody else');
  await picture(page, 'asked');

  // the other one is told on the home screen, and decides with PIN and code
  await lock(page);
  page = await desk.window();
  await logInAs(page, MARY, marys);
  await page.getByRole('button', { name: /^Look: 1 request waits/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Approvals' })).toBeVisible();
  await expect(page.getByText(/IE64/)).toBeVisible();
  await picture(page, 'decide');
  await setTheme(page, 'dark');
  await expectContrast(page, 'a request in the dark');
  await picture(page, 'decide-dark');
  await setTheme(page, 'light');
  await page.getByLabel('Note', { exact: true }).fill('Called the bank');
  await page.getByRole('button', { name: 'Approve and change' }).click();
  await proveAgain(page, marys);
  await expect(page.getByText('Approved and done. The log names you both.')).toBeVisible();
  expect(await ibanOf(page)).toBe('IE64IRCE92050112345678');

  // the lid closes: the books are locked at once
  await desk.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
  await expect.poll(() => page.isClosed()).toBe(true);

  page = await desk.window();
  await logInAs(page, OWNER, keys);
  await rail(page).getByRole('button', { name: 'Security' }).click();
  const logins = page.getByRole('region', { name: 'Logins' });
  await expect(logins.getByText(`${OWNER} is in, since`, { exact: false })).toBeVisible();
  await logins.getByRole('combobox', { name: 'Logins of' }).or(logins.getByLabel('Logins of')).first().click();
  await page.getByRole('option', { name: MARY }).click();
  const hers = page.getByRole('list', { name: `Logins of ${MARY}` }).getByRole('listitem');
  await expect(hers).toHaveCount(2);
  await expect(hers.first()).toContainText('PIN and phone code');
  await expect(hers.last()).toContainText('One-time code');
  await logins.scrollIntoViewIfNeeded();
  await picture(page, 'logins');
});
