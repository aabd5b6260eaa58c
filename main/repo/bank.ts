// SQL of what banks told: accounts, statements, lines and decisions. Called by main/service and main/import within their transaction.
import type { BankFormat, BankLine } from '../../domain/bankStatement.ts';
import { nameKey } from '../../domain/bankNames.ts';
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';
import { searchWords } from './words.ts';

export interface AccountRow {
  rid: number;
  id: string;
  account: string;
  currency: string;
  todo: number;
  booked: number;
  aside: number;
  to: string | null;
}
export interface NewStatement {
  id: string;
  accountRid: number;
  format: BankFormat;
  file: string;
  reference: string;
  from: string | null;
  to: string | null;
  opening: number | null;
  closing: number | null;
  added: number;
  doubles: number;
  auditSeq: number;
  at: string;
  by: string;
}
export interface KnownLine {
  mark: Buffer;
  nth: number;
  bankRef: string;
  format: BankFormat;
}
export type DecisionKind = 'accept' | 'aside' | 'undo';

const SQL = {
  account: 'SELECT rid FROM bank_account WHERE account = ? AND currency = ?',
  addAccount: 'INSERT INTO bank_account (id, account, currency) VALUES (?, ?, ?)',
  accounts: `SELECT a.rid, a.id, a.account, a.currency,
      (SELECT n FROM bank_tally t WHERE t.account_rid = a.rid AND t.state = 'todo') AS todo, (SELECT n FROM bank_tally t WHERE t.account_rid = a.rid AND t.state = 'booked') AS booked,
      (SELECT n FROM bank_tally t WHERE t.account_rid = a.rid AND t.state = 'aside') AS aside, (SELECT max(to_date) FROM bank_statement s WHERE s.account_rid = a.rid) AS "to"
    FROM bank_account a ORDER BY a.account, a.currency LIMIT 200`,
  addStatement: `INSERT INTO bank_statement (id, account_rid, format, file, reference, from_date, to_date, opening, closing, added, doubles, audit_seq, at, by)
    VALUES (@id, @accountRid, @format, @file, @reference, @from, @to, @opening, @closing, @added, @doubles, @auditSeq, @at, @by)`,
  alike: `SELECT l.mark, l.nth, l.bank_ref AS bankRef, s.format FROM bank_line l JOIN bank_statement s ON s.rid = l.statement_rid
    WHERE l.account_rid = ? AND l.booking_date = ? AND l.amount = ? ORDER BY l.rid LIMIT 10000`,
  addLine: `INSERT INTO bank_line (id, statement_rid, account_rid, row, booking_date, value_date, amount, reversal, bank_ref, end_to_end, structured_ref, text, name, iban, code, charges, payer_words, mark, nth)
    VALUES (@id, @statementRid, @accountRid, @row, @bookingDate, @valueDate, @amount, @reversal, @bankRef, @endToEnd, @structuredRef, @text, @name, @iban, @code, @charges, @nameKey, @mark, @nth)`,
  addWords: 'INSERT INTO bank_fts (rowid, words) VALUES (?, ?)',
  dropWords: "INSERT INTO bank_fts (bank_fts, rowid, words) VALUES ('delete', ?, ?)",
  decide: 'INSERT INTO bank_event (id, line_rid, kind, payment_rid, note, at, by) VALUES (?, ?, ?, ?, ?, ?, ?)',
  decision: 'SELECT e.line_rid AS lineRid, e.kind FROM bank_event e WHERE e.id = ?',
  paymentRid: 'SELECT rid FROM payment_act WHERE id = ?',
} as const;

/** The account of this number and currency; made when it is the first time. */
export function accountRid(db: Db, account: string, currency: string, newId: () => string): number {
  return one<{ rid: number }>(db, SQL.account, account, currency)?.rid ?? run(db, SQL.addAccount, newId(), account, currency).rid;
}

/** For looking only: null when no statement of the account was ever brought in. */
export function knownAccountRid(db: Db, account: string, currency: string): number | null {
  return one<{ rid: number }>(db, SQL.account, account, currency)?.rid ?? null;
}

export function listAccounts(db: Db): AccountRow[] {
  return all<AccountRow>(db, SQL.accounts);
}

export function addStatement(db: Db, statement: NewStatement): number {
  return run(db, SQL.addStatement, { ...statement }).rid;
}

/** Lines of one day and amount that are there, in the order they came. */
export function linesAlike(db: Db, account: number, bookingDate: string, amount: number): KnownLine[] {
  return all<KnownLine>(db, SQL.alike, account, bookingDate, amount);
}

export function addLine(db: Db, to: { id: string; statementRid: number; accountRid: number; mark: Buffer; nth: number }, line: BankLine): void {
  const { reversal, ...told } = line;
  const { rid } = run(db, SQL.addLine, { ...told, ...to, reversal: Number(reversal), nameKey: nameKey(line.name) });
  indexLine(db, rid, line);
}

/** Makes the search find a line that it does not know yet. */
export function indexLine(db: Db, rid: number, line: Worded): void {
  run(db, SQL.addWords, rid, lineWords(line));
}

/** Takes its words out again, with the very words it was given: before the line is emptied. */
export function unindexLine(db: Db, rid: number, line: Worded): void {
  run(db, SQL.dropWords, rid, lineWords(line));
}

type Worded = Pick<BankLine, 'name' | 'text' | 'structuredRef' | 'endToEnd' | 'bankRef' | 'iban'> & { amount: number };

function lineWords({ name, text, structuredRef, endToEnd, bankRef, iban, amount }: Worded): string {
  return searchWords(name, text, structuredRef, endToEnd, bankRef, iban, amountWord(amount));
}

/** '1190' and '119000' find a line of 1,190.00. */
function amountWord(amount: number): string {
  const digits = String(Math.abs(amount));
  return digits.endsWith('00') ? `${digits} ${digits.slice(0, -2)}` : digits;
}

/** A decision about a line; the triggers of step 48 refuse one that does not fit the line's state. */
export function addDecision(db: Db, decision: { id: string; lineRid: number; kind: DecisionKind; paymentRid: number | null; note: string; at: string; by: string }): void {
  const { id, lineRid, kind, paymentRid, note, at, by } = decision;
  run(db, SQL.decide, id, lineRid, kind, paymentRid, note, at, by);
}

/** What was decided under this id, if anything. */
export function readDecision(db: Db, id: string): { lineRid: number; kind: DecisionKind } | undefined {
  return one<{ lineRid: number; kind: DecisionKind }>(db, SQL.decision, id);
}

export function paymentRidOf(db: Db, paymentId: string): number | undefined {
  return one<{ rid: number }>(db, SQL.paymentRid, paymentId)?.rid;
}
