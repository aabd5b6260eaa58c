// SQL of reminders: what is late, the letters with what they claimed, their PDFs, and who is left in peace. Called by services only.
import { createHash } from 'node:crypto';
import { reminderLetter, type ReminderLetter, type ReminderRow, type ReminderTarget } from '../../contract/reminders.ts';
import type { OwedFrom } from '../../domain/interest.ts';
import { minor } from '../../domain/money.ts';
import { canonicalJson } from '../audit/canonical.ts';
import type { Db } from '../db/open.ts';
import { page, readCursor } from './cursor.ts';
import { all, one, run } from './statement.ts';

/** Stands for "for good". */
export const FOR_GOOD = '9999-12-31';

/** A document of which something is late. */
export interface Late {
  rid: number;
  customerRid: number;
  documentId: string;
  number: string;
  customerId: string;
  customer: string;
  currency: string;
  issueDate: string;
  /** Pay-by date of the oldest open part. */
  dueDate: string;
  /** What is late of it. */
  balance: number;
  payable: number;
  /** In instalments, or not all of it is late yet. */
  parts: number;
  level: number | null;
  lastOn: string | null;
  quietUntil: string | null;
}

const LATE = `SELECT d.rid, o.customer_rid AS customerRid, d.id AS documentId, d.number, c.id AS customerId, c.name AS customer, o.currency, o.issue_date AS issueDate, o.due_date AS dueDate,
    (SELECT sum(p.balance) FROM open_part p WHERE p.customer_rid = o.customer_rid AND p.document_rid = o.document_rid AND p.due_date < @today) AS balance, d.payable,
    coalesce(json_extract(d.terms, '$.kind') = 'instalments', 0) AS parts, s.level, s.date AS lastOn,
    max(coalesce(qd.until, ''), coalesce(qc.until, '')) AS quietUntil`;
const JOINS = `JOIN document d ON d.rid = o.document_rid JOIN customer c ON c.rid = o.customer_rid LEFT JOIN reminder_state s ON s.document_rid = o.document_rid
  LEFT JOIN reminder_quiet qd ON qd.document_rid = o.document_rid LEFT JOIN reminder_quiet qc ON qc.customer_rid = o.customer_rid`;
/** As domain/reminder.ts says, with the days of its `dueSince`: the next level of a document is due, and nobody wished for peace. */
const DUE = `open_part o INDEXED BY open_due ${JOINS}
  WHERE o.next = 1 AND o.due_date < @today AND o.due_date <= @latest AND o.due_date <= json_extract(@since, '$[' || (coalesce(s.level, -1) + 1) || '].fell')
    AND (s.level IS NULL OR s.date <= json_extract(@since, '$[' || (s.level + 1) || '].sent'))
    AND coalesce(qd.until, '') < @today AND coalesce(qc.until, '') < @today`;
const ROW = `SELECT r.rid, r.id, r.number, r.date, c.id AS customerId, c.name AS customer, r.level, r.currency, r.open, r.fee, r.interest, r.total,
    (SELECT count(*) FROM reminder_entry e WHERE e.reminder_rid = r.rid) AS documents, EXISTS (SELECT 1 FROM reminder_void v WHERE v.reminder_rid = r.rid) AS voided, r.by, r.at
  FROM reminder r JOIN customer c ON c.rid = r.customer_rid`;

