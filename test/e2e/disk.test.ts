// A disk that is full, and one that cannot be written: said in words, nothing that was saved is lost, and work goes on once there is room. Needs a small disk of its own, so root on Linux.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { logIn } from '../../tools/demo/firstRun.ts';
import { expect, test } from '../fixtures/app.ts';

const mount = (...args: string[]) => spawnSync('mount', args, { stdio: 'ignore' }).status === 0;

/** A disk of 24 MB at `place`, or false where this machine does not allow that. */
function smallDisk(place: string): boolean {
  mkdirSync(place);
  return process.platform === 'linux' && process.getuid?.() === 0 && mount('-t', 'tmpfs', '-o', 'size=24m,mode=0700', 'tmpfs', place);
}

function fill(place: string): void {
  const { bavail, bsize } = statfsSync(place);
  writeFileSync(join(place, 'fill'), Buffer.alloc(Math.max(0, bavail * bsize - 8192)));
  for (let i = 0; i < 20; i += 1) {
    try {
      writeFileSync(join(place, `fill-${i}`), Buffer.alloc(4096));
    } catch {
      return; // not one page more
    }
  }
}

const save = (page: Page, code: string) =>
  page.evaluate(async (given) => {
    const blank = { contact: '', phone: '', taxNumber: '', currency: null, language: null, terms: null, street: '', street2: '', city: '', region: '', postcode: '', country: 'IE', vatId: '', email: '' };
    const answers: string[] = [];
    for (let i = 0; i < 60; i += 1) {
      const answer = await window.billfold.customers.save({ ...blank, code: `${given}${i}`, name: `On the small disk ${given} ${i}`, notes: 'x'.repeat(1900) });
      answers.push(answer.ok ? 'ok' : answer.error.code);
      if (!answer.ok && answer.error.code !== 'RATE_LIMITED') break;
    }
    return answers;
  }, code);
const count = (page: Page) =>
  page.evaluate(async () => {
    const list = await window.billfold.customers.list({ q: '', after: null, limit: 1, archived: false });
    return list.ok ? list.value.total : -1;
  });

test('a full disk is said, what was saved stays, and there is no half of anything; with room again all goes on', async ({ copy, folder, start }) => {
  const { userData: whole, keys } = await copy();
  const place = join(folder, 'disk');
  test.skip(!smallDisk(place), 'No small disk can be made here.');
  const userData = join(place, 'billfold');
  try {
    cpSync(whole, userData, { recursive: true });
    const desk = await start({ userData });
    const page = await desk.window();
    await logIn(page, keys);
    const before = await count(page);
    fill(place);
    const answers = await save(page, 'A');
    expect(answers.at(-1)).toBe('DISK_FULL');
    const stored = answers.filter((answer) => answer === 'ok').length;
    expect(await count(page)).toBe(before + stored);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Customers' }).click();
    await expect(page.locator('h1')).toHaveText('Customers');
    await page.keyboard.press('a');
    await page.getByRole('region', { name: 'New customer' }).getByLabel('Name', { exact: true }).fill('One too many');
    await page.getByRole('region', { name: 'New customer' }).getByLabel('Notes, only for you').fill('y'.repeat(1900));
    await page.getByRole('button', { name: 'Save customer' }).click();
    await expect(page.getByText('The disk is full.')).toBeVisible();
    for (const name of ['fill', ...Array.from({ length: 20 }, (_, i) => `fill-${i}`)]) rmSync(join(place, name), { force: true });
    await page.getByRole('button', { name: 'Save customer' }).click();
    await expect(page.locator('h1')).toHaveText('One too many');
    expect(await count(page)).toBe(before + stored + 1);
    await desk.close();
  } finally {
    spawnSync('umount', ['-l', place], { stdio: 'ignore' });
  }
});

test('on a disk that cannot be written the books open to be read, say so, and take no change', async ({ copy, folder, start }) => {
  const { userData: whole, keys } = await copy();
  const place = join(folder, 'disk');
  test.skip(!smallDisk(place), 'No small disk can be made here.');
  const userData = join(place, 'billfold');
  try {
    cpSync(whole, userData, { recursive: true });
    for (const path of [userData, join(userData, 'vault'), join(userData, 'logs')]) chmodSync(path, 0o700); // as the app itself makes them
    expect(mount('-o', 'remount,ro', place)).toBe(true);
    const desk = await start({ userData });
    const page = await desk.window();
    await logIn(page, keys); // and not the first run over books that are there
    await expect(page.getByText('This disk takes no changes.')).toBeVisible();
    expect(await count(page)).toBe(12);
    expect((await save(page, 'B')).at(-1)).toMatch(/^DB_READONLY|DISK_READONLY$/);
    expect(await count(page)).toBe(12);
    expect(existsSync(join(userData, 'vault', 'billfold.db'))).toBe(true);
  } finally {
    spawnSync('umount', ['-l', place], { stdio: 'ignore' });
  }
});
