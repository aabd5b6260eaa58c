// The words the law wants where no tax is charged, in every document language. Proposed when a rate is made; the person may change them.
import { type Lang, langOf } from './lang.ts';
import type { TaxCategory } from './tax.ts';

/** Categories that need a reason on paper (BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10); S and Z must have none (BR-S-10, BR-Z-10). */
export const REASONED: readonly TaxCategory[] = ['E', 'AE', 'K', 'G', 'O'];

// Reverse charge: the exact words of Directive 2006/112/EC Art. 226(11a) in each language.
const REASONS: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  E: { en: 'Exempt from VAT', de: 'Von der Umsatzsteuer befreit', fr: 'Exonéré de TVA', es: 'Exento de IVA' },
  AE: {
    en: 'Reverse charge',
    de: 'Steuerschuldnerschaft des Leistungsempfängers',
    fr: 'Autoliquidation',
    es: 'Inversión del sujeto pasivo',
  },
  K: {
    en: 'Intra-Community supply, exempt under Article 138 of Directive 2006/112/EC',
    de: 'Steuerfreie innergemeinschaftliche Lieferung (Art. 138 der Richtlinie 2006/112/EG)',
    fr: 'Livraison intracommunautaire exonérée de TVA (article 138 de la directive 2006/112/CE)',
    es: 'Entrega intracomunitaria exenta de IVA (artículo 138 de la Directiva 2006/112/CE)',
  },
  G: {
    en: 'Export outside the EU, exempt under Article 146 of Directive 2006/112/EC',
    de: 'Steuerfreie Ausfuhrlieferung (Art. 146 der Richtlinie 2006/112/EG)',
    fr: 'Exportation exonérée de TVA (article 146 de la directive 2006/112/CE)',
    es: 'Exportación exenta de IVA (artículo 146 de la Directiva 2006/112/CE)',
  },
  O: { en: 'Outside the scope of VAT', de: 'Nicht steuerbar', fr: 'Hors champ d’application de la TVA', es: 'Operación no sujeta a IVA' },
};

/** The usual reason for a category, or null where none may stand. */
export function defaultReason(category: TaxCategory, lang: string): string | null {
  return REASONS[category]?.[langOf(lang)] ?? null;
}

/** True when the category must be explained on the document (T18). */
export function needsReason(category: TaxCategory): boolean {
  return REASONED.includes(category);
}