const SQL = {
  // From the end where late ones are: one entry per open document, by the day its next part falls due.
  late: `${LATE} FROM ${DUE} ORDER BY o.due_date, o.document_rid LIMIT @limit + 0`,
  countLate: `SELECT count(*) AS n FROM (SELECT 1 FROM ${DUE} LIMIT @limit + 0)`,
  lateOf: `${LATE} FROM open_part o ${JOINS} WHERE o.customer_rid = (SELECT rid FROM customer WHERE id = @id) AND o.next = 1 AND o.due_date < @today ORDER BY o.due_date, o.document_rid LIMIT 200`,
  lateOne: `${LATE} FROM document d0 JOIN open_part o ON o.customer_rid = d0.customer_rid AND o.document_rid = d0.rid AND o.next = 1 ${JOINS} WHERE d0.id = @id AND o.due_date < @today`,
  settled: `SELECT a.date, t.amount FROM settlement t JOIN payment_act a ON a.rid = t.act_rid
    WHERE t.document_rid = ? AND NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.settlement_rid = t.rid) ORDER BY a.date, t.rid`,
  nextNumber: 'SELECT coalesce(max(number), 0) + 1 AS n FROM reminder',
  add: `INSERT INTO reminder (id, number, customer_rid, date, level, currency, open, fee, interest, total, body, content_hash, audit_seq, at, by)
        VALUES (@id, @number, @customerRid, @date, @level, @currency, @open, @fee, @interest, @total, @body, @hash, @auditSeq, @at, @by)`,
  addEntry: 'INSERT INTO reminder_entry (reminder_rid, document_rid, level, due_date, balance, fee, interest) VALUES (@reminderRid, @documentRid, @level, @dueDate, @balance, @fee, @interest)',
  // Again at each letter and each one taken back: the highest level that still stands, and its newest day.
  dropState: 'DELETE FROM reminder_state WHERE document_rid = ?',
  state: `INSERT INTO reminder_state (document_rid, level, date, count)
    SELECT e.document_rid, max(e.level), max(r.date), count(*) FROM reminder_entry e JOIN reminder r ON r.rid = e.reminder_rid
    WHERE e.document_rid = ? AND NOT EXISTS (SELECT 1 FROM reminder_void v WHERE v.reminder_rid = r.rid) GROUP BY e.document_rid`,
  entries: 'SELECT document_rid AS rid FROM reminder_entry WHERE reminder_rid = ?',
  list: `${ROW} WHERE r.rid < @before ORDER BY r.rid DESC LIMIT @limit + 0`,
  listOf: `${ROW} WHERE r.customer_rid = (SELECT rid FROM customer WHERE id = @customerId) AND r.rid < @before ORDER BY r.rid DESC LIMIT @limit + 0`,
  ofDocument: `${ROW} WHERE r.rid IN (SELECT e.reminder_rid FROM reminder_entry e WHERE e.document_rid = (SELECT rid FROM document WHERE id = ?)) ORDER BY r.rid DESC LIMIT 100`,
  row: `${ROW} WHERE r.id = ?`,
  body: 'SELECT rid, body FROM reminder WHERE id = ?',
  voided: 'SELECT reason, at, by FROM reminder_void v WHERE v.reminder_rid = ?',
  addVoid: 'INSERT INTO reminder_void (reminder_rid, reason, audit_seq, at, by) VALUES (?, ?, ?, ?, ?)',
  pdfState: 'SELECT lower(hex(sha256)) AS sha256, length(bytes) AS size FROM reminder_pdf WHERE reminder_rid = ?',
  pdf: 'SELECT bytes FROM reminder_pdf WHERE reminder_rid = ?',
  addPdf: 'INSERT INTO reminder_pdf (reminder_rid, sha256, audit_seq, made_at, bytes) VALUES (?, ?, ?, ?, ?)',
  quietCustomer: 'SELECT until FROM reminder_quiet WHERE customer_rid = (SELECT rid FROM customer WHERE id = ?)',
  quietDocument: 'SELECT until FROM reminder_quiet WHERE document_rid = (SELECT rid FROM document WHERE id = ?)',
  quietBuyer: 'SELECT until FROM reminder_quiet WHERE customer_rid = (SELECT customer_rid FROM document WHERE id = ?)',
  setQuietCustomer: 'INSERT INTO reminder_quiet (customer_rid, until) SELECT rid, @until FROM customer WHERE id = @id ON CONFLICT (customer_rid) DO UPDATE SET until = @until',
  setQuietDocument: 'INSERT INTO reminder_quiet (document_rid, until) SELECT rid, @until FROM document WHERE id = @id ON CONFLICT (document_rid) DO UPDATE SET until = @until',
  dropQuietCustomer: 'DELETE FROM reminder_quiet WHERE customer_rid = (SELECT rid FROM customer WHERE id = ?)',
  dropQuietDocument: 'DELETE FROM reminder_quiet WHERE document_rid = (SELECT rid FROM document WHERE id = ?)',
} as const;

const peaceful = (row: Late): Late => ({ ...row, quietUntil: row.quietUntil === '' ? null : row.quietUntil });

/** Days of each level, see `dueSince` in domain/reminder.ts. */
export type DueSince = readonly { fell: string; sent: string }[];

/** Documents whose next reminder is due, the longest late first. */
export function lateDocuments(db: Db, today: string, since: DueSince, limit: number): Late[] {
  return all<Late>(db, SQL.late, { ...bound(today, since), limit }).map(peaceful);
}

/** How many these are, counted up to `limit`. */
export function countLate(db: Db, today: string, since: DueSince, limit: number): number {
  return one<{ n: number }>(db, SQL.countLate, { ...bound(today, since), limit })?.n ?? 0;
}

/** `latest`: nothing that fell due later can have any level due. */
function bound(today: string, since: DueSince): Record<'today' | 'latest' | 'since', string> {
  return { today, latest: since.reduce((latest, { fell }) => (fell > latest ? fell : latest), ''), since: JSON.stringify(since) };
}

/** Everything late of one customer, or one document if it is late. */
export function lateOf(db: Db, { kind, id }: ReminderTarget, today: string): Late[] {
  return all<Late>(db, kind === 'customer' ? SQL.lateOf : SQL.lateOne, { id, today }).map(peaceful);
}

/** What was open of a document since when. Of one in instalments only what is late now counts, from the day it fell due. */
export function owedOf(db: Db, { rid, payable, issueDate, dueDate, balance, parts }: Late): OwedFrom[] {
  if (parts !== 0) return [{ from: dueDate, amount: minor(balance) }];
  let left = payable;
  const settled = all<{ date: string; amount: number }>(db, SQL.settled, rid).map(({ date, amount }) => {
    left -= amount;
    return { from: date < issueDate ? issueDate : date, amount: minor(left) };
  });
  return [{ from: issueDate, amount: minor(payable) }, ...settled];
}

