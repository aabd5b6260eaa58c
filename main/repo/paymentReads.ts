// SQL that shows payments: the list in keyset pages, one payment with all that happened to it, and what settled a document. Called by services only.
import type { Parsed } from '../../contract/index.ts';
import type { MethodDetailsWire, PaymentEvent, PaymentRow, PaymentView, RefundView, SettlementView } from '../../contract/payments.ts';
import type { Db } from '../db/open.ts';
import { page, readCursor } from './cursor.ts';
import { all, one, type Params } from './statement.ts';
import { matchQuery } from './words.ts';

type Filters = Parsed<'payments.list'>['filters'];
type Row = PaymentRow & { rid: number };
type SettlementRow = Omit<SettlementView, 'source' | 'voided'> & { sourceKind: 'payment' | 'credit-note' | null; sourceId: string | null; sourceNumber: string | null; voided: number };
type RefundRow = Omit<RefundView, 'method' | 'voided'> & MethodDetailsWire & { voided: number };

const STATE = "CASE WHEN s.voided = 1 THEN 'void' WHEN s.unused > 0 THEN 'credit' ELSE 'applied' END";
const COLUMNS = `p.rid, a.id, p.number, c.id AS customerId, c.name AS customer, p.paid_on AS paidOn, p.currency, p.amount, p.method, p.reference, p.brand, p.last4,
  s.unused AS unapplied, s.refunded, ${STATE} AS state`;
const BESIDE = 'JOIN payment_act a ON a.rid = p.rid JOIN customer c ON c.rid = p.customer_rid';
const JOINS = `JOIN credit_source s ON s.payment_rid = p.rid ${BESIDE}`;
const KEEP = `(@from IS NULL OR p.paid_on >= @from) AND (@to IS NULL OR p.paid_on <= @to) AND (@currency IS NULL OR p.currency = @currency)
  AND (@method IS NULL OR p.method = @method) AND (@state IS NULL OR ${STATE} = @state)`;
const BEFORE = "(p.paid_on, p.rid) < (@date, @rid) AND p.paid_on >= coalesce(@from, '')";
const NEWEST = 'ORDER BY p.paid_on DESC, p.rid DESC LIMIT @limit + 0';
const SETTLEMENT = `SELECT t.id, t.kind, t.amount, t.gain, a.date, a.at, a.by, a.note, d.id AS documentId, d.number AS documentNumber, d.currency,
    CASE WHEN k.rid IS NULL THEN NULL WHEN k.payment_rid IS NULL THEN 'credit-note' ELSE 'payment' END AS sourceKind, coalesce(pa.id, n.id) AS sourceId,
    coalesce(CAST(p.number AS TEXT), n.number) AS sourceNumber, EXISTS (SELECT 1 FROM payment_void v WHERE v.settlement_rid = t.rid) AS voided
  FROM settlement t JOIN payment_act a ON a.rid = t.act_rid JOIN document d ON d.rid = t.document_rid
    LEFT JOIN credit_source k ON k.rid = coalesce(t.source_rid, t.beside_rid) LEFT JOIN payment p ON p.rid = k.payment_rid LEFT JOIN payment_act pa ON pa.rid = p.rid LEFT JOIN document n ON n.rid = k.document_rid`;

