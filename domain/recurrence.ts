// Recurring documents: on which calendar dates they fall, which are due, and at what price. No clock and no time of day: a job at 06:00 is the caller's (T67). Called by services and screens.
import { addDays, addMonths, compareDates, isDate } from './date.ts';
import { isNegative, parseDec } from './decimal.ts';
import { DomainError } from './error.ts';

export type IntervalUnit = 'day' | 'week' | 'month' | 'year';

/** From the first day without one; `to` is the last day without one, null until further notice. */
export interface Pause {
  readonly from: string;
  readonly to: string | null;
}

export interface Schedule {
  /** The first occurrence. Its day is kept: every date is counted from here, never from the one before (T62, T64). */
  readonly anchor: string;
  readonly every: number;
  readonly unit: IntervalUnit;
  /** 'date': the last day one may fall on. 'count': so many are made; those in a pause are not counted. */
  readonly end:
    | { readonly kind: 'never' }
    | { readonly kind: 'date'; readonly date: string }
    | { readonly kind: 'count'; readonly count: number };
  readonly pauses: readonly Pause[];
}

export interface Occurrence {
  /** Position counted from the anchor, pauses included: with the schedule's id the key that keeps it from being made twice. */
  readonly index: number;
  readonly date: string;
}

export interface DueOccurrences {
  readonly due: readonly Occurrence[];
  /** More than `limit` are due; ask again when these are made. */
  readonly more: boolean;
  /** Today is before what was made already: the clock was set back, nobody should trust it (T66). */
  readonly clockBack: boolean;
}

const LAST_DAY = '9999-12-31';
const MOST_EVERY = 1000;

/** Checks a schedule a person made. Throws SCHEDULE with the field, or DATE. */
export function checkedSchedule(schedule: Schedule): Schedule {
  const { anchor, every, end, pauses } = schedule;
  const wrong = (field: string) => new DomainError('SCHEDULE', { field });
  if (!isDate(anchor)) throw wrong('anchor');
  if (!Number.isInteger(every) || every < 1 || every > MOST_EVERY) throw wrong('every');
  if (end.kind === 'date' && (!isDate(end.date) || compareDates(end.date, anchor) < 0)) throw wrong('end');
  if (end.kind === 'count' && (!Number.isInteger(end.count) || end.count < 1)) throw wrong('end');
  if (pauses.some(({ from, to }) => !isDate(from) || (to !== null && (!isDate(to) || compareDates(to, from) < 0)))) throw wrong('pauses');
  return schedule;
}

/** The date of an occurrence, pauses and end left aside. Monthly from 31 Jan: 28 Feb, 31 Mar, 30 Apr (T62, T63). Null beyond the calendar. */
export function dateOf({ anchor, every, unit }: Schedule, index: number): string | null {
  try {
    if (unit === 'day' || unit === 'week') return addDays(anchor, index * every * (unit === 'week' ? 7 : 1));
    return addMonths(anchor, index * every * (unit === 'year' ? 12 : 1));
  } catch (failure) {
    if (failure instanceof DomainError && failure.code === 'DATE') return null; // after the year 9999
    throw failure;
  }
}

/** The first index whose date is not before `date`. Halves the range, so that an old daily schedule costs no more than a new one. */
function firstFrom(schedule: Schedule, date: string): number {
  const before = (index: number) => (dateOf(schedule, index) ?? LAST_DAY) < date;
  if (!before(0)) return 0;
  let [low, high] = [0, 1];
  while (before(high)) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (before(middle)) low = middle;
    else high = middle;
  }
  return high;
}

function isPaused({ pauses }: Schedule, date: string): boolean {
  return pauses.some(({ from, to }) => from <= date && (to === null || date <= to));
}

