// The one place that opens databases: right key or nothing, every setting proved, every hostile file refused quickly and without a trace of key or path.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, copyFileSync, mkdirSync, openSync, readFileSync, readSync, statSync, symlinkSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { APPLICATION_ID, mapDbError, openDatabase, type Db } from '../../../main/db/open.ts';
import { cleanUpAfterEach, failure, tempFolder } from './fixture.ts';

cleanUpAfterEach(afterEach);

const KEY = randomBytes(32);
const options = { schemaVersion: 100 };

function makeFile(folder: string, fill: (db: Db) => void = () => undefined): string {
  const path = join(folder, 'some.db');
  const db = openDatabase(path, KEY, { ...options, create: true });
  db.exec('CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT');
  const add = db.prepare<[string]>('INSERT INTO t (b) VALUES (?)');
  db.transaction(() => { for (let i = 0; i < 2000; i += 1) add.run(`row ${i} ${'x'.repeat(50)}`); })();
  fill(db);
  db.close();
  return path;
}

test('every connection has the settings that secrecy and durability rest on', () => {
  const path = makeFile(tempFolder());
  const expected = {
    cipher: 'sqlcipher', legacy: '4', journal_mode: 'wal', synchronous: 2, foreign_keys: 1, recursive_triggers: 1, trusted_schema: 0,
    cell_size_check: 1, temp_store: 2, secure_delete: 1, application_id: APPLICATION_ID, page_size: 4096,
  };
  for (const readonly of [false, true]) {
    const db = openDatabase(path, KEY, { ...options, readonly });
    const actual = Object.fromEntries(Object.keys(expected).map((name) => [name, db.pragma(name, { simple: true })]));
    expect(actual).toEqual(expected);
    expect(db.pragma('cache_size', { simple: true })).toBe(readonly ? -32_768 : -65_536);
    expect(Number(db.pragma('busy_timeout', { simple: true }))).toBeLessThan(5000);
    db.close();
  }
});

test('the file on disk is not a plain SQLite file and starts with a random salt', () => {
  const [a, b] = [makeFile(tempFolder()), makeFile(tempFolder())].map((path) => readFileSync(path).subarray(0, 16));
  expect(a?.toString('latin1')).not.toBe('SQLite format 3\0');
  expect(a?.equals(b ?? Buffer.alloc(0))).toBe(false);
});

test('another key is told as such and leaves the file untouched', async () => {
  const path = makeFile(tempFolder());
  const before = readFileSync(path);
  expect(await failure(() => openDatabase(path, randomBytes(32), options))).toBe('VAULT_KEY_MISMATCH');
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a plain SQLite file in the place of ours is refused', async () => {
  const path = join(tempFolder(), 'plain.db');
  new Database(path).exec('CREATE TABLE t (a)').close();
  expect(await failure(() => openDatabase(path, KEY, options))).toBe('VAULT_KEY_MISMATCH');
});

test('an empty file is damaged, although SQLite would open it with any key', async () => {
  const path = join(tempFolder(), 'empty.db');
  writeFileSync(path, '');
  expect(await failure(() => openDatabase(path, KEY, options))).toBe('DB_DAMAGED');
  expect(statSync(path).size).toBe(0);
});

test('a truncated file is damaged', async () => {
  const path = makeFile(tempFolder());
  truncateSync(path, 5 * 4096);
  expect(await failure(() => openDatabase(path, KEY, options))).toBe('DB_DAMAGED');
});

test('one flipped bit on any page is noticed when the page is read', async () => {
  const path = makeFile(tempFolder());
  const pages = statSync(path).size / 4096;
  const outcomes = new Set<string>();
  for (let page = 0; page < pages; page += 1) {
    const copy = join(tempFolder(), 'flipped.db');
    copyFileSync(path, copy);
    const fd = openSync(copy, 'r+');
    const byte = Buffer.alloc(1);
    readSync(fd, byte, 0, 1, page * 4096 + 1000);
    writeSync(fd, Buffer.from([byte.readUInt8(0) ^ 4]), 0, 1, page * 4096 + 1000);
    closeSync(fd);
    outcomes.add(await failure(() => {
      const db = openDatabase(copy, KEY, options);
      try {
        db.prepare('SELECT sum(length(b)) FROM t').get();
      } catch (error) {
        throw mapDbError(error);
      } finally {
        db.close();
      }
    }));
  }
  expect([...outcomes].sort()).toEqual(['DB_DAMAGED', 'VAULT_KEY_MISMATCH']); // the first page is where a wrong key shows, too
});

