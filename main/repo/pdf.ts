// SQL of the stored PDFs: written once, by hash. Called by the PDF queue (main/app/pdfWorker.ts) and by services.
import { createHash } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';

export interface PdfState {
  sha256: string;
  size: number;
  auditSeq: number;
  madeAt: string;
}

const SQL = {
  state: `SELECT lower(hex(p.sha256)) AS sha256, length(p.bytes) AS size, p.audit_seq AS auditSeq, p.made_at AS madeAt
          FROM document_pdf p JOIN document d ON d.rid = p.document_rid WHERE d.id = ?`,
  bytes: 'SELECT p.bytes FROM document_pdf p JOIN document d ON d.rid = p.document_rid WHERE d.id = ?',
  add: 'INSERT INTO document_pdf (document_rid, sha256, audit_seq, made_at, bytes) SELECT rid, ?, ?, ?, ? FROM document WHERE id = ?',
  settle: 'UPDATE pdf_progress SET through = coalesce((SELECT min(document_rid) - 1 FROM pdf_pending), (SELECT max(rid) FROM document), 0)',
  pending: 'SELECT id FROM pdf_pending ORDER BY document_rid LIMIT ? + 0',
  pendingCount: 'SELECT count(*) AS n FROM pdf_pending',
} as const;

export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Hash and size of a stored PDF, without reading it. */
export function pdfState(db: Db, documentId: string): PdfState | undefined {
  return one<PdfState>(db, SQL.state, documentId);
}

/** The bytes as they were stored (T43); undefined while the PDF is still to be made. */
export function readPdf(db: Db, documentId: string): Buffer | undefined {
  return one<{ bytes: Buffer }>(db, SQL.bytes, documentId)?.bytes;
}

/** Stores a PDF for good. A second one for the same document is refused by the table; ask pdfState first. */
export function addPdf(db: Db, documentId: string, bytes: Buffer, auditSeq: number, at: string): void {
  const { changes } = run(db, SQL.add, createHash('sha256').update(bytes).digest(), auditSeq, at, bytes, documentId);
  if (changes !== 1) throw new AppError('NOT_FOUND');
  settlePdfs(db);
}

/** Remembers how far the PDFs have come, so that nobody looks at older documents again. After storing one, and after bringing in documents that get none. */
export function settlePdfs(db: Db): void {
  run(db, SQL.settle);
}

/** Issued documents that still wait for their PDF, oldest first: after a crash or a failed print, the next unlock makes them. */
export function pendingPdfs(db: Db, limit = 100): string[] {
  return all<{ id: string }>(db, SQL.pending, limit).map((row) => row.id);
}

export function countPendingPdfs(db: Db): number {
  return one<{ n: number }>(db, SQL.pendingCount)?.n ?? 0;
}
