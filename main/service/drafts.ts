// What drafts.* of the wall does: autosave, discard and its undo. Called by the IPC router, the issuing service and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { AppError } from '../../contract/errors.ts';
import type { DraftBody } from '../../contract/invoices.ts';
import { documentNumber } from '../repo/documents.ts';
import { addDraft, discardDraft, listDrafts, readDraft, restoreDraft, saveDraft } from '../repo/drafts.ts';
import { isUndoneDraft } from '../repo/recurring.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { refuseErased } from './customers.ts';
import { headingOf, lookUp } from './draftBody.ts';
import { onlyOf } from './own.ts';
import { changedFields, refuseField, saved } from './problems.ts';

export function draftsList(ctx: Ctx, { q, after, limit }: Parsed<'drafts.list'>): Output<'drafts.list'> {
  return readTogether(ctx, () => listDrafts(ctx.db, q, after, limit, onlyOf(ctx)));
}

/** NOT_FOUND, also for a discarded one; ALREADY_ISSUED when it has become a document. */
export function draftsGet(ctx: Ctx, { id }: Parsed<'drafts.get'>): Output<'drafts.get'> {
  const draft = readDraft(ctx.db, id);
  if (draft === undefined) throw new AppError(documentNumber(ctx.db, id) === undefined ? 'NOT_FOUND' : 'ALREADY_ISSUED');
  if (draft.discardedAt !== null) throw new AppError('NOT_FOUND');
  const { version, createdAt, updatedAt, body } = draft;
  return { id, version, createdAt, updatedAt, body };
}

/**
 * Autosave: takes anything, also half-typed. Without id a new draft is made. CONFLICT when another window saved or discarded it meanwhile,
 * ALREADY_ISSUED when it has become a document, CUSTOMER_ERASED.
 */
export function draftsSave(ctx: Ctx, { id, version, body }: Parsed<'drafts.save'>): Output<'drafts.save'> {
  return transact(ctx, () => (id === undefined ? createDraft(ctx, body) : updateDraft(ctx, id, version, body)));
}

/** Makes a draft of a body; within the caller's transaction. */
export function createDraft(ctx: Ctx, body: DraftBody, id: string = ctx.newId()): Output<'drafts.save'> {
  if (body.customerId !== null) refuseErased(ctx, body.customerId);
  const savedAt = ctx.clock.now();
  addDraft(ctx.db, id, body, headingOf(body, lookUp(ctx, body)), savedAt, ctx.actor.id);
  audit(ctx, 'draft.create', 'draft', id, { version: 1 });
  return { id, version: 1, savedAt };
}

function updateDraft(ctx: Ctx, id: string, version: number | undefined, body: DraftBody): Output<'drafts.save'> {
  if (version === undefined) refuseField('version', 'REQUIRED');
  const stored = readDraft(ctx.db, id);
  if (stored === undefined) throw new AppError(documentNumber(ctx.db, id) === undefined ? 'NOT_FOUND' : 'ALREADY_ISSUED');
  if (body.customerId !== null) refuseErased(ctx, body.customerId);
  const savedAt = ctx.clock.now();
  const next = saved(saveDraft(ctx.db, id, version, body, headingOf(body, lookUp(ctx, body)), savedAt));
  audit(ctx, 'draft.save', 'draft', id, { version: next, fields: changedFields(stored.body, body) });
  return { id, version: next, savedAt };
}

/** Takes a draft out of every list; nothing is lost, restore brings it back. Discarding twice is no error. */
export function draftsDiscard(ctx: Ctx, { id }: Parsed<'drafts.discard'>): Output<'drafts.discard'> {
  return transact(ctx, () => {
    if (discardDraft(ctx.db, id, ctx.clock.now())) audit(ctx, 'draft.discard', 'draft', id, {});
    else draftMustExist(ctx, id);
    return {};
  });
}

/** UNDONE for one made of a due date that was taken back: that date is due again, and both would bill it twice. */
export function draftsRestore(ctx: Ctx, { id }: Parsed<'drafts.restore'>): Output<'drafts.restore'> {
  return transact(ctx, () => {
    if (isUndoneDraft(ctx.db, id)) throw new AppError('UNDONE');
    if (restoreDraft(ctx.db, id, ctx.clock.now())) audit(ctx, 'draft.restore', 'draft', id, {});
    else draftMustExist(ctx, id);
    return {};
  });
}

function draftMustExist(ctx: Ctx, id: string): void {
  if (readDraft(ctx.db, id) === undefined) throw new AppError(documentNumber(ctx.db, id) === undefined ? 'NOT_FOUND' : 'ALREADY_ISSUED');
}
