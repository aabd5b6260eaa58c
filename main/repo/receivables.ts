// SQL of what is owed: balances of documents, the table of open ones, and the sums per customer and due day that follow from them. Called by services and repo/totals.ts, within their transaction.
import type { PaymentTermsWire } from '../../contract/business.ts';
import { paymentTerms } from '../../contract/business.ts';
import type { PaidStatus } from '../../contract/documentStatus.ts';
import { instalmentStates, NO_DUE_DATE, partsOf, type Instalment } from '../../domain/instalment.ts';
import { directionOf } from '../../domain/lifecycle.ts';
import { minor, subMinor, type Minor } from '../../domain/money.ts';
import { type Balance, statusOf } from '../../domain/settlement.ts';
import type { DocumentKind } from '../../domain/lifecycle.ts';
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';

/** A document that asks for money, with what was settled of it so far. */
export interface Receivable {
  rid: number;
  id: string;
  kind: DocumentKind;
  number: string;
  customerRid: number;
  customerId: string;
  currency: string;
  baseCurrency: string;
  issueDate: string;
  dueDate: string | null;
  terms: PaymentTermsWire | null;
  balance: Balance;
  /** What the balance is worth in the business's currency; null in that currency. */
  baseLeft: Minor | null;
  status: PaidStatus;
  noted: number;
  /** +1 when it asks for money, -1 when it gives back, 0 for neither. */
  side: -1 | 0 | 1;
  /** When the next open part falls due. */
  nextDue: string | null;
}
type Row = Omit<Receivable, 'terms' | 'balance' | 'status' | 'baseLeft' | 'side' | 'nextDue'> & {
  terms: string | null;
  asked: number;
  paid: number;
  credited: number;
  writtenOff: number;
  discounted: number;
  rounded: number;
  /** Null: nothing settled it yet. */
  left: number | null;
  baseLeft: number | null;
};

/** What one document asks for when it is issued; below zero for what gives back. */
export interface Opening {
  documentRid: number;
  customerRid: number;
  kind: DocumentKind;
  currency: string;
  baseCurrency: string;
  issueDate: string;
  dueDate: string | null;
  terms: PaymentTermsWire | null;
  payable: number;
}

const SQL = {
  get: `SELECT d.rid, d.id, d.kind, d.number, d.customer_rid AS customerRid, c.id AS customerId, d.currency, d.base_currency AS baseCurrency, d.issue_date AS issueDate,
      d.due_date AS dueDate, d.terms, d.payable AS asked, coalesce(s.paid, 0) AS paid, coalesce(s.credited, 0) AS credited, coalesce(s.written_off, 0) AS writtenOff,
      coalesce(s.discounted, 0) AS discounted, coalesce(s.rounded, 0) AS rounded, s.balance AS "left",
      CASE WHEN s.document_rid IS NULL THEN abs(d.base_total) ELSE s.base_left END AS baseLeft, coalesce(s.noted, 0) AS noted
    FROM document d JOIN customer c ON c.rid = d.customer_rid LEFT JOIN document_state s ON s.document_rid = d.rid WHERE d.id = ?`,
  standing: `SELECT coalesce(s.status, iif(d.payable = 0, 'paid', 'open')) AS status, coalesce(s.balance, CASE WHEN d.kind = 'credit-note' THEN -d.payable WHEN d.kind IN ('invoice', 'deposit-invoice', 'final-invoice') THEN d.payable ELSE 0 END) AS open
    FROM document d LEFT JOIN document_state s ON s.document_rid = d.rid WHERE d.id = ?`,
  saveState: `INSERT INTO document_state (document_rid, status, balance, paid, credited, written_off, discounted, rounded, base_left, due_date, noted)
      VALUES (@rid, @status, @balance, @paid, @credited, @writtenOff, @discounted, @rounded, @baseLeft, @dueDate, @noted)
      ON CONFLICT (document_rid) DO UPDATE SET status = @status, balance = @balance, paid = @paid, credited = @credited, written_off = @writtenOff,
        discounted = @discounted, rounded = @rounded, base_left = @baseLeft, due_date = @dueDate, noted = @noted`,
  saveNoted: 'UPDATE document_state SET noted = ? WHERE document_rid = ?',
  addPart: `INSERT INTO open_part (customer_rid, document_rid, part, currency, issue_date, due_date, balance, next, own, payable)
      VALUES (@customerRid, @documentRid, @part, @currency, @issueDate, @due, @left, @next, @own, @payable)`,
  setPart: 'UPDATE open_part SET balance = ? WHERE customer_rid = ? AND document_rid = ? AND part = ?',
  dropParts: 'DELETE FROM open_part WHERE customer_rid = ? AND document_rid = ?',
  due: 'UPDATE due_total SET amount = amount + @amount, count = count + @count WHERE due_date = @due AND currency = @currency',
  firstDue: 'INSERT INTO due_total (due_date, currency, amount, count) VALUES (@due, @currency, @amount, @count)',
  owe: 'UPDATE customer_total SET open = open + @open WHERE customer_rid = @customerRid AND currency = @currency',
  openOf: `SELECT d.id, d.number, d.kind, d.issue_date AS issueDate, o.due_date AS dueDate, d.currency, abs(d.payable) AS total, o.balance, d.terms IS NOT NULL AND json_extract(d.terms, '$.early') IS NOT NULL AS hasEarly
    FROM open_document o JOIN document d ON d.rid = o.document_rid WHERE o.customer_rid = ? AND (? IS NULL OR o.currency = ?) ORDER BY o.due_date, o.issue_date, o.document_rid LIMIT ? + 0`,
} as const;

