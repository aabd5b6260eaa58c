import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDec } from '../../../domain/decimal.ts';
import { addMinor, allocate, apportion, convert, minor, minorToDecimal, negMinor, sumMinor, toMinor } from '../../../domain/money.ts';
import { money } from './build.ts';

describe('money', () => {
  test.each([NaN, Infinity, 0.5, 2 ** 53, -(2 ** 53)])('%s is not an amount', (n) => {
    expect(() => minor(n)).toThrow('AMOUNT_TOO_LARGE');
  });

  test('there is no -0, and a sum that leaves the safe integers is refused', () => {
    expect(Object.is(negMinor(minor(0)), 0)).toBe(true);
    expect(Object.is(minor(-0), 0)).toBe(true);
    expect(() => addMinor(minor(Number.MAX_SAFE_INTEGER), minor(1))).toThrow('AMOUNT_TOO_LARGE');
    expect(sumMinor([minor(Number.MAX_SAFE_INTEGER), minor(-1)])).toBe(Number.MAX_SAFE_INTEGER - 1);
  });

  test('T06 ten times 0.10 is 1.00', () => {
    expect(sumMinor(Array.from({ length: 10 }, () => money('0.10')))).toBe(100);
  });

  test.each([
    [1250, 2, '12.50'],
    [-5, 2, '-0.05'],
    [366, 0, '366'],
    [3887, 3, '3.887'],
    [0, 2, '0.00'],
  ])('%d with %d digits is written %s and read back', (amount, exponent, text) => {
    expect(minorToDecimal(minor(amount), exponent)).toBe(text);
    expect(toMinor(parseDec(text), exponent)).toBe(amount);
  });

  test('T13 10.00 over 33.33/33.33/33.34 and 1.00 over three equal lines lose no cent', () => {
    expect(allocate(minor(1000), ['33.33', '33.33', '33.34'].map(parseDec))).toEqual([333, 333, 334]);
    expect(allocate(minor(100), [1n, 1n, 1n])).toEqual([34, 33, 33]);
    expect(allocate(minor(-100), [1n, 1n, 1n])).toEqual([-34, -33, -33]);
  });

  test('T51 three instalments of 100.00 are 33.34, 33.33, 33.33', () => {
    expect(allocate(minor(10_000), [1n, 1n, 1n])).toEqual([3334, 3333, 3333]);
  });

  test('T13 any allocation adds up, is within one unit of the exact share, never turns its sign, and gives the same answer again', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.array(fc.bigInt(0n, 10n ** 20n), { minLength: 1, maxLength: 30 }), (total, weights) => {
        const shares = allocate(minor(total), weights);
        const whole = weights.reduce((a, b) => a + b, 0n);
        expect(shares.reduce((a, b) => a + BigInt(b), 0n)).toBe(BigInt(total));
        expect(allocate(minor(total), weights)).toEqual(shares);
        expect(allocate(negMinor(minor(total)), weights)).toEqual(shares.map(negMinor));
        shares.forEach((share, i) => {
          expect(share * Math.sign(total)).toBeGreaterThanOrEqual(0);
          if (whole === 0n) return;
          const away = BigInt(share) * whole - BigInt(total) * (weights[i] ?? 0n);
          expect(away < whole && away > -whole).toBe(true);
        });
      }),
      { numRuns: 2000 },
    );
  });

  test('an allocation needs weights that are not negative; with nothing to split it may have none', () => {
    expect(allocate(minor(0), [])).toEqual([]);
    expect(() => allocate(minor(1), [])).toThrow('ALLOCATION');
    expect(() => allocate(minor(1), [1n, -1n])).toThrow('ALLOCATION');
    expect(allocate(minor(5), [0n, 0n])).toEqual([3, 2]);
    expect(() => apportion([0n, 0n], 1n, 1000n)).toThrow('ALLOCATION');
  });

  test('T34 1560 EUR at 0.858762 is 1339.67; 100 000 JPY at 0.0062 is 620.00', () => {
    expect(convert(money('1560'), '0.858762', 2, 2)).toBe(money('1339.67'));
    expect(convert(money('100000', 0), '0.0062', 0, 2)).toBe(money('620'));
  });

  test.each([null, '', '0', '0.000'])('T35 without a rate (%j) nothing is converted', (rate) => {
    expect(() => convert(minor(1), rate, 2, 2)).toThrow('RATE_MISSING');
  });

  test('T35 a negative rate is refused too', () => {
    expect(() => convert(minor(1), '-1', 2, 2)).toThrow('RATE_NEGATIVE');
  });

  test('T36 1000 USD issued at 0.92 and paid at 0.90 lose 20.00', () => {
    expect(convert(money('1000'), '0.92', 2, 2) - convert(money('1000'), '0.90', 2, 2)).toBe(money('20'));
  });
});
