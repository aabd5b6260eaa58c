// SQL of items: rows, their taxes, list, type-ahead and search words. Called by services and the import only.
import type { Item, ItemInput, ItemRow } from '../../contract/customers.ts';
import type { Db } from '../db/open.ts';
import { BY_HAND, type Imported } from './customers.ts';
import { namedList } from './namedList.ts';
import { all, one, run } from './statement.ts';
import { sortName } from './words.ts';

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
const COLUMNS = `t.rid, t.id, t.version, ${FIELDS.map((column) => `t.${column}`).join(', ')}, t.archived, t.created_at AS createdAt,
  (SELECT group_concat(r.id, ' ' ORDER BY x.position) FROM item_tax x JOIN tax_rate r ON r.rid = x.tax_rate_rid WHERE x.item_rid = t.rid) AS taxes`;
const LIST = `SELECT ${COLUMNS} FROM item t`;

const SQL = {
  get: `${LIST} WHERE t.id = ?`,
  rid: 'SELECT rid FROM item WHERE id = ?',
  priceOf: 'SELECT price, currency FROM item WHERE id = ?',
  pricesNamed: 'SELECT price, currency FROM item WHERE archived IN (0, 1) AND sort_name = ? LIMIT 100',
  add: `INSERT INTO item (id, created_at, import_rid, archived, ${WRITTEN.join(', ')}) VALUES (@id, @createdAt, @importRid, @archived, ${WRITTEN.map((column) => `@${column}`).join(', ')})`,
  save: `UPDATE item SET ${WRITTEN.map((column) => `${column} = @${column}`).join(', ')}, version = version + 1 WHERE id = @id AND version = @version RETURNING version`,
  dropTaxes: 'DELETE FROM item_tax WHERE item_rid = ?',
  addTax: 'INSERT INTO item_tax (item_rid, position, tax_rate_rid) SELECT ?, ?, rid FROM tax_rate WHERE id = ?',
  lives:
    "SELECT 1 AS lives FROM (SELECT code FROM item WHERE archived IN (0, 1) AND sort_name = @name LIMIT 1000) WHERE code = '' OR @code = '' LIMIT 1",
} as const;

function itemOf({ taxes, archived, ...row }: Row): StoredItem {
  return { ...row, taxIds: taxes === null ? [] : taxes.split(' '), archived: archived === 1 };
}

const named = namedList<Row, ItemRow>('item', LIST, (row) => {
  const { rid: _rid, version: _version, createdAt: _createdAt, ...shown } = itemOf(row);
  return shown;
});
export const { list: listItems, suggest: suggestItems, count: countItems, withCode: itemWithCode, archive: archiveItem, unindex: unindexItem } = named;

export function readItem(db: Db, id: string): StoredItem | undefined {
  const row = one<Row>(db, SQL.get, id);
  return row && itemOf(row);
}

/** The rid of an item, or null when there is none (any more). */
export function itemRid(db: Db, id: string): number | null {
  return one<{ rid: number }>(db, SQL.rid, id)?.rid ?? null;
}

/** What the item of a line costs by the list; of a line without one, what the items of that name do. */
export function listPrices(db: Db, line: { itemId: string | null; description: string }): { price: string; currency: string | null }[] {
  return line.itemId === null ? all(db, SQL.pricesNamed, sortName(line.description)) : all(db, SQL.priceOf, line.itemId);
}

/** Adds a row, its taxes and its search words; answers its rid. */
export function addItem(db: Db, id: string, fields: ItemFields, at: string): number {
  const rid = addItemRow(db, id, fields, at, BY_HAND);
  index(db, rid, true, fields);
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
  index(db, rid, true, fields);
}

/** The new version, or undefined when the version is not the newest. */
export function saveItem(db: Db, stored: StoredItem, version: number, fields: ItemFields): number | undefined {
  const saved = one<{ version: number }>(db, SQL.save, { ...columns(fields), id: stored.id, version });
  if (saved === undefined) return undefined;
  run(db, SQL.dropTaxes, stored.rid);
  addTaxes(db, stored.rid, fields);
  index(db, stored.rid, false, fields);
  return saved.version;
}

function columns(fields: ItemFields) {
  const { taxIds: _taxIds, ...rest } = fields;
  return { ...rest, sort_name: sortName(fields.name) };
}

function index(db: Db, rid: number, isNew: boolean, fields: Pick<ItemFields, 'name' | 'code' | 'description'>): void {
  named.index(db, rid, isNew, fields.name, fields.code, fields.description);
}

function addTaxes(db: Db, rid: number, fields: ItemFields): void {
  fields.taxIds.forEach((taxId, position) => run(db, SQL.addTax, rid, position, taxId));
}

/** True when an item of the same name (folded) is there already and one of the two has no code to tell them apart. */
export function itemLives(db: Db, name: string, code: string): boolean {
  return one(db, SQL.lives, { name: sortName(name), code }) !== undefined;
}
