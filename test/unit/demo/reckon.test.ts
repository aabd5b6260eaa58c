// The demo's own arithmetic, held against figures worked out by hand: what judges the app must itself be right.
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../tools/demo/csv.ts';
import { type Order, decimal, hundredths, lineNet, reckon, shareOut } from '../../../tools/demo/reckon.ts';

const line = (quantity: string, price: string, percent = '', tax = '') => ({ product: 'X', quantity, price, percent, tax });
const order = (more: Partial<Order>): Order => ({ id: '1', date: '2026-01-01', customer: 'A', reference: '', freight: '', freightTax: null, lines: [], ...more });
const RATES = new Map([
  ['VAT 23 %', '23'],
  ['VAT 13.5 %', '13.5'],
  ['VAT 20 %', '20'],
]);

describe('the reckoning of the demo', () => {
  it('rounds a line once, then its discount, and takes the one off the other', () => {
    expect(lineNet(line('35', '7.7', '15'))).toBe(22907n); // 269.50 less 40.425, rounded to 40.43
    expect(lineNet(line('1', '0.125'))).toBe(13n);
    expect(lineNet(line('-1', '0.125'))).toBe(-13n);
    expect(lineNet(line('2.25', '64.22', '100'))).toBe(0n);
    expect(lineNet(line('1000', '0.0049'))).toBe(490n);
  });

  it('charges tax once per rate on the sum of what carries it, carriage included', () => {
    const three = order({ lines: [line('1', '1.03', '', 'VAT 20 %'), line('1', '1.03', '', 'VAT 20 %'), line('1', '1.03', '', 'VAT 20 %')] });
    expect(reckon(three, RATES)).toMatchObject({ net: 309n, tax: 62n, total: 371n });
    expect(reckon({ ...three, freight: '10', freightTax: 'VAT 23 %' }, RATES)).toMatchObject({ net: 1309n, tax: 292n, total: 1601n });
  });

  it('adds carriage as it is where no tax is charged', () => {
    const one = order({ freight: '32.38', lines: [line('12', '14'), line('10', '9.8'), line('5', '34.8')] });
    expect(reckon(one, new Map())).toEqual({ lines: [16800n, 9800n, 17400n], net: 47238n, tax: 0n, total: 47238n });
  });

  it('shares carriage out over mixed rates without losing a hundredth', () => {
    const mixed = order({ freight: '10', freightTax: null, lines: [line('1', '20', '', 'VAT 23 %'), line('1', '10', '', 'VAT 13.5 %')] });
    expect(reckon(mixed, RATES)).toMatchObject({ net: 4000n, tax: 613n + 180n }); // 26.67 @ 23 %, 13.33 @ 13.5 %
    expect(shareOut(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(shareOut(1000n, [3333n, 3333n, 3334n])).toEqual([333n, 333n, 334n]);
  });

  it('reads and writes hundredths exactly', () => {
    expect(hundredths('65.835')).toBe(6584n);
    expect(hundredths('4.35')).toBe(435n);
    expect(decimal(133073545n)).toBe('1330735.45');
    expect(decimal(-5n)).toBe('-0.05');
    expect(() => hundredths('1e3')).toThrow('not a number');
  });
});

describe('the CSV reader of the demo', () => {
  it('reads quotes, commas and line ends inside cells, and any line ending', () => {
    expect(readCsv('\ufeffA,B\r\n"x, ""y""","1\n2"\r\nz,\r\n')).toEqual([
      { A: 'x, "y"', B: '1\n2' },
      { A: 'z', B: '' },
    ]);
  });

  it('refuses an unclosed quote and a record of another length', () => {
    expect(() => readCsv('A\n"x')).toThrow('never closed');
    expect(() => readCsv('A,B\nx')).toThrow('1 cells');
  });
});
