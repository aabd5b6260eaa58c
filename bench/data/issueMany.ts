// A process of its own that issues a few invoices between two marks that a tracer can see. Started by the row that counts syncs; what it needs comes in on stdin.
import { accessSync, readFileSync } from 'node:fs';
import { schema } from '../../main/db/migrate.ts';
import { openDatabase } from '../../main/db/open.ts';
import { contextOf } from './context.ts';
import { draftSource, issue } from './issuing.ts';
import type { Books } from './books.ts';

const given = JSON.parse(readFileSync(0, 'utf8'));
const key = Buffer.from(String(given.key), 'hex');
const ak = Buffer.from(String(given.ak), 'hex');
const reopen = (): Books['db'] => openDatabase(String(given.file), key, { schemaVersion: schema.latest });
const db = reopen();
const books: Books = {
  kind: 'cipher', file: String(given.file), made: { folder: '', key, ak, totpSecret: Buffer.alloc(0), owner: given.owner, keyring: {} }, db, ctx: contextOf(db, ak, given.owner), reopen,
  close: () => db.close(),
};
const next = draftSource(books, 5);
const first = next();
const ready = Array.from({ length: Number(given.count) }, next);
db.pragma('wal_checkpoint(TRUNCATE)');
// The first commit after a checkpoint also syncs the new header of the write-ahead log.
issue(books, first);
mark('bench-begin');
for (const one of ready) issue(books, one);
mark('bench-end');
if (given.die === true) process.kill(process.pid, 'SIGKILL');
books.close();

function mark(name: string): void {
  try {
    accessSync(name);
  } catch {
    // there is no such file: asking for it was the mark
  }
}
