// Dates of recurring invoices that are due: what they would say, deciding one, and issuing by themselves those that may. Called by the IPC router, the app's hourly look and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { AppError, type FieldProblem, isAppError } from '../../contract/errors.ts';
import type { DraftBody } from '../../contract/invoices.ts';
import type { DueRow } from '../../contract/recurring.ts';
import { daysBetween } from '../../domain/date.ts';
import { type Occurrence, dueOccurrences } from '../../domain/recurrence.ts';
import type { Problem } from '../../domain/problem.ts';
import { bodyAt, mayRunAlone } from '../../domain/recurringBody.ts';
import { closedThrough } from '../repo/closing.ts';
import { addSettled, dueRecurring, type ListedRecurring, newestSettled, readRecurring, type Settled, settledOn, type StoredRecurring, type StoredSchedule } from '../repo/recurring.ts';
import { lastIssuedDate } from '../repo/series.ts';
import { audit, localDate, readTogether, transact, type Ctx } from './context.ts';
import { build, lookUp, type LookedUp } from './draftBody.ts';
import { createDraft } from './drafts.ts';
import { invoicesIssue } from './issue.ts';
import { freshRate } from './rates.ts';
import { glyphProblems } from './printable.ts';
import { found } from './problems.ts';
import { decisions, langOf, write } from './recurringState.ts';
import { seriesFor } from './series.ts';

/** As many as anybody reads. */
const MOST_FINDINGS = 50;

/** Dates of one that are due on a day and not decided, oldest first. */
export function dueOf(ctx: Ctx, stored: Pick<StoredSchedule, 'rid' | 'state' | 'schedule' | 'through' | 'made'>, today: string): readonly Occurrence[] {
  if (stored.state !== 'on') return [];
  const { due } = dueOccurrences(stored.schedule, stored.through, stored.made, today);
  const decided = decisions(ctx, stored);
  return due.filter(({ date }) => !decided.has(date));
}

/** The day something was already made for that lies after today: the clock was set back, and nobody should trust it (T66). */
export function clockBack(ctx: Ctx, today: string): string | null {
  const newest = newestSettled(ctx.db);
  return newest !== null && newest > today ? newest : null;
}

/** What waits for a decision. Nothing here writes: what is shown is what would be issued. */
export function recurringDue(ctx: Ctx, { limit }: Parsed<'recurring.due'>): Output<'recurring.due'> {
  return readTogether(ctx, () => {
    const today = localDate(ctx.clock.now());
    const due = byDate(dueRecurring(ctx.db, today).flatMap((one) => dueOf(ctx, one, today).map((occurrence) => ({ one, occurrence, date: occurrence.date }))));
    return { rows: due.slice(0, limit).map(({ one, occurrence }) => rowOf(ctx, one, occurrence, today)), total: due.length, clockBack: clockBack(ctx, today) };
  });
}

function rowOf(ctx: Ctx, one: ListedRecurring, occurrence: Occurrence, today: string): DueRow {
  const { body, snapshot, findings } = look(ctx, found(readRecurring(ctx.db, one.id)), occurrence);
  return {
    recurringId: one.id, date: occurrence.date, customerId: one.customerId, customer: one.customer, subject: body.subject, currency: body.currency, mode: one.mode,
    total: snapshot.lines.length === 0 ? null : snapshot.totals.payable, daysLate: daysBetween(occurrence.date, today), findings,
  };
}

/** In another currency with the stored rate of its day where that is fresh; else the rate is asked for (T35). */
function bodyOf(ctx: Ctx, { body, schedule, prices }: StoredRecurring, { index }: Occurrence, looked: LookedUp): DraftBody {
  const made = bodyAt(body, schedule, index, prices, langOf(body, looked));
  return { ...made, rate: freshRate(ctx, made.currency, made.issueDate) ?? made.rate };
}

/** The document of one date as it would be issued now, with everything that speaks against it. */
function look(ctx: Ctx, stored: StoredRecurring, occurrence: Occurrence) {
  const looked = lookUp(ctx, stored.body);
  const body = bodyOf(ctx, stored, occurrence, looked);
  const series = seriesOf(ctx, body);
  const { snapshot, problems } = build(body, looked, { number: '', lastIssuedDate: series === null ? null : lastIssuedDate(ctx.db, series.rid), closedThrough: closedThrough(ctx.db) });
  const lost = series === null ? [{ path: 'seriesId', code: 'SERIES_GONE' }] : [];
  const findings = [...lost, ...problems, ...glyphProblems(body, snapshot, ctx.missingGlyphs)].map(findingOf).slice(0, MOST_FINDINGS);
  return { body, snapshot, findings };
}

