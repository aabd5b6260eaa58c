// SQL that ties credit notes to their invoices, with the figures each took. Written with the note and never changed. Called by services only.
import { creditFigures, type CreditFiguresWire, type InvoiceView } from '../../contract/invoices.ts';
import type { CreditFigures } from '../../domain/creditNote.ts';
import type { Db } from '../db/open.ts';
import { creditState } from './documentLists.ts';
import { all, one, run } from './statement.ts';

export interface NewCredit {
  noteRid: number;
  originalRid: number;
  amount: number;
  /** Nothing of the invoice is left after it. */
  closes: boolean;
  figures: CreditFigures;
}

/** As many as the wall hands out. */
const MOST = 1000;
const SQL = {
  add: 'INSERT INTO document_credit (document_rid, original_rid, amount, closes, figures) VALUES (@noteRid, @originalRid, @amount, @closes, @figures)',
  figures: 'SELECT figures FROM document_credit WHERE original_rid = ? ORDER BY document_rid LIMIT ? + 0',
  of: `SELECT n.id, n.number, n.issue_date AS issueDate, k.amount, n.issued_at AS at, n.issued_by AS "by"
       FROM document_credit k JOIN document n ON n.rid = k.document_rid WHERE k.original_rid = ? ORDER BY k.document_rid LIMIT ? + 0`,
  state: 'SELECT max(closes) AS closed FROM document_credit WHERE original_rid = ?',
  original: 'SELECT o.id FROM document_credit k JOIN document o ON o.rid = k.original_rid WHERE k.document_rid = ?',
} as const;

/** Only within the transaction that issues the note. */
export function addCredit(db: Db, { figures, closes, ...credit }: NewCredit): void {
  run(db, SQL.add, { ...credit, closes: Number(closes), figures: JSON.stringify(figures) });
}

/** What each credit note of an invoice took, oldest first. */
export function creditsBefore(db: Db, originalRid: number): CreditFiguresWire[] {
  return all<{ figures: string }>(db, SQL.figures, originalRid, MOST).map(({ figures }) => creditFigures.parse(JSON.parse(figures)));
}

/** The credit notes of an invoice, oldest first. */
export function creditsOf(db: Db, originalRid: number): InvoiceView['credits'] {
  return all<InvoiceView['credits'][number]>(db, SQL.of, originalRid, MOST);
}

export function creditedOf(db: Db, originalRid: number): InvoiceView['credited'] {
  return creditState(one<{ closed: number | null }>(db, SQL.state, originalRid)?.closed ?? null);
}

/** Id of the invoice that a credit note corrects; null for an invoice. */
export function originalOf(db: Db, noteRid: number): string | null {
  return one<{ id: string }>(db, SQL.original, noteRid)?.id ?? null;
}
