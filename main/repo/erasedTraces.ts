// SQL of what is left of an erased person outside of their own record: words of the search, references and notes of payments, bank lines, ended recurring invoices. Called by main/service/erasure.ts only.
import { nameLikeness, withoutNames } from '../../domain/bankNames.ts';
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
             FROM payment p JOIN payment_act a ON a.rid = p.rid WHERE p.customer_rid = @customer AND (@payment IS NULL OR a.id = @payment)`,
  holds: 'SELECT 1 AS n FROM payment_fts WHERE payment_fts MATCH ? AND rowid = ?',
  bank: `SELECT l.rid, l.name, l.text, l.structured_ref AS structuredRef, l.end_to_end AS endToEnd, l.bank_ref AS bankRef, l.iban, l.payer_words AS payerWords, l.amount
         FROM (SELECT s.line_rid FROM payment p JOIN bank_state s ON s.payment_rid = p.rid WHERE p.customer_rid = @customer
           UNION SELECT b.line_rid FROM payment p JOIN bank_share b ON b.payment_rid = p.rid WHERE p.customer_rid = @customer) o JOIN bank_line l ON l.rid = o.line_rid`,
  // Who of a line is not erased.
  payers: `SELECT DISTINCT c.name FROM (SELECT payment_rid FROM bank_state WHERE line_rid = @line UNION SELECT payment_rid FROM bank_share WHERE line_rid = @line) o
           JOIN payment p ON p.rid = o.payment_rid JOIN payment_act a ON a.rid = p.rid JOIN customer c ON c.rid = p.customer_rid
           WHERE NOT EXISTS (SELECT 1 FROM erasure e WHERE e.customer_id = c.id) AND NOT EXISTS (SELECT 1 FROM document_erasure e WHERE e.id = a.id)`,
  ofPayment: `SELECT p.rid, p.customer_rid AS customerRid, c.name FROM payment_act a JOIN payment p ON p.rid = a.rid JOIN customer c ON c.rid = p.customer_rid WHERE a.id = ?`,
  reference: "UPDATE payment SET reference = '' WHERE rid = ? AND reference <> ''",
  refundsOf: "UPDATE payment_refund SET reference = '' WHERE reference <> '' AND source_rid IN (SELECT rid FROM credit_source WHERE payment_rid = ?)",
  notesOf: `UPDATE payment_act SET note = '' WHERE note <> '' AND kind IN ('payment', 'apply', 'refund') AND rid IN (
      SELECT @rid UNION SELECT r.rid FROM payment_refund r JOIN credit_source s ON s.rid = r.source_rid WHERE s.payment_rid = @rid
      UNION SELECT t.act_rid FROM settlement t JOIN credit_source s ON s.rid = t.source_rid WHERE s.payment_rid = @rid)`,
  bankOf: `SELECT l.rid, l.name, l.text, l.structured_ref AS structuredRef, l.end_to_end AS endToEnd, l.bank_ref AS bankRef, l.iban, l.payer_words AS payerWords, l.amount
         FROM (SELECT line_rid FROM bank_state WHERE payment_rid = @rid UNION SELECT line_rid FROM bank_share WHERE payment_rid = @rid) o JOIN bank_line l ON l.rid = o.line_rid`,
  emptyLine: 'UPDATE bank_line SET end_to_end = @endToEnd, structured_ref = @structuredRef, text = @text, name = @name, iban = @iban, payer_words = @payerWords WHERE rid = @rid',
  references: "UPDATE payment SET reference = '' WHERE customer_rid = ? AND reference <> ''",
  refunds: "UPDATE payment_refund SET reference = '' WHERE reference <> '' AND source_rid IN (SELECT rid FROM credit_source WHERE customer_rid = ?)",
  // Why something was taken back or written off belongs to the voucher and stays with it.
  notes: "UPDATE payment_act SET note = '' WHERE customer_rid = ? AND note <> '' AND kind IN ('payment', 'apply', 'refund')",
  recurring: `UPDATE recurring SET subject = '', words = '', version = version + 1, prices = '[]',
      body = json_set(body, '$.subject', '', '$.reference', '', '$.note', '', '$.lines', json('[]'), '$.adjustments', json('[]')) WHERE customer_rid = ?`,
} as const;

type Document = Parameters<typeof indexDocument>[1];
type Payment = Parameters<typeof indexPayment>[1] & Record<'note' | 'documents', string>;
type Line = Parameters<typeof indexLine>[2] & { rid: number; payerWords: string };
const NOTHING = { name: '', text: '', structuredRef: '', endToEnd: '', iban: '', payerWords: '' };

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
  rewordPayments(db, { customer: customerRid, payment: null }, names, name);
  run(db, SQL.references, customerRid);
  run(db, SQL.refunds, customerRid);
  run(db, SQL.notes, customerRid);
  for (const line of all<Line>(db, SQL.bank, { customer: customerRid })) rewordLine(db, line, (stay) => withoutThem(line, names, stay));
  run(db, SQL.recurring, customerRid);
}

/** A payment on the list of erasures: its texts go, and those of the bank line once nobody else's money is in it. NOT for money that may still move. */
export function dropPaymentTexts(db: Db, id: string): void {
  const payment = one<{ rid: number; customerRid: number; name: string }>(db, SQL.ofPayment, id);
  if (payment === undefined) return;
  const { rid, customerRid, name } = payment;
  rewordPayments(db, { customer: customerRid, payment: id }, [name], name);
  run(db, SQL.reference, rid);
  run(db, SQL.refundsOf, rid);
  run(db, SQL.notesOf, { rid });
  for (const line of all<Line>(db, SQL.bankOf, { rid })) rewordLine(db, line, () => line);
}

/** Payments are found by their number, their documents and `name` from here on. */
function rewordPayments(db: Db, of: { customer: number; payment: string | null }, names: readonly string[], name: string): void {
  for (const { note, documents, ...payment } of all<Payment>(db, SQL.payments, of)) {
    unindexPayment(db, payment.rid, wordsHeld(db, payment, [...names, note, documents]));
    indexPayment(db, { ...payment, reference: '' }, [name, documents]);
  }
}

/** Empties a bank line whose payers are all gone; while others stay, it says what `part` leaves. */
function rewordLine(db: Db, line: Line, part: (stay: readonly string[]) => typeof NOTHING): void {
  const stay = all<{ name: string }>(db, SQL.payers, { line: line.rid }).map((payer) => payer.name);
  const left = stay.length === 0 ? NOTHING : part(stay);
  unindexLine(db, line.rid, line);
  const { rid, name, text, structuredRef, endToEnd, iban, payerWords } = { ...line, ...left };
  run(db, SQL.emptyLine, { rid, name, text, structuredRef, endToEnd, iban, payerWords });
  indexLine(db, line.rid, { ...line, ...left });
}

/** Their part of a line that is others' money too: who sent it, if it was them, and their name in what it says. */
function withoutThem(line: Line, gone: readonly string[], stay: readonly string[]): typeof NOTHING {
  const theirs = gone.some((name) => nameLikeness(line.name, name) !== null) && !stay.some((name) => nameLikeness(line.name, name) === 'same');
  const { name, text, structuredRef, endToEnd, iban, payerWords } = line;
  const sender = theirs ? '' : withoutNames(name, gone, stay);
  return {
    name: sender, iban: theirs ? '' : iban, payerWords: sender === name ? payerWords : '', text: withoutNames(text, gone, stay), structuredRef: withoutNames(structuredRef, gone, stay), endToEnd: withoutNames(endToEnd, gone, stay),
  };
}

/** The words a payment was given: it may be older than the customer's newest name, and the index only lets go of what it holds. */
function wordsHeld(db: Db, { rid, number, reference, last4 }: Omit<Payment, 'note' | 'documents'>, texts: readonly string[]): string {
  const words = texts.reduce((known, text) => new Set([...known, ...searchWords(text).split(' ')]), new Set(searchWords(String(number), reference, last4).split(' ')));
  return [...words].filter((word) => word !== '' && one(db, SQL.holds, `"${word}"`, rid) !== undefined).join(' ');
}