function findingOf({ path, code, params = {}, severity = 'error' }: FieldProblem | Problem): DueRow['findings'][number] {
  return { path, code, severity, params: Object.entries(params).map(([name, value]) => ({ name, value })) };
}

function seriesOf(ctx: Ctx, body: DraftBody): { rid: number } | null {
  try {
    return seriesFor(ctx, body.seriesId);
  } catch (error) {
    if (isAppError(error)) return null; // put away since: named as a finding
    throw error;
  }
}

/** NOT_DUE when that date is not one of its due ones. */
function dueOn(ctx: Ctx, stored: StoredRecurring, date: string): Occurrence {
  const occurrence = dueOf(ctx, stored, localDate(ctx.clock.now())).find((one) => one.date === date);
  if (occurrence === undefined) throw new AppError('NOT_DUE');
  return occurrence;
}

export function recurringPreview(ctx: Ctx, { id, date }: Parsed<'recurring.preview'>): Output<'recurring.preview'> {
  return readTogether(ctx, () => {
    const stored = found(readRecurring(ctx.db, id));
    return { snapshot: look(ctx, stored, dueOn(ctx, stored, date)).snapshot };
  });
}

/**
 * Settles one due date in one transaction: invoice (or draft), the record of the date and the schedule's advance are kept together or not at all, so
 * that a crash at any moment neither issues twice nor leaves one out (T65). Asked again, it answers what was decided. Errors: NOT_FOUND, NOT_DUE,
 * and those of issuing.
 */
export function recurringDecide(ctx: Ctx, { id, date, decision }: Parsed<'recurring.decide'>): Output<'recurring.decide'> {
  return transact(ctx, () => {
    const stored = found(readRecurring(ctx.db, id));
    const known = settledOn(ctx.db, stored.rid, date);
    if (known !== undefined) return answer(known);
    const body = bodyOf(ctx, stored, dueOn(ctx, stored, date), lookUp(ctx, stored.body));
    const result = perform(ctx, body, decision);
    const auditSeq = audit(ctx, `recurring.${decision}`, 'recurring', id, { date, document: result.documentId, draft: result.draftId });
    addSettled(ctx.db, { rid: stored.rid, date, ...result, at: ctx.clock.now(), by: ctx.actor.name, auditSeq });
    write(ctx, stored);
    return answer(found(settledOn(ctx.db, stored.rid, date)));
  });
}

function perform(ctx: Ctx, body: DraftBody, decision: Parsed<'recurring.decide'>['decision']): Pick<Settled, 'kind' | 'documentId' | 'draftId'> {
  if (decision === 'skip') return { kind: 'skipped', documentId: null, draftId: null };
  const draft = createDraft(ctx, body);
  if (decision === 'draft') return { kind: 'drafted', documentId: null, draftId: draft.id };
  const { id: documentId } = invoicesIssue(ctx, { draftId: draft.id, version: draft.version, acceptWarnings: true });
  return { kind: 'issued', documentId, draftId: null };
}

function answer({ kind, turn, documentId, number, draftId }: Settled): Output<'recurring.decide'> {
  return { kind, turn, documentId, number, draftId };
}

/** One invoice that was issued by itself, or refused: then it waits in the list with its reason. */
export interface Ran {
  id: string;
  date: string;
  number: string | null;
  refused: string | null;
}

/**
 * Issues what is due and may go out alone: chosen so by the owner, at most a week old, and never while the clock looks set back (T65, T66). One
 * invoice and one transaction per step, so that the caller can pause between them or stop for good; running again adds nothing.
 */
export function* recurringRun(ctx: Ctx): Generator<Ran, void> {
  const today = localDate(ctx.clock.now());
  if (clockBack(ctx, today) !== null) return;
  const due = dueRecurring(ctx.db, today).flatMap((one) => {
    const dates = one.mode === 'auto' ? dueOf(ctx, one, today) : [];
    return mayRunAlone(dates, today) ? dates.map(({ date }) => ({ one, date })) : [];
  });
  const waiting = new Set<string>();
  for (const { one, date } of byDate(due)) {
    if (waiting.has(one.id)) continue;
    const ran = tryOne(ctx, one.id, date);
    if (ran.refused !== null) waiting.add(one.id); // its later dates wait for this one
    yield ran;
  }
}

/** Numbers follow dates, whichever schedule they come from. */
function byDate<T extends { one: { rid: number }; date: string }>(due: readonly T[]): T[] {
  return due.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.one.rid - b.one.rid));
}

function tryOne(ctx: Ctx, id: string, date: string): Ran {
  try {
    return { id, date, number: recurringDecide(ctx, { id, date, decision: 'issue' }).number, refused: null };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { id, date, number: null, refused: error.code };
  }
}
