// SQL of documents whose time to be kept is over: which they are, the list of erasures, and taking out of each whoever it names. Called by main/service/documentErasure.ts, backups and proofs.
import { createHash } from 'node:crypto';
import type { Snapshot } from '../../contract/invoices.ts';
import { erasedWord } from '../../domain/keeping.ts';
import type { Db } from '../db/open.ts';
import { indexDocument, partyRid, unindexDocument } from './documents.ts';
import { all, one, run } from './statement.ts';

export type ErasedKind = 'document' | 'reminder' | 'receipt' | 'payment';
/** One row of the list of erasures. */
export interface ErasedPaper {
  no: number;
  kind: ErasedKind;
  id: string;
  at: string;
  by: string;
  keptUntil: string;
  /** Hex; null for a payment. */
  oldHash: string | null;
  newHash: string | null;
}
export interface PastDocument {
  rid: number;
  id: string;
  kind: Snapshot['kind'];
  number: string;
  customer: string;
  issueDate: string;
  /** The last day on which anything happened to it. */
  last: string;
  customerRid: number;
}

const ROW = 'SELECT rid AS no, kind, id, at, by, kept_until AS keptUntil, lower(hex(old_hash)) AS oldHash, lower(hex(new_hash)) AS newHash FROM document_erasure';
const GONE = (id: string): string => `EXISTS (SELECT 1 FROM document_erasure e WHERE e.id = ${id})`;
const LAST = `max(d.issue_date,
    coalesce((SELECT max(a.date) FROM settlement t JOIN payment_act a ON a.rid = t.act_rid WHERE t.document_rid = d.rid), ''),
    coalesce((SELECT max(n.issue_date) FROM document_credit k JOIN document n ON n.rid = k.document_rid WHERE k.original_rid = d.rid), ''),
    coalesce((SELECT max(f.issue_date) FROM document_deposit p JOIN document f ON f.rid = p.document_rid WHERE p.deposit_rid = d.rid), ''),
    coalesce((SELECT max(m.issue_date) FROM document_source u JOIN document m ON m.rid = u.document_rid WHERE u.source_rid = d.rid), ''),
    coalesce((SELECT max(r.date) FROM reminder_entry x JOIN reminder r ON r.rid = x.reminder_rid WHERE x.document_rid = d.rid), ''))`;
/** Not where something is owed still, or to be used. */
const PAST = (where: string): string => `SELECT * FROM (
    SELECT d.rid, d.id, d.kind, d.number, c.name AS customer, d.issue_date AS issueDate, ${LAST} AS last, d.customer_rid AS customerRid
    FROM document d JOIN customer c ON c.rid = d.customer_rid
    WHERE d.issue_date <= @through AND ${where} AND NOT ${GONE('d.id')}
      AND NOT EXISTS (SELECT 1 FROM open_part o WHERE o.customer_rid = d.customer_rid AND o.document_rid = d.rid)
      AND NOT EXISTS (SELECT 1 FROM credit_source s WHERE s.document_rid = d.rid AND s.unused > 0)
    ORDER BY d.issue_date, d.rid) WHERE last <= @through LIMIT @limit + 0`;
/** Whether everything a payment settled is gone, and nothing of it is to be used or newer. */
const SPENT = `p.paid_on <= @through AND s.unused = 0 AND NOT ${GONE('a.id')}
    AND NOT EXISTS (SELECT 1 FROM settlement t JOIN document d ON d.rid = t.document_rid JOIN payment_act x ON x.rid = t.act_rid WHERE t.source_rid = s.rid AND (x.date > @through OR NOT ${GONE('d.id')}))
    AND NOT EXISTS (SELECT 1 FROM payment_refund r WHERE r.source_rid = s.rid AND r.paid_on > @through)
    AND NOT EXISTS (SELECT 1 FROM receipt q WHERE q.payment_rid = p.rid AND substr(q.at, 1, 10) > @through)`;

