// What the present books keep of themselves when older ones take their place: who may get in and how, the keys, the places for backups, the numbers given out. Called by main/restore only.
import type { Db } from '../db/open.ts';
import { all, one, type Params, run } from './statement.ts';
import { liftUsed, readUsed } from './usedNumbers.ts';

/** Small tables that come whole from the present, with their rids: an old backup must never let in somebody who was removed since, or bring back an old phone or code. */
const WHOLE = ['vault_meta', 'user', 'user_totp', 'recovery_code', 'role', 'role_limit'] as const;
/** Tables whose rows with a new id are added under new rids. */
const ADDED = ['backup_target'] as const;
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
    for (const { rid: _rid, ...row } of rows) add(restored, table, row);
  }
  // Counters never go back: what was given out in the present books stays given out (T38, T47).
  liftUsed(restored, readUsed(present));
  putBack();
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
