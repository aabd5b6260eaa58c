// For people whose role shows them only what they wrote themselves. Called by the services that list and by the router's check of single documents.
import { AppError } from '../../contract/errors.ts';
import type { Db } from '../db/open.ts';
import { documentOfAttachment, isWrittenBy } from '../repo/authors.ts';
import type { Ctx } from './context.ts';

/** Whose documents the person is shown: their own id, or null for everybody's. */
export function onlyOf(ctx: Ctx): string | null {
  return ctx.limits?.ownDocumentsOnly === true ? ctx.actor.id : null;
}

/** What a call names: documents or drafts by id, or a file beside one. */
export interface Named {
  documents?: readonly string[];
  attachment?: string;
}

/** Each must be theirs; what is not is not there for them. @throws AppError NOT_FOUND */
export function assertOwn(db: Db, author: string, { documents = [], attachment }: Named): void {
  const ids = attachment === undefined ? documents : [...documents, documentOfAttachment(db, attachment) ?? ''];
  for (const id of ids) if (!isWrittenBy(db, id, author)) throw new AppError('NOT_FOUND');
}