const SQL = {
  outcome: `SELECT p.number, s.unused AS unapplied, (SELECT coalesce(sum(t.gain), 0) FROM settlement t WHERE t.act_rid = p.rid) AS gain
    FROM payment_act a JOIN payment p ON p.rid = a.rid JOIN credit_source s ON s.payment_rid = p.rid WHERE a.id = ?`,
  byDate: `SELECT ${COLUMNS} FROM payment p INDEXED BY payment_list ${JOINS} WHERE ${BEFORE} AND ${KEEP} ${NEWEST}`,
  byMethod: `SELECT ${COLUMNS} FROM payment p INDEXED BY payment_method ${JOINS} WHERE p.method = @method AND ${BEFORE} AND ${KEEP} ${NEWEST}`,
  byCurrency: `SELECT ${COLUMNS} FROM payment p INDEXED BY payment_currency ${JOINS} WHERE p.currency = @currency AND ${BEFORE} AND ${KEEP} ${NEWEST}`,
  // Few are of these kinds: all of them are looked at, and no others.
  unused: `SELECT ${COLUMNS} FROM credit_source s INDEXED BY credit_open CROSS JOIN payment p ON p.rid = s.payment_rid ${BESIDE} WHERE s.unused > 0 AND ${BEFORE} AND ${KEEP} ${NEWEST}`,
  voided: `SELECT ${COLUMNS} FROM credit_source s INDEXED BY credit_void CROSS JOIN payment p ON p.rid = s.payment_rid ${BESIDE} WHERE s.voided = 1 AND ${BEFORE} AND ${KEEP} ${NEWEST}`,
  byCustomer: `SELECT ${COLUMNS} FROM payment p INDEXED BY payment_customer ${JOINS} WHERE p.customer_rid = @customerRid AND ${BEFORE} AND ${KEEP} ${NEWEST}`,
  search: `SELECT ${COLUMNS} FROM payment_fts f CROSS JOIN payment p ON p.rid = f.rowid ${JOINS}
    WHERE f.payment_fts MATCH @match AND f.rowid < @rid AND (@customerRid IS NULL OR p.customer_rid = @customerRid) AND ${KEEP} ORDER BY f.rowid DESC LIMIT @limit + 0`,
  customer: 'SELECT rid FROM customer WHERE id = ?',
  get: `SELECT ${COLUMNS}, s.rid AS sourceRid, p.rate, p.base_currency AS baseCurrency, p.base_amount AS baseAmount, a.note FROM payment_act a JOIN payment p ON p.rid = a.rid
    JOIN credit_source s ON s.payment_rid = p.rid JOIN customer c ON c.rid = p.customer_rid WHERE a.id = ?`,
  settlementsOfSource: `SELECT * FROM (${SETTLEMENT} WHERE t.source_rid = @source UNION ALL ${SETTLEMENT} WHERE t.beside_rid = @source) ORDER BY id LIMIT 1000`,
  settlementsOfDocument: `${SETTLEMENT} WHERE t.document_rid = ? ORDER BY t.rid LIMIT 1000`,
  refunds: `SELECT a.id, r.amount, s.currency, r.paid_on AS paidOn, r.method, r.reference, r.brand, r.last4, a.note, a.at, a.by,
      EXISTS (SELECT 1 FROM payment_void v WHERE v.refund_rid = r.rid) AS voided
    FROM payment_refund r JOIN payment_act a ON a.rid = r.rid JOIN credit_source s ON s.rid = r.source_rid WHERE r.source_rid = ? ORDER BY r.rid LIMIT 200`,
  events: `SELECT a.id, a.kind, a.date, a.note, a.at, a.by, (SELECT CASE WHEN v.payment_rid IS NOT NULL THEN 'payment' WHEN v.refund_rid IS NOT NULL THEN 'refund' ELSE 'settlement' END
        FROM payment_void v WHERE v.act_rid = a.rid ORDER BY v.payment_rid IS NULL, v.refund_rid IS NULL LIMIT 1) AS undoes
    FROM payment_act a WHERE a.rid IN (
      SELECT @payment UNION SELECT t.act_rid FROM settlement t WHERE t.source_rid = @source UNION SELECT r.rid FROM payment_refund r WHERE r.source_rid = @source
      UNION SELECT v.act_rid FROM settlement t JOIN payment_void v ON v.settlement_rid = t.rid WHERE t.source_rid = @source OR t.beside_rid = @source
      UNION SELECT v.act_rid FROM payment_refund r JOIN payment_void v ON v.refund_rid = r.rid WHERE r.source_rid = @source
      UNION SELECT v.act_rid FROM payment_void v WHERE v.payment_rid = @payment) ORDER BY a.rid DESC LIMIT 1000`,
  balances: 'SELECT currency, open, credit FROM customer_total WHERE customer_rid = ? AND (open <> 0 OR credit <> 0) ORDER BY currency LIMIT 200',
} as const;

const LAST = { date: '9999-12-31', rid: Number.MAX_SAFE_INTEGER };
/** No row has it. */
const NOBODY = -1;

