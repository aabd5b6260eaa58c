// What recurring.* of the wall does with templates and schedules; dates that are due are recurringDue.ts. Called by the IPC router and tests.
import { changesIn } from '../audit/changes.ts';
import type { Output, Parsed } from '../../contract/index.ts';
import { AppError } from '../../contract/errors.ts';
import type { DraftBody } from '../../contract/invoices.ts';
import { addDays, daysBetween } from '../../domain/date.ts';
import { DomainError } from '../../domain/error.ts';
import { type Pause, type Schedule, checkedSchedule } from '../../domain/recurrence.ts';
import { movedPrices, templateOf } from '../../domain/recurringBody.ts';
import { readCursor, page } from '../repo/cursor.ts';
import { readDraft } from '../repo/drafts.ts';
import { addRecurring, addSettled, dropRecurring, listRecurring, NEVER, readRecurring, settledFrom, type StoredRecurring } from '../repo/recurring.ts';
import { audit, localDate, readTogether, transact, type Ctx } from './context.ts';
import { build, lookUp } from './draftBody.ts';
import { refuseErased } from './customers.ts';
import { createDraft, draftsDiscard } from './drafts.ts';
import { copyOfIssued, snapshotOf } from './invoices.ts';
import { changedFields, found, refuseField } from './problems.ts';
import { undoable } from './recurringUndo.ts';
import { dateNear, MOST_SETTLED, stateOf, worked, write } from './recurringState.ts';

/** Problems of a template that only one of its invoices can have. */
const OF_ONE_DATE: ReadonlySet<string> = new Set(['RATE_MISSING', 'DUE_BEFORE_ISSUE', 'BACKDATED']);

export function recurringList(ctx: Ctx, { q, after, limit }: Parsed<'recurring.list'>): Output<'recurring.list'> {
  return readTogether(ctx, () => {
    const today = localDate(ctx.clock.now());
    const { rows, total } = listRecurring(ctx.db, q, readCursor(after, ['string', 'number']), limit + 1);
    const cut = page(rows, limit, (row) => [row.nextDate, row.rid]);
    return {
      rows: cut.rows.map((row) => ({
        id: row.id, customerId: row.customerId, customer: row.customer, subject: row.subject, currency: row.currency, amount: row.total, every: row.schedule.every, unit: row.schedule.unit,
        nextDate: row.nextDate === NEVER ? null : row.nextDate, state: stateOf(row, today), mode: row.mode, made: row.made,
      })),
      next: cut.next,
      total,
    };
  });
}

export function recurringGet(ctx: Ctx, { id }: Parsed<'recurring.get'>): Output<'recurring.get'> {
  return readTogether(ctx, () => {
    const stored = found(readRecurring(ctx.db, id));
    const { version, body, schedule, prices, mode, customer, through, made, nextDate, createdAt } = stored;
    const { anchor, every, unit, end, pauses } = schedule;
    return {
      id, version, body, schedule: { anchor, every, unit, end }, pauses: [...pauses], prices, mode, customer, through, made, createdAt,
      state: stateOf(stored, localDate(ctx.clock.now())), nextDate: nextDate === NEVER ? null : nextDate, settled: settledFrom(ctx.db, stored.rid, '0001-01-01', MOST_SETTLED),
      undoable: undoable(ctx, stored.rid)?.date ?? null,
    };
  });
}

/** The invoice is the first of them, so that monthly from 31 January goes on with 28 February (T62). Refuses credit notes with NOT_FOUND. */
export function recurringFromInvoice(ctx: Ctx, { id: invoiceId }: Parsed<'recurring.fromInvoice'>): Output<'recurring.fromInvoice'> {
  return transact(ctx, () => {
    const { kind, issueDate, supplyDate, dueDate, terms } = snapshotOf(ctx, invoiceId);
    if (kind !== 'invoice') throw new AppError('NOT_FOUND');
    const body = { ...copyOfIssued(ctx, invoiceId, issueDate), supplyDate, dueDate: terms === null ? dueDate : null };
    return { id: add(ctx, body, { documentId: invoiceId, date: issueDate }) };
  });
}

