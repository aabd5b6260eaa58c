// The worst day: everything is backed up, the laptop is gone, and a new one has it all again. Used by the demo.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import keytar from 'keytar';
import { type Desk, answerOpen, valueOf } from './desk.ts';
import { expect } from './expect.ts';
import type { Keys, Look } from './firstRun.ts';
import { newWayIn, typeKit } from './kitWay.ts';

const SERVICE = 'billfold';
const SLOW = { timeout: 120_000 };

/** Waits until every issued document has its PDF, so that the backup holds them all. */
export async function allPdfsMade(page: Page): Promise<void> {
  const waiting = async () => valueOf('home.summary', await page.evaluate(() => window.billfold.home.summary({ today: '2000-01-01' }))).security.pdfsPending;
  await expect.poll(waiting, { timeout: 300_000, intervals: [500] }).toBe(0);
}

/** Chooses a folder as the place for backups; the first one is made at once, and tried. */
export async function backUp(desk: Desk, folder: string, look: Look): Promise<void> {
  const page = await desk.window();
  mkdirSync(folder, { recursive: true });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Backups', exact: true }).click();
  await expect(page.getByText('Where shall backups go?')).toBeVisible();
  await look('backup-first-place', page);
  await answerOpen(desk, folder);
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await page.getByRole('button', { name: 'Use this place' }).click();
  await expect(page.getByText('If this laptop died now, you would lose nothing')).toBeVisible(SLOW);
  await page.getByRole('button', { name: 'Run a restore drill' }).click();
  await expect(page.getByText('The drill went well: every figure is the same.')).toBeVisible(SLOW);
  await look('backups', page);
}

/** One more backup to the places that are known. */
export async function backUpAgain(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Backups', exact: true }).click();
  await page.getByRole('button', { name: 'Back up now' }).first().click();
  await expect(page.getByText('If this laptop died now, you would lose nothing')).toBeVisible(SLOW);
}

/** The laptop is gone: its data folder and what its keychain held of these books. */
export async function loseEverything(userData: string): Promise<void> {
  const vaultId = String(JSON.parse(readFileSync(join(userData, 'vault', 'vault.json'), 'utf8')).vaultId);
  for (const item of ['keys', 'anchor', 'lockout']) await keytar.deletePassword(SERVICE, `${item}:${vaultId}`);
  rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
}

/** A new laptop: the kit, the newest backup, a new PIN and a new phone. `since`: so many numbers may have been given out after that backup. */
export async function restoreOnNewLaptop(desk: Desk, old: Keys, owner: string, folder: string, look: Look, since = 0): Promise<Keys> {
  const page = await desk.window();
  await page.getByRole('button', { name: 'I have a backup' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Bring your books back' })).toBeVisible();
  await typeKit(page, old.kit);
  await look('restore-kit', page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Where is the backup?' })).toBeVisible();
  await answerOpen(desk, folder);
  await page.getByRole('button', { name: 'Choose the folder' }).click();
  const newest = page.getByRole('list', { name: 'Backups there, newest first' }).getByRole('button').first();
  await expect(newest).toBeVisible();
  await look('restore-where', page);
  await newest.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Are these the books?' })).toBeVisible(SLOW);
  if (since === 0) await page.getByLabel('No, nothing').check();
  else {
    await page.getByLabel('Yes, or I am not sure').check();
    await page.getByLabel('Numbers to leave out in every series').fill(String(since));
  }
  await look('restore-inside', page);
  await page.getByRole('button', { name: 'Bring these books back' }).click();
  return newWayIn(page, old.kit, owner, '918264', look);
}