const SQL = {
  all: PAST('1'),
  ofCustomer: PAST('d.customer_rid = @customer'),
  these: PAST('d.id IN (SELECT value FROM json_each(@ids))'),
  find: `${ROW} WHERE id = ?`,
  list: `${ROW} ORDER BY rid`,
  audited: 'SELECT audit_seq AS auditSeq, l.at FROM document_erasure e JOIN audit_log l ON l.seq = e.audit_seq WHERE e.id = ?',
  add: `INSERT INTO document_erasure (rid, kind, id, at, by, kept_until, old_hash, new_hash, pdf_seq, party_rid, audit_seq)
        VALUES (CASE WHEN @no = 0 OR EXISTS (SELECT 1 FROM document_erasure WHERE rid = @no) THEN NULL ELSE @no END, @kind, @id, @at, @by, @keptUntil, @oldHash, @newHash,
          CASE @kind WHEN 'document' THEN (SELECT p.audit_seq FROM document_pdf p JOIN document d ON d.rid = p.document_rid WHERE d.id = @id) END,
          CASE @kind WHEN 'document' THEN (SELECT buyer_rid FROM document WHERE id = @id) END, @auditSeq)`,
  head: 'SELECT rid, buyer_rid AS buyerRid, content_hash AS hash, customer_rid AS customerRid FROM document WHERE id = ?',
  lines: "UPDATE document_line SET description = CASE description WHEN '' THEN '' ELSE @word END, detail = CASE detail WHEN '' THEN '' ELSE @word END WHERE document_rid = @rid",
  adjustments: "UPDATE document_adjustment SET reason = CASE reason WHEN '' THEN '' ELSE @word END WHERE document_rid = @rid",
  pdf: 'DELETE FROM document_pdf WHERE document_rid = ?',
  notes: 'DELETE FROM document_note WHERE document_id = ?',
  draft: 'DELETE FROM draft WHERE id = ? AND issued = 1',
  files: 'DELETE FROM attachment WHERE document_id = ?',
  document: 'UPDATE document SET buyer_rid = @buyer, reference = @reference, subject = @subject, note = @note, content_hash = @hash WHERE rid = @rid',
  words: `SELECT d.rid, d.number, d.sequence, d.customer_rid AS customerRid, d.currency, d.issue_date AS issueDate, d.kind, CASE WHEN e.rid IS NULL THEN coalesce(b.name, '') ELSE c.name END AS buyer, d.subject, d.reference
          FROM document d JOIN customer c ON c.rid = d.customer_rid LEFT JOIN erasure e ON e.customer_id = c.id LEFT JOIN party_snapshot b ON b.rid = d.buyer_rid WHERE d.rid = ?`,
  // By its customer first: that is one look in an index.
  usedBySame: 'SELECT 1 AS used FROM document WHERE customer_rid = ? AND buyer_rid = ? LIMIT 1',
  // Only a seller's row has a bank: to look for it among all documents would read every one of them.
  used: "SELECT DISTINCT buyer_rid AS rid FROM document WHERE buyer_rid IN (SELECT value FROM json_each(?)) UNION SELECT rid FROM party_snapshot WHERE rid IN (SELECT value FROM json_each(?)) AND json_type(body, '$.bank') IS NOT NULL",
  blank: `UPDATE party_snapshot SET body = '{"name":""}', hash = @hash WHERE rid = @rid`,
  reminders: `SELECT r.id, r.date AS last FROM reminder r WHERE r.customer_rid = @customer AND r.date <= @through AND NOT ${GONE('r.id')}
    AND NOT EXISTS (SELECT 1 FROM reminder_entry x JOIN document d ON d.rid = x.document_rid WHERE x.reminder_rid = r.rid AND NOT ${GONE('d.id')})`,
  payments: `SELECT a.id, p.paid_on AS last, q.id AS receiptId, max(p.paid_on, coalesce(substr(q.at, 1, 10), '')) AS receiptLast FROM payment p JOIN payment_act a ON a.rid = p.rid JOIN credit_source s ON s.payment_rid = p.rid
    LEFT JOIN receipt q ON q.payment_rid = p.rid WHERE p.customer_rid = @customer AND ${SPENT}`,
  body: (kind: 'reminder' | 'receipt') => `SELECT rid, body, content_hash AS hash FROM ${kind} WHERE id = ?`,
  reword: (kind: 'reminder' | 'receipt') => `UPDATE ${kind} SET body = @body, content_hash = @hash WHERE rid = @rid`,
  letterPdf: 'DELETE FROM reminder_pdf WHERE reminder_rid = ?',
  receiptPdf: 'DELETE FROM receipt_pdf WHERE receipt_rid = ?',
  receiptVoidPdf: 'DELETE FROM receipt_void_pdf WHERE receipt_rid = ?',
  money: `SELECT 1 AS n FROM settlement t JOIN document d ON d.rid = t.document_rid WHERE t.id = @id AND ${GONE('d.id')}
    UNION ALL SELECT 1 FROM payment_act a JOIN settlement t ON t.act_rid = a.rid JOIN document d ON d.rid = t.document_rid WHERE a.id = @id AND ${GONE('d.id')}
    UNION ALL SELECT 1 FROM payment_act a JOIN credit_source s ON s.payment_rid = a.rid JOIN settlement t ON t.source_rid = s.rid JOIN document d ON d.rid = t.document_rid WHERE a.id = @id AND ${GONE('d.id')}
    UNION ALL SELECT 1 FROM payment_act a JOIN payment_refund r ON r.rid = a.rid JOIN credit_source s ON s.rid = r.source_rid JOIN payment_act p ON p.rid = s.payment_rid WHERE a.id = @id AND ${GONE('p.id')} LIMIT 1`,
  count: 'SELECT count(*) AS n FROM document_erasure WHERE kind = ?',
} as const;

