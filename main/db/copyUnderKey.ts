// A whole database copied into a new file under another key: its pages as they lie there, each opened once and sealed once. Called by main/backup/snapshot.ts and
// main/restore/prepare.ts; bench row 20b measures it.
import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { AppError } from '../../contract/errors.ts';
import { freePages } from './freePages.ts';
import { freeze } from './frozen.ts';
import type { Lanes } from './lanes.ts';
import { withDbErrors } from './open.ts';
import { PAGES_AT_ONCE, reseal } from './reseal.ts';
import { PAGE, SALT } from './sealedPage.ts';
import { randomBytes } from 'node:crypto';

interface Keyed { path: string; key: Buffer }
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0; // not on Windows

/**
 * Writes `to` (which must not exist) from the database `from`, of one moment; others may go on writing it, and wait for nothing. What the copy has is what SQLite's own
 * pages have: nothing is taken apart. The caller looks at it whole and syncs it. Errors: as openDatabase; DB_DAMAGED for a page in use that is not authentic.
 */
export function copyUnderKey(from: Keyed, to: Keyed, lanes: Lanes): void {
  withDbErrors(() => {
    const out = openSync(to.path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW, 0o600);
    try {
      const pages = copyRaw(from, out);
      resealAll(to.path, pages, saltOf(out), from.key, to.key, lanes);
    } finally {
      closeSync(out);
    }
  });
}

/** Only where this process has no other connection to the file (the job process): closing it lets go of their locks. Quick, so that the log is not kept from going into the database for longer than a plain copy takes. Answers the length in pages. */
function copyRaw({ path, key }: Keyed, out: number): number {
  const put = (page: number, sealed: Buffer): void => writeWhole(out, sealed, (page - 1) * PAGE);
  const source = openSync(path, constants.O_RDONLY | NO_FOLLOW);
  try {
    const { pages, taken, release } = freeze(path, key, put);
    try {
      const piece = Buffer.alloc(PAGES_AT_ONCE * PAGE);
      for (let first = 0; first < pages; first += PAGES_AT_ONCE) {
        const count = Math.min(PAGES_AT_ONCE, pages - first);
        const there = Math.floor(readUpTo(source, piece.subarray(0, count * PAGE), first * PAGE) / PAGE);
        for (const [begin, end] of runs(first, first + there, taken)) writeWhole(out, piece.subarray((begin - first) * PAGE, (end - first) * PAGE), begin * PAGE);
      }
    } finally {
      release();
    }
    ftruncateSync(out, pages * PAGE);
    return pages;
  } finally {
    closeSync(source); // after SQLite's own: on POSIX systems closing a file lets go of every lock that this process has on it
  }
}

/** Stretches of pages (counted from 0) between those that are taken (numbered from 1). */
function* runs(first: number, end: number, taken: ReadonlySet<number>): Generator<[begin: number, end: number]> {
  let begin = first;
  for (let at = first; at < end; at += 1) {
    if (!taken.has(at + 1)) continue;
    if (at > begin) yield [begin, at];
    begin = at + 1;
  }
  if (end > begin) yield [begin, end];
}

/**
 * A working copy that nobody has open, from one key to another where it lies; the caller syncs it. Never the vault's own file: cut off in the middle, neither key
 * opens it. Errors: DB_DAMAGED.
 */
export function resealScratch(path: string, fromKey: Buffer, toKey: Buffer, lanes: Lanes): void {
  withDbErrors(() => {
    const file = openSync(path, constants.O_RDONLY | NO_FOLLOW);
    try {
      resealAll(path, fstatSync(file).size / PAGE, saltOf(file), fromKey, toKey, lanes);
    } finally {
      closeSync(file);
    }
  });
}

function resealAll(path: string, pages: number, salt: Buffer, fromKey: Buffer, toKey: Buffer, lanes: Lanes): void {
  const keys = new SharedArrayBuffer(fromKey.length + toKey.length);
  fromKey.copy(Buffer.from(keys));
  toKey.copy(Buffer.from(keys), fromKey.length);
  try {
    const unread = lanes.run({ kind: 'reseal', path, pages, keys, salts: { from: salt, to: randomBytes(SALT) } }, reseal).flat();
    if (unread.length === 0) return;
    // A page that holds nothing need not be readable: SQLite never looks at it.
    const free = freePages(path, toKey);
    if (free === null || unread.some((page) => !free.has(page))) throw new AppError('DB_DAMAGED');
  } finally {
    Buffer.from(keys).fill(0);
  }
}

function saltOf(file: number): Buffer {
  const salt = Buffer.alloc(SALT);
  readUpTo(file, salt, 0);
  return salt;
}

function readUpTo(file: number, into: Buffer, at: number): number {
  let done = 0;
  for (let n = 1; n > 0 && done < into.length; done += n) n = readSync(file, into, done, into.length - done, at + done);
  return done;
}

function writeWhole(file: number, bytes: Buffer, at: number): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, at + done);
}
