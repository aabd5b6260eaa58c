// SQL of receipts: one for each payment, frozen with its number and words, and its PDF, made once. Called by services only.
import { createHash } from 'node:crypto';
import type { Db } from '../db/open.ts';
import type { Receipt } from '../../paper/ReceiptPage.tsx';
import { one, run } from './statement.ts';

export interface StoredReceipt {
  rid: number;
  id: string;
  number: string;
  body: Receipt;
  /** The stored text is still the one that was sealed. */
  intact: boolean;
  at: string;
  by: string;
}
export interface NewReceipt {
  id: string;
  paymentId: string;
  number: string;
  seriesRid: number;
  period: string;
  sequence: number;
  /** The receipt as JSON. */
  body: string;
  auditSeq: number;
  at: string;
  by: string;
}

const SQL = {
  of: 'SELECT r.rid, r.id, r.number, r.body, r.content_hash AS contentHash, r.at, r.by FROM receipt r JOIN payment_act a ON a.rid = r.payment_rid WHERE a.id = ?',
  add: `INSERT INTO receipt (id, payment_rid, number, series_rid, period, sequence, body, content_hash, audit_seq, at, by)
        SELECT @id, rid, @number, @seriesRid, @period, @sequence, @body, @hash, @auditSeq, @at, @by FROM payment_act WHERE id = @paymentId`,
  voidedOn: 'SELECT v.date AS voidedOn FROM receipt r JOIN payment_void x ON x.payment_rid = r.payment_rid JOIN payment_act v ON v.rid = x.act_rid WHERE r.rid = ?',
  pdf: 'SELECT sha256, bytes FROM receipt_pdf WHERE receipt_rid = ?',
  voidPdf: 'SELECT sha256, bytes FROM receipt_void_pdf WHERE receipt_rid = ?',
  addPdf: 'INSERT INTO receipt_pdf (receipt_rid, sha256, audit_seq, made_at, bytes) VALUES (?, ?, ?, ?, ?)',
  addVoidPdf: 'INSERT INTO receipt_void_pdf (receipt_rid, sha256, audit_seq, made_at, bytes) VALUES (?, ?, ?, ?, ?)',
} as const;

/** The seal of what a receipt says, over its stored text. */
export function receiptHash(body: string): Buffer {
  return createHash('sha256').update(body).digest();
}

/** The receipt of a payment, if one was made. */
export function readReceipt(db: Db, paymentId: string): StoredReceipt | undefined {
  const row = one<Omit<StoredReceipt, 'body' | 'intact'> & { body: string; contentHash: Buffer }>(db, SQL.of, paymentId);
  if (row === undefined) return undefined;
  const { body, contentHash, ...head } = row;
  // What was stored is what the service once made of a payment.
  return { ...head, body: JSON.parse(body) as Receipt, intact: receiptHash(body).equals(contentHash) };
}

/** What a payment says of its receipt; null without one. */
export function receiptHead(db: Db, paymentId: string): Pick<StoredReceipt, 'number' | 'at' | 'by'> | null {
  const receipt = readReceipt(db, paymentId);
  return receipt === undefined ? null : { number: receipt.number, at: receipt.at, by: receipt.by };
}

export function addReceipt(db: Db, receipt: NewReceipt): void {
  run(db, SQL.add, { ...receipt, hash: receiptHash(receipt.body) });
}

/** The day on which its payment was taken back; null while it stands. */
export function receiptVoidedOn(db: Db, rid: number): string | null {
  return one<{ voidedOn: string }>(db, SQL.voidedOn, rid)?.voidedOn ?? null;
}

/** A receipt has a PDF as it was issued, and one that says it is void once it is. */
export type ReceiptFace = 'issued' | 'void';

/** The stored PDF, byte for byte; undefined while there is none. */
export function readReceiptPdf(db: Db, rid: number, face: ReceiptFace): { sha256: Buffer; bytes: Buffer } | undefined {
  return one(db, face === 'void' ? SQL.voidPdf : SQL.pdf, rid);
}

/** Stores it for good; a second one of a face is refused by the table. */
export function addReceiptPdf(db: Db, { rid, face, bytes, auditSeq, at }: { rid: number; face: ReceiptFace; bytes: Buffer; auditSeq: number; at: string }): void {
  run(db, face === 'void' ? SQL.addVoidPdf : SQL.addPdf, rid, createHash('sha256').update(bytes).digest(), auditSeq, at, bytes);
}
