// The list of characters that can be printed is the fonts' own.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CURRENCIES } from '../../../domain/currency.ts';
import { COVERAGE } from '../../../domain/coverage.ts';
import { formatDay } from '../../../domain/date.ts';
import { missingGlyphs } from '../../../domain/glyphs.ts';
import { currencySign } from '../../../paper/format.ts';
import { DRAFT_KINDS } from '../../../domain/lifecycle.ts';
import { kindWords } from '../../../paper/kindWords.ts';
import { wordsOf } from '../../../paper/words.ts';
import { kitWordsOf } from '../../../paper/kitWords.ts';
import { coverage, coverageFile } from '../../../tools/coverage.mjs';

const root = resolve(import.meta.dirname, '../../..');

const DOCUMENT_WORDS = [...DRAFT_KINDS, 'credit-note'] as const;

describe('the coverage list', () => {
  it('is what the bundled fonts say today', () => {
    expect(readFileSync(join(root, 'domain/coverage.ts'), 'utf8')).toBe(coverageFile(coverage()));
  });

  it('holds the letters of Europe and lets Hebrew, Arabic, Thai, Chinese and emoji be named before a number is taken', () => {
    expect(missingGlyphs('Łódź, Çeşme, Ångström, Œuvre, Ωμέγα, Привіт, Việt Nam, ½ m², 5 € – „so“ ‚so‘ «so» №', COVERAGE)).toEqual([]);
    expect(missingGlyphs('שלום سلام ไทย 中 🙂', COVERAGE)).toEqual(expect.arrayContaining(['ש', 'س', 'ไ', '中', '🙂']));
  });

  it('holds every word and sign the page writes by itself', () => {
    const texts = (['en', 'de', 'fr', 'es'] as const).flatMap((lang) => {
      const { page, asIn, lessDeposit, depositOf, rounding, ...others } = wordsOf(lang);
      const spoken = Object.values(others).map((word) => (typeof word === 'string' ? word : ''));
      const months = Array.from({ length: 12 }, (_, i) => formatDay(`2026-${String(i + 1).padStart(2, '0')}-01`, lang));
      return [...spoken, ...months, page(1, 2), asIn('x'), lessDeposit('x'), depositOf('5'), ...DOCUMENT_WORDS.flatMap((kind) => Object.values(kindWords(kind, lang)).map((word) => (typeof word === 'function' ? word('x', 'y') : (word ?? '')))), rounding, JSON.stringify(kitWordsOf(lang))];
    });
    expect(missingGlyphs(texts.join(''), COVERAGE)).toEqual([]);
    expect(missingGlyphs(CURRENCIES.map(({ code }) => currencySign(code)).join(''), COVERAGE)).toEqual([]);
  });
});
