// SQL of customers: rows, list, type-ahead and search words. Called by services and the import only.
import { paymentTerms } from '../../contract/business.ts';
import type { Customer, CustomerInput, CustomerRow } from '../../contract/customers.ts';
import { language } from '../../contract/wire.ts';
import type { Db } from '../db/open.ts';
import { page, readCursor } from './cursor.ts';
import { all, one, run } from './statement.ts';
import { matchQuery, searchWords, sortName } from './words.ts';

export type CustomerFields = Omit<CustomerInput, 'id' | 'version'>;
export type StoredCustomer = Customer & { rid: number };
interface Row {
  rid: number;
  id: string;
  version: number;
  code: string;
  name: string;
  contact: string;
  email: string;
  phone: string;
  street: string;
  street2: string;
  city: string;
  region: string;
  postcode: string;
  country: string;
  vatId: string;
  taxNumber: string;
  currency: string | null;
  language: string | null;
  terms: string | null;
  notes: string;
  archived: number;
  createdAt: string;
}
/** Where a record came from, and whether it comes in archived. */
export interface Imported {
  importRid: number | null;
  archived: boolean;
}
export const BY_HAND: Imported = { importRid: null, archived: false };
type ListRow = Omit<CustomerRow, 'archived'> & { rid: number; archived: number };

const FIELDS = [
  'code',
  'name',
  'contact',
  'email',
  'phone',
  'street',
  'street2',
  'city',
  'region',
  'postcode',
  'country',
  'currency',
  'language',
  'terms',
  'notes',
];
const WRITTEN = [...FIELDS, 'vat_id', 'tax_number', 'sort_name'];
const placeholder = (column: string) => `@${column}`;
const LIST = `SELECT c.rid, c.id, c.code, c.name, c.contact, c.city, c.country, c.email, c.archived,
    coalesce((SELECT sum(t.count) FROM customer_total t WHERE t.customer_rid = c.rid), 0) AS invoices,
    (SELECT max(t.last_date) FROM customer_total t WHERE t.customer_rid = c.rid AND t.count > 0) AS lastInvoice
  FROM customer c`;

const SQL = {
  get: `SELECT rid, id, version, ${FIELDS.join(', ')}, vat_id AS vatId, tax_number AS taxNumber, archived, created_at AS createdAt FROM customer WHERE id = ?`,
  byRid: `SELECT rid, id, version, ${FIELDS.join(', ')}, vat_id AS vatId, tax_number AS taxNumber, archived, created_at AS createdAt FROM customer WHERE rid = ?`,
  add: `INSERT INTO customer (id, created_at, import_rid, archived, ${WRITTEN.join(', ')}) VALUES (@id, @createdAt, @importRid, @archived, ${WRITTEN.map(placeholder).join(', ')})`,
  save: `UPDATE customer SET ${WRITTEN.map((column) => `${column} = @${column}`).join(', ')}, version = version + 1
         WHERE id = @id AND version = @version RETURNING version`,
  archive: 'UPDATE customer SET archived = ?, version = version + 1 WHERE id = ? RETURNING version',
  index: 'INSERT INTO customer_fts (rowid, words) VALUES (?, ?)',
  reindex: 'INSERT OR REPLACE INTO customer_fts (rowid, words) VALUES (?, ?)',
  unindex: 'DELETE FROM customer_fts WHERE rowid = ?',
  byCode: "SELECT id FROM customer WHERE code = ? COLLATE NOCASE AND code <> ''",
  lives: `SELECT 1 AS lives FROM (SELECT postcode, code FROM customer WHERE archived IN (0, 1) AND sort_name = @name LIMIT 1000)
          WHERE postcode = @postcode AND (code = '' OR @code = '') LIMIT 1`,
  sums: 'SELECT currency, amount, count FROM customer_total WHERE customer_rid = ? AND count > 0 ORDER BY currency LIMIT 200',
  list: `${LIST} WHERE c.archived = ? ORDER BY c.sort_name, c.rid LIMIT ?`,
  listAfter: `${LIST} WHERE c.archived = @archived AND (c.sort_name, c.rid) > (SELECT sort_name, rid FROM customer WHERE rid = @after) ORDER BY c.sort_name, c.rid LIMIT @limit`,
  search: `${LIST} WHERE c.rid IN (SELECT f.rowid FROM customer_fts f CROSS JOIN customer x ON x.rid = f.rowid
              WHERE f.customer_fts MATCH @match AND f.rowid < @before AND x.archived = @archived ORDER BY f.rowid DESC LIMIT @limit) ORDER BY c.rid DESC`,
  found: `SELECT count(*) AS n FROM (SELECT 1 FROM customer_fts f CROSS JOIN customer x ON x.rid = f.rowid WHERE f.customer_fts MATCH ? AND x.archived = ? LIMIT ?)`,
  tally: 'SELECT n FROM tally WHERE what = ?',
  starts: `${LIST} WHERE c.archived = 0 AND c.sort_name >= ? AND c.sort_name < ? ORDER BY c.sort_name, c.rid LIMIT ?`,
  withCode: `${LIST} WHERE c.archived = 0 AND c.code = ? COLLATE NOCASE AND c.code <> ''`,
} as const;

/** How far a search is counted; above it a heading says "1,000+" anyway. */
const COUNTED = 1000;
const AFTER_EVERY_RID = Number.MAX_SAFE_INTEGER;
/** Sorts after every text that starts like the one before it. */
const LAST_LETTER = '\u{10FFFF}';

