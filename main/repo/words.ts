// How names are compared, sorted and found: folded to plain letters, split into words. Called by repos and by the import's duplicate check.

import { foldForSearch } from '../../domain/text.ts';

const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;
const MAX_QUERY_WORDS = 6;
/** Long notes need not be found by their last word. */
const MAX_WORDS = 200;

/** The name as lists sort it and duplicates are compared. */
export function sortName(name: string): string {
  return foldForSearch(name);
}

/** Distinct words of several texts, folded, in order of appearance. */
function wordsOf(texts: readonly string[]): string[] {
  const words = new Set<string>();
  for (const text of texts) for (const word of foldForSearch(text).split(BETWEEN_WORDS)) if (word !== '') words.add(word);
  return [...words].slice(0, MAX_WORDS);
}

/** What the search index stores for a record. */
export function searchWords(...texts: readonly string[]): string {
  return wordsOf(texts).join(' ');
}

/** The same for a document: its number is also found without leading zeros ('7' finds INV-2026-0007). */
export function documentWords(number: string, sequence: number, ...texts: readonly string[]): string {
  return searchWords(number, String(sequence), ...texts);
}

/**
 * An FTS5 query: every word of what was typed, as the beginning of a word. Null when nothing searchable was typed.
 * Words hold only letters and digits, so nothing a person types is ever taken for query syntax.
 */
export function matchQuery(typed: string): string | null {
  const words = wordsOf([typed]).slice(0, MAX_QUERY_WORDS);
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' ');
}

/** True when every word typed begins a word of the text: the same rule, for short lists that have no index. */
export function matches(text: string, typed: string): boolean {
  const words = wordsOf([text]);
  return wordsOf([typed]).every((wanted) => words.some((word) => word.startsWith(wanted)));
}
