// The discount cell in words and back: "10 %", "5.00", "+12.50" for a charge, several joined by ";". Pure; the line table and the invoice-wide rows call it.
import type { DraftLine } from '../../contract/invoices.ts';
import { currencyOf } from '../../domain/currency.ts';
import { cmp, parseDec } from '../../domain/decimal.ts';
import { DomainError } from '../../domain/error.ts';
import { type Minor, minor, minorToDecimal, toMinor } from '../../domain/money.ts';

export type LineAdjustment = DraftLine['adjustments'][number];

/** How numbers are read and shown for this person; both work on canonical decimals. */
export interface Numbers {
  /** Canonical decimal for what was typed, or null. */
  readonly read: (typed: string) => string | null;
  /** The same number for eyes; `places` at least this many decimals. */
  readonly show: (decimal: string, places?: number) => string;
}

const ONE_ADJUSTMENT = /^([+\-−]?)\s*(.*?)\s*(%?)$/u;

/** One discount ("10 %", "-10 %", "5") or charge ("+5"). Null when it cannot be read. The reason of `old` is kept. */
export function readAdjustment(text: string, currency: string, numbers: Numbers, old: LineAdjustment | undefined): LineAdjustment | null {
  const match = ONE_ADJUSTMENT.exec(text.trim());
  if (!match) return null;
  const [, sign, digits = '', percent] = match;
  const value = numbers.read(digits);
  if (value === null || value.startsWith('-') || digits === '') return null;
  const kind = sign === '+' ? 'charge' : 'allowance';
  const reason = old?.reason ?? '';
  if (percent === '%') return { kind, percent: value, amount: null, reason };
  const amount = toMinorExact(value, currencyOf(currency).exponent);
  return amount === null ? null : { kind, percent: null, amount, reason };
}

/** Everything in a discount cell. Null when any part cannot be read; no text means no discount. */
export function readAdjustments(text: string, currency: string, numbers: Numbers, old: readonly LineAdjustment[]): LineAdjustment[] | null {
  const parts = text.split(';').map((part) => part.trim()).filter((part) => part !== '' && part !== '–' && part !== '-');
  if (parts.length > 5) return null;
  const read = parts.map((part, i) => readAdjustment(part, currency, numbers, old[i]));
  const good = read.filter((a) => a !== null);
  return good.length === read.length ? good.filter((a) => !isNothing(a)) : null;
}

function isNothing(a: LineAdjustment): boolean {
  return a.amount === 0 || (a.percent !== null && parseDec(a.percent).units === 0n);
}

/** One adjustment for eyes, with "+" before a charge. */
export function showAdjustment(a: LineAdjustment, currency: string, numbers: Numbers): string {
  const sign = a.kind === 'charge' ? '+' : '';
  if (a.percent !== null) return a.percent === '' ? '' : `${sign}${numbers.show(a.percent)} %`;
  if (a.amount === null) return '';
  const { exponent } = currencyOf(currency);
  return sign + numbers.show(minorToDecimal(minor(a.amount), exponent), exponent);
}

/** What a discount cell shows; '' for none. */
export function showAdjustments(list: readonly LineAdjustment[], currency: string, numbers: Numbers): string {
  return list.map((a) => showAdjustment(a, currency, numbers)).filter((s) => s !== '').join('; ');
}

/** A decimal in minor units, or null when it has more decimals than the currency or is beyond any amount. */
export function toMinorExact(decimal: string, exponent: number): Minor | null {
  try {
    const amount = toMinor(parseDec(decimal), exponent);
    return cmp(parseDec(minorToDecimal(amount, exponent)), parseDec(decimal)) === 0 ? amount : null;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
