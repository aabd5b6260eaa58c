// Alert rules that hold a day against a habit: voids, credit notes, discounts, exports. Pure; called by main/service/alertSight.ts and tests.
import type { Finding, Thresholds } from './alertRules.ts';

/** How often something was done before today, and on how many days somebody worked at all. */
export interface Habit {
  acts: number;
  days: number;
}
export interface Today {
  who: string;
  day: string;
  /** How often this person did it today, this time included. */
  count: number;
}

/** Fewer days than this are no habit: only twice the threshold speaks then. */
const LEAST_DAYS = 5;

/**
 * Many voids or credit notes of one person in one day: at least the threshold, and beyond what the person and the business are used to.
 * Whoever handles returns all day has many by habit, and a new colleague is judged by the business's.
 */
export function manyActs(rule: 'manyVoids' | 'manyCredits', today: Today, habit: { person: Habit; business: Habit }, t: Thresholds): Finding | null {
  const least = rule === 'manyVoids' ? t.voids : t.credits;
  const known = [habit.person, habit.business].filter(({ days }) => days >= LEAST_DAYS);
  if (today.count < (known.length === 0 ? 2 * least : least)) return null;
  if (known.some(({ acts, days }) => today.count * days < t.habitTimes * acts)) return null;
  return { rule, cause: `${rule}:${today.who}:${today.day}`, facts: { count: today.count, day: today.day }, again: 'doubled' };
}

/** How far an issued document is below its list prices, in whole percent, rounded down. Charges count as none. */
export function discountPercent(document: { gross: number; entered: number; lineNet: number; allowances: number }): number {
  const share = (part: number, whole: number): bigint => (part <= 0 || whole <= 0 ? 0n : (BigInt(part) * 1_000_000n) / BigInt(whole));
  const line = share(document.gross - document.entered, document.gross);
  const whole = share(document.allowances, document.lineNet);
  const kept = (1_000_000n - line) * (1_000_000n - whole);
  const percent = Number((1_000_000_000_000n - kept) / 10_000_000_000n);
  return Math.min(100, Math.max(0, percent));
}

/** The documents issued before: how many there are, and how many of them were as far below their prices as the one that is judged. */
export interface DiscountHabit {
  known: number;
  asLow: number;
}

/** Fewer documents than this are no habit. */
const LEAST_DOCUMENTS = 50;
/** Rarer than one in fifty is beyond habit. */
const RARE = 50;

/** A discount beyond what this person and this business give. Without a habit to hold it against only one twice as large speaks. */
export function unusualDiscount(target: { document: string; percent: number }, habit: { person: DiscountHabit; business: DiscountHabit }, t: Thresholds): Finding | null {
  const { person, business } = habit;
  const known = [person, business].filter((one) => one.known >= LEAST_DOCUMENTS);
  if (target.percent < (known.length === 0 ? Math.min(100, 2 * t.discountPercent) : t.discountPercent)) return null;
  if (known.some((one) => one.asLow * RARE >= one.known)) return null;
  return { rule: 'discount', cause: `discount:${target.document}`, facts: { percent: target.percent }, again: 'once' };
}

/** What one person took out today, this time included, and the most documents on any one earlier day. */
export interface Taken {
  who: string;
  day: string;
  /** The whole business in one file. */
  complete: boolean;
  exports: number;
  documents: number;
  mostBefore: number;
}

/** Everything at once, many files, or far more documents than on any day before. */
export function bulkExport(taken: Taken, t: Thresholds): Finding | null {
  const many = taken.exports >= t.exports;
  const large = taken.documents >= t.exportDocuments && taken.documents >= 2 * taken.mostBefore;
  if (!taken.complete && !many && !large) return null;
  const what = taken.complete ? 'complete' : 'many';
  return { rule: 'bulkExport', cause: `bulkExport:${taken.who}:${taken.day}:${what}`, facts: { what, exports: taken.exports, documents: taken.documents, count: taken.exports }, again: taken.complete ? 'each' : 'doubled' };
}
