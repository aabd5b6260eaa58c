// Row 23: the file is SQLCipher 4 as others understand it, also after a crash, and no bit of it can change unnoticed. Counted in proofs that failed.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Database as Other } from '@signalapp/sqlcipher';
import { schema } from '../../main/db/migrate.ts';
import { APPLICATION_ID, openDatabase } from '../../main/db/open.ts';
import { flipBit, pageKinds } from '../data/pages.ts';
import type { Books } from '../data/books.ts';
import type { Bench, Row } from '../harness/row.ts';

/** Where in the page: in the header or first rows, in the middle, in the bytes that authenticate it. */
const BYTES = [20, 2048, 4090];
const FRAME_HEAD = 24;
const LOG_HEAD = 32;

export const row: Row = {
  id: '23', title: 'proofs of SQLCipher 4 and of tampering that failed', limit: { atMost: 0 }, great: { atMost: 0 }, peer: 'Debian 3.4.1 cannot open it',
  async run(ctx) {
    const proofs = [await theyOpenOurs(ctx), await theyOpenCrashed(ctx), weOpenTheirs(ctx), ...(await flips(ctx))];
    const failed = proofs.filter(([, held]) => !held).map(([what]) => what);
    return { value: failed.length, unit: '', note: `${proofs.length} proofs: ${proofs.map(([what]) => what).join(', ')}.${failed.length > 0 ? ` FAILED: ${failed.join(', ')}.` : ''}` };
  },
};

type Proof = readonly [what: string, held: boolean];

function openWithOther(path: string, key: Buffer): Other {
  const db = new Other(path);
  db.pragma(`key="x'${key.toString('hex')}'"`);
  return db;
}

async function theyOpenOurs(ctx: Bench): Promise<Proof> {
  const books = await ctx.books(ctx.small, 'cipher');
  books.close();
  const db = openWithOther(books.file, books.made.key);
  const whole = JSON.stringify([db.pragma('cipher_integrity_check'), db.pragma('integrity_check')]);
  const count = db.prepare('SELECT count(*) AS n FROM document').get();
  const found = db.prepare("SELECT count(*) AS n FROM document_fts WHERE document_fts MATCH 'inv'").get();
  db.close();
  const held = whole === '[[],[{"integrity_check":"ok"}]]' && count?.['n'] === ctx.small && found?.['n'] === ctx.small;
  return ["Signal's SQLCipher opens a company with the raw key, every page authentic, search works", held];
}

const ISSUES = 20;

/** A process that is killed right after issuing, its log never written back. */
async function theyOpenCrashed(ctx: Bench): Promise<Proof> {
  const books = await ctx.books(ctx.small, 'cipher');
  books.close();
  const given = JSON.stringify({ file: books.file, key: books.made.key.toString('hex'), ak: books.made.ak.toString('hex'), owner: books.made.owner, count: ISSUES - 1, die: true });
  const child = spawnSync(process.execPath, [join(import.meta.dirname, '..', 'data', 'issueMany.ts')], { input: given, encoding: 'utf8' });
  if (child.signal !== 'SIGKILL') throw new Error(`the issuing process was not killed: ${child.stderr}`);
  const logged = statSync(`${books.file}-wal`).size > LOG_HEAD;
  const db = openWithOther(books.file, books.made.key);
  const count = db.prepare('SELECT count(*) AS n FROM document').get();
  const whole = JSON.stringify([db.pragma('cipher_integrity_check'), db.pragma('integrity_check')]);
  db.close();
  return ['it replays the log of a killed process', logged && count?.['n'] === ctx.small + ISSUES && whole === '[[],[{"integrity_check":"ok"}]]'];
}

function weOpenTheirs(ctx: Bench): Proof {
  const path = join(ctx.folder('theirs'), 'theirs.db');
  const key = randomBytes(32);
  const theirs = openWithOther(path, key);
  theirs.exec(`PRAGMA application_id=${APPLICATION_ID}; PRAGMA user_version=10; CREATE TABLE t (a TEXT) STRICT; INSERT INTO t VALUES ('from elsewhere')`);
  theirs.close();
  const db = openDatabase(path, key, { schemaVersion: schema.latest });
  const row = db.prepare<[], { a: string }>('SELECT a FROM t').get();
  db.close();
  return ['we open theirs', row?.a === 'from elsewhere'];
}

async function flips(ctx: Bench): Promise<Proof[]> {
  const books = await ctx.books(ctx.small, 'cipher');
  // Something long for overflow pages, and something gone for free ones.
  books.db.exec("CREATE TABLE bench_long (a INTEGER PRIMARY KEY, b TEXT) STRICT; CREATE INDEX bench_long_b ON bench_long (b)");
  books.db.exec("INSERT INTO bench_long SELECT value, hex(randomblob(6000)) FROM generate_series(1, 60)".replace('generate_series(1, 60)', 'json_each(json_array(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20))'));
  books.db.exec('DELETE FROM bench_long WHERE a > 12');
  books.db.pragma('wal_checkpoint(TRUNCATE)');
  const kinds = pageKinds(books.db);
  books.close();
  const proofs = kinds.map(({ kind, page }): Proof => [`a flipped bit in: ${kind}`, BYTES.every((byte) => isNoticed(books, kind, page, byte))]);
  return [...proofs, logFlip(books)];
}

/** By our own connection; a free page, which nobody reads, by SQLCipher's check of the file. */
function isNoticed(books: Books, kind: string, page: number, byte: number): boolean {
  const copy = `${books.file}.flipped`;
  copyFileSync(books.file, copy);
  flipBit(copy, page, byte);
  if (kind === 'free page') {
    const db = openWithOther(copy, books.made.key);
    const wrong = db.pragma('cipher_integrity_check');
    db.close();
    return Array.isArray(wrong) && wrong.length > 0;
  }
  return isDamaged(copy, books.made.key);
}

function isDamaged(path: string, key: Buffer): boolean {
  try {
    const db = openDatabase(path, key, { schemaVersion: schema.latest });
    try {
      return db.pragma('integrity_check', { simple: true }) !== 'ok';
    } finally {
      db.close();
    }
  } catch {
    return true; // refused: as it should be
  }
}

/** A damaged frame of the log ends the log there: the commit in it does not count, and nothing half-read is ever shown. */
function logFlip(books: Books): Proof {
  const db = books.reopen();
  db.exec("CREATE TABLE bench_log (a TEXT) STRICT; INSERT INTO bench_log VALUES ('first')");
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.exec("INSERT INTO bench_log VALUES ('second')");
  const copy = `${books.file}.log`;
  copyFileSync(books.file, copy);
  copyFileSync(`${books.file}-wal`, `${copy}-wal`);
  db.close();
  // The page begins after the log's and the frame's heads.
  flipByte(`${copy}-wal`, LOG_HEAD + FRAME_HEAD + 100);
  const again = openDatabase(copy, books.made.key, { schemaVersion: schema.latest });
  const rows = again.prepare<[], { a: string }>('SELECT a FROM bench_log').all();
  const whole = again.pragma('integrity_check', { simple: true });
  again.close();
  return ['a flipped bit in the log', rows.length === 1 && rows[0]?.a === 'first' && whole === 'ok'];
}

function flipByte(file: string, at: number): void {
  flipBit(file, 1, at);
}
