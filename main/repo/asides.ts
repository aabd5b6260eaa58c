// SQL of notes and files beside documents. Called by services only.
import type { Attachment } from '../../contract/asides.ts';
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';

export interface StoredAttachment extends Attachment {
  rid: number;
  documentId: string;
  pieces: number;
  sha256: Buffer;
}
export interface NewAttachment {
  id: string;
  documentId: string;
  name: string;
  size: number;
  pieces: number;
  sha256: Buffer;
  at: string;
  by: string;
}

const SQL = {
  note: 'SELECT body AS text, at, by FROM document_note WHERE document_id = ? ORDER BY rid DESC LIMIT 1',
  addNote: 'INSERT INTO document_note (document_id, body, at, by, audit_seq) VALUES (?, ?, ?, ?, ?)',
  list: 'SELECT id, name, size, at, by FROM attachment WHERE document_id = ? AND ready = 1 ORDER BY rid LIMIT 50',
  count: 'SELECT count(*) AS n FROM attachment WHERE document_id = ?',
  find: 'SELECT rid, id, document_id AS documentId, name, size, pieces, sha256, at, by FROM attachment WHERE id = ? AND ready = 1',
  add: `INSERT INTO attachment (id, document_id, name, size, pieces, sha256, at, by) VALUES (@id, @documentId, @name, @size, @pieces, @sha256, @at, @by)`,
  piece: 'INSERT INTO attachment_piece (attachment_rid, position, bytes) VALUES (?, ?, ?)',
  read: 'SELECT bytes FROM attachment_piece WHERE attachment_rid = ? AND position = ?',
  drop: 'DELETE FROM attachment WHERE rid = ?',
  dropComing: 'DELETE FROM attachment WHERE ready = 0',
  holder: 'SELECT (SELECT 1 FROM document WHERE id = @id) AS issued, (SELECT 1 FROM draft WHERE id = @id AND issued = 0) AS drafted',
} as const;

/** Whether there is a document of this id, and whether it is a draft still. */
export function holderOf(db: Db, documentId: string): 'draft' | 'issued' | null {
  const row = one<{ issued: number | null; drafted: number | null }>(db, SQL.holder, { id: documentId });
  if (row?.issued === 1) return 'issued';
  return row?.drafted === 1 ? 'draft' : null;
}

export function readNote(db: Db, documentId: string): { text: string; at: string; by: string } | undefined {
  return one(db, SQL.note, documentId);
}

export function addNote(db: Db, documentId: string, text: string, at: string, by: string, auditSeq: number): void {
  run(db, SQL.addNote, documentId, text, at, by, auditSeq);
}

/** Those that came in whole, oldest first. */
export function listAttachments(db: Db, documentId: string): Attachment[] {
  return all<Attachment>(db, SQL.list, documentId);
}

export function countAttachments(db: Db, documentId: string): number {
  return one<{ n: number }>(db, SQL.count, documentId)?.n ?? 0;
}

export function findAttachment(db: Db, id: string): StoredAttachment | undefined {
  return one<StoredAttachment>(db, SQL.find, id);
}

/** Begins a file; its pieces follow. What began earlier and never ended is taken out. */
export function beginAttachment(db: Db, file: NewAttachment): number {
  run(db, SQL.dropComing);
  return run(db, SQL.add, { ...file }).rid;
}

/** With its last piece the file is there. */
export function addPiece(db: Db, rid: number, position: number, bytes: Buffer): void {
  run(db, SQL.piece, rid, position, bytes);
}

export function readPiece(db: Db, rid: number, position: number): Buffer | undefined {
  return one<{ bytes: Buffer }>(db, SQL.read, rid, position)?.bytes;
}

/** The table refuses it for what lies beside an issued document. */
export function dropAttachment(db: Db, rid: number): void {
  run(db, SQL.drop, rid);
}
