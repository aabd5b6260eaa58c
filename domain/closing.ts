// Closed periods and financial years: up to which day the books are shut, and which days make a year, quarter or month. Called by every service that books, and by reports.
import { addDays, addMonths, compareDates, daysBetween, endOfMonth, financialYear, isDate } from './date.ts';
import { DomainError } from './error.ts';

/** Both days belong to it. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** True when nothing may be issued or booked with that date any more. `closedThrough` is the last closed day, null for none. */
export function isClosed(date: string, closedThrough: string | null): boolean {
  return closedThrough !== null && compareDates(date, closedThrough) <= 0;
}

/** Throws PERIOD_CLOSED for a date on or before the last closed day. Issuing, payments, voids and refunds all pass here with their own date. */
export function assertOpen(date: string, closedThrough: string | null): void {
  if (isClosed(date, closedThrough)) throw new DomainError('PERIOD_CLOSED', { date, closedThrough: closedThrough ?? '' });
}

/**
 * The last closed day after closing up to `through`. Closing only goes forward, and only over days that have passed; opening again is a
 * decision of its own. Throws PERIOD_ORDER or DATE.
 */
export function closeThrough(current: string | null, through: string, today: string): string {
  const forward = current === null || compareDates(through, current) > 0;
  if (!forward || compareDates(through, today) >= 0) throw new DomainError('PERIOD_ORDER', { from: current ?? '', to: through });
  return through;
}

/**
 * The last closed day after opening again, which must be earlier; null opens everything. What has been handed to the tax office stays shut:
 * `filedThrough` is the last day reported, null for none. Throws PERIOD_ORDER or PERIOD_CLOSED.
 */
export function reopenThrough(current: string | null, through: string | null, filedThrough: string | null): string | null {
  if (current === null || (through !== null && compareDates(through, current) >= 0))
    throw new DomainError('PERIOD_ORDER', { from: through ?? '', to: current ?? '' });
  if (filedThrough !== null && (through === null || compareDates(through, filedThrough) < 0))
    throw new DomainError('PERIOD_CLOSED', { date: filedThrough, closedThrough: current });
  return through;
}

/** The financial year a date lies in: its days and its name as numbers use it (T70). Throws FY_START or DATE. */
export function financialYearOf(date: string, startMonth: number): Period & { readonly name: string } {
  const name = financialYear(date, startMonth);
  const first = `${date.slice(0, 7)}-01`;
  const months = (Number(date.slice(5, 7)) - startMonth + 12) % 12;
  const from = addMonths(first, -months);
  return { name, from, to: endOfMonth(addMonths(from, 11)) };
}

/** The parts of a year that begin every `months` months: 1 for months, 3 for quarters, 12 for the year itself. Throws PERIOD_ORDER. */
export function periodsOf(year: Period, months: 1 | 2 | 3 | 4 | 6 | 12): Period[] {
  if (compareDates(year.from, year.to) > 0) throw new DomainError('PERIOD_ORDER', { from: year.from, to: year.to });
  const periods: Period[] = [];
  for (let from = year.from; compareDates(from, year.to) <= 0; from = addDays(periods.at(-1)?.to ?? year.to, 1))
    periods.push({ from, to: endOfMonth(addMonths(from, months - 1)) });
  return periods;
}

/** The period before this one, of the same length in months where it is whole months: for comparing. */
export function periodBefore({ from, to }: Period): Period {
  if (!isDate(from) || !isDate(to) || compareDates(from, to) > 0) throw new DomainError('PERIOD_ORDER', { from, to });
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;
  const whole = from.endsWith('-01') && endOfMonth(to) === to;
  if (whole) return { from: addMonths(from, -months), to: addDays(from, -1) };
  return { from: addDays(from, -1 - daysBetween(from, to)), to: addDays(from, -1) };
}
