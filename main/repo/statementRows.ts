// SQL of everything that was booked with one customer, for statements: documents, money in and out, what was given up, and what was undone. Called by report services only.
import type { StatementKind } from '../../domain/statement.ts';
import type { Db } from '../db/open.ts';
import { all, one } from './statement.ts';

export interface Booking {
  /** The document or payment it belongs to. */
  id: string;
  opens: 'document' | 'payment';
  kind: StatementKind;
  number: string;
  date: string;
  at: string;
  currency: string;
  /** What it adds to the debt. */
  amount: number;
}

const OWN = 'FROM payment_act a INDEXED BY payment_act_customer';
const MINE = 'a.customer_rid = @customerRid';
/** Through the customer's own acts, so that no other customer's rows are looked at. */
const BOOKINGS = `
  SELECT d.id, 'document' AS opens, CASE d.kind WHEN 'credit-note' THEN 'credit-note' ELSE 'invoice' END AS kind, d.number, d.issue_date AS date, d.issued_at AS at, d.currency,
    CASE d.kind WHEN 'credit-note' THEN -d.payable ELSE d.payable END AS amount
  FROM document d INDEXED BY document_customer WHERE d.customer_rid = @customerRid AND d.kind IN ('invoice', 'deposit-invoice', 'final-invoice', 'credit-note')
  UNION ALL SELECT a.id, 'payment', 'payment', CAST(p.number AS TEXT), p.paid_on, a.at, p.currency, -p.amount ${OWN} CROSS JOIN payment p ON p.rid = a.rid WHERE ${MINE}
  UNION ALL SELECT pa.id, 'payment', 'void', CAST(p.number AS TEXT), a.date, a.at, p.currency, p.amount
    ${OWN} CROSS JOIN payment_void v ON v.act_rid = a.rid JOIN payment p ON p.rid = v.payment_rid JOIN payment_act pa ON pa.rid = p.rid WHERE ${MINE}
  UNION ALL SELECT coalesce(pa.id, n.id), iif(pa.id IS NULL, 'document', 'payment'), 'refund', coalesce(CAST(p.number AS TEXT), n.number), r.paid_on, a.at, c.currency, r.amount
    ${OWN} CROSS JOIN payment_refund r ON r.rid = a.rid JOIN credit_source c ON c.rid = r.source_rid LEFT JOIN payment p ON p.rid = c.payment_rid LEFT JOIN payment_act pa ON pa.rid = p.rid
      LEFT JOIN document n ON n.rid = c.document_rid WHERE ${MINE}
  UNION ALL SELECT coalesce(pa.id, n.id), iif(pa.id IS NULL, 'document', 'payment'), 'void', coalesce(CAST(p.number AS TEXT), n.number), a.date, a.at, c.currency, -r.amount
    ${OWN} CROSS JOIN payment_void v ON v.act_rid = a.rid JOIN payment_refund r ON r.rid = v.refund_rid JOIN credit_source c ON c.rid = r.source_rid LEFT JOIN payment p ON p.rid = c.payment_rid
      LEFT JOIN payment_act pa ON pa.rid = p.rid LEFT JOIN document n ON n.rid = c.document_rid WHERE ${MINE}
  UNION ALL SELECT d.id, 'document', t.kind, d.number, a.date, a.at, d.currency, -t.amount
    ${OWN} CROSS JOIN settlement t ON t.act_rid = a.rid JOIN document d ON d.rid = t.document_rid WHERE ${MINE} AND t.source_rid IS NULL
  UNION ALL SELECT d.id, 'document', 'void', d.number, a.date, a.at, d.currency, t.amount
    ${OWN} CROSS JOIN payment_void v ON v.act_rid = a.rid JOIN settlement t ON t.rid = v.settlement_rid JOIN document d ON d.rid = t.document_rid WHERE ${MINE} AND t.source_rid IS NULL`;

const SQL = {
  // What one act did stands in the order of documents, money and the rest: the order the parts above come in.
  all: `SELECT id, opens, kind, number, date, at, currency, amount FROM (${BOOKINGS}) WHERE date <= @to ORDER BY date, at LIMIT 200000`,
  count: `SELECT count(*) AS n FROM (
    SELECT 1 FROM document INDEXED BY document_customer WHERE customer_rid = @customerRid UNION ALL SELECT 1 ${OWN} WHERE ${MINE} LIMIT @most + 0)`,
} as const;

/** How many things were booked with a customer, counted no further than `most`. */
export function countBookings(db: Db, customerRid: number, most: number): number {
  return one<{ n: number }>(db, SQL.count, { customerRid, most })?.n ?? 0;
}

/** Everything up to a day, in the order it was booked. Nothing between documents and payments moves the debt, so allocations are not in it. */
export function bookingsOf(db: Db, customerRid: number, to: string): Booking[] {
  return all<Booking>(db, SQL.all, { customerRid, to });
}
