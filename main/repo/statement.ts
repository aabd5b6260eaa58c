// Runs SQL with each statement prepared once per connection. Called by repos only: SQL lives there and in main/db, nowhere else.
// A limit that is bound is written `LIMIT @limit + 0`: of a bare parameter SQLite looks up the value to plan with, and plans anew at each call, which costs more than most of our queries. A test holds it.
import type Database from 'better-sqlite3';
import type { Db } from '../db/open.ts';

export type Param = string | number | bigint | Buffer | null;
export type Params = Record<string, Param>;
type Prepared<Row> = Database.Statement<unknown[], Row>;

/** Preparing costs more than most of our statements do; the entry goes away with its connection. */
const prepared = new WeakMap<Db, Map<string, Prepared<unknown>>>();

function statement<Row>(db: Db, sql: string): Prepared<Row> {
  let known = prepared.get(db);
  if (known === undefined) {
    known = new Map();
    prepared.set(db, known);
  }
  let found = known.get(sql);
  if (found === undefined) {
    found = db.prepare<unknown[], unknown>(sql);
    known.set(sql, found);
  }
  // The columns a statement answers with are what its SQL says; TypeScript cannot read that.
  return found as Prepared<Row>;
}

/** First row, if any. */
export function one<Row>(db: Db, sql: string, ...params: Param[] | [Params]): Row | undefined {
  return statement<Row>(db, sql).get(...params);
}

/** Every row. Only for queries that say LIMIT or are small by nature. */
export function all<Row>(db: Db, sql: string, ...params: Param[] | [Params]): Row[] {
  return statement<Row>(db, sql).all(...params);
}

/** Rows one by one; the connection can do nothing else meanwhile. */
export function each<Row>(db: Db, sql: string, ...params: Param[] | [Params]): IterableIterator<Row> {
  return statement<Row>(db, sql).iterate(...params);
}

/** Writes; answers how many rows changed and the rid of the last one added. */
export function run(db: Db, sql: string, ...params: Param[] | [Params]): { changes: number; rid: number } {
  const { changes, lastInsertRowid } = statement(db, sql).run(...params);
  return { changes, rid: Number(lastInsertRowid) };
}
