// Backups when the place fails: at each single operation, pulled out at every tenth of each stage, full, slow. Old backups stay, the code is right, the next run cleans up.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { realDisk } from '../../../main/backup/disk.ts';
import { placeFault } from '../../../main/backup/fault.ts';
import { makeBackups } from '../../../main/backup/make.ts';
import { writeMarker } from '../../../main/files/targetMarker.ts';
import { attach } from '../../../main/service/asides.ts';
import { cleanUpAfterEach } from '../vault/fixture.ts';
import { type BackedBooks, backedBooks, depsAt, NOW } from './books.ts';
import { faultyDisk, type Op } from './faultyDisk.ts';
import { entriesOf, expectBooksWhole, expectIntact, expectNextCleansUp, hashes, partsIn } from './state.ts';

cleanUpAfterEach(afterEach);

const HOUR = 3_600_000;
const STAGES = ['preflight', 'copy', 'readBack', 'publish'] as const;
/** Told once: what lies in between is covered operation by operation. */
const ONE_STEP: readonly string[] = ['preflight', 'publish'];
/** By the system's code, what a person is told. */
const TOLD = { EIO: 'TARGET_IO', ENOSPC: 'TARGET_FULL', EROFS: 'TARGET_READ_ONLY', ENODEV: 'TARGET_GONE' } as const;
const SWEPT = ['EIO', 'ENOSPC', 'EROFS', 'ENODEV'] as const;
/** Told apart by the same function: one operation of each is enough. */
const ALIKE: readonly (readonly [string, string])[] = [
  ['EDQUOT', 'TARGET_FULL'], ['EACCES', 'TARGET_READ_ONLY'], ['EPERM', 'TARGET_READ_ONLY'], ['ENOENT', 'TARGET_GONE'], ['ENXIO', 'TARGET_GONE'], ['ESTALE', 'TARGET_GONE'], ['ENOTCONN', 'TARGET_GONE'], ['EFBIG', 'TARGET_FILE_TOO_LARGE'], ['ETIMEDOUT', 'TARGET_SLOW'], ['EBADMSG', 'TARGET_IO'],
];

/** Ten pieces of one mebibyte, so that a tenth of a stage is a real moment. */
function grow(books: BackedBooks, mib: number): void {
  const document = books.issue();
  for (const _ of attach(books.ctx, document, 'plans.bin', randomBytes(mib * 1024 * 1024))) continue;
}

function clearNew(folder: string, before: Readonly<Record<string, string>>): void {
  for (const name of readdirSync(folder)) if (before[name] === undefined) rmSync(join(folder, name));
}

describe('one operation fails', () => {
  it.each(SWEPT)('with %s, wherever it is: the code fits, nothing older is touched, the next run is clean', async (code) => {
    const books = await backedBooks();
    const place = books.place('stick');
    await makeBackups(books.source, [place], depsAt());
    const before = hashes(place.folder);
    const told = new Set<string>();
    for (let at = 0; ; at += 1) {
      const disk = faultyDisk(place.folder, { at, code });
      const [made] = await makeBackups(books.source, [place], depsAt(NOW + (1 + at) * 1000, { disk }));
      expectIntact(books, place.folder, before);
      expect(partsIn(books.source.staging)).toEqual([]);
      if (disk.struck === null) break;
      if (made?.ok === true) expect(MAY_FAIL_QUIETLY).toContain(disk.struck);
      else told.add(made?.code ?? '');
      clearNew(place.folder, before); // else each run would have more to list than the one before
    }
    expect([...told]).toEqual([TOLD[code]]);
    await expectNextCleansUp(books, place);
    expectBooksWhole(books);
  }, 60_000);

  it.each(ALIKE)('%s while writing is %s', (code, told) => {
    expect(placeFault(Object.assign(new Error(code), { code }), 'copy')).toMatchObject({ code: told, stage: 'copy' });
  });

  /** Looking for leftovers and reading older manifests may fail without making the backup one that failed. */
  const MAY_FAIL_QUIETLY: readonly Op[] = ['exists', 'names', 'facts', 'readText', 'remove'];
});

describe('the place is pulled out', () => {
  it.each(STAGES)('e57 at every tenth of %s: said so, older backups whole when it comes back, parts cleaned up by the next run', async (stage) => {
    const books = await backedBooks();
    grow(books, 10);
    const place = books.place('stick');
    await makeBackups(books.source, [place], depsAt());
    const before = hashes(place.folder);
    const codes = new Set<string>();
    for (let tenth = 0; tenth < (ONE_STEP.includes(stage) ? 1 : 10); tenth += 1) {
      const disk = faultyDisk(place.folder);
      const progress = (now: string, target: string | null, done: number, total: number): void => {
        if (now !== stage || target === null || disk.pulled || done < (tenth * total) / 10) return;
        disk.pull();
        renameSync(place.folder, `${place.folder}.gone`);
      };
      const [made] = await makeBackups(books.source, [place], depsAt(NOW + (1 + tenth) * 1000, { disk, progress }));
      codes.add(made?.ok === false ? made.code : 'ok');
      expect(existsSync(place.folder)).toBe(false);
      renameSync(`${place.folder}.gone`, place.folder);
      expectIntact(books, place.folder, before);
      expect(partsIn(books.source.staging)).toEqual([]);
    }
    for (const code of codes) expect(['TARGET_GONE', 'TARGET_IO']).toContain(code);
    await expectNextCleansUp(books, place);
    expectBooksWhole(books);
  }, 120_000);
});

