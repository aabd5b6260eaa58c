// The whole demo as a list of stages. Called by tools/demo.mjs.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { type Business, northwindBusiness, sampleBusiness } from './businesses.ts';
import { writeByHand } from './byHand.ts';
import { type Desk, ROOT, openDesk, setTheme, valueOf } from './desk.ts';
import { type Keys, firstRun, logIn } from './firstRun.ts';
import { allPdfsMade, backUp, backUpAgain, loseEverything, restoreOnNewLaptop } from './lost.ts';
import { invoicedByTheApp, issueOrders } from './orders.ts';
import { savePdfs } from './papers.ts';
import { type Progress, progress } from './progress.ts';
import { noAlarms } from './quiet.ts';
import { compareContents, readBackup } from './proof.ts';
import { decimal, reckon } from './reckon.ts';
import { type Album, openAlbum } from './screens.ts';
import { retail } from './retail.ts';
import { fillSettings, goTo, importFile } from './setUp.ts';
import { tourOfScreens } from './tour.ts';
import { expect } from './expect.ts';

const OUT = join(ROOT, 'demo-out');

/** The business asked for on the command line. */
function chosenBusiness(args: readonly string[]): Business {
  const at = args.indexOf('--northwind');
  if (at < 0) return sampleBusiness();
  const given = args[at + 1];
  if (given === undefined) throw new Error('Say where the Northwind files are: --northwind FOLDER');
  return northwindBusiness(placeNamed(given));
}

async function lockAndUnlock(desk: Desk, keys: Keys, album: Album): Promise<Page> {
  const before = await desk.window();
  // Locking takes the window away, sometimes before the key has come up again.
  await before.keyboard.press('ControlOrMeta+l').catch(() => undefined);
  await expect.poll(() => before.isClosed()).toBe(true);
  const page = await desk.window();
  await album.takeBoth('login', page);
  const answer = await page.evaluate(() => window.billfold.invoices.counts({ today: '2000-01-01' }));
  if (answer.ok) throw new Error('The books answered although they were locked.');
  await logIn(page, keys);
  return page;
}

async function run(business: Business, desk: Desk, report: Progress, album: Album) {
  const { stage, compare } = report;
  const first = await desk.window();
  await setTheme(first, 'light');
  const keys = await stage('firstRun', 'First run: business, owner, PIN, phone, Recovery Kit', () => firstRun(first, business.newcomer, album.take));
  await album.take('home-first', first);
  await stage('settings', 'Settings: address, tax number, bank, a number series', () => fillSettings(first, business, album.take, keys));
  await stage('importCustomers', 'Import of the customers', () => importFile(desk, 'Customers', business.customersFile, business.counts.customers, album.take));
  await stage('importItems', 'Import of the items', () => importFile(desk, 'Items', business.itemsFile, business.counts.items, album.take));
  const byHand = await stage('byHand', 'Three invoices by keyboard', () => writeByHand(first, business, report, (name, page) => (name === 'editor' ? album.takeBoth(name, page) : album.take(name, page))));
  await goTo(first, 'Security');
  const issued = await stage('orders', `${business.orders.length} orders become invoices`, () => issueOrders(first, business, report));
  const expected = business.orders.reduce((sum, order) => sum + reckon(order, business.rates).total, 0n);
  const inTheApp = await invoicedByTheApp(first, business.currency);
  compare('Sum of all invoices', inTheApp.amount, expected + byHand);
  compare('Number of invoices', inTheApp.all, business.orders.length + business.byHand.length);
  const pdfs = await stage('pdfs', 'PDFs of five of them', () => savePdfs(desk, issued, join(OUT, 'pdf'), report));
  const page = await stage('lockAndUnlock', 'Lock, and unlock with PIN and code', () => lockAndUnlock(desk, keys, album));
  compare('Number of invoices after unlocking', (await invoicedByTheApp(page, business.currency)).all, business.orders.length + business.byHand.length);
  // A real year of orders raises no alarm. The sample business gives a few steep discounts, which the watch is there to notice.
  if (business.id === 'northwind') await stage('quiet', 'No alert stands: none of this was out of the ordinary', () => noAlarms(page, report));
  await stage('screens', 'A look at every screen', () => tourOfScreens(page, album, business));
  const counts = valueOf('home.summary', await page.evaluate(() => window.billfold.home.summary({ today: '2000-01-01' }))).counts;
  compare('Number of customers', counts.customers, business.counts.customers);
  const found = {
    // Items that the file says are no longer sold come in put away.
    customers: { count: counts.customers }, items: { count: business.counts.items, offered: counts.items },
    orders: { count: issued.length, lines: business.orders.reduce((sum, order) => sum + order.lines.length, 0), total: decimal(issued.reduce((sum, one) => sum + one.total, 0n)), currency: business.currency },
    expected: { total: decimal(expected) },
    invoices: { count: inTheApp.all, byKeyboard: business.byHand.length, total: decimal(inTheApp.amount) },
    pdfs: pdfs.map((pdf) => ({ ...pdf, file: `pdf/${pdf.file}` })),
  };
  return { found, keys };
}

const SIZE = { width: 1280, height: 800 };