/** The document of this id as something that is owed; undefined when there is none. Its `kind` may be one that asks for nothing. */
export function readReceivable(db: Db, id: string): Receivable | undefined {
  const row = one<Row>(db, SQL.get, id);
  if (row === undefined) return undefined;
  const { asked, paid, credited, writtenOff, discounted, rounded, left, baseLeft, terms: stored, ...rest } = row;
  const terms = stored === null ? null : paymentTerms.parse(JSON.parse(stored));
  // A document that gives back asks for less than nothing; only its remainder counts.
  const whole = directionOf(rest.kind) * asked;
  const balance = {
    payable: minor(whole), paid: minor(paid), credited: minor(credited), writtenOff: minor(writtenOff), discounted: minor(discounted), rounded: minor(rounded), balance: minor(left ?? whole),
  };
  return {
    ...rest,
    balance,
    terms,
    baseLeft: baseLeft === null ? null : minor(baseLeft),
    status: paidStatus(balance),
    side: sideOf(rest.kind, asked),
    nextDue: nextDue(openParts(terms, rest.dueDate, balance.payable, balance.balance)),
  };
}

function paidStatus(balance: Balance): PaidStatus {
  const status = statusOf(balance);
  return status === 'cancelled' ? 'open' : status;
}

interface Part extends Instalment {
  part: number;
  left: number;
}

function nextDue([next]: readonly Part[]): string | null {
  return next === undefined || next.due === NO_DUE_DATE ? null : next.due;
}

/** The open parts of a document when this much of it is settled. */
function openParts(terms: PaymentTermsWire | null, dueDate: string | null, payable: Minor, balance: Minor): Part[] {
  return instalmentStates(partsOf(terms, dueDate, payable), subMinor(payable, balance))
    .map((state, part) => ({ ...state, part }))
    .filter(({ left }) => left > 0);
}

/** Opens a document that was just issued: its parts, and the sums of the days they fall due. The sum of its customer is the caller's. */
export function openDocument(db: Db, { documentRid, customerRid, currency, baseCurrency, issueDate, dueDate, terms, payable }: Opening): void {
  const parts = openParts(terms, dueDate, minor(payable), minor(payable));
  parts.forEach((part, i) => addPart(db, { customerRid, documentRid, currency, issueDate, payable, own: Number(currency === baseCurrency) }, part, i === 0));
  moveDue(db, currency, [], parts);
}

function addPart(db: Db, document: Record<'customerRid' | 'documentRid' | 'own' | 'payable', number> & Record<'currency' | 'issueDate', string>, { part, due, left }: Part, next: boolean): void {
  run(db, SQL.addPart, { ...document, part, due, left, next: Number(next) });
}

