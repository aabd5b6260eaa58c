// SQL of the money that came and went between two days, and of exchange gains and losses: the payments journal. Called by report services only.
import type { PaymentMethod } from '../../domain/paymentMethod.ts';
import type { Db } from '../db/open.ts';
import { all, one } from './statement.ts';
import type { Span } from './reportRows.ts';

export interface MoneyRow {
  /** Of the payment, or of the act that gave money back. */
  id: string;
  kind: 'payment' | 'refund' | 'void';
  number: string;
  date: string;
  customer: string;
  method: PaymentMethod;
  reference: string;
  currency: string;
  baseCurrency: string;
  /** Below zero for what went out. */
  amount: number;
  baseAmount: number | null;
  /** Where a click leads: the payment it is about, or the credit note that was paid out. */
  paymentId: string | null;
  creditNoteId: string | null;
}
export interface GainRow {
  documentId: string;
  number: string;
  date: string;
  customer: string;
  currency: string;
  baseCurrency: string;
  gain: number;
}

const ROW = (kind: string, id: string, date: string, sign: string, base: string) =>
  `${id} AS id, '${kind}' AS kind, CAST(p.number AS TEXT) AS number, ${date} AS date, c.name AS customer, %.method, %.reference, p.currency, p.base_currency AS baseCurrency, ${sign} AS amount, ${base} AS baseAmount, ${id} AS paymentId, NULL AS creditNoteId`;
const of = (row: string, table: string) => row.replaceAll('%', table);
const SOURCE = 'JOIN credit_source s ON s.rid = r.source_rid LEFT JOIN payment p ON p.rid = s.payment_rid LEFT JOIN payment_act sa ON sa.rid = p.rid LEFT JOIN document n ON n.rid = s.document_rid JOIN customer c ON c.rid = s.customer_rid';
const REFUND = (sign: string) =>
  `coalesce(CAST(p.number AS TEXT), n.number) AS number, %DAY% AS date, c.name AS customer, r.method, r.reference, s.currency, coalesce(p.base_currency, n.base_currency) AS baseCurrency, ${sign}r.amount AS amount, ${sign}r.source_base AS baseAmount, sa.id AS paymentId, n.id AS creditNoteId`;

const SQL = {
  journal: `SELECT * FROM (
      SELECT a.at AS moment, ${of(ROW('payment', 'a.id', 'p.paid_on', 'p.amount', 'p.base_amount'), 'p')}
      FROM payment p INDEXED BY payment_list JOIN payment_act a ON a.rid = p.rid JOIN customer c ON c.rid = p.customer_rid WHERE p.paid_on BETWEEN @from AND @to
      UNION ALL SELECT a.at, a.id, 'refund', ${REFUND('-').replace('%DAY%', 'r.paid_on')} FROM payment_refund r INDEXED BY payment_refund_list JOIN payment_act a ON a.rid = r.rid ${SOURCE} WHERE r.paid_on BETWEEN @from AND @to
      UNION ALL SELECT a.at, ${of(ROW('void', 'pa.id', 'a.date', '-p.amount', '-p.base_amount'), 'p')}
      FROM payment_void v JOIN payment_act a ON a.rid = v.act_rid JOIN payment p ON p.rid = v.payment_rid JOIN payment_act pa ON pa.rid = p.rid JOIN customer c ON c.rid = p.customer_rid WHERE a.date BETWEEN @from AND @to
      UNION ALL SELECT a.at, ra.id, 'void', ${REFUND('').replace('%DAY%', 'a.date')} FROM payment_void v CROSS JOIN payment_refund r ON r.rid = v.refund_rid JOIN payment_act a ON a.rid = v.act_rid JOIN payment_act ra ON ra.rid = r.rid ${SOURCE}
      WHERE a.date BETWEEN @from AND @to
    ) ORDER BY date, moment`,
  gains: `SELECT d.id AS documentId, d.number, moved.date, c.name AS customer, d.currency, d.base_currency AS baseCurrency, moved.gain FROM (
      SELECT t.document_rid, a.date, a.at, t.gain FROM settlement t INDEXED BY settlement_gain JOIN payment_act a ON a.rid = t.act_rid WHERE t.gain <> 0 AND a.date BETWEEN @from AND @to
      UNION ALL SELECT t.document_rid, a.date, a.at, -t.gain FROM payment_void v JOIN settlement t ON t.rid = v.settlement_rid JOIN payment_act a ON a.rid = v.act_rid WHERE t.gain <> 0 AND a.date BETWEEN @from AND @to
    ) moved JOIN document d ON d.rid = moved.document_rid JOIN customer c ON c.rid = d.customer_rid ORDER BY moved.date, moved.at`,
  count: 'SELECT count(*) AS n FROM payment INDEXED BY payment_list WHERE paid_on BETWEEN ? AND ?',
} as const;

/** Money in and out, in the order of its days: payments, refunds, and both undone. */
export function moneyBetween(db: Db, span: Span): MoneyRow[] {
  return all<MoneyRow>(db, SQL.journal, { ...span });
}

/** Realised exchange gains and losses, in the business's currency (T36). */
export function gainsBetween(db: Db, span: Span): GainRow[] {
  return all<GainRow>(db, SQL.gains, { ...span });
}

export function paymentsBetween(db: Db, from: string, to: string): number {
  return one<{ n: number }>(db, SQL.count, from, to)?.n ?? 0;
}
