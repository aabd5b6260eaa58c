// One page of each kind in a database file, so that a flipped bit can be put into each.
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { Db } from '../../main/db/open.ts';

export const PAGE_BYTES = 4096;

export interface PageOf { kind: string; page: number }

/** Interior and leaf pages of tables and indexes, overflow pages, a free page and the first page. */
export function pageKinds(db: Db): PageOf[] {
  const rows = db.prepare<[], { name: string; pageno: number; pagetype: string; type: string }>(
    `SELECT s.name, s.pageno, s.pagetype, coalesce(m.type, 'table') AS type FROM dbstat s LEFT JOIN sqlite_master m ON m.name = s.name WHERE s.pageno > 1 ORDER BY s.pageno`,
  ).all();
  const found = new Map<string, number>([['first page', 1]]);
  for (const { type, pagetype, pageno } of rows) {
    const kind = pagetype === 'overflow' ? 'overflow' : `${type} ${pagetype}`;
    if (!found.has(kind)) found.set(kind, pageno);
  }
  const used = new Set(rows.map(({ pageno }) => pageno));
  const last = Number(db.pragma('page_count', { simple: true }));
  for (let page = 2; page <= last; page += 1) {
    if (used.has(page)) continue;
    found.set('free page', page);
    break;
  }
  return [...found].map(([kind, page]) => ({ kind, page }));
}

/** Turns one bit of a page round. */
export function flipBit(file: string, page: number, byte: number): void {
  const fd = openSync(file, 'r+');
  const at = (page - 1) * PAGE_BYTES + byte;
  const one = Buffer.alloc(1);
  readSync(fd, one, 0, 1, at);
  one.writeUInt8(one.readUInt8(0) ^ 0x10, 0);
  writeSync(fd, one, 0, 1, at);
  closeSync(fd);
}
