// "This month", "last quarter" as two dates. Pure; the date filter calls it.
import { PERIODS as ALL } from '../../contract/views.ts';
import { addDays, addMonths, endOfMonth } from '../../domain/date.ts';

/** Those that follow from today; 'between' has days of its own. */
export const PERIODS = ALL.filter((one) => one !== 'between');
export type Period = (typeof PERIODS)[number];

export interface Span {
  readonly from: string | null;
  readonly to: string | null;
}

function monthStart(date: string): string {
  return `${date.slice(0, 7)}-01`;
}

function quarterStart(date: string): string {
  const month = Number(date.slice(5, 7));
  return addMonths(monthStart(date), -((month - 1) % 3));
}

/** First and last day, both included; null is open. Quarters and years are the calendar's. */
export function spanOf(period: Period, today: string): Span {
  const quarter = quarterStart(today);
  const year = `${today.slice(0, 4)}-01-01`;
  switch (period) {
    case 'any': return { from: null, to: null };
    case 'thisMonth': return { from: monthStart(today), to: endOfMonth(today) };
    case 'lastMonth': return { from: addMonths(monthStart(today), -1), to: addDays(monthStart(today), -1) };
    case 'thisQuarter': return { from: quarter, to: endOfMonth(addMonths(quarter, 2)) };
    case 'lastQuarter': return { from: addMonths(quarter, -3), to: addDays(quarter, -1) };
    case 'thisYear': return { from: year, to: endOfMonth(addMonths(year, 11)) };
    case 'lastYear': return { from: addMonths(year, -12), to: addDays(year, -1) };
  }
}