export function nextReminderNumber(db: Db): number {
  return one<{ n: number }>(db, SQL.nextNumber)?.n ?? 1;
}

/** SHA-256 over the letter in its one canonical form. */
export function letterHash(letter: ReminderLetter): Buffer {
  return createHash('sha256').update(canonicalJson(letter)).digest();
}

export interface NewReminder {
  id: string;
  customerRid: number;
  letter: ReminderLetter;
  documentRids: ReadonlyMap<string, number>;
  auditSeq: number;
  at: string;
  by: string;
}

/** Stores a letter for good, and how far each of its documents has come. */
export function addReminder(db: Db, { id, customerRid, letter, documentRids, auditSeq, at, by }: NewReminder): void {
  const { number, date, level, currency, open, fee, interest, total } = letter;
  const { rid: reminderRid } = run(db, SQL.add, { id, number, customerRid, date, level, currency, open, fee, interest, total, body: JSON.stringify(letter), hash: letterHash(letter), auditSeq, at, by });
  for (const entry of letter.entries) {
    const documentRid = documentRids.get(entry.documentId) ?? 0;
    run(db, SQL.addEntry, { reminderRid, documentRid, level: entry.level, dueDate: entry.dueDate, balance: entry.balance, fee: entry.fee, interest: entry.interest });
    saveState(db, documentRid);
  }
}

function saveState(db: Db, documentRid: number): void {
  run(db, SQL.dropState, documentRid);
  run(db, SQL.state, documentRid);
}

type Listed = Omit<ReminderRow, 'voided'> & { rid: number; voided: number };
const shown = ({ rid: _rid, voided, ...row }: Listed): ReminderRow => ({ ...row, voided: voided === 1 });

/** Newest first. */
export function listReminders(db: Db, customerId: string | null, after: string | null, limit: number): { rows: ReminderRow[]; next: string | null } {
  const [before] = readCursor(after, ['number']) ?? [Number.MAX_SAFE_INTEGER];
  const found = customerId === null ? all<Listed>(db, SQL.list, { before, limit: limit + 1 }) : all<Listed>(db, SQL.listOf, { customerId, before, limit: limit + 1 });
  const cut = page(found, limit, (row) => [row.rid]);
  return { rows: cut.rows.map(shown), next: cut.next };
}

export function remindersOfDocument(db: Db, documentId: string): ReminderRow[] {
  return all<Listed>(db, SQL.ofDocument, documentId).map(shown);
}

export function readReminder(db: Db, id: string): { rid: number; row: ReminderRow; letter: ReminderLetter } | undefined {
  const [row, stored] = [one<Listed>(db, SQL.row, id), one<{ rid: number; body: string }>(db, SQL.body, id)];
  return row && stored && { rid: stored.rid, row: shown(row), letter: reminderLetter.parse(JSON.parse(stored.body)) };
}

export function reminderVoid(db: Db, rid: number): { reason: string; at: string; by: string } | undefined {
  return one(db, SQL.voided, rid);
}

/** Takes a letter back: its documents fall to the level they had before it. */
export function addReminderVoid(db: Db, rid: number, reason: string, auditSeq: number, at: string, by: string): void {
  run(db, SQL.addVoid, rid, reason, auditSeq, at, by);
  for (const entry of all<{ rid: number }>(db, SQL.entries, rid)) saveState(db, entry.rid);
}

export function reminderPdf(db: Db, rid: number): { sha256: string; size: number } | undefined {
  return one(db, SQL.pdfState, rid);
}

export function readReminderPdf(db: Db, rid: number): Buffer | undefined {
  return one<{ bytes: Buffer }>(db, SQL.pdf, rid)?.bytes;
}

export function addReminderPdf(db: Db, rid: number, bytes: Buffer, auditSeq: number, at: string): void {
  run(db, SQL.addPdf, rid, createHash('sha256').update(bytes).digest(), auditSeq, at, bytes);
}

/** Up to which day; undefined where nobody asked for peace. `byCustomer`: a document's customer. */
export function quietUntil(db: Db, { kind, id }: ReminderTarget, byCustomer = false): string | undefined {
  return one<{ until: string }>(db, kind === 'customer' ? SQL.quietCustomer : byCustomer ? SQL.quietBuyer : SQL.quietDocument, id)?.until;
}

/** False when there is no such customer or document. */
export function setQuiet(db: Db, { kind, id }: ReminderTarget, until: string): boolean {
  return run(db, kind === 'customer' ? SQL.setQuietCustomer : SQL.setQuietDocument, { id, until }).changes === 1;
}

export function dropQuiet(db: Db, { kind, id }: ReminderTarget): void {
  run(db, kind === 'customer' ? SQL.dropQuietCustomer : SQL.dropQuietDocument, id);
}