test('a newer schema is DB_FROM_FUTURE and a stranger of the same cipher is not ours', async () => {
  const newer = makeFile(tempFolder(), (db) => { db.pragma('user_version=110'); });
  expect(await failure(() => openDatabase(newer, KEY, options))).toBe('DB_FROM_FUTURE');
  const stranger = makeFile(tempFolder(), (db) => { db.pragma('application_id=7'); });
  expect(await failure(() => openDatabase(stranger, KEY, options))).toBe('DB_DAMAGED');
});

test('folders, pipes, devices and links are refused at once', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'folder'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  symlinkSync('/dev/zero', join(folder, 'zero'));
  symlinkSync(makeFile(folder), join(folder, 'link'));
  for (const name of ['folder', 'pipe', 'zero', 'link']) {
    const started = performance.now();
    expect(await failure(() => openDatabase(join(folder, name), KEY, options))).toBe('FOLDER_UNSAFE');
    expect(performance.now() - started).toBeLessThan(1000);
  }
  expect(await failure(() => openDatabase(join(folder, 'nothing'), KEY, options))).toBe('DB_MISSING');
  expect(await failure(() => openDatabase(join(folder, 'some.db'), KEY, { ...options, create: true }))).toBe('VAULT_EXISTS');
});

test('a key that is not 32 bytes, or was wiped, is refused before any file is touched', async () => {
  const path = join(tempFolder(), 'new.db');
  const bad: unknown[] = [randomBytes(31), randomBytes(33), Buffer.alloc(0), Buffer.alloc(32), 'ab'.repeat(32), 'AB'.repeat(32), ''];
  for (const key of bad) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the point is what happens when the types were ignored
    expect(await failure(() => openDatabase(path, key as Buffer, { ...options, create: true }))).toBe('SELF_TEST_FAILED');
    expect(await failure(() => statSync(path))).toBe('ENOENT');
  }
});

test('an error carries neither key nor path', () => {
  const path = makeFile(tempFolder());
  const key = randomBytes(32);
  try {
    openDatabase(path, key, options);
    expect.unreachable();
  } catch (error) {
    const said = JSON.stringify({ ...(error instanceof Error ? error : {}), message: error instanceof Error ? error.message : '' });
    expect(said).not.toContain(key.toString('hex').slice(0, 8));
    expect(said).not.toContain('some.db');
  }
});

test('a file that another program holds gives up within five seconds', async () => {
  const path = makeFile(tempFolder());
  const holder = openDatabase(path, KEY, options);
  holder.exec('BEGIN IMMEDIATE');
  const started = performance.now();
  const db = openDatabase(path, KEY, { ...options, readonly: true }); // reading goes on
  db.close();
  expect(await failure(() => openDatabase(path, KEY, options))).toBe('DB_BUSY');
  expect(performance.now() - started).toBeLessThan(5000);
  holder.close();
});

test('INSERT OR REPLACE, sorting and temporary tables leave no readable file anywhere', () => {
  const folder = tempFolder();
  const path = makeFile(folder);
  const before = openFiles();
  const db = openDatabase(path, KEY, options);
  db.pragma('cache_size=-100');
  const add = db.prepare<[string]>('INSERT INTO t (b) VALUES (?)');
  db.transaction(() => { for (let i = 0; i < 40_000; i += 1) add.run(`${i * 7919 % 40_000} canary-canary-canary-${'y'.repeat(60)}`); })();
  db.exec('CREATE TEMP TABLE copy AS SELECT * FROM t');
  let sorted = 0;
  for (const row of db.prepare<[], { b: string }>('SELECT b FROM copy ORDER BY b DESC').iterate()) {
    if (sorted === 5) expect(openFiles().filter((file) => !before.includes(file) && !file.startsWith(path))).toEqual([]);
    sorted += row.b.length > 0 ? 1 : 0;
  }
  db.close();
  expect(sorted).toBeGreaterThan(40_000);
});

/** What this process has open besides pipes and sockets, deleted files included. */
function openFiles(): string[] {
  const listing = execFileSync('sh', ['-c', `ls -l /proc/${process.pid}/fd | sed -n 's/.*-> //p'`]).toString();
  return listing.split('\n').filter((file) => file.startsWith('/') && !file.startsWith('/dev/'));
}
