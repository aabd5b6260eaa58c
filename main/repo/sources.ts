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
export type Using = Link & Omit<Use, 'sourceRid'> & { undone: boolean };
/** `sourceId`: the document, one of the draft's sources. */
export interface DraftUsing {
  id: string;
  body: DraftBody;
  sourceId: string;
}
type UsingRow = Link & { lines: string; adjustments: string; undone: number };

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
  using: `SELECT ${LINK}, u.lines, u.adjustments, ${UNDONE} AS undone FROM document_source u JOIN document d ON d.rid = u.document_rid
    WHERE u.source_rid = ? ORDER BY d.rid LIMIT 1000`,
  of: 'SELECT source_rid AS sourceRid, lines, adjustments FROM document_source WHERE document_rid = ? ORDER BY position LIMIT 100',
  drafts: `SELECT d.id, d.body, o.id AS sourceId FROM draft_from f JOIN draft d ON d.rid = f.draft_rid JOIN document o ON o.rid = f.source_rid
    WHERE f.source_rid = ? AND d.discarded_at IS NULL AND d.issued = 0 ORDER BY d.rid LIMIT 100`,
  draftsThrough: `SELECT d.id, d.body, n.id AS sourceId, u.lines FROM document_source u JOIN document n ON n.rid = u.document_rid AND n.kind = 'delivery-note'
    JOIN draft_from f ON f.source_rid = n.rid JOIN draft d ON d.rid = f.draft_rid
    WHERE u.source_rid = ? AND u.position = 0 AND d.discarded_at IS NULL AND d.issued = 0 ORDER BY d.rid LIMIT 100`,
  origins: `SELECT ${LINK} FROM document_source u JOIN document d ON d.rid = u.source_rid WHERE u.document_rid = ? AND u.position % 2 = 0 ORDER BY u.position`,
  made: `SELECT ${LINK} FROM document_source u JOIN document d ON d.rid = u.document_rid WHERE u.source_rid = ? AND u.position % 2 = 0 ORDER BY d.rid LIMIT 1000`,
  deposit: 'INSERT INTO document_deposit (document_rid, position, deposit_rid, amount) SELECT ?, ?, rid, payable FROM document WHERE rid = ?',
  depositsOf: `SELECT ${LINK} FROM document_deposit t JOIN document d ON d.rid = t.deposit_rid WHERE t.document_rid = ? ORDER BY t.position LIMIT 50`,
  depositLines: 'SELECT coalesce(sum(d.line_count), 0) AS n FROM document_deposit t JOIN document d ON d.rid = t.deposit_rid WHERE t.document_rid = ?',
  finalsOf: `SELECT ${LINK} FROM document_deposit t JOIN document d ON d.rid = t.document_rid WHERE t.deposit_rid = ? ORDER BY d.rid LIMIT 50`,
  open: `SELECT ${LINK} FROM document d INDEXED BY document_origin WHERE d.origin_rid = ? AND d.kind = 'deposit-invoice' AND ${OPEN_DEPOSIT} ORDER BY d.rid LIMIT 50`,
  isTakenOff: `SELECT 1 AS yes FROM document d WHERE d.rid = ? AND ${TAKEN_OFF}`,
  isOpen: `SELECT 1 AS yes FROM document d WHERE d.rid = ? AND d.kind = 'deposit-invoice' AND ${OPEN_DEPOSIT}`,
} as const;

/** An even position is what it was made from, the odd one after it what stands behind that. Only in the transaction that issues the document. */
export function addUse(db: Db, documentRid: number, position: number, { sourceRid, lines, adjustments }: Use): void {
  run(db, SQL.add, documentRid, position, sourceRid, JSON.stringify(lines), JSON.stringify(adjustments));
}

/** Every issued document that used something of this one. */
export function usesOf(db: Db, sourceRid: number): Using[] {
  return all<UsingRow>(db, SQL.using, sourceRid).map(({ lines, adjustments, undone, ...link }) => ({
    ...link,
    lines: used.parse(JSON.parse(lines)),
    adjustments: amounts.parse(JSON.parse(adjustments)),
    undone: undone === 1,
  }));
}

/** What an issued document used: what it was made from, each followed by what stands behind it. */
export function sourcesOf(db: Db, documentRid: number): Use[] {
  return all<{ sourceRid: number; lines: string; adjustments: string }>(db, SQL.of, documentRid).map(({ sourceRid, lines, adjustments }) => ({
    sourceRid,
    lines: used.parse(JSON.parse(lines)),
    adjustments: amounts.parse(JSON.parse(adjustments)),
  }));
}

/** Drafts made from this document that were neither issued nor thrown away. */
export function draftsFrom(db: Db, sourceRid: number): DraftUsing[] {
  return all<{ id: string; body: string; sourceId: string }>(db, SQL.drafts, sourceRid).map((row) => ({ ...row, body: draftBody.parse(JSON.parse(row.body)) }));
}

/** Drafts made from delivery notes of this order: they use it up too. `through` is what each note took of it. */
export function draftsThrough(db: Db, orderRid: number): (DraftUsing & { through: UsedLine[] })[] {
  return all<{ id: string; body: string; sourceId: string; lines: string }>(db, SQL.draftsThrough, orderRid).map(({ lines, ...row }) => ({
    ...row,
    body: draftBody.parse(JSON.parse(row.body)),
    through: used.parse(JSON.parse(lines)),
  }));
}

/** What it was made from. */
export function originLinks(db: Db, rid: number): Link[] {
  return all<Link>(db, SQL.origins, rid);
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
