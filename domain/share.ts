// Taking a sum apart step by step: shares of what is left, so that the last step gets the remainder and nothing is ever taken twice. Called by credit notes, payments and conversions.
import { type Rounding, divRound } from './decimal.ts';
import { type Minor, NOTHING, minor, minorOf, subMinor, sumMinor } from './money.ts';

/** A part of a whole as two whole numbers: 2 of 3. The whole is positive and not less than the part. */
export interface Fraction {
  readonly part: bigint;
  readonly whole: bigint;
}
export const NONE: Fraction = { part: 0n, whole: 1n };
export const ALL: Fraction = { part: 1n, whole: 1n };

/** The fraction of `left`, rounded to the minor unit. */
export function shareOf(left: Minor, { part, whole }: Fraction, rounding: Rounding = 'half-up'): Minor {
  return minorOf(divRound(BigInt(left) * part, whole, rounding));
}

/** A fraction of two amounts or counts of the same direction; NONE where there is nothing to take from. */
export function fractionOf(part: bigint, whole: bigint): Fraction {
  if (whole === 0n) return NONE;
  return whole < 0n ? { part: -part, whole: -whole } : { part, whole };
}

/**
 * The amount of one step: its natural amount, moved only where all steps so far would stray a whole minor unit from their exact share of `whole`.
 * So many small steps never drift away, and none takes more than there is (T49). `before` is what earlier steps took; `taken` of `of` is the
 * share of the whole after this step.
 */
export function keepNear(natural: Minor, before: Minor, whole: Minor, taken: Minor, of: Minor): Minor {
  // Where sales and returns meet, a part can be more than the whole: its share then means nothing.
  if (of === 0 || Math.abs(taken) > Math.abs(of) || Math.sign(taken) === -Math.sign(of)) return natural;
  const exact = BigInt(whole) * BigInt(taken) * (of < 0 ? -1n : 1n);
  const size = BigInt(Math.abs(of));
  const low = floorDiv(exact, size);
  const high = -floorDiv(-exact, size);
  const after = BigInt(before) + BigInt(natural);
  const moved = minorOf((after < low ? low : after > high ? high : after) - BigInt(before));
  // A step never goes backwards to make up for one before it.
  return Math.sign(moved) === -Math.sign(of) ? NOTHING : moved;
}

function floorDiv(n: bigint, d: bigint): bigint {
  const quotient = n / d;
  return n % d < 0n ? quotient - 1n : quotient;
}

/**
 * Splits `total` over what is left in several places, in proportion, in the order given: the sum is exact and no place gives more than it has.
 * Places may be negative as long as no sum of a tail is zero while something is still to be split: put them first.
 */
export function splitLeft(total: Minor, lefts: readonly Minor[]): Minor[] {
  let [rest, left] = [total, sumMinor(lefts)];
  return lefts.map((place) => {
    const share = left === 0 ? NOTHING : shareOf(place, fractionOf(BigInt(rest), BigInt(left)));
    rest = subMinor(rest, share);
    left = subMinor(left, place);
    return share;
  });
}

/** Difference of two stored amounts. */
export function less(a: number, b: number): Minor {
  return minor(a - b);
}
