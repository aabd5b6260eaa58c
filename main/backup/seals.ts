// Whether each document in a backup still says what it said when it was issued: its seal is made again from its rows, that of its PDF from the bytes; and whether the filters of the log hide
// nothing. Called by the drill; a backup itself need not, since its pages are those of the books, bit by bit.
import { createHash } from 'node:crypto';
import { authorsFit, batchesFit } from '../audit/batches.ts';
import type { Db } from '../db/open.ts';
import { contentHash, documentsAfter } from '../repo/documents.ts';
import { readSnapshot } from '../repo/frozen.ts';

export interface Seals { all: number; fitting: number }
const PAGE = 250;
const SQL = { pdfs: 'SELECT sha256, bytes FROM document_pdf' };

/** `step` is told now and then how many were looked at, and may throw to stop. */
export function countSeals(db: Db, step: (done: number) => void): Seals {
  // the tables behind the log's filters and the lists of one's own count as one
  const seals: Seals = { all: 1, fitting: batchesFit(db) && authorsFit(db) ? 1 : 0 };
  for (let after = 0; ; ) {
    const heads = documentsAfter(db, after, PAGE);
    for (const head of heads) {
      seals.all += 1;
      if (fits(db, head)) seals.fitting += 1;
      after = head.rid;
    }
    if (heads.length === 0) break;
    step(seals.all);
  }
  for (const { sha256, bytes } of db.prepare<[], { sha256: Buffer; bytes: Buffer }>(SQL.pdfs).iterate()) {
    seals.all += 1;
    if (createHash('sha256').update(bytes).digest().equals(sha256)) seals.fitting += 1;
    step(seals.all);
  }
  return seals;
}

function fits(db: Db, head: { rid: number; contentHash: Buffer }): boolean {
  try {
    const snapshot = readSnapshot(db, head.rid);
    return snapshot !== undefined && contentHash(snapshot).equals(head.contentHash);
  } catch {
    return false; // rows that make no document
  }
}
