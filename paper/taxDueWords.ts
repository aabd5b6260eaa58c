// What a page says where its tax falls due when it is paid: in the words of the seller's law, and of the document's language. Drawn by Totals.tsx, shown by the settings. Pure.
import { isEu } from '../domain/country.ts';
import type { Lang } from '../domain/lang.ts';

/** Directive 2006/112/EC Art. 226(7a), in its own words of each language: for every member state. Others ask for no note (United Kingdom: Notice 731). */
const DIRECTIVE: Readonly<Record<Lang, string>> = {
  en: 'Cash accounting', de: 'Besteuerung nach vereinnahmten Entgelten', fr: 'Comptabilité de caisse', es: 'Contabilidad de caja',
};

/** Where a country has words of its own for it. */
const OWN: Readonly<Record<string, { readonly lang: Lang; readonly words: string }>> = {
  // § 17 (1) UStG 1994 calls it so; § 11 does not ask for it.
  AT: { lang: 'de', words: 'Istbesteuerung' },
  // § 14 (4) sentence 1 no. 6a UStG: has to be there from 2028 on, and may be before.
  DE: { lang: 'de', words: 'Versteuerung nach vereinnahmten Entgelten' },
  // Real Decreto 1619/2012, art. 6.1 p.
  ES: { lang: 'es', words: 'Régimen especial del criterio de caja' },
  // CGI annexe II art. 242 nonies A asks only for the other way of services ('d’après les débits'); customers deduct what falls due with their payment (CGI art. 269-2 c, 271-I-2), and these are the usual words.
  FR: { lang: 'fr', words: 'TVA acquittée sur les encaissements' },
};

/** One line; '' where the seller's country asks for none. In another language than the law's, both: 'Cash accounting (Régimen especial del criterio de caja)'. */
export function taxDueWords(country: string, lang: Lang): string {
  if (!isEu(country)) return '';
  const own = OWN[country];
  if (own === undefined) return DIRECTIVE[lang];
  return own.lang === lang ? own.words : `${DIRECTIVE[lang]} (${own.words})`;
}

/** True when a text the owner typed says it already, in whichever language: then it would stand twice. */
export function saysTaxDue(text: string, country: string): boolean {
  const typed = text.toLowerCase();
  return [...Object.values(DIRECTIVE), ...(OWN[country] === undefined ? [] : [OWN[country].words])].some((words) => typed.includes(words.toLowerCase()));
}
