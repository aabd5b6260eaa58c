// Amounts and decimals as people read them, the same on every screen and on paper. Pure: locale data comes from numberLocale.ts.
import { formatDec, parseDec, roundDec } from './decimal.ts';
import { type Minor, minorToDecimal } from './money.ts';
import type { NumberLocale } from './numberLocale.ts';

/** An amount with its currency's digits: '1 234,50', '−86.07'. Without the currency. */
export function formatAmount(amount: Minor, exponent: number, locale: NumberLocale): string {
  return localise(minorToDecimal(amount, exponent), locale);
}

/**
 * A decimal string as it is shown: '13.5' is '13,5' in German. At least `minDecimals` digits after the mark are written;
 * with `maxDecimals` it is rounded half away from zero. Throws DECIMAL.
 */
export function formatDecimal(decimal: string, locale: NumberLocale, minDecimals = 0, maxDecimals?: number): string {
  const exact = parseDec(decimal);
  const shown = formatDec(maxDecimals === undefined ? exact : roundDec(exact, maxDecimals));
  const [whole = '0', fraction = ''] = shown.split('.');
  const padded = fraction.padEnd(minDecimals, '0');
  return localise(padded === '' ? whole : `${whole}.${padded}`, locale);
}

/** A whole amount without decimals, for charts and large figures: rounded to the currency's unit. */
export function formatWhole(amount: Minor, exponent: number, locale: NumberLocale): string {
  return localise(formatDec(roundDec({ units: BigInt(amount), scale: exponent }, 0)), locale);
}

/** A decimal for an input field: the locale's mark, no grouping, ASCII minus, so that it can be edited and read back. */
export function editDecimal(decimal: string, locale: NumberLocale): string {
  return decimal === '' ? '' : formatDec(parseDec(decimal)).replace('.', locale.decimal);
}

/** A count of things. */
export function formatCount(n: number, locale: NumberLocale): string {
  return localise(String(Math.trunc(n)), locale);
}

function localise(plain: string, locale: NumberLocale): string {
  const negative = plain.startsWith('-');
  const [whole = '0', fraction] = (negative ? plain.slice(1) : plain).split('.');
  const grouped = group(whole, locale);
  return (negative ? locale.minus : '') + grouped + (fraction === undefined ? '' : locale.decimal + fraction);
}

function group(whole: string, locale: NumberLocale): string {
  if (whole.length < 3 + locale.minimumGroup) return whole;
  const marks = locale.indian ? /\B(?=(\d{2})*\d{3}$)/g : /\B(?=(\d{3})+$)/g;
  return whole.replace(marks, locale.group);
}
