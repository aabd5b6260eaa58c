// SQL of closed periods: up to which day the books are shut, and who said so when. Rows are only ever added. Called by services only.
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';

export interface ClosingEvent {
  kind: 'close' | 'reopen';
  /** The last closed day after it; null: everything is open. */
  through: string | null;
  reason: string;
  at: string;
  by: string;
}

const SQL = {
  through: 'SELECT through FROM period_closing ORDER BY rid DESC LIMIT 1',
  events: 'SELECT kind, through, reason, at, by FROM period_closing ORDER BY rid DESC LIMIT 200',
  add: 'INSERT INTO period_closing (kind, through, reason, audit_seq, at, by) VALUES (@kind, @through, @reason, @auditSeq, @at, @by)',
  drafts: 'SELECT count(*) AS n FROM draft WHERE discarded_at IS NULL AND issued = 0 AND issue_date <= ?',
  pdfs: 'SELECT count(*) AS n FROM pdf_pending WHERE issue_date <= ?',
  // Whole months are read from their sums.
  months: "SELECT coalesce(sum(count + notes), 0) AS n FROM month_total WHERE month BETWEEN ? AND ? AND month <> '9999-99'",
  first: "SELECT issue_date AS day FROM document INDEXED BY document_list WHERE kind IN ('invoice', 'deposit-invoice', 'final-invoice', 'credit-note') ORDER BY issue_date LIMIT 1",
  last: "SELECT issue_date AS day FROM document INDEXED BY document_list WHERE kind IN ('invoice', 'deposit-invoice', 'final-invoice', 'credit-note') ORDER BY issue_date DESC LIMIT 1",
} as const;

/** The last closed day, or null. One row of a small table: asked by every service that books. */
export function closedThrough(db: Db): string | null {
  return one<{ through: string | null }>(db, SQL.through)?.through ?? null;
}

/** Newest first. */
export function closingEvents(db: Db): ClosingEvent[] {
  return all<ClosingEvent>(db, SQL.events);
}

export function addClosing(db: Db, event: ClosingEvent & { auditSeq: number }): void {
  run(db, SQL.add, { ...event });
}

/** Drafts dated up to a day: once it is closed they can only be issued with a later date. */
export function draftsUpTo(db: Db, through: string): number {
  return one<{ n: number }>(db, SQL.drafts, through)?.n ?? 0;
}

/** Documents up to a day whose PDF is still being made. */
export function pdfsMissingUpTo(db: Db, through: string): number {
  return one<{ n: number }>(db, SQL.pdfs, through)?.n ?? 0;
}

/** Invoices and credit notes of whole months ('YYYY-MM', both included). */
export function documentsOfMonths(db: Db, from: string, to: string): number {
  return one<{ n: number }>(db, SQL.months, from, to)?.n ?? 0;
}

/** Day of the oldest document; null while there is none. */
export function firstDay(db: Db): string | null {
  return one<{ day: string }>(db, SQL.first)?.day ?? null;
}

/** The day of issue of the newest invoice or credit note. */
export function lastDay(db: Db): string | null {
  return one<{ day: string }>(db, SQL.last)?.day ?? null;
}