/** Backs up, loses the laptop and everything on it, restores with the kit on a new one; what both backups hold is compared without the app. Answers the new laptop's app. */
async function worstDay(desk: Desk, keys: Keys, business: Business, places: { work: string; fresh: string }, report: Progress, album: Album) {
  const { stage, compare } = report;
  const stick = join(places.work, 'stick');
  const page = await desk.window();
  await stage('allPdfs', 'Waiting until every invoice has its PDF', () => allPdfsMade(page));
  await stage('backup', 'A backup to a folder, read back, and tried', () => backUp(desk, stick, album.take));
  const shown = await invoicedByTheApp(page, business.currency);
  await desk.close();
  const before = readBackup(stick, keys.kit, join(places.work, 'before.sqlite'));
  await stage('loss', 'The laptop is gone: data folder and keychain wiped', () => loseEverything(desk.userData));
  const next = await stage('newLaptop', 'A new laptop', () => openDesk({ userData: places.fresh, size: SIZE }));
  try {
    await stage('restore', 'Restored with the Recovery Kit; new PIN, new phone', () => restoreOnNewLaptop(next, keys, business.newcomer.owner, stick, album.take));
    const there = await next.window();
    const again = await invoicedByTheApp(there, business.currency);
    compare('Sum of all invoices after the restore', again.amount, shown.amount);
    compare('Number of invoices after the restore', again.all, shown.all);
    await stage('backupAgain', 'A backup of the restored books', () => backUpAgain(there));
    const after = readBackup(stick, keys.kit, join(places.work, 'after.sqlite'));
    compare('The second backup is another one', after.file === before.file, false);
    compareContents(before, after, report);
    report.say(`  ${before.documents.length} documents and ${before.pdfs.length} PDFs, the same hash each, before and after`);
    return { next, restored: { documents: before.documents.length, pdfs: before.pdfs.length, records: before.log.length, sums: before.sums.map((line): unknown => JSON.parse(line)) } };
  } catch (error) {
    await next.window().then((one) => album.take('where-it-stopped', one)).catch(() => undefined); // there may be no window any more
    await next.end();
    throw error;
  }
}

function versions(desk: Desk) {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return desk.electron.evaluate(
    ({ app }, billfold: string) => ({ billfold, app: app.getVersion(), electron: process.versions.electron, chrome: process.versions['chrome'], node: process.versions.node, platform: `${process.platform}-${process.arch}` }),
    String(version),
  );
}

/** A file or folder named on the command line, also when npm started this from another folder. */
function placeNamed(given: string): string {
  const places = isAbsolute(given) ? [given] : [resolve(ROOT, given), resolve(process.env['INIT_CWD'] ?? '.', given)];
  return places.find((place) => existsSync(place)) ?? given;
}

/** The other run: a real file of old invoices through the import. */
async function retailDemo(given: string | undefined): Promise<number> {
  if (given === undefined) throw new Error('Say which file: --retail FILE');
  const report = progress((line) => process.stdout.write(`${line}\n`));
  const out = join(OUT, 'retail');
  rmSync(out, { recursive: true, force: true });
  const album = openAlbum(join(out, 'screens'));
  const userData = mkdtempSync(join(tmpdir(), 'billfold-demo-'));
  const folder = mkdtempSync(join(tmpdir(), 'billfold-retail-'));
  let desk: Desk | undefined;
  try {
    desk = await report.stage('start', 'Starting the app', () => openDesk({ userData, size: { width: 1280, height: 800 } }));
    const found = await retail(desk, placeNamed(given), folder, report, album);
    writeFileSync(join(out, 'summary.json'), `${JSON.stringify({ ...found, screens: album.files.map((file) => `screens/${file}`), differences: report.differences, timingsMs: report.timings, versions: await versions(desk) }, null, 2)}\n`);
    await desk.close();
  } catch (error) {
    await desk?.window().then((page) => album.take('where-it-stopped', page)).catch(() => undefined); // there may be no window any more
    report.differences.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await desk?.end();
    for (const place of [userData, folder]) rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
  return ended(report);
}

function ended(report: Progress): number {
  for (const difference of report.differences) process.stderr.write(`${difference}\n`);
  report.say(report.differences.length === 0 ? `All is as it should be. Look into ${relative(process.cwd(), OUT) || '.'}` : `${report.differences.length} things are not as they should be.`);
  return report.differences.length === 0 ? 0 : 1;
}

/** Runs everything; 0 when nothing differs. */
export async function demo(args: readonly string[]): Promise<number> {
  const retailAt = args.indexOf('--retail');
  if (retailAt >= 0) return retailDemo(args[retailAt + 1]);
  const report = progress((line) => process.stdout.write(`${line}\n`));
  const business = chosenBusiness(args);
  rmSync(OUT, { recursive: true, force: true });
  const album = openAlbum(join(OUT, 'screens'));
  const userData = mkdtempSync(join(tmpdir(), 'billfold-demo-'));
  const work = mkdtempSync(join(tmpdir(), 'billfold-demo-work-'));
  let desk: Desk | undefined;
  try {
    desk = await report.stage('start', `Starting the app for ${business.newcomer.business}`, () => openDesk({ userData, size: SIZE }));
    const { found, keys } = await run(business, desk, report, album);
    const { next, restored } = await worstDay(desk, keys, business, { work, fresh: join(work, 'new') }, report, album);
    desk = next;
    const summary = {
      business: business.id, ...found, restored, screens: album.files.map((file) => `screens/${file}`), differences: report.differences,
      timingsMs: { ...report.timings, total: Math.round(performance.now()) }, versions: await versions(desk),
    };
    writeFileSync(join(OUT, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    await desk.close();
    report.say(`${found.orders.count} orders, ${found.orders.currency} ${found.orders.total}; the files alone say ${found.expected.total}`);
  } catch (error) {
    await desk?.window().then((page) => album.take('where-it-stopped', page)).catch(() => undefined); // there may be no window any more
    report.differences.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await desk?.end();
    for (const place of [userData, work]) rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
  return ended(report);
}
