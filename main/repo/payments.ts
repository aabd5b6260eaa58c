// SQL that writes what happened to money: acts, payments, settlements, refunds, voids. There is no update and no delete. Called by services only, within their transaction.
import type { MethodDetailsWire } from '../../contract/payments.ts';
import { minor, type Minor } from '../../domain/money.ts';
import type { SettlementKind } from '../../domain/settlement.ts';
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';
import { searchWords } from './words.ts';

export type ActKind = 'payment' | 'apply' | 'write-off' | 'refund' | 'void' | 'credit-note';
export interface NewAct {
  id: string;
  kind: ActKind;
  customerRid: number;
  date: string;
  note: string;
  inputHash: Buffer;
  auditSeq: number;
  at: string;
  by: string;
}
export interface NewPayment {
  rid: number;
  customerRid: number;
  paidOn: string;
  currency: string;
  amount: number;
  baseCurrency: string;
  rate: string | null;
  baseAmount: number | null;
  method: MethodDetailsWire;
}
export interface NewSettlement {
  id: string;
  actRid: number;
  kind: SettlementKind;
  documentRid: number;
  sourceRid: number | null;
  besideRid: number | null;
  amount: number;
  documentBase: number | null;
  sourceBase: number | null;
  gain: number;
}
/** A settlement, as a void needs it. */
export interface StoredSettlement {
  rid: number;
  id: string;
  kind: SettlementKind;
  documentId: string;
  sourceRid: number | null;
  amount: Minor;
  documentBase: Minor | null;
  sourceBase: Minor | null;
  voided: boolean;
  customerRid: number;
}
export interface StoredRefund {
  rid: number;
  sourceRid: number;
  customerRid: number;
  amount: Minor;
  sourceBase: Minor | null;
  voided: boolean;
}
type SettlementRow = Omit<StoredSettlement, 'amount' | 'documentBase' | 'sourceBase' | 'voided'> & { amount: number; documentBase: number | null; sourceBase: number | null; voided: number };

const SETTLEMENT = `SELECT s.rid, s.id, s.kind, d.id AS documentId, s.source_rid AS sourceRid, s.amount, s.document_base AS documentBase, s.source_base AS sourceBase,
    EXISTS (SELECT 1 FROM payment_void v WHERE v.settlement_rid = s.rid) AS voided, d.customer_rid AS customerRid
  FROM settlement s JOIN document d ON d.rid = s.document_rid`;
const SQL = {
  act: 'SELECT rid, kind, input_hash AS inputHash FROM payment_act WHERE id = ?',
  addAct: `INSERT INTO payment_act (id, kind, customer_rid, date, note, input_hash, audit_seq, at, by)
      VALUES (@id, @kind, @customerRid, @date, @note, @inputHash, @auditSeq, @at, @by)`,
  nextNumber: 'SELECT coalesce(max(number), 0) + 1 AS n FROM payment',
  add: `INSERT INTO payment (rid, number, customer_rid, paid_on, currency, amount, base_currency, rate, base_amount, method, reference, brand, last4)
      VALUES (@rid, @number, @customerRid, @paidOn, @currency, @amount, @baseCurrency, @rate, @baseAmount, @method, @reference, @brand, @last4)`,
  addWords: 'INSERT INTO payment_fts (rowid, words) VALUES (?, ?)',
  dropWords: "INSERT INTO payment_fts (payment_fts, rowid, words) VALUES ('delete', ?, ?)",
  addSettlement: `INSERT INTO settlement (id, act_rid, kind, document_rid, source_rid, beside_rid, amount, document_base, source_base, gain)
      VALUES (@id, @actRid, @kind, @documentRid, @sourceRid, @besideRid, @amount, @documentBase, @sourceBase, @gain)`,
  addTax: 'INSERT INTO settlement_tax (settlement_rid, position, base, amount) VALUES (?, ?, ?, ?)',
  addRefund: `INSERT INTO payment_refund (rid, source_rid, paid_on, amount, source_base, method, reference, brand, last4)
      VALUES (@rid, @sourceRid, @paidOn, @amount, @sourceBase, @method, @reference, @brand, @last4)`,
  voidPayment: 'INSERT INTO payment_void (act_rid, payment_rid) VALUES (?, ?)',
  voidSettlement: 'INSERT INTO payment_void (act_rid, settlement_rid) VALUES (?, ?)',
  voidRefund: 'INSERT INTO payment_void (act_rid, refund_rid) VALUES (?, ?)',
  settlement: `${SETTLEMENT} WHERE s.id = ?`,
  ofAct: `SELECT * FROM (${SETTLEMENT} WHERE s.act_rid = (SELECT rid FROM payment_act WHERE id = ? AND kind IN ('apply', 'write-off'))) WHERE voided = 0 ORDER BY rid DESC LIMIT 1000`,
  ofSource: `SELECT * FROM (${SETTLEMENT} WHERE s.source_rid = @source UNION ALL ${SETTLEMENT} WHERE s.beside_rid = @source) WHERE voided = 0 ORDER BY rid DESC LIMIT 10000`,
  beside: `SELECT * FROM (${SETTLEMENT} WHERE s.beside_rid = @source AND s.document_rid = (SELECT rid FROM document WHERE id = @document)) WHERE voided = 0 ORDER BY rid DESC LIMIT 1000`,
  refund: `SELECT r.rid, r.source_rid AS sourceRid, a.customer_rid AS customerRid, r.amount, r.source_base AS sourceBase,
      EXISTS (SELECT 1 FROM payment_void v WHERE v.refund_rid = r.rid) AS voided
    FROM payment_act a JOIN payment_refund r ON r.rid = a.rid WHERE a.id = ?`,
} as const;

