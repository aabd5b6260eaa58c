import { describe, expect, test } from 'vitest';
import { add, cmp, divDec, divRound, formatDec, isDec, mul, neg, parseDec, roundDec, sub } from '../../../domain/decimal.ts';

describe('decimals', () => {
  test.each(['', '1e3', '+1', ' 1', '1 ', '.5', '5.', '1,5', '--1', 'NaN', 'Infinity', '0x1', '١', '1'.repeat(19), `0.${'1'.repeat(11)}`])(
    'refuses %j',
    (text) => {
      expect(() => parseDec(text)).toThrow('DECIMAL');
      expect(isDec(text)).toBe(false);
    },
  );

  test.each([
    ['0', '0'],
    ['-0', '0'],
    ['007', '7'],
    ['1.50', '1.5'],
    ['-0.050', '-0.05'],
    ['999999999999999999.9999999999', '999999999999999999.9999999999'],
  ])('writes %s as %s', (text, canonical) => {
    expect(formatDec(parseDec(text))).toBe(canonical);
  });

  test('add, subtract, multiply and compare without losing a digit', () => {
    const [a, b] = [parseDec('0.1'), parseDec('0.2')];
    expect([formatDec(add(a, b)), formatDec(sub(a, b)), formatDec(mul(a, b)), formatDec(neg(a))]).toEqual(['0.3', '-0.1', '0.02', '-0.1']);
    expect([cmp(a, b), cmp(b, a), cmp(parseDec('1.0'), parseDec('1'))]).toEqual([-1, 1, 0]);
  });

  test.each([
    ['half-up', ['3', '-3', '4', '-4', '3', '-3']],
    ['half-even', ['2', '-2', '4', '-4', '3', '-3']],
    ['down', ['2', '-2', '3', '-3', '2', '-2']],
  ] as const)('T05 rounds %s alike on both sides of zero', (rounding, expected) => {
    expect(['2.5', '-2.5', '3.5', '-3.5', '2.51', '-2.51'].map((text) => formatDec(roundDec(parseDec(text), 0, rounding)))).toEqual(
      expected,
    );
  });

  test('T05 an eighth becomes 0.13 and minus an eighth -0.13', () => {
    expect([formatDec(roundDec(parseDec('0.125'), 2)), formatDec(roundDec(parseDec('-0.125'), 2))]).toEqual(['0.13', '-0.13']);
  });

  test('division rounds once, and by zero is refused', () => {
    expect(formatDec(divDec(parseDec('75'), parseDec('1.19'), 4))).toBe('63.0252');
    expect(formatDec(divDec(parseDec('-1'), parseDec('3'), 2))).toBe('-0.33');
    expect(formatDec(divDec(parseDec('1.2345'), parseDec('1'), 2))).toBe('1.23');
    expect(divRound(-5n, -2n)).toBe(3n);
    expect(() => divRound(1n, 0n)).toThrow('DIVISION_BY_ZERO');
  });
});
