// SQL of the invoice list: keyset pages by date, by customer, overdue, or found by words. Called by services only.
import type { Parsed } from '../../contract/index.ts';
import type { InvoiceRow } from '../../contract/invoices.ts';
import { amountsIn, isClearlyAmount, unitsOf } from '../../domain/amountQuery.ts';
import { CURRENCIES, exponentOf } from '../../domain/currency.ts';
import type { Db } from '../db/open.ts';
import { isPaper } from '../../domain/lifecycle.ts';
import { amountRange, AMOUNT } from './amountFilter.ts';
import { page, readCursor, type CursorKey } from './cursor.ts';
import { all, one, type Params } from './statement.ts';
import { allSums, currencyUse } from './totals.ts';
import { matchMarks, matchQuery } from './words.ts';

export type Filters = Parsed<'invoices.list'>['filters'];
/** `noted`: how much of an invoice credit notes took: 0 none, 1 part, 2 all. */
export type Row = Omit<InvoiceRow, 'credited'> & { rid: number; noted: 0 | 1 | 2 };
type Ranged = Omit<Filters, 'amountFrom' | 'amountTo' | 'status'> & ReturnType<typeof amountRange> & { status: NonNullable<Filters['status']> | null };
export interface Page {
  rows: InvoiceRow[];
  next: string | null;
}

/** The same words as the indexes of migration 0030 say, or SQLite does not see that they answer. */
export const COUNTED = "d.kind IN ('invoice', 'deposit-invoice', 'final-invoice', 'credit-note')";
/** Part invoices are few and have an index of their own: the row itself need not be read for it. */
const TITLE = "iif(d.kind = 'invoice' AND EXISTS (SELECT 1 FROM document p INDEXED BY document_part WHERE p.part = 1 AND p.rid = d.rid), 'part-invoice', d.kind)";
export const COLUMNS = `d.rid, d.id, d.number, c.id AS customerId, coalesce(b.name, c.name) AS customer, d.subject,
  d.issue_date AS issueDate, coalesce(s.due_date, d.due_date) AS dueDate, d.currency, d.kind, ${TITLE} AS title,
  CASE d.kind WHEN 'credit-note' THEN -d.payable ELSE d.payable END AS total,
  coalesce(s.balance, CASE d.kind WHEN 'credit-note' THEN -d.payable ELSE d.payable END) AS open,
  coalesce(s.status, iif(d.payable = 0, 'paid', 'open')) AS status, coalesce(s.noted, 0) AS noted`;
export const JOINS = 'JOIN customer c ON c.rid = d.customer_rid LEFT JOIN party_snapshot b ON b.rid = d.buyer_rid LEFT JOIN document_state s ON s.document_rid = d.rid';
const from = (index: string) => `SELECT ${COLUMNS} FROM document d INDEXED BY ${index} ${JOINS} WHERE ${COUNTED} AND`;
/** Tests that cost nothing when their filter is off. */
export const KEEP = `(@from IS NULL OR d.issue_date >= @from) AND (@to IS NULL OR d.issue_date <= @to) AND (@currency IS NULL OR d.currency = @currency) AND ${AMOUNT}`;
/** What is owed of an invoice: nothing has settled it yet, or something is left. */
export const STATUS = `(@status IS NULL OR (d.kind <> 'credit-note' AND CASE @status WHEN 'unpaid' THEN coalesce(s.balance, d.payable) > 0 ELSE coalesce(s.status, iif(d.payable = 0, 'paid', 'open')) = @status END))`;
/** The range on the date is written so that the index starts and ends at the right rows: a null filter becomes the widest range. */
const BEFORE = `(d.issue_date, d.rid) < (@date, @rid) AND d.issue_date >= coalesce(@from, '') AND ${AMOUNT}`;
/** Late is what is still open the day after its next part fell due. */
export const LATE = `(@overdueOn IS NULL OR EXISTS (SELECT 1 FROM open_part o WHERE o.customer_rid = d.customer_rid AND o.document_rid = d.rid AND o.due_date < @overdueOn))`;
/** The open documents, one row for each, by when their next part falls due. */
const fromOpen = (index: string) => `SELECT ${COLUMNS}, o.due_date AS openDue FROM open_part o INDEXED BY ${index} CROSS JOIN document d ON d.rid = o.document_rid ${JOINS} WHERE o.next = 1`;
/** Of what is owed only what its index holds is asked: most are left out before their document is opened. */
const WAITING = `o.due_date < @overdueOn AND (o.due_date, o.document_rid) > (@date, @rid)
    AND (@from IS NULL OR o.issue_date >= @from) AND (@to IS NULL OR o.issue_date <= @to) AND (@currency IS NULL OR d.currency = @currency) AND ${AMOUNT}`;
