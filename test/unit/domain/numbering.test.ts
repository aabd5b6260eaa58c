import { describe, expect, test } from 'vitest';
import {
  compareNumbers,
  formatNumber,
  nextSequence,
  numberProblem,
  parsePattern,
  patternProblem,
  periodKey,
} from '../../../domain/numbering.ts';

describe('document numbers', () => {
  test('T38 drafts do not count: the next number follows the last one issued', () => {
    expect([nextSequence(null), nextSequence(104)]).toEqual([1, 105]);
  });

  test('T44 the first invoice dated in a new year starts the new counter', () => {
    const pattern = parsePattern('INV-{YYYY}-{0000}');
    expect([periodKey(pattern, '2026-12-31'), periodKey(pattern, '2027-01-01')]).toEqual(['2026', '2027']);
    expect(formatNumber(pattern, nextSequence(null), '2027-01-01')).toBe('INV-2027-0001');
  });

  test('T45 INV/25-26/0001 is allowed in India; 17 characters, small letters and spaces are not', () => {
    expect(formatNumber(parsePattern('INV/{FY}/{0000}', 'india'), 1, '2026-03-31', 4)).toBe('INV/25-26/0001');
    expect(numberProblem('INV/25-26/0001', 'india')).toBeNull();
    expect(numberProblem('INV/25-26/0000001', 'india')).toBe('NUMBER_TOO_LONG');
    expect([numberProblem('inv-1', 'india'), numberProblem('INV 1', 'india'), numberProblem('INV_1', 'india')]).toEqual(
      Array(3).fill('NUMBER_CHARACTERS'),
    );
    expect(patternProblem('INVOICE/{FY}/{0000}', 'india')).toBe('PATTERN_TOO_LONG');
    expect(patternProblem('Inv-{0000}', 'india')).toBe('PATTERN_CHARACTERS');
  });

  test('T46 9999 is followed by 10000, in the number and in the order', () => {
    const numbers = [10_000, 9999, 1, 10_001].map((n) => formatNumber('INV-{YYYY}-{0000}', n, '2026-05-01'));
    expect(numbers[0]).toBe('INV-2026-10000');
    expect([...numbers].sort(compareNumbers)).toEqual(['INV-2026-0001', 'INV-2026-9999', 'INV-2026-10000', 'INV-2026-10001']);
    expect(compareNumbers('A-1', 'B-1')).toBeLessThan(0);
    expect(compareNumbers('A-1', 'A-01')).toBeLessThan(0);
    expect(compareNumbers('A-1', 'A-1')).toBe(0);
  });

  test('T70 a financial year picks the counter by the date on the invoice', () => {
    expect([periodKey('{FY}/{0}', '2026-03-31', 4), periodKey('{FY}/{0}', '2026-04-01', 4)]).toEqual(['25-26', '26-27']);
  });

  test.each([
    ['INV-{0000}', ''],
    ['{YY}{MM}-{000}', '2026-05'],
    ['{YYYY}-{00}', '2026'],
    ['{FY}-{MM}-{00}', '2026-05'],
  ])('%s counts in %j', (pattern, key) => {
    expect(periodKey(pattern, '2026-05-09', 4)).toBe(key);
  });

  test('a number never comes twice: whatever starts the counter again is in the number', () => {
    for (const pattern of ['INV-{YYYY}-{0000}', '{YY}{MM}-{000}', '{FY}/{00}', '{FY}-{MM}-{0}', 'R{0}']) {
      const numbers = new Set<string>();
      const counters = new Map<string, number>();
      for (const date of ['2026-03-31', '2026-04-01', '2026-04-30', '2026-05-01', '2027-03-31', '2027-04-01', '2027-05-05']) {
        const key = periodKey(pattern, date, 4);
        counters.set(key, nextSequence(counters.get(key) ?? null));
        numbers.add(formatNumber(pattern, counters.get(key) ?? 0, date, 4));
      }
      expect(numbers.size, pattern).toBe(7);
    }
  });

  test.each([
    ['INV', 'PATTERN_COUNTER'],
    ['{0}{0}', 'PATTERN_COUNTER'],
    ['{MM}-{00}', 'PATTERN_YEAR_MISSING'],
    ['{DD}-{0}', 'PATTERN_TOKEN'],
    ['INV-{0000', 'PATTERN_TOKEN'],
    ['{}-{0}', 'PATTERN_TOKEN'],
    ['a\u202eb-{0}', 'PATTERN_CHARACTERS'],
    ['x'.repeat(40) + '{0}', 'PATTERN_TOO_LONG'],
    [' {0}', 'PATTERN_CHARACTERS'],
    [`{${'0'.repeat(13)}}`, 'PATTERN_TOKEN'],
  ])('the pattern %j is refused as %s', (pattern, problem) => {
    expect(patternProblem(pattern)).toBe(problem);
    expect(() => parsePattern(pattern)).toThrow('PATTERN');
  });

  test.each([0, -1, 1.5, NaN, 2 ** 53])('%s is no sequence', (sequence) => {
    expect(() => formatNumber('{0}', sequence, '2026-01-01')).toThrow('SEQUENCE');
  });
});
