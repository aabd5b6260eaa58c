import { describe, expect, test } from 'vitest';
import { editDecimal, formatAmount, formatDecimal, formatWhole } from '../../../domain/formatAmount.ts';
import { minor } from '../../../domain/money.ts';
import { NUMBER_LOCALES, numberLocale } from '../../../domain/numberLocale.ts';
import { isPercentText, parseAmount } from '../../../domain/parseAmount.ts';

const read = (text: string, tag = 'en') => parseAmount(text, numberLocale(tag));

describe('amounts as people type them', () => {
  test.each([
    ['1.234,50', '1234.5'],
    ['1,234.50', '1234.5'],
    ['12.5 %', '12.5'],
    ['1 234.5', '1234.5'],
    ['1\u00a0234,5', '1234.5'],
    ['−3', '-3'],
    ['- 3', '-3'],
    ['–3.20', '-3.2'],
    ['١٢٣٫٥', '123.5'],
    ['１２．５', '12.5'],
    ['१२३', '123'],
    ["1'234.50", '1234.5'],
    ['1’234.50', '1234.5'],
    ['1.234.567', '1234567'],
    ['1,23,456.50', '123456.5'],
    ['12,34,567', '1234567'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['007', '7'],
    ['-0', '0'],
    ['0.00', '0'],
    [' 42 ', '42'],
    ['1,234,567.891', '1234567.891'],
    ['\u200e12\u200f', '12'],
    ['12.5٪', '12.5'],
  ])('%j is %s in every language', (text, canonical) => {
    for (const tag of ['en', 'de', 'fr', 'de-CH']) expect(read(text, tag), tag).toBe(canonical);
  });

  test('one mark means what the language says it means', () => {
    expect([read('1,234', 'en'), read('1,234', 'de'), read('1.234', 'en'), read('1.234', 'de')]).toEqual([
      '1234',
      '1.234',
      '1.234',
      '1234',
    ]);
    expect([read('12.5', 'de'), read('12,5', 'en'), read('0.125', 'de'), read('1234.567', 'de')]).toEqual([
      '12.5',
      '12.5',
      '0.125',
      '1234.567',
    ]);
  });

  test('where a mark could mean two numbers a thousandfold apart, nothing is guessed', () => {
    expect([read('1.234', 'fr'), read('1,234', 'de-CH')]).toEqual([null, null]);
    expect([read('12.5', 'fr'), read('0.125', 'fr')]).toEqual(['12.5', '0.125']);
  });

  test.each([
    '',
    ' ',
    '-',
    '%',
    '.',
    ',',
    'abc',
    '1e3',
    '1/2',
    '½',
    '5²',
    '12 34',
    '1,2,3',
    '1.2.3,4,5',
    '1,23,45',
    '--1',
    '1-',
    '(5)',
    '€5',
    '12 USD',
    '1\n2',
    '0x10',
    '1_000',
    'NaN',
    '１／２',
    '1'.repeat(19),
    '1.12345678901',
  ])('%j is not an amount', (text) => {
    for (const tag of ['en', 'de', 'fr']) expect(read(text, tag), tag).toBeNull();
  });

  test('a percent sign is seen', () => {
    expect(['10 %', '10％', '10'].map(isPercentText)).toEqual([true, true, false]);
  });

  test('whatever is shown for editing is read back unchanged', () => {
    for (const tag of NUMBER_LOCALES) {
      const locale = numberLocale(tag);
      for (const decimal of ['0', '-12.5', '1234.567', '1234567', '0.0049', '999999999999.9999999999']) {
        expect(parseAmount(editDecimal(decimal, locale), locale), `${tag} ${decimal}`).toBe(decimal);
        const shown = parseAmount(formatDecimal(decimal, locale), locale);
        expect(shown === decimal, `${tag} ${decimal} shown`).toBe(true);
      }
    }
    expect(editDecimal('', numberLocale('de'))).toBe('');
  });
});

describe('amounts as people read them', () => {
  test.each([
    ['en', '−1,234,567.50'],
    ['en-US', '−1,234,567.50'],
    ['en-IE', '−1,234,567.50'],
    ['de', '−1.234.567,50'],
    ['de-CH', '−1’234’567.50'],
    ['fr', '−1\u202f234\u202f567,50'],
    ['es', '−1.234.567,50'],
    ['it', '−1.234.567,50'],
    ['nl', '−1.234.567,50'],
    ['pl', '−1\u00a0234\u00a0567,50'],
    ['pt', '−1.234.567,50'],
    ['sv', '−1\u00a0234\u00a0567,50'],
    ['en-IN', '−12,34,567.50'],
    ['xx', '−1,234,567.50'],
  ])('in %s: %s', (tag, text) => {
    expect(formatAmount(minor(-123_456_750), 2, numberLocale(tag))).toBe(text);
  });

  test('the table agrees with CLDR for every language in it, but for the true minus and the printed Swiss mark', () => {
    for (const tag of NUMBER_LOCALES) {
      for (const n of [1234.5, 12_345.5, 1_234_567.5]) {
        const intl = new Intl.NumberFormat(tag, { numberingSystem: 'latn', minimumFractionDigits: 2 }).format(n).replace(/'/g, '’');
        expect(formatAmount(minor(n * 100), 2, numberLocale(tag)), tag).toBe(intl);
      }
    }
  });

  test('each currency keeps its digits, and small amounts their zero', () => {
    const en = numberLocale('en');
    expect([
      formatAmount(minor(3887), 3, en),
      formatAmount(minor(366), 0, en),
      formatAmount(minor(-5), 2, en),
      formatAmount(minor(0), 2, en),
    ]).toEqual(['3.887', '366', '−0.05', '0.00']);
  });

  test('quantities show what they are, or as many decimals as asked', () => {
    const de = numberLocale('de');
    expect([
      formatDecimal('13.50', de),
      formatDecimal('13.5', de, 2),
      formatDecimal('0.0049', de),
      formatDecimal('2.345', de, 0, 2),
      formatDecimal('-1500', de),
    ]).toEqual(['13,5', '13,50', '0,0049', '2,35', '−1.500']);
    expect([formatWhole(minor(1_234_550), 2, de), formatWhole(minor(-40), 2, de)]).toEqual(['12.346', '0']);
    expect(() => formatDecimal('1e3', de)).toThrow('DECIMAL');
  });
});
