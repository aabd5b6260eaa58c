// SQL of the invoice list: keyset pages by date, by customer, overdue, or found by words. Called by services only.
import type { Parsed } from '../../contract/index.ts';
import type { InvoiceRow } from '../../contract/invoices.ts';
import { asksForMoney } from '../../domain/lifecycle.ts';
import type { Db } from '../db/open.ts';
import { page, readCursor, type CursorKey } from './cursor.ts';
import { all, one, type Params } from './statement.ts';
import { currencyUse } from './totals.ts';
import { matchMarks, matchQuery } from './words.ts';

export type Filters = Parsed<'invoices.list'>['filters'];
/** `closed`: null without credit notes, 1 when they left nothing. */
type Row = Omit<InvoiceRow, 'credited' | 'open'> & { rid: number; closed: number | null; creditedSum: number };
export interface Page {
  rows: InvoiceRow[];
  next: string | null;
}

/** The same words as the indexes of migration 0030 say, or SQLite does not see that they answer. */
const COUNTED = "d.kind IN ('invoice', 'deposit-invoice', 'final-invoice', 'credit-note')";
const COLUMNS = `d.rid, d.id, d.number, c.id AS customerId, coalesce(b.name, c.name) AS customer, d.subject,
  d.issue_date AS issueDate, d.due_date AS dueDate, d.currency, d.kind,
  CASE d.kind WHEN 'credit-note' THEN -d.payable ELSE d.payable END AS total,
  (SELECT max(k.closes) FROM document_credit k WHERE k.original_rid = d.rid) AS closed,
  (SELECT coalesce(sum(k.amount), 0) FROM document_credit k WHERE k.original_rid = d.rid) AS creditedSum`;
const JOINS = 'JOIN customer c ON c.rid = d.customer_rid LEFT JOIN party_snapshot b ON b.rid = d.buyer_rid';
const from = (index: string) => `SELECT ${COLUMNS} FROM document d INDEXED BY ${index} ${JOINS} WHERE ${COUNTED} AND`;
/** Tests that cost nothing when their filter is off. */
const KEEP = `(@from IS NULL OR d.issue_date >= @from) AND (@to IS NULL OR d.issue_date <= @to) AND (@currency IS NULL OR d.currency = @currency)`;
/** The range on the date is written so that the index starts and ends at the right rows: a null filter becomes the widest range. */
const BEFORE = `(d.issue_date, d.rid) < (@date, @rid) AND d.issue_date >= coalesce(@from, '')`;
/** Of a fully credited invoice nothing is late; notes themselves have no due date. */
const OWED = 'NOT EXISTS (SELECT 1 FROM document_credit k WHERE k.original_rid = d.rid AND k.closes = 1)';
const LATE = `(@overdueOn IS NULL OR (d.due_date < @overdueOn AND ${OWED}))`;
const WAITING = `d.due_date < @overdueOn AND ${OWED} AND (d.due_date, d.rid) > (@date, @rid)`;
const FOREIGN = 'd.currency = @currency AND d.currency <> d.base_currency';
const NEWEST = 'ORDER BY d.issue_date DESC, d.rid DESC LIMIT @limit';
const LONGEST_WAIT = 'ORDER BY d.due_date, d.rid LIMIT @limit';

const SQL = {
  byDate: `${from('document_list')} ${BEFORE} AND (@currency IS NULL OR d.currency = @currency) ${NEWEST}`,
  byDateForeign: `${from('document_foreign')} ${FOREIGN} AND ${BEFORE} ${NEWEST}`,
  byCustomer: `${from('document_customer')} d.customer_rid = @customerRid AND ${BEFORE}
      AND (@currency IS NULL OR d.currency = @currency) AND ${LATE} ${NEWEST}`,
  overdue: `${from('document_due')} ${WAITING} AND ${KEEP} ${LONGEST_WAIT}`,
  overdueForeign: `${from('document_foreign_due')} ${FOREIGN} AND ${WAITING} AND ${KEEP} ${LONGEST_WAIT}`,
  dueOn: `${from('document_due')} d.due_date = @date AND ${OWED} ORDER BY d.rid LIMIT @limit`,
  search: `SELECT ${COLUMNS} FROM document_fts f CROSS JOIN document d ON d.rid = f.rowid ${JOINS}
    WHERE f.document_fts MATCH @match AND f.rowid < @rid AND (@papers OR ${COUNTED}) AND ${KEEP} AND ${LATE} ORDER BY f.rowid DESC LIMIT @limit`,
  byNumber: `SELECT ${COLUMNS} FROM document d INDEXED BY document_number ${JOINS} WHERE d.number IN (@typed, @capitals) AND (@papers OR ${COUNTED}) AND ${KEEP}
    AND (@customerRid IS NULL OR d.customer_rid = @customerRid) AND ${LATE} ORDER BY d.rid DESC LIMIT @limit`,
  customer: 'SELECT rid FROM customer WHERE id = ?',
} as const;

