// Exact decimal numbers for quantities, unit prices, percentages and rates. Pure bigint; anybody may call it, nobody needs a float.
import { DomainError } from './error.ts';

/** An exact decimal: `units` divided by ten to the power `scale`. 12.50 is {units: 1250n, scale: 2}. */
export interface Dec {
  readonly units: bigint;
  readonly scale: number;
}

/**
 * How a result that does not fit is rounded.
 * 'half-up': half away from zero, both signs alike (T05), the house default.
 * 'half-even': to the even neighbour. 'down': toward zero (T26, T33).
 */
export type Rounding = 'half-up' | 'half-even' | 'down';

/** At most this many digits before and after the point are read; anything longer is not a business number. */
export const MAX_INTEGER_DIGITS = 18;
export const MAX_DECIMALS = 10;

const DECIMAL = /^(-?)(\d{1,18})(?:\.(\d{1,10}))?$/;

const POWERS: bigint[] = [1n];

/** Ten to the power `n`. */
export function pow10(n: number): bigint {
  for (let known = POWERS.length; known <= n; known += 1) POWERS.push(10n ** BigInt(known));
  return POWERS[n] ?? 1n;
}

/** Reads "-12.5". Refuses everything a person might type but a program should not send: '', '1e3', '+1', ' 1', '.5', '1,5'. */
export function parseDec(text: string): Dec {
  const match = DECIMAL.exec(text);
  if (!match) throw new DomainError('DECIMAL', { text: text.slice(0, 40) });
  const [, sign, whole = '', fraction = ''] = match;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, scale: fraction.length };
}

/** True when parseDec would accept the text. */
export function isDec(text: string): boolean {
  return DECIMAL.test(text);
}

/** A whole number as a decimal. */
export function decOf(units: bigint, scale = 0): Dec {
  return { units, scale };
}

/** Canonical text: no exponent, no trailing zeros, no "-0". parseDec(formatDec(d)) has the same value. */
export function formatDec(d: Dec): string {
  const negative = d.units < 0n;
  const digits = (negative ? -d.units : d.units).toString().padStart(d.scale + 1, '0');
  const whole = digits.slice(0, digits.length - d.scale);
  const fraction = digits.slice(digits.length - d.scale).replace(/0+$/, '');
  return (negative ? '-' : '') + whole + (fraction === '' ? '' : `.${fraction}`);
}

function unitsAt(d: Dec, scale: number): bigint {
  return scale === d.scale ? d.units : d.units * pow10(scale - d.scale);
}

export function add(a: Dec, b: Dec): Dec {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

export function sub(a: Dec, b: Dec): Dec {
  return add(a, neg(b));
}

export function mul(a: Dec, b: Dec): Dec {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

export function neg(d: Dec): Dec {
  return { units: -d.units, scale: d.scale };
}

/** -1, 0 or 1. */
export function cmp(a: Dec, b: Dec): -1 | 0 | 1 {
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [unitsAt(a, scale), unitsAt(b, scale)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function isZero(d: Dec): boolean {
  return d.units === 0n;
}

export function isNegative(d: Dec): boolean {
  return d.units < 0n;
}

/** numerator / denominator as a whole number, rounded. The one place in the product where anything is rounded. */
export function divRound(numerator: bigint, denominator: bigint, rounding: Rounding = 'half-up'): bigint {
  if (denominator === 0n) throw new DomainError('DIVISION_BY_ZERO');
  const quotient = numerator / denominator; // bigint division cuts toward zero
  const rest = numerator % denominator;
  if (rest === 0n || rounding === 'down') return quotient;
  const twice = rest < 0n ? -2n * rest : 2n * rest;
  const whole = denominator < 0n ? -denominator : denominator;
  const awayFromZero = twice > whole || (twice === whole && (rounding === 'half-up' || quotient % 2n !== 0n));
  if (!awayFromZero) return quotient;
  return numerator < 0n === denominator < 0n ? quotient + 1n : quotient - 1n;
}

/** The same number with at most `scale` decimals. */
export function roundDec(d: Dec, scale: number, rounding: Rounding = 'half-up'): Dec {
  if (d.scale <= scale) return d;
  return { units: divRound(d.units, pow10(d.scale - scale), rounding), scale };
}

/** a / b with `scale` decimals. */
export function divDec(a: Dec, b: Dec, scale: number, rounding: Rounding = 'half-up'): Dec {
  const shift = scale + b.scale - a.scale;
  const [up, down] = shift >= 0 ? [pow10(shift), 1n] : [1n, pow10(-shift)];
  return { units: divRound(a.units * up, b.units * down, rounding), scale };
}
