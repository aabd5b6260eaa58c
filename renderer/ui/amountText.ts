// Amounts as people read them: grouped, true minus, the currency's own number of decimals. For eyes only; the domain never sees these strings.
import { currencyOf, exponentOf } from '../../domain/currency.ts';
import { language } from '../i18n/index.ts';

export interface AmountParts {
  /** With grouping and a true minus (U+2212). */
  whole: string;
  /** With its point; '' for currencies without a minor unit. */
  fraction: string;
}

interface Marks {
  group: string;
  decimal: string;
}
const MARKS: Record<string, Marks> = {
  en: { group: ',', decimal: '.' },
  de: { group: '.', decimal: ',' },
  es: { group: '.', decimal: ',' },
  fr: { group: '\u202f', decimal: ',' },
};
const ENGLISH: Marks = { group: ',', decimal: '.' };

/** How this language groups digits and writes the decimal point. */
export function marks(lang: string = language()): Marks {
  return MARKS[lang] ?? ENGLISH;
}

/** "1234567" with grouping. Digits only. */
export function groupDigits(digits: string, lang: string = language()): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, marks(lang).group);
}

/** A whole number of things: 4,812. */
export function countText(n: number, lang: string = language()): string {
  return groupDigits(String(n), lang);
}

/** Minor units in two parts, so that columns can stand on the decimal point. */
export function amountParts(minor: number, currency: string, lang: string = language()): AmountParts {
  const exponent = exponentOf(currency);
  const digits = Math.abs(minor).toString().padStart(exponent + 1, '0');
  const cut = digits.length - exponent;
  return {
    whole: (minor < 0 ? '\u2212' : '') + groupDigits(digits.slice(0, cut), lang),
    fraction: exponent === 0 ? '' : marks(lang).decimal + digits.slice(cut),
  };
}

/** The currency's sign, or its code where it has none. */
export function signOf(currency: string): string {
  return currencyOf(currency).symbol ?? currency;
}

/** "€ 4,310.80"; without a sign of its own "BHD 642.375". */
export function moneyText(minor: number, currency: string, lang: string = language()): string {
  const { whole, fraction } = amountParts(minor, currency, lang);
  return `${signOf(currency)}\u00a0${whole}${fraction}`;
}

/** "EUR 4,310.80", for lists of several currencies. */
export function codeMoneyText(minor: number, currency: string, lang: string = language()): string {
  const { whole, fraction } = amountParts(minor, currency, lang);
  return `${currency}\u00a0${whole}${fraction}`;
}

/** A canonical decimal ("1234.5", "0.0049") with grouping and this language's point. */
export function decimalText(decimal: string, lang: string = language()): string {
  const negative = decimal.startsWith('-');
  const [whole = '', fraction] = (negative ? decimal.slice(1) : decimal).split('.');
  return (negative ? '\u2212' : '') + groupDigits(whole, lang) + (fraction === undefined ? '' : marks(lang).decimal + fraction);
}
