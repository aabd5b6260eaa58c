// SQL that gathers the documents a bank line could be for: by number, by amount, by who paid before, by name. Every question is answered by an index. Called by main/service/bank.ts only.
import { NUMBER_KEY_SQL } from '../db/migrations/0048-bank.ts';
import type { Db } from '../db/open.ts';
import { all } from './statement.ts';

export interface OpenCandidate {
  id: string;
  number: string;
  customerId: string;
  customer: string;
  currency: string;
  balance: number;
  /** Of it, what falls due next: less than all where it is paid in instalments. */
  next: number;
  issueDate: string;
  /** '9999-12-31' stands for none. */
  dueDate: string;
  hasEarly: number;
}
export interface PayerRow {
  customerRid: number;
  customerId: string;
  times: number;
}

// Sums of one document's open parts, not the view of all of them: joined to, it would be worked out whole.
const PARTS = 'FROM open_part o WHERE o.customer_rid = d.customer_rid AND o.document_rid = d.rid';
const COLUMNS = `d.id, d.number, c.id AS customerId, c.name AS customer, d.currency, (SELECT sum(o.balance) ${PARTS}) AS balance, (SELECT o.balance ${PARTS} AND o.next = 1) AS next,
  d.issue_date AS issueDate, (SELECT min(o.due_date) ${PARTS}) AS dueDate, d.terms IS NOT NULL AND json_extract(d.terms, '$.early') IS NOT NULL AS hasEarly`;
const OPEN = `EXISTS (SELECT 1 ${PARTS})`;
const BATCHED = '(SELECT coalesce(max(rid), 0) & ~63 FROM document)';
const SQL = {
  // Keys are written down for 64 documents at a time (schema step 89): those of the newest are worked out here.
  byNumber: `SELECT ${COLUMNS} FROM (
      SELECT n.document_rid AS rid FROM json_each(@keys) k CROSS JOIN number_key n ON n.key = k.value WHERE n.document_rid <= ${BATCHED}
      UNION ALL SELECT rid FROM document WHERE rid > ${BATCHED} AND ${NUMBER_KEY_SQL} IN (SELECT k.value FROM json_each(@keys) k)
    ) p CROSS JOIN document d ON d.rid = p.rid JOIN customer c ON c.rid = d.customer_rid WHERE ${OPEN} LIMIT 50`,
  // Untouched ones by their total, those paid in part by their rest, and those paid in instalments by a later one: equal parts differ by a cent at most.
  byAmount: `SELECT ${COLUMNS} FROM (
      SELECT rid FROM (SELECT rid FROM document INDEXED BY document_amount WHERE payable = @amount ORDER BY issue_date DESC LIMIT 200)
      UNION SELECT document_rid FROM (SELECT document_rid FROM document_state INDEXED BY document_partial WHERE status = 'partial' AND balance = @amount LIMIT 50)
      UNION SELECT document_rid FROM (SELECT document_rid FROM open_part INDEXED BY open_later WHERE part > 0 AND balance BETWEEN @amount - 1 AND @amount + 1 AND currency = @currency LIMIT 50)
    ) p JOIN document d ON d.rid = p.rid JOIN customer c ON c.rid = d.customer_rid
    WHERE d.currency = @currency AND EXISTS (SELECT 1 ${PARTS} AND o.next = 1 AND o.balance = @amount) LIMIT 20`,
  ofCustomer: `SELECT ${COLUMNS} FROM (SELECT DISTINCT document_rid, due_date FROM open_part WHERE customer_rid = ? AND currency = ? AND next = 1 ORDER BY due_date, issue_date LIMIT 40) p
    JOIN document d ON d.rid = p.document_rid JOIN customer c ON c.rid = d.customer_rid ORDER BY p.due_date, d.issue_date`,
  // The latest fifty lines tell enough of who pays from an account.
  byIban: `SELECT p.customer_rid AS customerRid, c.id AS customerId, count(*) AS times FROM (SELECT rid FROM bank_line WHERE iban = ? AND iban <> '' ORDER BY rid DESC LIMIT 50) l
    JOIN bank_state s ON s.line_rid = l.rid AND s.state = 'booked' JOIN payment p ON p.rid = s.payment_rid OR p.rid IN (SELECT payment_rid FROM bank_share b WHERE b.line_rid = l.rid) JOIN customer c ON c.rid = p.customer_rid GROUP BY 1 ORDER BY times DESC, 1 LIMIT 3`,
  byName: `SELECT p.customer_rid AS customerRid, c.id AS customerId, count(*) AS times FROM (SELECT rid FROM bank_line WHERE payer_words = ? AND payer_words <> '' ORDER BY rid DESC LIMIT 50) l
    JOIN bank_state s ON s.line_rid = l.rid AND s.state = 'booked' JOIN payment p ON p.rid = s.payment_rid OR p.rid IN (SELECT payment_rid FROM bank_share b WHERE b.line_rid = l.rid) JOIN customer c ON c.rid = p.customer_rid GROUP BY 1 ORDER BY times DESC, 1 LIMIT 3`,
  named: `SELECT f.rowid AS customerRid, c.id AS customerId, 0 AS times FROM customer_fts f JOIN customer c ON c.rid = f.rowid WHERE f.customer_fts MATCH ? LIMIT 8`,
  found: `SELECT ${COLUMNS} FROM (SELECT rowid AS rid FROM document_fts f WHERE f.document_fts MATCH ? ORDER BY rowid DESC LIMIT 400) f JOIN document d ON d.rid = f.rid
    JOIN customer c ON c.rid = d.customer_rid WHERE d.currency = ? AND ${OPEN} LIMIT 20`,
} as const;

/** Open documents with one of these keys (domain/bankNumbers.ts) as their number. */
export function openByNumber(db: Db, keys: readonly string[]): OpenCandidate[] {
  return keys.length === 0 ? [] : all<OpenCandidate>(db, SQL.byNumber, { keys: JSON.stringify(keys) });
}

/** Open documents whose next part is exactly this much; at most twenty. */
export function openByAmount(db: Db, amount: number, currency: string): OpenCandidate[] {
  return all<OpenCandidate>(db, SQL.byAmount, { amount, currency });
}

/** The longest due forty of a customer. */
export function openOfCustomer(db: Db, customerRid: number, currency: string): OpenCandidate[] {
  return all<OpenCandidate>(db, SQL.ofCustomer, customerRid, currency);
}

/** Customers whose payments came from this account. */
export function payersByIban(db: Db, iban: string): PayerRow[] {
  return all<PayerRow>(db, SQL.byIban, iban);
}

/** Customers whose payments came under this name. */
export function payersByName(db: Db, nameKey: string): PayerRow[] {
  return all<PayerRow>(db, SQL.byName, nameKey);
}

/** Customers whose name has words of this search (repo/words.ts). */
export function customersNamed(db: Db, match: string): PayerRow[] {
  return all<PayerRow>(db, SQL.named, match);
}

/** Open documents found by what a person types. */
export function openFound(db: Db, match: string, currency: string): OpenCandidate[] {
  return all<OpenCandidate>(db, SQL.found, match, currency);
}
