// Alerts in the real app: wrong tries are told at the login after them, a changed account at once and after a restart, and one person sees to them.
import type { Page } from '@playwright/test';
import { logIn } from '../../tools/demo/firstRun.ts';
import { expect, expectAccessible, lockBooks, test, tryWrongly } from '../fixtures/app.ts';

const alerts = (page: Page) => page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Alerts' });
const row = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title });

/** Saves another account through the wall, as the settings do; answers what came back. */
async function changeAccount(page: Page, keys: { pin: string; phone: { nextCode: () => Promise<string> } }, iban: string): Promise<void> {
  const code = await keys.phone.nextCode();
  await page.evaluate(
    async ([wanted, pin, typed]) => {
      const { billfold } = window;
      const steps = billfold.session as unknown as { stepUp?: (proof: { pin: string; code: string }) => Promise<unknown> };
      await steps.stepUp?.({ pin: pin ?? '', code: typed ?? '' });
      const now = await billfold.business.get();
      if (!now.ok) throw new Error(now.error.code);
      const { logo: _logo, ...profile } = now.value;
      const saved = await billfold.business.save({ ...profile, bank: { ...profile.bank, iban: wanted ?? '' } });
      if (!saved.ok) throw new Error(saved.error.code);
    },
    [iban, keys.pin, code],
  );
}

test('four wrong PINs before a login are told when the owner is in, and stay until acknowledged with a note', async ({ locked }) => {
  const { page, keys } = locked;
  await tryWrongly(page, 4);
  await logIn(page, keys);
  await expect(alerts(page)).toBeVisible();
  await expect(page.getByText('Wrong tries before a login').first()).toBeVisible(); // on home
  await alerts(page).click();
  await expect(row(page, 'Wrong tries before a login')).toBeVisible();
  await expectAccessible(page, 'alerts');
  await page.getByRole('grid', { name: 'Open' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Wrong tries before Ada Quill came in: 4.')).toBeVisible();
  await page.getByLabel('What you found out').fill('My daughter played with it');
  await expectAccessible(page, 'one alert');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Nothing needs a look')).toBeVisible();
  await page.getByRole('tab', { name: 'Seen to' }).click();
  await row(page, 'Wrong tries before a login').click();
  await expect(page.getByText('My daughter played with it')).toBeVisible();
  await expect(page.getByText('by the person it is about')).toBeVisible();
});

test('another account of the business is told at once, is still there after a restart, and two are seen to together', async ({ copy, start }) => {
  test.setTimeout(120_000);
  const { userData, keys } = await copy();
  const desk = await start({ userData });
  const page = await desk.window();
  await logIn(page, keys);
  await expect(alerts(page)).toHaveCount(0); // nothing to see to: nothing in the way
  await changeAccount(page, keys, 'IE29AIBK93115212345678');
  await changeAccount(page, keys, 'DE02120300000000202051');
  await expect(page.getByText('New alert: The business’s bank details were changed')).toBeVisible();
  await expect(alerts(page)).toContainText('1');
  await desk.close();
  const again = await start({ userData });
  const next = await again.window();
  await tryWrongly(next, 3);
  await logIn(next, keys);
  await expect(alerts(next)).toContainText('2');
  await alerts(next).click();
  await next.getByRole('grid', { name: 'Open' }).focus();
  await next.keyboard.press('Space');
  await next.keyboard.press('ArrowDown');
  await next.keyboard.press('Space');
  await expect(next.getByText('2 chosen')).toBeVisible();
  await next.getByLabel('What you found out').fill('New bank, and I mistyped');
  await next.getByRole('button', { name: 'Acknowledge 2' }).click();
  await expect(next.getByText('Nothing needs a look')).toBeVisible();
});

test('what is watched is set in the settings, and watching less closely is an alert itself', async ({ books }) => {
  const { page } = books;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Alerts' }).click();
  await expectAccessible(page, 'what is watched');
  await page.getByLabel('Wrong tries before a login').last().fill('0');
  await expect(page.getByText('From 1 to 20', { exact: true })).toBeVisible();
  await page.getByLabel('Wrong tries before a login').last().fill('9');
  await expect(page.getByText('Watching less closely is itself told as an alert.')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).last().click();
  await expect(page.getByText('The watch is set')).toBeVisible();
  await expect(page.getByText('New alert: The watch was made less strict')).toBeVisible();
  const opened = await lockBooks(books);
  await logIn(opened, books.keys);
  await expect(alerts(opened)).toContainText('1');
});
