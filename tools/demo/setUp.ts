// The settings, the number series and the two imports, through the app's own screens.
import type { Page } from '@playwright/test';
import type { Business } from './businesses.ts';
import { type Desk, answerOpen } from './desk.ts';
import { type Keys, type Look, proveAgain } from './firstRun.ts';
import { expect } from './expect.ts';

/** A place of the rail. */
export async function goTo(page: Page, place: 'Home' | 'Invoices' | 'Customers' | 'Items' | 'Security' | 'Settings'): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: place, exact: true }).click();
  await expect(page.locator('h1')).toContainText(place === 'Home' ? /Good |Home|Four steps/ : place);
}

async function goToPage(page: Page, tab: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: tab }).click();
}

/** Types what stands on the invoices besides the name. */
export async function fillSettings(page: Page, { settings, series }: Business, look: Look, keys: Keys): Promise<void> {
  await goTo(page, 'Settings');
  for (const [tab, fields] of Object.entries(settings)) {
    await goToPage(page, tab);
    for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text);
    await page.keyboard.press('ControlOrMeta+s');
    if (tab === 'Bank') await proveAgain(page, keys); // where customers send their money wants PIN and code again
    await expect(page.getByRole('status').getByText('Saved', { exact: true })).toBeVisible();
    await look(`settings-${tab.toLowerCase()}`, page);
  }
  await goToPage(page, 'Invoice numbers');
  await page.getByRole('button', { name: 'New series' }).click();
  await page.getByLabel('Name', { exact: true }).fill(series.name);
  await page.getByLabel('Pattern').fill(series.pattern);
  await look('settings-numbers', page);
  await page.getByRole('button', { name: 'Save the series' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: series.pattern })).toBeVisible();
}

/** Chooses the file, looks at the dry run, brings everything in. */
export async function importFile(desk: Desk, kind: 'Customers' | 'Items', file: string, count: number, look: Look): Promise<void> {
  const page = await desk.window();
  await goTo(page, kind);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await look(`import-${kind.toLowerCase()}`, page);
  await answerOpen(desk, file);
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await expect(page.getByRole('button', { name: new RegExp(`^Import ${count} `) })).toBeEnabled();
  await look(`import-${kind.toLowerCase()}-columns`, page);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText(new RegExp(`^${count} (customers|items) are in your books`))).toBeVisible();
  await look(`import-${kind.toLowerCase()}-done`, page);
  await page.getByRole('button', { name: `Show ${kind.toLowerCase()}` }).click();
  await expect(page.locator('h1')).toHaveText(kind);
}