/** What recording a payment answered, for the one who asks again. */
export function paymentOutcome(db: Db, id: string): { number: number; unapplied: number; gain: number } | undefined {
  return one(db, SQL.outcome, id);
}

/** Newest first by the day the money came; found ones by when they were recorded. */
export function listPayments(db: Db, q: string, after: string | null, limit: number, filters: Filters): { rows: PaymentRow[]; next: string | null } {
  const { customerId, ...rest } = filters;
  const customerRid = customerId === null ? null : (one<{ rid: number }>(db, SQL.customer, customerId)?.rid ?? NOBODY);
  const match = matchQuery(q);
  const params: Params = { ...rest, customerRid, limit: limit + 1 };
  if (match !== null) {
    const rid = readCursor(after, ['number'])?.[0] ?? LAST.rid;
    return cut(all<Row>(db, SQL.search, { ...params, match, rid }), limit, (row) => [row.rid]);
  }
  const [date, rid] = readCursor(after, ['string', 'number']) ?? [rest.to ?? LAST.date, LAST.rid];
  return cut(all<Row>(db, customerRid === null ? walkFor(rest) : SQL.byCustomer, { ...params, date, rid }), limit, (row) => [row.paidOn, row.rid]);
}

/** By what leaves the fewest to look at. */
function walkFor({ state, method, currency }: Omit<Filters, 'customerId'>): string {
  if (state === 'credit') return SQL.unused;
  if (state === 'void') return SQL.voided;
  if (method !== null) return SQL.byMethod;
  return currency === null ? SQL.byDate : SQL.byCurrency;
}

function cut(found: Row[], limit: number, keyOf: (row: Row) => (string | number)[]): { rows: PaymentRow[]; next: string | null } {
  const { rows, next } = page(found, limit, keyOf);
  return { rows: rows.map(({ rid: _rid, ...row }) => row), next };
}

/** One payment with everything that happened to it. */
export function readPayment(db: Db, id: string): Omit<PaymentView, 'receipt' | 'sameLine'> | undefined {
  type Found = Row & Pick<PaymentView, 'rate' | 'baseCurrency' | 'baseAmount' | 'note'> & { sourceRid: number };
  const row = one<Found>(db, SQL.get, id);
  if (row === undefined) return undefined;
  const { rid, sourceRid, ...payment } = row;
  const settlements = settlementsOf(db, sourceRid);
  const gain = settlements.reduce((sum, settlement) => (settlement.voided ? sum : sum + settlement.gain), 0);
  const history = all<PaymentEvent>(db, SQL.events, { payment: rid, source: sourceRid });
  return { ...payment, gain, settlements, refunds: refundsOf(db, sourceRid), history };
}

/** What a payment or credit note settled, with what came beside it; voided ones too. */
export function settlementsOf(db: Db, sourceRid: number): SettlementView[] {
  return all<SettlementRow>(db, SQL.settlementsOfSource, { source: sourceRid }).map(shown);
}

/** What settled a document, in the order it was booked; voided ones too. */
export function settlementsOfDocument(db: Db, documentRid: number): SettlementView[] {
  return all<SettlementRow>(db, SQL.settlementsOfDocument, documentRid).map(shown);
}

function shown({ sourceKind, sourceId, sourceNumber, voided, ...row }: SettlementRow): SettlementView {
  const source = sourceKind === null || sourceId === null ? null : { kind: sourceKind, id: sourceId, number: sourceNumber ?? '' };
  return { ...row, source, voided: voided === 1 };
}

/** What was given back of a payment or credit note; voided ones too. */
export function refundsOf(db: Db, sourceRid: number): RefundView[] {
  return all<RefundRow>(db, SQL.refunds, sourceRid).map(({ method, reference, brand, last4, voided, ...row }) => ({ ...row, method: { method, reference, brand, last4 }, voided: voided === 1 }));
}

/** What a customer owes and what is theirs to use, per currency. */
export function balancesOf(db: Db, customerRid: number): { currency: string; open: number; credit: number }[] {
  return all(db, SQL.balances, customerRid);
}
