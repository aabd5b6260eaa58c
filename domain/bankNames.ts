// Whether the name a bank gives and the name of a customer are the same people. Called by bankMatch.ts, and by the repo to look names up.
import { foldForSearch } from './text.ts';

export type NameLikeness = 'same' | 'similar' | null;

/** Legal forms and words that tell nobody apart. */
const EMPTY_WORDS = new Set(
  `gmbh ug ag kg ohg gbr mbh haftungsbeschrankt co cie company ltd limited llc llp inc corp corporation plc sa sas sarl eurl sl slu spa srl bv nv oy ab as aps
   zoo sp z o und and et y the der die das herr frau mr mrs ms mme von van de la le e k kgaa se ek ev`.split(/\s+/),
);

/** The telling words of a name: folded, umlauts as one letter (Moebel and Möbel are one), without legal forms. */
export function nameWords(name: string): string[] {
  const words = foldForSearch(name).replace(/[.'’]/g, '').split(/[^\p{L}\p{N}]+/u).map((word) => word.replace(/(?<=\p{L})e(?=\p{L})/gu, (e, at: number) => (/[aou]/.test(word[at - 1] ?? '') ? '' : e)));
  const telling = words.filter((word) => word !== '' && !EMPTY_WORDS.has(word));
  return telling.length > 0 ? telling : words.filter((word) => word !== '');
}

/** The name as it is remembered and compared whole. */
export function nameKey(name: string): string {
  return nameWords(name).join(' ').slice(0, 120);
}

/** 'same': the same telling words in any order. 'similar': all words of the shorter one, with at least one of four letters. */
export function nameLikeness(a: string, b: string): NameLikeness {
  const [left, right] = [new Set(nameWords(a)), new Set(nameWords(b))];
  if (left.size === 0 || right.size === 0) return null;
  const [short, long] = left.size <= right.size ? [left, right] : [right, left];
  const all = [...short].every((word) => long.has(word) || (word.length >= 6 && [...long].some((other) => other.startsWith(word) || word.startsWith(other) && other.length >= 6)));
  if (!all) return null;
  if (left.size === right.size) return 'same';
  return [...short].some((word) => word.length >= 4) ? 'similar' : null;
}

/** A text without these people: each word that tells of them becomes as many low lines, unless it also names somebody who stays. */
export function withoutNames(text: string, gone: readonly string[], stay: readonly string[]): string {
  const words = new Set(gone.flatMap(nameWords).filter((word) => [...word].length > 1));
  for (const word of stay.flatMap(nameWords)) words.delete(word);
  return text.replace(/[\p{L}\p{M}\p{N}.'’]+/gu, (word) => (nameWords(word).some((one) => words.has(one)) ? '_'.repeat([...word].length) : word));
}
