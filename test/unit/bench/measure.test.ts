import { expect, test } from 'vitest';
import { median, quantile, ratio, takeTurns } from '../../../bench/harness/measure.ts';
import { markdown, verdictOf } from '../../../bench/harness/report.ts';
import { keeps, type Row } from '../../../bench/harness/row.ts';
import { ROWS } from '../../../bench/rows.ts';

const row: Row = { id: '1', title: 'a | b', limit: { atMost: 2 }, great: { atMost: 1.5 }, peer: '-', run: () => Promise.resolve({ value: 1, unit: 'x' }) };
const result = (value: number) => ({ row, measured: { value, unit: 'x' }, seconds: 1 });

test('the median of an even count lies between the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([3, 1, 2])).toBe(2);
  expect(quantile([5, 1, 2, 3, 4], 0.99)).toBe(5);
});

test('a ratio is taken round by round, so that one busy round does not decide', () => {
  expect(ratio([2, 40, 2], [1, 20, 1])).toBe(2);
  expect(ratio([2, 40, 2], [1, 1, 1])).toBe(2);
});

test('what is compared takes turns in changing order, and the first round is not counted', async () => {
  const order: string[] = [];
  const taken = await takeTurns(2, { a: () => order.push('a'), b: () => order.push('b') });
  expect(order.join('')).toBe('abbaab');
  expect(taken).toEqual({ a: [4, 5], b: [3, 6] });
});

test('a figure is judged against its limit, in either direction, and a tiny run judges nothing', () => {
  expect([keeps({ atMost: 2 }, 2), keeps({ atMost: 2 }, 2.01), keeps({ atLeast: 0.4 }, 0.4), keeps({ atLeast: 0.4 }, 0.39)]).toEqual([true, false, true, false]);
  expect([verdictOf(result(1.2), false), verdictOf(result(1.9), false), verdictOf(result(2.1), false), verdictOf(result(2.1), true)]).toEqual(['great', 'within limit', 'BROKEN', 'ran']);
  expect(verdictOf({ row, measured: { value: 0, unit: '', skipped: 'no strace' }, seconds: 0 }, false)).toBe('skipped');
  expect(keeps({ atMost: 2 }, Number.NaN)).toBe(false);
});

test('every goal of the list that exists by now has its row, once', () => {
  const ids = ROWS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ['1', '2', '3', '4', '5', '6', '7', '8', '10', '11', '12', '12b', '13', '14', '15', '16', '17', '18', '19', '20', '22', '23']) expect(ids).toContain(id);
});

test('the written table survives bars in a title', () => {
  expect(markdown([result(1)], { Node: '24' }, '2 invoices', '2026-11-22')).toContain('| 1 | a \\| b | ≤ 2 | ≤ 1.5 | - | 1.00 x | great |');
});