function customerOf(row: Row): StoredCustomer {
  const { archived, terms, language: spoken, ...rest } = row;
  return {
    ...rest,
    language: spoken === null ? null : language.parse(spoken),
    terms: terms === null ? null : paymentTerms.parse(JSON.parse(terms)),
    archived: archived === 1,
  };
}

export function readCustomer(db: Db, id: string): StoredCustomer | undefined {
  const row = one<Row>(db, SQL.get, id);
  return row && customerOf(row);
}

export function readCustomerByRid(db: Db, rid: number): StoredCustomer | undefined {
  const row = one<Row>(db, SQL.byRid, rid);
  return row && customerOf(row);
}

/** Adds a row and its search words; answers its rid. */
export function addCustomer(db: Db, id: string, fields: CustomerFields, at: string): number {
  const rid = addCustomerRow(db, id, fields, at, BY_HAND);
  index(db, SQL.index, rid, fields);
  return rid;
}

/** The row alone: an import makes its rows first and then findable (indexCustomer), because each row with triggers makes the search index write out what it has gathered. */
export function addCustomerRow(db: Db, id: string, fields: CustomerFields, at: string, imported: Imported): number {
  const { rid } = run(db, SQL.add, {
    ...columns(fields),
    id,
    createdAt: at,
    importRid: imported.importRid,
    archived: Number(imported.archived),
  });
  return rid;
}

export function indexCustomer(db: Db, rid: number, fields: CustomerFields): void {
  index(db, SQL.index, rid, fields);
}

/** The new version, or undefined when the version is not the newest. */
export function saveCustomer(db: Db, stored: StoredCustomer, version: number, fields: CustomerFields): number | undefined {
  const saved = one<{ version: number }>(db, SQL.save, { ...columns(fields), id: stored.id, version });
  if (saved !== undefined) index(db, SQL.reindex, stored.rid, fields);
  return saved?.version;
}

export function archiveCustomer(db: Db, id: string, archived: boolean): number | undefined {
  return one<{ version: number }>(db, SQL.archive, Number(archived), id)?.version;
}

export function unindexCustomer(db: Db, rid: number): void {
  run(db, SQL.unindex, rid);
}

function columns(fields: CustomerFields) {
  const { vatId, taxNumber, terms, ...rest } = fields;
  return {
    ...rest,
    vat_id: vatId,
    tax_number: taxNumber,
    terms: terms === null ? null : JSON.stringify(terms),
    sort_name: sortName(fields.name),
  };
}

function index(db: Db, sql: string, rid: number, fields: CustomerFields): void {
  run(db, sql, rid, searchWords(fields.name, fields.code, fields.contact, fields.city, fields.email));
}

/** Id of the customer with this code, whatever its case. */
export function customerWithCode(db: Db, code: string): string | undefined {
  return one<{ id: string }>(db, SQL.byCode, code)?.id;
}

/** True when a customer of the same name (folded) and postcode is there already and one of the two has no code to tell them apart. */
export function customerLives(db: Db, name: string, postcode: string, code: string): boolean {
  return one(db, SQL.lives, { name: sortName(name), postcode, code }) !== undefined;
}

export function customerSums(db: Db, rid: number): { currency: string; amount: number; count: number }[] {
  return all(db, SQL.sums, rid);
}

export interface ListQuery {
  q: string;
  after: string | null;
  limit: number;
  archived: boolean;
}

/** By name; with words typed, newest first. The total of a search is counted up to a thousand. */
export function listCustomers(
  db: Db,
  { q, after, limit, archived }: ListQuery,
): { rows: CustomerRow[]; next: string | null; total: number } {
  const match = matchQuery(q);
  const last = readCursor(after, ['number'])?.[0];
  const found =
    match === null
      ? last === undefined
        ? all<ListRow>(db, SQL.list, Number(archived), limit + 1)
        : all<ListRow>(db, SQL.listAfter, { archived: Number(archived), after: last, limit: limit + 1 })
      : all<ListRow>(db, SQL.search, { match, before: last ?? AFTER_EVERY_RID, archived: Number(archived), limit: limit + 1 });
  const cut = page(found, limit, (row) => [row.rid]);
  return {
    rows: cut.rows.map(rowOf),
    next: cut.next,
    total: match === null ? countCustomers(db, archived) : count(db, SQL.found, match, Number(archived), COUNTED),
  };
}

export function countCustomers(db: Db, archived: boolean): number {
  return count(db, SQL.tally, archived ? 'customer1' : 'customer0');
}

function count(db: Db, sql: string, ...params: (string | number)[]): number {
  return one<{ n: number }>(db, sql, ...params)?.n ?? 0;
}

/** Type-ahead: the code typed in full, then names that begin so, then any word that begins so, newest first. */
export function suggestCustomers(db: Db, q: string, limit: number): CustomerRow[] {
  const start = sortName(q);
  const match = matchQuery(q);
  if (match === null) return all<ListRow>(db, SQL.list, 0, limit).map(rowOf);
  const found = new Map<number, ListRow>();
  const take = (rows: ListRow[]) => {
    for (const row of rows) if (found.size < limit && !found.has(row.rid)) found.set(row.rid, row);
  };
  take(all<ListRow>(db, SQL.withCode, q));
  take(all<ListRow>(db, SQL.starts, start, start + LAST_LETTER, limit));
  if (found.size < limit) take(all<ListRow>(db, SQL.search, { match, before: AFTER_EVERY_RID, archived: 0, limit: 2 * limit }));
  return [...found.values()].map(rowOf);
}

function rowOf({ rid: _rid, archived, ...row }: ListRow): CustomerRow {
  return { ...row, archived: archived === 1 };
}
