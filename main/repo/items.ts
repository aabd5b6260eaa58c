// SQL of items: rows, their taxes, list, type-ahead and search words. Called by services and the import only.
import type { Item, ItemInput, ItemRow } from '../../contract/customers.ts';
import type { Db } from '../db/open.ts';
import { page, readCursor } from './cursor.ts';
import { BY_HAND, type Imported, type ListQuery } from './customers.ts';
import { all, one, run } from './statement.ts';
import { matchQuery, searchWords, sortName } from './words.ts';

export type ItemFields = Omit<ItemInput, 'id' | 'version'>;
export type StoredItem = Item & { rid: number };
interface Row {
  rid: number;
  id: string;
  version: number;
  code: string;
  name: string;
  description: string;
  unit: string;
  price: string;
  cost: string | null;
  currency: string | null;
  archived: number;
  createdAt: string;
  taxes: string | null;
}

const FIELDS = ['code', 'name', 'description', 'unit', 'price', 'cost', 'currency'];
const WRITTEN = [...FIELDS, 'sort_name'];
const COLUMNS = `i.rid, i.id, i.version, ${FIELDS.map((column) => `i.${column}`).join(', ')}, i.archived, i.created_at AS createdAt,
  (SELECT group_concat(r.id, ' ' ORDER BY t.position) FROM item_tax t JOIN tax_rate r ON r.rid = t.tax_rate_rid WHERE t.item_rid = i.rid) AS taxes`;

const SQL = {
  get: `SELECT ${COLUMNS} FROM item i WHERE i.id = ?`,
  rid: 'SELECT rid FROM item WHERE id = ?',
  add: `INSERT INTO item (id, created_at, import_rid, archived, ${WRITTEN.join(', ')}) VALUES (@id, @createdAt, @importRid, @archived, ${WRITTEN.map((column) => `@${column}`).join(', ')})`,
  save: `UPDATE item SET ${WRITTEN.map((column) => `${column} = @${column}`).join(', ')}, version = version + 1 WHERE id = @id AND version = @version RETURNING version`,
  archive: 'UPDATE item SET archived = ?, version = version + 1 WHERE id = ? RETURNING version',
  dropTaxes: 'DELETE FROM item_tax WHERE item_rid = ?',
  addTax: 'INSERT INTO item_tax (item_rid, position, tax_rate_rid) SELECT ?, ?, rid FROM tax_rate WHERE id = ?',
  index: 'INSERT INTO item_fts (rowid, words) VALUES (?, ?)',
  reindex: 'INSERT OR REPLACE INTO item_fts (rowid, words) VALUES (?, ?)',
  unindex: 'DELETE FROM item_fts WHERE rowid = ?',
  byCode: "SELECT id FROM item WHERE code = ? COLLATE NOCASE AND code <> ''",
  lives:
    "SELECT 1 AS lives FROM (SELECT code FROM item WHERE archived IN (0, 1) AND sort_name = @name LIMIT 1000) WHERE code = '' OR @code = '' LIMIT 1",
  list: `SELECT ${COLUMNS} FROM item i WHERE i.archived = ? ORDER BY i.sort_name, i.rid LIMIT ?`,
  listAfter: `SELECT ${COLUMNS} FROM item i WHERE i.archived = @archived AND (i.sort_name, i.rid) > (SELECT sort_name, rid FROM item WHERE rid = @after)
              ORDER BY i.sort_name, i.rid LIMIT @limit`,
  search: `SELECT ${COLUMNS} FROM item i WHERE i.rid IN (SELECT f.rowid FROM item_fts f CROSS JOIN item x ON x.rid = f.rowid
             WHERE f.item_fts MATCH @match AND f.rowid < @before AND x.archived = @archived ORDER BY f.rowid DESC LIMIT @limit) ORDER BY i.rid DESC`,
  found:
    'SELECT count(*) AS n FROM (SELECT 1 FROM item_fts f CROSS JOIN item x ON x.rid = f.rowid WHERE f.item_fts MATCH ? AND x.archived = ? LIMIT ?)',
  tally: 'SELECT n FROM tally WHERE what = ?',
  starts: `SELECT ${COLUMNS} FROM item i WHERE i.archived = 0 AND i.sort_name >= ? AND i.sort_name < ? ORDER BY i.sort_name, i.rid LIMIT ?`,
  withCode: `SELECT ${COLUMNS} FROM item i WHERE i.archived = 0 AND i.code = ? COLLATE NOCASE AND i.code <> ''`,
} as const;

const COUNTED = 1000;
const AFTER_EVERY_RID = Number.MAX_SAFE_INTEGER;
const LAST_LETTER = '\u{10FFFF}';

function itemOf({ taxes, archived, ...row }: Row): StoredItem {
  return { ...row, taxIds: taxes === null ? [] : taxes.split(' '), archived: archived === 1 };
}

export function readItem(db: Db, id: string): StoredItem | undefined {
  const row = one<Row>(db, SQL.get, id);
  return row && itemOf(row);
}

