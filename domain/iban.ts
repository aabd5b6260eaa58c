// Bank account numbers: IBAN (ISO 13616) and BIC (ISO 9362), checked by their form and check digits. Anybody may call it.

// Length by country, from the SWIFT IBAN registry.
// oxfmt-ignore
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BI: 27, BR: 29, BY: 28, CH: 21, CR: 22, CY: 28, CZ: 24, DE: 22, DJ: 27, DK: 18, DO: 28,
  EE: 20, EG: 29, ES: 24, FI: 18, FK: 18, FO: 18, FR: 27, GB: 22, GE: 22, GI: 23, GL: 18, GR: 27, GT: 28, HN: 28, HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26,
  IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20, LU: 20, LV: 21, LY: 25, MC: 27, MD: 24, ME: 22, MK: 19, MN: 20, MR: 27, MT: 31, MU: 30, NI: 28,
  NL: 18, NO: 15, OM: 23, PK: 24, PL: 28, PS: 29, PT: 25, QA: 29, RO: 24, RS: 22, RU: 33, SA: 24, SC: 31, SD: 18, SE: 24, SI: 19, SK: 24, SM: 27, SO: 23, ST: 25,
  SV: 28, TL: 23, TN: 24, TR: 26, UA: 29, VA: 22, VG: 24, XK: 20, YE: 30,
};

/** Upper case, no spaces or dashes. */
export function normaliseIban(text: string): string {
  return text.replace(/[\s\u2010-\u2015-]/gu, '').toUpperCase();
}

/** How long an IBAN of this country is; null for a country that has none. */
export function ibanLength(country: string): number | null {
  return LENGTHS[country] ?? null;
}

/** What is wrong with an IBAN, or null. Spaces do not matter. */
export function ibanProblem(text: string): null | 'IBAN_FORM' | 'IBAN_COUNTRY' | 'IBAN_LENGTH' | 'IBAN_CHECK' {
  const iban = normaliseIban(text);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return 'IBAN_FORM';
  const length = ibanLength(iban.slice(0, 2));
  if (length === null) return 'IBAN_COUNTRY';
  if (iban.length !== length) return 'IBAN_LENGTH';
  return mod97(iban.slice(4) + iban.slice(0, 4)) === 1 ? null : 'IBAN_CHECK';
}

/** Letters count as 10 to 35; the remainder is carried along, so no number grows (ISO 7064). */
function mod97(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** In groups of four, as it is printed. */
export function formatIban(text: string): string {
  return normaliseIban(text).replace(/(.{4})(?=.)/g, '$1 ');
}

/** What is wrong with a BIC, or null: bank (4 letters), country (2), place (2), branch (3, optional). */
export function bicProblem(text: string): null | 'BIC_FORM' {
  return /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(text.replace(/\s/gu, '').toUpperCase()) ? null : 'BIC_FORM';
}