describe('e58 a full disk', () => {
  it('that fills at any write is told as full, and the half file is gone at once', async () => {
    const books = await backedBooks();
    const place = books.place('stick');
    await makeBackups(books.source, [place], depsAt());
    const before = hashes(place.folder);
    let writes = 0;
    for (let at = 0; ; at += 1) {
      const disk = faultyDisk(place.folder, { at, code: 'ENOSPC', every: true });
      const [made] = await makeBackups(books.source, [place], depsAt(NOW + (1 + at) * 1000, { disk }));
      if (disk.struck === null) break;
      if (disk.struck !== 'write') {
        clearNew(place.folder, before);
        continue;
      }
      writes += 1;
      expect(made).toMatchObject({ ok: false, code: 'TARGET_FULL' });
      expect(partsIn(place.folder)).toEqual([]);
      expectIntact(books, place.folder, before);
      clearNew(place.folder, before);
    }
    expect(writes).toBeGreaterThanOrEqual(2); // the backup and its manifest
  }, 30_000);

  it('is seen before anything is copied when the room does not suffice', async () => {
    const books = await backedBooks();
    const place = books.place('stick');
    const disk = { ...realDisk, room: () => ({ free: 4096, type: 0 }) };
    expect(await makeBackups({ ...books.source, staging: join(books.owner.root, 'elsewhere') }, [place], depsAt(NOW, { disk }))).toMatchObject([{ ok: false, code: 'TARGET_FULL', stage: 'preflight' }]);
    expect(existsSync(join(books.owner.root, 'elsewhere'))).toBe(false);
  });

  const tiny = tinyDisk();
  it.skipIf(tiny === null)('a real one of 6 MB that another program fills meanwhile: told as full, the older backup whole', async () => {
    const books = await backedBooks();
    const folder = tiny ?? '';
    const place = { id: '0190a000-0000-7000-8000-00000000f011', folder: join(folder, 'Billfold') };
    try {
      mkdirSync(place.folder);
      writeMarker(place.folder, { targetId: place.id, vaultId: books.session.vaultId });
      expect(await makeBackups(books.source, [place], depsAt())).toMatchObject([{ ok: true }]);
      const before = hashes(place.folder);
      let filled = false;
      const progress = (stage: string, _target: string | null, done: number): void => {
        if (stage !== 'copy' || done !== 0 || filled) return;
        filled = true;
        spawnSync('dd', ['if=/dev/zero', `of=${join(folder, 'film')}`, 'bs=64k']);
      };
      expect(await makeBackups(books.source, [place], depsAt(NOW + 1000, { progress }))).toMatchObject([{ ok: false, code: 'TARGET_FULL', stage: 'copy' }]);
      expect(hashes(place.folder)).toEqual(before);
      expect(entriesOf(books, place.folder)).toMatchObject([{ proved: true }]);
    } finally {
      spawnSync('umount', [folder]);
      rmdirSync(folder);
    }
  });

  it('of our own is told as ours and not as the place’s', async () => {
    const books = await backedBooks();
    const place = books.place('stick');
    const disk = { ...realDisk, room: (path: string) => (path === books.source.staging ? { free: 4096, type: 0 } : realDisk.room(path)) };
    await expect(makeBackups(books.source, [place], depsAt(NOW, { disk }))).rejects.toMatchObject({ code: 'STAGING_FULL' });
    expect(partsIn(books.source.staging)).toEqual([]);
  });
});

