// How long the law of a country asks a business to keep its issued documents, and what is left of a person who is erased. Pure; called by services and tests.
import { langOf, type Lang } from './lang.ts';

/** Whole calendar years after the year of the document. Countries that are not named get the longest: keeping too long can be mended, erasing too early cannot. */
const YEARS: Readonly<Record<string, number>> = {
  // § 14b UStG, § 147 AO as of 2025
  DE: 8,
  // § 132 BAO
  AT: 7,
  // Art. 958f OR
  CH: 10,
  // Art. L123-22 Code de commerce
  FR: 10,
  // Art. 30 Código de Comercio
  ES: 6,
  // VAT Notice 700/21
  GB: 6,
  IE: 6,
  NL: 7,
  IT: 10,
  BE: 10,
};
const LONGEST = 10;

/** The last day on which a document of this date must still be there. */
export function keptUntil(issueDate: string, country: string): string {
  return `${Number(issueDate.slice(0, 4)) + (YEARS[country] ?? LONGEST)}-12-31`;
}

const NAMES: Readonly<Record<Lang, string>> = { en: 'Erased customer', de: 'Gelöschter Kunde', fr: 'Client effacé', es: 'Cliente borrado' };

/** What stands in lists instead of the name: tells erased customers apart by the random end of their id, and says nothing else. */
export function erasedName(id: string, language: string): string {
  return `${NAMES[langOf(language)]} ${id.slice(-4).toUpperCase()}`;
}
