// Keeping by the rule on real files: what goes is ours, proved, older than two that were read again; everything else stays. And the weekly look.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realDisk } from '../../../main/backup/disk.ts';
import { keepByRule, keepList, scrub } from '../../../main/backup/keep.ts';
import { type BackupPlace, makeBackups } from '../../../main/backup/make.ts';
import { type Manifest, sealManifest } from '../../../main/backup/manifest.ts';
import { backupName, manifestName, partId, partPath, workingPath } from '../../../main/backup/name.ts';
import { clearStaging, clearStopped, clearStoppedParts, clearStrays } from '../../../main/backup/strays.ts';
import { USUAL_KEEP } from '../../../domain/retention.ts';
import { renamePatiently } from '../../../main/vault/files.ts';
import { cleanUpAfterEach } from '../vault/fixture.ts';
import { type BackedBooks, backedBooks, depsAt, DEVICE, NOW } from './books.ts';
import { entriesOf } from './state.ts';

cleanUpAfterEach(afterEach);

const DAY = 86_400_000;
const OTHER_DEVICE = '0190a000-0000-7000-8000-0000000000e2';
const FEW = { last: 2, daily: 0, weekly: 0, monthly: 0, yearly: 0 };

let books: BackedBooks;
let place: BackupPlace;
let first: { path: string; manifest: Manifest };

beforeEach(async () => {
  books = await backedBooks();
  place = books.place('stick');
  expect(await makeBackups(books.source, [place], depsAt())).toMatchObject([{ ok: true }]);
  const [entry] = entriesOf(books, place.folder);
  if (entry?.manifest == null) throw new Error('the first backup has a manifest');
  first = { path: entry.path, manifest: entry.manifest };
});

/** The same bytes under another day and number, sealed as a backup of that moment is. */
function add(daysAgo: number, seq: number, changes: { device?: string; epoch?: number; forged?: boolean } = {}): string {
  const deviceId = changes.device ?? DEVICE;
  const createdAt = new Date(NOW - daysAgo * DAY).toISOString();
  const name = backupName(books.session.vaultId, deviceId, createdAt, seq);
  const path = join(place.folder, name);
  copyFileSync(first.path, path);
  const audit = { ...first.manifest.audit, seq, epoch: changes.epoch ?? 1 };
  writeFileSync(manifestName(path), sealManifest(changes.forged === true ? Buffer.alloc(32, 9) : books.session.bk, { ...first.manifest, name, deviceId, createdAt, seq, audit }));
  return name;
}
const seq0 = (): number => first.manifest.seq;
/** Of long ago: below all the others, and above nothing. */
const low = (ago: number): number => 60 - Math.min(ago, 59);
const asked = () => ({ place, whose: { vaultId: books.session.vaultId, kitSerial: books.session.kit.serial, deviceId: DEVICE, bk: books.session.bk } });
const backups = (): string[] => readdirSync(place.folder).filter((name) => name.endsWith('.bak')).toSorted();
const keep = (policy = FEW, nowMs = NOW) => keepByRule(asked(), policy, depsAt(nowMs));

