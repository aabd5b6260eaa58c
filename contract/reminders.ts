// Reminders: the owner's levels and texts, what is due, letters as they went out, and who is left in peace.
import { z } from 'zod';
import { snapshot } from './invoices.ts';
import { method } from './method.ts';
import { count, currency, cursor, date, decimal, id, instant, language, made, minor, nothing, note, positiveDecimal, text } from './wire.ts';

export const reminderText = z.strictObject({ title: text(80), text: note(2000), closing: note(1000) });
export const reminderLevel = z.strictObject({
  /** Days after the pay-by date. */
  after: z.number().int().min(0).max(1000),
  /** Days the letter gives to pay. */
  payWithin: z.number().int().min(0).max(90),
  fees: z.array(z.strictObject({ currency, amount: minor })).max(20),
  interest: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('none') }), z.strictObject({ kind: z.literal('own'), rate: positiveDecimal }), z.strictObject({ kind: z.literal('statutory') })]),
  texts: z.strictObject({ en: reminderText, de: reminderText, fr: reminderText, es: reminderText }),
});
export const reminderSettings = z.strictObject({
  levels: z.array(reminderLevel).max(5),
  /** How days and years are counted; printed where interest is claimed (T59). */
  convention: z.enum(['act/365', '30/360']),
  /** Points over the reference rate, and that rate from each day on (it is published every half year). */
  statutory: z.strictObject({ margin: positiveDecimal, base: z.array(z.strictObject({ from: date, rate: decimal })).max(60) }),
});
const late = {
  documentId: id, number: made(60), customerId: id, customer: made(120), currency, dueDate: date, daysLate: count, balance: minor,
};
export const reminderDueRow = z.strictObject({
  ...late, /** 0 is the first. */ level: count, levels: count, fee: minor, interest: minor, total: minor, since: date, /** When it was last reminded of. */ lastOn: date.nullable(),
});
/** A letter, frozen: the page and the PDF are drawn from this and nothing else. */
export const reminderLetter = z.strictObject({
  number: count, date, payBy: date, language, level: count, currency, title: made(400), text: made(6000), closing: made(4000),
  seller: snapshot.shape.seller, buyer: snapshot.shape.buyer.unwrap(),
  entries: z.array(z.strictObject({ documentId: id, number: made(60), issueDate: date, dueDate: date, daysLate: count, level: count, balance: minor, fee: minor, interest: minor })).max(200),
  open: minor, fee: minor, interest: minor, total: minor, /** Percent a year; null for the statutory rate, or where none is claimed. */ rate: decimal.nullable(), convention: reminderSettings.shape.convention, template: made(20),
});
export const reminderRow = z.strictObject({
  id, number: count, date, customerId: id, customer: made(120), level: count, currency, open: minor, fee: minor, interest: minor, total: minor, documents: count, voided: z.boolean(), by: made(80), at: instant,
});
const target = z.strictObject({ kind: z.enum(['customer', 'document']), id });
const letterInput = { customerId: id, currency, documentIds: z.array(id).min(1).max(200) };

export const reminders = {
  'reminders.settings': method({ access: 'session', permission: 'invoice.read', writes: false, input: nothing, output: reminderSettings }),
  'reminders.saveSettings': method({ access: 'session', permission: 'business.write', writes: true, input: reminderSettings, output: nothing }),
  /** Documents whose next reminder is due today, longest late first. Counting stops at `capped`. */
  'reminders.due': method({
    access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ limit: z.number().int().min(0).max(200), customerId: id.nullable() }),
    output: z.strictObject({ rows: z.array(reminderDueRow).max(200), total: count, capped: z.boolean() }),
  }),
  /** The letter that `send` would write now. Any late document may be named, also before its next level is due. */
  'reminders.preview': method({ access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject(letterInput), output: z.strictObject({ letter: reminderLetter }) }),
  /** One letter to one customer. Errors: NOTHING_LATE, MISSING_GLYPHS, NOT_FOUND. The same id again answers the same letter (T60). */
  'reminders.send': method({ access: 'session', permission: 'reminder.send', writes: true, input: z.strictObject({ id, ...letterInput }), output: z.strictObject({ id, number: count }) }),
  'reminders.list': method({
    access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ customerId: id.nullable(), after: cursor.nullable(), limit: z.number().int().min(1).max(200) }),
    output: z.strictObject({ rows: z.array(reminderRow).max(200), next: cursor.nullable() }),
  }),
  'reminders.get': method({
    access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ id }),
    output: z.strictObject({ row: reminderRow, letter: reminderLetter, pdf: z.strictObject({ sha256: made(64), size: count }).nullable(), voided: z.strictObject({ reason: made(500), at: instant, by: made(80) }).nullable() }),
  }),
  /** Sent by mistake: it stays on record, and no longer counts as a level. */
  'reminders.void': method({ access: 'session', permission: 'reminder.send', writes: true, input: z.strictObject({ id, reason: note(500) }), output: nothing }),
  /** until null: for good. off: reminders come again. */
  'reminders.quiet': method({ access: 'session', permission: 'reminder.send', writes: true, input: z.strictObject({ target, off: z.boolean(), until: date.nullable() }), output: nothing }),
  /** How a document or a customer stands: peace, letters so far, and what is late. */
  'reminders.of': method({
    access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ target }),
    output: z.strictObject({
      /** Own peace; the customer's shows as `byCustomer` on a document. */
      quiet: z.strictObject({ until: date.nullable() }).nullable(), byCustomer: z.boolean(), letters: z.array(reminderRow).max(100),
      /** Late documents that could be reminded of now. */
      late: z.array(reminderDueRow).max(200),
    }),
  }),
  'reminders.savePdf': method({ access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ id }), output: z.strictObject({ saved: z.boolean() }) }),
  'reminders.print': method({ access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ id }), output: z.strictObject({ printed: z.boolean() }) }),
};
export type ReminderSettings = z.infer<typeof reminderSettings>;
export type ReminderLevelWire = z.infer<typeof reminderLevel>;
export type ReminderDueRow = z.infer<typeof reminderDueRow>;
export type ReminderLetter = z.infer<typeof reminderLetter>;
export type ReminderRow = z.infer<typeof reminderRow>;
export type ReminderTarget = z.infer<typeof target>;
export type RemindersOf = z.infer<(typeof reminders)['reminders.of']['output']>;
