// Backups on real files of a real vault: what is made, what it is worth, and what is refused.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchBackup } from '../../../main/backup/check.ts';
import { realDisk } from '../../../main/backup/disk.ts';
import { BackupFault } from '../../../main/backup/fault.ts';
import { figuresOf } from '../../../main/backup/figures.ts';
import { type BackupEntry, listBackups, newestSound } from '../../../main/backup/list.ts';
import { makeBackups } from '../../../main/backup/make.ts';
import { manifestName, parseName } from '../../../main/backup/name.ts';
import { type BackupTask, backupWork } from '../../../main/backup/task.ts';
import type { DrillOutcome } from '../../../main/backup/outcome.ts';
import { kitKeys, readKit } from '../../../main/vault/kit.ts';
import { cleanUpAfterEach } from '../vault/fixture.ts';
import { type BackedBooks, DEVICE, NOW, backedBooks, depsAt } from './books.ts';

cleanUpAfterEach(afterEach);

const whose = ({ session }: BackedBooks) => ({ vaultId: session.vaultId, kitSerial: session.kit.serial, bk: session.bk });
const entries = (books: BackedBooks, folder: string): BackupEntry[] => listBackups(folder, whose(books), realDisk);
function faultOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof BackupFault ? error.code : String(error);
  }
  return '';
}

describe('a backup', () => {
  it('is one file and its manifest per place, under a name of its own, and leaves nothing else behind', async () => {
    const books = await backedBooks();
    const [stick, cloud] = [books.place('stick'), books.place('cloud')];
    const made = await makeBackups(books.source, [stick, cloud], depsAt());
    expect(made).toMatchObject([{ ok: true, target: stick.id }, { ok: true, target: cloud.id }]);
    const names = readdirSync(stick.folder).toSorted();
    expect(names).toEqual(['.billfold-target.json', expect.stringMatching(/\.bak$/), expect.stringMatching(/\.bak\.json$/)]);
    expect(readdirSync(cloud.folder)).toHaveLength(3);
    expect(readdirSync(books.source.staging)).toEqual([]);
    const [entry] = entries(books, stick.folder);
    expect(entry).toMatchObject({ proved: true, fault: null });
    expect(entry?.manifest).toMatchObject({ vaultId: books.session.vaultId, kitSerial: books.session.kit.serial, createdAt: '2026-11-22T09:30:00.000Z', prevSha256: null });
    expect(entry?.manifest?.sha256).toBe(createHash('sha256').update(readFileSync(entry?.path ?? '')).digest('hex'));
    expect(JSON.stringify(entry?.manifest)).not.toContain('Harbour Tea');
  });

  it('holds everything the books hold, PDFs too, and opens with the key of the Recovery Kit alone', async () => {
    const books = await backedBooks();
    const place = books.place('stick');
    await makeBackups(books.source, [place], depsAt());
    const rk = readKit(books.owner.kit);
    const { figures, vaultId, name, head } = fetchBackup(newestSound(entries(books, place.folder)), kitKeys(rk).bk, join(books.owner.root, 'look.tmp'), realDisk, () => undefined);
    expect(figures).toEqual(figuresOf(books.ctx.db));
    expect(figures).toMatchObject({ documents: 4, pdfs: 1 });
    expect([vaultId, name]).toEqual([books.session.vaultId, 'Harbour Tea']);
    expect(head.seq).toBe(figures.records);
  });

  it('is never written over: the next has another name and its manifest names the one before', async () => {
    const books = await backedBooks();
    const place = books.place('stick');
    const [first] = await makeBackups(books.source, [place], depsAt());
    books.issue();
    const [second] = await makeBackups(books.source, [place], depsAt(NOW + 1000));
    if (first?.ok !== true || second?.ok !== true) throw new Error('both are made');
    expect(second.seq).toBeGreaterThan(first.seq);
    expect(entries(books, place.folder).map(({ manifest }) => manifest?.prevSha256)).toEqual([first.sha256, null]);
    // the same second and the same log: it says the next second
    expect(await makeBackups(books.source, [place], depsAt(NOW + 1000))).toMatchObject([{ ok: true, name: second.name.replace('T093001Z', 'T093002Z') }]);
    expect(entries(books, place.folder).map(({ proved }) => proved)).toEqual([true, true, true]);
  });

  it('whose manifest could not be written is checked whole by the next run and sealed then; a damaged one is not, and stays', async () => {
    const books = await backedBooks();
    const place = books.place('stick');
    for (let n = 0; n < 3; n += 1) {
      await makeBackups(books.source, [place], depsAt(NOW + n * 1000));
      books.issue();
    }
    const [newest, left, damaged] = entries(books, place.folder);
    for (const one of [left, damaged]) rmSync(`${one?.path}.json`);
    const bytes = readFileSync(damaged?.path ?? '');
    bytes.writeUInt8(bytes.readUInt8(30_000) ^ 4, 30_000);
    writeFileSync(damaged?.path ?? '', bytes);
    expect(entries(books, place.folder).map(({ proved }) => proved)).toEqual([true, false, false]);
    for (const n of [3, 4]) expect(await makeBackups(books.source, [place], depsAt(NOW + n * 1000))).toMatchObject([{ ok: true }]);
    const now = entries(books, place.folder);
    expect(now.map(({ proved }) => proved)).toEqual([true, true, true, true, false]);
    const sealed = now.find(({ name }) => name === left?.name)?.manifest;
    expect(sealed).toMatchObject({ sha256: left?.manifest?.sha256, seq: left?.seq, createdAt: left?.manifest?.createdAt, audit: left?.manifest?.audit, prevSha256: null });
    expect(newest?.manifest?.prevSha256).toBe(left?.manifest?.sha256);
    expect(readdirSync(books.source.staging)).toEqual([]);
  });

  it('e58 goes to the other places when one of them is not the one we know, is gone, or lies in the vault', async () => {
    const books = await backedBooks();
    const [good, other, gone] = [books.place('good'), books.place('other'), books.place('gone')];
    books.place('other', '0190b000-0000-7000-8000-00000000ffff'); // another stick under the same letter
    rmSync(gone.folder, { recursive: true });
    const inside = { id: good.id, folder: join(books.owner.folder, 'backups') };
    const made = await makeBackups(books.source, [other, gone, inside, good], depsAt());
    expect(made.map((one) => (one.ok ? 'ok' : one.code))).toEqual(['TARGET_OTHER', 'TARGET_GONE', 'TARGET_IN_VAULT', 'ok']);
    expect(existsSync(inside.folder)).toBe(false);
  });

  it('T72 of books that are written to meanwhile is of one moment', async () => {
    const books = await backedBooks();
    const place = books.place('stick');
    // between the stages, as the window would
    const deps = depsAt(NOW, { progress: () => void books.issue() });
    const [made] = await makeBackups(books.source, [place], deps);
    expect(made).toMatchObject({ ok: true });
    expect(figuresOf(books.ctx.db).documents).toBeGreaterThan(made?.ok === true ? made.figures.documents : Infinity);
  });
});

