// What the lists of customers and items share: pages by name, search, type-ahead, counts and search words. Called by repo/customers.ts and repo/items.ts only.
import type { Db } from '../db/open.ts';
import { page, readCursor } from './cursor.ts';
import { all, one, run } from './statement.ts';
import { matchQuery, searchWords, sortName } from './words.ts';

export interface ListQuery {
  q: string;
  after: string | null;
  limit: number;
  archived: boolean;
}
export interface NamedPage<Shown> {
  rows: Shown[];
  next: string | null;
  total: number;
}
export interface NamedList<Shown> {
  /** By name; with words typed, newest first. The total of a search is counted up to a thousand. */
  list(db: Db, query: ListQuery): NamedPage<Shown>;
  /** Type-ahead: the code typed in full, then names that begin so, then any word that begins so, newest first. */
  suggest(db: Db, q: string, limit: number): Shown[];
  count(db: Db, archived: boolean): number;
  /** Id of the one with this code, whatever its case. */
  withCode(db: Db, code: string): string | undefined;
  /** The new version; undefined when there is no such row. */
  archive(db: Db, id: string, archived: boolean): number | undefined;
  /** Stores the words it is found by. */
  index(db: Db, rid: number, isNew: boolean, ...texts: readonly string[]): void;
  unindex(db: Db, rid: number): void;
}

/** How far a search is counted; above it a heading says "1,000+" anyway. */
const COUNTED = 1000;
const AFTER_EVERY_RID = Number.MAX_SAFE_INTEGER;
/** Sorts after every text that starts like the one before it. */
const LAST_LETTER = '\u{10FFFF}';

/**
 * `table` has the columns rid, id, code, archived and sort_name, an index on (archived, sort_name, rid), an FTS5 table beside it and its counts in tally.
 * `select` is what a list shows, from `table` under the name `t`.
 */
export function namedList<Row extends { rid: number }, Shown>(table: 'customer' | 'item', select: string, shownOf: (row: Row) => Shown): NamedList<Shown> {
  const fts = `${table}_fts`;
  const byName = 'ORDER BY t.sort_name, t.rid';
  const matching = `FROM ${fts} f CROSS JOIN ${table} x ON x.rid = f.rowid WHERE f.${fts} MATCH @match AND f.rowid < @before AND x.archived = @archived`;
  const SQL = {
    list: `${select} WHERE t.archived = ? ${byName} LIMIT ? + 0`,
    listAfter: `${select} WHERE t.archived = @archived AND (t.sort_name, t.rid) > (SELECT sort_name, rid FROM ${table} WHERE rid = @after) ${byName} LIMIT @limit + 0`,
    search: `${select} WHERE t.rid IN (SELECT f.rowid ${matching} ORDER BY f.rowid DESC LIMIT @limit + 0) ORDER BY t.rid DESC`,
    found: `SELECT count(*) AS n FROM (SELECT 1 ${matching} LIMIT @limit + 0)`,
    tally: 'SELECT n FROM tally WHERE what = ?',
    starts: `${select} WHERE t.archived = 0 AND t.sort_name >= ? AND t.sort_name < ? ${byName} LIMIT ? + 0`,
    code: `${select} WHERE t.archived = 0 AND t.code = ? COLLATE NOCASE AND t.code <> ''`,
    byCode: `SELECT id FROM ${table} WHERE code = ? COLLATE NOCASE AND code <> ''`,
    archive: `UPDATE ${table} SET archived = ?, version = version + 1 WHERE id = ? RETURNING version`,
    index: `INSERT INTO ${fts} (rowid, words) VALUES (?, ?)`,
    reindex: `INSERT OR REPLACE INTO ${fts} (rowid, words) VALUES (?, ?)`,
    unindex: `DELETE FROM ${fts} WHERE rowid = ?`,
  } as const;
  const n = (found: { n: number } | undefined): number => found?.n ?? 0;
  const count = (db: Db, archived: boolean): number => n(one(db, SQL.tally, `${table}${Number(archived)}`));
  const search = (db: Db, match: string, before: number, archived: boolean, limit: number): Row[] =>
    all<Row>(db, SQL.search, { match, before, archived: Number(archived), limit });

  return {
    list(db, { q, after, limit, archived }) {
      const match = matchQuery(q);
      const last = readCursor(after, ['number'])?.[0];
      const named = () =>
        last === undefined
          ? all<Row>(db, SQL.list, Number(archived), limit + 1)
          : all<Row>(db, SQL.listAfter, { archived: Number(archived), after: last, limit: limit + 1 });
      const found = match === null ? named() : search(db, match, last ?? AFTER_EVERY_RID, archived, limit + 1);
      const cut = page(found, limit, (row) => [row.rid]);
      const counted = () => n(one(db, SQL.found, { match, before: AFTER_EVERY_RID, archived: Number(archived), limit: COUNTED }));
      return { rows: cut.rows.map(shownOf), next: cut.next, total: match === null ? count(db, archived) : counted() };
    },
    suggest(db, q, limit) {
      const match = matchQuery(q);
      if (match === null) return all<Row>(db, SQL.list, 0, limit).map(shownOf);
      const start = sortName(q);
      const found = new Map<number, Row>();
      const take = (rows: Row[]): void => {
        for (const row of rows) if (found.size < limit && !found.has(row.rid)) found.set(row.rid, row);
      };
      take(all<Row>(db, SQL.code, q));
      take(all<Row>(db, SQL.starts, start, start + LAST_LETTER, limit));
      if (found.size < limit) take(search(db, match, AFTER_EVERY_RID, false, 2 * limit));
      return [...found.values()].map(shownOf);
    },
    count,
    withCode: (db, code) => one<{ id: string }>(db, SQL.byCode, code)?.id,
    archive: (db, id, archived) => one<{ version: number }>(db, SQL.archive, Number(archived), id)?.version,
    index: (db, rid, isNew, ...texts) => void run(db, isNew ? SQL.index : SQL.reindex, rid, searchWords(...texts)),
    unindex: (db, rid) => void run(db, SQL.unindex, rid),
  };
}
