// Which characters of a text the bundled fonts cannot draw. Asked before a number is taken, so that no invoice is ever frozen with empty boxes (T85).

/** Sorted, disjoint ranges of code points, both ends included. */
export type Coverage = readonly (readonly [from: number, to: number])[];

/** Ranges out of 'gap.length-less-one gap ...' in base 36, as tools/coverage.mjs writes them. */
export function unpackCoverage(packed: string): Coverage {
  let end = 0;
  return packed.trim().split(' ').map((step) => {
    const [gap = '', more = '0'] = step.split('.');
    const from = end + Number.parseInt(gap, 36);
    end = from + Number.parseInt(more, 36);
    return [from, end] as const;
  });
}

// Characters that are never drawn themselves: white space, controls, joiners and direction marks, variation selectors.
const INVISIBLE = /^[\s\p{Cc}\p{Cf}\ufe00-\ufe0f\u{e0100}-\u{e01ef}]$/u;

/** True when the code point lies in one of the ranges. */
export function isCovered(codePoint: number, coverage: Coverage): boolean {
  let [low, high] = [0, coverage.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = coverage[middle];
    if (!range) return false;
    if (codePoint < range[0]) high = middle - 1;
    else if (codePoint > range[1]) low = middle + 1;
    else return true;
  }
  return false;
}

/** Every missing character once, in order of appearance. Empty when the text can be printed. */
export function missingGlyphs(text: string, coverage: Coverage): string[] {
  const missing = new Set<string>();
  for (const character of text.normalize('NFC')) {
    if (!isCovered(character.codePointAt(0) ?? 0, coverage) && !INVISIBLE.test(character)) missing.add(character);
  }
  return [...missing];
}

/** Stands on paper where a character cannot be drawn; the fonts have it. */
export const GAP = '□';
/** Whatever is not plain ASCII, with the letter that a combining mark may belong to. */
const BEYOND_ASCII = /[\x20-\x7e]?[^\x00-\x7f]+/gu;
/** They ask for a picture, or for none: which of the computer's fonts then draws it nobody knows. */
const PICTURE_SELECTORS = /[\ufe0e\ufe0f]/gu;
let graphemes: Intl.Segmenter | null = null;

/**
 * The text with one box for each sign the fonts cannot draw: a family of four is one sign. Nothing is dropped unseen, and nothing is left to fonts that
 * one computer has and the next has not. What can be drawn stays as it is.
 */
export function withGaps(text: string, coverage: Coverage): string {
  return text.replace(BEYOND_ASCII, (part) => {
    const plain = part.replace(PICTURE_SELECTORS, '');
    if (missingGlyphs(plain, coverage).length === 0) return plain;
    graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
    return Array.from(graphemes.segment(plain), ({ segment }) => (missingGlyphs(segment, coverage).length === 0 ? segment : drawn(segment, coverage) + GAP)).join('');
  });
}

/** What of one sign can be drawn: the letter below a mark that cannot. */
function drawn(sign: string, coverage: Coverage): string {
  return [...sign].filter((character) => isCovered(character.codePointAt(0) ?? 0, coverage) && !INVISIBLE.test(character)).join('');
}
