// Recurring invoices: a template with a schedule, the dates that are due, and what became of each.
import { z } from 'zod';
import { method } from './method.ts';
import { draftBody, snapshot } from './invoices.ts';
import { count, currency, cursor, date, id, instant, made, minor, nothing, positiveDecimal, query, version } from './wire.ts';

export const scheduleEnd = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({ kind: z.literal('date'), date }),
  z.strictObject({ kind: z.literal('count'), count: z.number().int().min(1).max(10_000) }),
]);
/** `anchor` is the first date; its day is kept whatever the months between (T62). */
export const interval = z.strictObject({ anchor: date, every: z.number().int().min(1).max(1000), unit: z.enum(['day', 'week', 'month', 'year']), end: scheduleEnd });
const pause = z.strictObject({ from: date, /** null: until it is taken up again. */ to: date.nullable() });
export const priceChange = z.strictObject({ from: date, /** Counts the template's lines from 0. */ line: z.number().int().min(0).max(999), unitPrice: positiveDecimal });
/** approve: shown first. auto: issued by itself once its day has come, unless that was more than a week ago. */
export const recurringMode = z.enum(['approve', 'auto']);
/** 'paused' covers today; 'done': its end has come. */
export const recurringState = z.enum(['setup', 'on', 'paused', 'done', 'ended']);

export const recurringRow = z.strictObject({
  id, customerId: id.nullable(), customer: made(120), subject: made(120), currency, amount: minor.nullable(), every: count, unit: interval.shape.unit,
  nextDate: date.nullable(), state: recurringState, mode: recurringMode, made: count,
});
const settled = z.strictObject({
  date, /** Counts the decisions about this date; earlier ones were taken back. */ turn: count,
  kind: z.enum(['origin', 'issued', 'drafted', 'skipped']), documentId: id.nullable(), number: made(60), draftId: id.nullable(), at: instant, by: made(80),
});
export const recurringView = z.strictObject({
  id, version, body: draftBody, schedule: interval, pauses: z.array(pause).max(500), prices: z.array(priceChange).max(500), mode: recurringMode, state: recurringState,
  customer: made(120), through: date.nullable(), made: count, nextDate: date.nullable(),
  /** Newest first. */
  settled: z.array(settled).max(500), createdAt: instant,
  /** The date that was decided last, while that can be taken back. */
  undoable: date.nullable(),
});
/** A problem that would stop the invoice (error), or is only worth knowing (warning). */
const finding = z.strictObject({ path: made(200), code: made(40), params: z.array(z.strictObject({ name: made(40), value: z.union([made(200), minor]) })).max(10), severity: z.enum(['error', 'warning']) });
export const dueRow = z.strictObject({
  recurringId: id, date, customerId: id.nullable(), customer: made(120), subject: made(120), currency, total: minor.nullable(), mode: recurringMode, daysLate: count, findings: z.array(finding).max(50),
});
const version_ = z.strictObject({ version });

export const recurring = {
  'recurring.list': method({
    access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ q: query, after: cursor.nullable(), limit: z.number().int().min(1).max(200) }),
    output: z.strictObject({ rows: z.array(recurringRow).max(200), next: cursor.nullable(), total: count }),
  }),
  'recurring.get': method({ access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ id }), output: recurringView }),
  /** From an issued invoice, which counts as the first; nothing is made before it is begun. */
  'recurring.fromInvoice': method({ access: 'session', permission: 'recurring.write', writes: true, input: z.strictObject({ id }), output: z.strictObject({ id }) }),
  /** Makes a draft the template: of a new one (id null, begins at the draft's date), or in place of the old template. The draft is used up. `dropped`: price changes whose line is gone. */
  'recurring.adopt': method({
    access: 'session', permission: 'recurring.write', writes: true, input: z.strictObject({ id: id.nullable(), draftId: id, version }), output: z.strictObject({ id, dropped: count }),
  }),
  /** A draft of the template to change its wording in; the one already open, if there is one. */
  'recurring.edit': method({ access: 'session', permission: 'recurring.write', writes: true, input: z.strictObject({ id }), output: z.strictObject({ draftId: id }) }),
  'recurring.save': method({
    access: 'session', permission: 'recurring.write', writes: true,
    input: z.strictObject({ id, version, schedule: interval, mode: recurringMode, prices: z.array(priceChange).max(500) }), output: version_,
  }),
  /** Begins, or begins again after an end. */
  'recurring.start': method({ access: 'session', permission: 'recurring.write', writes: true, input: z.strictObject({ id, version }), output: version_ }),
  'recurring.pause': method({ access: 'session', permission: 'recurring.write', writes: true, input: z.strictObject({ id, version, from: date, to: date.nullable() }), output: version_ }),
  /** Takes up again today; the dates of the pause stay without invoices. */
  'recurring.resume': method({ access: 'session', permission: 'recurring.write', writes: true, input: z.strictObject({ id, version }), output: version_ }),
  'recurring.end': method({ access: 'session', permission: 'recurring.write', writes: true, input: z.strictObject({ id, version }), output: version_ }),
  /** Takes back a pause, going on or end: state and pauses as they were. CONFLICT once anything came of it since, also an invoice. */
  'recurring.takeBack': method({
    access: 'session', permission: 'recurring.write', writes: true, input: z.strictObject({ id, version, state: z.enum(['on', 'ended']), pauses: z.array(pause).max(500) }), output: version_,
  }),
  /** Throws away one that was never begun. IN_USE otherwise. */
  'recurring.discard': method({ access: 'session', permission: 'recurring.write', writes: true, input: z.strictObject({ id }), output: nothing }),
  /** Everything that is due and waits for a decision, oldest date first. */
  'recurring.due': method({
    access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ limit: z.number().int().min(0).max(200) }),
    /** clockBack: something was already made for that day, which lies after today. */
    output: z.strictObject({ rows: z.array(dueRow).max(200), total: count, clockBack: date.nullable() }),
  }),
  /** What the invoice of that date would say. */
  'recurring.preview': method({ access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ id, date }), output: z.strictObject({ snapshot }) }),
  /** Settles one due date: asked twice it answers what was decided first (T60, T65). Warnings were on screen and count as accepted. */
  'recurring.decide': method({
    access: 'session', permission: 'invoice.issue', writes: true, input: z.strictObject({ id, date, decision: z.enum(['issue', 'draft', 'skip']) }),
    output: z.strictObject({ kind: z.enum(['origin', 'issued', 'drafted', 'skipped']), turn: count, documentId: id.nullable(), number: made(60), draftId: id.nullable() }),
  }),
  /**
   * Takes back that a date was left out or made into a draft: it is due again, and the draft is gone. UNDONE when it was taken back before, ALREADY_ISSUED,
   * DRAFT_CHANGED, DECIDED_LATER when another date was decided since, CONFLICT when the schedule has changed so much that other dates would be due too.
   */
  'recurring.undo': method({ access: 'session', permission: 'invoice.issue', writes: true, input: z.strictObject({ id, date, turn: count }), output: nothing }),
};
export type RecurringRow = z.infer<typeof recurringRow>;
export type RecurringView = z.infer<typeof recurringView>;
export type DueRow = z.infer<typeof dueRow>;
export type Interval = z.infer<typeof interval>;
export type RecurringState = z.infer<typeof recurringState>;