/** Occurrences from an index on, in order, without paused ones, up to the schedule's end. `made`: how many were made before it. */
function* occurrences(schedule: Schedule, from: number, made: number): Generator<Occurrence> {
  const { end } = schedule;
  for (let [index, count] = [from, made]; end.kind !== 'count' || count < end.count; index += 1) {
    const date = dateOf(schedule, index);
    if (date === null || (end.kind === 'date' && date > end.date)) return;
    if (isPaused(schedule, date)) {
      const pausedForever = schedule.pauses.some((pause) => pause.to === null && pause.from <= date);
      if (pausedForever) return;
      continue;
    }
    count += 1;
    yield { index, date };
  }
}

/**
 * What is due: every occurrence after `through` up to and including today, each with its own date (T65). `through` is the date of the newest
 * occurrence that was ever made, approved or skipped; it never goes back, so neither a second run nor a clock set back makes one twice (T66).
 * `made`: how many were made so far, for schedules that end by count.
 */
export function dueOccurrences(schedule: Schedule, through: string | null, made: number, today: string, limit = 400): DueOccurrences {
  const clockBack = through !== null && compareDates(today, through) < 0;
  if (clockBack) return { due: [], more: false, clockBack };
  const due: Occurrence[] = [];
  const from = through === null ? 0 : firstFrom(schedule, addDays(through, 1));
  for (const occurrence of occurrences(schedule, from, made)) {
    if (compareDates(occurrence.date, today) > 0) break;
    if (due.length === limit) return { due, more: true, clockBack };
    due.push(occurrence);
  }
  return { due, more: false, clockBack };
}

/** The next occurrence after `through`, however far; null when the schedule has ended or is paused for good. */
export function nextOccurrence(schedule: Schedule, through: string | null, made: number): Occurrence | null {
  const from = through === null ? 0 : firstFrom(schedule, addDays(through, 1));
  return occurrences(schedule, from, made).next().value ?? null;
}

/** How far everything is settled: see settledThrough. */
export interface Settled {
  /** No date up to this one waits any more; null before the first. */
  readonly through: string | null;
  /** Of those, so many were made; what was left out does not count. */
  readonly made: number;
  /** The first date that still waits, or comes. */
  readonly next: Occurrence | null;
}

/**
 * Moves on over dates that were decided, up to the first that was not: dates may be decided in any order, but none is ever passed over. `decided`
 * says of a date whether it was made, left out, or is still open.
 */
export function settledThrough(
  schedule: Schedule,
  from: Pick<Settled, 'through' | 'made'>,
  decided: (date: string) => 'made' | 'left-out' | 'open',
): Settled {
  let { through, made } = from;
  for (;;) {
    const next = nextOccurrence(schedule, through, made);
    const how = next === null ? 'open' : decided(next.date);
    if (next === null || how === 'open') return { through, made, next };
    through = next.date;
    if (how === 'made') made += 1;
  }
}

/** What an occurrence stands for, when billed in advance: from its date to the day before the next one. */
export function periodOf(schedule: Schedule, index: number): { from: string; to: string } {
  const [from, next] = [dateOf(schedule, index), dateOf(schedule, index + 1)];
  if (from === null) throw new DomainError('SCHEDULE', { field: 'index' });
  return { from, to: next === null ? LAST_DAY : addDays(next, -1) };
}

/** From that date on, a line has another price. */
export interface PriceChange {
  readonly from: string;
  readonly line: number;
  /** Decimal string. */
  readonly unitPrice: string;
}

/** The lines with the prices of that date: of several changes to a line the newest that has begun, the later in the list on one date. */
export function pricedAt<T extends { readonly unitPrice: string }>(
  lines: readonly T[],
  changes: readonly PriceChange[],
  date: string,
): T[] {
  return lines.map((line, i) => {
    let newest: PriceChange | null = null;
    for (const change of changes) {
      if (change.line !== i || change.from > date || (newest && change.from < newest.from)) continue;
      if (isNegative(parseDec(change.unitPrice))) throw new DomainError('PRICE_NEGATIVE'); // T29
      newest = change;
    }
    return newest ? { ...line, unitPrice: newest.unitPrice } : line;
  });
}
