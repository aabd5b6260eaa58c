// Pages of a file that nobody writes, from one key to another, in place. Called by laneTasks.ts, in as many threads as there are lanes.
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { emptyInside, INSIDE, LOCK_PAGE, PAGE, PageKey } from './sealedPage.ts';

export interface ResealTask {
  kind: 'reseal';
  path: string;
  pages: number;
  /** Both keys, one after the other: shared, so that whoever made them wipes them for everybody. */
  keys: SharedArrayBuffer;
  salts: { from: Uint8Array; to: Uint8Array };
}

export const PAGES_AT_ONCE = 256;
/** Where the first page says how the file is written: 1 is a file without a log beside it. */
const WRITE_FORMAT = 18;
const READ_FORMAT = 19;

export function pieces({ pages }: ResealTask): number {
  return Math.ceil(pages / PAGES_AT_ONCE);
}

/**
 * Does what it can claim. Answers the pages that are not authentic: they are sealed as empty ones, and the caller has to see that nothing is kept in them.
 * A page that SQLite never wrote is one of those.
 */
export function reseal(task: ResealTask, claim: () => number | null): number[] {
  const unread: number[] = [];
  const [from, to] = [Buffer.from(task.keys, 0, 32), Buffer.from(task.keys, 32, 32)];
  const [opening, sealing] = [new PageKey(from, Buffer.from(task.salts.from)), new PageKey(to, Buffer.from(task.salts.to))];
  const chunk = Buffer.alloc(PAGES_AT_ONCE * PAGE);
  const file = openSync(task.path, 'r+');
  try {
    for (let piece = claim(); piece !== null; piece = claim()) {
      const first = piece * PAGES_AT_ONCE;
      const part = chunk.subarray(0, Math.min(PAGES_AT_ONCE, task.pages - first) * PAGE);
      if (!whole(part, (into, at) => readSync(file, into, 0, into.length, first * PAGE + at))) throw Object.assign(new Error('shorter than it was'), { code: 'SQLITE_CORRUPT' });
      unread.push(...resealPart(part, first, opening, sealing));
      whole(part, (bytes, at) => writeSync(file, bytes, 0, bytes.length, first * PAGE + at));
    }
    return unread;
  } finally {
    closeSync(file);
    opening.wipe();
    sealing.wipe();
  }
}

function resealPart(part: Buffer, first: number, from: PageKey, to: PageKey): number[] {
  if (first === 0) return [...resealFirst(part.subarray(0, PAGE), from, to), ...resealMany(part.subarray(PAGE), 2, from, to)];
  return resealMany(part, first + 1, from, to);
}

/** The page that says how the file is written. */
function resealFirst(page: Buffer, from: PageKey, to: PageKey): number[] {
  const opened = from.open(page, 1);
  const inside = opened ?? emptyInside();
  inside.fill(1, WRITE_FORMAT, READ_FORMAT + 1);
  to.seal(inside, page, 1);
  inside.fill(0);
  return opened === null ? [1] : [];
}

/** Pages from number `first` on. The cipher is set to work once for all of them: by itself each would take twice as long. */
function resealMany(part: Buffer, first: number, from: PageKey, to: PageKey): number[] {
  if (part.length === 0) return [];
  const isLock = (n: number): boolean => n === LOCK_PAGE;
  const unread: number[] = [];
  for (let at = 0; at < part.length; at += PAGE) {
    const n = first + at / PAGE;
    if (!isLock(n) && !from.isAuthentic(part.subarray(at, at + PAGE), n)) unread.push(n);
  }
  const inside = from.openAll(part);
  for (const n of unread) inside.fill(0, (n - first) * INSIDE, (n - first + 1) * INSIDE);
  to.sealAll(inside, part, first, isLock);
  inside.fill(0);
  return unread;
}

/** Files may be read and written in less than was asked for; false where the file ends before. */
function whole(part: Buffer, move: (rest: Buffer, at: number) => number): boolean {
  for (let done = 0; done < part.length; ) {
    const n = move(part.subarray(done), done);
    if (n === 0) return false;
    done += n;
  }
  return true;
}
