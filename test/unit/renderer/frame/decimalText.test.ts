// What people type as a number, and how numbers are shown.
import { beforeAll, describe, expect, it } from 'vitest';
import { startWords } from '../../../../renderer/i18n/index.ts';
import { amountParts, codeMoneyText, decimalText, moneyText } from '../../../../renderer/ui/amountText.ts';
import { editableDecimal, parseDecimalText } from '../../../../renderer/ui/decimalText.ts';

beforeAll(() => startWords());

describe('numbers as typed', () => {
  it.each([['1,234.5', '1234.5'], ['1234.50', '1234.5'], ['13,5', '13.5'], ['.5', '0.5'], ['1.234,56', '1234.56'], ['007', '7'], ['٣٫٥', '3.5'], ['1 234.5', '1234.5'], ['0.0049', '0.0049']])('reads %s as %s', (typed, value) => {
    expect(parseDecimalText(typed)).toEqual({ ok: true, value });
  });

  it('reads one mark the way of the language', () => {
    expect(parseDecimalText('1.234', { lang: 'de' })).toEqual({ ok: true, value: '1234' });
    expect(parseDecimalText('1.234', { lang: 'en' })).toEqual({ ok: true, value: '1.234' });
  });

  it('says which rule is broken', () => {
    expect(parseDecimalText('-3')).toEqual({ ok: false, code: 'NEGATIVE' });
    expect(parseDecimalText('-3', { negative: true })).toEqual({ ok: true, value: '-3' });
    expect(parseDecimalText('1.234', { decimals: 2, lang: 'en' })).toEqual({ ok: false, code: 'TOO_MANY_DECIMALS' });
    expect(parseDecimalText('1234567890123')).toEqual({ ok: false, code: 'AMOUNT_TOO_LARGE' });
    for (const typed of ['', 'abc', '1e3', '12.3.4', '--1']) expect(parseDecimalText(typed)).toEqual({ ok: false, code: 'DECIMAL' });
  });

  it('stands in a field so that it reads back the same', () => {
    for (const lang of ['en', 'de', 'fr', 'es']) expect(parseDecimalText(editableDecimal('1234.5', lang), { lang })).toEqual({ ok: true, value: '1234.5' });
  });
});

describe('amounts as shown', () => {
  it('splits at the decimal point of the currency', () => {
    expect(amountParts(123_456, 'EUR')).toEqual({ whole: '1,234', fraction: '.56' });
    expect(amountParts(486_000, 'JPY')).toEqual({ whole: '486,000', fraction: '' });
    expect(amountParts(1_284_375, 'BHD')).toEqual({ whole: '1,284', fraction: '.375' });
    expect(amountParts(-8_607, 'EUR')).toEqual({ whole: '\u221286', fraction: '.07' });
    expect(amountParts(5, 'EUR', 'de')).toEqual({ whole: '0', fraction: ',05' });
  });

  it('puts the sign or the code before it', () => {
    expect(moneyText(431_080, 'EUR')).toBe('€\u00a04,310.80');
    expect(codeMoneyText(642_375, 'BHD')).toBe('BHD\u00a0642.375');
    expect(decimalText('12345.5')).toBe('12,345.5');
  });
});
