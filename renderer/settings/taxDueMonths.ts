// The months a change of when tax falls due can begin with, and the one it usually does: the next financial year. Pure; TaxDuePart only.
import { addMonths } from '../../domain/date.ts';
import { financialYearOf } from '../../domain/closing.ts';

const MOST = 60;

/** From the first possible month to the start of the year after the next. Books without invoices may begin years ago: with documents of another program to come. */
export function beginnings(earliest: string | null, today: string, fyStartMonth: number): string[] {
  const { from } = financialYearOf(today, fyStartMonth);
  const last = addMonths(from, 24);
  const first = earliest ?? addMonths(from, -24);
  const months: string[] = [];
  for (let month = first; months.length < MOST && (month <= last || months.length === 0); month = addMonths(month, 1)) months.push(month);
  return months;
}

/** The start of a financial year: of this one where nothing was issued in it, else of the next; else the first possible month. */
export function usualBeginning(months: readonly string[], today: string, fyStartMonth: number): string {
  const { from } = financialYearOf(today, fyStartMonth);
  return [from, addMonths(from, 12)].find((start) => months.includes(start)) ?? months[0] ?? from;
}
