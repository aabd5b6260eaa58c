// A picture of every screen of the open app, at 1280 by 800.
import type { Page } from '@playwright/test';
import type { Business } from './businesses.ts';
import type { Album } from './screens.ts';
import { goTo } from './setUp.ts';
import { expect } from './expect.ts';

const SETTINGS = ['Business', 'Bank', 'Logo and colour', 'Money and language', 'Taxes', 'Invoice numbers', 'Imports', 'Appearance'];

async function lists(page: Page, album: Album): Promise<void> {
  await goTo(page, 'Invoices');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await album.takeBoth('invoices', page);
  await page.getByRole('tab', { name: /Pay-by passed/ }).click();
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await album.take('invoices-pay-by-passed', page);
  await page.getByRole('tab', { name: /Drafts/ }).click();
  await album.take('drafts', page);
  await goTo(page, 'Customers');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await album.take('customers', page);
  await page.keyboard.press('a');
  await album.take('customer-new', page);
  await page.keyboard.press('Escape');
  await goTo(page, 'Items');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await album.take('items', page);
  await page.keyboard.press('a');
  await album.take('item-new', page);
  await page.keyboard.press('Escape');
}

async function oneCustomer(page: Page, album: Album, code: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(code);
  await expect(page.getByRole('option').first()).toBeVisible();
  await album.take('find', page);
  await page.keyboard.press('Escape');
  await goTo(page, 'Customers');
  await page.keyboard.press('/');
  await page.keyboard.type(code);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Edit' })).toBeVisible();
  await album.take('customer', page);
}

async function settingsAndSecurity(page: Page, album: Album): Promise<void> {
  await goTo(page, 'Security');
  await expect(page.getByText('Log is whole')).toBeVisible();
  await album.take('security', page);
  await goTo(page, 'Settings');
  for (const tab of SETTINGS) {
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: tab }).click();
    await album.take(`settings-${tab.toLowerCase().replaceAll(' ', '-')}`, page);
  }
  await page.locator('h1').focus();
  await page.keyboard.press('?');
  await album.take('all-keys', page);
  await page.keyboard.press('Escape');
}

export async function tourOfScreens(page: Page, album: Album, business: Business): Promise<void> {
  await goTo(page, 'Home');
  await page.waitForTimeout(500); // figures come in
  await album.takeBoth('home', page);
  await lists(page, album);
  await oneCustomer(page, album, business.orders[0]?.customer ?? '');
  await settingsAndSecurity(page, album);
}
