// The days up to which one can close: ends of months that are over, newest first. Pure.
import { addDays, addMonths, endOfMonth } from '../../domain/date.ts';

const MOST = 60;

/** Ends of months after what is closed and before today, not before the first document's month. */
export function monthEnds(through: string | null, first: string | null, today: string): string[] {
  const ends: string[] = [];
  const from = through ?? addDays(`${(first ?? addMonths(today, -12)).slice(0, 7)}-01`, -1);
  for (let end = addDays(`${today.slice(0, 7)}-01`, -1); end > from && ends.length < MOST; end = addDays(`${end.slice(0, 7)}-01`, -1)) ends.push(end);
  return ends.map(endOfMonth);
}
