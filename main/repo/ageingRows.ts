// SQL of what is owed and how late it is: now, from the open parts alone; on a day in the past, by taking back what happened since. Called by report services only.
import { addDays } from '../../domain/date.ts';
import type { Db } from '../db/open.ts';
import { all, one } from './statement.ts';

export interface AgedCustomer {
  customerRid: number;
  currency: string;
  notDue: number;
  days1to30: number;
  days31to60: number;
  days61to90: number;
  over90: number;
}
export interface CustomerCredit {
  customerRid: number;
  currency: string;
  amount: number;
}
/** An open document on a day; `terms` and `payable` say in which parts it is to be paid. */
export interface OpenThen {
  rid: number;
  id: string;
  kind: 'invoice' | 'deposit-invoice' | 'final-invoice' | 'credit-note';
  number: string;
  customerRid: number;
  currency: string;
  issueDate: string;
  dueDate: string | null;
  terms: string | null;
  payable: number;
  balance: number;
}
/** A payment or credit note with something left on a day. */
export interface CreditThen {
  rid: number;
  customerRid: number;
  currency: string;
  amount: number;
  /** The credit note; null for a payment. */
  documentId: string | null;
  number: string;
  date: string;
}

const RECENT = `sum(balance) FILTER (WHERE due_date >= @to) AS notDue, sum(balance) FILTER (WHERE due_date < @to AND due_date >= @d30) AS days1to30,
  sum(balance) FILTER (WHERE due_date < @d30 AND due_date >= @d60) AS days31to60, sum(balance) FILTER (WHERE due_date < @d60 AND due_date >= @d90) AS days61to90`;
const BUCKETS = `${RECENT}, sum(balance) FILTER (WHERE due_date < @d90) AS over90`;
/** What happened after the day, per document: settled later counts as open again, undone later as settled again. */
const THEN = `WITH moved (document_rid, amount) AS (
    SELECT document_rid, balance FROM open_part WHERE @customerRid IS NULL OR customer_rid = @customerRid
    UNION ALL SELECT t.document_rid, t.amount FROM payment_act a CROSS JOIN settlement t ON t.act_rid = a.rid WHERE a.date > @to AND (@customerRid IS NULL OR a.customer_rid = @customerRid)
    UNION ALL SELECT t.document_rid, -t.amount FROM payment_act a CROSS JOIN payment_void v ON v.act_rid = a.rid JOIN settlement t ON t.rid = v.settlement_rid
      WHERE a.date > @to AND (@customerRid IS NULL OR a.customer_rid = @customerRid))`;
const VOIDED_BY = (column: string, place: string) => `EXISTS (SELECT 1 FROM payment_void v JOIN payment_act va ON va.rid = v.act_rid WHERE v.${column} = ${place} AND va.date <= @to)`;

const SQL = {
  // The walk over everything only adds; ages are asked for where they differ, which is the last 90 days. What remains is older.
  owed: 'SELECT customer_rid AS customerRid, currency, min(own) AS own, sum(balance) AS owed FROM open_part GROUP BY customer_rid',
  owedBy: 'SELECT customer_rid AS customerRid, currency, 1 AS own, sum(balance) AS owed FROM open_part WHERE customer_rid = ? GROUP BY currency',
  recent: `SELECT customer_rid AS customerRid, currency, ${RECENT} FROM open_part WHERE due_date >= @d90 GROUP BY customer_rid, currency`,
  bases: "SELECT count(DISTINCT base_currency) AS n FROM month_total WHERE month = '9999-99'",
  now: `SELECT customer_rid AS customerRid, currency, ${BUCKETS} FROM open_part GROUP BY customer_rid, currency`,
  creditNow: 'SELECT customer_rid AS customerRid, currency, sum(unused) AS amount FROM credit_source INDEXED BY credit_open WHERE unused > 0 GROUP BY customer_rid, currency',
  later: `SELECT EXISTS (SELECT 1 FROM document INDEXED BY document_list WHERE issue_date > @to) OR EXISTS (SELECT 1 FROM payment INDEXED BY payment_list WHERE paid_on > @to)
      OR EXISTS (SELECT 1 FROM payment_refund INDEXED BY payment_refund_list WHERE paid_on > @to) AS later`,
  open: 'SELECT coalesce(sum(count), 0) AS n FROM due_total',
  openThen: `${THEN} SELECT d.rid, d.id, d.kind, d.number, d.customer_rid AS customerRid, d.currency, d.issue_date AS issueDate, d.due_date AS dueDate, d.terms, d.payable, m.balance
    FROM (SELECT document_rid, sum(amount) AS balance FROM moved GROUP BY document_rid HAVING sum(amount) <> 0) m CROSS JOIN document d ON d.rid = m.document_rid
    WHERE d.issue_date <= @to AND (@customerRid IS NULL OR d.customer_rid = @customerRid) ORDER BY d.issue_date DESC, d.rid DESC`,
  creditThen: `SELECT c.rid, c.customer_rid AS customerRid, c.currency, n.id AS documentId, coalesce(n.number, CAST(p.number AS TEXT)) AS number, coalesce(p.paid_on, n.issue_date) AS date,
      c.amount - coalesce((SELECT sum(t.amount) FROM settlement t JOIN payment_act a ON a.rid = t.act_rid WHERE t.source_rid = c.rid AND a.date <= @to AND NOT ${VOIDED_BY('settlement_rid', 't.rid')}), 0)
        - coalesce((SELECT sum(r.amount) FROM payment_refund r WHERE r.source_rid = c.rid AND r.paid_on <= @to AND NOT ${VOIDED_BY('refund_rid', 'r.rid')}), 0) AS amount
    FROM credit_source c LEFT JOIN payment p ON p.rid = c.payment_rid LEFT JOIN document n ON n.rid = c.document_rid
    WHERE c.rid IN (
        SELECT rid FROM credit_source INDEXED BY credit_open WHERE unused > 0
        UNION SELECT t.source_rid FROM payment_act a CROSS JOIN settlement t ON t.act_rid = a.rid WHERE a.date > @to AND t.source_rid IS NOT NULL
        UNION SELECT t.source_rid FROM payment_act a CROSS JOIN payment_void v ON v.act_rid = a.rid JOIN settlement t ON t.rid = v.settlement_rid WHERE a.date > @to AND t.source_rid IS NOT NULL
        UNION SELECT s.rid FROM payment_act a CROSS JOIN payment_void v ON v.act_rid = a.rid JOIN credit_source s ON s.payment_rid = v.payment_rid WHERE a.date > @to
        UNION SELECT r.source_rid FROM payment_refund r INDEXED BY payment_refund_list WHERE r.paid_on > @to
        UNION SELECT r.source_rid FROM payment_act a CROSS JOIN payment_void v ON v.act_rid = a.rid JOIN payment_refund r ON r.rid = v.refund_rid WHERE a.date > @to)
      AND (@customerRid IS NULL OR c.customer_rid = @customerRid) AND coalesce(p.paid_on, n.issue_date) <= @to
      AND NOT (c.payment_rid IS NOT NULL AND ${VOIDED_BY('payment_rid', 'c.payment_rid')})`,
  names: 'SELECT rid, id, name FROM customer WHERE rid = ?',
  allNames: 'SELECT rid, id, name FROM customer',
  rid: 'SELECT rid FROM customer WHERE id = ?',
} as const;

