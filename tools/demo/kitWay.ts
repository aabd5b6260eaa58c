// Getting in with the Recovery Kit as a person does: the groups off the paper, a new PIN, a new phone. Used by the demo and the end-to-end tests.
import type { Page } from '@playwright/test';
import { type Keys, type Look, readSecret, tabTo } from './firstRun.ts';
import { phone } from './totp.ts';
import { expect } from './expect.ts';

/** Types the groups into the page that asks for them. */
export async function typeKit(page: Page, kit: readonly string[]): Promise<void> {
  for (const [i, group] of kit.entries()) await page.getByRole('group').getByRole('textbox').nth(i).fill(group);
}

/** From the page that asks for a new PIN to the open books. */
export async function newWayIn(page: Page, kit: readonly string[], owner: string, pin: string, look: Look): Promise<Keys> {
  await expect(page.getByRole('heading', { name: `A new PIN for ${owner}` })).toBeVisible();
  await page.getByLabel('New PIN').fill(pin);
  await page.getByLabel('The same PIN once more').fill(pin);
  await look('restore-pin', page);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Code from your phone')).toBeVisible();
  const mine = phone(await readSecret(page));
  await tabTo(page, 'Code from your phone', 'textbox');
  await page.keyboard.type(await mine.nextCode());
  await expect(page.getByRole('heading', { name: 'You are back in' })).toBeVisible();
  const recoveryCodes = await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allInnerTexts();
  await look('restore-back-in', page);
  await page.getByRole('button', { name: /show my books/ }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  return { pin, phone: mine, kit: [...kit], recoveryCodes };
}
