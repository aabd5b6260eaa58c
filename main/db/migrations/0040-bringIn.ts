// Part of schema step 40: what was issued before there were payments becomes open documents, and credit notes settle their invoices. Run by 0040-payments.ts only.
import { randomUUID } from 'node:crypto';
import { worthOfPart } from '../../../domain/exchange.ts';
import { minor } from '../../../domain/money.ts';
import type { Db } from '../open.ts';

/** Documents that ask for money; a credit note asks for less than nothing. */
const OWED = "kind IN ('invoice', 'deposit-invoice', 'final-invoice')";

const OPEN = `
  INSERT INTO open_part (customer_rid, document_rid, part, currency, issue_date, due_date, balance, next, own)
  SELECT customer_rid, rid, 0, currency, issue_date, coalesce(due_date, '9999-12-31'), payable, 1, currency = base_currency FROM document WHERE ${OWED} AND payable > 0`;

/** What gives back: a credit note, or an invoice of less than nothing. */
const GIVING = `
  SELECT d.rid, d.id, d.customer_rid AS customer, d.currency, abs(d.payable) AS amount, abs(d.base_total) AS base, d.issue_date AS date, d.audit_seq AS seq, d.issued_at AS at, d.issued_by AS "by",
    k.original_rid AS original, k.closes
  FROM document d LEFT JOIN document_credit k ON k.document_rid = d.rid
  WHERE (d.kind = 'credit-note' AND d.payable > 0) OR (${OWED} AND d.payable < 0) ORDER BY d.rid`;

const STATE = `
  SELECT o.payable, coalesce(s.balance, o.payable) AS balance, CASE WHEN s.document_rid IS NULL THEN o.base_total ELSE s.base_left END AS base, o.due_date AS due
  FROM document o LEFT JOIN document_state s ON s.document_rid = o.rid WHERE o.rid = ?`;

const SUMS = `
  DELETE FROM due_total;
  INSERT INTO due_total (due_date, currency, amount, count) SELECT due_date, currency, sum(balance), count(*) FROM open_part GROUP BY due_date, currency;
  UPDATE customer_total SET
    open = coalesce((SELECT sum(p.balance) FROM open_part p WHERE p.customer_rid = customer_total.customer_rid AND p.currency = customer_total.currency), 0),
    credit = coalesce((SELECT sum(c.unused) FROM credit_source c WHERE c.customer_rid = customer_total.customer_rid AND c.currency = customer_total.currency), 0);
`;

interface Giving { rid: number; id: string; customer: number; currency: string; amount: number; base: number | null; date: string; seq: number; at: string; by: string; original: number | null; closes: number | null }
interface State { payable: number; balance: number; base: number | null; due: string | null }

export function bringIn(db: Db): void {
  db.exec(OPEN);
  // Few compared with invoices; read whole, because the statements below write while it would be walked.
  for (const giving of db.prepare<[], Giving>(GIVING).all()) bringInGiving(db, giving);
  db.exec(SUMS);
}

function bringInGiving(db: Db, g: Giving): void {
  const of = g.original === null ? undefined : db.prepare<[number], State>(STATE).get(g.original);
  const used = of === undefined ? 0 : Math.max(0, Math.min(g.amount, of.balance));
  const sourceBase = worthOfPart({ amount: minor(g.amount), base: g.base === null ? null : minor(g.base) }, minor(used));
  const source = Number(
    db.prepare('INSERT INTO credit_source (customer_rid, document_rid, currency, amount, base_amount, unused, base_left) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(g.customer, g.rid, g.currency, g.amount, g.base, g.amount - used, g.base === null ? null : g.base - (sourceBase ?? 0)).lastInsertRowid,
  );
  stateOf(db, g.rid, used === 0 ? 'open' : used === g.amount ? 'paid' : 'partial', used - g.amount, used, g.base === null ? null : g.base - (sourceBase ?? 0), 0, 0, null);
  if (of === undefined || g.original === null) return;
  const act = Number(
    db.prepare("INSERT INTO payment_act (id, kind, customer_rid, date, note, input_hash, audit_seq, at, by) VALUES (?, 'credit-note', ?, ?, '', zeroblob(32), ?, ?, ?)")
      .run(g.id, g.customer, g.date, g.seq, g.at, g.by).lastInsertRowid,
  );
  if (used > 0) settle(db, { act, source, sourceBase, used, closes: g.closes === 1 }, g.original, of);
}

interface Settling { act: number; source: number; sourceBase: number | null; used: number; closes: boolean }

function settle(db: Db, { act, source, sourceBase, used, closes }: Settling, document: number, of: State): void {
  const documentBase = worthOfPart({ amount: minor(of.balance), base: of.base === null ? null : minor(of.base) }, minor(used));
  const gain = documentBase === null || sourceBase === null ? 0 : sourceBase - documentBase;
  db.prepare("INSERT INTO settlement (id, act_rid, kind, document_rid, source_rid, amount, document_base, source_base, gain) VALUES (?, ?, 'credit-note', ?, ?, ?, ?, ?, ?)")
    .run(randomUUID(), act, document, source, used, documentBase, sourceBase, gain);
  const [balance, credited] = [of.balance - used, of.payable - of.balance + used];
  stateOf(db, document, balance > 0 ? 'partial' : 'credited', balance, 0, of.base === null ? null : of.base - (documentBase ?? 0), credited, closes ? 2 : 1, balance > 0 ? of.due : null);
  db.prepare('UPDATE open_part SET balance = balance - ? WHERE customer_rid = (SELECT customer_rid FROM document WHERE rid = ?) AND document_rid = ? AND balance > ?').run(used, document, document, used);
  if (balance === 0) db.prepare('DELETE FROM open_part WHERE customer_rid = (SELECT customer_rid FROM document WHERE rid = ?) AND document_rid = ?').run(document, document);
}

function stateOf(db: Db, rid: number, status: string, balance: number, paid: number, base: number | null, credited: number, noted: number, due: string | null): void {
  db.prepare(
    `INSERT INTO document_state (document_rid, status, balance, paid, credited, written_off, discounted, rounded, base_left, due_date, noted) VALUES (?, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?)
     ON CONFLICT (document_rid) DO UPDATE SET status = excluded.status, balance = excluded.balance, credited = excluded.credited, base_left = excluded.base_left,
       due_date = excluded.due_date, noted = excluded.noted`,
  ).run(rid, status, balance, paid, credited, base, due, noted);
}
