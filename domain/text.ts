// Free text from people: cleaned once at the wall, and folded for finding. Anybody may call it.
import { asciiDigits } from './digits.ts';
import { withPrintableSigns } from './lookalikes.ts';

export interface CleanOptions {
  /** Keep line breaks (as \n); else they become spaces. */
  readonly multiline?: boolean;
  /** Longest allowed result, in characters (code points). */
  readonly max: number;
}

/** Text fit to be stored, or why it is not: half a character, or too long. */
export type CleanText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly code: 'SURROGATE' | 'TOO_LONG' };

const LONE_SURROGATE = /\p{Surrogate}/u;
const LINE_BREAK = /\r\n|[\r\n\u0085\u2028\u2029]/g;
// Controls; bidi embeddings, overrides and isolates (they make a text read as something it is not); invisible fillers, tags and noncharacters.
const UNWANTED = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\u{e0000}-\u{e007f}]/gu;
// A joiner means something only between two letters, marks or emoji.
const JOINER_IN_USE =
  /(?<=[\p{L}\p{M}\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}])[\u200c\u200d](?=[\p{L}\p{M}\p{Extended_Pictographic}])/gu;
const JOINER = /[\u200c\u200d]/g;
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Normalises to NFC, trims, writes look-alikes of common signs as those, and takes out what nobody can see: controls, bidi overrides, zero-width characters (SECURITY e 45).
 * Never throws; a lone surrogate or a text that is still too long is refused.
 */
export function cleanText(raw: string, { multiline = false, max }: CleanOptions): CleanText {
  if (PLAIN.test(raw)) return fit(raw.trim(), max);
  if (LONE_SURROGATE.test(raw)) return { ok: false, code: 'SURROGATE' };
  const lines = raw
    .replace(LINE_BREAK, multiline ? '\n' : ' ')
    .replace(/\t/g, ' ')
    .replace(UNWANTED, '');
  return fit(withPrintableSigns(keepUsefulJoiners(lines).normalize('NFC')).trim(), max);
}

function fit(text: string, max: number): CleanText {
  const short = text.length <= max || [...text].length <= max;
  return short ? { ok: true, text } : { ok: false, code: 'TOO_LONG' };
}

function keepUsefulJoiners(text: string): string {
  if (!JOINER.test(text)) return text;
  const kept = new Set([...text.matchAll(JOINER_IN_USE)].map((match) => match.index));
  return text.replace(JOINER, (joiner, at: number) => (kept.has(at) ? joiner : ''));
}

// Letters that no normalisation takes apart, but that people type without.
const FOLDED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ə: 'e',
  ς: 'σ',
};
// Accents, Hebrew points, Arabic vowel marks. Not all of \p{M}: in Thai or Hindi a mark is a letter of its own.
const DIACRITICS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
const SPACES = / {2,}/g;
const FOLDABLE = /[ßæœøđðþłħıŧŋĸəς]/g;

/**
 * The form two texts are compared in when searching: lower case, no diacritics, ASCII digits, single spaces. 'Café Müller' is 'cafe muller'.
 * The result is stored in search columns: a change here needs a migration that folds them anew.
 */
export function foldForSearch(text: string): string {
  // Most texts hold nothing to take apart; normalising them all the same is half the time of an import.
  if (PLAIN.test(text)) return text.toLowerCase().replace(SPACES, ' ').trim();
  const plain = text.normalize('NFKD').replace(DIACRITICS, '').toLowerCase();
  return asciiDigits(plain.replace(FOLDABLE, (letter) => FOLDED[letter] ?? letter))
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .trim();
}
