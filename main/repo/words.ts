// How names are compared, sorted and found: folded to plain letters, split into words. Called by repos and by the import's duplicate check.

import { type DocumentKind, isPaper } from '../../domain/lifecycle.ts';
import { foldForSearch } from '../../domain/text.ts';

const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;
const MAX_QUERY_WORDS = 6;
/** Long notes need not be found by their last word. */
const MAX_WORDS = 200;

/** The name as lists sort it and duplicates are compared. */
export function sortName(name: string): string {
  return foldForSearch(name);
}

/**
 * Words of letters are told apart by as many of them as the search index keeps beginnings for (migration 0030): 'international' and 'internationale'
 * are one word to a search. Numbers and codes stay whole, since only their end may differ.
 */
const WORD_LETTERS = 8;
const ONLY_LETTERS = /^\p{L}+$/u;

function cut(word: string): string {
  return word.length <= WORD_LETTERS || !ONLY_LETTERS.test(word) ? word : [...word].slice(0, WORD_LETTERS).join('');
}

/** Distinct words of several texts, folded and cut, in order of appearance. */
function wordsOf(texts: readonly string[]): string[] {
  const words = new Set<string>();
  for (const text of texts) for (const word of foldForSearch(text).split(BETWEEN_WORDS)) if (word !== '') words.add(cut(word));
  return [...words].slice(0, MAX_WORDS);
}

/** What the search index stores for a record. */
export function searchWords(...texts: readonly string[]): string {
  return wordsOf(texts).join(' ');
}

/** What else a document is found by, together with words. */
export interface DocumentMarks { customerRid: number; currency: string; issueDate: string; kind: DocumentKind }

/** The same for a document: its number is also found without leading zeros ('7' finds INV-2026-0007). */
export function documentWords(number: string, sequence: number, marks: DocumentMarks, ...texts: readonly string[]): string {
  return [searchWords(number, String(sequence), ...texts), customerMark(marks.customerRid), currencyMark(marks.currency), monthMark(marks.issueDate), ...(isPaper(marks.kind) ? [kindMark(marks.kind)] : [])].join(' ');
}

// Marks begin with a sign that is neither letter nor digit, so nothing a person types can meet one.
const customerMark = (rid: number): string => `§${rid}`;
const currencyMark = (currency: string): string => `¤${currency.toLowerCase()}`;
const monthMark = (date: string): string => `†${date.slice(0, 4)}${date.slice(5, 7)}`;

/** Only on documents that do not count: invoices are most of what there is, and need no mark to be found. */
export const kindMark = (kind: DocumentKind): string => `‡${kind.replaceAll('-', '')}`;
/** Above this a span holds so much that asking for its months costs more than looking at what is found. */
const MOST_MONTHS = 60;

/**
 * The part of an FTS5 query that keeps filters from walking through everything the words alone would find; '' without filters. Months are a coarse
 * net: the dates themselves still have to be compared.
 */
export function matchMarks({ customerRid, currency, from, to }: { customerRid: number | null; currency: string | null; from: string | null; to: string | null }): string {
  const months = from === null || to === null ? [] : monthsBetween(from, to);
  return [
    customerRid === null ? '' : ` AND "${customerMark(customerRid)}"`,
    currency === null ? '' : ` AND "${currencyMark(currency)}"`,
    months.length === 0 ? '' : ` AND (${months.map((month) => `"${monthMark(month)}"`).join(' OR ')})`,
  ].join('');
}

/** 'YYYY-MM' of each month from one day to another; none when they are too many. */
function monthsBetween(from: string, to: string): string[] {
  const number = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
  const [first, last] = [number(from), number(to)];
  if (last - first >= MOST_MONTHS) return [];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => `${String(Math.floor((first + i) / 12)).padStart(4, '0')}-${String(((first + i) % 12) + 1).padStart(2, '0')}`);
}

/**
 * An FTS5 query: every word of what was typed, as the beginning of a word. Null when nothing searchable was typed.
 * Words hold only letters and digits, so nothing a person types is ever taken for query syntax.
 */
export function matchQuery(typed: string): string | null {
  const words = wordsOf([typed]).slice(0, MAX_QUERY_WORDS);
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' AND ');
}

/** True when every word typed begins a word of the text: the same rule, for short lists that have no index. */
export function matches(text: string, typed: string): boolean {
  const words = wordsOf([text]);
  return wordsOf([typed]).every((wanted) => words.some((word) => word.startsWith(wanted)));
}