/** All that is paid, where that is little: in books that nobody enters payments in, walking through the dates would find nothing for long. */
const PAID = `(SELECT document_rid FROM document_state INDEXED BY document_paid WHERE status = 'paid' UNION ALL SELECT rid FROM document INDEXED BY document_amount WHERE payable = 0)`;
const FOREIGN = 'd.currency = @currency AND d.currency <> d.base_currency';
const NEWEST = 'ORDER BY d.issue_date DESC, d.rid DESC LIMIT @limit + 0';
const LONGEST_WAIT = 'ORDER BY o.due_date, o.document_rid LIMIT @limit + 0';

const SQL = {
  byDate: `${from('document_list')} ${BEFORE} AND (@currency IS NULL OR d.currency = @currency) AND ${STATUS} ${NEWEST}`,
  byDateForeign: `${from('document_foreign')} ${FOREIGN} AND ${BEFORE} AND ${STATUS} ${NEWEST}`,
  byCustomer: `${from('document_customer')} d.customer_rid = @customerRid AND ${BEFORE}
      AND (@currency IS NULL OR d.currency = @currency) AND ${LATE} AND ${STATUS} ${NEWEST}`,
  waiting: `${fromOpen('open_due')} AND iif(@mixed, true, o.payable BETWEEN @low AND @high) AND ${WAITING} AND ${STATUS} ${LONGEST_WAIT}`,
  waitingForeign: `${fromOpen('open_foreign_due')} AND o.own = 0 AND o.currency = @currency AND ${WAITING} AND ${STATUS} ${LONGEST_WAIT}`,
  dueOn: `${fromOpen('open_due')} AND o.due_date = @date ORDER BY o.document_rid LIMIT @limit + 0`,
  byStatus: `SELECT ${COLUMNS} FROM document_state s INDEXED BY document_status CROSS JOIN document d ON d.rid = s.document_rid
    JOIN customer c ON c.rid = d.customer_rid LEFT JOIN party_snapshot b ON b.rid = d.buyer_rid
    WHERE s.status = @status AND s.status IN ('partial', 'credited', 'written-off') AND s.document_rid < @rid AND d.kind <> 'credit-note' AND ${KEEP} ORDER BY s.document_rid DESC LIMIT @limit + 0`,
  search: `SELECT ${COLUMNS} FROM document_fts f CROSS JOIN document d ON d.rid = f.rowid ${JOINS}
    WHERE f.document_fts MATCH @match AND f.rowid < @rid AND (@papers OR ${COUNTED}) AND ${KEEP} AND ${LATE} AND ${STATUS} ORDER BY f.rowid DESC LIMIT @limit + 0`,
  byNumber: `SELECT ${COLUMNS} FROM document d INDEXED BY document_number ${JOINS} WHERE d.number IN (@typed, @capitals) AND (@papers OR ${COUNTED}) AND ${KEEP}
    AND (@customerRid IS NULL OR d.customer_rid = @customerRid) AND ${LATE} AND ${STATUS} ORDER BY d.rid DESC LIMIT @limit + 0`,
  waitingAmount: `SELECT ${COLUMNS}, o.due_date AS openDue FROM document d INDEXED BY document_amount
    CROSS JOIN open_part o ON o.customer_rid = d.customer_rid AND o.document_rid = d.rid ${JOINS}
    WHERE o.next = 1 AND d.payable BETWEEN @low AND @high AND ${WAITING} AND ${STATUS} ${LONGEST_WAIT}`,
  searchAmount: `SELECT ${COLUMNS} FROM document_fts f CROSS JOIN document d ON d.rid = f.rowid ${JOINS}
    WHERE f.document_fts MATCH @match AND f.rowid IN (SELECT rid FROM document INDEXED BY document_amount WHERE payable BETWEEN @low AND @high)
      AND f.rowid < @rid AND (@papers OR ${COUNTED}) AND ${KEEP} AND ${LATE} AND ${STATUS} ORDER BY f.rowid DESC LIMIT @limit + 0`,
  byAmount: `${from('document_amount')} d.payable BETWEEN @low AND @high AND ${BEFORE} AND (@currency IS NULL OR d.currency = @currency) AND ${STATUS} ${NEWEST}`,
  fewPaid: `SELECT ${COLUMNS} FROM document d ${JOINS} WHERE d.rid IN ${PAID} AND ${COUNTED} AND (d.issue_date, d.rid) < (@date, @rid) AND ${KEEP} AND ${STATUS} ${NEWEST}`,
  searchFewPaid: `SELECT ${COLUMNS} FROM document_fts f CROSS JOIN document d ON d.rid = f.rowid ${JOINS}
    WHERE f.document_fts MATCH @match AND f.rowid IN ${PAID} AND f.rowid < @rid AND (@papers OR ${COUNTED}) AND ${KEEP} AND ${LATE} AND ${STATUS} ORDER BY f.rowid DESC LIMIT @limit + 0`,
  paid: `SELECT count(*) AS n FROM (SELECT 1 FROM ${PAID} LIMIT @limit + 0)`,
  ofStatus: `SELECT count(*) AS n FROM (SELECT 1 FROM document_state INDEXED BY document_status WHERE status = @status AND status IN ('partial', 'credited', 'written-off') LIMIT @limit + 0)`,
  searchStatus: `SELECT ${COLUMNS} FROM document_fts f CROSS JOIN document d ON d.rid = f.rowid ${JOINS}
    WHERE f.document_fts MATCH @match AND f.rowid IN (SELECT document_rid FROM document_state INDEXED BY document_status WHERE status = @status AND status IN ('partial', 'credited', 'written-off'))
      AND f.rowid < @rid AND (@papers OR ${COUNTED}) AND ${KEEP} AND ${LATE} AND ${STATUS} ORDER BY f.rowid DESC LIMIT @limit + 0`,
  ofAmounts: `SELECT ${COLUMNS} FROM document d INDEXED BY document_amount ${JOINS} WHERE d.payable IN (SELECT value FROM json_each(@units)) AND (@papers OR ${COUNTED}) AND ${KEEP}
    AND (@customerRid IS NULL OR d.customer_rid = @customerRid) AND ${LATE} AND ${STATUS} AND (d.issue_date, d.rid) < (@date, @rid) ${NEWEST}`,
  ofAmount: 'SELECT count(*) AS n FROM (SELECT 1 FROM document INDEXED BY document_amount WHERE payable BETWEEN @low AND @high LIMIT @limit + 0)',
  customer: 'SELECT rid FROM customer WHERE id = ?',
  byId: `SELECT ${COLUMNS} FROM document d ${JOINS} WHERE d.id = ?`,
} as const;

