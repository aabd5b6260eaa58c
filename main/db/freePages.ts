// Which pages of a file hold nothing: SQLite's list of free pages, read without SQLite. Called by copyUnderKey.ts and wholeCheck.ts.
import { closeSync, openSync, readSync } from 'node:fs';
import { PAGE, PageKey, SALT } from './sealedPage.ts';

const FIRST_TRUNK = 32;
const COUNT = 36;
/** open() gives each page behind so many bytes; on the first page those stand for the salt. */
const BEHIND = 16;
const ENTRIES = 8;

/** Null where the list is not whole: a page of it cannot be opened, comes twice, or the count is another. Format: https://www.sqlite.org/fileformat2.html#the_freelist. */
export function freePages(path: string, key: Buffer): Set<number> | null {
  const file = openSync(path, 'r');
  const page = Buffer.alloc(PAGE);
  const read = (n: number): boolean => readSync(file, page, 0, PAGE, (n - 1) * PAGE) === PAGE;
  let pageKey: PageKey | null = null;
  try {
    if (!read(1)) return null;
    pageKey = new PageKey(key, Buffer.from(page.subarray(0, SALT)));
    const first = pageKey.open(page, 1);
    if (first === null) return null;
    const free = new Set<number>();
    const count = first.readUInt32BE(COUNT);
    for (let trunk = first.readUInt32BE(FIRST_TRUNK); trunk !== 0; ) {
      const inside = free.has(trunk) || !read(trunk) ? null : pageKey.open(page, trunk);
      if (inside === null) return null;
      free.add(trunk);
      const leaves = inside.readUInt32BE(BEHIND + 4);
      if (BEHIND + ENTRIES + leaves * 4 > inside.length) return null;
      for (let i = 0; i < leaves; i += 1) free.add(inside.readUInt32BE(BEHIND + ENTRIES + i * 4));
      trunk = inside.readUInt32BE(BEHIND);
    }
    return free.size === count ? free : null;
  } finally {
    pageKey?.wipe();
    closeSync(file);
  }
}