/** A document counts on the day its next part falls due. */
function moveDue(db: Db, currency: string, before: readonly Part[], after: readonly Part[]): void {
  const days = new Map<string, { amount: number; count: number }>();
  const add = (parts: readonly Part[], sign: 1 | -1) => {
    parts.forEach(({ due, left }, i) => {
      const day = days.get(due) ?? { amount: 0, count: 0 };
      days.set(due, { amount: day.amount + sign * left, count: day.count + (i === 0 ? sign : 0) });
    });
  };
  add(before, -1);
  add(after, 1);
  for (const [due, change] of days) {
    if (change.amount === 0 && change.count === 0) continue;
    const sum = { due, currency, ...change };
    if (run(db, SQL.due, sum).changes === 0) run(db, SQL.firstDue, sum);
  }
}

/** Stores a new balance with everything that follows from it: status, open parts, the customer's sum and the due days. */
export function saveBalance(db: Db, before: Receivable, balance: Balance, baseLeft: Minor | null): Receivable {
  const { rid, customerRid, currency, terms, dueDate, balance: was } = before;
  const [old, parts] = [openParts(terms, dueDate, was.payable, was.balance), openParts(terms, dueDate, balance.payable, balance.balance)];
  const { payable: _same, ...sums } = balance;
  const status = paidStatus(balance);
  run(db, SQL.saveState, { rid, status, ...sums, baseLeft, dueDate: nextDue(parts), noted: before.noted });
  saveParts(db, before, old, parts);
  moveDue(db, currency, old, parts);
  if (was.balance !== balance.balance) run(db, SQL.owe, { customerRid, currency, open: Math.max(0, balance.balance) - Math.max(0, was.balance) });
  return { ...before, balance, baseLeft, status };
}

function saveParts(db: Db, { rid, customerRid, currency, baseCurrency, issueDate, balance: { payable } }: Receivable, old: readonly Part[], parts: readonly Part[]): void {
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && old.length === 1 && old[0]?.part === only.part) {
    run(db, SQL.setPart, only.left, customerRid, rid, only.part);
    return;
  }
  run(db, SQL.dropParts, customerRid, rid);
  parts.forEach((part, i) => addPart(db, { customerRid, documentRid: rid, currency, issueDate, payable, own: Number(currency === baseCurrency) }, part, i === 0));
}

/** How much of an invoice credit notes took: 1 a part, 2 all. Only after a balance was stored. */
export function saveNoted(db: Db, documentRid: number, noted: 1 | 2): void {
  run(db, SQL.saveNoted, noted, documentRid);
}

/** +1 for what asks for money, -1 for what gives back, 0 for neither. */
export function sideOf(kind: DocumentKind, payable: number): -1 | 0 | 1 {
  const asked = directionOf(kind) * payable;
  return asked > 0 ? 1 : asked < 0 ? -1 : 0;
}

export interface OpenRow {
  id: string;
  number: string;
  kind: DocumentKind;
  issueDate: string;
  dueDate: string | null;
  currency: string;
  total: number;
  balance: number;
  /** Its terms speak of an early-payment discount. */
  hasEarly: boolean;
}

/** Status, balance and next due day of any issued document; one that neither asks nor gives is open with nothing. */
export function balanceOfDocument(db: Db, id: string): { status: PaidStatus; open: number; nextDue: string | null } {
  const { status, open } = one<{ status: PaidStatus; open: number }>(db, SQL.standing, id) ?? { status: 'open', open: 0 };
  return { status, open, nextDue: open > 0 ? (readReceivable(db, id)?.nextDue ?? null) : null };
}

/** The open documents of a customer, longest due first. */
export function openDocumentsOf(db: Db, customerRid: number, currency: string | null, limit: number): OpenRow[] {
  return all<Omit<OpenRow, 'hasEarly'> & { hasEarly: number }>(db, SQL.openOf, customerRid, currency, currency, limit).map(({ hasEarly, ...row }) => ({
    ...row,
    hasEarly: hasEarly === 1,
    dueDate: row.dueDate === NO_DUE_DATE ? null : row.dueDate,
  }));
}