/** The rid of an item, or null when there is none (any more). */
export function itemRid(db: Db, id: string): number | null {
  return one<{ rid: number }>(db, SQL.rid, id)?.rid ?? null;
}

/** Adds a row, its taxes and its search words; answers its rid. */
export function addItem(db: Db, id: string, fields: ItemFields, at: string): number {
  const rid = addItemRow(db, id, fields, at, BY_HAND);
  index(db, SQL.index, rid, fields);
  return rid;
}

/** The row and its taxes alone: see addCustomerRow. */
export function addItemRow(db: Db, id: string, fields: ItemFields, at: string, imported: Imported): number {
  const { rid } = run(db, SQL.add, {
    ...columns(fields),
    id,
    createdAt: at,
    importRid: imported.importRid,
    archived: Number(imported.archived),
  });
  addTaxes(db, rid, fields);
  return rid;
}

export function indexItem(db: Db, rid: number, fields: Parameters<typeof index>[3]): void {
  index(db, SQL.index, rid, fields);
}

/** The new version, or undefined when the version is not the newest. */
export function saveItem(db: Db, stored: StoredItem, version: number, fields: ItemFields): number | undefined {
  const saved = one<{ version: number }>(db, SQL.save, { ...columns(fields), id: stored.id, version });
  if (saved === undefined) return undefined;
  run(db, SQL.dropTaxes, stored.rid);
  addTaxes(db, stored.rid, fields);
  index(db, SQL.reindex, stored.rid, fields);
  return saved.version;
}

export function archiveItem(db: Db, id: string, archived: boolean): number | undefined {
  return one<{ version: number }>(db, SQL.archive, Number(archived), id)?.version;
}

export function unindexItem(db: Db, rid: number): void {
  run(db, SQL.unindex, rid);
}

function columns(fields: ItemFields) {
  const { taxIds: _taxIds, ...rest } = fields;
  return { ...rest, sort_name: sortName(fields.name) };
}

function index(db: Db, sql: string, rid: number, fields: Pick<ItemFields, 'name' | 'code' | 'description'>): void {
  run(db, sql, rid, searchWords(fields.name, fields.code, fields.description));
}

function addTaxes(db: Db, rid: number, fields: ItemFields): void {
  fields.taxIds.forEach((taxId, position) => run(db, SQL.addTax, rid, position, taxId));
}

/** Id of the item with this code, whatever its case. */
export function itemWithCode(db: Db, code: string): string | undefined {
  return one<{ id: string }>(db, SQL.byCode, code)?.id;
}

/** True when an item of the same name (folded) is there already and one of the two has no code to tell them apart. */
export function itemLives(db: Db, name: string, code: string): boolean {
  return one(db, SQL.lives, { name: sortName(name), code }) !== undefined;
}

/** By name; with words typed, newest first. The total of a search is counted up to a thousand. */
export function listItems(db: Db, { q, after, limit, archived }: ListQuery): { rows: ItemRow[]; next: string | null; total: number } {
  const match = matchQuery(q);
  const last = readCursor(after, ['number'])?.[0];
  const found =
    match === null
      ? last === undefined
        ? all<Row>(db, SQL.list, Number(archived), limit + 1)
        : all<Row>(db, SQL.listAfter, { archived: Number(archived), after: last, limit: limit + 1 })
      : all<Row>(db, SQL.search, { match, before: last ?? AFTER_EVERY_RID, archived: Number(archived), limit: limit + 1 });
  const cut = page(found, limit, (row) => [row.rid]);
  return {
    rows: cut.rows.map(rowOf),
    next: cut.next,
    total: match === null ? countItems(db, archived) : count(db, SQL.found, match, Number(archived), COUNTED),
  };
}

export function countItems(db: Db, archived: boolean): number {
  return count(db, SQL.tally, archived ? 'item1' : 'item0');
}

function count(db: Db, sql: string, ...params: (string | number)[]): number {
  return one<{ n: number }>(db, sql, ...params)?.n ?? 0;
}

/** Type-ahead: the code typed in full, then names that begin so, then any word that begins so, newest first. */
export function suggestItems(db: Db, q: string, limit: number): ItemRow[] {
  const start = sortName(q);
  const match = matchQuery(q);
  if (match === null) return all<Row>(db, SQL.list, 0, limit).map(rowOf);
  const found = new Map<number, Row>();
  const take = (rows: Row[]) => {
    for (const row of rows) if (found.size < limit && !found.has(row.rid)) found.set(row.rid, row);
  };
  take(all<Row>(db, SQL.withCode, q));
  take(all<Row>(db, SQL.starts, start, start + LAST_LETTER, limit));
  if (found.size < limit) take(all<Row>(db, SQL.search, { match, before: AFTER_EVERY_RID, archived: 0, limit: 2 * limit }));
  return [...found.values()].map(rowOf);
}

function rowOf(row: Row): ItemRow {
  const { rid: _rid, version: _version, createdAt: _createdAt, ...shown } = itemOf(row);
  return shown;
}
