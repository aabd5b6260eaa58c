// The smallest window that is promised, 1280 by 720: what one does next and what it comes to are seen without scrolling; nothing runs out of the window, also enlarged.
import type { Page } from '@playwright/test';
import { resize } from '../../tools/demo/desk.ts';
import { expect, isWhollyVisible, test } from '../fixtures/app.ts';

const place = (page: Page, name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name, exact: true }).click();
const PLACES = ['Home', 'Invoices', 'Quotes', 'Recurring', 'Payments', 'Reminders', 'Customers', 'Items', 'Reports', 'Backups', 'Security', 'Settings'];

/** Pixels by which the page is wider than the window. */
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Buttons and links that stick out of the window sideways. */
const outside = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a, input, select, textarea')].flatMap((element) => {
      const { left, right, width, height } = element.getBoundingClientRect();
      const scrolled = element.closest('[role="grid"], [role="listbox"], [class*="scroll" i], .sr');
      return width > 0 && height > 0 && scrolled === null && (left < -1 || right > window.innerWidth + 1) ? [element.getAttribute('aria-label') ?? element.textContent ?? ''] : [];
    }),
  );

test('at 1280 by 720 every screen shows its main act, and nothing sticks out', async ({ shared: { desk, page } }) => {
  await resize(desk, { width: 1280, height: 720 });
  for (const name of PLACES) {
    await place(page, name);
    await expect(page.locator('h1')).toBeVisible();
    expect(await overflow(page), name).toBeLessThanOrEqual(0);
    expect(await outside(page), name).toEqual([]);
    expect(await isWhollyVisible(page, 'header button:last-of-type'), name).toBe(true);
    expect(await isWhollyVisible(page, 'nav button:last-of-type'), name).toBe(true);
    expect(await page.evaluate(() => { const rail = document.querySelector('nav'); return (rail?.scrollHeight ?? 0) - (rail?.clientHeight ?? 0); }), `${name}: the rail shows everything without scrolling`).toBeLessThanOrEqual(0);
  }
});

test('at 1280 by 720 the editor shows Issue and what is to pay beside five lines and two taxes', async ({ shared: { desk, page } }) => {
  await resize(desk, { width: 1280, height: 720 });
  await page.keyboard.press('ControlOrMeta+n');
  await page.keyboard.type('no');
  await page.keyboard.press('Enter');
  for (const item of ['oak', 'ash', 'lab', 'win', 'do']) {
    await page.keyboard.type(item);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
  }
  await expect(page.getByLabel('Item, line 6')).toBeFocused();
  expect(await isWhollyVisible(page, '[data-testid="to-pay"]')).toBe(true);
  await expect(page.getByRole('button', { name: /Issue invoice/ })).toBeInViewport({ ratio: 1 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test('enlarged to 200 % and in a small window the main act stays within reach and nothing is lost sideways', async ({ shared: { desk, page } }) => {
  await resize(desk, { width: 1600, height: 900 });
  await desk.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('app://billfold'))?.webContents.setZoomFactor(2));
  for (const name of PLACES) {
    await place(page, name);
    expect(await overflow(page), name).toBeLessThanOrEqual(0);
    expect(await outside(page), name).toEqual([]);
  }
  await page.keyboard.press('ControlOrMeta+n');
  await expect(page.getByRole('button', { name: /Issue invoice/ })).toBeInViewport({ ratio: 1 });
  await desk.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('app://billfold'))?.webContents.setZoomFactor(1));
  await resize(desk, { width: 1024, height: 640 });
  for (const name of PLACES) {
    await place(page, name);
    expect(await overflow(page), name).toBeLessThanOrEqual(0);
    expect(await outside(page), name).toEqual([]);
  }
  await resize(desk, { width: 1280, height: 720 });
});

test('from right to left the rail stands at the right, nothing sticks out, amounts stay left to right', async ({ shared: { desk, page } }) => {
  await resize(desk, { width: 1280, height: 720 });
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  await place(page, 'Invoices');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(await outside(page)).toEqual([]);
  const rail = await page.getByRole('navigation', { name: 'Main' }).boundingBox();
  expect((rail?.x ?? 0) + (rail?.width ?? 0)).toBe(1280);
  await page.evaluate(() => document.documentElement.removeAttribute('dir'));
});
