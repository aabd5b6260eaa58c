// Every screen as a person sees it: free of accessibility faults in light and dark, and usable in a small window. Pictures are left in test-results/screens.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ROOT, resize } from '../../tools/demo/desk.ts';
import { type Opened, expect, expectAccessible, test } from '../fixtures/app.ts';

const PICTURES = join(ROOT, 'test-results', 'screens');
const rail = (page: Page, name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name });

/** How to get to each screen from anywhere behind the login. */
const SCREENS: Record<string, (page: Page) => Promise<void>> = {
  home: (page) => rail(page, 'Home').click(),
  invoices: (page) => rail(page, 'Invoices').click(),
  drafts: async (page) => {
    await rail(page, 'Invoices').click();
    await page.getByRole('tab', { name: /Drafts/ }).click();
  },
  document: async (page) => {
    await rail(page, 'Invoices').click();
    await page.getByRole('tab', { name: /All/ }).click();
    await page.getByText(/INV-\d{4}-0005/).first().dblclick();
    await expect(page.getByRole('heading', { level: 1, name: /INV-\d{4}-0005/ })).toBeVisible();
  },
  editor: async (page) => {
    await rail(page, 'Home').click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Good');
    await page.keyboard.press('Control+n');
    await page.keyboard.type('be');
    await page.getByRole('option', { name: /Bellrock/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('oa');
    await page.getByRole('option', { name: /Oak shelf/ }).waitFor();
    await page.keyboard.press('Enter');
    await expect(page.getByText(/Saved \d/)).toBeVisible();
  },
  customers: (page) => rail(page, 'Customers').click(),
  customer: async (page) => {
    await rail(page, 'Customers').click();
    await page.getByText('Bellrock Hotel').first().dblclick();
    await expect(page.getByRole('heading', { level: 1, name: 'Bellrock Hotel' })).toBeVisible();
  },
  items: (page) => rail(page, 'Items').click(),
  security: (page) => rail(page, 'Security').click(),
  settings: (page) => rail(page, 'Settings').click(),
  find: async (page) => {
    await rail(page, 'Home').click();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('bel');
    await page.waitForTimeout(400);
  },
};

async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((one) => window.billfold.system.setTheme({ theme: one }), theme);
  await page.emulateMedia({ colorScheme: theme });
}

async function look({ page, desk }: Opened, theme: 'light' | 'dark', size: { width: number; height: number }): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await setTheme(page, theme);
  await resize(desk, size);
  for (const [name, open] of Object.entries(SCREENS)) {
    await open(page);
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(PICTURES, `${name}-${theme}-${size.height}.png`) });
    await expectAccessible(page, `${name}, ${theme}`);
    await page.keyboard.press('Escape');
  }
}

test('every screen is accessible in the light', async ({ books }) => {
  await look(books, 'light', { width: 1280, height: 800 });
});

test('every screen is accessible in the dark', async ({ books }) => {
  await look(books, 'dark', { width: 1280, height: 800 });
});

test('every settings page is accessible', async ({ books }) => {
  const { page } = books;
  await rail(page, 'Settings').click();
  const tabs = page.getByRole('navigation', { name: 'Settings' }).getByRole('button');
  await tabs.first().waitFor();
  for (let n = 0; n < (await tabs.count()); n += 1) {
    const tab = tabs.nth(n);
    const name = await tab.innerText();
    await tab.click();
    await page.waitForTimeout(200);
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `settings-${n + 1}.png`) });
    await expectAccessible(page, name);
  }
});

test('at 1280 by 720 the primary action and the totals of the editor are in sight without scrolling', async ({ books }) => {
  const { page, desk } = books;
  await resize(desk, { width: 1280, height: 720 });
  await SCREENS['editor']?.(page);
  await page.screenshot({ path: join(PICTURES, 'editor-light-720.png') });
  for (const piece of [page.getByRole('button', { name: /Issue invoice/ }), page.getByText('To pay', { exact: true }).first()]) {
    const box = await piece.boundingBox();
    expect(box).not.toBeNull();
    if (box) expect(box.y >= 0 && box.y + box.height <= 720 && box.x + box.width <= 1280).toBe(true);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth || document.documentElement.scrollHeight > window.innerHeight);
  expect(overflow).toBe(false);
});

test('at twice the size nothing is cut off sideways', async ({ books }) => {
  const { page, desk } = books;
  await desk.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  for (const name of ['home', 'invoices', 'customers', 'settings'] as const) {
    await SCREENS[name]?.(page);
    await page.waitForTimeout(150);
    await page.screenshot({ path: join(PICTURES, `${name}-zoom.png`) });
    expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), name).toBe(false);
  }
});
