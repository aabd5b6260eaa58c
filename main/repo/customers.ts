// SQL of customers: rows, list, type-ahead and search words. Called by services and the import only.
import { paymentTerms } from '../../contract/business.ts';
import type { Customer, CustomerInput, CustomerRow } from '../../contract/customers.ts';
import { language } from '../../contract/wire.ts';
import type { Db } from '../db/open.ts';
import { namedList } from './namedList.ts';
import { all, one, run } from './statement.ts';
import { sortName } from './words.ts';

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
const LIST = `SELECT t.rid, t.id, t.code, t.name, t.contact, t.city, t.country, t.email, t.archived,
    coalesce((SELECT sum(s.count) FROM customer_total s WHERE s.customer_rid = t.rid), 0) AS invoices,
    (SELECT max(s.last_date) FROM customer_total s WHERE s.customer_rid = t.rid AND s.count > 0) AS lastInvoice
  FROM customer t`;

const SQL = {
  get: `SELECT rid, id, version, ${FIELDS.join(', ')}, vat_id AS vatId, tax_number AS taxNumber, archived, created_at AS createdAt FROM customer WHERE id = ?`,
  byRid: `SELECT rid, id, version, ${FIELDS.join(', ')}, vat_id AS vatId, tax_number AS taxNumber, archived, created_at AS createdAt FROM customer WHERE rid = ?`,
  add: `INSERT INTO customer (id, created_at, import_rid, archived, ${WRITTEN.join(', ')}) VALUES (@id, @createdAt, @importRid, @archived, ${WRITTEN.map(placeholder).join(', ')})`,
  save: `UPDATE customer SET ${WRITTEN.map((column) => `${column} = @${column}`).join(', ')}, version = version + 1
         WHERE id = @id AND version = @version RETURNING version`,
  lives: `SELECT 1 AS lives FROM (SELECT postcode, code FROM customer WHERE archived IN (0, 1) AND sort_name = @name LIMIT 1000)
          WHERE postcode = @postcode AND (code = '' OR @code = '') LIMIT 1`,
  sums: 'SELECT currency, amount, count FROM customer_total WHERE customer_rid = ? AND count > 0 ORDER BY currency LIMIT 200',
} as const;

const named = namedList<ListRow, CustomerRow>('customer', LIST, ({ rid: _rid, archived, ...row }) => ({ ...row, archived: archived === 1 }));
export const { list: listCustomers, suggest: suggestCustomers, count: countCustomers, withCode: customerWithCode, archive: archiveCustomer, unindex: unindexCustomer } = named;

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
  index(db, rid, true, fields);
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

export function indexCustomer(db: Db, rid: number, fields: Parameters<typeof index>[3]): void {
  index(db, rid, true, fields);
}

/** After the row changed by other SQL than saveCustomer's. */
export function indexCustomerAgain(db: Db, rid: number, fields: Parameters<typeof index>[3]): void {
  index(db, rid, false, fields);
}

/** The new version, or undefined when the version is not the newest. */
export function saveCustomer(db: Db, stored: StoredCustomer, version: number, fields: CustomerFields): number | undefined {
  const saved = one<{ version: number }>(db, SQL.save, { ...columns(fields), id: stored.id, version });
  if (saved !== undefined) index(db, stored.rid, false, fields);
  return saved?.version;
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

function index(db: Db, rid: number, isNew: boolean, fields: Pick<CustomerFields, 'name' | 'code' | 'contact' | 'city' | 'email'>): void {
  named.index(db, rid, isNew, fields.name, fields.code, fields.contact, fields.city, fields.email);
}

/** True when a customer of the same name (folded) and postcode is there already and one of the two has no code to tell them apart. */
export function customerLives(db: Db, name: string, postcode: string, code: string): boolean {
  return one(db, SQL.lives, { name: sortName(name), postcode, code }) !== undefined;
}

export function customerSums(db: Db, rid: number): { currency: string; amount: number; count: number }[] {
  return all(db, SQL.sums, rid);
}