const LAST_RID = Number.MAX_SAFE_INTEGER;
const LAST_DATE = '9999-12-31';
/** Also later than what stands for no due date. */
const AFTER_EVERY_DATE = '9999-12-32';
const EXPONENTS: readonly number[] = [...new Set(CURRENCIES.map(({ exponent }) => exponent))];
/** See isRareAmount and isRareStatus. */
const RARE = 300;
/** No row has it. */
const NOBODY = -1;

/** One page. Newest first by issue date; overdue ones by how long they wait; found ones by when they were issued. `papers`: quotes and the like are found too. */
export function listDocuments(db: Db, q: string, after: string | null, limit: number, wanted: Filters, papers = false): Page {
  const amounts = isClearlyAmount(q) ? amountsIn(q) : [];
  const [from, to] = [wanted.amountFrom ?? null, wanted.amountTo ?? null];
  const filters = { ...wanted, papers: Number(papers), status: wanted.status ?? null, ...amountRange(from, to, from === null && to === null ? [] : exponentsOf(db, wanted.currency)) };
  const use = filters.currency === null ? 'own' : currencyUse(db, filters.currency);
  if (use === 'none') return { rows: [], next: null };
  const customerRid = filters.customerId === null ? null : (one<{ rid: number }>(db, SQL.customer, filters.customerId)?.rid ?? NOBODY);
  if (after === null && q.trim() !== '') {
    // A whole number typed is one row of an index; its words ('inv', '2026') are those of thousands.
    const typed = q.trim();
    const numbered = all<Row>(db, SQL.byNumber, { ...filters, customerRid, typed, capitals: typed.toUpperCase(), limit });
    if (numbered.length > 0) return shown(numbered, limit, () => []);
  }
  const span = { low: filters.amountFrom ?? Number.MIN_SAFE_INTEGER, high: filters.amountTo ?? Number.MAX_SAFE_INTEGER };
  if (amounts.length > 0) return amountPage(db, amounts, after, limit, filters, customerRid);
  const few = isRareAmount(db, filters, span);
  const match = matchQuery(q);
  if (match !== null) return foundPage(db, match + matchMarks({ ...filters, customerRid }), after, limit, { ...filters, ...span, few });
  if (customerRid === null && (filters.overdueOn !== null || filters.status === 'unpaid')) return waitingPage(db, use, after, limit, { ...filters, ...span, few });
  if (customerRid === null && (filters.status === 'partial' || filters.status === 'credited' || filters.status === 'written-off')) return statusPage(db, after, limit, filters);
  const [date, rid] = readCursor(after, ['string', 'number']) ?? [filters.to ?? LAST_DATE, LAST_RID];
  const byDay = filters.status === 'paid' && isRareStatus(db, 'paid') ? SQL.fewPaid : use === 'foreign' ? SQL.byDateForeign : SQL.byDate;
  const sql = customerRid !== null ? SQL.byCustomer : few ? SQL.byAmount : byDay;
  return shown(all<Row>(db, sql, { ...filters, ...span, customerRid, date, rid, limit: limit + 1 }), limit, (row) => [row.issueDate, row.rid]);
}

