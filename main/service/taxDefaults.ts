// The tax rates a new business starts with, by country, as of 2026. The person checks and changes them; nothing else reads this. Called by seed.ts only.
import type { TaxCategory } from '../../domain/tax.ts';
import { defaultReason } from '../../domain/taxReason.ts';
import type { TaxFields } from '../repo/taxes.ts';

/** Standard rate first. */
const VAT: Readonly<Record<string, readonly string[]>> = {
  AT: ['20', '13', '10'],
  BE: ['21', '12', '6'],
  BG: ['20', '9'],
  CY: ['19', '9', '5'],
  CZ: ['21', '12'],
  DE: ['19', '7'],
  DK: ['25'],
  EE: ['24', '13', '9'],
  ES: ['21', '10', '4'],
  FI: ['25.5', '13.5', '10'],
  FR: ['20', '10', '5.5', '2.1'],
  GR: ['24', '13', '6'],
  HR: ['25', '13', '5'],
  HU: ['27', '18', '5'],
  IE: ['23', '13.5', '9'],
  IT: ['22', '10', '5', '4'],
  LT: ['21', '12', '5'],
  LU: ['17', '14', '8', '3'],
  LV: ['21', '12', '5'],
  MT: ['18', '7', '5'],
  NL: ['21', '9'],
  PL: ['23', '8', '5'],
  PT: ['23', '13', '6'],
  RO: ['21', '11'],
  SE: ['25', '12', '6'],
  SI: ['22', '9.5', '5'],
  SK: ['23', '19', '5'],
  GB: ['20', '5'],
  CH: ['8.1', '3.8', '2.6'],
  LI: ['8.1', '3.8', '2.6'],
  NO: ['25', '15', '12'],
  IS: ['24', '11'],
};
const EU: ReadonlySet<string> = new Set(Object.keys(VAT).filter((country) => !['GB', 'CH', 'LI', 'NO', 'IS'].includes(country)));

interface Plain {
  name: string;
  rate: string;
  isDefault?: boolean;
}
/** Countries whose tax is not called VAT, or has parts that stand on paper one by one (T04, T16). */
const OTHER: Readonly<Record<string, readonly Plain[]>> = {
  IN: [
    { name: 'CGST', rate: '9', isDefault: true },
    { name: 'SGST', rate: '9', isDefault: true },
    { name: 'IGST', rate: '18' },
  ],
  CA: [
    { name: 'GST', rate: '5', isDefault: true },
    { name: 'QST', rate: '9.975' },
    { name: 'HST', rate: '13' },
  ],
  AU: [{ name: 'GST', rate: '10', isDefault: true }],
  NZ: [{ name: 'GST', rate: '15', isDefault: true }],
  SG: [{ name: 'GST', rate: '9', isDefault: true }],
  ZA: [{ name: 'VAT', rate: '15', isDefault: true }],
  JP: [
    { name: 'JCT', rate: '10', isDefault: true },
    { name: 'JCT', rate: '8' },
  ],
  MX: [{ name: 'IVA', rate: '16', isDefault: true }],
};
const VAT_NAME: Readonly<Record<string, string>> = {
  DE: 'USt',
  AT: 'USt',
  FR: 'TVA',
  LU: 'TVA',
  BE: 'TVA',
  ES: 'IVA',
  IT: 'IVA',
  PT: 'IVA',
  NL: 'btw',
  CH: 'MWST',
  LI: 'MWST',
  DK: 'moms',
  SE: 'moms',
  NO: 'mva',
  FI: 'ALV',
};
const SPECIAL: readonly (readonly [category: TaxCategory, name: string])[] = [
  ['AE', 'Reverse charge'],
  ['K', 'Intra-Community supply'],
  ['G', 'Export'],
];

/** Before any document a business is likely to bring in. */
const ALWAYS = '1970-01-01';

function tax(name: string, category: TaxCategory, rate: string, lang: string, isDefault = false): TaxFields {
  return {
    name,
    category,
    versions: [{ from: ALWAYS, rate }],
    compound: false,
    withholding: false,
    reason: defaultReason(category, lang) ?? '',
    isDefault,
  };
}

/** In the order pickers show them: the usual one first, 'No tax' last. */
export function defaultTaxes(country: string, lang: string): TaxFields[] {
  const vat = VAT[country] ?? [];
  const name = VAT_NAME[country] ?? 'VAT';
  return [
    ...vat.map((rate, i) => tax(`${name} ${rate} %`, 'S', rate, lang, i === 0)),
    ...(OTHER[country] ?? []).map((plain) => tax(`${plain.name} ${plain.rate} %`, 'S', plain.rate, lang, plain.isDefault === true)),
    ...(['GB', 'IE', 'MT'].includes(country) ? [tax(`${name} 0 %`, 'Z', '0', lang)] : []),
    ...(EU.has(country) ? SPECIAL.map(([category, special]) => tax(special, category, '0', lang)) : []),
    tax('No tax', 'O', '0', lang),
  ];
}
