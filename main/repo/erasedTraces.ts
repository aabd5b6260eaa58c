// SQL of what is left of an erased person outside of their own record: words of the search, references and notes of payments, bank lines, ended recurring invoices. Called by main/service/erasure.ts only.
import type { Db } from '../db/open.ts';
import { indexLine, unindexLine } from './bank.ts';
import { indexDocument, unindexDocument } from './documents.ts';
import { indexPayment, unindexPayment } from './payments.ts';
import { all, one, run } from './statement.ts';
import { searchWords } from './words.ts';

const SQL = {
  documents: `SELECT d.rid, d.number, d.sequence, d.customer_rid AS customerRid, d.currency, d.issue_date AS issueDate, d.kind, coalesce(b.name, '') AS buyer, d.subject, d.reference
              FROM document d LEFT JOIN party_snapshot b ON b.rid = d.buyer_rid WHERE d.customer_rid = ?`,
  names: `SELECT DISTINCT b.name FROM document d JOIN party_snapshot b ON b.rid = d.buyer_rid WHERE d.customer_rid = ?`,
  payments: `SELECT p.rid, p.number, p.reference, p.last4, a.note,
               coalesce((SELECT group_concat(d.number, ' ') FROM settlement s JOIN document d ON d.rid = s.document_rid WHERE s.act_rid = p.rid), '') AS documents
             FROM payment p JOIN payment_act a ON a.rid = p.rid WHERE p.customer_rid = ?`,
  holds: 'SELECT 1 AS n FROM payment_fts WHERE payment_fts MATCH ? AND rowid = ?',
  bank: `SELECT l.rid, l.name, l.text, l.structured_ref AS structuredRef, l.end_to_end AS endToEnd, l.bank_ref AS bankRef, l.iban, l.amount
         FROM payment p JOIN bank_state s ON s.payment_rid = p.rid JOIN bank_line l ON l.rid = s.line_rid WHERE p.customer_rid = ?`,
  emptyLine: "UPDATE bank_line SET end_to_end = '', structured_ref = '', text = '', name = '', iban = '', payer_words = '' WHERE rid = ?",
  references: "UPDATE payment SET reference = '' WHERE customer_rid = ? AND reference <> ''",
  refunds: "UPDATE payment_refund SET reference = '' WHERE reference <> '' AND source_rid IN (SELECT rid FROM credit_source WHERE customer_rid = ?)",
  // Why something was taken back or written off belongs to the voucher and stays with it.
  notes: "UPDATE payment_act SET note = '' WHERE customer_rid = ? AND note <> '' AND kind IN ('payment', 'apply', 'refund')",
  recurring: `UPDATE recurring SET subject = '', words = '', version = version + 1, prices = '[]',
      body = json_set(body, '$.subject', '', '$.reference', '', '$.note', '', '$.lines', json('[]'), '$.adjustments', json('[]')) WHERE customer_rid = ?`,
} as const;

type Document = Parameters<typeof indexDocument>[1];
type Payment = Parameters<typeof indexPayment>[1] & Record<'note' | 'documents', string>;
type Line = Parameters<typeof indexLine>[2] & { rid: number };

/**
 * After bury(). `was` is the name up to now, `name` what stands instead. Documents keep what they say, and are found by their number, subject and the new
 * name; money keeps its days and amounts.
 */
export function dropTraces(db: Db, customerRid: number, was: string, name: string): void {
  const names = [was, ...all<{ name: string }>(db, SQL.names, customerRid).map((row) => row.name)];
  for (const document of all<Document>(db, SQL.documents, customerRid)) {
    unindexDocument(db, document);
    indexDocument(db, { ...document, buyer: name });
  }
  for (const { note, documents, ...payment } of all<Payment>(db, SQL.payments, customerRid)) {
    unindexPayment(db, payment.rid, wordsHeld(db, payment, [...names, note, documents]));
    indexPayment(db, { ...payment, reference: '' }, [name, documents]);
  }
  run(db, SQL.references, customerRid);
  run(db, SQL.refunds, customerRid);
  run(db, SQL.notes, customerRid);
  for (const line of all<Line>(db, SQL.bank, customerRid)) {
    unindexLine(db, line.rid, line);
    run(db, SQL.emptyLine, line.rid);
    indexLine(db, line.rid, { ...line, name: '', text: '', structuredRef: '', endToEnd: '', iban: '' });
  }
  run(db, SQL.recurring, customerRid);
}

/** The words a payment was given: it may be older than the customer's newest name, and the index only lets go of what it holds. */
function wordsHeld(db: Db, { rid, number, reference, last4 }: Omit<Payment, 'note' | 'documents'>, texts: readonly string[]): string {
  const words = texts.reduce((known, text) => new Set([...known, ...searchWords(text).split(' ')]), new Set(searchWords(String(number), reference, last4).split(' ')));
  return [...words].filter((word) => word !== '' && one(db, SQL.holds, `"${word}"`, rid) !== undefined).join(' ');
}
