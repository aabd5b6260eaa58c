// What the present books keep of themselves when older ones take their place: who may get in and how, the keys, the places for backups, the numbers given out. Called by prepare.ts only.
import type { Db } from '../db/open.ts';

type Row = Record<string, unknown>;

/** Small tables that come whole from the present, with their rids: an old backup must never let in somebody who was removed since, or bring back an old phone or code. */
const WHOLE = ['vault_meta', 'user', 'user_totp', 'recovery_code', 'role', 'role_limit'] as const;
/** Guards that stand for every other moment. */
const GUARDS = ['user_never_deleted', 'user_last_owner', 'role_never_deleted', 'role_in_use_stays', 'series_counter_keeps_taken'] as const;

/** Inside the caller's transaction, with foreign keys deferred to its end. Both databases have the same schema. */
export function carryOver(present: Db, restored: Db): void {
  const putBack = setAside(restored, GUARDS);
  for (const table of WHOLE) {
    restored.prepare(`DELETE FROM ${quoted(table)}`).run();
    insertAll(restored, table, present.prepare<[], Row>(`SELECT * FROM ${quoted(table)}`).all());
  }
  addMissing(present, restored, 'backup_target');
  addMissing(present, restored, 'number_series');
  liftCounters(present, restored);
  putBack();
}

/** Counters never go back: what was given out in the present books stays given out (T38, T47). */
function liftCounters(present: Db, restored: Db): void {
  const counters = present.prepare<[], { id: string; period: string; next: number; taken: number; last_date: string | null }>(
    'SELECT s.id, c.period, c.next, c.taken, c.last_date FROM series_counter c JOIN number_series s ON s.rid = c.series_rid',
  );
  const lift = restored.prepare(`INSERT INTO series_counter (series_rid, period, next, taken, last_date)
    SELECT rid, @period, @next, @taken, @last_date FROM number_series WHERE id = @id
    ON CONFLICT (series_rid, period) DO UPDATE SET next = max(next, excluded.next), taken = max(taken, excluded.taken), last_date = max(coalesce(last_date, excluded.last_date), coalesce(excluded.last_date, last_date))`);
  for (const counter of counters.iterate()) lift.run(counter);
}

/** Where nobody knows what was issued after the backup: leaves out so many numbers of every series in use, for good. Answers how many series that were. */
export function skipNumbers(restored: Db, by: number): number {
  if (by === 0) return 0;
  return restored.prepare('UPDATE series_counter SET next = next + @by, taken = next + @by - 1 WHERE taken > 0').run({ by }).changes;
}

/** Rows whose id is not there yet, under new rids. */
function addMissing(present: Db, restored: Db, table: 'backup_target' | 'number_series'): void {
  const known = restored.prepare(`SELECT 1 FROM ${quoted(table)} WHERE id = ?`);
  const rows = present.prepare<[], Row>(`SELECT * FROM ${quoted(table)}`).all().filter(({ id }) => known.get(id) === undefined);
  insertAll(restored, table, rows.map(({ rid: _rid, ...row }) => (table === 'number_series' ? { ...row, is_default: 0 } : row)));
}

function insertAll(db: Db, table: string, rows: readonly Row[]): void {
  for (const row of rows) {
    const columns = Object.keys(row);
    const sql = ['INSERT INTO', quoted(table), `(${columns.map(quoted).join(', ')})`, 'VALUES', `(${columns.map((column) => `@${column}`).join(', ')})`].join(' ');
    db.prepare(sql).run(row);
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Takes triggers away and answers the way to put them back, word for word. Only on a working copy that nobody else has open. */
function setAside(db: Db, triggers: readonly string[]): () => void {
  const kept = triggers.flatMap((name) => db.prepare<[string], { name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name = ?").all(name));
  for (const { name } of kept) db.exec(['DROP TRIGGER', quoted(name)].join(' '));
  return () => {
    for (const { sql } of kept) db.exec(sql);
  };
}
