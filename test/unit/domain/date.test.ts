import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  compareDates,
  daysBetween,
  dueDate,
  endOfMonth,
  financialYear,
  formatDay,
  formatMonth,
  isDate,
  weekday,
} from '../../../domain/date.ts';

const series = (anchor: string, months: readonly number[]) => months.map((n) => addMonths(anchor, n));

describe('calendar dates', () => {
  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '0000-01-01',
    '26-01-01',
    '2026-1-1',
    '2026-01-01T00:00',
    ' 2026-01-01',
    '',
  ])('%j is no date', (text) => {
    expect(isDate(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow('DATE');
  });

  test('T61 a date is the same text in every time zone: no Date object, no clock', () => {
    const before = process.env['TZ'];
    for (const zone of ['America/Los_Angeles', 'Pacific/Auckland', 'Europe/Berlin']) {
      process.env['TZ'] = zone;
      for (let day = 0; day < 100; day += 1) expect(addDays(addDays('2026-01-01', day), -day)).toBe('2026-01-01');
      expect([addDays('2026-01-01', 0), formatDay('2026-01-01', 'en')]).toEqual(['2026-01-01', '1 Jan 2026']);
    }
    process.env['TZ'] = before;
  });

  test('T62 monthly from 31 Jan keeps its anchor: 28 Feb, 31 Mar, 30 Apr, 31 May', () => {
    expect(series('2026-01-31', [1, 2, 3, 4])).toEqual(['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']);
    expect(addMonths('2026-02-28', 1, 31)).toBe('2026-03-31');
  });

  test('T63 31 Jan plus a month is never 3 Mar', () => {
    expect([addMonths('2026-01-31', 1), addMonths('2028-01-31', 1), addMonths('2026-03-31', -1)]).toEqual([
      '2026-02-28',
      '2028-02-29',
      '2026-02-28',
    ]);
  });

  test('T64 yearly from 29 Feb 2028 is 28 Feb until 29 Feb 2032', () => {
    expect(series('2028-02-29', [12, 24, 36, 48])).toEqual(['2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29']);
  });

  test('T68 a due date passes with the day, not with 24 hours', () => {
    expect([compareDates('2026-03-29', '2026-03-29'), compareDates('2026-03-29', '2026-03-30')]).toEqual([0, -1]);
  });

  test('T69 net 30 from 30 Jan is 1 Mar; 30 days end of month from 15 Jan is 28 Feb', () => {
    expect(dueDate('2026-01-30', { kind: 'net', days: 30 })).toBe('2026-03-01');
    expect(dueDate('2026-01-15', { kind: 'eom', days: 30 })).toBe('2026-02-28');
    expect(dueDate('2026-01-15', { kind: 'immediate' })).toBe('2026-01-15');
    expect(() => dueDate('2026-01-15', { kind: 'net', days: -1 })).toThrow('TERMS');
  });

  test('T70 31 March and 1 April lie in different financial years', () => {
    expect([financialYear('2026-03-31', 4), financialYear('2026-04-01', 4), financialYear('2099-12-31', 4)]).toEqual([
      '25-26',
      '26-27',
      '99-00',
    ]);
    expect([financialYear('2026-01-01', 1), financialYear('2026-06-30', 7), financialYear('2026-07-01', 7)]).toEqual([
      '2026',
      '25-26',
      '26-27',
    ]);
    expect(() => financialYear('2026-01-01', 13)).toThrow('FY_START');
  });

  test('day arithmetic agrees with the Gregorian calendar over four hundred years and more', () => {
    let [ours, theirs] = ['1899-12-28', Date.UTC(1899, 11, 28)];
    for (let i = 0; i < 150_000; i += 13) {
      expect(ours).toBe(new Date(theirs).toISOString().slice(0, 10));
      expect(weekday(ours) % 7).toBe(new Date(theirs).getUTCDay());
      [ours, theirs] = [addDays(ours, 13), theirs + 13 * 86_400_000];
    }
    expect([daysBetween('2026-03-28', '2026-03-30'), endOfMonth('2028-02-03'), daysBetween('0001-01-01', '9999-12-31')]).toEqual([
      2,
      '2028-02-29',
      3_652_058,
    ]);
    expect(() => addDays('9999-12-31', 1)).toThrow('DATE');
  });

  test.each([
    ['en', '20 Nov 2026'],
    ['en-GB', '20 Nov 2026'],
    ['de', '20. Nov. 2026'],
    ['fr', '20 nov. 2026'],
    ['es', '20 nov 2026'],
    ['ja', '20 Nov 2026'],
  ])('a day in %s reads %s', (lang, text) => {
    expect(formatDay('2026-11-20', lang)).toBe(text);
  });

  test('the first of a month is 1er in French, and a month alone has no day', () => {
    expect([formatDay('2026-08-01', 'fr'), formatMonth('2026-03', 'de'), formatMonth('2026-03-09', 'en')]).toEqual([
      '1er août 2026',
      'März 2026',
      'Mar 2026',
    ]);
  });
});
