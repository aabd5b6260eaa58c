// SQL for the proof of numbers: of each series and period what was given out, what is there, and what the log says was skipped on purpose. Called by main/service/proof.ts and the export of the log.
import type { Db } from '../db/open.ts';
import { logPeople } from './auditLog.ts';
import { all, one } from './statement.ts';

export interface Counter {
  series: number;
  seriesId: string;
  name: string;
  period: string;
  /** Highest number given out. */
  taken: number;
}
export interface Gap {
  first: number;
  last: number;
}
export interface Numbered {
  rid: number;
  series: number;
  period: string;
  sequence: number;
  /** Its record. */
  record: number;
}

const SQL = {
  // Receipts are no documents; their own table lets none go. What came with an import is counted there in the order of a file; undoing it leaves holes that the log explains as a whole.
  counters: `SELECT s.rid AS series, s.id AS seriesId, s.name, c.period, c.taken FROM series_counter c JOIN number_series s ON s.rid = c.series_rid
             WHERE c.taken > 0 AND s.kind <> 'receipt' AND s.pattern NOT IN ('IMPORTED-{0}', 'IMPORTED-CN-{0}') ORDER BY s.rid, c.period`,
  numbered: 'SELECT rid, series_rid AS series, period, sequence, audit_seq AS record FROM document WHERE rid > ? ORDER BY rid LIMIT ? + 0',
  count: 'SELECT count(*) AS n FROM document',
  jumps: "SELECT b.body FROM audit_of a CROSS JOIN audit_log l ON l.seq = a.seq JOIN audit_body b ON b.seq = l.seq WHERE a.entity_id = ? AND l.action = 'series.jump' ORDER BY l.seq",
  restores: "SELECT seq FROM audit_by WHERE actor = ? AND action = 'restore'",
} as const;

/** Every series and period that gave out a number: some dozens. */
export function counters(db: Db): Counter[] {
  return all<Counter>(db, SQL.counters);
}

/** The numbers of documents in the order they were issued, a page at a time: there is no index by series, since every issue would have to write it. */
export function numberedAfter(db: Db, rid: number, limit: number): Numbered[] {
  return all<Numbered>(db, SQL.numbered, rid, limit);
}

/** How many documents there are, of every kind: one pass over an index. */
export function countDocuments(db: Db): number {
  return one<{ n: number }>(db, SQL.count)?.n ?? 0;
}

/** The records that say that a backup took the place of the books: numbers given out after it was made stay given out, their documents are gone. */
export function restoresOf(db: Db): number[] {
  return logPeople(db).flatMap(({ id }) => all<{ seq: number }>(db, SQL.restores, id)).map(({ seq }) => seq);
}

/** What people skipped in a series, each with its record in the log. */
export function jumpsOf(db: Db, seriesId: string, period: string): Gap[] {
  return all<{ body: string }>(db, SQL.jumps, seriesId).flatMap(({ body }) => {
    const said: unknown = JSON.parse(body);
    if (typeof said !== 'object' || said === null || !('period' in said) || said.period !== period || !('from' in said) || !('to' in said)) return [];
    return typeof said.from === 'number' && typeof said.to === 'number' ? [{ first: said.from, last: said.to - 1 }] : [];
  });
}
