// Interest on money that is late: exact over changing balances and changing rates, rounded once at the end (T59). Called by reminders and by whoever states a claim.
import { addDays, compareDates, dateTexts, daysBetween } from './date.ts';
import { divRound, isNegative, parseDec, pow10 } from './decimal.ts';
import { DomainError } from './error.ts';
import { type Minor, minorOf } from './money.ts';

/**
 * How days and years are counted. 'act/365': days as they are, a year of 365. '30/360': every month has 30 days (30E/360: a 31st counts as a 30th).
 * The convention is printed where interest is claimed: 8 % on 1000.00 for 30 days is 6.58 or 6.67.
 */
export type DayCount = 'act/365' | '30/360';

/** Percent a year, as a decimal string, from that day on. */
export interface InterestRate {
  readonly from: string;
  readonly rate: string;
}

/** What was owed from that day on (after the payments of the day). */
export interface OwedFrom {
  readonly from: string;
  readonly amount: Minor;
}

const YEAR: Readonly<Record<DayCount, bigint>> = { 'act/365': 365n, '30/360': 360n };

/** Days from one date to another by the convention. Throws DATE. */
export function interestDays(from: string, to: string, convention: DayCount): number {
  if (convention === 'act/365') return daysBetween(from, to);
  const count = (date: string) => {
    const { year, month, day } = dateTexts(date);
    return Number(year) * 360 + Number(month) * 30 + Math.min(30, Number(day));
  };
  return count(to) - count(from);
}

/** Simple interest for a number of days (T59). Throws INTEREST for negative days or rates, DECIMAL. */
export function interestFor(amount: Minor, rate: string, days: number, convention: DayCount): Minor {
  const percent = parseDec(rate);
  if (isNegative(percent) || !Number.isInteger(days) || days < 0) throw new DomainError('INTEREST', { rate, days });
  return minorOf(divRound(BigInt(amount) * percent.units * BigInt(days), YEAR[convention] * pow10(percent.scale + 2)));
}

/**
 * Interest from a day up to but not including another, over every balance and every rate between them. Before the first balance nothing is owed,
 * before the first rate nothing is charged. Each stretch is exact; the sum is rounded once. Throws INTEREST, DATE or DECIMAL.
 */
export function interestOver(
  owed: readonly OwedFrom[],
  rates: readonly InterestRate[],
  from: string,
  to: string,
  convention: DayCount,
): Minor {
  if (compareDates(to, from) <= 0) return minorOf(0n);
  const days = [...new Set([from, ...owed.map((o) => o.from), ...rates.map((r) => r.from), to])];
  const cuts = days.filter((day) => compareDates(day, from) >= 0 && compareDates(day, to) <= 0).sort();
  let sum = 0n;
  cuts.forEach((start, i) => {
    const end = cuts[i + 1];
    const [amount, rate] = [newest(owed, start)?.amount, newest(rates, start)?.rate];
    if (end === undefined || amount === undefined || rate === undefined || amount <= 0) return;
    const percent = parseDec(rate);
    if (isNegative(percent)) throw new DomainError('INTEREST', { rate, days: 0 });
    sum += BigInt(amount) * percent.units * pow10(10 - percent.scale) * BigInt(interestDays(start, end, convention));
  });
  return minorOf(divRound(sum, YEAR[convention] * pow10(12)));
}

function newest<T extends { readonly from: string }>(list: readonly T[], day: string): T | null {
  return list.reduce<T | null>((best, item) => (item.from <= day && (best === null || item.from >= best.from) ? item : best), null);
}

/** The first day interest runs: the day after payment was due. */
export function interestFrom(dueDate: string): string {
  return addDays(dueDate, 1);
}
