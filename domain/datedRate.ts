// Dated exchange rates: what one unit of a currency is worth in the business's own on a day. Pure; called by the rates' service, file reader and screens.
import { daysBetween, isDate } from './date.ts';
import { type Dec, divDec, formatDec, isDec, isNegative, isZero, MAX_DECIMALS, parseDec, roundDec } from './decimal.ts';

/** Days after which a stored rate is called old, unless the owner says otherwise: weekend and holidays pass without one. */
export const OLD_AFTER_DAYS = 7;
/** As many digits before the point as the wire takes. */
const MOST_INTEGER_DIGITS = 12;

/**
 * A rate as it may be stored: above zero with at most ten decimals, canonical; null for anything else. Never 0 and never 1 for want of one (T35).
 */
export function storableRate(rate: Dec): string | null {
  const rounded = roundDec(rate, MAX_DECIMALS);
  if (isZero(rounded) || isNegative(rounded)) return null;
  const text = formatDec(rounded);
  return (text.split('.')[0] ?? '').length > MOST_INTEGER_DIGITS ? null : text;
}

/** What one unit is worth when the table says how many of them one unit of the base buys. Null where that is nothing. */
export function turned(perBase: Dec): string | null {
  return isZero(perBase) ? null : storableRate(divDec({ units: 1n, scale: 0 }, perBase, MAX_DECIMALS));
}

/**
 * Between two currencies quoted against a third (the table's own): both say how many units one unit of the third buys. 1 USD in CHF from a table of
 * the euro is CHF per euro through USD per euro.
 */
export function crossed(basePerThird: Dec, unitsPerThird: Dec): string | null {
  return isZero(unitsPerThird) ? null : storableRate(divDec(basePerThird, unitsPerThird, MAX_DECIMALS));
}

/** Reads a typed rate; null when it cannot stand. */
export function readRate(text: string): string | null {
  return isDec(text) ? storableRate(parseDec(text)) : null;
}

/** How far a rate's day lies before the day it is taken for, and whether that is longer than allowed. */
export function ageOf(day: string, on: string, oldAfter: number): { days: number; old: boolean } {
  const days = isDate(on) ? Math.max(0, daysBetween(day, on)) : 0;
  return { days, old: days > oldAfter };
}
