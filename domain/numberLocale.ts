// How numbers are written in each language and country: decimal point, grouping, minus. A small table instead of Intl, so that screen and paper agree on every machine.

export interface NumberLocale {
  readonly decimal: '.' | ',';
  readonly group: string;
  /** The true minus sign U+2212, as wide as a digit. */
  readonly minus: string;
  /** Digits before the first group mark: 2 means that 1234 stays whole and 12 345 is grouped. */
  readonly minimumGroup: 1 | 2;
  /** Groups of two after the first three: 12,34,567. */
  readonly indian: boolean;
}

const MINUS = '\u2212';
const SPACE = '\u00a0';
const NARROW = '\u202f';

function locale(decimal: '.' | ',', group: string, minimumGroup: 1 | 2 = 1, indian = false): NumberLocale {
  return Object.freeze({ decimal, group, minus: MINUS, minimumGroup, indian });
}

const POINT = locale('.', ',');
const COMMA = locale(',', '.');
const COMMA_FROM_FIVE = locale(',', '.', 2);
const SPACED = locale(',', SPACE);
const SPACED_FROM_FIVE = locale(',', SPACE, 2);
const SWISS = locale('.', '’');
const INDIAN = locale('.', ',', 1, true);

// Values of CLDR 47, with the Swiss mark as it is printed (’) instead of the typewriter's (').
// oxfmt-ignore
const LOCALES: Readonly<Record<string, NumberLocale>> = {
  en: POINT, 'en-CH': SWISS, 'en-IN': INDIAN, 'en-ZA': SPACED,
  de: COMMA, 'de-AT': SPACED, 'de-CH': SWISS, 'de-LI': SWISS,
  fr: locale(',', NARROW), 'fr-CA': SPACED, 'fr-CH': locale(',', '’'), 'fr-LU': COMMA,
  es: COMMA_FROM_FIVE, 'es-MX': POINT, 'es-US': POINT, 'es-AR': COMMA, 'es-CL': COMMA, 'es-CO': COMMA,
  it: COMMA_FROM_FIVE, 'it-CH': locale('.', '’', 2),
  nl: COMMA, pl: SPACED_FROM_FIVE, pt: COMMA, 'pt-PT': SPACED_FROM_FIVE,
  sv: SPACED, da: COMMA, nb: SPACED, no: SPACED, fi: SPACED, is: COMMA,
  cs: SPACED, sk: SPACED, sl: COMMA_FROM_FIVE, hr: COMMA, hu: SPACED_FROM_FIVE, ro: COMMA, bg: SPACED_FROM_FIVE, el: COMMA,
  et: SPACED_FROM_FIVE, lv: SPACED_FROM_FIVE, lt: SPACED, ga: POINT, mt: POINT, tr: COMMA, uk: SPACED, hi: INDIAN, ja: POINT, zh: POINT,
};

/** Languages and countries whose numbers we know how to write. */
export const NUMBER_LOCALES: readonly string[] = Object.freeze(Object.keys(LOCALES));

/** The way of writing for a tag like 'de-CH'; its language when the country is not listed; English otherwise. */
export function numberLocale(tag: string): NumberLocale {
  const [language = '', ...rest] = tag.split('-');
  const country = rest.at(-1)?.toUpperCase();
  return LOCALES[`${language.toLowerCase()}-${country}`] ?? LOCALES[language.toLowerCase()] ?? POINT;
}
