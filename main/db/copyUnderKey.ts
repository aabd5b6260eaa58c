// A whole database copied into a new file under another key: its pages as they lie there, each opened once and sealed once. Called by main/backup/snapshot.ts and
// main/restore/prepare.ts; bench row 20b measures it.
import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { AppError } from '../../contract/errors.ts';
import { freePages } from './freePages.ts';
import { freeze } from './frozen.ts';
import type { Lanes } from './lanes.ts';
import { withDbErrors } from './open.ts';
import { reseal, type ResealTask } from './reseal.ts';
import { PAGE, SALT } from './sealedPage.ts';
import { randomBytes } from 'node:crypto';

interface Keyed { path: string; key: Buffer }
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0; // not on Windows

/**
 * Writes `to` (which must not exist) from the database `from`, of one moment; others may go on writing it, and wait for nothing; only its log grows meanwhile. What the
 * copy has is what SQLite's own pages have: nothing is taken apart. Only where this process has no other connection to `from` (the job process): closing the file lets
 * go of their locks. The caller looks at the copy whole and syncs it. Errors: as openDatabase; DB_DAMAGED for a page in use that is not authentic.
 */
export function copyUnderKey(from: Keyed, to: Keyed, lanes: Lanes): void {
  withDbErrors(() => {
    const out = openSync(to.path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW, 0o600);
    const file = openSync(from.path, constants.O_RDONLY | NO_FOLLOW);
    try {
      const { pages, taken, release } = freeze(from.path, from.key, (page, sealed) => writeWhole(out, sealed, (page - 1) * PAGE));
      try {
        ftruncateSync(out, pages * PAGE);
        resealAll({ path: to.path, source: { file, taken } }, pages, saltOf(file), from.key, to.key, lanes);
      } finally {
        release();
      }
    } finally {
      closeSync(file); // after SQLite's own: on POSIX systems closing a file lets go of every lock that this process has on it
      closeSync(out);
    }
  });
}

/**
 * A working copy that nobody has open, from one key to another where it lies; the caller syncs it. Never the vault's own file: cut off in the middle, neither key
 * opens it. Errors: DB_DAMAGED.
 */
export function resealScratch(path: string, fromKey: Buffer, toKey: Buffer, lanes: Lanes): void {
  withDbErrors(() => {
    const file = openSync(path, constants.O_RDONLY | NO_FOLLOW);
    try {
      resealAll({ path, source: null }, fstatSync(file).size / PAGE, saltOf(file), fromKey, toKey, lanes);
    } finally {
      closeSync(file);
    }
  });
}

function resealAll({ path, source }: Pick<ResealTask, 'path' | 'source'>, pages: number, salt: Buffer, fromKey: Buffer, toKey: Buffer, lanes: Lanes): void {
  const keys = new SharedArrayBuffer(fromKey.length + toKey.length);
  fromKey.copy(Buffer.from(keys));
  toKey.copy(Buffer.from(keys), fromKey.length);
  try {
    const unread = lanes.run({ kind: 'reseal', path, source, pages, keys, salts: { from: salt, to: randomBytes(SALT) } }, reseal).flat();
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
  readSync(file, salt, 0, SALT, 0);
  return salt;
}

function writeWhole(file: number, bytes: Buffer, at: number): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, at + done);
}
