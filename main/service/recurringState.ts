// What the recurring services share: how a stored one stands today, and how a change of it is written. Called by recurring.ts and recurringDue.ts only.
import type { DraftBody } from '../../contract/invoices.ts';
import type { RecurringState } from '../../contract/recurring.ts';
import type { Lang } from '../../domain/lang.ts';
import { type Occurrence, type Schedule, nextOccurrence, settledThrough } from '../../domain/recurrence.ts';
import { bodyAt } from '../../domain/recurringBody.ts';
import { NEVER, type RecurringHeading, saveRecurring, settledFrom, type StoredRecurring, type StoredSchedule } from '../repo/recurring.ts';
import type { Ctx } from './context.ts';
import { headingOf, lookUp, type LookedUp } from './draftBody.ts';
import { saved } from './problems.ts';

/** More dates than anybody leaves undecided. */
export const MOST_SETTLED = 500;

/** How it stands on a day, in the wall's words. */
export function stateOf({ state, schedule, nextDate }: Pick<StoredSchedule, 'state' | 'schedule' | 'nextDate'>, today: string): RecurringState {
  if (state !== 'on') return state;
  if (schedule.pauses.some(({ from, to }) => from <= today && (to === null || today <= to))) return 'paused';
  return nextDate === NEVER ? 'done' : 'on';
}

/** What became of its dates from the settled ones on. */
export function decisions(ctx: Ctx, { rid, through }: Pick<StoredSchedule, 'rid' | 'through'>): ReadonlyMap<string, 'made' | 'left-out'> {
  const rows = settledFrom(ctx.db, rid, through ?? '0001-01-01', MOST_SETTLED);
  return new Map(rows.map(({ date, kind }) => [date, kind === 'skipped' ? 'left-out' : 'made']));
}

/** The language its documents are written in. */
export function langOf(body: DraftBody, { business, customer }: LookedUp): Lang {
  return body.language ?? customer?.language ?? business.language;
}

type Changed = Omit<StoredRecurring, 'customer' | 'createdAt'>;

/** The same with everything that follows from its schedule and its settled dates worked out anew, and what lists show of it. */
export function worked<T extends Changed>(ctx: Ctx, recurring: T): { recurring: T; heading: RecurringHeading } {
  const decided = decisions(ctx, recurring);
  const { through, made, next } = settledThrough(recurring.schedule, recurring, (date) => decided.get(date) ?? 'open');
  const looked = lookUp(ctx, recurring.body);
  const { customerRid, total, words } = headingOf(nextBody(recurring, next, looked), looked);
  return { recurring: { ...recurring, through, made, nextDate: next?.date ?? NEVER }, heading: { customerRid, total, words } };
}

/** What the next invoice would hold; without a next one, the first. */
function nextBody({ body, schedule, prices }: Changed, next: Occurrence | null, looked: LookedUp): DraftBody {
  return bodyAt(body, schedule, next?.index ?? 0, prices, langOf(body, looked));
}

/** Writes a change; within the caller's transaction. CONFLICT when somebody else was faster. */
export function write(ctx: Ctx, changed: Changed): { version: number } {
  const { recurring, heading } = worked(ctx, changed);
  return { version: saved(saveRecurring(ctx.db, recurring, heading, ctx.clock.now())) };
}

/** The first date not before a day, whatever was settled: what a draft for changing the wording is dated. */
export function dateNear(schedule: Schedule, { through, made }: Pick<StoredSchedule, 'through' | 'made'>): string {
  return nextOccurrence(schedule, through, made)?.date ?? schedule.anchor;
}
