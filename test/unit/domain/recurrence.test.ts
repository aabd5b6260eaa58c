// Recurring documents: T62-T64 the anchor is kept, T65 catching up, T66 nothing twice, T67 dates only.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, dateTexts } from '../../../domain/date.ts';
import { type Schedule, checkedSchedule, dateOf, dueOccurrences, nextOccurrence, periodOf, pricedAt } from '../../../domain/recurrence.ts';

const monthly = (more: Partial<Schedule> = {}): Schedule => ({
  anchor: '2026-01-31',
  every: 1,
  unit: 'month',
  end: { kind: 'never' },
  pauses: [],
  ...more,
});
const dates = (schedule: Schedule, through: string | null, today: string, made = 0) =>
  dueOccurrences(schedule, through, made, today).due.map(({ date }) => date);
const first = (schedule: Schedule, n: number) => Array.from({ length: n }, (_, i) => dateOf(schedule, i));

describe('the calendar of a schedule', () => {
  test('T62 T63 monthly from 31 Jan: 28 Feb, 31 Mar, 30 Apr, 31 May; never 3 Mar', () => {
    expect(first(monthly(), 5)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']);
  });

  test('T64 yearly from 29 Feb 2028 comes back to the 29th in 2032', () => {
    expect(first(monthly({ anchor: '2028-02-29', unit: 'year' }), 5)).toEqual([
      '2028-02-29',
      '2029-02-28',
      '2030-02-28',
      '2031-02-28',
      '2032-02-29',
    ]);
  });

  test('every n days, weeks and months', () => {
    expect(first(monthly({ unit: 'day', every: 10 }), 3)).toEqual(['2026-01-31', '2026-02-10', '2026-02-20']);
    expect(first(monthly({ unit: 'week', every: 2 }), 3)).toEqual(['2026-01-31', '2026-02-14', '2026-02-28']);
    expect(first(monthly({ every: 3 }), 3)).toEqual(['2026-01-31', '2026-04-30', '2026-07-31']);
    expect(dateOf(monthly({ unit: 'year', every: 1000 }), 9)).toBeNull();
  });

  test('T67 days on which a clock jumps are days like all others', () => {
    expect(first(monthly({ anchor: '2026-04-24', unit: 'day' }), 2)).toEqual(['2026-04-24', '2026-04-25']);
    expect(dates(monthly({ anchor: '2026-03-28', unit: 'day' }), '2026-03-28', '2026-03-30')).toEqual(['2026-03-29', '2026-03-30']);
  });

  test('an occurrence stands for the days up to the next one', () => {
    expect(periodOf(monthly(), 1)).toEqual({ from: '2026-02-28', to: '2026-03-30' });
  });
});

describe('what is due', () => {
  test('T65 three months off: exactly three, each with its own date; running again adds none', () => {
    expect(dates(monthly(), '2026-01-31', '2026-05-02')).toEqual(['2026-02-28', '2026-03-31', '2026-04-30']);
    expect(dates(monthly(), '2026-04-30', '2026-05-02')).toEqual([]);
  });

  test('T66 a clock set back a day or a year makes nothing and says so', () => {
    expect(dueOccurrences(monthly(), '2026-04-30', 4, '2026-04-29')).toEqual({ due: [], more: false, clockBack: true });
    expect(dueOccurrences(monthly(), '2026-04-30', 4, '2025-05-02')).toMatchObject({ due: [], clockBack: true });
    expect(dates(monthly(), '2026-04-30', '2026-05-31')).toEqual(['2026-05-31']);
  });

  test('nothing before the first date, and the first on its day', () => {
    expect(dates(monthly(), null, '2026-01-30')).toEqual([]);
    expect(dates(monthly(), null, '2026-01-31')).toEqual(['2026-01-31']);
  });

  test('ends on a date, or after so many', () => {
    expect(dates(monthly({ end: { kind: 'date', date: '2026-03-31' } }), null, '2027-01-01')).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
    ]);
    expect(dates(monthly({ end: { kind: 'count', count: 3 } }), '2026-02-28', '2027-01-01', 2)).toEqual(['2026-03-31']);
    expect(nextOccurrence(monthly({ end: { kind: 'count', count: 3 } }), '2026-03-31', 3)).toBeNull();
  });

  test('paused days make nothing and do not count; the anchor goes on', () => {
    const paused = monthly({ end: { kind: 'count', count: 3 }, pauses: [{ from: '2026-02-01', to: '2026-03-31' }] });
    expect(dates(paused, null, '2027-01-01')).toEqual(['2026-01-31', '2026-04-30', '2026-05-31']);
    expect(nextOccurrence(monthly({ pauses: [{ from: '2026-02-01', to: null }] }), '2026-01-31', 1)).toBeNull();
  });

  test('a long time off comes in helpings', () => {
    const daily = monthly({ anchor: '1990-01-01', unit: 'day' });
    expect(dueOccurrences(daily, '2025-12-31', 0, '2026-12-31', 100)).toMatchObject({ more: true, due: { length: 100 } });
    expect(nextOccurrence(daily, '2025-12-31', 0)?.date).toBe('2026-01-01');
  });

  test('T62 T65 T66 however often it runs and whatever the clock says, each date is made once and none is left out', () => {
    const schedules = fc.record({
      anchor: fc.integer({ min: 0, max: 900 }).map((n) => addDays('2026-01-01', n)),
      every: fc.integer({ min: 1, max: 13 }),
      unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'year' as const),
    });
    const days = fc.array(fc.integer({ min: 0, max: 2500 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(schedules, days, (given, clock) => {
        const schedule = monthly(given);
        let [through, made]: [string | null, string[]] = [null, []];
        for (const n of clock) {
          const { due } = dueOccurrences(schedule, through, made.length, addDays('2026-01-01', n), 5000);
          made = [...made, ...due.map(({ date }) => date)];
          through = made.at(-1) ?? null;
        }
        const latest = addDays('2026-01-01', Math.max(...clock));
        expect(made).toEqual(dates2(schedule, latest));
        if (given.unit === 'month' || given.unit === 'year')
          for (const [i, date] of made.entries()) {
            const anchorDay = dateTexts(given.anchor).day;
            expect(date).toBe(addMonths(given.anchor, i * given.every * (given.unit === 'year' ? 12 : 1), Number(anchorDay)));
          }
      }),
      { numRuns: 300 },
    );
  });
});