/** With the bounds of the amount as an index takes them, and whether few have such an amount. */
type Spanned = Ranged & { low: number; high: number; few: boolean };

/** Digits after the point of the currencies there are documents in. */
export function exponentsOf(db: Db, currency: string | null): number[] {
  return currency === null ? allSums(db).map((sum) => exponentOf(sum.currency)) : [exponentOf(currency)];
}

/** Have so few such an amount that sorting them is quicker than walking through the dates until enough have come by? */
function isRareAmount(db: Db, { amountFrom, amountTo, mixed }: Ranged, span: { low: number; high: number }): boolean {
  if ((amountFrom === null && amountTo === null) || mixed === 1) return false;
  return (one<{ n: number }>(db, SQL.ofAmount, { ...span, limit: RARE + 1 })?.n ?? 0) <= RARE;
}

/** The same for a state that few documents are in. */
function isRareStatus(db: Db, status: Ranged['status']): boolean {
  if (status === 'paid') return (one<{ n: number }>(db, SQL.paid, { limit: RARE + 1 })?.n ?? 0) <= RARE;
  if (status !== 'partial' && status !== 'credited' && status !== 'written-off') return false;
  return (one<{ n: number }>(db, SQL.ofStatus, { status, limit: RARE + 1 })?.n ?? 0) <= RARE;
}

function searchOf(db: Db, status: Ranged['status']): string {
  if (!isRareStatus(db, status)) return SQL.search;
  return status === 'paid' ? SQL.searchFewPaid : SQL.searchStatus;
}

function foundPage(db: Db, match: string, after: string | null, limit: number, { few, ...filters }: Spanned): Page {
  const rid = readCursor(after, ['number'])?.[0] ?? LAST_RID;
  return shown(all<Row>(db, few ? SQL.searchAmount : searchOf(db, filters.status), { ...filters, match, rid, limit: limit + 1 }), limit, (row) => [row.rid]);
}

