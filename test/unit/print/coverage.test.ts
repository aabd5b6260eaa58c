// The list of characters that can be printed is the fonts' own.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CURRENCIES } from '../../../domain/currency.ts';
import { COVERAGE } from '../../../domain/coverage.ts';
import { formatDay } from '../../../domain/date.ts';
import { GAP, missingGlyphs, withGaps } from '../../../domain/glyphs.ts';
import { onPaper } from '../../../main/print/feet.ts';
import { currencySign } from '../../../paper/format.ts';
import { DRAFT_KINDS } from '../../../domain/lifecycle.ts';
import { kindWords } from '../../../paper/kindWords.ts';
import { wordsOf } from '../../../paper/words.ts';
import { taxDueWords } from '../../../paper/taxDueWords.ts';
import { kitWordsOf } from '../../../paper/kitWords.ts';
import { coverage, coverageFile } from '../../../tools/coverage.mjs';

const root = resolve(import.meta.dirname, '../../..');

const DOCUMENT_WORDS = [...DRAFT_KINDS, 'credit-note'] as const;

describe('the coverage list', () => {
  it('is what the bundled fonts say today', () => {
    expect(readFileSync(join(root, 'domain/coverage.ts'), 'utf8')).toBe(coverageFile(coverage()));
  });

  it('T85: holds the letters of Europe, Hebrew, Arabic, Thai, Chinese, Japanese, Korean and ₹; what is still missing is named before a number is taken', () => {
    expect(missingGlyphs('Łódź, Çeşme, Ångström, Œuvre, Ωμέγα, Привіт, Việt Nam, ½ m², 5 € – „so“ ‚so‘ «so» №', COVERAGE)).toEqual([]);
    expect(missingGlyphs('שָׁלוֹם בע״מ, شركة پارسی ٣٤، ประตูไม้ ๒, 謝謝 谢谢 。「」 株式会社ローマｱ, 한국 뷁, हिन्दी क्षत्रिय, ქართული, Հայերեն, বাংলা, தமிழ், ₹ ₪ ฿', COVERAGE)).toEqual([]);
    expect(missingGlyphs('ok 🙂 𓀀 ᠮ ꦗ 中', COVERAGE)).toEqual(['🙂', '𓀀', 'ᠮ', 'ꦗ']);
  });

  it('T85: what cannot be drawn is one box for each sign, never nothing; what can be drawn stays letter for letter', () => {
    const gaps = (text: string) => withGaps(text, COVERAGE);
    expect(missingGlyphs(GAP, COVERAGE)).toEqual([]);
    expect(gaps('Bäcker 🙂🙂 & <b>𓀀</b>')).toBe('Bäcker □□ & <b>□</b>');
    expect(gaps('👩‍👩‍👧‍👦 🇩🇪 ❤️ 1️⃣ 👍🏽.')).toBe('□ □ □ 1□ □.');
    expect(gaps('q\u1ab0ué')).toBe('q□ué');
    expect(gaps('⚠️ ©️')).toBe('⚠ ©');
    const fine = 'Łódź, e\u0301, שָׁלוֹם בע״מ, شركة، ประตูไม้, 葛\u{e0100}, हिन्दी क्षत्रिय, ₹ 500 \u200fab\u00ad\u200d';
    expect(gaps(fine)).toBe(fine);
    expect(missingGlyphs(gaps('ok 🙂 𓀀 ᠮ ꦗ 中'), COVERAGE)).toEqual([]);
  });

  it('T85: stays a short text that is read in a blink, and asking it is a search among ranges', () => {
    expect(readFileSync(join(root, 'domain/coverage.ts')).length).toBeLessThan(16_000);
    for (const [i, [from, to]] of COVERAGE.entries()) expect(from <= to && from > (COVERAGE[i - 1]?.[1] ?? 0)).toBe(true);
  });

  it('T85: each weight of a script has the same letters, each file is named in the window’s styles, and its licence lies beside it', () => {
    const faces: { file: string; family: string; weight: number; range: string }[] = JSON.parse(readFileSync(join(root, 'paper/fonts/scripts/faces.json'), 'utf8'));
    const css = readFileSync(join(root, 'paper/fonts/scripts/scripts.css'), 'utf8');
    for (const { file, family, weight, range } of faces) {
      expect(css).toContain(`@font-face{font-family:"${family}";font-weight:${weight};src:url("./${file}") format("woff2");unicode-range:${range}}`);
      if (weight === 600) expect(faces.find((other) => other.family === family && other.weight === 400)?.range).toBe(range);
      expect(existsSync(join(root, `paper/fonts/LICENSE-noto-sans-${file.split('-')[1]}.txt`))).toBe(true);
    }
    const held = readdirSync(join(root, 'paper/fonts/scripts')).filter((file) => file.endsWith('.woff2'));
    expect(held.toSorted()).toEqual(faces.map(({ file }) => file).toSorted());
    expect(held.reduce((sum, file) => sum + statSync(join(root, 'paper/fonts/scripts', file)).size, 0)).toBeLessThan(8_000_000);
  });

  it('T85: the window, the page and the margin of the real printer name every family there is', () => {
    const faces: { family: string }[] = JSON.parse(readFileSync(join(root, 'paper/fonts/scripts/faces.json'), 'utf8'));
    for (const family of new Set(faces.map((face) => face.family))) {
      for (const sheet of ['renderer/theme/tokens.css', 'paper/paper.css']) expect(readFileSync(join(root, sheet), 'utf8'), sheet).toContain(`"${family}"`);
      expect(onPaper({ lang: 'en', text: 'x', page: (n, of) => `${n}/${of}` })).toContain(`"${family}"`);
    }
  });

  it('holds every word and sign the page writes by itself', () => {
    const texts = (['en', 'de', 'fr', 'es'] as const).flatMap((lang) => {
      const { page, asIn, lessDeposit, depositOf, rounding, ...others } = wordsOf(lang);
      const spoken = Object.values(others).map((word) => (typeof word === 'string' ? word : ''));
      const months = Array.from({ length: 12 }, (_, i) => formatDay(`2026-${String(i + 1).padStart(2, '0')}-01`, lang));
      return [...spoken, ...months, page(1, 2), ...['AT', 'DE', 'ES', 'FR', 'IE'].map((country) => taxDueWords(country, lang)), asIn('x'), lessDeposit('x'), depositOf('5'), ...DOCUMENT_WORDS.flatMap((kind) => [kindWords({ kind }, lang), kindWords({ kind, part: true }, lang)].flatMap((named) => Object.values(named)).map((word) => (typeof word === 'function' ? word('x', 'y') : (word ?? '')))), rounding, JSON.stringify(kitWordsOf(lang))];
    });
    expect(missingGlyphs(texts.join(''), COVERAGE)).toEqual([]);
    expect(missingGlyphs(CURRENCIES.map(({ code }) => currencySign(code)).join(''), COVERAGE)).toEqual([]);
  });
});
