// SQL of what was made from what: lines used up by conversions, deposits taken off, and drafts that are on their way. Called by services only.
import { z } from 'zod';
import { draftBody, type DraftBody } from '../../contract/invoices.ts';
import { decimal, minor } from '../../contract/wire.ts';
import type { DocumentTitle, DraftKind } from '../../domain/lifecycle.ts';
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';

/** `line` counts the source's lines, `own` those of the document that used it. */
export interface UsedLine {
  line: number;
  own: number;
  quantity: string;
}
export interface Use {
  sourceRid: number;
  lines: UsedLine[];
  adjustments: number[];
}
/** Another document, as a page links to it. */
export interface Link {
  rid: number;
  id: string;
  kind: DraftKind | 'credit-note';
  title: DocumentTitle;
  number: string;
  issueDate: string;
}
/** `undone`: credited in full, or cancelled. */
export type Using = Link & Omit<Use, 'sourceRid'> & { undone: boolean; direct: boolean };
export interface DraftUsing {
  id: string;
  body: DraftBody;
}
type UsingRow = Link & { lines: string; adjustments: string; undone: number; position: number };

const used = z.array(z.strictObject({ line: z.number().int(), own: z.number().int(), quantity: decimal }));
const amounts = z.array(minor);

const LINK = "d.rid, d.id, d.kind, iif(d.part, 'part-invoice', d.kind) AS title, d.number, d.issue_date AS issueDate";
const UNDONE = `(EXISTS (SELECT 1 FROM document_credit k WHERE k.original_rid = d.rid AND k.closes = 1)
  OR EXISTS (SELECT 1 FROM paper_state p WHERE p.document_rid = d.rid AND p.state = 'cancelled'))`;
/** A final invoice that stands took the deposit off. An open one was neither taken off nor given back. */
const TAKEN_OFF = `EXISTS (SELECT 1 FROM document_deposit t WHERE t.deposit_rid = d.rid
  AND NOT EXISTS (SELECT 1 FROM document_credit k WHERE k.original_rid = t.document_rid AND k.closes = 1))`;
const OPEN_DEPOSIT = `NOT EXISTS (SELECT 1 FROM document_credit k WHERE k.original_rid = d.rid) AND NOT ${TAKEN_OFF}`;

const SQL = {
  add: 'INSERT INTO document_source (document_rid, position, source_rid, lines, adjustments) VALUES (?, ?, ?, ?, ?)',
  using: `SELECT ${LINK}, u.lines, u.adjustments, u.position, ${UNDONE} AS undone FROM document_source u JOIN document d ON d.rid = u.document_rid
    WHERE u.source_rid = ? ORDER BY d.rid LIMIT 1000`,
  of: 'SELECT source_rid AS sourceRid, lines, adjustments FROM document_source WHERE document_rid = ? ORDER BY position LIMIT 10',
  drafts: 'SELECT id, body FROM draft WHERE source_rid = ? AND discarded_at IS NULL AND issued = 0 ORDER BY rid LIMIT 100',
  origin: `SELECT ${LINK} FROM document o JOIN document d ON d.rid = o.origin_rid WHERE o.rid = ?`,
  made: `SELECT ${LINK} FROM document d INDEXED BY document_origin WHERE d.origin_rid = ? ORDER BY d.rid LIMIT 1000`,
  deposit: 'INSERT INTO document_deposit (document_rid, position, deposit_rid, amount) SELECT ?, ?, rid, payable FROM document WHERE rid = ?',
  depositsOf: `SELECT ${LINK} FROM document_deposit t JOIN document d ON d.rid = t.deposit_rid WHERE t.document_rid = ? ORDER BY t.position LIMIT 50`,
  depositLines: 'SELECT coalesce(sum(d.line_count), 0) AS n FROM document_deposit t JOIN document d ON d.rid = t.deposit_rid WHERE t.document_rid = ?',
  finalsOf: `SELECT ${LINK} FROM document_deposit t JOIN document d ON d.rid = t.document_rid WHERE t.deposit_rid = ? ORDER BY d.rid LIMIT 50`,
  open: `SELECT ${LINK} FROM document d INDEXED BY document_origin WHERE d.origin_rid = ? AND d.kind = 'deposit-invoice' AND ${OPEN_DEPOSIT} ORDER BY d.rid LIMIT 50`,
  isTakenOff: `SELECT 1 AS yes FROM document d WHERE d.rid = ? AND ${TAKEN_OFF}`,
  isOpen: `SELECT 1 AS yes FROM document d WHERE d.rid = ? AND d.kind = 'deposit-invoice' AND ${OPEN_DEPOSIT}`,
} as const;

/** Only in the transaction that issues the document. */
export function addUse(db: Db, documentRid: number, position: number, { sourceRid, lines, adjustments }: Use): void {
  run(db, SQL.add, documentRid, position, sourceRid, JSON.stringify(lines), JSON.stringify(adjustments));
}

/** Every issued document that used something of this one. */
export function usesOf(db: Db, sourceRid: number): Using[] {
  return all<UsingRow>(db, SQL.using, sourceRid).map(({ lines, adjustments, undone, position, ...link }) => ({
    ...link,
    lines: used.parse(JSON.parse(lines)),
    adjustments: amounts.parse(JSON.parse(adjustments)),
    undone: undone === 1,
    direct: position === 0,
  }));
}

/** What an issued document used: first what it was made from, then what stands behind that. */
export function sourcesOf(db: Db, documentRid: number): Use[] {
  return all<{ sourceRid: number; lines: string; adjustments: string }>(db, SQL.of, documentRid).map(({ sourceRid, lines, adjustments }) => ({
    sourceRid,
    lines: used.parse(JSON.parse(lines)),
    adjustments: amounts.parse(JSON.parse(adjustments)),
  }));
}

/** Drafts made from this document that were neither issued nor thrown away. */
export function draftsFrom(db: Db, sourceRid: number): DraftUsing[] {
  return all<{ id: string; body: string }>(db, SQL.drafts, sourceRid).map(({ id, body }) => ({ id, body: draftBody.parse(JSON.parse(body)) }));
}

/** What it was made from. */
export function originLink(db: Db, rid: number): Link | undefined {
  return one<Link>(db, SQL.origin, rid);
}

/** What was made from it, oldest first. */
export function madeFrom(db: Db, rid: number): Link[] {
  return all<Link>(db, SQL.made, rid);
}

/** Ties a deposit to the final invoice that takes it off. Only in the transaction that issues it; a deposit already taken off is refused by its trigger. */
export function addDeposit(db: Db, finalRid: number, position: number, depositRid: number): void {
  run(db, SQL.deposit, finalRid, position, depositRid);
}

export function depositsOf(db: Db, finalRid: number): Link[] {
  return all<Link>(db, SQL.depositsOf, finalRid);
}

/** How many lines of a final invoice, at its end, are deposits taken off. */
export function depositLineCount(db: Db, finalRid: number): number {
  return one<{ n: number }>(db, SQL.depositLines, finalRid)?.n ?? 0;
}

/** The final invoices that took this deposit off, credited ones too. */
export function finalsOf(db: Db, depositRid: number): Link[] {
  return all<Link>(db, SQL.finalsOf, depositRid);
}

/** Deposits billed for this document that are still to be taken off. */
export function openDeposits(db: Db, originRid: number): Link[] {
  return all<Link>(db, SQL.open, originRid);
}

export function isTakenOff(db: Db, depositRid: number): boolean {
  return one(db, SQL.isTakenOff, depositRid) !== undefined;
}

export function isOpenDeposit(db: Db, rid: number): boolean {
  return one(db, SQL.isOpen, rid) !== undefined;
}
