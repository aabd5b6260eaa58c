// A database copied page by page under another key: what SQLite makes of the copy, beside a writer that never rests, out of a log that was never put away, in several threads, out of damaged files.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isAppError } from '../../../contract/errors.ts';
import { copyUnderKey } from '../../../main/db/copyUnderKey.ts';
import { freePages } from '../../../main/db/freePages.ts';
import { WORTH_BYTES, withLanes } from '../../../main/db/lanes.ts';
import { type Db, openDatabase } from '../../../main/db/open.ts';
import { PAGE } from '../../../main/db/sealedPage.ts';
import { isWhole } from '../../../main/db/wholeCheck.ts';

const KEY = Buffer.alloc(32, 7);
const OTHER = Buffer.alloc(32, 9);
const VERSION = 1000;

let folder = '';
let path = '';
let to = '';
let open: Db[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copy-'));
  [path, to] = [join(folder, 'books.db'), join(folder, 'copy.db')];
});
afterEach(() => {
  for (const db of open.splice(0)) db.close();
  rmSync(folder, { recursive: true, force: true });
});

function database(rows: number): Db {
  const db = openDatabase(path, KEY, { create: true, schemaVersion: VERSION });
  open.push(db);
  db.exec('CREATE TABLE parent(n INTEGER PRIMARY KEY, b BLOB); CREATE INDEX byB ON parent(b); CREATE TABLE child(n INTEGER PRIMARY KEY, p INTEGER NOT NULL REFERENCES parent(n)); CREATE TABLE count(v); INSERT INTO count VALUES (0)');
  const [parent, child] = [db.prepare('INSERT INTO parent VALUES (?, randomblob(1500))'), db.prepare('INSERT INTO child VALUES (?, ?)')];
  db.transaction(() => { for (let n = 1; n <= rows; n += 1) { parent.run(n); child.run(n, n); } })();
  return db;
}

function copied(bytes = 0): Db {
  rmSync(to, { force: true });
  withLanes(bytes, (lanes) => copyUnderKey({ path, key: KEY }, { path: to, key: OTHER }, lanes));
  const db = openDatabase(to, OTHER, { readonly: true, schemaVersion: VERSION });
  open.push(db);
  return db;
}

const rowsOf = (db: Db): unknown => ['parent', 'child', 'count'].map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all());

it('the copy has every row, also those that only the log has, needs no log itself, and is whole to SQLite', () => {
  const db = database(300);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.exec('UPDATE parent SET b = randomblob(1500) WHERE n % 3 = 0; DELETE FROM child WHERE n % 5 = 0; INSERT INTO parent VALUES (1000, zeroblob(9000))');
  const copy = copied();
  expect(rowsOf(copy)).toEqual(rowsOf(db));
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(copy.pragma('journal_mode', { simple: true })).toBe('delete');
  expect(readFileSync(to).subarray(0, 16)).not.toEqual(readFileSync(path).subarray(0, 16)); // a salt of its own
});

it('no page of the copy is sealed as it was, nor twice alike', () => {
  database(200).pragma('wal_checkpoint(TRUNCATE)');
  const ivs = (): string[] => {
    copied();
    const bytes = readFileSync(to);
    return Array.from({ length: bytes.length / PAGE }, (_, n) => bytes.subarray(n * PAGE + PAGE - 80, n * PAGE + PAGE - 64).toString('hex'));
  };
  const all = [...ivs(), ...ivs()];
  expect(new Set(all).size).toBe(all.length);
});

it('threads share the copying and the checking, and the outcome is the same', () => {
  const db = database(6000);
  expect(Number(db.pragma('page_count', { simple: true })) * PAGE).toBeGreaterThan(9_000_000);
  const copy = copied(WORTH_BYTES);
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(copy.prepare('SELECT count(*), sum(length(b)) FROM parent').raw().get()).toEqual([6000, 9_000_000]);
  withLanes(WORTH_BYTES, (lanes) => expect(isWhole(copy, to, OTHER, 4096, lanes)).toBe(true));
});

