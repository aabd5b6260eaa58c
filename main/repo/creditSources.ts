// SQL of what can settle documents: payments and documents that give back, with what is left of each. Called by services only, within their transaction.
import { minor, type Minor } from '../../domain/money.ts';
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';

export type SourceKind = 'payment' | 'credit-note';
export interface SourceRef {
  kind: SourceKind;
  id: string;
}
export interface Source {
  rid: number;
  kind: SourceKind;
  id: string;
  customerRid: number;
  currency: string;
  amount: Minor;
  left: Minor;
  baseLeft: Minor | null;
  refunded: Minor;
  voided: boolean;
  paymentRid: number | null;
  documentRid: number | null;
}
type Row = Omit<Source, 'kind' | 'amount' | 'left' | 'baseLeft' | 'refunded' | 'voided'> & { amount: number; left: number; baseLeft: number | null; refunded: number; voided: number };
export interface NewSource {
  customerRid: number;
  paymentRid: number | null;
  documentRid: number | null;
  currency: string;
  amount: number;
  baseAmount: number | null;
}
export interface CreditRow {
  kind: SourceKind;
  id: string;
  number: string;
  date: string;
  currency: string;
  amount: number;
  left: number;
}

const COLUMNS = `c.rid, c.customer_rid AS customerRid, c.currency, c.amount, c.unused AS "left", c.base_left AS baseLeft, c.refunded, c.voided, c.payment_rid AS paymentRid, c.document_rid AS documentRid`;
const SQL = {
  ofPayment: `SELECT ${COLUMNS}, a.id FROM payment_act a JOIN credit_source c ON c.payment_rid = a.rid WHERE a.id = ?`,
  ofDocument: `SELECT ${COLUMNS}, d.id FROM document d JOIN credit_source c ON c.document_rid = d.rid WHERE d.id = ?`,
  byRid: `SELECT ${COLUMNS}, coalesce(a.id, d.id) AS id FROM credit_source c LEFT JOIN payment_act a ON a.rid = c.payment_rid LEFT JOIN document d ON d.rid = c.document_rid WHERE c.rid = ?`,
  add: `INSERT INTO credit_source (customer_rid, payment_rid, document_rid, currency, amount, base_amount, unused, base_left)
        VALUES (@customerRid, @paymentRid, @documentRid, @currency, @amount, @baseAmount, @amount, @baseAmount)`,
  save: 'UPDATE credit_source SET unused = @left, base_left = @baseLeft, refunded = @refunded, voided = @voided WHERE rid = @rid',
  // A customer may pay before the first invoice: the row then counts none, and its date is before every other.
  firstCredit: "INSERT INTO customer_total (customer_rid, currency, amount, count, last_date, credit) VALUES (@customerRid, @currency, 0, 0, '0001-01-01', @change)",
  credit: 'UPDATE customer_total SET credit = credit + @change WHERE customer_rid = @customerRid AND currency = @currency',
  saveNote: `INSERT INTO document_state (document_rid, status, balance, paid, credited, written_off, discounted, rounded, base_left, due_date)
        VALUES (@documentRid, @status, -@left, @used, 0, 0, 0, 0, @baseLeft, NULL)
        ON CONFLICT (document_rid) DO UPDATE SET status = @status, balance = -@left, paid = @used, base_left = @baseLeft`,
  openOf: `SELECT CASE WHEN c.payment_rid IS NULL THEN 'credit-note' ELSE 'payment' END AS kind, coalesce(a.id, d.id) AS id, coalesce(d.number, CAST(p.number AS TEXT)) AS number,
      coalesce(d.issue_date, p.paid_on) AS date, c.currency, c.amount, c.unused AS "left"
    FROM credit_source c INDEXED BY credit_open LEFT JOIN payment p ON p.rid = c.payment_rid LEFT JOIN payment_act a ON a.rid = c.payment_rid LEFT JOIN document d ON d.rid = c.document_rid
    WHERE c.customer_rid = ? AND (? IS NULL OR c.currency = ?) AND c.unused > 0 ORDER BY c.rid LIMIT ? + 0`,
} as const;

function sourceOf(row: Row): Source {
  return {
    ...row,
    kind: row.paymentRid === null ? 'credit-note' : 'payment',
    amount: minor(row.amount), left: minor(row.left), baseLeft: row.baseLeft === null ? null : minor(row.baseLeft), refunded: minor(row.refunded), voided: row.voided === 1,
  };
}

export function readSource(db: Db, { kind, id }: SourceRef): Source | undefined {
  const row = one<Row>(db, kind === 'payment' ? SQL.ofPayment : SQL.ofDocument, id);
  return row && sourceOf(row);
}

export function readSourceByRid(db: Db, rid: number): Source | undefined {
  const row = one<Row>(db, SQL.byRid, rid);
  return row && sourceOf(row);
}

/** All of it is the customer's credit at first. */
export function addSource(db: Db, source: NewSource): number {
  const { rid } = run(db, SQL.add, { ...source });
  moveCredit(db, source, source.amount);
  saveNote(db, { documentRid: source.documentRid, amount: source.amount, left: source.amount, baseLeft: source.baseAmount });
  return rid;
}

/** Stores what is left, and moves the customer's credit with it. */
export function saveSource(db: Db, before: Source, after: Pick<Source, 'left' | 'baseLeft' | 'refunded' | 'voided'>): Source {
  const { left, baseLeft, refunded, voided } = after;
  run(db, SQL.save, { rid: before.rid, left, baseLeft, refunded, voided: Number(voided) });
  moveCredit(db, before, left - before.left);
  saveNote(db, { ...before, ...after });
  return { ...before, ...after };
}

function moveCredit(db: Db, { customerRid, currency }: { customerRid: number; currency: string }, change: number): void {
  const sum = { customerRid, currency, change };
  if (run(db, SQL.credit, sum).changes === 0) run(db, SQL.firstCredit, sum);
}

/** A credit note shows what is still to be used of it as a balance below zero. */
function saveNote(db: Db, { documentRid, amount, left, baseLeft }: { documentRid: number | null; amount: number; left: number; baseLeft: number | null }): void {
  if (documentRid === null) return;
  const status = left === 0 ? 'paid' : left === amount ? 'open' : 'partial';
  run(db, SQL.saveNote, { documentRid, status, left, used: amount - left, baseLeft });
}

/** Credit a customer can use, oldest first. */
export function openCreditsOf(db: Db, customerRid: number, currency: string | null, limit: number): CreditRow[] {
  return all<CreditRow>(db, SQL.openOf, customerRid, currency, currency, limit);
}
