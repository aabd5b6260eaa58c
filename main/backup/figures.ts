// Counts and sums of books: what a backup must have in common with what was backed up. Called by main/backup, restore and the demo.
import type { Db } from '../db/open.ts';
import type { BackupFigures } from './outcome.ts';

const SALES = "kind IN ('invoice', 'deposit-invoice', 'final-invoice', 'credit-note')";
/** One walk over the documents for both, the number of them and their sums. */
const SUMS = `currency, count(*) AS documents, sum(${SALES}) > 0 AS sold, sum(CASE WHEN kind = 'credit-note' THEN -payable WHEN ${SALES} THEN payable ELSE 0 END) AS amount FROM document`;
const SQL = {
  counts: `SELECT (SELECT count(*) FROM audit_log) AS records, (SELECT count(*) FROM customer) AS customers,
    (SELECT count(*) FROM item) AS items, (SELECT count(*) FROM payment_act) AS payments, (SELECT count(*) FROM document_pdf) AS pdfs`,
  sums: `SELECT ${SUMS} GROUP BY currency ORDER BY currency`,
  countsUpTo: `SELECT (SELECT count(*) FROM audit_log WHERE seq <= @seq) AS records,
    (SELECT count(*) FROM payment_act WHERE audit_seq <= @seq) AS payments, (SELECT count(*) FROM document_pdf WHERE audit_seq <= @seq) + (SELECT count(*) FROM document_erasure WHERE pdf_seq <= @seq AND audit_seq > @seq) AS pdfs`,
  sumsUpTo: `SELECT ${SUMS} WHERE audit_seq <= @seq GROUP BY currency ORDER BY currency`,
};
interface SumRow { currency: string; documents: number; sold: number; amount: number }

/** Everything that is there now. Sums are of issued invoices less credit notes, per currency in minor units. */
export function figuresOf(db: Db): BackupFigures {
  const counts = db.prepare<[], Omit<BackupFigures, 'sums' | 'documents'>>(SQL.counts).get();
  if (counts === undefined) throw new Error('no counts');
  return { ...counts, ...documentsIn(db.prepare<[], SumRow>(SQL.sums).all()) };
}

function documentsIn(rows: readonly SumRow[]): Pick<BackupFigures, 'documents' | 'sums'> {
  return {
    documents: rows.reduce((sum, { documents }) => sum + documents, 0),
    sums: rows.flatMap(({ currency, sold, amount }) => (sold === 1 ? [{ currency, amount }] : [])),
  };
}

/** The same of what was there when the log had so many records, of what says when it came. */
export type FiguresUpTo = Pick<BackupFigures, 'records' | 'documents' | 'payments' | 'pdfs' | 'sums'>;
export function figuresUpTo(db: Db, seq: number): FiguresUpTo {
  const counts = db.prepare<{ seq: number }, Omit<FiguresUpTo, 'sums' | 'documents'>>(SQL.countsUpTo).get({ seq });
  if (counts === undefined) throw new Error('no counts');
  return { ...counts, ...documentsIn(db.prepare<{ seq: number }, SumRow>(SQL.sumsUpTo).all({ seq })) };
}

const UNDONE = "SELECT 1 FROM audit_log WHERE seq > ? AND action = 'import.undo' LIMIT 1";

/** Undoing an import takes documents out: what was there before cannot be counted any more. */
export function wasUndone(db: Db, after: number): boolean {
  return db.prepare<[number], unknown>(UNDONE).get(after) !== undefined;
}