describe('keeping by the rule', () => {
  it('removes what the list showed, file and manifest, and nothing else', () => {
    const old = [3, 2, 1].map((ago) => add(ago, seq0() - ago));
    const shown = keepList(asked(), FEW, depsAt()).rows.filter((row) => !row.keep).map(({ name }) => name);
    expect(shown).toEqual([old[1], old[0]]);
    expect(keep()).toMatchObject({ code: '', removed: shown });
    expect(backups()).toHaveLength(2);
    expect(readdirSync(place.folder).filter((name) => name.endsWith('.bak.json'))).toHaveLength(2);
    expect(keep()).toMatchObject({ code: '', removed: [] });
  });

  it('goes by what is sealed and never by a file’s own time', () => {
    const [oldest, newer] = [add(300, low(300)), add(1, seq0() - 1)];
    utimesSync(join(place.folder, oldest), new Date(NOW), new Date(NOW));
    utimesSync(join(place.folder, newer), new Date(0), new Date(0));
    expect(keep().removed).toEqual([oldest]);
  });

  it('e60 never touches backups of another computer, conflict copies, what is not proved, or other people’s files', () => {
    const theirs = [40, 41, 42].map((ago) => add(ago, low(ago), { device: OTHER_DEVICE }));
    const forged = add(50, low(50), { forged: true });
    const bare = add(51, low(51));
    rmSync(join(place.folder, manifestName(bare)));
    const short = add(52, low(52));
    truncateSync(join(place.folder, short), 8192);
    const conflict = `${add(53, low(53)).replace('.bak', '')} (conflicted copy).bak`;
    copyFileSync(first.path, join(place.folder, conflict));
    writeFileSync(join(place.folder, 'holiday.bak'), 'x');
    add(1, seq0() - 1);
    const gone = [add(2, seq0() - 2), add(53, low(53))];
    const before = backups();
    expect(new Set(keep().removed)).toEqual(new Set(gone));
    expect(backups()).toEqual(before.filter((name) => !gone.includes(name)));
    for (const name of [...theirs, forged, bare, short, conflict, 'holiday.bak']) expect(existsSync(join(place.folder, name))).toBe(true);
  });

  it('e63 T63 a clock that leapt ahead and came back removes nothing', () => {
    for (const ago of [1, 2, 3, 4]) add(ago, seq0() - ago);
    add(-30_000, seq0() + 1);
    expect(keep()).toMatchObject({ code: '', removed: [] });
  });

  it('removes nothing while one of the newest two is not what it was, and says so', () => {
    const [, newer] = [add(2, seq0() - 2), add(1, seq0() - 1), add(3, seq0() - 3)];
    const bytes = readFileSync(join(place.folder, newer));
    bytes.writeUInt8(bytes.readUInt8(20_000) ^ 1, 20_000);
    writeFileSync(join(place.folder, newer), bytes);
    const before = backups();
    expect(keep()).toMatchObject({ code: 'BACKUP_DAMAGED', removed: [] });
    expect(backups()).toEqual(before);
  });

  it('after a restore the backups of the new epoch are the newest, though their numbers are lower', () => {
    const after = [add(0, 5, { epoch: 2 }), add(-0.001, 6, { epoch: 2 })];
    expect(entriesOf(books, place.folder).slice(0, 2).map(({ name }) => name)).toEqual(after.toReversed());
    expect(keep().removed).toEqual([first.manifest.name]);
  });

  it('a manifest that lost its file goes, if it is ours; stopped between the two, the next run ends it', () => {
    const [mine, theirs] = [add(9, seq0() - 9), add(9, seq0() - 9, { device: OTHER_DEVICE })];
    for (const name of [mine, theirs]) rmSync(join(place.folder, name));
    expect(keep()).toMatchObject({ code: '', removed: [] });
    expect(existsSync(join(place.folder, manifestName(mine)))).toBe(false);
    expect(existsSync(join(place.folder, manifestName(theirs)))).toBe(true);
  });

  it('the usual rule over a year of days keeps what it says', () => {
    for (let ago = 1; ago < 366; ago += 1) add(ago, seq0() * 400 - ago);
    // the first of all has the lowest number: it would contradict the clock
    rmSync(first.path);
    rmSync(manifestName(first.path));
    const { removed } = keep(USUAL_KEEP);
    expect(backups()).toHaveLength(365 - removed.length);
    expect(backups().length).toBeLessThanOrEqual(14 + 8 + 12 + 2);
  }, 60_000);
});

describe('the weekly look', () => {
  const look = (random = 0) => scrub(asked(), { ...depsAt(), random: () => random });

  it('reads the newest two and one older, whichever chance picks', () => {
    const names = [1, 2, 3, 4].map((ago) => add(ago, seq0() - ago));
    expect(look()).toMatchObject({ checked: 3, code: '', name: '' });
    truncateSync(join(place.folder, names[3] ?? ''), 4096);
    expect(look(0)).toMatchObject({ checked: 3, code: '' });
    expect(look(0.999)).toMatchObject({ checked: 2, code: 'BACKUP_TRUNCATED', name: names[3] });
  });

  it('finds one bit that rotted', () => {
    const bytes = readFileSync(first.path);
    bytes.writeUInt8(bytes.readUInt8(30_000) ^ 8, 30_000);
    writeFileSync(first.path, bytes);
    expect(look()).toMatchObject({ checked: 0, code: 'BACKUP_DAMAGED', name: first.manifest.name });
  });

  it('e61 does not fetch what is not on this computer: a placeholder is named and never read', () => {
    const disk = { ...realDisk, facts: (path: string) => ({ ...realDisk.facts(path), blocks: 0 }), open: () => { throw new Error('this would download it'); } };
    expect(scrub(asked(), { ...depsAt(NOW, { disk }), random: () => 0 })).toMatchObject({ checked: 0, code: 'PLACEHOLDER' });
  });

  it('a place without backups, and one that is gone, are told apart', () => {
    rmSync(first.path);
    expect(look()).toMatchObject({ code: 'NO_BACKUP' });
    rmSync(place.folder, { recursive: true });
    expect(look()).toMatchObject({ code: 'TARGET_GONE' });
  });
});

