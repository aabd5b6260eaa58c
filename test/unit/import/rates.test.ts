import { describe, expect, it } from 'vitest';
import { readRates } from '../../../main/import/rates/readRates.ts';

const file = (...lines: string[]) => Buffer.from(`${lines.join('\n')}\n`);
const read = (bytes: Buffer, base = 'EUR', quote: 'base' | 'units' = 'base') => readRates(bytes, base, quote);
const rateOf = (seen: ReturnType<typeof read>, currency: string, day: string) => seen.rates.find((one) => one.currency === currency && one.day === day)?.rate;

const ECB = file('Date,USD,JPY,CYP,GBP,', '2026-11-20,1.0842,162.5,N/A,0.8357,', '2026-11-19,1.25,N/A,0.58,0.8,', '2007-12-31,1.4721,164.93,0.58527,0.73335,');

describe('a file of exchange rates', () => {
  it('T35 reads the central bank’s table: units per euro become what one unit is worth, and N/A is no rate, never 0 or 1', () => {
    const seen = read(ECB);
    expect(seen).toMatchObject({ format: 'ecb', problemCount: 0, unknown: ['CYP'] });
    expect(rateOf(seen, 'USD', '2026-11-19')).toBe('0.8');
    expect(rateOf(seen, 'USD', '2026-11-20')).toBe('0.9223390518');
    expect(rateOf(seen, 'JPY', '2026-11-20')).toBe('0.0061538462');
    expect(rateOf(seen, 'JPY', '2026-11-19')).toBeUndefined();
    expect(seen.rates).toHaveLength(8);
  });

  it('works out currencies through the euro for books in another one, the euro among them', () => {
    const seen = read(ECB, 'USD');
    expect(rateOf(seen, 'EUR', '2026-11-19')).toBe('1.25');
    expect(rateOf(seen, 'GBP', '2026-11-19')).toBe('1.5625');
    expect(rateOf(seen, 'USD', '2026-11-19')).toBeUndefined();
    expect(read(ECB, 'CHF')).toMatchObject({ rates: [], problems: [{ row: 1, field: 'CHF', code: 'RATE_BASE_MISSING' }] });
  });

  it('reads a plain list in either direction, with the commas and dates of its country', () => {
    const list = file('Datum;Währung;Kurs', '20.11.2026;usd;0,92', '19.11.2026;GBP;1,2', '19.11.2026;EUR;1');
    expect(read(list)).toMatchObject({ format: 'list', rates: [{ currency: 'USD', day: '2026-11-20', rate: '0.92' }, { currency: 'GBP', day: '2026-11-19', rate: '1.2' }] });
    expect(read(list, 'EUR', 'units').rates).toEqual([{ currency: 'USD', day: '2026-11-20', rate: '1.0869565217' }, { currency: 'GBP', day: '2026-11-19', rate: '0.8333333333' }]);
  });

  it('T35 names the row of everything that is no rate: nothing of it becomes one', () => {
    const seen = read(file('date,currency,rate', '2026-11-20,USD,0', '2026-11-20,GBP,-1', '2026-13-01,USD,0.9', '2026-11-20,DOLLAR,0.9', '2026-11-19,USD,abc', '2026-11-18,USD,0.91', '2026-11-18,USD,0.92'));
    expect(seen.rates).toEqual([{ currency: 'USD', day: '2026-11-18', rate: '0.91' }]);
    expect(seen.problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'RATE_NOT_POSITIVE'], [3, 'RATE_NOT_POSITIVE'], [4, 'DATE'], [5, 'CURRENCY'], [6, 'NUMBER'], [8, 'RATE_TWICE'],
    ]);
    expect(read(file('date,currency,rate', '2026-11-17,USD,99999999999'), 'EUR', 'units')).toMatchObject({ rates: [], problems: [{ row: 2, code: 'RATE_TOO_FAR' }] });
  });

  it('refuses a file that is neither', () => {
    expect(() => read(file('name,price', 'Tea,4'))).toThrow(expect.objectContaining({ code: 'RATE_FILE' }));
  });
});
