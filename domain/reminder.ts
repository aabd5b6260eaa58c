// Reminders in levels: which one is due for a document today, with its fee and interest. Called by services, the home screen and the reminder list.
import { addDays, compareDates, daysBetween } from './date.ts';
import { isNegative, parseDec } from './decimal.ts';
import { DomainError } from './error.ts';
import { type DayCount, type InterestRate, type OwedFrom, interestFrom, interestOver } from './interest.ts';
import { type Minor, NOTHING, addMinor, minor } from './money.ts';

export interface ReminderLevel {
  /** Days after the due date. Rises from level to level. */
  readonly after: number;
  /** Minor units by currency; a currency that is not named has no fee. */
  readonly fees: Readonly<Record<string, number>>;
  /** On what is open: percent a year as a decimal string, or rates that change from a day on (statutory interest); null for none. */
  readonly interest: string | readonly InterestRate[] | null;
}

export interface ReminderRules {
  readonly levels: readonly ReminderLevel[];
  readonly convention: DayCount;
}

export interface RemindedDocument {
  readonly currency: string;
  /** What is open now. */
  readonly balance: Minor;
  /** What was open since when, for interest over part payments; at least its first entry. */
  readonly owed: readonly OwedFrom[];
  readonly dueDate: string | null;
  /** Reminders sent so far: level 0 is the first. */
  readonly sent: readonly { readonly level: number; readonly date: string }[];
  /** The owner asked for peace until that day, or for good (null means no such wish). */
  readonly quietUntil: string | null;
}

export interface ReminderDue {
  readonly level: number;
  /** The day it became due. */
  readonly since: string;
  readonly daysLate: number;
  readonly fee: Minor;
  /** From the day after the due date up to today. */
  readonly interest: Minor;
  /** Balance, fee and interest. */
  readonly total: Minor;
}

/** Checks the levels an owner set. Throws REMINDER_LEVELS with the level. */
export function checkedLevels(levels: readonly ReminderLevel[]): readonly ReminderLevel[] {
  levels.forEach(({ after, fees, interest }, level) => {
    const rises = Number.isInteger(after) && after >= 0 && after > (levels[level - 1]?.after ?? -1);
    const feesFit = Object.values(fees).every((fee) => Number.isSafeInteger(fee) && fee >= 0);
    const rates = interest === null ? [] : typeof interest === 'string' ? [interest] : interest.map(({ rate }) => rate);
    if (!rises || !feesFit || rates.some((rate) => isNegative(parseDec(rate)))) throw new DomainError('REMINDER_LEVELS', { level });
  });
  return levels;
}

/**
 * The reminder due today, or null. Levels are never skipped, and each waits as long after the one before as the levels lie apart: after weeks off
 * the customer gets the first reminder, not the third. A level that falls on today is due (T68: by date).
 */
export function reminderDue({ levels, convention }: ReminderRules, document: RemindedDocument, today: string): ReminderDue | null {
  const { balance, dueDate, quietUntil } = document;
  if (balance <= 0 || dueDate === null) return null;
  if (quietUntil !== null && compareDates(today, quietUntil) <= 0) return null;
  const last = lastSent(document);
  const level = (last?.level ?? -1) + 1;
  const next = levels[level];
  if (!next) return null;
  const byDue = addDays(dueDate, next.after);
  const bySent = last && addDays(last.date, next.after - (levels[last.level]?.after ?? 0));
  const since = bySent !== null && compareDates(bySent, byDue) > 0 ? bySent : byDue;
  return compareDates(today, since) < 0 ? null : claim({ next, level, since, convention }, document, dueDate, today);
}

/** Until when a document must have fallen due, and its last reminder been sent, for the reminder of each level to be due on `today`. */
export function dueSince({ levels }: ReminderRules, today: string): { fell: string; sent: string }[] {
  return levels.map(({ after }, level) => ({ fell: addDays(today, -after), sent: addDays(today, (levels[level - 1]?.after ?? 0) - after) }));
}

/**
 * The reminder somebody sends although its day has not come or all were sent: the next level, or the last one again. Null while nothing is late, or
 * there are no levels. A wish for peace is not asked: the person who writes knows of it.
 */
export function reminderNow({ levels, convention }: ReminderRules, document: RemindedDocument, today: string): ReminderDue | null {
  const { balance, dueDate } = document;
  if (balance <= 0 || dueDate === null || compareDates(today, dueDate) <= 0) return null;
  const level = Math.min((lastSent(document)?.level ?? -1) + 1, levels.length - 1);
  const next = levels[level];
  return next ? claim({ next, level, since: today, convention }, document, dueDate, today) : null;
}

function lastSent({ sent }: RemindedDocument): RemindedDocument['sent'][number] | null {
  return sent.reduce<RemindedDocument['sent'][number] | null>((best, one) => (best === null || one.level > best.level ? one : best), null);
}

interface Claimed {
  readonly next: ReminderLevel;
  readonly level: number;
  readonly since: string;
  readonly convention: DayCount;
}

function claim({ next, level, since, convention }: Claimed, { currency, balance, owed }: RemindedDocument, dueDate: string, today: string): ReminderDue {
  const fee = minor(next.fees[currency] ?? 0);
  const interest = next.interest === null ? NOTHING : interestUpTo(owed, next.interest, dueDate, today, convention);
  return { level, since, daysLate: daysBetween(dueDate, today), fee, interest, total: addMinor(balance, fee, interest) };
}

/** Today counts: 30 days after the due date are 30 days of interest. */
function interestUpTo(owed: readonly OwedFrom[], rate: string | readonly InterestRate[], dueDate: string, today: string, convention: DayCount): Minor {
  const rates = typeof rate === 'string' ? [{ from: '0001-01-01', rate }] : rate;
  return interestOver(owed, rates, interestFrom(dueDate), addDays(today, 1), convention);
}
