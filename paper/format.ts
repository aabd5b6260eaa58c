// How numbers, amounts and days are written on one document: its language, the seller's country and its currency, fixed once per page. Pure.
import type { Snapshot } from '../contract/invoices.ts';
import { COVERAGE } from '../domain/coverage.ts';
import { CURRENCIES, currencyOf } from '../domain/currency.ts';
import { formatDay } from '../domain/date.ts';
import { formatAmount, formatDecimal } from '../domain/formatAmount.ts';
import { missingGlyphs } from '../domain/glyphs.ts';
import { type Lang, langOf } from '../domain/lang.ts';
import { minor } from '../domain/money.ts';
import { numberLocale } from '../domain/numberLocale.ts';
import { type Words, wordsOf } from './words.ts';

export interface PageFormat {
  readonly lang: Lang;
  readonly words: Words;
  /** '€', or the code where several currencies share a sign. */
  readonly sign: string;
  /** '2,413.91', in the document's currency. Minor units in. */
  readonly amount: (minorUnits: number) => string;
  /** '€ 2,413.91' or '2.413,91 €', as the language has it. */
  readonly money: (minorUnits: number) => string;
  readonly amountIn: (currency: string, minorUnits: number) => string;
  /** A decimal as it stands: '13.5' is '13,5' in German. */
  readonly decimal: (text: string) => string;
  readonly mark: string;
  /** A price: at least the currency's decimals. */
  readonly price: (text: string) => string;
  readonly day: (date: string) => string;
}

const NBSP = '\u00a0';
const SHARED = sharedSigns();

function sharedSigns(): Set<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { symbol } of CURRENCIES) {
    if (symbol === null) continue;
    if (seen.has(symbol)) shared.add(symbol);
    seen.add(symbol);
  }
  return shared;
}

/** The sign of a currency where it can mean nothing else and can be printed, otherwise its code. */
export function currencySign(code: string): string {
  const { symbol } = currencyOf(code);
  return symbol === null || SHARED.has(symbol) || missingGlyphs(symbol, COVERAGE).length > 0 ? code : symbol;
}

/** Fixes the ways of writing for one document. Throws DomainError CURRENCY for a currency that is not one. */
export function pageFormat(snapshot: Pick<Snapshot, 'language' | 'currency'> & { readonly seller: { readonly country: string } }): PageFormat {
  const lang = langOf(snapshot.language);
  const way = numberLocale(snapshot.seller.country === '' ? snapshot.language : `${snapshot.language}-${snapshot.seller.country}`);
  // The bundled fonts have no narrow space; another font's would be taken, a different one on each machine.
  const locale = { ...way, group: way.group.replace('\u202f', NBSP) };
  const { exponent } = currencyOf(snapshot.currency);
  const sign = currencySign(snapshot.currency);
  const amount = (units: number): string => formatAmount(minor(units), exponent, locale);
  return {
    lang, words: wordsOf(lang), sign, amount,
    money: (units) => (lang === 'en' ? `${sign}${NBSP}${amount(units)}` : `${amount(units)}${NBSP}${sign}`),
    amountIn: (currency, units) => formatAmount(minor(units), currencyOf(currency).exponent, locale),
    mark: locale.decimal,
    decimal: (text) => formatDecimal(text, locale),
    price: (text) => formatDecimal(text, locale, exponent),
    day: (date) => formatDay(date, lang).replaceAll(' ', NBSP),
  };
}

/** What must stand, unseen, after a figure so that a column set flush to the end lines up on the decimal mark. */
export function decimalPads(texts: readonly string[], mark: string): string[] {
  const tails = texts.map((text) => (text.includes(mark) ? text.length - text.lastIndexOf(mark) : 0));
  const longest = Math.max(0, ...tails);
  return tails.map((tail) => (tail === 0 && longest > 0 ? mark : '') + '0'.repeat(Math.max(0, longest - Math.max(tail, 1))));
}
