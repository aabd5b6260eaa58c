import { describe, expect, test } from 'vitest';
import { digitValue } from '../../../domain/digits.ts';
import { COVERAGE } from '../../../domain/coverage.ts';
import { missingGlyphs } from '../../../domain/glyphs.ts';
import { cleanText, foldForSearch } from '../../../domain/text.ts';

const clean = (raw: string, multiline = false) => {
  const result = cleanText(raw, { multiline, max: 200 });
  return result.ok ? result.text : result.code;
};

test('plain ASCII takes the short way to the same result', () => {
  // A soft hyphen on the way makes the text take the long way; folding leaves it alone, so it can be taken out again.
  for (const text of ['  Two   words ', 'ABC-12  x', '', ' ', 'a', '~!"#$%&/()=?']) expect(foldForSearch(text)).toBe(foldForSearch(`${text}\u00ad`).replace('\u00ad', '').trim());
});

test('a sign that came along with pasted text never stops an invoice: what it becomes can be printed', () => {
  const pasted = '\u2010\u2011\u2012\u2015\u201b\u201f\u2024\u2025\u2027\u2034\u2043\u2103\u2109\u2190\u2192\u2194\u2215\u2217\u2219\u22c5\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06\ufe63\uff01\uff0d\uff21\uff5e';
  expect(missingGlyphs(pasted, COVERAGE).length).toBeGreaterThan(5);
  expect(missingGlyphs(clean(pasted), COVERAGE)).toEqual([]);
});

describe('free text (SECURITY e 45)', () => {
  test.each([
    ['  Müller  ', 'Müller'],
    ['Mu\u0308ller', 'Müller'],
    ['a\tb', 'a b'],
    ['a\0b\u0007c', 'abc'],
    ['a\u202eb\u202cc', 'abc'],
    ['a\u2066b\u2069', 'ab'],
    ['in\u200bvoice', 'invoice'],
    ['\ufeffname', 'name'],
    ['soft\u00adhyphen', 'softhyphen'],
    ['a\ufffeb', 'ab'],
    ['tag\u{e0041}s', 'tags'],
    ['one\r\ntwo\u2028three', 'one two three'],
    ['\u200dx\u200c', 'x'],
    ['12\u200d34', '1234'],
    ['<img src=x onerror=…>', '<img src=x onerror=…>'],
    ['{{7*7}}', '{{7*7}}'],
    ['stair‑lift 2024‒2026 ― 5，00', 'stair-lift 2024–2026 — 5,00'],
    ['oﬃce 20℃ A→B', 'office 20°C A->B'],
    ['', ''],
  ])('%j becomes %j', (raw, text) => {
    expect(clean(raw)).toBe(text);
  });

  test('joiners stay where they mean something: Persian, Hindi, families of emoji', () => {
    for (const text of ['می\u200cخواهم', 'क्\u200dष', '👩\u200d👩\u200d👧', '👩🏽\u200d🔧', '🏳️\u200d🌈']) expect(clean(text)).toBe(text);
  });

  test('line breaks stay in notes, as \\n, and direction marks stay everywhere', () => {
    expect(clean('one\r\ntwo\rthree\u2028four', true)).toBe('one\ntwo\nthree\nfour');
    expect(clean('שלום\u200f!')).toBe('שלום\u200f!');
  });

  test('half a character and too much text are refused', () => {
    expect([clean('a\ud800b'), clean('a\udc00'), clean('x'.repeat(201)), clean('😀'.repeat(200)).length, clean('😀'.repeat(201))]).toEqual([
      'SURROGATE',
      'SURROGATE',
      'TOO_LONG',
      400,
      'TOO_LONG',
    ]);
  });

  test('cleaning twice changes nothing more', () => {
    for (const raw of [' a\u202e \u200b b ', 'Mu\u0308\u200dller', '👩\u200d\u200d👩', '\u200c\u200ca\u200cb']) {
      const once = clean(raw);
      expect(clean(once)).toBe(once);
    }
  });

  test.each([
    ['Café Müller', 'cafe muller'],
    ['CAFE  MULLER', 'cafe muller'],
    ['Straße', 'strasse'],
    ['STRASSE', 'strasse'],
    ['Łódź', 'lodz'],
    ['Ørsted', 'orsted'],
    ['İstanbul', 'istanbul'],
    ['Ångström', 'angstrom'],
    ['ＡＢＣ１２３', 'abc123'],
    ['٣٤', '34'],
    ['ﬁne', 'fine'],
    ['ΣΊΣΥΦΟΣ', 'σισυφοσ'],
    ['Σίσυφος', 'σισυφοσ'],
    ['がく', 'がく'],
    ['한국', '한국'],
  ])('%s is found as %s', (text, folded) => {
    expect(foldForSearch(text)).toBe(folded);
  });

  test('marks that are letters of their own stay: Hindi ki is not ka', () => {
    expect(foldForSearch('कि')).not.toBe(foldForSearch('का'));
  });
});

describe('digits of every script', () => {
  test('each run of ten in the table counts from 0 to 9 and the runtime agrees that these are digits', () => {
    let seen = 0;
    for (let point = 0; point < 0x20000; point += 1) {
      const value = digitValue(point);
      if (value === null) continue;
      seen += 1;
      const character = String.fromCodePoint(point);
      // The runtime may know a Unicode older than the table.
      if (/\p{Cn}/u.test(character)) continue;
      expect(/^\p{Nd}$/u.test(character), point.toString(16)).toBe(true);
      if (digitValue(point - 1) === null) expect(value).toBe(0);
    }
    expect(seen).toBe(770);
  });
});

describe('glyphs', () => {
  const coverage = [
    [0x20, 0x7e],
    [0xa0, 0xff],
    [0x20ac, 0x20ac],
    [0x1f600, 0x1f602],
  ] as const;

  test('what the fonts cannot draw is named once, in order', () => {
    expect(missingGlyphs('Größe 10 € ₹ ש ₹ 😀😃', coverage)).toEqual(['₹', 'ש', '😃']);
    expect(missingGlyphs('plain', coverage)).toEqual([]);
    expect(missingGlyphs('x', [])).toEqual(['x']);
  });

  test('spaces, line breaks, joiners and variation selectors need no glyph; a decomposed letter is drawn composed', () => {
    expect(missingGlyphs('a\n\t\u202f\u200d\ufe0f\u00adb u\u0308', coverage)).toEqual([]);
  });
});
