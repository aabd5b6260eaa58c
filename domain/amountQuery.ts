// What somebody types to find a document by its amount: "1.234,56", "1,234.56", "€ 1234.5". Search asks.
import { CURRENCIES } from './currency.ts';
import { parseDec } from './decimal.ts';
import type { NumberLocale } from './numberLocale.ts';
import { numberLocale } from './numberLocale.ts';
import { parseAmount } from './parseAmount.ts';

/** A sign or a code before or after the figure. */
const SIGN = /^\p{Sc}\s*|\s*\p{Sc}$/gu;
const CODE = /^([A-Za-z]{3})\s*(?=[\d.,+\-\u2212])|(?<=\d)\s*([A-Za-z]{3})$/u;
const CODES: ReadonlySet<string> = new Set(CURRENCIES.map(({ code }) => code));
/** "007" is a number of a document, not an amount; what is longer than any amount is none. */
const PLAIN = /^[-+\u2212]?(?:0|[1-9][\d.,' \u00a0\u202f]*)(?:[.,]\d+)?$/u;
const LONGEST = 24;
const WAYS: readonly NumberLocale[] = [numberLocale('en'), numberLocale('de')];

/** Every amount the text may mean, as decimals without sign; [] when it is none. "1.234" is both 1.234 and 1234. */
export function amountsIn(typed: string): string[] {
  const text = withoutCode(typed.trim()).replace(SIGN, '');
  if (text === '' || text.length > LONGEST || !PLAIN.test(text)) return [];
  const read = WAYS.map((way) => parseAmount(text, way)).filter((amount) => amount !== null);
  return [...new Set(read.map((amount) => amount.replace(/^-/, '')))];
}

/** Only codes of currencies: "job 3" is no amount. */
function withoutCode(text: string): string {
  return text.replace(CODE, (whole: string, before?: string, after?: string) => (CODES.has((before ?? after ?? '').toUpperCase()) ? '' : whole));
}

/** The amount in units of a currency's smallest part; null when it has more digits than that. */
export function unitsOf(decimal: string, exponent: number): bigint | null {
  const { units, scale } = parseDec(decimal);
  return scale > exponent ? null : units * 10n ** BigInt(exponent - scale);
}

/** Whether it was clearly meant as money: it has a mark, a sign or a code with it. A bare "2026" may as well be a number or a year. */
export function isClearlyAmount(typed: string): boolean {
  const text = typed.trim();
  return /[.,\p{Sc}]/u.test(text) || withoutCode(text) !== text;
}
