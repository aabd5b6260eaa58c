// What a new business most likely wants, from its country: currency and document language. Only proposals; the person may change both.
import { isCountry } from '../../domain/country.ts';

export type DocumentLanguage = 'en' | 'de' | 'fr' | 'es';

const EURO = 'AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK'.split(' ');
const USUAL: Readonly<Record<string, string>> = {
  GB: 'GBP', CH: 'CHF', LI: 'CHF', NO: 'NOK', SE: 'SEK', DK: 'DKK', IS: 'ISK', PL: 'PLN', CZ: 'CZK', HU: 'HUF', RO: 'RON', RS: 'RSD', BA: 'BAM', AL: 'ALL', MK: 'MKD', MD: 'MDL', UA: 'UAH', TR: 'TRY', GE: 'GEL', AM: 'AMD',
  US: 'USD', PR: 'USD', EC: 'USD', SV: 'USD', PA: 'PAB', CA: 'CAD', MX: 'MXN', GT: 'GTQ', HN: 'HNL', NI: 'NIO', CR: 'CRC', CU: 'CUP', DO: 'DOP', JM: 'JMD', TT: 'TTD',
  AR: 'ARS', BO: 'BOB', BR: 'BRL', CL: 'CLP', CO: 'COP', PE: 'PEN', PY: 'PYG', UY: 'UYU', VE: 'VES',
  AU: 'AUD', NZ: 'NZD', JP: 'JPY', CN: 'CNY', HK: 'HKD', TW: 'TWD', KR: 'KRW', SG: 'SGD', MY: 'MYR', TH: 'THB', ID: 'IDR', PH: 'PHP', VN: 'VND', IN: 'INR', PK: 'PKR', BD: 'BDT', LK: 'LKR', NP: 'NPR', KZ: 'KZT', UZ: 'UZS',
  AE: 'AED', SA: 'SAR', QA: 'QAR', KW: 'KWD', BH: 'BHD', OM: 'OMR', JO: 'JOD', LB: 'LBP', IL: 'ILS', IQ: 'IQD', EG: 'EGP', MA: 'MAD', TN: 'TND', DZ: 'DZD', ZA: 'ZAR', NG: 'NGN', KE: 'KES', GH: 'GHS', UG: 'UGX', TZ: 'TZS', ET: 'ETB', RW: 'RWF', SN: 'XOF', CI: 'XOF', CM: 'XAF',
};
const GERMAN = ['DE', 'AT', 'CH', 'LI'];
const FRENCH = ['FR', 'BE', 'LU', 'MC', 'SN', 'CI', 'CM'];
const SPANISH = 'ES MX AR BO CL CO CR CU DO EC GT HN NI PA PE PR PY SV UY VE'.split(' ');

/** The money of a country, or null when we do not know. */
export function currencyOfCountry(country: string): string | null {
  return EURO.includes(country) ? 'EUR' : (USUAL[country] ?? null);
}

export function languageOfCountry(country: string): DocumentLanguage {
  if (GERMAN.includes(country)) return 'de';
  if (FRENCH.includes(country)) return 'fr';
  return SPANISH.includes(country) ? 'es' : 'en';
}

/** The country in a browser's language tag ('en-IE' is IE), or '' . */
export function countryOfTag(tag: string): string {
  const region = tag.split('-').at(-1) ?? '';
  return region.length === 2 && isCountry(region.toUpperCase()) && tag.includes('-') ? region.toUpperCase() : '';
}
