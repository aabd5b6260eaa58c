// How this person writes numbers, in the form the editor's pure functions want it. Editor components call it.
import { formatDecimal } from '../../domain/formatAmount.ts';
import { numberLocale } from '../../domain/numberLocale.ts';
import { isPercentText, parseAmount } from '../../domain/parseAmount.ts';
import { language } from '../i18n/index.ts';
import type { Numbers } from './adjustText.ts';

/** What the wire takes: at most 12 digits before and 10 after the point. */
const FITS = /^-?\d{1,12}(\.\d{1,10})?$/;

/** Reads and shows numbers in the language of the screen. */
export const numbers: Numbers = {
  read(typed) {
    const value = isPercentText(typed) ? null : parseAmount(typed, numberLocale(language()));
    return value !== null && FITS.test(value) ? value : null;
  },
  show: (decimal, places = 0) => formatDecimal(decimal, numberLocale(language()), places),
};