it('T72 beside a process that commits without a pause each copy is of one moment', async () => {
  database(50);
  const script = `
    import { openDatabase } from ${JSON.stringify(join(import.meta.dirname, '../../../main/db/open.ts'))};
    const db = openDatabase(${JSON.stringify(path)}, Buffer.alloc(32, 7), { schemaVersion: ${VERSION} });
    const [count, change, add] = [db.prepare('UPDATE count SET v = v + 1'), db.prepare('UPDATE parent SET b = randomblob(2000) WHERE n % 7 = ?'), db.prepare('INSERT INTO child SELECT max(n) + 1, 1 FROM child')];
    const end = Date.now() + 4000;
    for (let n = 0; Date.now() < end; n += 1) db.transaction(() => { count.run(); change.run(n % 7); add.run(); })();`;
  writeFileSync(join(folder, 'writer.mts'), script);
  const child = spawn(process.execPath, ['--no-warnings', join(folder, 'writer.mts')], { stdio: ['ignore', 'ignore', 'inherit'] });
  let over = false;
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => { over = true; resolve(code); }));
  const seen: number[] = [];
  while (!over) {
    const copy = copied();
    const [commits, children] = [Number(copy.prepare('SELECT v FROM count').pluck().get()), Number(copy.prepare('SELECT count(*) FROM child').pluck().get())];
    expect([copy.pragma('integrity_check', { simple: true }), children]).toEqual(['ok', 50 + commits]);
    seen.push(commits);
    copy.close();
    await new Promise((resolve) => { setTimeout(resolve, 5); });
  }
  expect(await ended).toBe(0);
  expect(new Set(seen).size).toBeGreaterThan(3);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
}, 60_000);

/** Turns one bit of a page. */
function flip(file: string, page: number): void {
  const bytes = readFileSync(file);
  const at = (page - 1) * PAGE + 100;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(file, bytes);
}

it('a page in use that is damaged stops the copy; one that holds nothing does not, and the copy is whole again', () => {
  const db = database(400);
  db.exec('DELETE FROM child; DELETE FROM parent WHERE n > 50');
  db.pragma('wal_checkpoint(TRUNCATE)');
  const free = [...(freePages(path, KEY) ?? [])];
  expect(free.length).toBeGreaterThan(50);
  flip(path, free.at(-1) ?? 0);
  expect(copied().pragma('integrity_check', { simple: true })).toBe('ok');
  const used = Number(db.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().get('byB'));
  flip(path, used);
  let code = '';
  try {
    copied();
  } catch (error) {
    code = isAppError(error) ? error.code : String(error);
  }
  expect(code).toBe('DB_DAMAGED');
});

it('the check in pieces finds what integrity_check finds: an index that is not of its rows, a row without what it refers to, a page nobody has', () => {
  const spoil = (sql: string, unsafe: boolean): boolean => {
    for (const db of open.splice(0)) db.close();
    rmSync(path, { force: true });
    const db = database(100);
    db.pragma('foreign_keys=OFF');
    if (unsafe) { db.unsafeMode(true); db.pragma('writable_schema=ON'); }
    db.exec(sql);
    db.pragma('wal_checkpoint(TRUNCATE)');
    const copy = copied();
    return withLanes(0, (lanes) => isWhole(copy, to, OTHER, 4096, lanes));
  };
  expect(spoil('SELECT 1', false)).toBe(true);
  expect(spoil('DELETE FROM parent WHERE n = 7', false)).toBe(false);
  expect(spoil("UPDATE sqlite_master SET sql = 'CREATE INDEX byB ON parent(length(b))' WHERE name = 'byB'", true)).toBe(false);
  // the entry of the index goes with the schema that knows of it, its pages stay
  expect(spoil("DELETE FROM sqlite_master WHERE name = 'byB'", true)).toBe(false);
});
