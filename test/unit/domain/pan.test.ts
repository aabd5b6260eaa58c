import { describe, expect, test } from 'vitest';
import { findCardNumber, isCardNumber } from '../../../domain/pan.ts';

// Numbers that the card schemes publish for testing.
const CARDS = [
  '4111111111111111',
  '4012888888881881',
  '4222222222222',
  '5555555555554444',
  '5105105105105100',
  '2223003122003222',
  '378282246310005',
  '371449635398431',
  '30569309025904',
  '38520000023237',
  '6011111111111117',
  '3530111333300000',
  '6200000000000005',
  '2200000000000004',
  '6759649826438453',
];

describe('card numbers in free text (SECURITY a.11, e 48; T82)', () => {
  test.each(CARDS)('%s is found plain, spaced, dashed, dotted, full-width and in Arabic digits', (card) => {
    const grouped = (mark: string) => card.replace(/(.{4})(?=.)/g, `$1${mark}`);
    const script = (zero: number) => [...card].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');
    for (const form of [
      card,
      grouped(' '),
      grouped('-'),
      grouped('.'),
      grouped('\u00a0'),
      grouped('–'),
      script(0xff10),
      script(0x0660),
      [...card].join(' '),
    ]) {
      const text = `Paid with ${form}, thanks`;
      expect(findCardNumber(text), text).toEqual({ index: 10, length: form.length });
    }
  });

  test('beside a date, a check code or glued to letters it is still found', () => {
    expect(findCardNumber('4111 1111 1111 1111 12/28')).toEqual({ index: 0, length: 19 });
    expect(findCardNumber('12 4111111111111111 123')).toEqual({ index: 3, length: 16 });
    expect(findCardNumber('card4111111111111111x')).toEqual({ index: 4, length: 16 });
    expect(findCardNumber('a\u200b4111\u200b1111\u200b1111\u200b1111')).not.toBeNull();
    expect(findCardNumber('😀 4111111111111111')).toEqual({ index: 3, length: 16 });
  });

  test.each([
    ['a wrong check digit', '4111111111111112'],
    ['no issuer', '9111111111111111'],
    ['zeros', '0000000000000000'],
    ['one digit over and over', '4444444444444444'],
    ['an IBAN', 'DE89 3704 0044 0532 0130 00'],
    ['an IBAN in small letters', 'iban de89370400440532013000'],
    ['a French IBAN', 'FR14 2004 1010 0505 0001 3M02 606'],
    ['a phone number', '+49 151 2345 6789 012'],
    ['a phone number that passes for a card', '+378282246310005'],
    ['an order number', 'Order 2026-11-20-000123456'],
    ['twelve digits', '411111111111'],
    ['twenty digits in one', '41111111111111111111'],
    ['sizes', '36 38 40 42 44 46 48'],
    ['amounts', '4.50 12.30 100.00 55.00 1.10'],
    ['a comma between', '41111111,11111111'],
    ['text', 'x'.repeat(5000)],
    ['nothing', ''],
  ])('%s is no card', (_, text) => {
    expect(findCardNumber(text)).toBeNull();
  });

  test('an IBAN does not hide a card beside it', () => {
    expect(findCardNumber('DE89 3704 0044 0532 0130 00 4111111111111111')).toEqual({ index: 28, length: 16 });
  });

  test('lengths and ranges belong together', () => {
    expect([isCardNumber('4111111111111111'), isCardNumber('411111111111116'), isCardNumber('abc')]).toEqual([true, false, false]);
  });

  test('a long text of digits is looked through without stalling', () => {
    const start = process.hrtime.bigint();
    findCardNumber('1 '.repeat(32_000));
    findCardNumber('12345678901234567890 '.repeat(3000));
    findCardNumber('DE89 '.repeat(10_000));
    expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(2000);
  });
});