/** Errors: NOT_FOUND, CONFLICT, DOCUMENT_INVALID with the fields that no invoice could be issued with. */
export function recurringAdopt(ctx: Ctx, { id, draftId, version }: Parsed<'recurring.adopt'>): Output<'recurring.adopt'> {
  return transact(ctx, () => {
    const draft = found(readDraft(ctx.db, draftId));
    if (draft.discardedAt !== null) throw new AppError('NOT_FOUND');
    if (draft.version !== version) throw new AppError('CONFLICT');
    refuseUseless(ctx, draft.body);
    draftsDiscard(ctx, { id: draftId });
    if (id === null) return { id: add(ctx, draft.body, null), dropped: 0 };
    const stored = found(readRecurring(ctx.db, id));
    const body = templateOf(draft.body);
    const { prices, dropped } = movedPrices(stored.body.lines, body.lines, stored.prices);
    write(ctx, { ...stored, body, prices, draftId: null });
    audit(ctx, 'recurring.change', 'recurring', id, { fields: changedFields(stored.body, body), dropped });
    return { id, dropped };
  });
}

/** A template that can never become an invoice is no template: no customer, no lines, a tax that is gone. */
function refuseUseless(ctx: Ctx, body: DraftBody): void {
  const { problems } = build(body, lookUp(ctx, body), { number: '' });
  const fields = problems.filter(({ severity, code }) => severity === 'error' && !OF_ONE_DATE.has(code));
  if (fields.length > 0) throw new AppError('DOCUMENT_INVALID', { fields: fields.map(({ path, code, params }) => ({ path, code, ...(params && { params: { ...params } }) })) });
}

function add(ctx: Ctx, draft: DraftBody, origin: { documentId: string; date: string } | null): string {
  if (draft.customerId !== null) refuseErased(ctx, draft.customerId);
  const [id, at, body] = [ctx.newId(), ctx.clock.now(), templateOf(draft)];
  const schedule: Schedule = { anchor: draft.issueDate, every: 1, unit: 'month', end: { kind: 'never' }, pauses: [] };
  const fresh = { rid: 0, id, version: 1, state: 'setup' as const, mode: 'approve' as const, schedule, prices: [], body, draftId: null, nextDate: NEVER };
  const begun = origin === null ? { through: null, made: 0 } : { through: origin.date, made: 1 };
  const { recurring, heading } = worked(ctx, { ...fresh, ...begun });
  const rid = addRecurring(ctx.db, recurring, heading, at);
  const auditSeq = audit(ctx, 'recurring.create', 'recurring', id, { from: origin?.documentId ?? null });
  if (origin) addSettled(ctx.db, { rid, ...origin, kind: 'origin', draftId: null, at, by: ctx.actor.name, auditSeq });
  return id;
}

export function recurringEdit(ctx: Ctx, { id }: Parsed<'recurring.edit'>): Output<'recurring.edit'> {
  return transact(ctx, () => {
    const stored = found(readRecurring(ctx.db, id));
    const open = stored.draftId === null ? undefined : readDraft(ctx.db, stored.draftId);
    if (open !== undefined && open.discardedAt === null) return { draftId: open.id };
    const { body, schedule } = stored;
    const issueDate = dateNear(schedule, stored);
    const supplyDate = body.supplyDate === null ? null : addDays(issueDate, daysBetween(body.issueDate, body.supplyDate));
    const { id: draftId } = createDraft(ctx, { ...body, issueDate, supplyDate });
    write(ctx, { ...stored, draftId });
    return { draftId };
  });
}

/** Refuses a schedule nobody could follow (INVALID_INPUT at 'schedule.…'), a price of a line there is not, and CONFLICT. */
export function recurringSave(ctx: Ctx, { id, version, schedule, mode, prices }: Parsed<'recurring.save'>): Output<'recurring.save'> {
  return transact(ctx, () => {
    const stored = found(readRecurring(ctx.db, id));
    const next = { ...stored, version, mode, prices, schedule: checked({ ...schedule, pauses: stored.schedule.pauses }) };
    const odd = prices.findIndex(({ line }) => line >= stored.body.lines.length);
    if (odd >= 0) refuseField(`prices.${odd}.line`, 'INVALID');
    audit(ctx, 'recurring.change', 'recurring', id, changesIn({ ...stored.schedule, mode: stored.mode, prices: stored.prices }, { ...next.schedule, mode, prices }));
    return write(ctx, next);
  });
}