const LAST_RID = Number.MAX_SAFE_INTEGER;
const LAST_DATE = '9999-12-31';
/** No row has it. */
const NOBODY = -1;

/** One page. Newest first by issue date; overdue ones by how long they wait; found ones by when they were issued. `papers`: quotes and the like are found too. */
export function listDocuments(db: Db, q: string, after: string | null, limit: number, filters: Filters, papers = false): Page {
  const use = filters.currency === null ? 'own' : currencyUse(db, filters.currency);
  if (use === 'none') return { rows: [], next: null };
  const customerRid = filters.customerId === null ? null : (one<{ rid: number }>(db, SQL.customer, filters.customerId)?.rid ?? NOBODY);
  const match = matchQuery(q);
  if (match !== null && after === null) {
    // A whole number typed is one row of an index; its words ('inv', '2026') are those of thousands.
    const typed = q.trim();
    const numbered = all<Row>(db, SQL.byNumber, { ...filters, customerRid, typed, capitals: typed.toUpperCase(), limit, papers: Number(papers) });
    if (numbered.length > 0) return shown(numbered, limit, () => []);
  }
  if (match !== null) return foundPage(db, match + matchMarks({ ...filters, customerRid }), after, limit, filters, papers);
  if (filters.overdueOn !== null && customerRid === null) return overduePage(db, use, after, limit, filters);
  const [date, rid] = readCursor(after, ['string', 'number']) ?? [filters.to ?? LAST_DATE, LAST_RID];
  const sql = customerRid !== null ? SQL.byCustomer : use === 'foreign' ? SQL.byDateForeign : SQL.byDate;
  return shown(all<Row>(db, sql, { ...filters, customerRid, date, rid, limit: limit + 1 }), limit, (row) => [row.issueDate, row.rid]);
}

function foundPage(db: Db, match: string, after: string | null, limit: number, filters: Filters, papers: boolean): Page {
  const rid = readCursor(after, ['number'])?.[0] ?? LAST_RID;
  return shown(all<Row>(db, SQL.search, { ...filters, match, rid, limit: limit + 1, papers: Number(papers) }), limit, (row) => [row.rid]);
}

function overduePage(db: Db, use: 'own' | 'foreign', after: string | null, limit: number, filters: Filters): Page {
  // Nothing is due before it is issued, so the first day asked for also says where the due dates begin.
  const [date, rid] = readCursor(after, ['string', 'number']) ?? [filters.from ?? '', 0];
  const params: Params = { ...filters, date, rid, limit: limit + 1 };
  return shown(all<Row>(db, use === 'foreign' ? SQL.overdueForeign : SQL.overdue, params), limit, (row) => [row.dueDate ?? '', row.rid]);
}

/** What falls due on one day, oldest first. */
export function documentsDueOn(db: Db, date: string, limit: number): InvoiceRow[] {
  return shown(all<Row>(db, SQL.dueOn, { date, limit }), limit, () => []).rows;
}

/** From the highest `closes` of an invoice's credit notes. */
export function creditState(closed: number | null): InvoiceRow['credited'] {
  if (closed === null) return 'none';
  return closed === 1 ? 'full' : 'part';
}

function shown(rows: Row[], limit: number, keyOf: (row: Row) => CursorKey): Page {
  const cut = page(rows, limit, keyOf);
  return { rows: cut.rows.map(rowOf), next: cut.next };
}

function rowOf({ rid: _rid, closed, creditedSum, ...row }: Row): InvoiceRow {
  return { ...row, credited: creditState(closed), open: asksForMoney(row.kind) ? row.total - creditedSum : 0 };
}
