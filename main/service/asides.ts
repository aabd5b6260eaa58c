// What asides.* of the wall does: the internal note of a document, and the files kept beside it. Nothing here touches the document itself. Called by the IPC router and tests.
import { createHash } from 'node:crypto';
import type { Output, Parsed } from '../../contract/index.ts';
import { AppError } from '../../contract/errors.ts';
import { MOST_BYTES, MOST_FILES, type Attachment } from '../../contract/asides.ts';
import { addNote, addPiece, beginAttachment, countAttachments, dropAttachment, findAttachment, holderOf, listAttachments, readNote, readPiece } from '../repo/asides.ts';
import { readErased } from '../repo/documentErasure.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { found } from './problems.ts';

/** A megabyte: written in a few milliseconds, so that no key press waits behind a file. */
export const PIECE = 1024 * 1024;

export function asidesGet(ctx: Ctx, { documentId }: Parsed<'asides.get'>): Output<'asides.get'> {
  return readTogether(ctx, () => {
    const note = readNote(ctx.db, documentId);
    return {
      note: note === undefined || note.text === '' ? null : note,
      attachments: listAttachments(ctx.db, documentId),
      removable: holderOf(ctx.db, documentId) === 'draft',
    };
  });
}

/** NOT_FOUND; DOCUMENT_ERASED where nothing may come beside it any more. */
function refuseUnheld(ctx: Ctx, documentId: string): void {
  if (holderOf(ctx.db, documentId) === null) throw new AppError('NOT_FOUND');
  if (readErased(ctx.db, documentId) !== undefined) throw new AppError('DOCUMENT_ERASED');
}

/** NOT_FOUND, DOCUMENT_ERASED. The log keeps that it was changed and a hash of it, not the words. */
export function asidesSaveNote(ctx: Ctx, { documentId, text }: Parsed<'asides.saveNote'>): Output<'asides.saveNote'> {
  return transact(ctx, () => {
    refuseUnheld(ctx, documentId);
    if ((readNote(ctx.db, documentId)?.text ?? '') === text) return {};
    const auditSeq = audit(ctx, 'document.note', 'document', documentId, { sha256: createHash('sha256').update(text).digest('hex') });
    addNote(ctx.db, documentId, text, ctx.clock.now(), ctx.actor.name, auditSeq);
    return {};
  });
}

/**
 * Keeps a file beside a draft or a document, piece by piece; yields between them, so that the caller can let others in. Stopped half-way it is not there.
 * Errors: NOT_FOUND, DOCUMENT_ERASED, FILE_TOO_LARGE, FILE_UNREADABLE (an empty one), TOO_LARGE (no more files fit beside this document).
 */
export function* attach(ctx: Ctx, documentId: string, name: string, bytes: Buffer): Generator<void, Attachment> {
  if (bytes.length > MOST_BYTES) throw new AppError('FILE_TOO_LARGE');
  if (bytes.length === 0) throw new AppError('FILE_UNREADABLE');
  const pieces = Math.ceil(bytes.length / PIECE);
  const file = { id: ctx.newId(), name, size: bytes.length, at: ctx.clock.now(), by: ctx.actor.name };
  const sha256 = createHash('sha256').update(bytes).digest();
  const rid = transact(ctx, () => {
    refuseUnheld(ctx, documentId);
    if (countAttachments(ctx.db, documentId) >= MOST_FILES) throw new AppError('TOO_LARGE');
    return beginAttachment(ctx.db, { ...file, documentId, pieces, sha256 });
  });
  for (let position = 0; position < pieces; position += 1) {
    transact(ctx, () => {
      addPiece(ctx.db, rid, position, bytes.subarray(position * PIECE, (position + 1) * PIECE));
      if (position === pieces - 1) audit(ctx, 'document.attach', 'document', documentId, { attachment: file.id, size: file.size, sha256: sha256.toString('hex') });
    });
    yield;
  }
  return file;
}

/** The file, byte for byte. NOT_FOUND; DB_DAMAGED when it is not what came in. */
export function readAttachment(ctx: Ctx, id: string): { documentId: string; name: string; bytes: Buffer } {
  return readTogether(ctx, () => {
    const file = found(findAttachment(ctx.db, id));
    const bytes = Buffer.concat(Array.from({ length: file.pieces }, (_, position) => readPiece(ctx.db, file.rid, position) ?? Buffer.alloc(0)));
    if (!createHash('sha256').update(bytes).digest().equals(file.sha256)) throw new AppError('DB_DAMAGED');
    return { documentId: file.documentId, name: file.name, bytes };
  });
}

/** NOT_FOUND; IN_USE once the document is issued: what lies beside it stays. */
export function asidesRemove(ctx: Ctx, { id }: Parsed<'asides.remove'>): Output<'asides.remove'> {
  return transact(ctx, () => {
    const file = found(findAttachment(ctx.db, id));
    if (holderOf(ctx.db, file.documentId) !== 'draft') throw new AppError('IN_USE');
    dropAttachment(ctx.db, file.rid);
    audit(ctx, 'document.detach', 'document', file.documentId, { attachment: id });
    return {};
  });
}
