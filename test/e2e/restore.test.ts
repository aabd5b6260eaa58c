// Getting everything back in the real app: a dead laptop and a new one with the kit, and an old backup on the same laptop. What is inside is compared without the app.
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { valueOf } from '../../tools/demo/desk.ts';
import { logIn } from '../../tools/demo/firstRun.ts';
import { allPdfsMade, backUp, backUpAgain, loseEverything, restoreOnNewLaptop } from '../../tools/demo/lost.ts';
import { progress } from '../../tools/demo/progress.ts';
import { compareContents, readBackup } from '../../tools/demo/proof.ts';
import { expect, lockBooks, test } from '../fixtures/app.ts';
import { issueDraft } from '../fixtures/issueDraft.ts';

/** Pictures, when somebody asks for them: for docs/RECOVERY.md. */
const look = async (name: string, page: Page): Promise<void> => {
  if (process.env['SHOTS']) await page.screenshot({ path: join(process.env['SHOTS'], `${name}.png`), caret: 'initial' });
};
/** The counter at the end of a number. */
const countOf = (number: string): number => Number(/\d+$/.exec(number)?.[0]);
const LEFT_OUT = 20;
const counts = async (page: Page) => valueOf('counts', await page.evaluate(() => window.billfold.invoices.counts({ today: '2026-11-22' })));

test('T47 a dead laptop: a new one has every document, PDF and sum again from the backup and the kit, under a new PIN and a new phone, and leaves out as many numbers as it is told', async ({ copy, start, folder }) => {
  test.setTimeout(240_000);
  const { userData, keys } = await copy();
  const old = await start({ userData });
  const first = await old.window();
  await logIn(first, keys);
  await allPdfsMade(first);
  const stick = join(folder, 'stick');
  await backUp(old, stick, look);
  const shown = await counts(first);
  await old.close();
  const before = readBackup(stick, keys.kit, join(folder, 'before.sqlite'));
  await loseEverything(userData);

  const laptop = await start({ userData: join(folder, 'new laptop') });
  const fresh = await restoreOnNewLaptop(laptop, keys, 'Ada Quill', stick, look, LEFT_OUT);
  const page = await laptop.window();
  expect(await counts(page)).toEqual(shown);
  await backUpAgain(page);
  const report = progress(() => undefined);
  compareContents(before, readBackup(stick, keys.kit, join(folder, 'after.sqlite')), report);
  expect(report.differences).toEqual([]);
  expect(before.pdfs).toHaveLength(5);
  const highest = Math.max(...before.documents.map((line) => countOf(String(JSON.parse(line).number))));
  expect(countOf(await issueDraft(page))).toBe(highest + LEFT_OUT + 1);

  const locked = await lockBooks({ desk: laptop, page, keys: fresh });
  const typed = { pin: keys.pin, code: await keys.phone.nextCode() };
  expect(await locked.evaluate((given) => window.billfold.session.login(given), typed)).toMatchObject({ ok: false, error: { code: 'AUTH_FAILED' } });
  await locked.reload();
  await logIn(locked, fresh);
  const { security } = valueOf('home', await locked.evaluate(() => window.billfold.home.summary({ today: '2026-11-22' })));
  expect(security.chain).not.toMatch(/broken|rolled-back/);
});

test('T47 an old backup on the same laptop: what would be lost is shown, the present books are backed up and kept beside, numbers go on, the log opens a new epoch', async ({ books: { desk, page, keys }, folder }) => {
  test.setTimeout(180_000);
  await allPdfsMade(page);
  const stick = join(folder, 'stick');
  await backUp(desk, stick, look);
  const lost = [await issueDraft(page), await issueDraft(page)];
  const before = await counts(page);
  const targets = valueOf('state', await page.evaluate(() => window.billfold.backup.state())).targets;
  const found = valueOf('list', await page.evaluate((target) => window.billfold.restore.list({ target }), targets[0]?.id ?? ''));
  expect(found.rows.map(({ code, here }) => [code, here])).toEqual([['', true]]);
  const asked = { token: found.token, name: found.rows[0]?.name ?? '', job: randomUUID() };
  const inside = valueOf('look', await page.evaluate((given) => window.billfold.restore.look(given), asked));
  expect(inside.inside).toMatchObject({ business: 'Harbour Lane Joinery', figures: { documents: 5, pdfs: 5 } });
  expect(inside.lost).toMatchObject({ documents: 2 });
  expect(inside.lost?.last.map(({ number }) => number).toSorted()).toEqual(lost.toSorted());
  expect(await counts(page)).toEqual(before); // looking changes nothing

  const begin = { token: inside.token, business: 'Harbour Lane Joinery', job: randomUUID() };
  expect(await page.evaluate((given) => window.billfold.restore.begin(given), begin)).toMatchObject({ ok: false, error: { code: 'STEP_UP' } });
  valueOf('step-up', await page.evaluate((given) => window.billfold.session.stepUp(given), { pin: keys.pin, code: await keys.phone.nextCode() }));
  expect(await page.evaluate((given) => window.billfold.restore.begin({ ...given, business: 'Somebody else' }), begin)).toMatchObject({ ok: false, error: { code: 'RESTORE_NAME' } });
  // The window goes away with the books; its answer may go with it.
  await page.evaluate((given) => window.billfold.restore.begin(given), begin).catch(() => undefined);
  await expect.poll(() => page.isClosed(), { timeout: 60_000 }).toBe(true);
  const backups = readdirSync(stick).filter((name) => name.endsWith('.bak'));
  expect(backups).toHaveLength(2);
  expect(readBackup(stick, keys.kit, join(folder, 'safety.sqlite')).documents).toHaveLength(7);
  expect(readdirSync(join(desk.userData, 'vault')).filter((name) => name.startsWith('billfold.db.replaced-')).length).toBeGreaterThan(0);

  const next = await desk.window();
  await logIn(next, keys);
  expect((await counts(next)).all).toBe(5);
  expect(lost).not.toContain(await issueDraft(next));
  await backUpAgain(next);
  const after = readBackup(stick, keys.kit, join(folder, 'after.sqlite'));
  const numbers = after.documents.map((line): unknown => JSON.parse(line).number);
  expect(new Set([...numbers, ...lost]).size).toBe(numbers.length + lost.length);
  const { security } = valueOf('home', await next.evaluate(() => window.billfold.home.summary({ today: '2026-11-22' })));
  expect(security.chain).not.toMatch(/broken|rolled-back/);
});
