// SQL of number series and their counters. The only way to a number is takeNumber, inside the issuing transaction (T38, T40). Called by services only.
import type { Series, SeriesKind } from '../../contract/business.ts';
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';

interface Row {
  rid: number;
  id: string;
  version: number;
  kind: SeriesKind;
  name: string;
  pattern: string;
  rules: Series['rules'];
  is_default: number;
  archived: number;
}
export type SeriesFields = Pick<Series, 'kind' | 'name' | 'pattern' | 'rules' | 'isDefault'>;
export type StoredSeries = SeriesFields & { rid: number; id: string; version: number; archived: boolean };

const COLUMNS = 'rid, id, version, kind, name, pattern, rules, is_default, archived';
const SQL = {
  list: `SELECT ${COLUMNS} FROM number_series ORDER BY archived, rid LIMIT 100`,
  add: `INSERT INTO number_series (id, kind, name, pattern, rules, is_default, device_id) VALUES (@id, @kind, @name, @pattern, @rules, @isDefault, @deviceId)`,
  save: `UPDATE number_series SET name = @name, pattern = @pattern, rules = @rules, is_default = @isDefault, version = version + 1
         WHERE id = @id AND version = @version AND kind = @kind RETURNING version`,
  archive: 'UPDATE number_series SET archived = ?, is_default = is_default AND NOT ?, version = version + 1 WHERE id = ? RETURNING version',
  onlyDefault: 'UPDATE number_series SET is_default = 0, version = version + 1 WHERE kind = ? AND id <> ? AND is_default = 1',
  counter: 'SELECT next, taken FROM series_counter WHERE series_rid = ? AND period = ?',
  lastDate: 'SELECT max(last_date) AS last_date FROM series_counter WHERE series_rid = ?',
  // The new row's counter starts at 2 because this statement itself gives out number 1.
  take: `INSERT INTO series_counter (series_rid, period, next, taken, last_date) VALUES (@series, @period, 2, 1, @date)
         ON CONFLICT (series_rid, period) DO UPDATE SET taken = next, next = next + 1, last_date = max(coalesce(last_date, @date), @date)
         RETURNING taken`,
  setNext: `INSERT INTO series_counter (series_rid, period, next) VALUES (?, ?, ?)
            ON CONFLICT (series_rid, period) DO UPDATE SET next = excluded.next`,
} as const;

/** Every series, archived ones too: few by nature. */
export function allSeries(db: Db): StoredSeries[] {
  return all<Row>(db, SQL.list).map(({ is_default, archived, ...row }) => ({
    ...row,
    isDefault: is_default === 1,
    archived: archived === 1,
  }));
}

export function addSeries(db: Db, id: string, fields: SeriesFields, deviceId: string): number {
  return run(db, SQL.add, { ...fields, isDefault: Number(fields.isDefault), id, deviceId }).rid;
}

/** Undefined when the version is not the newest. */
export function saveSeries(db: Db, id: string, version: number, fields: SeriesFields): number | undefined {
  return one<{ version: number }>(db, SQL.save, { ...fields, isDefault: Number(fields.isDefault), id, version })?.version;
}

export function archiveSeries(db: Db, id: string, archived: boolean): number | undefined {
  return one<{ version: number }>(db, SQL.archive, Number(archived), Number(archived), id)?.version;
}

/** One default per kind. */
export function makeOnlyDefault(db: Db, kind: Series['kind'], id: string): void {
  run(db, SQL.onlyDefault, kind, id);
}

/** Where a period's counter stands; a period nothing was issued in starts at 1. */
export function readCounter(db: Db, seriesRid: number, period: string): { next: number; taken: number } {
  return one<{ next: number; taken: number }>(db, SQL.counter, seriesRid, period) ?? { next: 1, taken: 0 };
}

/** Date of the latest document of the series, over all its periods. */
export function lastIssuedDate(db: Db, seriesRid: number): string | null {
  return one<{ last_date: string | null }>(db, SQL.lastDate, seriesRid)?.last_date ?? null;
}

/** Takes the next number of a period: one statement, so two processes can never be given the same. */
export function takeNumber(db: Db, seriesRid: number, period: string, date: string): number {
  const row = one<{ taken: number }>(db, SQL.take, { series: seriesRid, period, date });
  return row?.taken ?? 0;
}

/** Sets the next number of a period. The table refuses to go under a number given out. */
export function setNextNumber(db: Db, seriesRid: number, period: string, next: number): void {
  run(db, SQL.setNext, seriesRid, period, next);
}
