// What people type into an amount field, as a canonical decimal string. Called by fields on screen and by the CSV import; never guesses between a thousand and one.
import { formatDec, isDec, parseDec } from './decimal.ts';
import { asciiDigits } from './digits.ts';
import type { NumberLocale } from './numberLocale.ts';

const SPACES = /[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
const MINUSES = /^[-\u2010-\u2015\u2212\ufe63\uff0d]/;
const PERCENT = /[%\u066a\ufe6a\uff05]$/;

/** Other scripts' marks in ASCII: every kind of space is ' ', every apostrophe is "'". */
function plain(text: string): string {
  return asciiDigits(text)
    .replace(/[\u061c\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(SPACES, ' ')
    .replace(/['\u2018\u2019\u02bc\u066c\uff07]/g, "'")
    .replace(/[\u066b\uff0c]/g, ',')
    .replace(/[\uff0e\u2024]/g, '.')
    .trim();
}

/** True when the text ends with a percent sign: "12.5 %" in a field that takes either an amount or a percentage. */
export function isPercentText(text: string): boolean {
  return PERCENT.test(text.trim());
}

/**
 * Reads "1.234,50", "1,234.50", "12.5 %", "1 234.5", "−3" or "١٢٣٫٥" into "1234.5" and the like. A trailing percent sign is taken off.
 * null when it is not a number, is too long, or could mean two numbers a thousandfold apart.
 * A single mark is the locale's: "1,234" is 1234 in English and 1.234 in German.
 */
export function parseAmount(text: string, locale: NumberLocale): string | null {
  const typed = plain(text).replace(PERCENT, '').trim();
  const negative = MINUSES.test(typed);
  const digits = typed.replace(MINUSES, '').trim();
  if (!/^[\d., ']+$/.test(digits) || !/\d/.test(digits)) return null;
  const mark = decimalMark(digits, locale);
  if (mark === null) return null;
  const at = mark === '' ? -1 : digits.lastIndexOf(mark);
  const whole = ungroup(at < 0 ? digits : digits.slice(0, at));
  const fraction = at < 0 ? '' : digits.slice(at + 1);
  if (whole === null || !/^\d*$/.test(fraction)) return null;
  const canonical = `${negative ? '-' : ''}${whole.replace(/^0+(?=\d)/, '') || '0'}${fraction === '' ? '' : `.${fraction}`}`;
  return isDec(canonical) ? formatDec(parseDec(canonical)) : null;
}

/** Which mark is the decimal one: '' for none, null when that cannot be known. */
function decimalMark(digits: string, locale: NumberLocale): '.' | ',' | '' | null {
  const [dots, commas] = [count(digits, '.'), count(digits, ',')];
  if (dots > 0 && commas > 0) {
    const last = digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
    return (last === '.' ? dots : commas) === 1 ? last : null;
  }
  const mark = dots > 0 ? '.' : ',';
  if (dots + commas !== 1) return ''; // none, or several of one kind: they group
  if (mark === locale.decimal || /[ ']/.test(digits)) return mark;
  const [before = '', after = ''] = digits.split(mark);
  const couldGroup = after.length === 3 && /^[1-9]\d{0,2}$/.test(before);
  if (!couldGroup) return mark;
  return locale.group === mark ? '' : null;
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}

/** The whole part without its group marks; null when the groups are not threes (or twos, the Indian way) of one mark. */
function ungroup(whole: string): string | null {
  if (/^\d*$/.test(whole)) return whole;
  const western = /^\d{1,3}(?:([., '])\d{3})(?:\1\d{3})*$/;
  const indian = /^\d{1,2}(?:([., '])\d{2})(?:\1\d{2})*\1\d{3}$/;
  return western.test(whole) || indian.test(whole) ? whole.replace(/[., ']/g, '') : null;
}