describe('what is no good backup', () => {
  const spoil: [what: string, code: string, by: (path: string) => void][] = [
    ['a flipped bit', 'BACKUP_DAMAGED', (path) => {
      const bytes = readFileSync(path);
      bytes.writeUInt8(bytes.readUInt8(9000) ^ 1, 9000);
      writeFileSync(path, bytes);
    }],
    ['a file cut short', 'BACKUP_TRUNCATED', (path) => truncateSync(path, 8192)],
    ['an empty file', 'BACKUP_EMPTY', (path) => truncateSync(path, 0)],
    ['another name', 'BACKUP_RENAMED', (path) => {
      for (const end of ['', '.json']) renameSync(`${path}${end}`, `${path.replace('-2026', '-2025')}${end}`);
    }],
    ['a manifest with other words', 'MANIFEST_FORGED', (path) => writeFileSync(manifestName(path), readFileSync(manifestName(path), 'utf8').replace('0.1.0', '0.1.1'))],
    ['a manifest that is none', 'MANIFEST_FORGED', (path) => writeFileSync(manifestName(path), '{}')],
  ];
  it.each(spoil)('e59 %s is %s, and restores nothing', async (_what, code, by) => {
    const books = await backedBooks();
    const place = books.place('stick');
    await makeBackups(books.source, [place], depsAt());
    by(entries(books, place.folder)[0]?.path ?? '');
    const [entry] = entries(books, place.folder);
    const to = join(books.owner.root, 'look.tmp');
    expect(faultOf(() => entry && fetchBackup(entry, books.session.bk, to, realDisk, () => undefined))).toBe(code);
    expect(existsSync(to)).toBe(false);
  });

  it('e59 a manifest of another backup is MANIFEST_SWAPPED; of another vault OTHER_VAULT; under another kit OTHER_KIT', async () => {
    const books = await backedBooks();
    const place = books.place('stick');
    await makeBackups(books.source, [place], depsAt());
    Array.from({ length: 40 }, books.issue);
    await makeBackups(books.source, [place], depsAt(NOW + 1000));
    const [newer, older] = entries(books, place.folder);
    copyFileSync(manifestName(older?.path ?? ''), manifestName(newer?.path ?? ''));
    expect(entries(books, place.folder)[0]?.fault).toBe('MANIFEST_SWAPPED');
    const mine = whose(books);
    expect(listBackups(place.folder, { ...mine, vaultId: '0190b000-0000-7000-8000-00000000ffff' }, realDisk)[0]?.fault).toBe('OTHER_VAULT');
    expect(listBackups(place.folder, { ...mine, kitSerial: 'AAAA-BBBB' }, realDisk)[0]?.fault).toBe('OTHER_KIT');
    expect(faultOf(() => older && fetchBackup(older, Buffer.alloc(32, 7), join(books.owner.root, 'x.tmp'), realDisk, () => undefined))).toBe('OTHER_KIT');
  });

  it('e60 names that are not exactly ours are not even looked at', () => {
    const name = 'billfold-00000001-000000d1-20261122T093000Z-000012.bak';
    expect(parseName(name)).toMatchObject({ seq: 12, at: '2026-11-22T09:30:00Z' });
    for (const other of [`${name} (conflicted copy)`, name.replace('.bak', ' (1).bak'), `.${name}`, `${name}.part`, `~$${name}`, `${name}.tmp.drivedownload`, 'notes.bak']) expect(parseName(other)).toBeNull();
  });
});

