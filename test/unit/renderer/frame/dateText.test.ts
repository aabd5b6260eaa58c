// What people type as a date.
import { describe, expect, it } from 'vitest';
import { dateOrderOf, firstDayOfWeek } from '../../../../domain/dateOrder.ts';
import { parseDateText } from '../../../../renderer/ui/dateText.ts';

const TODAY = '2026-11-22';

describe('dates as typed', () => {
  it.each([
    ['20 nov', '2026-11-20'], ['20 Nov 2027', '2027-11-20'], ['20. November', '2026-11-20'], ['nov 20', '2026-11-20'], ['20th november 26', '2026-11-20'],
    ['20.11', '2026-11-20'], ['20.11.', '2026-11-20'], ['20.11.26', '2026-11-20'], ['20/11/2026', '2026-11-20'], ['20-11-2026', '2026-11-20'], ['20 11', '2026-11-20'],
    ['2026-11-20', '2026-11-20'], ['2026.1.5', '2026-01-05'], ['5', '2026-11-05'], ['5.', '2026-11-05'],
    ['+14', '2026-12-06'], ['-3', '2026-11-19'], ['\u22123', '2026-11-19'], ['+2w', '2026-12-06'], ['+1m', '2026-12-22'],
    ['today', '2026-11-22'], ['tomorrow', '2026-11-23'], ['yesterday', '2026-11-21'], ['gestern', '2026-11-21'], ['mañana', '2026-11-23'],
    ['1 März', '2027-03-01'], ['3 déc', '2026-12-03'], ['15 ago', '2026-08-15'], ['٢٠ nov', '2026-11-20'], ['２０.１１', '2026-11-20'],
  ])('reads %s as %s', (typed, date) => {
    expect(parseDateText(typed, TODAY)).toBe(date);
  });

  it('takes the nearest year when none is typed', () => {
    expect(parseDateText('3 jan', '2026-12-28')).toBe('2027-01-03');
    expect(parseDateText('28 dec', '2027-01-03')).toBe('2026-12-28');
  });

  it('reads large to small where the country does, and ISO dates everywhere', () => {
    expect(parseDateText('26/11/20', TODAY, 'ymd')).toBe('2026-11-20');
    expect(parseDateText('11/20', TODAY, 'ymd')).toBe('2026-11-20');
    expect(parseDateText('4/5', TODAY, 'ymd')).toBe('2027-04-05');
    expect(parseDateText('20.11.2026', TODAY, 'ymd')).toBe('2026-11-20');
    for (const order of ['dmy', 'mdy', 'ymd'] as const) expect(parseDateText('2026-05-04', TODAY, order)).toBe('2026-05-04');
  });

  it('follows the country of the business', () => {
    expect(['US', 'PH', 'DE', 'GB', 'IE', 'JP', 'SE', 'CA', ''].map(dateOrderOf)).toEqual(['mdy', 'mdy', 'dmy', 'dmy', 'dmy', 'ymd', 'ymd', 'ymd', 'dmy']);
    expect(['US', 'DE', 'IN', 'FR', ''].map(firstDayOfWeek)).toEqual([0, 1, 0, 1, 1]);
  });

  it('reads month first where the country does, but a 20 is always a day', () => {
    expect(parseDateText('4/5/26', TODAY, 'mdy')).toBe('2026-04-05');
    expect(parseDateText('4/5/26', TODAY, 'dmy')).toBe('2026-05-04');
    expect(parseDateText('11/20', TODAY, 'dmy')).toBe('2026-11-20');
    expect(parseDateText('20/11', TODAY, 'mdy')).toBe('2026-11-20');
  });

  it.each(['', 'soon', '31 feb', '30.02.2027', '32', '20.13.14', 'nov', '1e3', '--3', '20 nov 2026 5', '+99999', '2026-13-01'])('does not guess at "%s"', (typed) => {
    expect(parseDateText(typed, TODAY)).toBeNull();
  });
});
