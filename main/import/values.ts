// Single cells as the values our fields take: countries by name, amounts, yes and no, days to pay. Called by rows.ts only.
import type { PaymentTerms } from '../../domain/date.ts';
import { COUNTRIES, isCountry } from '../../domain/country.ts';
import { CURRENCIES } from '../../domain/currency.ts';
import { LANGS, type Lang } from '../../domain/lang.ts';
import { type NumberLocale, numberLocale } from '../../domain/numberLocale.ts';
import { parseAmount } from '../../domain/parseAmount.ts';
import { foldForSearch } from '../../domain/text.ts';

/** A cell that could not be read becomes the code of what is wrong with it. */
export type Read<T> = { ok: true; value: T } | { ok: false; code: string };
const good = <T>(value: T): Read<T> => ({ ok: true, value });
const bad = (code: string): Read<never> => ({ ok: false, code });

/** Everyday names that no list of countries has. */
const ALSO: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  usa: 'US',
  'u.s.a.': 'US',
  'u.s.': 'US',
  'united states of america': 'US',
  america: 'US',
  holland: 'NL',
  'the netherlands': 'NL',
  'republic of ireland': 'IE',
  eire: 'IE',
  turkey: 'TR',
  'czech republic': 'CZ',
  macedonia: 'MK',
  burma: 'MM',
  swaziland: 'SZ',
  'ivory coast': 'CI',
  'russian federation': 'RU',
  korea: 'KR',
  'viet nam': 'VN',
  deu: 'DE',
  aut: 'AT',
  che: 'CH',
  fra: 'FR',
  esp: 'ES',
  ita: 'IT',
  irl: 'IE',
  gbr: 'GB',
  nld: 'NL',
  bel: 'BE',
  can: 'CA',
  mex: 'MX',
  bra: 'BR',
  swe: 'SE',
  nor: 'NO',
  dnk: 'DK',
  fin: 'FI',
  pol: 'PL',
  prt: 'PT',
  aus: 'AU',
  ind: 'IN',
  jpn: 'JP',
  brd: 'DE',
  el: 'GR',
};
const NAME_LANGUAGES = ['de', 'fr', 'es', 'it', 'nl', 'pt', 'en'];

let byName: ReadonlyMap<string, string> | undefined;
/** Built at the first import: names in seven languages take some milliseconds. */
function countriesByName(): ReadonlyMap<string, string> {
  if (byName !== undefined) return byName;
  const names = new Map<string, string>();
  for (const language of NAME_LANGUAGES) {
    const spoken = new Intl.DisplayNames([language], { type: 'region' });
    for (const { code } of COUNTRIES) names.set(foldForSearch(spoken.of(code) ?? code), code);
  }
  for (const { code, name } of COUNTRIES) names.set(foldForSearch(name), code);
  for (const [name, code] of Object.entries(ALSO)) names.set(name, code);
  byName = names;
  return names;
}

/** 'Germany', 'Deutschland', 'de' or 'DEU' as 'DE'. Empty stays empty. */
export function readCountry(cell: string): Read<string> {
  const typed = cell.trim();
  if (typed === '') return good('');
  const named = countriesByName().get(foldForSearch(typed));
  if (named !== undefined) return good(named);
  const code = typed.toUpperCase();
  return isCountry(code) ? good(code) : bad('COUNTRY_UNKNOWN');
}

const LOCALES: Readonly<Record<'point' | 'comma', NumberLocale>> = { point: numberLocale('en'), comma: numberLocale('de') };
/** A currency sign or code before or after the amount. */
const AROUND_AMOUNT = /^(?:\p{Sc}|[A-Za-z]{1,3}\s)?\s*|\s*(?:\p{Sc}|[A-Za-z]{1,3}\.?)?$/gu;
const LARGEST = 12;

/** A price as a canonical decimal, never negative (T29). null for an empty cell. */
export function readPrice(cell: string, numbers: 'point' | 'comma'): Read<string | null> {
  const typed = cell.trim();
  if (typed === '') return good(null);
  const decimal = parseAmount(typed.replace(AROUND_AMOUNT, ''), LOCALES[numbers]);
  if (decimal === null) return bad('NUMBER');
  if (decimal.startsWith('-')) return bad('PRICE_NEGATIVE');
  return (decimal.split('.')[0] ?? '').length > LARGEST ? bad('AMOUNT_TOO_LARGE') : good(decimal);
}

/** Any number, one in brackets below zero as bookkeepers write it. null for an empty cell. */
export function readNumber(cell: string, numbers: 'point' | 'comma'): Read<string | null> {
  const typed = cell.trim();
  if (typed === '') return good(null);
  const bracketed = /^\((.+)\)$/.exec(typed);
  const decimal = parseAmount((bracketed ? `-${bracketed[1]}` : typed).replace(AROUND_AMOUNT, ''), LOCALES[numbers]);
  if (decimal === null) return bad('NUMBER');
  return (decimal.replace('-', '').split('.')[0] ?? '').length > LARGEST ? bad('AMOUNT_TOO_LARGE') : good(decimal);
}

const YES = new Set(['1', 'true', 'yes', 'y', 'x', 'ja', 'j', 'wahr', 'oui', 'o', 'vrai', 'si', 's', 'verdadero', '-1', 'on']);
const NO = new Set(['', '0', 'false', 'no', 'n', 'nein', 'falsch', 'non', 'faux', 'falso', 'off']);

export function readFlag(cell: string): Read<boolean> {
  const typed = foldForSearch(cell);
  if (YES.has(typed)) return good(true);
  return NO.has(typed) ? good(false) : bad('YES_NO');
}

/** ISO code or sign; only signs that name one currency. null for an empty cell. */
export function readCurrency(cell: string): Read<string | null> {
  const typed = cell.trim();
  if (typed === '') return good(null);
  const code = typed.toUpperCase();
  const found =
    CURRENCIES.find((currency) => currency.code === code) ?? onlyOne(CURRENCIES.filter((currency) => currency.symbol === typed));
  return found === undefined ? bad('CURRENCY') : good(found.code);
}

function onlyOne<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

const LANGUAGE_NAMES: Readonly<Record<string, Lang>> = {
  english: 'en',
  englisch: 'en',
  anglais: 'en',
  ingles: 'en',
  german: 'de',
  deutsch: 'de',
  allemand: 'de',
  aleman: 'de',
  french: 'fr',
  franzosisch: 'fr',
  francais: 'fr',
  frances: 'fr',
  spanish: 'es',
  spanisch: 'es',
  espagnol: 'es',
  espanol: 'es',
};

/** 'de', 'de-AT' or 'German'. null for an empty cell and for a language no document is written in. */
export function readLanguage(cell: string): Read<Lang | null> {
  const typed = foldForSearch(cell);
  const code = typed.split(/[-_]/)[0] ?? '';
  return good(LANGS.find((lang) => lang === code) ?? LANGUAGE_NAMES[typed] ?? null);
}

const AT_ONCE =
  /^(0|immediate|immediately|due on receipt|on receipt|cash|sofort|bar|comptant|a reception|immediat|contado|al contado|inmediato)$/;
const MOST_DAYS = 365;

/** '30', 'net 30', '30 days', '30 Tage netto', 'due on receipt'. null for an empty cell. */
export function readTerms(cell: string): Read<PaymentTerms | null> {
  const typed = foldForSearch(cell);
  if (typed === '') return good(null);
  if (AT_ONCE.test(typed)) return good({ kind: 'immediate' });
  const days = [...typed.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const [only] = days;
  return days.length === 1 && only !== undefined && only <= MOST_DAYS ? good({ kind: 'net', days: only }) : bad('TERMS');
}
