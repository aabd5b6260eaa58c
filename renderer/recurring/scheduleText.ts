// A schedule in words and its coming dates, for lists and forms. Pure but for the language; recurring screens and home call it.
import { formatDay } from '../../domain/date.ts';
import { DomainError } from '../../domain/error.ts';
import { type Schedule, checkedSchedule, settledThrough } from '../../domain/recurrence.ts';
import type { Interval, RecurringView } from '../../contract/recurring.ts';
import { language, t } from '../i18n/index.ts';

/** "every month", "every 2 weeks". */
export function everyText(every: number, unit: Interval['unit']): string {
  return t(`recurring.every.${unit}`, { count: every });
}

/** Which field of a schedule nobody could follow, or null. */
export function scheduleProblem(schedule: Schedule): string | null {
  try {
    checkedSchedule(schedule);
    return null;
  } catch (failure) {
    if (failure instanceof DomainError) return String(failure.params['field'] ?? 'anchor');
    throw failure;
  }
}

/** The next dates of a schedule, with what was decided already left out. */
export function comingDates(schedule: Schedule, view: Pick<RecurringView, 'through' | 'made' | 'settled'>, most: number): { index: number; date: string }[] {
  if (scheduleProblem(schedule) !== null) return [];
  const decided = new Map(view.settled.map(({ date, kind }) => [date, kind === 'skipped' ? ('left-out' as const) : ('made' as const)]));
  const dates: { index: number; date: string }[] = [];
  let from: { through: string | null; made: number } = view;
  while (dates.length < most) {
    const { next, through, made } = settledThrough(schedule, from, (date) => decided.get(date) ?? 'open');
    if (next === null) break;
    dates.push(next);
    decided.set(next.date, 'made');
    from = { through, made };
  }
  return dates;
}

/** "28 Feb 2026, 31 Mar 2026, 30 Apr 2026". */
export function datesText(dates: readonly { date: string }[]): string {
  return dates.map(({ date }) => formatDay(date, language())).join(', ');
}