/** What is overdue, or all that is owed: whoever waits longest first; without a due date last. */
function waitingPage(db: Db, use: 'own' | 'foreign', after: string | null, limit: number, { few, ...filters }: Spanned): Page {
  // Nothing is due before it is issued, so the first day asked for also says where the due dates begin.
  const [date, rid] = readCursor(after, ['string', 'number']) ?? [filters.from ?? '', 0];
  const params: Params = { ...filters, overdueOn: filters.overdueOn ?? AFTER_EVERY_DATE, date, rid, limit: limit + 1 };
  const walked = use === 'foreign' ? SQL.waitingForeign : SQL.waiting;
  return shown(all<Row & { openDue: string }>(db, few ? SQL.waitingAmount : walked, params), limit, (row) => [row.openDue, row.rid]);
}

/** Of the rarer states, the latest issued first. */
function statusPage(db: Db, after: string | null, limit: number, filters: Ranged): Page {
  const rid = readCursor(after, ['number'])?.[0] ?? LAST_RID;
  return shown(all<Row>(db, SQL.byStatus, { ...filters, rid, limit: limit + 1 }), limit, (row) => [row.rid]);
}

/** The documents with these ids, in that order; ids that are not there are left out. */
export function documentRows(db: Db, ids: readonly string[]): InvoiceRow[] {
  return ids.flatMap((id) => all<Row>(db, SQL.byId, id)).map(rowOf);
}

/** Documents whose total is what was typed, newest first: for text that may be an amount or something else. */
export function documentsOfAmount(db: Db, typed: string, limit: number): InvoiceRow[] {
  const amounts = amountsIn(typed);
  const wide = { customerId: null, from: null, to: null, currency: null, overdueOn: null, status: null, amountFrom: null, amountTo: null, mixed: 0 } as const;
  return amounts.length === 0 ? [] : amountPage(db, amounts, null, limit, { ...wide, papers: 1 }, null).rows;
}

/** Of these very amounts, in whichever currency, newest first. */
function amountPage(db: Db, amounts: readonly string[], after: string | null, limit: number, filters: Ranged & { papers: number }, customerRid: number | null): Page {
  const [date, rid] = readCursor(after, ['string', 'number']) ?? [LAST_DATE, LAST_RID];
  const cut = page(all<Row>(db, SQL.ofAmounts, { ...filters, customerRid, units: unitsText(amounts), date, rid, limit: limit + 1 }), limit, (row) => [row.issueDate, row.rid]);
  return { rows: cut.rows.filter(isOf(amounts)).map(rowOf), next: cut.next };
}

/** Amounts in the smallest units of every currency, as the SQL takes them. */
export function unitsText(amounts: readonly string[]): string {
  return JSON.stringify([...new Set(amounts.flatMap((amount) => EXPONENTS.map((exponent) => unitsOf(amount, exponent)).filter((one) => one !== null)))].map(Number));
}

/** The same digits are another amount in a currency with more or fewer of them. */
export function isOf(amounts: readonly string[]): (row: Row) => boolean {
  return ({ total, currency }) => amounts.some((amount) => unitsOf(amount, exponentOf(currency)) === BigInt(Math.abs(total)));
}

/** What falls due on one day, oldest first. */
export function documentsDueOn(db: Db, date: string, limit: number): InvoiceRow[] {
  return shown(all<Row & { openDue: string }>(db, SQL.dueOn, { date, limit }), limit, () => []).rows;
}

/** From the highest `closes` of an invoice's credit notes. */
export function creditState(closed: number | null): InvoiceRow['credited'] {
  if (closed === null) return 'none';
  return closed === 1 ? 'full' : 'part';
}

function shown<R extends Row>(rows: R[], limit: number, keyOf: (row: R) => CursorKey): Page {
  const cut = page(rows, limit, keyOf);
  return { rows: cut.rows.map(rowOf), next: cut.next };
}

const NOTED = ['none', 'part', 'full'] as const;

export function rowOf({ id, number, customerId, customer, subject, issueDate, dueDate, currency, kind, title, total, open, status, noted }: Row): InvoiceRow {
  return { id, number, customerId, customer, subject, issueDate, dueDate, currency, kind, title, total, open: isPaper(kind) ? 0 : open, status, credited: NOTED[noted] };
}
