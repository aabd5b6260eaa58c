// SQL of bank lines that are several payments: the shares beside the first one, and which payments came with the same line. Called by services within their transaction.
import type { Db } from '../db/open.ts';
import { all, run } from './statement.ts';

export interface LinePayment {
  paymentId: string;
  number: number;
  customer: string;
  documents: string;
}

const LIVE = 'EXISTS (SELECT 1 FROM credit_source c WHERE c.payment_rid = p.rid AND c.voided = 0)';
const SQL = {
  add: 'INSERT INTO bank_share (payment_rid, line_rid) VALUES (?, ?)',
  of: `SELECT a.id AS paymentId, p.number, k.name AS customer,
      coalesce((SELECT group_concat(d.number, ', ') FROM credit_source cs JOIN settlement t ON t.source_rid = cs.rid JOIN document d ON d.rid = t.document_rid WHERE cs.payment_rid = p.rid), '') AS documents
    FROM bank_share b JOIN payment p ON p.rid = b.payment_rid JOIN payment_act a ON a.rid = p.rid JOIN customer k ON k.rid = p.customer_rid WHERE b.line_rid = ? AND ${LIVE} ORDER BY p.number LIMIT 20`,
  // The payment itself may be the first of its line, or one beside it. CROSS: SQLite would walk all payments for their order.
  beside: `WITH line (rid) AS (
      SELECT line_rid FROM bank_share WHERE payment_rid = @payment UNION SELECT line_rid FROM bank_state WHERE payment_rid = @payment)
    SELECT a.id, p.number FROM (
      SELECT b.payment_rid AS rid FROM line JOIN bank_share b ON b.line_rid = line.rid UNION SELECT s.payment_rid FROM line JOIN bank_state s ON s.line_rid = line.rid WHERE s.payment_rid IS NOT NULL) o
    CROSS JOIN payment p ON p.rid = o.rid JOIN payment_act a ON a.rid = p.rid WHERE p.rid <> @payment AND ${LIVE} ORDER BY p.number LIMIT 20`,
} as const;

export function addShare(db: Db, paymentRid: number, lineRid: number): void {
  run(db, SQL.add, paymentRid, lineRid);
}

/** The payments of a line beside its first one that stand. */
export function sharesOfLine(db: Db, lineRid: number): LinePayment[] {
  return all<LinePayment>(db, SQL.of, lineRid);
}

/** The other payments of the line this one came with that stand; none for a payment of a line of its own, or of none. */
export function paymentsBeside(db: Db, paymentRid: number): { id: string; number: number }[] {
  return all<{ id: string; number: number }>(db, SQL.beside, { payment: paymentRid });
}
