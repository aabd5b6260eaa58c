// What closing.* of the wall does: shutting the books up to a day, and opening them again with a reason; each in one transaction with its record. Called by the IPC router, other services and tests.
import { AppError } from '../../contract/errors.ts';
import type { Output, Parsed } from '../../contract/index.ts';
import { closeThrough, isClosed, reopenThrough } from '../../domain/closing.ts';
import { addDays, endOfMonth } from '../../domain/date.ts';
import { DomainError } from '../../domain/error.ts';
import { addClosing, closedThrough, closingEvents, documentsOfMonths, draftsUpTo, firstDay, pdfsMissingUpTo } from '../repo/closing.ts';
import { documentsBetween } from '../repo/dayTotals.ts';
import { audit, localDate, readTogether, transact, type Ctx } from './context.ts';
import { refuseField } from './problems.ts';

/**
 * Every service that books passes here with its own date, inside its transaction. PERIOD_CLOSED with the field that holds the date; nothing is kept then.
 */
export function assertPeriodOpen(ctx: Ctx, date: string, path: string): void {
  const through = closedThrough(ctx.db);
  if (through === null || !isClosed(date, through)) return;
  throw new AppError('PERIOD_CLOSED', { fields: [{ path, code: 'PERIOD_CLOSED', params: { closedThrough: through } }] });
}

export function closingState(ctx: Ctx): Output<'closing.state'> {
  return readTogether(ctx, () => ({ through: closedThrough(ctx.db), first: firstDay(ctx.db), events: closingEvents(ctx.db) }));
}

/** What is not finished up to a day. None of it stops the closing: drafts can be issued with a later date. */
export function closingLook(ctx: Ctx, { through }: Parsed<'closing.look'>): Output<'closing.look'> {
  return readTogether(ctx, () => ({
    drafts: draftsUpTo(ctx.db, through),
    pdfs: pdfsMissingUpTo(ctx.db, through),
    documents: documentsAfter(ctx, closedThrough(ctx.db), through),
  }));
}

/** What the closing would add. Closings end with months, nearly always. */
function documentsAfter(ctx: Ctx, closed: string | null, through: string): number {
  const whole = endOfMonth(through) === through && (closed === null || endOfMonth(closed) === closed);
  const from = closed === null ? '0001-01-01' : addDays(closed, 1);
  return whole ? documentsOfMonths(ctx.db, from.slice(0, 7), through.slice(0, 7)) : documentsBetween(ctx.db, from, through);
}

/** Shuts the books up to a day that has passed; only forward. Closing up to the same day again changes nothing (T60). */
export function closingClose(ctx: Ctx, { through }: Parsed<'closing.close'>): Output<'closing.close'> {
  return transact(ctx, () => {
    const current = closedThrough(ctx.db);
    if (current === through) return { through };
    const next = orRefuse(() => closeThrough(current, through, localDate(ctx.clock.now())));
    note(ctx, 'close', next, '');
    return { through: next };
  });
}

/** Opens days again, for the owner only (the method's permission) and never without a reason. */
export function closingReopen(ctx: Ctx, { through, reason }: Parsed<'closing.reopen'>): Output<'closing.reopen'> {
  return transact(ctx, () => {
    const next = orRefuse(() => reopenThrough(closedThrough(ctx.db), through, null));
    note(ctx, 'reopen', next, reason);
    return { through: next };
  });
}

function note(ctx: Ctx, kind: 'close' | 'reopen', through: string | null, reason: string): void {
  const auditSeq = audit(ctx, `period.${kind}`, 'period', null, { through, reason });
  addClosing(ctx.db, { kind, through, reason, auditSeq, at: ctx.clock.now(), by: ctx.actor.name });
}

function orRefuse<T>(decide: () => T): T {
  try {
    return decide();
  } catch (failure) {
    if (!(failure instanceof DomainError)) throw failure;
    return refuseField('through', failure.code, { ...failure.params });
  }
}
