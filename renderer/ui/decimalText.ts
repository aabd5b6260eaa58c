// Numbers as people type them ('1.234,5', '1,234.5', '٣٫٥') turned into canonical decimal strings. Pure; DecimalField and its tests call it.
import { asciiDigits } from '../../domain/digits.ts';
import { marks } from './amountText.ts';

export type DecimalReading = { ok: true; value: string } | { ok: false; code: 'DECIMAL' | 'NEGATIVE' | 'TOO_MANY_DECIMALS' | 'AMOUNT_TOO_LARGE' };
export interface DecimalRules {
  /** Digits allowed after the point (10 on the wire). */
  decimals?: number;
  /** Below zero allowed? Prices and rates are not (T29). */
  negative?: boolean;
  /** Language whose decimal point wins where both readings are possible ('1.234'). */
  lang?: string;
}

/** Removes grouping and turns the decimal sign into a point; null when the signs make no sense together. */
function onePoint(text: string, decimalMark: string): string | null {
  const signs = [...text].filter((c) => c === '.' || c === ',');
  const last = signs.at(-1);
  if (last === undefined) return text;
  const kinds = new Set(signs);
  const other = last === '.' ? ',' : '.';
  if (kinds.size === 2) {
    // Both are there: the last one is the point, and may stand only once.
    return signs.filter((c) => c === last).length > 1 ? null : text.replaceAll(other, '').replace(last, '.');
  }
  if (signs.length > 1) return /^\d{1,3}([.,]\d{3})+$/.test(text) ? text.replaceAll(last, '') : null;
  // One sign only: with exactly three digits after it, it groups where this language groups with it.
  const groups = last !== decimalMark && /^[1-9]\d{0,2}[.,]\d{3}$/.test(text);
  return groups ? text.replace(last, '') : text.replace(last, '.');
}

/** The canonical decimal somebody means: no grouping, no leading or trailing zeros, no "-0". Empty text reads as DECIMAL. */
export function parseDecimalText(typed: string, rules: DecimalRules = {}): DecimalReading {
  const { decimals = 10, negative = false, lang } = rules;
  const text = asciiDigits(typed).replace(/[\s'\u2019\u00a0\u202f_]/g, '').replace('\u066b', '.').replaceAll('\u066c', '').replace(/^[\u2212\u2013]/, '-');
  const minus = text.startsWith('-');
  const body = onePoint(minus ? text.slice(1) : text.replace(/^\+/, ''), marks(lang).decimal);
  const match = body === null ? null : /^(\d*)(?:\.(\d*))?$/.exec(body);
  if (!match || (match[1] ?? '') + (match[2] ?? '') === '') return { ok: false, code: 'DECIMAL' };
  const whole = (match[1] ?? '').replace(/^0+(?=\d)/, '') || '0';
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) return { ok: false, code: 'TOO_MANY_DECIMALS' };
  if (whole.length > 12) return { ok: false, code: 'AMOUNT_TOO_LARGE' };
  const value = whole + (fraction === '' ? '' : `.${fraction}`);
  if (value === '0') return { ok: true, value };
  if (minus && !negative) return { ok: false, code: 'NEGATIVE' };
  return { ok: true, value: (minus ? '-' : '') + value };
}

/** How a canonical decimal stands in a field: this language's point, no grouping, so that it can be edited. */
export function editableDecimal(value: string, lang?: string): string {
  return value.replace('.', marks(lang).decimal);
}
