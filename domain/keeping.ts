// How long the law of a country asks a business to keep its issued documents, and what is left of a person who is erased and of a document whose time is over. Pure; called by services and tests.
import { langOf, type Lang } from './lang.ts';
import type { Snapshot, SnapshotParty } from './snapshotShape.ts';

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
/** No country asks for less. */
export const LEAST_YEARS = 6;

/** What the law of a country asks for, in years. */
export function yearsByLaw(country: string): number {
  return YEARS[country] ?? LONGEST;
}

/** How long the business keeps its documents: as the law says, or longer where it wants to; never shorter. */
export function yearsKept(country: string, own: number | null): number {
  return Math.max(yearsByLaw(country), own ?? 0);
}

/** The last day on which a document of this date must still be there. */
export function keptUntil(date: string, years: number): string {
  return `${Number(date.slice(0, 4)) + years}-12-31`;
}

/** What is of this day or before need not be kept any longer. */
export function pastThrough(today: string, years: number): string {
  return `${String(Number(today.slice(0, 4)) - years - 1).padStart(4, '0')}-12-31`;
}

const NAMES: Readonly<Record<Lang, string>> = { en: 'Erased customer', de: 'Gelöschter Kunde', fr: 'Client effacé', es: 'Cliente borrado' };

/** What stands in lists instead of the name: tells erased customers apart by the random end of their id, and says nothing else. */
export function erasedName(id: string, language: string): string {
  return `${NAMES[langOf(language)]} ${id.slice(-4).toUpperCase()}`;
}

const WORDS: Readonly<Record<Lang, string>> = { en: 'Erased', de: 'Gelöscht', fr: 'Effacé', es: 'Borrado' };

/** What stands instead of a text that may name somebody. */
export function erasedWord(language: string): string {
  return WORDS[langOf(language)];
}

/** A person on paper without the person; the country stays, since the tax depends on it. */
export function erasedParty(country: string, language: string): SnapshotParty {
  return { name: erasedWord(language), contact: '', street: '', street2: '', city: '', region: '', postcode: '', country, vatId: '', taxNumber: '', email: '', phone: '' };
}

/** A document whose time to be kept is over: number, dates, amounts, tax and every figure of its lines as they were, and nobody in it. */
export function erasedSnapshot(said: Snapshot): Snapshot {
  const instead = (text: string): string => (text === '' ? '' : erasedWord(said.language));
  const reasons = <T extends { reason: string }>(rows: readonly T[]): T[] => rows.map((row) => ({ ...row, reason: instead(row.reason) }));
  return {
    ...said, reference: instead(said.reference), subject: instead(said.subject), note: instead(said.note), buyer: said.buyer && erasedParty(said.buyer.country, said.language),
    lines: said.lines.map((line) => ({ ...line, description: instead(line.description), detail: instead(line.detail), adjustments: reasons(line.adjustments) })), adjustments: reasons(said.adjustments),
  };
}
