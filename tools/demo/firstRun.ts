// The first run and the login as a person does them: keyboard only, everything read from the screen. Used by the demo and the end-to-end tests.
import type { Page } from '@playwright/test';
import { type Phone, phone } from './totp.ts';
import { expect } from './expect.ts';

export interface Newcomer {
  business: string;
  /** As it is called in the list of countries. */
  country: string;
  owner: string;
  pin: string;
}

/** What somebody holds in their hands after the first run. */
export interface Keys {
  pin: string;
  phone: Phone;
  /** Thirteen groups and the check. */
  kit: string[];
  recoveryCodes: string[];
}

/** Called on every page of the flow, once it is drawn; for pictures. */
export type Look = (name: string, page: Page) => Promise<void>;
const noLook: Look = async () => undefined;

const title = (page: Page, text: string | RegExp) => expect(page.getByRole('heading', { level: 1, name: text })).toBeVisible();

/** Walks with Tab until the element has the focus; a person would stop after a screenful too. */
export async function tabTo(page: Page, name: string | RegExp, role: 'button' | 'textbox' | 'combobox' = 'button', key = 'Tab'): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true });
  for (let presses = 0; presses < 40; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab never came to ${String(name)}.`);
}

async function chooseCountry(page: Page, country: string): Promise<void> {
  await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(country);
  await expect(page.getByRole('option', { name: country })).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Country' })).toHaveValue(new RegExp(`^${country}`));
}

/** The groups on the sheet as they are shown; before they are hidden for typing back. */
export async function readKit(page: Page): Promise<string[]> {
  const cells = await page.getByLabel('The sheet that is printed').locator('[dir="ltr"] > div').allInnerTexts();
  return cells.map((cell) => cell.split(/\s+/).at(-1) ?? '');
}

/** The numbers of the two groups that are asked for. */
export async function askedGroups(page: Page): Promise<number[]> {
  const labels = await page.getByRole('textbox', { name: /^Group \d+$/ }).evaluateAll((fields) => fields.map((field) => (field instanceof HTMLInputElement ? (field.labels?.[0]?.textContent ?? '') : '')));
  return labels.map((label) => Number(/\d+/.exec(label)?.[0]));
}

/** The secret that the page spells out for somebody who cannot scan. */
export async function readSecret(page: Page): Promise<string> {
  await tabTo(page, /cannot scan/, 'button', 'Shift+Tab');
  await page.keyboard.press('Enter');
  return (await page.locator('main code').innerText()).replace(/\s/g, '');
}

async function pairPhone(page: Page, look: Look): Promise<Phone> {
  await title(page, 'Pair your phone');
  await look('first-run-phone', page);
  const mine = phone(await readSecret(page));
  await tabTo(page, 'Code from your phone', 'textbox');
  await page.keyboard.type(await mine.nextCode());
  return mine;
}

async function proveKit(page: Page, look: Look): Promise<string[]> {
  await title(page, 'Print your Recovery Kit');
  const kit = await readKit(page);
  await look('first-run-kit', page);
  await tabTo(page, 'I wrote it down');
  await page.keyboard.press('Enter');
  for (const n of await askedGroups(page)) {
    await tabTo(page, `Group ${n}`, 'textbox');
    await page.keyboard.type(kit[n - 1] ?? '');
  }
  await look('first-run-kit-typed', page);
  await page.keyboard.press('Enter');
  return kit;
}

/** From the empty app to the open home screen. */
export async function firstRun(page: Page, newcomer: Newcomer, look: Look = noLook): Promise<Keys> {
  await title(page, 'Your business');
  await page.keyboard.type(newcomer.business);
  await chooseCountry(page, newcomer.country);
  await look('first-run-business', page);
  await page.keyboard.press('ControlOrMeta+Enter');
  await title(page, 'And you?');
  await page.keyboard.type(newcomer.owner);
  await look('first-run-you', page);
  await page.keyboard.press('Enter');
  await title(page, /^Choose a/); // a passphrase where the computer has no keyring
  await page.keyboard.type(newcomer.pin);
  await page.keyboard.press('Tab');
  await page.keyboard.type(newcomer.pin);
  await look('first-run-pin', page);
  await page.keyboard.press('Enter');
  const mine = await pairPhone(page, look);
  const kit = await proveKit(page, look);
  await title(page, 'Your books are ready');
  const recoveryCodes = await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allInnerTexts();
  await look('first-run-codes', page);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  return { pin: newcomer.pin, phone: mine, kit, recoveryCodes };
}

/** PIN and code, Enter, and the books are open. */
export async function logIn(page: Page, keys: Pick<Keys, 'pin' | 'phone'>): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Welcome back' })).toBeVisible();
  await page.keyboard.type(keys.pin);
  await page.keyboard.press('Tab');
  await page.keyboard.type(await keys.phone.nextCode());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await expect(page.getByText(/^Good (morning|afternoon|evening)/)).toBeVisible();
  await expect(page.getByText('If this laptop were stolen')).toBeVisible(); // home is there, as a person would wait for it
}

/** The question for PIN and code over a screen, answered as a person does; what was asked for then goes on by itself. Counts for two minutes. */
export async function proveAgain(page: Page, keys: Pick<Keys, 'pin' | 'phone'>): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Is it really you?' });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel('Your PIN now').fill(keys.pin);
  await dialog.getByLabel('Code from your phone').fill(await keys.phone.nextCode());
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(dialog).toBeHidden();
}
