// Taking back that a date of a recurring invoice was left out or made into a draft. Called by the IPC router, recurring.ts and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { AppError } from '../../contract/errors.ts';
import { addDays } from '../../domain/date.ts';
import { readDraft } from '../repo/drafts.ts';
import { documentNumber } from '../repo/documents.ts';
import { addUndone, lastSettled, readRecurring, type Settled, settledFrom, settledOn, type StoredRecurring } from '../repo/recurring.ts';
import { audit, localDate, transact, type Ctx } from './context.ts';
import { draftsDiscard } from './drafts.ts';
import { found } from './problems.ts';
import { dueOf } from './recurringDue.ts';
import { MOST_SETTLED, write } from './recurringState.ts';

/** A draft that nobody has saved since it was made. */
const AS_MADE = 1;

/** The last decision, when it can be taken back; what the schedule says against it shows when it is tried. */
export function undoable(ctx: Ctx, rid: number): Settled | null {
  const last = lastSettled(ctx.db, rid);
  return last !== undefined && obstacle(ctx, last) === null ? last : null;
}

function obstacle(ctx: Ctx, { kind, draftId }: Settled): 'ALREADY_ISSUED' | 'DRAFT_CHANGED' | null {
  if (kind === 'skipped') return null;
  if (draftId === null || documentNumber(ctx.db, draftId) !== undefined) return 'ALREADY_ISSUED';
  const draft = readDraft(ctx.db, draftId);
  return draft === undefined || draft.discardedAt !== null || draft.version !== AS_MADE ? 'DRAFT_CHANGED' : null;
}

/**
 * The date is due again, and nothing else that was not: decision, draft and schedule stand as they were before it. Only what was decided last, so that
 * an end after so many invoices and the order of the dates still mean what they meant (T62 to T65). Errors: contract/recurring.ts.
 */
export function recurringUndo(ctx: Ctx, { id, date, turn }: Parsed<'recurring.undo'>): Output<'recurring.undo'> {
  return transact(ctx, () => {
    const stored = found(readRecurring(ctx.db, id));
    const known = settledOn(ctx.db, stored.rid, date);
    if (known === undefined || known.turn !== turn) throw new AppError('UNDONE');
    const against = obstacle(ctx, known) ?? (lastSettled(ctx.db, stored.rid)?.date === date ? null : 'DECIDED_LATER');
    if (against !== null) throw new AppError(against);
    const today = localDate(ctx.clock.now());
    const waiting = new Set(dueOf(ctx, stored, today).map((one) => one.date));
    const before = standingBefore(ctx, stored, date);
    if (known.draftId !== null) draftsDiscard(ctx, { id: known.draftId });
    const auditSeq = audit(ctx, 'recurring.undo', 'recurring', id, { date, kind: known.kind, draft: known.draftId });
    addUndone(ctx.db, { rid: stored.rid, date, turn, at: ctx.clock.now(), by: ctx.actor.name, auditSeq });
    const dates = dueOf(ctx, before, today).map((one) => one.date);
    if (!dates.includes(date) || dates.some((one) => one !== date && !waiting.has(one))) throw new AppError('CONFLICT');
    write(ctx, before);
    return {};
  });
}

/** How far everything was settled without this date: to the day before it, or as it is when an earlier date is still open. */
function standingBefore(ctx: Ctx, stored: StoredRecurring, date: string): StoredRecurring {
  const { through, made } = stored;
  if (through === null || through < date) return stored;
  const passed = settledFrom(ctx.db, stored.rid, date, MOST_SETTLED).filter((one) => one.date <= through && one.kind !== 'skipped');
  return { ...stored, through: addDays(date, -1), made: Math.max(0, made - passed.length) };
}
