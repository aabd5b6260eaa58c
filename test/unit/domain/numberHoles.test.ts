// Holes in a series: whatever the order the numbers come in, those that are missing, with what stands beside them.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Hole, holesUpTo, noNumbers, takeNumber } from '../../../domain/numberHoles.ts';

/** The slow and plain way. */
function plain(numbers: readonly number[], taken: number): Hole[] {
  const there = [...new Set(numbers)].sort((a, b) => a - b);
  const holes: Hole[] = [];
  let [next, after] = [1, 0];
  for (const n of there) {
    if (n > next && next <= taken) holes.push({ first: next, last: Math.min(n - 1, taken), after, before: n * 10 });
    [next, after] = [n + 1, n * 10];
  }
  if (next <= taken) holes.push({ first: next, last: taken, after, before: Number.MAX_SAFE_INTEGER });
  return holes;
}
const found = (numbers: readonly number[], taken: number): Hole[] => {
  const row = noNumbers();
  for (const n of numbers) takeNumber(row, n, n * 10);
  return holesUpTo(row, taken);
};

it('are none where every number has its document, and all where none has', () => {
  expect(found([1, 2, 3], 3)).toEqual([]);
  expect(found([], 3)).toEqual([{ first: 1, last: 3, after: 0, before: Number.MAX_SAFE_INTEGER }]);
  expect(found([], 0)).toEqual([]);
});

it('are the same as by sorting, in any order and with numbers that are there twice', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 40 }), fc.integer({ min: 0, max: 45 }), (numbers, taken) => {
    expect(found(numbers, taken)).toEqual(plain(numbers, taken));
  }), { numRuns: 2000 });
});
