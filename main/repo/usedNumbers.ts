// Numbers given out, apart from the books they stand in: read for backups, and put above the counters of older books so that none is ever given out twice (T38, T47). Called by main/backup and main/restore.
import { periodKey } from '../../domain/numbering.ts';
import type { Db } from '../db/open.ts';
import { all, each, one, type Params, run } from './statement.ts';

/** How far the numbers of one series went in one period. */
export type Mark = { id: string; period: string; next: number; taken: number; last_date: string | null };
export interface UsedNumbers {
  /** Rows of the series themselves, without their rid: one made since is unknown to older books. */
  series: Params[];
  marks: Mark[];
}
/** The next number of one series in one period. */
export type SeriesCounter = Pick<Mark, 'id' | 'period' | 'next'>;

const ISSUING = "archived = 0 AND pattern NOT IN ('IMPORTED-{0}', 'IMPORTED-CN-{0}')";
const SQL = {
  series: 'SELECT * FROM number_series ORDER BY rid',
  columns: "SELECT name FROM pragma_table_info('number_series')",
  known: 'SELECT 1 AS known FROM number_series WHERE id = ?',
  /** The columns are those of our own schema. */
  add: (columns: readonly string[]) => `INSERT INTO number_series (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
  marks: 'SELECT s.id, c.period, c.next, c.taken, c.last_date FROM series_counter c JOIN number_series s ON s.rid = c.series_rid ORDER BY s.rid, c.period',
  lift: `INSERT INTO series_counter (series_rid, period, next, taken, last_date) SELECT rid, @period, @next, @taken, @last_date FROM number_series WHERE id = @id
    ON CONFLICT (series_rid, period) DO UPDATE SET next = max(next, excluded.next), taken = max(taken, excluded.taken),
      last_date = max(coalesce(last_date, excluded.last_date), coalesce(excluded.last_date, last_date))`,
  /** Series people issue in, or may have begun to; what an import brought is numbered by its file. */
  issuing: `SELECT rid, pattern FROM number_series WHERE ${ISSUING}`,
  skip: `UPDATE series_counter SET next = next + @by, taken = next + @by - 1 WHERE taken > 0 OR series_rid IN (SELECT rid FROM number_series WHERE ${ISSUING})`,
  begin: 'INSERT INTO series_counter (series_rid, period, next, taken) VALUES (@rid, @period, @by + 1, @by) ON CONFLICT DO NOTHING',
  yearStart: "SELECT json_extract(profile, '$.fyStartMonth') AS month FROM business WHERE rid = 1",
} as const;

export function readUsed(db: Db): UsedNumbers {
  return { series: all<Params>(db, SQL.series).map(({ rid: _rid, ...row }) => row), marks: all<Mark>(db, SQL.marks) };
}

/** Adds series that are not there and lifts counters; none ever goes back. Inside the caller's transaction. */
export function liftUsed(restored: Db, { series, marks }: UsedNumbers): void {
  const columns = new Set(all<{ name: string }>(restored, SQL.columns).map(({ name }) => name));
  for (const row of series) {
    if (one(restored, SQL.known, row['id'] ?? null) !== undefined) continue;
    const known = Object.keys(row).filter((name) => columns.has(name));
    run(restored, SQL.add(known), { ...row, is_default: 0 });
  }
  for (const mark of marks) run(restored, SQL.lift, { ...mark });
}

export function countersOf(db: Db): SeriesCounter[] {
  return Array.from(each<Mark>(db, SQL.marks), ({ id, period, next }) => ({ id, period, next }));
}

/**
 * Where nobody knows what was issued after the backup: leaves out so many numbers of every series, also of one not begun then (the first credit note may be what was lost), for good, in the periods it knows and in those
 * that began since (`from` to `to`, YYYY-MM-DD). Answers how many counters that were.
 */
export function skipNumbers(restored: Db, by: number, { from, to }: { from: string; to: string }): number {
  if (by === 0) return 0;
  let skipped = run(restored, SQL.skip, { by }).changes;
  const month = yearStart(restored);
  for (const { rid, pattern } of all<{ rid: number; pattern: string }>(restored, SQL.issuing)) {
    const periods = new Set(monthsOf(from, to).map((day) => periodKey(pattern, day, month)));
    for (const period of periods) skipped += run(restored, SQL.begin, { rid, period, by }).changes;
  }
  return skipped;
}

/** The month in which the financial year starts, 1 to 12. */
export function yearStart(db: Db): number {
  return one<{ month: number | null }>(db, SQL.yearStart)?.month ?? 1;
}

/** A day of each month from one day to another, both ends included. */
function monthsOf(from: string, to: string): string[] {
  const count = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const [first, last] = [count(from), Math.max(count(from), count(to))];
  return Array.from({ length: last - first + 1 }, (_, i) => `${String(Math.floor((first + i) / 12)).padStart(4, '0')}-${String(((first + i) % 12) + 1).padStart(2, '0')}-01`);
}
