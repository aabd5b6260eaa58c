// SQL for the proof of numbers: of each series and period what was given out, what is there, and what the log says was skipped on purpose. Called by main/service/proof.ts and the alerts.
import type { Db } from '../db/open.ts';
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

const SQL = {
  // What came with an import is counted there in the order of a file; undoing it leaves holes that the log explains as a whole.
  counters: `SELECT s.rid AS series, s.id AS seriesId, s.name, c.period, c.taken FROM series_counter c JOIN number_series s ON s.rid = c.series_rid
             WHERE c.taken > 0 AND s.pattern NOT IN ('IMPORTED-{0}', 'IMPORTED-CN-{0}') ORDER BY s.rid, c.period`,
  count: 'SELECT count(*) AS n, coalesce(max(sequence), 0) AS highest FROM document WHERE series_rid = ? AND period = ?',
  gaps: `SELECT first, last FROM (
           SELECT lag(sequence, 1, 0) OVER (ORDER BY sequence) + 1 AS first, sequence - 1 AS last FROM document WHERE series_rid = @series AND period = @period
           UNION ALL SELECT coalesce(max(sequence), 0) + 1, @taken FROM document WHERE series_rid = @series AND period = @period)
         WHERE first <= last LIMIT 200`,
  jumps: "SELECT b.body FROM audit_log l INDEXED BY audit_about JOIN audit_body b ON b.seq = l.seq WHERE l.entity_id = ? AND l.action = 'series.jump'",
} as const;

/** Every series and period that gave out a number: some dozens. */
export function counters(db: Db): Counter[] {
  return all<Counter>(db, SQL.counters);
}

/** Numbers of one counter that belong to no document; empty, after one look at an index, where all is there. */
export function gapsOf(db: Db, { series, period, taken }: Counter): Gap[] {
  const there = one<{ n: number; highest: number }>(db, SQL.count, series, period);
  if (there?.n === taken && there.highest === taken) return [];
  return all<Gap>(db, SQL.gaps, { series, period, taken });
}

/** What people skipped in a series, each with its record in the log. */
export function jumpsOf(db: Db, seriesId: string, period: string): Gap[] {
  return all<{ body: string }>(db, SQL.jumps, seriesId).flatMap(({ body }) => {
    const said: unknown = JSON.parse(body);
    if (typeof said !== 'object' || said === null || !('period' in said) || said.period !== period || !('from' in said) || !('to' in said)) return [];
    return typeof said.from === 'number' && typeof said.to === 'number' ? [{ first: said.from, last: said.to - 1 }] : [];
  });
}