/** The act of this id, if it was done. */
export function readAct(db: Db, id: string): { rid: number; kind: ActKind; inputHash: Buffer } | undefined {
  return one(db, SQL.act, id);
}

export function addAct(db: Db, act: NewAct): number {
  return run(db, SQL.addAct, { ...act }).rid;
}

/** Answers its number: payments are counted from 1. `words` is what it is found by besides its own figures. */
export function addPayment(db: Db, { method, ...payment }: NewPayment, words: readonly string[]): number {
  const number = one<{ n: number }>(db, SQL.nextNumber)?.n ?? 1;
  run(db, SQL.add, { ...payment, ...method, number });
  indexPayment(db, { rid: payment.rid, number, reference: method.reference, last4: method.last4 }, words);
  return number;
}

/** Lets the search find a payment. */
export function indexPayment(db: Db, { rid, number, reference, last4 }: { rid: number; number: number; reference: string; last4: string }, words: readonly string[]): void {
  run(db, SQL.addWords, rid, searchWords(String(number), reference, last4, ...words));
}

/** Takes its words out again, with the very words it was given. */
export function unindexPayment(db: Db, rid: number, words: string): void {
  run(db, SQL.dropWords, rid, words);
}

export function addSettlement(db: Db, settlement: NewSettlement): number {
  return run(db, SQL.addSettlement, { ...settlement }).rid;
}

/** By how much an early-payment discount corrects one tax of its document. */
export function addSettlementTax(db: Db, settlementRid: number, position: number, base: number, amount: number): void {
  run(db, SQL.addTax, settlementRid, position, base, amount);
}

export function addRefund(db: Db, { method, ...refund }: { rid: number; sourceRid: number; paidOn: string; amount: number; sourceBase: number | null; method: MethodDetailsWire }): void {
  run(db, SQL.addRefund, { ...refund, ...method });
}

export function addVoid(db: Db, actRid: number, what: 'payment' | 'settlement' | 'refund', rid: number): void {
  run(db, { payment: SQL.voidPayment, settlement: SQL.voidSettlement, refund: SQL.voidRefund }[what], actRid, rid);
}

function settlementOf({ amount, documentBase, sourceBase, voided, ...row }: SettlementRow): StoredSettlement {
  return { ...row, amount: minor(amount), documentBase: minorOrNull(documentBase), sourceBase: minorOrNull(sourceBase), voided: voided === 1 };
}

function minorOrNull(amount: number | null): Minor | null {
  return amount === null ? null : minor(amount);
}

export function readSettlement(db: Db, id: string): StoredSettlement | undefined {
  const row = one<SettlementRow>(db, SQL.settlement, id);
  return row && settlementOf(row);
}

/** Everything a payment settled that still holds, with what came beside it; the newest first. */
export function settlementsOfSource(db: Db, sourceRid: number): StoredSettlement[] {
  return all<SettlementRow>(db, SQL.ofSource, { source: sourceRid }).map(settlementOf);
}

/** What using credit, or writing off, settled and still holds; nothing for any other act. */
export function settlementsOfAct(db: Db, id: string): StoredSettlement[] {
  return all<SettlementRow>(db, SQL.ofAct, id).map(settlementOf);
}

/** What came beside a payment on one document and still holds: its discount, write-off or rounding. */
export function settlementsBeside(db: Db, sourceRid: number, documentId: string): StoredSettlement[] {
  return all<SettlementRow>(db, SQL.beside, { source: sourceRid, document: documentId }).map(settlementOf);
}

export function readRefund(db: Db, id: string): StoredRefund | undefined {
  const row = one<Omit<StoredRefund, 'amount' | 'sourceBase' | 'voided'> & { amount: number; sourceBase: number | null; voided: number }>(db, SQL.refund, id);
  return row && { ...row, amount: minor(row.amount), sourceBase: minorOrNull(row.sourceBase), voided: row.voided === 1 };
}
