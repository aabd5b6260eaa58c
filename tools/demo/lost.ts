// The worst day: everything is backed up, the laptop is gone, and a new one has it all again. Used by the demo.
import { randomUUID } from 'node:crypto';
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

/** A new laptop: the kit, the newest backup, a new PIN and a new phone. */
export async function restoreOnNewLaptop(desk: Desk, old: Keys, owner: string, folder: string, look: Look): Promise<Keys> {
  const page = await desk.window();
  await answerOpen(desk, folder);
  const failed = await page.evaluate(
    async ({ kit, jobs }) => {
      const { rescue } = window.billfold;
      const began = await rescue.begin({ kit });
      if (!began.ok) return began.error;
      const found = await rescue.pick();
      if (!found.ok) return found.error;
      const [newest] = found.value?.rows ?? [];
      const looked = await rescue.look({ token: found.value?.token ?? '', name: newest?.name ?? '', job: jobs[0] ?? '' });
      if (!looked.ok) return looked.error;
      const finished = await rescue.finish({ token: looked.value.token, jump: 0, job: jobs[1] ?? '' });
      return finished.ok ? null : finished.error;
    },
    { kit: old.kit.join('-'), jobs: [randomUUID(), randomUUID()] },
  );
  if (failed !== null) throw new Error(`The restore answered ${JSON.stringify(failed)}.`);
  await page.reload();
  await page.getByRole('button', { name: 'Use my Recovery Kit' }).click();
  await typeKit(page, old.kit);
  await page.keyboard.press('Enter');
  return newWayIn(page, old.kit, owner, '918264', look);
}