describe('odd places and odd times', () => {
  it('e58 a drive formatted as FAT refuses books of four gibibytes before anything is copied, and takes those below', async () => {
    const books = await backedBooks();
    const place = books.place('stick');
    const fat = (bytes: number) => ({ ...realDisk, room: () => ({ free: 64 * 1024 ** 3, type: 0x4d44 }), facts: (path: string) => ({ ...realDisk.facts(path), ...(path === books.source.database && { bytes }) }) });
    const made = (bytes: number) => makeBackups(books.source, [place], depsAt(NOW, { disk: fat(bytes) }));
    expect(await made(4 * 1024 ** 3)).toMatchObject([{ ok: false, code: 'TARGET_FILE_TOO_LARGE', stage: 'preflight' }]);
    expect(existsSync(books.source.staging) ? partsIn(books.source.staging) : []).toEqual([]);
    expect(await made(4 * 1024 ** 3 - 1)).toMatchObject([{ ok: true }]);
  });


  it.each([
    ['a quote and a semicolon', `it's; DROP TABLE document;--`], ['a line break', 'two\nlines'], ['a per cent sign', '100 % %2e%2e %s'], ['an emoji', '💾 Sicherung é'],
    ['what looks like a database address', 'file:x?key=1&mode=memory'], ['300 characters', join('b'.repeat(150), 'c'.repeat(150))],
  ])('e65 a folder with %s works, and no file anywhere carries a key in its name', async (_what, name) => {
    const books = await backedBooks();
    const place = books.place(name);
    const source = { ...books.source, staging: join(books.owner.root, `staging ${name}`) };
    expect(await makeBackups(source, [place], depsAt())).toMatchObject([{ ok: true }]);
    expect(entriesOf(books, place.folder)).toMatchObject([{ proved: true, fault: null }]);
    const all = execFileSync('find', [books.owner.root], { encoding: 'utf8' });
    for (const key of [books.source.dek, books.session.bk]) expect(all).not.toContain(key.toString('hex'));
  });

  it('e63 T63 clocks that leap into the future and back make backups all the same, each under its own name and in the order of the log', async () => {
    const books = await backedBooks();
    const place = books.place('stick');
    for (const at of [NOW, NOW + 70 * 365 * 24 * HOUR, NOW - 24 * HOUR, NOW + HOUR]) {
      books.issue();
      expect(await makeBackups(books.source, [place], depsAt(at))).toMatchObject([{ ok: true }]);
    }
    const seqs = entriesOf(books, place.folder).map(({ seq, proved }) => (proved ? seq : -1));
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
    expect(new Set(seqs).size).toBe(4);
  });

  it('a slow disk is waited for, and tells how far it is', async () => {
    const books = await backedBooks();
    grow(books, 3);
    const place = books.place('stick');
    const wait = new Int32Array(new SharedArrayBuffer(4));
    const disk = { ...realDisk, write: (file: number, bytes: Uint8Array) => { Atomics.wait(wait, 0, 0, 60); realDisk.write(file, bytes); } };
    const copied: number[] = [];
    const progress = (stage: string, target: string | null, done: number): void => void (stage === 'copy' && target !== null && copied.push(done));
    expect(await makeBackups(books.source, [place], depsAt(NOW, { disk, progress }))).toMatchObject([{ ok: true }]);
    expect(copied.length).toBeGreaterThan(3);
    expect(copied).toEqual(copied.toSorted((a, b) => a - b));
  });

  it('bytes that come back different from the place are noticed before the file gets its name', async () => {
    const books = await backedBooks();
    const place = books.place('stick');
    const liar = { ...realDisk, write: (file: number, bytes: Uint8Array) => {
      const spoilt = Buffer.from(bytes);
      if (spoilt.length > 8192) spoilt[5000] = (spoilt[5000] ?? 0) ^ 4;
      realDisk.write(file, spoilt);
    } };
    expect(await makeBackups(books.source, [place], depsAt(NOW, { disk: liar }))).toMatchObject([{ ok: false, code: 'TARGET_IO', stage: 'readBack' }]);
    expect(entriesOf(books, place.folder)).toEqual([]);
    expect(partsIn(place.folder)).toEqual([]);
  });

  it('damaged books are never sent out as a backup', async () => {
    const books = await backedBooks();
    const place = books.place('stick');
    await makeBackups(books.source, [place], depsAt());
    const before = hashes(place.folder);
    books.ctx.db.pragma('wal_checkpoint(TRUNCATE)');
    const broken = join(books.owner.root, 'elsewhere', 'broken.db');
    mkdirSync(join(books.owner.root, 'elsewhere'));
    const bytes = readFileSync(books.source.database);
    bytes.fill(0xaa, 60_000, 60_100);
    writeFileSync(broken, bytes);
    await expect(makeBackups({ ...books.source, database: broken }, [place], depsAt(NOW + 1000))).rejects.toMatchObject({ code: 'SOURCE_DAMAGED' });
    expect(hashes(place.folder)).toEqual(before);
    expect(partsIn(books.source.staging)).toEqual([]);
  });

  it('a copy whose sums are not those of the books is never sent out', async () => {
    const books = await backedBooks();
    const place = books.place('stick');
    const { db } = books.ctx;
    const guards = db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'document' AND sql LIKE '%UPDATE%'").pluck().all();
    const falsify = (stage: string): void => {
      if (stage !== 'verify') return; // the copy is made by then
      for (const name of guards) db.exec(`DROP TRIGGER IF EXISTS ${String(name)}`);
      db.exec('UPDATE document SET rounding = rounding + 1, payable = payable + 1 WHERE rid = (SELECT min(rid) FROM document)');
    };
    await expect(makeBackups(books.source, [place], depsAt(NOW, { progress: falsify }))).rejects.toMatchObject({ code: 'SOURCE_DAMAGED', stage: 'verify' });
    expect(entriesOf(books, place.folder)).toEqual([]);
    expect(partsIn(books.source.staging)).toEqual([]);
  });
});

/** A file system of 6 MB, where this computer lets us mount one; null elsewhere. */
function tinyDisk(): string | null {
  if (process.platform !== 'linux') return null;
  const folder = mkdtempSync(join(tmpdir(), 'billfold-tiny-'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder]).status === 0) return folder;
  rmdirSync(folder);
  return null;
}