describe('the job', () => {
  it('makes, drills, scrubs and keeps by the rule', async () => {
    const books = await backedBooks();
    const place = books.place('stick');
    const { source } = books;
    const about = { vaultId: source.vaultId, deviceId: source.deviceId, kitSerial: source.kitSerial, appVersion: source.appVersion, staging: source.staging };
    type Rest<T> = T extends BackupTask ? Omit<T, keyof typeof about> : never;
    const task = (rest: Rest<BackupTask>): BackupTask => ({ ...about, ...rest });
    const keys = { database: source.database, dek: source.dek };
    const stages: string[] = [];
    const made = await backupWork(task({ name: 'backupMake', places: [place] }), keys, ({ backup }) => stages.push(backup));
    expect(made).toMatchObject([{ ok: true }]);
    expect([...new Set(stages)]).toEqual(['preflight', 'snapshot', 'verify', 'copy', 'readBack', 'publish']);
    const drilled = backupWork(task({ name: 'backupDrill', place }), keys, () => undefined) as DrillOutcome;
    expect(drilled).toMatchObject({ ok: true, figures: { documents: 4 }, seals: { all: 6, fitting: 6 } });
    expect(backupWork(task({ name: 'backupScrub', place }), keys, () => undefined)).toMatchObject({ checked: 1, code: '' });
    const policy = { last: 7, daily: 14, weekly: 8, monthly: 12, yearly: 7 };
    expect(backupWork(task({ name: 'backupList', place, policy }), keys, () => undefined)).toMatchObject({ code: '', rows: [{ keep: true }] });
    expect(backupWork(task({ name: 'backupKeep', place, policy }), keys, () => undefined)).toMatchObject({ removed: [], code: '' });
    expect(entries(books, place.folder)[0]?.manifest?.deviceId).toBe(DEVICE);
    // somebody with the key in hand takes the guards off and rewrites an issued document: the pages are sound, the seal is not
    const { db } = books.ctx;
    for (const { name } of db.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'document'").all()) db.exec(`DROP TRIGGER ${name}`);
    db.exec("UPDATE document SET reference = reference || 'x' WHERE rid = 2");
    expect(await backupWork(task({ name: 'backupMake', places: [place] }), keys, () => undefined)).toMatchObject([{ ok: true }]);
    expect(backupWork(task({ name: 'backupDrill', place }), keys, () => undefined)).toMatchObject({ ok: true, seals: { all: 6, fitting: 5 } });
    rmSync(place.folder, { recursive: true });
    expect(backupWork(task({ name: 'backupDrill', place }), keys, () => undefined)).toMatchObject({ ok: false, code: 'TARGET_GONE' });
  });
});