function checked(schedule: Schedule): Schedule {
  try {
    return checkedSchedule(schedule);
  } catch (failure) {
    if (!(failure instanceof DomainError)) throw failure;
    return refuseField(`schedule.${failure.params['field'] ?? 'anchor'}`, 'SCHEDULE');
  }
}

/** Changes state and pauses in one written step. */
function step(ctx: Ctx, action: 'start' | 'pause' | 'resume' | 'end', id: string, version: number, change: (stored: StoredRecurring, today: string) => Partial<StoredRecurring>): { version: number } {
  return transact(ctx, () => {
    const stored = found(readRecurring(ctx.db, id));
    if (action === 'start' && stored.body.customerId !== null) refuseErased(ctx, stored.body.customerId);
    audit(ctx, `recurring.${action}`, 'recurring', id, {});
    return write(ctx, { ...stored, ...change(stored, localDate(ctx.clock.now())), version });
  });
}

const withPauses = ({ schedule }: StoredRecurring, pauses: readonly Pause[]): Partial<StoredRecurring> => ({ schedule: { ...schedule, pauses } });

/** Pauses as they are once it goes on today: one that runs ends yesterday, one that is to come is called off. */
function goingOn(pauses: readonly Pause[], today: string): Pause[] {
  const yesterday = addDays(today, -1);
  return pauses.filter(({ from }) => from <= yesterday).map((pause) => (pause.to === null || pause.to > yesterday ? { ...pause, to: yesterday } : pause));
}

export function recurringStart(ctx: Ctx, { id, version }: Parsed<'recurring.start'>): Output<'recurring.start'> {
  return step(ctx, 'start', id, version, (stored, today) => ({ state: 'on', ...(stored.state === 'ended' && withPauses(stored, goingOn(stored.schedule.pauses, today))) }));
}

export function recurringPause(ctx: Ctx, { id, version, from, to }: Parsed<'recurring.pause'>): Output<'recurring.pause'> {
  if (to !== null && to < from) refuseField('to', 'PAUSE_ORDER');
  return step(ctx, 'pause', id, version, (stored) => withPauses(stored, [...stored.schedule.pauses, { from, to }]));
}

export function recurringResume(ctx: Ctx, { id, version }: Parsed<'recurring.resume'>): Output<'recurring.resume'> {
  return step(ctx, 'resume', id, version, (stored, today) => withPauses(stored, goingOn(stored.schedule.pauses, today)));
}

/** From today on nothing is due any more; what was made stays. */
export function recurringEnd(ctx: Ctx, { id, version }: Parsed<'recurring.end'>): Output<'recurring.end'> {
  return step(ctx, 'end', id, version, (stored, today) => ({ state: 'ended', ...withPauses(stored, [...goingOn(stored.schedule.pauses, today), { from: today, to: null }]) }));
}

/** As it stood before the last step. `write` refuses it with CONFLICT when the version moved on: an invoice that came of it moves it too. */
export function recurringTakeBack(ctx: Ctx, { id, version, state, pauses }: Parsed<'recurring.takeBack'>): Output<'recurring.takeBack'> {
  return transact(ctx, () => {
    const stored = found(readRecurring(ctx.db, id));
    if (stored.state === 'setup') throw new AppError('CONFLICT');
    if (state === 'on' && stored.body.customerId !== null) refuseErased(ctx, stored.body.customerId);
    audit(ctx, 'recurring.take-back', 'recurring', id, changesIn({ state: stored.state, pauses: stored.schedule.pauses }, { state, pauses }));
    return write(ctx, { ...stored, version, state, schedule: checked({ ...stored.schedule, pauses }) });
  });
}

export function recurringDiscard(ctx: Ctx, { id }: Parsed<'recurring.discard'>): Output<'recurring.discard'> {
  return transact(ctx, () => {
    const stored = found(readRecurring(ctx.db, id));
    if (stored.state !== 'setup') throw new AppError('IN_USE');
    dropRecurring(ctx.db, stored.rid);
    audit(ctx, 'recurring.discard', 'recurring', id, {});
    return {};
  });
}
