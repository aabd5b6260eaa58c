// What a number field allows beside "it is a number": how many decimals, below zero or not. The reading itself is the domain's. DecimalField and its tests call it.
import { editDecimal } from '../../domain/formatAmount.ts';
import { parseAmount } from '../../domain/parseAmount.ts';
import { numbersHere } from './amountText.ts';

export type DecimalReading = { ok: true; value: string } | { ok: false; code: 'DECIMAL' | 'NEGATIVE' | 'TOO_MANY_DECIMALS' | 'AMOUNT_TOO_LARGE' };
export interface DecimalRules {
  /** Digits allowed after the point (10 on the wire). */
  decimals?: number;
  /** Below zero allowed? Prices and rates are not (T29). */
  negative?: boolean;
  /** Language or country tag whose marks count ('de', 'en-IN'); the app's unless given. */
  lang?: string;
}

/** Digits the wire takes before the point. */
const WHOLE_DIGITS = 12;

/** The canonical decimal somebody means. Empty text reads as DECIMAL. */
export function parseDecimalText(typed: string, rules: DecimalRules = {}): DecimalReading {
  const { decimals = 10, negative = false, lang } = rules;
  const value = parseAmount(typed, numbersHere(lang));
  if (value === null) return { ok: false, code: 'DECIMAL' };
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  if (fraction.length > decimals) return { ok: false, code: 'TOO_MANY_DECIMALS' };
  if (whole.length > WHOLE_DIGITS) return { ok: false, code: 'AMOUNT_TOO_LARGE' };
  return value.startsWith('-') && !negative ? { ok: false, code: 'NEGATIVE' } : { ok: true, value };
}

/** How a canonical decimal stands in a field: this place's point, no grouping, so that it can be edited. */
export function editableDecimal(value: string, lang?: string): string {
  return editDecimal(value, numbersHere(lang));
}
