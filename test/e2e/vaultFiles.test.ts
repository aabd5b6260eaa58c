// Files of the vault that are damaged, missing or somebody else's: each has its own words and its way out, nothing is made in their place, and not a byte of what is there is changed.
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, readdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/app.ts';

/** Names and contents of everything in the vault's folder; the database's write-ahead files come and go. */
function contents(vault: string): Record<string, string> {
  const names = readdirSync(vault).filter((name) => !/-(wal|shm)$|lockout|anchor/.test(name));
  return Object.fromEntries(names.map((name) => [name, createHash('sha256').update(readFileSync(join(vault, name))).digest('hex')]));
}

const login = async (page: Page, pin: string, code: string) => {
  await page.getByLabel('Your PIN').fill(pin);
  await page.getByLabel('Code from your phone').fill(code);
  await page.keyboard.press('Enter');
};

interface Case {
  what: string;
  damage: (vault: string) => void;
  heading: string | RegExp;
  /** Seen only after PIN and code. */
  afterLogin?: boolean;
}
const SLOTS = ['vault.json', 'vault.json.prev'];
const CASES: Case[] = [
  { what: 'vault.json and its copy cut off', damage: (vault) => SLOTS.forEach((name) => existing(vault, name) && truncateSync(join(vault, name), 40)), heading: 'The lock file is damaged' },
  { what: 'vault.json full of slots', damage: (vault) => SLOTS.forEach((name) => existing(vault, name) && writeFileSync(join(vault, name), manySlots(readFileSync(join(vault, name), 'utf8')))), heading: 'The lock file is damaged' },
  { what: 'vault.json gone', damage: (vault) => SLOTS.forEach((name) => rmSync(join(vault, name), { force: true })), heading: 'The lock file is gone' },
  { what: 'the database empty', damage: (vault) => truncateSync(join(vault, 'billfold.db'), 0), heading: 'The file with your books is damaged' },
  { what: 'the database gone', damage: (vault) => renameSync(join(vault, 'billfold.db'), join(vault, '..', 'elsewhere.db')), heading: 'The books are not where they were' },
  { what: 'the database a plain one', damage: (vault) => writeFileSync(join(vault, 'billfold.db'), Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8176)])), heading: /These files do not belong together|The file with your books is damaged/, afterLogin: true },
  { what: 'the database cut in half', damage: (vault) => truncateSync(join(vault, 'billfold.db'), Math.floor(statSync(join(vault, 'billfold.db')).size / 8192) * 4096), heading: /The file with your books is damaged/, afterLogin: true },
];

function existing(vault: string, name: string): boolean {
  return readdirSync(vault).includes(name);
}

function manySlots(text: string): string {
  const file: { slots: object[] } = JSON.parse(text);
  return JSON.stringify({ ...file, slots: Array.from({ length: 40 }, () => file.slots[0]) });
}

for (const { what, damage, heading, afterLogin } of CASES) {
  test(`${what}: said plainly, nothing changed, nothing new`, async ({ copy, start }) => {
    const { userData, keys } = await copy();
    const vault = join(userData, 'vault');
    for (const name of readdirSync(vault).filter((one) => /-(wal|shm)$/.test(one))) rmSync(join(vault, name));
    damage(vault);
    const before = contents(vault);
    const page = await (await start({ userData })).window();
    if (afterLogin === true) await login(page, keys.pin, await keys.phone.nextCode());
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible({ timeout: 15_000 });
    await expect(page.getByLabel('Name of the business')).toHaveCount(0); // never the first run over what is there
    expect(contents(vault)).toEqual(before);
  });
}

test('vault.json cut off while its copy is whole: the copy opens the books', async ({ copy, start }) => {
  const { userData, keys } = await copy();
  const vault = join(userData, 'vault');
  if (!existing(vault, 'vault.json.prev')) copyFileSync(join(vault, 'vault.json'), join(vault, 'vault.json.prev'));
  truncateSync(join(vault, 'vault.json'), 10);
  const page = await (await start({ userData })).window();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await login(page, keys.pin, await keys.phone.nextCode());
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
});

test('one flipped bit in the middle of the database is noticed, and the file is left alone', async ({ copy, start }) => {
  const { userData, keys } = await copy();
  const file = join(userData, 'vault', 'billfold.db');
  for (const name of ['billfold.db-wal', 'billfold.db-shm']) rmSync(join(userData, 'vault', name), { force: true });
  const bytes = readFileSync(file);
  for (let page = 1; page < bytes.length / 4096; page += 1) bytes[page * 4096 + 100] = (bytes[page * 4096 + 100] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const page = await (await start({ userData })).window();
  await login(page, keys.pin, await keys.phone.nextCode());
  await expect(page.getByRole('heading', { name: 'The file with your books is damaged' })).toBeVisible({ timeout: 15_000 });
  expect(readFileSync(file).equals(bytes)).toBe(true);
});
