// SQL of everything the books hold about one customer, for their own copy of it. Called by main/export/customerData.ts only.
import type { Db } from '../db/open.ts';
import { all, each } from './statement.ts';

export interface CustomerDocument { rid: number; id: string; number: string; kind: string; issueDate: string; dueDate: string | null; currency: string; payable: number; status: string; balance: number }
export interface CustomerPayment { rid: number; number: number; paidOn: string; currency: string; amount: number; unused: number; method: string; reference: string; voided: number }
export interface CustomerReceipt { rid: number; number: string; payment: number; at: string; voided: number; body: string }
export interface CustomerLetter { number: number; date: string; level: number; currency: string; total: number; body: string }

const SQL = {
  documents: `SELECT d.rid, d.id, d.number, d.kind, d.issue_date AS issueDate, d.due_date AS dueDate, d.currency, d.payable,
      coalesce(s.status, iif(d.payable = 0 OR d.kind NOT IN ('invoice', 'deposit-invoice', 'final-invoice', 'credit-note'), 'settled', 'open')) AS status,
      coalesce(s.balance, iif(d.kind IN ('invoice', 'deposit-invoice', 'final-invoice'), d.payable, 0)) AS balance
    FROM document d LEFT JOIN document_state s ON s.document_rid = d.rid WHERE d.customer_rid = ? AND d.rid > ? ORDER BY d.rid LIMIT 500`,
  payments: `SELECT p.rid, p.number, p.paid_on AS paidOn, p.currency, p.amount, s.unused, p.method, p.reference, s.voided FROM payment p JOIN credit_source s ON s.payment_rid = p.rid
    WHERE p.customer_rid = ? ORDER BY p.rid`,
  receipts: `SELECT r.rid, r.number, p.number AS payment, r.at, s.voided, r.body FROM payment p JOIN receipt r ON r.payment_rid = p.rid JOIN credit_source s ON s.payment_rid = p.rid
    WHERE p.customer_rid = ? ORDER BY r.rid`,
  receiptPdfs: 'SELECT 0 AS void, bytes FROM receipt_pdf WHERE receipt_rid = @rid UNION ALL SELECT 1, bytes FROM receipt_void_pdf WHERE receipt_rid = @rid',
  letters: 'SELECT number, date, level, currency, total, body FROM reminder WHERE customer_rid = ? ORDER BY rid',
  notes: 'SELECT n.document_id AS documentId, n.body AS text, n.at, n.by FROM document_note n JOIN document d ON d.id = n.document_id WHERE d.customer_rid = ? ORDER BY n.rid LIMIT 10000',
  drafts: 'SELECT id, kind, updated_at AS updatedAt, body FROM draft WHERE customer_rid = ? AND issued = 0 ORDER BY rid LIMIT 10000',
} as const;

/** In the order in which they were issued. */
export function* documentsOfCustomer(db: Db, rid: number): Generator<CustomerDocument> {
  for (let after = 0; ; ) {
    const rows = all<CustomerDocument>(db, SQL.documents, rid, after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.rid;
  }
}

export function paymentsOfCustomer(db: Db, rid: number): IterableIterator<CustomerPayment> {
  return each(db, SQL.payments, rid);
}

/** In the order in which they were issued, those of payments that were taken back too. */
export function receiptsOfCustomer(db: Db, rid: number): IterableIterator<CustomerReceipt> {
  return each(db, SQL.receipts, rid);
}

/** What is stored of a receipt: its PDF as it was issued, and the one that says it is void. */
export function receiptPdfs(db: Db, rid: number): { void: number; bytes: Buffer }[] {
  return all(db, SQL.receiptPdfs, { rid });
}

export function lettersOfCustomer(db: Db, rid: number): IterableIterator<CustomerLetter> {
  return each(db, SQL.letters, rid);
}

export function notesAboutCustomer(db: Db, rid: number): { documentId: string; text: string; at: string; by: string }[] {
  return all(db, SQL.notes, rid);
}

export function draftsForCustomer(db: Db, rid: number): { id: string; kind: string; updatedAt: string; body: string }[] {
  return all(db, SQL.drafts, rid);
}
