// Amounts and counts in the words of this window: the domain's formatting with the app's language and the business's country. For eyes only.
import { currencyOf, exponentOf } from '../../domain/currency.ts';
import { formatAmount, formatCount, formatDecimal } from '../../domain/formatAmount.ts';
import { minor as asMinor } from '../../domain/money.ts';
import { type NumberLocale, numberLocale } from '../../domain/numberLocale.ts';
import { localeTag } from '../i18n/index.ts';

export interface AmountParts {
  /** With grouping and a true minus (U+2212). */
  whole: string;
  /** With its point; '' for currencies without a minor unit. */
  fraction: string;
}

/** How numbers are written here; or in another language, for the paper. */
export function numbersHere(tag: string = localeTag()): NumberLocale {
  return numberLocale(tag);
}

/** A whole number of things: 4,812. */
export function countText(n: number, tag?: string): string {
  return formatCount(n, numbersHere(tag));
}

/** Minor units in two parts, so that columns can stand on the decimal point. */
export function amountParts(minor: number, currency: string, tag?: string): AmountParts {
  const exponent = exponentOf(currency);
  const text = formatAmount(asMinor(minor), exponent, numbersHere(tag));
  const cut = exponent === 0 ? text.length : text.length - exponent - 1;
  return { whole: text.slice(0, cut), fraction: text.slice(cut) };
}

/** The currency's sign, or its code where it has none. */
export function signOf(currency: string): string {
  return currencyOf(currency).symbol ?? currency;
}

/** "€ 4,310.80"; without a sign of its own "BHD 642.375". */
export function moneyText(minor: number, currency: string, tag?: string): string {
  const { whole, fraction } = amountParts(minor, currency, tag);
  return `${signOf(currency)}\u00a0${whole}${fraction}`;
}

/** "EUR 4,310.80", for lists of several currencies. */
export function codeMoneyText(minor: number, currency: string, tag?: string): string {
  const { whole, fraction } = amountParts(minor, currency, tag);
  return `${currency}\u00a0${whole}${fraction}`;
}

/** A canonical decimal ("1234.5", "0.0049") as it is shown. */
export function decimalText(decimal: string, tag?: string): string {
  return formatDecimal(decimal, numbersHere(tag));
}