const OTHER = '0190b000-0000-7000-8000-0000000e0e0e';

describe('what a crash leaves', () => {
  it('parts of this computer go at once, of this vault after an hour; younger ones and those of others stay', () => {
    const parts = {
      old: partPath(place.folder, books.session.vaultId, partId(OTHER, 'aaaaaaaaaaaaaaaa')), young: partPath(place.folder, books.session.vaultId, partId(OTHER, 'bbbbbbbbbbbbbbbb')), own: partPath(place.folder, books.session.vaultId, partId(books.source.deviceId, 'dddddddddddddddd')),
      theirs: partPath(place.folder, '0190b000-0000-7000-8000-00000000ffff', 'cccccccccccccccc'), foreign: join(place.folder, 'film.part'),
    };
    for (const path of Object.values(parts)) writeFileSync(path, 'x');
    for (const path of [parts.old, parts.theirs, parts.foreign]) utimesSync(path, new Date(NOW - 2 * 3_600_000), new Date(NOW - 2 * 3_600_000));
    utimesSync(parts.young, new Date(NOW - 60_000), new Date(NOW - 60_000));
    clearStrays({ staging: books.source.staging, folders: [place.folder], vaultId: books.session.vaultId, deviceId: books.source.deviceId }, realDisk, NOW);
    expect(Object.entries(parts).filter(([, path]) => existsSync(path)).map(([name]) => name)).toEqual(['young', 'theirs', 'foreign']);
  });

  it('a working copy goes at once when the process that made it is over; one that is at work, or of another computer, has an hour', async () => {
    const over = spawn(process.execPath, ['-e', '']);
    await once(over, 'close');
    const { staging, vaultId, deviceId } = books.source;
    const named = (device: string, pid = 0): string => basename(workingPath(staging, device, 'aaaa')).replace(`-${process.pid}-`, `-${pid}-`);
    const [dead, own, atWork, elsewhere, nobodys] = [named(deviceId, over.pid), named(deviceId, process.pid), named(deviceId, process.ppid), named(OTHER, over.pid), 'a.tmp'];
    for (const name of [dead, `${dead}-journal`, own, atWork, elsewhere, nobodys, 'mine.txt']) writeFileSync(join(staging, name), 'x');
    const cleared = (nowMs: number): string[] => {
      clearStrays({ staging, folders: [], vaultId, deviceId }, realDisk, nowMs);
      return readdirSync(staging).toSorted();
    };
    expect(cleared(Date.now())).toEqual([atWork, elsewhere, nobodys, 'mine.txt'].toSorted());
    expect(cleared(Date.now() + 3_700_000)).toEqual(['mine.txt']);
  });

  it('a backup that was stopped leaves no part of its own on a place, and nothing of others is touched; a place that is gone is nothing to wait for', async () => {
    const [own, other] = [partId(books.source.deviceId, 'aaaaaaaaaaaaaaaa'), partId(OTHER, 'bbbbbbbbbbbbbbbb')].map((id) => partPath(place.folder, books.session.vaultId, id));
    for (const path of [own, other]) writeFileSync(path ?? '', 'x');
    await clearStoppedParts([join(place.folder, 'gone'), place.folder], books.session.vaultId, books.source.deviceId);
    expect([own, other].map((path) => existsSync(path ?? ''))).toEqual([false, true]);
  });

  it('the start of the program clears working copies and copies looked into, however young; a backup that was stopped only the former', () => {
    const staging = join(books.owner.root, 'staging');
    const left = (): string[] => readdirSync(staging).toSorted();
    for (const name of ['a.tmp', 'a.tmp-wal', 'b.look', 'mine.txt']) writeFileSync(join(staging, name), 'x');
    clearStopped(staging, realDisk);
    expect(left()).toEqual(['b.look', 'mine.txt']);
    clearStaging(staging, realDisk);
    expect(left()).toEqual(['mine.txt']);
  });

  it('a file that a scanner or sync program holds on Windows is renamed as soon as it lets go', () => {
    for (const code of ['EBUSY', 'EPERM', 'EACCES']) {
      let held = 3;
      const rename = (): void => {
        held -= 1;
        if (held > 0) throw Object.assign(new Error(code), { code });
      };
      expect(() => renamePatiently('a', 'b', 'linux', rename, 1)).toThrow(code);
      renamePatiently('a', 'b', 'win32', rename, 1);
      expect(held).toBe(0);
    }
    let tries = 0;
    const never = (): never => {
      tries += 1;
      throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
    };
    expect(() => renamePatiently('a', 'b', 'win32', never, 1)).toThrow('EBUSY');
    expect(tries).toBe(10);
  });
});
