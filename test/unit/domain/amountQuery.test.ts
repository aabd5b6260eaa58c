// Amounts as people type them to find a document.
import { describe, expect, it } from 'vitest';
import { amountsIn, isClearlyAmount, unitsOf } from '../../../domain/amountQuery.ts';

describe('an amount that is looked for', () => {
  it.each([
    ['1.234,56', ['1234.56']], ['1234.56', ['1234.56']], ['1,234.56', ['1234.56']], ['1 234,56', ['1234.56']], ['1234,56', ['1234.56']], ["1'234.56", ['1234.56']],
    ['€ 1.234,56', ['1234.56']], ['1234.56 EUR', ['1234.56']], ['EUR 1234.56', ['1234.56']], ['-86.07', ['86.07']], ['\u221286,07', ['86.07']], ['1.234', ['1.234', '1234']], ['1,234', ['1234', '1.234']],
    ['178.35', ['178.35']], ['145', ['145']], ['12,34,567.00', ['1234567']],
  ])('reads %s', (typed, amounts) => {
    expect(amountsIn(typed)).toEqual(amounts);
  });

  it.each(['', 'abc', '0006', 'INV-2026-0006', 'bakery 12', 'job 3', '3 pcs', '12 bakery', '1.2.3.4', '20.11.2026', '12%', '1e5', '9'.repeat(30)])('finds none in "%s"', (typed) => {
    expect(amountsIn(typed)).toEqual([]);
  });

  it('is compared in whole units of the currency', () => {
    expect([unitsOf('1234.5', 2), unitsOf('1234.56', 2), unitsOf('1234', 0), unitsOf('1.234', 3), unitsOf('1.234', 2)]).toEqual([123450n, 123456n, 1234n, 1234n, null]);
  });

  it('a bare whole number may be something else', () => {
    expect(['1234.5', '€5', '5 EUR', 'EUR 5'].map(isClearlyAmount)).toEqual([true, true, true, true]);
    expect(['2026', 'bakery', 'job 3', 'inv 7'].map(isClearlyAmount)).toEqual([false, false, false, false]);
  });
});
