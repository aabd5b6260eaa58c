// What somebody types to find a document by its amount: "1.234,56", "1,234.56", "€ 1234.5". Search asks.
import { parseDec } from './decimal.ts';
import type { NumberLocale } from './numberLocale.ts';
import { numberLocale } from './numberLocale.ts';
import { parseAmount } from './parseAmount.ts';

/** Codes and signs of money around the figure. */
const MONEY = /^(?:[A-Za-z]{3}|\p{Sc})?\s*|\s*(?:[A-Za-z]{3}|\p{Sc})?$/gu;
/** "007" is a number of a document, not an amount; what is longer than any amount is none. */
const PLAIN = /^[-+\u2212]?(?:0|[1-9][\d.,' \u00a0\u202f]*)(?:[.,]\d+)?$/u;
const LONGEST = 24;
const WAYS: readonly NumberLocale[] = [numberLocale('en'), numberLocale('de')];

/** Every amount the text may mean, as decimals without sign; [] when it is none. "1.234" is both 1.234 and 1234. */
export function amountsIn(typed: string): string[] {
  const text = typed.trim().replace(MONEY, '');
  if (text === '' || text.length > LONGEST || !PLAIN.test(text)) return [];
  const read = WAYS.map((way) => parseAmount(text, way)).filter((amount) => amount !== null);
  return [...new Set(read.map((amount) => amount.replace(/^-/, '')))];
}

/** The amount in units of a currency's smallest part; null when it has more digits than that. */
export function unitsOf(decimal: string, exponent: number): bigint | null {
  const { units, scale } = parseDec(decimal);
  return scale > exponent ? null : units * 10n ** BigInt(exponent - scale);
}

/** Whether it was clearly meant as money: it has a mark, a sign or a code with it. A bare "2026" may as well be a number or a year. */
export function isClearlyAmount(typed: string): boolean {
  return /[.,\p{Sc}]/u.test(typed) || /^[A-Za-z]{3}\s*\d|\d\s*[A-Za-z]{3}$/.test(typed.trim());
}
