// Notes and files beside documents in the complete export. Listed by main/export/tables.ts only.
import { file, hex, integer, leftOut, RECORD, ref, RID, text, type Table } from '../columns.ts';

const documentId = text('document', 'The document or draft it lies beside (id in documents.jsonl or drafts.jsonl).');
const at = text('at', 'When (UTC).');
const by = text('by', 'Who.');

export const ASIDES: readonly Table[] = [
  {
    table: 'document_note', file: 'notes', says: 'An internal note, never printed. The newest of a document is its note; the others are what it said before.', key: null, order: 'rid',
    columns: { rid: RID, document_id: documentId, body: text('text', 'The note.'), at, by, audit_seq: RECORD },
  },
  {
    table: 'attachment', file: 'attachments', says: 'A file kept beside a document; its bytes lie in the pieces of attachment-pieces.jsonl.', key: 'id', order: 'rid', where: 't.ready = 1',
    columns: {
      rid: RID,
      id: text('id', 'Identifier (UUID).'),
      document_id: documentId,
      name: text('name', 'What it is called.'),
      size: integer('size', 'Bytes.'),
      pieces: integer('pieces', 'In how many pieces it is kept.'),
      sha256: hex('sha256', 'SHA-256 of the whole file, in hex.'),
      ready: leftOut('Every file exported is whole; an import makes it so with its last piece.', () => 0),
      at,
      by,
    },
  },
  {
    table: 'attachment_piece', file: 'attachment-pieces', says: 'A piece of a kept file; put one after the other they are the file.', key: null, order: 'rid',
    where: 't.attachment_rid IN (SELECT rid FROM attachment WHERE ready = 1)',
    columns: {
      rid: RID,
      attachment_rid: ref('attachment', 'attachment', 'The file (id in attachments.jsonl).'),
      position: integer('position', 'Order within the file, from 0.'),
      bytes: file('attachments', 'part', "(SELECT a.name FROM attachment a WHERE a.rid = t.attachment_rid) || '-' || (t.position + 1)", 'Where the piece lies in this archive.'),
    },
  },
];
