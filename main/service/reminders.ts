// What reminders.* of the wall does: what is due, letters written and taken back, who is left in peace, and the letter's PDF. Called by the IPC router, main/app and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { AppError } from '../../contract/errors.ts';
import type { ReminderDueRow, ReminderLetter } from '../../contract/reminders.ts';
import { dueSince, type ReminderDue, reminderDue, reminderNow, type ReminderRules } from '../../domain/reminder.ts';
import { sha256Hex } from '../repo/pdf.ts';
import { readErased } from '../repo/documentErasure.ts';
import { addReminder, addReminderPdf, addReminderVoid, countLate, dropQuiet, FOR_GOOD, type Late, lateDocuments, lateOf, letterHash, listReminders, nextReminderNumber, quietUntil, readReminder, readReminderPdf, reminderPdf, remindersOfDocument, reminderVoid, setQuiet } from '../repo/reminders.ts';
import { audit, localDate, readTogether, transact, type Ctx } from './context.ts';
import { found } from './problems.ts';
import { remindedOf, workLetter } from './reminderLetter.ts';
import { readReminderSettings, rulesOf } from './reminderSettings.ts';

/** Counting further helps nobody: there is more to do than a day has room for. */
const MOST_COUNTED = 1000;

/** Everything whose next reminder is due. Interest is worked out only for the rows that are shown. */
export function remindersDue(ctx: Ctx, { limit, customerId }: Parsed<'reminders.due'>): Output<'reminders.due'> {
  return readTogether(ctx, () => {
    const today = localDate(ctx.clock.now());
    const rules = rulesOf(readReminderSettings(ctx));
    const since = dueSince(rules, today);
    if (since.length === 0) return { rows: [], total: 0, capped: false };
    const late = customerId === null ? lateDocuments(ctx.db, today, since, limit) : lateOf(ctx.db, { kind: 'customer', id: customerId }, today);
    const due = late.flatMap((one) => rowOf(one, reminderDue(rules, remindedOf(ctx, one, true), today), rules));
    const total = customerId === null ? countLate(ctx.db, today, since, MOST_COUNTED) : due.length;
    return { rows: due.slice(0, limit), total, capped: total === MOST_COUNTED };
  });
}

function rowOf(late: Late, due: ReminderDue | null, rules: ReminderRules): ReminderDueRow[] {
  if (due === null) return [];
  const { documentId, number, customerId, customer, currency, dueDate, balance, lastOn } = late;
  const { level, since, daysLate, fee, interest, total } = due;
  return [{ documentId, number, customerId, customer, currency, dueDate, balance, lastOn, level, levels: rules.levels.length, since, daysLate, fee, interest, total }];
}

export function remindersPreview(ctx: Ctx, { customerId, currency, documentIds }: Parsed<'reminders.preview'>): Output<'reminders.preview'> {
  return readTogether(ctx, () => ({ letter: workLetter(ctx, customerId, currency, documentIds, localDate(ctx.clock.now()), nextReminderNumber(ctx.db)).letter }));
}

/** Writes the letter for good. The documents it speaks of stay as they are: what it claims beside them is its own entry. */
export function remindersSend(ctx: Ctx, { id, customerId, currency, documentIds }: Parsed<'reminders.send'>): Output<'reminders.send'> {
  return transact(ctx, () => {
    const known = readReminder(ctx.db, id);
    if (known !== undefined) return { id, number: known.row.number };
    const { letter, customer, documentRids } = workLetter(ctx, customerId, currency, documentIds, localDate(ctx.clock.now()), nextReminderNumber(ctx.db));
    const { number, level, total } = letter;
    const auditSeq = audit(ctx, 'reminder.send', 'reminder', id, { number, level, total, documents: [...documentRids.keys()], contentHash: letterHash(letter).toString('hex') });
    addReminder(ctx.db, { id, customerRid: customer.rid, letter, documentRids, auditSeq, at: ctx.clock.now(), by: ctx.actor.name });
    return { id, number };
  });
}

export function remindersList(ctx: Ctx, { customerId, after, limit }: Parsed<'reminders.list'>): Output<'reminders.list'> {
  return readTogether(ctx, () => listReminders(ctx.db, customerId, after, limit));
}

export function remindersGet(ctx: Ctx, { id }: Parsed<'reminders.get'>): Output<'reminders.get'> {
  return readTogether(ctx, () => {
    const { rid, row, letter } = found(readReminder(ctx.db, id));
    return { row, letter, pdf: reminderPdf(ctx.db, rid) ?? null, voided: reminderVoid(ctx.db, rid) ?? null };
  });
}

/** Taking back twice is no error. */
export function remindersVoid(ctx: Ctx, { id, reason }: Parsed<'reminders.void'>): Output<'reminders.void'> {
  return transact(ctx, () => {
    const { rid, row } = found(readReminder(ctx.db, id));
    if (row.voided) return {};
    addReminderVoid(ctx.db, rid, reason, audit(ctx, 'reminder.void', 'reminder', id, { number: row.number }), ctx.clock.now(), ctx.actor.name);
    return {};
  });
}

export function remindersQuiet(ctx: Ctx, { target, off, until }: Parsed<'reminders.quiet'>): Output<'reminders.quiet'> {
  return transact(ctx, () => {
    if (off) dropQuiet(ctx.db, target);
    else if (!setQuiet(ctx.db, target, until ?? FOR_GOOD)) throw new AppError('NOT_FOUND');
    audit(ctx, off ? 'reminder.loud' : 'reminder.quiet', target.kind, target.id, { until });
    return {};
  });
}

export function remindersOf(ctx: Ctx, { target }: Parsed<'reminders.of'>): Output<'reminders.of'> {
  return readTogether(ctx, () => {
    const today = localDate(ctx.clock.now());
    const rules = rulesOf(readReminderSettings(ctx));
    const until = quietUntil(ctx.db, target);
    return {
      quiet: until === undefined || until < today ? null : { until: until === FOR_GOOD ? null : until },
      byCustomer: target.kind === 'document' && (quietUntil(ctx.db, target, true) ?? '') >= today,
      letters: target.kind === 'document' ? remindersOfDocument(ctx.db, target.id) : listReminders(ctx.db, target.id, null, 100).rows,
      late: lateOf(ctx.db, target, today).flatMap((late) => rowOf(late, reminderNow(rules, remindedOf(ctx, late, true), today), rules)),
    };
  });
}

/** What its PDF is drawn from. NOT_FOUND, DOCUMENT_ERASED. */
export function letterOf(ctx: Ctx, id: string): ReminderLetter {
  return readTogether(ctx, () => {
    if (readErased(ctx.db, id) !== undefined) throw new AppError('DOCUMENT_ERASED');
    return found(readReminder(ctx.db, id)).letter;
  });
}

/** Stores the letter's PDF once and for good; when there is one already, it stays. */
export function storeReminderPdf(ctx: Ctx, id: string, bytes: Buffer): void {
  transact(ctx, () => {
    const { rid } = found(readReminder(ctx.db, id));
    if (reminderPdf(ctx.db, rid) !== undefined) return;
    addReminderPdf(ctx.db, rid, bytes, audit(ctx, 'reminder.pdf', 'reminder', id, { sha256: sha256Hex(bytes), size: bytes.length }), ctx.clock.now());
  });
}

/** The stored PDF, byte for byte; undefined while there is none. */
export function loadReminderPdf(ctx: Ctx, id: string): { bytes: Buffer | undefined; number: number } {
  return readTogether(ctx, () => {
    const { rid, row } = found(readReminder(ctx.db, id));
    return { bytes: readReminderPdf(ctx.db, rid), number: row.number };
  });
}
