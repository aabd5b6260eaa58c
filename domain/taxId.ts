// VAT identification numbers: written one way, checked by country prefix and form (BR-CO-09, T90). Whether a number is in use only a register can tell.

export type VatIdProblem = 'VAT_ID_PREFIX' | 'VAT_ID_FORM' | 'VAT_ID_COUNTRY';

// What follows the prefix, by prefix. From the VIES list of structures; GB and CH from their own authorities.
const FORMS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{10}01$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  GB: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  CH: /^E\d{9}(MWST|TVA|IVA)?$/,
};

/** The prefix a country's numbers carry: EL for Greece, the country code elsewhere. */
export function vatPrefixOf(country: string): string {
  return country === 'GR' ? 'EL' : country;
}

/** True where the form of VAT numbers is known here. */
export function hasVatForm(country: string): boolean {
  return Object.hasOwn(FORMS, vatPrefixOf(country));
}

/** Upper case, without spaces, dots or dashes. */
export function normaliseVatId(text: string): string {
  return text.toUpperCase().replace(/[\s.\p{Pd}/]/gu, '');
}

/**
 * What is wrong with a VAT number, or null. In a country whose form we know the prefix is required and must be that country's
 * (a Northern Irish XI goes with GB). Elsewhere any number of 4 to 20 letters and digits will do.
 */
export function vatIdProblem(text: string, country: string): VatIdProblem | null {
  const id = normaliseVatId(text);
  if (!hasVatForm(country)) return /^[A-Z0-9]{4,20}$/.test(id) ? null : 'VAT_ID_FORM';
  const prefix = id.slice(0, 2);
  const form = Object.hasOwn(FORMS, prefix) ? FORMS[prefix] : undefined;
  if (!form) return 'VAT_ID_PREFIX';
  const fits = prefix === vatPrefixOf(country) || (prefix === 'XI' && country === 'GB');
  if (!fits) return 'VAT_ID_COUNTRY';
  return form.test(id.slice(2)) ? null : 'VAT_ID_FORM';
}
