// Pages from one key to another: of a file that nobody writes, where it lies, or out of a frozen database into a new file. Called by laneTasks.ts, in as many threads as there are lanes.
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { emptyInside, INSIDE, LOCK_PAGE, PAGE, PageKey } from './sealedPage.ts';

export interface ResealTask {
  kind: 'reseal';
  /** Gets the pages. */
  path: string;
  /** Where they come from; null when they lie in `path` already. */
  source: ResealSource | null;
  pages: number;
  /** Both keys, one after the other: shared, so that whoever made them wipes them for everybody. */
  keys: SharedArrayBuffer;
  salts: { from: Uint8Array; to: Uint8Array };
}

export interface ResealSource {
  /** Open in this process: a thread that opened and closed the database itself would let go of SQLite's locks on it. */
  file: number;
  /** Pages that lie in `path`, newer than in `file`. */
  taken: ReadonlySet<number>;
}

const PAGES_AT_ONCE = 256;
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
      read(part, first, file, task.source);
      unread.push(...resealPart(part, first, opening, sealing));
      move(part, (bytes, at) => writeSync(file, bytes, 0, bytes.length, first * PAGE + at));
    }
    return unread;
  } finally {
    closeSync(file);
    opening.wipe();
    sealing.wipe();
  }
}

/** The pages behind the first `first`, sealed as they lie there. */
function read(part: Buffer, first: number, file: number, source: ResealSource | null): void {
  const from = source?.file ?? file;
  const there = move(part, (into, at) => readSync(from, into, 0, into.length, first * PAGE + at));
  if (source === null) {
    if (there < part.length) throw Object.assign(new Error('shorter than it was'), { code: 'SQLITE_CORRUPT' });
    return;
  }
  part.fill(0, there); // a database grows in its log first; what is not there either is no page
  for (let at = 0; source.taken.size > 0 && at < part.length; at += PAGE) {
    const page = part.subarray(at, at + PAGE);
    if (source.taken.has(first + at / PAGE + 1)) move(page, (into, behind) => readSync(file, into, 0, into.length, first * PAGE + at + behind));
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

/** Files may be read and written in less than was asked for. Answers how many bytes there were. */
function move(part: Buffer, once: (rest: Buffer, at: number) => number): number {
  let done = 0;
  for (let n = 1; n > 0 && done < part.length; done += n) n = once(part.subarray(done), done);
  return done;
}