/** Issued documents up to this day whose time is over, oldest first; of one customer, of some, or of all. */
export function pastDocuments(db: Db, through: string, limit: number, of: { customer: number } | { ids: readonly string[] } | null = null): PastDocument[] {
  if (of === null) return all<PastDocument>(db, SQL.all, { through, limit });
  return 'customer' in of ? all<PastDocument>(db, SQL.ofCustomer, { through, limit, customer: of.customer }) : all<PastDocument>(db, SQL.these, { through, limit, ids: JSON.stringify(of.ids) });
}

/** Its row in the list of erasures. */
export function readErased(db: Db, id: string): ErasedPaper | undefined {
  return one(db, SQL.find, id);
}

/** The record of the log that an erasure stands under, and when it was written. */
export function erasedRecord(db: Db, id: string): { auditSeq: number; at: string } | undefined {
  return one(db, SQL.audited, id);
}

/** The whole list, in its order. */
export function erasedPapers(db: Db): ErasedPaper[] {
  return all(db, SQL.list);
}

export function countErased(db: Db, kind: ErasedKind): number {
  return one<{ n: number }>(db, SQL.count, kind)?.n ?? 0;
}

/** Whether this payment, settlement, refund or act has to do with something that was erased: taking it back would ask for money on a document without a name. */
export function settledErased(db: Db, id: string): boolean {
  return one(db, SQL.money, { id }) !== undefined;
}

/** Puts it on the list. 'no' 0: the next number. */
export function addErased(db: Db, { oldHash, newHash, ...row }: ErasedPaper, auditSeq: number): number {
  const bytes = (hex: string | null): Buffer | null => (hex === null ? null : Buffer.from(hex, 'hex'));
  return run(db, SQL.add, { ...row, oldHash: bytes(oldHash), newHash: bytes(newHash), auditSeq }).rid;
}

export function documentHead(db: Db, id: string): { rid: number; buyerRid: number | null; hash: Buffer; customerRid: number } | undefined {
  return one(db, SQL.head, id);
}

/** After addErased(): the document says `said` from now on, and nothing lies beside it any more. The seal goes last: with it the way is shut. */
export function rewordDocument(db: Db, id: string, rid: number, said: Snapshot, hash: Buffer): void {
  const word = erasedWord(said.language);
  const words = one<Parameters<typeof unindexDocument>[1]>(db, SQL.words, rid);
  if (words !== undefined) unindexDocument(db, words);
  run(db, SQL.lines, { word, rid });
  run(db, SQL.adjustments, { word, rid });
  run(db, SQL.pdf, rid);
  run(db, SQL.notes, id);
  run(db, SQL.files, id);
  run(db, SQL.draft, id);
  run(db, SQL.document, { rid, buyer: said.buyer === null ? null : partyRid(db, said.buyer), reference: said.reference, subject: said.subject, note: said.note, hash });
  const now = one<Parameters<typeof indexDocument>[1]>(db, SQL.words, rid);
  if (now !== undefined) indexDocument(db, now);
}

/** Empties those of these rows of buyers that no document stands on any more. `of` is whose documents went. */
export function blankParties(db: Db, of: readonly { customerRid: number; buyerRid: number }[]): void {
  const own = of.filter(({ customerRid, buyerRid }) => one(db, SQL.usedBySame, customerRid, buyerRid) === undefined).map(({ buyerRid }) => buyerRid);
  if (own.length === 0) return;
  const ids = JSON.stringify(own);
  const used = new Set(all<{ rid: number }>(db, SQL.used, ids, ids).map(({ rid }) => rid));
  for (const rid of new Set(own)) if (!used.has(rid)) run(db, SQL.blank, { rid, hash: createHash('sha256').update(`nobody ${rid}`).digest() });
}

/** Letters of a customer all of whose documents are gone. */
export function spentReminders(db: Db, customer: number, through: string): { id: string; last: string }[] {
  return all(db, SQL.reminders, { customer, through });
}

/** Payments of a customer that settled nothing but what is gone, each with its receipt. */
export function spentPayments(db: Db, customer: number, through: string): { id: string; last: string; receiptId: string | null; receiptLast: string }[] {
  return all(db, SQL.payments, { customer, through });
}

export function storedBody(db: Db, kind: 'reminder' | 'receipt', id: string): { rid: number; body: string; hash: Buffer } | undefined {
  return one(db, SQL.body(kind), id);
}

/** After addErased(): the letter or receipt says `body` from now on, and its PDFs are gone. */
export function rewordBody(db: Db, kind: 'reminder' | 'receipt', rid: number, body: string, hash: Buffer): void {
  for (const sql of kind === 'reminder' ? [SQL.letterPdf] : [SQL.receiptPdf, SQL.receiptVoidPdf]) run(db, sql, rid);
  run(db, SQL.reword(kind), { rid, body, hash });
}
