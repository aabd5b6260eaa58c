// What the present books keep of themselves when older ones take their place: who may get in and how, the keys, the places for backups, the numbers given out. Called by main/restore only.
import type { Db } from '../db/open.ts';
import { all, each, one, type Params, run } from './statement.ts';

/** Small tables that come whole from the present, with their rids: an old backup must never let in somebody who was removed since, or bring back an old phone or code. */
const WHOLE = ['vault_meta', 'user', 'user_totp', 'recovery_code', 'role', 'role_limit'] as const;
/** Tables whose rows with a new id are added under new rids. */
const ADDED = ['backup_target', 'number_series'] as const;
/** Guards that stand for every other moment. */
const GUARDS = ['user_never_deleted', 'user_last_owner', 'role_never_deleted', 'role_in_use_stays', 'series_counter_keeps_taken'] as const;

type Table = (typeof WHOLE)[number] | (typeof ADDED)[number];
const SQL = {
  rows: (table: Table) => `SELECT * FROM "${table}"`,
  clear: (table: Table) => `DELETE FROM "${table}"`,
  known: (table: Table) => `SELECT 1 AS known FROM "${table}" WHERE id = ?`,
  /** The columns are those of our own schema, read from the other database. */
  add: (table: Table, columns: readonly string[]) => `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
  guard: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name = ?",
  unguard: (name: string) => `DROP TRIGGER "${name}"`,
  counters: 'SELECT s.id, c.period, c.next, c.taken, c.last_date FROM series_counter c JOIN number_series s ON s.rid = c.series_rid',
  lift: `INSERT INTO series_counter (series_rid, period, next, taken, last_date) SELECT rid, @period, @next, @taken, @last_date FROM number_series WHERE id = @id
    ON CONFLICT (series_rid, period) DO UPDATE SET next = max(next, excluded.next), taken = max(taken, excluded.taken),
      last_date = max(coalesce(last_date, excluded.last_date), coalesce(excluded.last_date, last_date))`,
  skip: 'UPDATE series_counter SET next = next + @by, taken = next + @by - 1 WHERE taken > 0',
} as const;

/** Inside the caller's transaction, with foreign keys deferred to its end. Both databases have the same schema. */
export function carryOver(present: Db, restored: Db): void {
  const putBack = setAside(restored);
  for (const table of WHOLE) {
    run(restored, SQL.clear(table));
    for (const row of all<Params>(present, SQL.rows(table))) add(restored, table, row);
  }
  for (const table of ADDED) {
    const rows = all<Params>(present, SQL.rows(table)).filter(({ id }) => one(restored, SQL.known(table), id ?? null) === undefined);
    for (const { rid: _rid, ...row } of rows) add(restored, table, table === 'number_series' ? { ...row, is_default: 0 } : row);
  }
  // Counters never go back: what was given out in the present books stays given out (T38, T47).
  for (const counter of each<Params>(present, SQL.counters)) run(restored, SQL.lift, counter);
  putBack();
}

/** The next number of one series in one period. */
export interface SeriesCounter {
  id: string;
  period: string;
  next: number;
}

export function countersOf(db: Db): SeriesCounter[] {
  return all<SeriesCounter>(db, SQL.counters).map(({ id, period, next }) => ({ id, period, next }));
}

/** Where nobody knows what was issued after the backup: leaves out so many numbers of every series in use, for good. Answers how many series that were. */
export function skipNumbers(restored: Db, by: number): number {
  return by === 0 ? 0 : run(restored, SQL.skip, { by }).changes;
}

function add(db: Db, table: Table, row: Params): void {
  run(db, SQL.add(table, Object.keys(row)), row);
}

/** Takes triggers away and answers the way to put them back, word for word. Only on a working copy that nobody else has open. */
function setAside(db: Db): () => void {
  const kept = GUARDS.flatMap((name) => all<{ name: string; sql: string }>(db, SQL.guard, name));
  for (const { name } of kept) run(db, SQL.unguard(name));
  return () => {
    for (const { sql } of kept) run(db, sql);
  };
}