/** The same, counted the slow way. */
function dates2(schedule: Schedule, today: string): string[] {
  const all: string[] = [];
  for (let i = 0; ; i += 1) {
    const date = dateOf(schedule, i);
    if (date === null || date > today) return all;
    all.push(date);
  }
}

describe('prices and mistakes', () => {
  test('a price changes from a date on, the newest change counts', () => {
    const changes = [
      { from: '2026-06-01', line: 0, unitPrice: '12' },
      { from: '2026-03-01', line: 0, unitPrice: '11' },
    ];
    const at = (date: string) => pricedAt([{ unitPrice: '10' }, { unitPrice: '5' }], changes, date).map(({ unitPrice }) => unitPrice);
    expect(['2026-02-28', '2026-03-01', '2026-05-31', '2026-06-01'].map(at)).toEqual([
      ['10', '5'],
      ['11', '5'],
      ['11', '5'],
      ['12', '5'],
    ]);
    expect(() => pricedAt([{ unitPrice: '1' }], [{ from: '2026-01-01', line: 0, unitPrice: '-1' }], '2026-01-01')).toThrow(
      'PRICE_NEGATIVE',
    );
  });

  test.each<Partial<Schedule>>([
    { anchor: '2026-02-30' },
    { every: 0 },
    { every: 1.5 },
    { end: { kind: 'date', date: '2026-01-30' } },
    { end: { kind: 'count', count: 0 } },
    { pauses: [{ from: '2026-02-02', to: '2026-02-01' }] },
  ])('refuses %j', (more) => {
    expect(() => checkedSchedule(monthly(more))).toThrow('SCHEDULE');
  });
});
