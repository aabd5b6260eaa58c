// A new key for the books through the real screens: kit, PIN and code, the lock, and the same PIN opens the books under the new key.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTheme } from '../../tools/demo/desk.ts';
import { logIn, proveAgain } from '../../tools/demo/firstRun.ts';
import { backUp } from '../../tools/demo/lost.ts';
import { expect, expectAccessible, expectContrast, test } from '../fixtures/app.ts';
import { issueDraft } from '../fixtures/issueDraft.ts';

test('the owner makes a new key and a new kit: everything stays, nothing under the old key is left, and the older kit opens the backup made under it', async ({ copy, start, folder }, info) => {
  test.setTimeout(240_000);
  const { userData, keys } = await copy();
  const desk = await start({ userData });
  const page = await desk.window();
  await logIn(page, keys);
  const vault = (name: string) => join(userData, 'vault', name);
  const before = readFileSync(vault('vault.json'), 'utf8');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Security' }).click();
  const card = page.getByRole('region', { name: 'New key for the books' });
  await card.getByRole('button', { name: 'Make a new key…' }).click();
  const boxes = card.getByRole('textbox', { name: /^(Group \d+|Check)/ });
  await boxes.first().focus();
  await page.keyboard.insertText(keys.kit.join(''));
  await card.getByLabel('Your PIN now').fill(keys.pin);
  await card.getByLabel('Code from your phone').fill(await keys.phone.nextCode());
  await expectAccessible(page, 'new key, asking');
  await card.scrollIntoViewIfNeeded();
  await page.screenshot({ path: info.outputPath('new-key.png') });
  await card.getByRole('button', { name: 'Prepare the new key' }).click();
  await expect(card.getByRole('button', { name: 'Put it in force' })).toBeVisible();
  await expectAccessible(page, 'new key, ready');
  await setTheme(page, 'dark');
  await expectContrast(page, 'new key in the dark');
  await page.screenshot({ path: info.outputPath('new-key-dark.png') });
  expect(readFileSync(vault('vault.json'), 'utf8')).toBe(before);
  await card.getByRole('button', { name: 'Put it in force' }).click();
  await expect.poll(() => page.isClosed()).toBe(true);
  expect(readFileSync(vault('vault.json'), 'utf8')).not.toBe(before);
  const again = await desk.window();
  await logIn(again, keys);
  await expect(again.getByText('Bellrock Hotel').first()).toBeVisible();
  await again.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Security' }).click();
  const stick = join(folder, 'stick');
  await backUp(desk, stick, async () => undefined);
  await again.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Security' }).click();
  const kitCard = again.getByRole('region', { name: 'New key for the books' });
  await kitCard.getByRole('button', { name: 'Make a new Recovery Kit…' }).click();
  await kitCard.getByLabel('Your PIN now').fill(keys.pin);
  await kitCard.getByLabel('Code from your phone').fill(await keys.phone.nextCode());
  await kitCard.getByRole('button', { name: 'Prepare the new key' }).click();
  const sheet = kitCard.getByRole('region', { name: 'The sheet that is printed' });
  await expect(sheet).toBeVisible();
  const groups = (await sheet.locator('[dir=ltr] > div').allTextContents()).map((text, i) => text.slice(i < 13 ? String(i + 1).length : 'Check'.length));
  await again.setViewportSize({ width: 1280, height: 720 });
  await expectAccessible(again, 'new kit');
  await again.screenshot({ path: info.outputPath('new-kit.png') });
  await kitCard.getByRole('button', { name: 'I wrote it down' }).click();
  for (const box of await kitCard.getByRole('textbox', { name: /^Group \d+/ }).all()) {
    const n = Number(/\d+/.exec((await box.evaluate((element) => (element as HTMLInputElement).labels?.[0]?.textContent ?? '')))?.[0]);
    await box.fill(groups[n - 1] ?? '');
  }
  await setTheme(again, 'dark');
  await kitCard.getByRole('button', { name: 'Put it in force' }).scrollIntoViewIfNeeded();
  await again.screenshot({ path: info.outputPath('new-kit-dark.png') });
  await kitCard.getByRole('button', { name: 'Put it in force' }).click();
  await expect.poll(() => again.isClosed()).toBe(true);
  const last = await desk.window();
  await logIn(last, keys);
  await expect(last.getByText('Bellrock Hotel').first()).toBeVisible();
  for (const name of ['billfold.db.old-key', 'billfold.db.rotated', 'rotation.json']) expect(existsSync(vault(name)), name).toBe(false);

  // from the sheet of before: a backup of before, whole, under the kit of today
  await issueDraft(last);
  await last.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Backups', exact: true }).click();
  await last.getByRole('button', { name: 'Restore from a backup' }).click();
  await last.getByRole('main').getByRole('button', { name: /stick/ }).first().click();
  await last.getByRole('list', { name: 'Backups there, newest first' }).getByRole('button').last().click();
  await expect(last.getByText(/This backup belongs to the Recovery Kit/)).toBeVisible();
  const typed = async (kit: readonly string[]) => {
    const fields = last.getByRole('group', { name: 'The groups on your Recovery Kit' }).getByRole('textbox');
    for (const [at, group] of kit.entries()) await fields.nth(at).fill(group);
  };
  await typed(groups);
  await last.getByRole('button', { name: 'Look inside' }).click();
  await expect(last.getByText(/These groups do not open these books|These groups are not those of the kit/)).toBeVisible({ timeout: 30_000 });
  await typed(keys.kit);
  await expectAccessible(last, 'an older kit, typed');
  await last.screenshot({ path: info.outputPath('older-kit.png') });
  await last.getByRole('button', { name: 'Look inside' }).click();
  await expect(last.getByText('These books have more than the backup: ')).toContainText('1 document', { timeout: 30_000 });
  await last.getByLabel(/^To confirm, type/).fill('Harbour Lane Joinery');
  await last.getByRole('button', { name: 'Bring these books back' }).click();
  await proveAgain(last, keys).catch(() => undefined); // the window may go before the question is seen to close
  await expect.poll(async () => (await desk.window()).getByRole('heading', { level: 1, name: 'Welcome back' }).isVisible().catch(() => false), { timeout: 60_000 }).toBe(true);
  const back = await desk.window();
  await logIn(back, keys);
  expect(await back.evaluate(async () => { const all = await window.billfold.invoices.counts({ today: '2026-11-22' }); return all.ok ? all.value.all : -1; })).toBe(5);
});
