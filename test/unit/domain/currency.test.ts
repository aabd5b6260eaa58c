import { describe, expect, test } from 'vitest';
import { CURRENCIES, currencyOf, exponentOf, symbolOf } from '../../../domain/currency.ts';

describe('currencies', () => {
  test.each('PKR HUF IDR COP LAK ALL IRR AFN MMK YER SYP LBP SOS MGA'.split(' '))('T31 %s has two decimals whatever Intl says', (code) => {
    expect(exponentOf(code)).toBe(2);
  });

  test('T31 the exponents that are not two are those of ISO 4217', () => {
    const others = (exponent: number) =>
      CURRENCIES.filter((c) => c.exponent === exponent)
        .map((c) => c.code)
        .join(' ');
    expect(others(0)).toBe('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF');
    expect(others(3)).toBe('BHD IQD JOD KWD LYD OMR TND');
    expect(others(4)).toBe('CLF UYW');
    expect(CURRENCIES.every((c) => [0, 2, 3, 4].includes(c.exponent))).toBe(true);
  });

  test('every code stands once, in order, in upper case, with a name; retired codes are gone', () => {
    const codes = CURRENCIES.map((c) => c.code);
    expect([...new Set(codes)].sort()).toEqual(codes);
    expect(CURRENCIES.every((c) => /^[A-Z]{3}$/.test(c.code) && c.name !== '')).toBe(true);
    expect(['HRK', 'SLL', 'ZWL', 'ANG', 'CUC', 'BGN', 'DEM'].filter((code) => codes.includes(code))).toEqual([]);
    expect(currencyOf('EUR')).toEqual({ code: 'EUR', exponent: 2, name: 'Euro', symbol: '€' });
  });

  test('a label asks for a sign and never fails', () => {
    expect(['EUR', 'CHF', 'nonsense'].map(symbolOf)).toEqual(['€', null, null]);
  });

  test.each(['eur', '', 'XXX', '__proto__', 'constructor'])('%j is no currency', (code) => {
    expect(() => currencyOf(code)).toThrow('CURRENCY_UNKNOWN');
  });
});
