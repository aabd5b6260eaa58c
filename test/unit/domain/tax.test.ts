// CORRECTNESS D1: rounding and tax, one test per rule.
import { describe, expect, test } from 'vitest';
import { computeDocument } from '../../../domain/document.ts';
import { minor } from '../../../domain/money.ts';
import { discount, document, line, money, tax } from './build.ts';

const totals = computeDocument;

describe('D1 rounding and tax', () => {
  test('T01 tax is computed once per rate, not per line', () => {
    const t = totals(document([1, 2, 3].map(() => line('1', '1.03', [tax('20')]))));
    expect([t.tax, t.gross]).toEqual([money('0.62'), money('3.71')]);
  });

  test('T02 ten lines of 0.99 at 19 % carry 1.88', () => {
    expect(totals(document(Array.from({ length: 10 }, () => line('1', '0.99', [tax('19')])))).tax).toBe(money('1.88'));
  });

  test('T03 three lines of 33.33 at 19 % carry 19.00', () => {
    expect(totals(document(Array.from({ length: 3 }, () => line('1', '33.33', [tax('19')])))).tax).toBe(money('19'));
  });

  test.each([
    ['140', '7', '13.97', '160.97'],
    ['1140', '57', '113.72', '1310.72'],
  ])('T04 two taxes of %s side by side, three decimals in a rate', (price, gst, qst, gross) => {
    const t = totals(document([line('1', price, [tax('5'), tax('9.975')])]));
    expect(t.taxes.map((x) => x.amount)).toEqual([money(gst), money(qst)]);
    expect(t.gross).toBe(money(gross));
  });

  test.each([
    ['8180', '815.96'],
    ['300', '29.93'],
  ])('T04 a tax of 9.975 percent on %s is %s', (price, amount) => {
    expect(totals(document([line('1', price, [tax('9.975')])])).tax).toBe(money(amount));
  });

  test('T04 300.00 with 5 % and 9.975 % is 344.93', () => {
    expect(totals(document([line('1', '300', [tax('5'), tax('9.975')])])).gross).toBe(money('344.93'));
  });

  test('T05 a negative document mirrors the positive one, also at half a cent', () => {
    const plus = totals(document([line('1', '0.125', [tax('20')])]));
    const minus = totals(document([line('-1', '0.125', [tax('20')])]));
    expect([plus.net, minus.net]).toEqual([money('0.13'), money('-0.13')]);
    expect(minus.gross).toBe(-plus.gross);
  });

  test('T06 1.005 becomes 1.01, 4.35 is 435 cents, ten times 0.10 is 1.00', () => {
    expect([money('1.005'), money('4.35')]).toEqual([101, 435]);
    expect(totals(document(Array.from({ length: 10 }, () => line('1', '0.1')))).gross).toBe(100);
  });

  test.each([
    ['100', '19', '84.03', '15.97'],
    ['9.99', '20', '8.33', '1.66'],
  ])('T07 gross %s with %s percent inside keeps its gross', (gross, rate, net, vat) => {
    const t = totals(document([line('1', gross, [tax(rate)])], { pricesIncludeTax: true }));
    expect([t.net, t.tax, t.gross]).toEqual([money(net), money(vat), money(gross)]);
  });

  test('T08 three lines of 9.99 with 20 % inside: net 24.98, tax 4.99, and the line nets add up', () => {
    for (const lines of [[line('3', '9.99', [tax('20')])], [1, 2, 3].map(() => line('1', '9.99', [tax('20')]))]) {
      const t = totals(document(lines, { pricesIncludeTax: true }));
      expect([t.gross, t.net, t.tax, t.lineNet]).toEqual([money('29.97'), money('24.98'), money('4.99'), money('24.98')]);
    }
  });

  test('T09 a net unit price worked out of a gross one keeps at least four decimals', () => {
    const t = totals(document([line('1', '75', [tax('19')]), line('1', '0.0049', [tax('19')])], { pricesIncludeTax: true }));
    expect(t.lines.map((l) => l.netUnitPrice)).toEqual(['63.0252', '0.004118']);
    expect(t.gross).toBe(money('75'));
  });

  test('T10 a document discount lessens the tax base', () => {
    const t = totals(document([line('1', '100', [tax('10')])], { adjustments: [discount({ amount: money('20') })] }));
    expect([t.net, t.tax, t.gross, t.payable]).toEqual([money('80'), money('8'), money('88'), money('88')]);
  });

  test('T11 a discount after tax leaves the tax itemised', () => {
    const t = totals(document([line('1', '100', [tax('10')])], { adjustments: [discount({ amount: money('20'), afterTax: true })] }));
    expect([t.tax, t.gross, t.afterTaxAllowances, t.payable]).toEqual([money('10'), money('110'), money('20'), money('90')]);
  });

  test.each([{ amount: money('3.57') }, { percent: '10' }])('T12 a discount over two rates is split by what they are worth (%j)', (how) => {
    const t = totals(
      document([line('1', '10.05', [tax('20')]), line('1', '20.10', [tax('20')]), line('1', '5.55', [tax('7')])], {
        adjustments: [discount(how)],
      }),
    );
    expect(t.adjustments[0]?.split.map((s) => s.amount)).toEqual([money('3.02'), money('0.55')]);
    expect(t.taxes.map((x) => [x.base, x.amount])).toEqual([
      [money('27.13'), money('5.43')],
      [money('5'), money('0.35')],
    ]);
    expect([t.allowances, t.net, t.gross]).toEqual([money('3.57'), money('32.13'), money('37.91')]);
  });

  test('T14 a compound tax is charged on base plus simple tax; swapping the two changes the result', () => {
    const five = tax('5');
    const t = totals(document([line('1', '100', [five, tax('7', { compound: true })])]));
    expect([t.taxes.map((x) => [x.base, x.amount]), t.gross]).toEqual([
      [
        [money('100'), money('5')],
        [money('105'), money('7.35')],
      ],
      money('112.35'),
    ]);
    const swapped = totals(document([line('1', '100', [tax('5', { compound: true }), tax('7')])]));
    expect(swapped.taxes.map((x) => x.amount)).toEqual([money('5.35'), money('7')]);
    const besides = totals(document([line('1', '100', [tax('5'), tax('7')])]));
    expect(besides.gross).toBe(money('112'));
  });

  test('T14 a compound tax on some lines builds only on the simple tax of those lines', () => {
    const five = tax('5');
    const t = totals(document([line('1', '100', [five, tax('7', { compound: true })]), line('1', '50', [five])]));
    expect(t.taxes.map((x) => [x.base, x.amount])).toEqual([
      [money('150'), money('7.5')],
      [money('105'), money('7.35')],
    ]);
  });

  test.each([
    ['21', '1060'],
    ['20', '1050'],
  ])('T15 1000 plus %s percent, 15 percent withheld, leaves %s to pay', (rate, payable) => {
    const t = totals(document([line('1', '1000', [tax(rate), tax('15', { withholding: true })])]));
    expect([t.tax, t.withheld, t.prepaid, t.payable]).toEqual([money(rate) * 10, money('150'), money('150'), money(payable)]);
  });

  test('T16 two halves of 9 % are rounded each for itself', () => {
    const t = totals(document([line('1', '100.05', [tax('9', { id: 'cgst' }), tax('9', { id: 'sgst' })])]));
    expect([t.taxes.map((x) => x.amount), t.tax]).toEqual([[money('9'), money('9')], money('18')]);
  });

  test('T17 6.625 % of 100.00 is 6.63 and the rate comes back unchanged', () => {
    const t = totals(document([line('1', '100', [tax('6.625')])]));
    expect([t.tax, t.taxes[0]?.component.rate]).toEqual([money('6.63'), '6.625']);
  });

  test('T21 a 100 % discount leaves exactly nothing', () => {
    const t = totals(
      document([
        line('2.25', '64.22', [tax('19')], { adjustments: [{ kind: 'allowance', percent: '100', amount: null, reason: 'Gift' }] }),
      ]),
    );
    expect([t.lines[0]?.gross, t.lines[0]?.net, t.gross]).toEqual([money('144.5'), 0, 0]);
  });

  test('T22 minutes at an hourly price are multiplied out before rounding', () => {
    expect(totals(document([line('80', '75', [], { per: '60' })])).net).toBe(money('100'));
    expect(totals(document([line('20', '25', [], { per: '60' })])).net).toBe(money('8.33'));
  });

  test('T23 1000 at 0.0049 is 4.90', () => {
    expect(totals(document([line('1000', '0.0049')])).net).toBe(money('4.9'));
  });

  test('T24 Swiss cash is rounded to 0.05 as a line of its own, the tax stays', () => {
    const t = totals(document([line('1', '99.75', [tax('8.1')])], { currency: 'CHF', payableRounding: minor(5) }));
    expect([t.tax, t.gross, t.rounding, t.payable]).toEqual([money('8.08'), money('107.83'), money('0.02'), money('107.85')]);
  });

  test('T25 paise stay in the tax; the whole rupee is a setting and a line of its own', () => {
    expect(totals(document([line('1', '28.373333333', [tax('18')])], { currency: 'INR' })).tax).toBe(money('5.11'));
    const t = totals(document([line('1', '1049.50')], { currency: 'INR', payableRounding: minor(100) }));
    expect([t.gross, t.rounding, t.payable]).toEqual([money('1049.5'), money('0.5'), money('1050')]);
  });

  test('T26 a trader may round the tax down on the invoice total', () => {
    const lines = [line('1', '1.03', [tax('20')]), line('1', '1.06', [tax('20')])];
    expect(totals(document(lines, { taxRounding: 'down' })).tax).toBe(money('0.41'));
    expect(totals(document(lines)).tax).toBe(money('0.42'));
    const inside = totals(document([line('1', '9.99', [tax('20')])], { taxRounding: 'down', pricesIncludeTax: true }));
    expect([inside.tax, inside.gross]).toEqual([money('1.66'), money('9.99')]);
  });

  test('T29 a negative unit price is refused, a negative quantity is not', () => {
    expect(() => totals(document([line('1', '-5')]))).toThrow('PRICE_NEGATIVE');
    expect(totals(document([line('-1', '5')])).net).toBe(money('-5'));
  });

  test('T32 dinars keep three decimals', () => {
    const t = totals(document([line('3', '1.234', [tax('5')])], { currency: 'KWD' }));
    expect([t.net, t.tax, t.gross]).toEqual([3702, 185, 3887]);
  });

  test('T33 yen are rounded once per rate, up or down as chosen', () => {
    expect(totals(document([line('1', '333', [tax('10')])], { currency: 'JPY' })).gross).toBe(366);
    const lines = [1, 2, 3].map(() => line('1', '105', [tax('10')]));
    expect(totals(document(lines, { currency: 'JPY' })).tax).toBe(32);
    expect(totals(document(lines, { currency: 'JPY', taxRounding: 'down' })).tax).toBe(31);
  });

  test('a fixed discount falls on the goods, not on what is given back beside them', () => {
    const t = totals(
      document([line('1', '100', [tax('20')]), line('-1', '50', [tax('7')])], { adjustments: [discount({ amount: money('10') })] }),
    );
    expect(t.adjustments[0]?.split.map((s) => s.amount)).toEqual([money('10'), 0]);
    const percent = totals(
      document([line('1', '100', [tax('20')]), line('-1', '50', [tax('7')])], { adjustments: [discount({ percent: '20' })] }),
    );
    expect(percent.adjustments[0]?.split.map((s) => s.amount)).toEqual([money('20'), money('-10')]);
  });

  test('freight with a tax of its own opens its own line in the tax table', () => {
    const t = totals(
      document([line('1', '100', [tax('7')])], { adjustments: [discount({ kind: 'charge', amount: money('10'), taxes: [tax('19')] })] }),
    );
    expect(t.taxes.map((x) => [x.base, x.amount])).toEqual([
      [money('100'), money('7')],
      [money('10'), money('1.9')],
    ]);
    expect([t.charges, t.gross]).toEqual([money('10'), money('118.9')]);
  });

  test('a discount on gross prices is shown net in the sums and as typed beside them', () => {
    const t = totals(
      document([line('1', '119', [tax('19')])], { pricesIncludeTax: true, adjustments: [discount({ amount: money('11.9') })] }),
    );
    expect([t.adjustments[0]?.entered, t.adjustments[0]?.amount, t.net, t.gross]).toEqual([
      money('11.9'),
      money('10'),
      money('90'),
      money('107.1'),
    ]);
  });

  test('an empty document is nothing, not an error; charges after tax, two ways at once and the same tax twice are refused', () => {
    expect(totals(document([])).payable).toBe(0);
    expect(() =>
      totals(document([line('1', '1')], { adjustments: [discount({ kind: 'charge', amount: minor(1), afterTax: true })] })),
    ).toThrow('AFTER_TAX_CHARGE');
    expect(() => totals(document([line('1', '1')], { adjustments: [discount({ amount: minor(1), percent: '1' })] }))).toThrow('ADJUSTMENT');
    expect(() => totals(document([line('1', '1', [tax('5', { id: 'a' }), tax('5.0', { id: 'a' })])]))).toThrow('TAX_TWICE');
    expect(() => totals(document([line('1', '1', [tax('-5')])]))).toThrow('RATE_NEGATIVE');
    expect(() => totals(document([line('1', '1', [], { per: '0' })]))).toThrow('PER_NOT_POSITIVE');
  });

  test('an amount beyond the safe integers is refused, never wrapped (SECURITY e 56)', () => {
    expect(() => totals(document([line('999999999999999999', '1')]))).toThrow('AMOUNT_TOO_LARGE');
    expect(() => totals(document(Array.from({ length: 3 }, () => line('40000000000000', '1'))))).toThrow('AMOUNT_TOO_LARGE');
  });

  test('7 lines of a third, 100.01 % tax, 19.995: sums equal the total (SECURITY e 53)', () => {
    const t = totals(
      document([...Array.from({ length: 7 }, () => line('1', '0.3333333333', [tax('100.01')])), line('1', '19.995', [tax('100.01')])]),
    );
    expect(t.lineNet).toBe(7 * 33 + 2000);
    expect(t.tax).toBe(2231);
  });
});