type Buckets = Record<'notDue' | 'days1to30' | 'days31to60' | 'days61to90' | 'over90', number | null>;
type Place = Pick<AgedCustomer, 'customerRid' | 'currency'>;
interface Owed extends Place {
  own: number;
  owed: number;
}

/** Balances per customer, currency and age, as they stand now. One walk over what is open, and one over what is at most 90 days late. */
export function agedNow(db: Db, to: string): AgedCustomer[] {
  const days = { to, d30: addDays(to, -30), d60: addDays(to, -60), d90: addDays(to, -90) };
  // Own currency is one currency only while the business has had one.
  if ((one<{ n: number }>(db, SQL.bases)?.n ?? 0) > 1) return all<Place & Buckets>(db, SQL.now, days).map((row) => filled(row, row, row.over90 ?? 0));
  const recent = new Map(all<Place & Omit<Buckets, 'over90'>>(db, SQL.recent, days).map((row) => [`${row.currency} ${row.customerRid}`, row]));
  return all<Owed>(db, SQL.owed)
    .flatMap((row) => (row.own === 1 ? [row] : all<Owed>(db, SQL.owedBy, row.customerRid)))
    .map((row) => {
      const known = recent.get(`${row.currency} ${row.customerRid}`);
      const younger = (known?.notDue ?? 0) + (known?.days1to30 ?? 0) + (known?.days31to60 ?? 0) + (known?.days61to90 ?? 0);
      return filled(row, known, row.owed - younger);
    });
}

function filled({ customerRid, currency }: Place, some: Omit<Buckets, 'over90'> | undefined, over90: number): AgedCustomer {
  return { customerRid, currency, notDue: some?.notDue ?? 0, days1to30: some?.days1to30 ?? 0, days31to60: some?.days31to60 ?? 0, days61to90: some?.days61to90 ?? 0, over90 };
}

/** What customers have to their credit now. */
export function creditNow(db: Db): CustomerCredit[] {
  return all<CustomerCredit>(db, SQL.creditNow);
}

/** Whether anything carries a date after this day: only then do the books of the day differ from those of now. */
export function movedAfter(db: Db, to: string): boolean {
  return one<{ later: number }>(db, SQL.later, { to })?.later === 1;
}

/** How many documents are open now. */
export function openCount(db: Db): number {
  return one<{ n: number }>(db, SQL.open)?.n ?? 0;
}

/** Documents that were open at the end of a day, of one customer or of all. */
export function openThen(db: Db, to: string, customerRid: number | null): OpenThen[] {
  return all<OpenThen>(db, SQL.openThen, { to, customerRid });
}

/** Payments and credit notes that had something left at the end of a day. */
export function creditThen(db: Db, to: string, customerRid: number | null): CreditThen[] {
  return all<CreditThen>(db, SQL.creditThen, { to, customerRid }).filter(({ amount }) => amount !== 0);
}

interface Named {
  id: string;
  name: string;
}
/** From so many customers on, reading all names at once is quicker than looking each up. */
const MANY = 300;

/** Ids and names of customers. */
export function customerNames(db: Db, rids: ReadonlySet<number>): Map<number, Named> {
  const rows = rids.size > MANY ? all<Named & { rid: number }>(db, SQL.allNames) : [...rids].flatMap((rid) => all<Named & { rid: number }>(db, SQL.names, rid));
  return new Map(rows.map(({ rid, id, name }) => [rid, { id, name }]));
}

export function customerRidOf(db: Db, id: string): number | undefined {
  return one<{ rid: number }>(db, SQL.rid, id)?.rid;
}
