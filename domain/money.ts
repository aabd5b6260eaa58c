// Amounts of money: safe integers in a currency's minor unit, and the only ways to make, add, split and convert them. Anybody may call it.
import { type Dec, type Rounding, decOf, divRound, formatDec, isNegative, isZero, mul, parseDec, pow10 } from './decimal.ts';
import { DomainError } from './error.ts';

/** An amount in minor units (cents). A safe integer, never -0. The currency travels beside it. */
export type Minor = number & { readonly __minor: true };

/** Checks a number and calls it money. Throws AMOUNT_TOO_LARGE for anything that is not a safe integer (SECURITY e 56). */
export function minor(n: number): Minor {
  if (!Number.isSafeInteger(n)) throw new DomainError('AMOUNT_TOO_LARGE');
  return (n === 0 ? 0 : n) as Minor; // the brand is given here and nowhere else; 0 also for -0
}

/** The same for a bigint, where every intermediate result lives. */
export function minorOf(units: bigint): Minor {
  return minor(Number(units));
}

/** Zero, in any currency. */
export const NOTHING: Minor = minor(0);

export function addMinor(...amounts: readonly Minor[]): Minor {
  return sumMinor(amounts);
}

/** Exact sum; every partial sum must itself be an amount. */
export function sumMinor(amounts: Iterable<Minor>): Minor {
  let sum = NOTHING;
  // Two safe integers add up to at most 2^54-2, where the double is still exact enough to be seen as unsafe.
  for (const amount of amounts) sum = minor(sum + amount);
  return sum;
}

export function subMinor(a: Minor, b: Minor): Minor {
  return minor(a - b);
}

export function negMinor(amount: Minor): Minor {
  return minor(-amount);
}

/** A decimal amount in minor units: 1.005 with exponent 2 is 101 (T06). */
export function toMinor(d: Dec, exponent: number, rounding: Rounding = 'half-up'): Minor {
  const shift = exponent - d.scale;
  return minorOf(shift >= 0 ? d.units * pow10(shift) : divRound(d.units, pow10(-shift), rounding));
}

/** The amount as an exact decimal. */
export function decOfMinor(amount: Minor, exponent: number): Dec {
  return decOf(BigInt(amount), exponent);
}

/** Decimal text with all the currency's digits and an ASCII minus: 1250 with exponent 2 is "12.50". For files and XML, not for eyes. */
export function minorToDecimal(amount: Minor, exponent: number): string {
  const digits = Math.abs(amount)
    .toString()
    .padStart(exponent + 1, '0');
  const sign = amount < 0 ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** `percent` of an amount, rounded to the minor unit: 10 % of 35.70 is 3.57. */
export function percentOf(amount: Minor, percent: Dec, rounding: Rounding = 'half-up'): Minor {
  return minorOf(divRound(BigInt(amount) * percent.units, pow10(percent.scale + 2), rounding));
}

/**
 * Whole numbers as near as possible to the ideals `numerators[i] / denominator`, whose sum is exactly `total`.
 * Largest remainder, ties to the first; mirrored input gives the mirrored answer. `total` is meant to be the rounded sum of the ideals,
 * then no share moves by a whole unit. The denominator must be positive.
 */
export function apportion(numerators: readonly bigint[], denominator: bigint, total: bigint): bigint[] {
  const shares = numerators.map((n) => n / denominator);
  let left = shares.reduce((rest, share) => rest - share, total);
  if (left === 0n) return shares;
  if (shares.length === 0) throw new DomainError('ALLOCATION');
  const step = left < 0n ? -1n : 1n;
  const remainders = numerators.map((n) => (n % denominator) * step);
  const order = shares.map((_, i) => i).sort((a, b) => compareBig(remainders[b], remainders[a]) || a - b);
  for (let turn = 0; left !== 0n; turn += 1, left -= step) {
    const i = order[turn % order.length] ?? 0;
    shares[i] = (shares[i] ?? 0n) + step;
    if (turn > 2 * order.length) throw new DomainError('ALLOCATION'); // the total has nothing to do with the ideals
  }
  return shares;
}

function compareBig(a = 0n, b = 0n): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** `total` split by exact signed weights that may not sum to zero. For callers that have their weights as amounts. */
export function allocateUnits(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((s, w) => s + w, 0n);
  if (sum === 0n)
    return allocateUnits(
      total,
      weights.map(() => 1n),
    );
  const sign = sum < 0n ? -1n : 1n;
  return apportion(
    weights.map((w) => total * w * sign),
    sum * sign,
    total,
  );
}

/**
 * Splits `total` in proportion to the weights without losing a cent (T13): largest remainder, ties to the first.
 * Weights are not negative; all zero means equal shares. Throws ALLOCATION for no weights (unless there is nothing to split) or negative ones.
 */
export function allocate(total: Minor, weights: readonly bigint[] | readonly Dec[]): Minor[] {
  if (weights.length === 0 && total === 0) return [];
  const decimals = weights.map((w) => (typeof w === 'bigint' ? decOf(w) : w));
  if (decimals.length === 0 || decimals.some(isNegative)) throw new DomainError('ALLOCATION');
  const scale = decimals.reduce((most, w) => Math.max(most, w.scale), 0);
  return allocateUnits(
    BigInt(total),
    decimals.map((w) => w.units * pow10(scale - w.scale)),
  ).map(minorOf);
}

/**
 * An amount in another currency: `rate` units of the target for one unit of the source (T34).
 * Throws RATE_MISSING when the rate is absent, empty or zero: a missing rate is never 0 or 1 (T35).
 */
export function convert(amount: Minor, rate: string | null, fromExponent: number, toExponent: number): Minor {
  if (rate === null || rate === '') throw new DomainError('RATE_MISSING');
  const factor = parseDec(rate);
  if (isZero(factor)) throw new DomainError('RATE_MISSING');
  if (isNegative(factor)) throw new DomainError('RATE_NEGATIVE', { rate: formatDec(factor) });
  return toMinor(mul(decOfMinor(amount, fromExponent), factor), toExponent);
}
