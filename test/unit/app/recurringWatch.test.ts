// When recurring invoices are looked at: by date, never by a time of day.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { recurringWatch, type RecurringDeps } from '../../../main/app/recurringWatch.ts';
import type { Ran } from '../../../main/service/recurringDue.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const SECOND = 1000;
const HOUR = 3600 * SECOND;

/** A watch in a zone, from an instant on: counts its looks, with the local day of each. */
function watching(zone: string, from: string, more: Partial<RecurringDeps> = {}) {
  vi.setSystemTime(new Date(from));
  const started = Date.now();
  const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(Date.now());
  const looks: string[] = [];
  const watch = recurringWatch();
  watch.start({
    today,
    monotonicMs: () => Date.now() - started,
    busy: () => false,
    run: () => {
      looks.push(today());
      return nothing();
    },
    issued: () => undefined,
    failed: () => undefined,
    ...more,
  });
  return { watch, looks };
}
function* nothing(): Generator<Ran, void> {
  yield* [];
}
const ran = (date: string): Ran => ({ id: 'x', date, number: date, refused: null });

describe('looks', () => {
  test('right after login, and once an hour', () => {
    const { looks, watch } = watching('Europe/Berlin', '2026-11-20T08:00:00Z');
    vi.advanceTimersByTime(SECOND);
    expect(looks).toHaveLength(1);
    vi.advanceTimersByTime(3 * HOUR + 60 * SECOND);
    expect(looks).toHaveLength(4);
    watch.stop();
  });

  test.each([
    ['Africa/Cairo', '2026-04-23T21:50:00Z', '2026-04-24'],
    ['America/Santiago', '2026-09-06T03:50:00Z', '2026-09-06'],
    ['Europe/Berlin', '2026-03-28T22:50:00Z', '2026-03-29'],
  ])('T67 within a minute of the new day in %s, also where there is no midnight, and once', (zone, from, day) => {
    const { looks, watch } = watching(zone, from);
    vi.advanceTimersByTime(SECOND);
    const before = looks.length;
    vi.advanceTimersByTime(11 * 60 * SECOND);
    expect(looks.slice(before)).toEqual([day]);
    watch.stop();
  });

  test('T67 a laptop that slept over midnight looks as soon as it is awake', () => {
    const { looks, watch } = watching('Europe/Berlin', '2026-11-20T20:00:00Z');
    vi.advanceTimersByTime(SECOND);
    vi.setSystemTime(new Date('2026-11-22T06:00:00Z'));
    vi.advanceTimersByTime(31 * SECOND);
    expect(looks).toEqual(['2026-11-20', '2026-11-22']);
    watch.stop();
  });

  test('waits while an import writes, and comes when it is done', () => {
    let busy = true;
    const { looks, watch } = watching('UTC', '2026-11-20T08:00:00Z', { busy: () => busy });
    vi.advanceTimersByTime(HOUR);
    expect(looks).toEqual([]);
    busy = false;
    vi.advanceTimersByTime(31 * SECOND);
    expect(looks).toHaveLength(1);
    watch.stop();
  });

  test('one invoice at a time with a pause between; stopping ends it there; a failure is told and tried again within the hour', () => {
    const issued: string[] = [];
    const run = function* () {
      for (const date of ['1', '2', '3']) yield ran(date);
    };
    const { watch } = watching('UTC', '2026-11-20T08:00:00Z', { run, issued: ({ date }) => void issued.push(date) });
    vi.advanceTimersByTime(45);
    expect(issued).toEqual(['1']);
    vi.advanceTimersByTime(40);
    expect(issued).toEqual(['1', '2']);
    watch.stop();
    vi.advanceTimersByTime(HOUR);
    expect(issued).toEqual(['1', '2']);

    let fails = 0;
    const failing = (): Generator<Ran, void> => {
      throw new Error('full');
    };
    const second = watching('UTC', '2026-11-20T08:00:00Z', { run: failing, failed: () => (fails += 1) });
    vi.advanceTimersByTime(HOUR + 60 * SECOND);
    expect(fails).toBe(2);
    second.watch.stop();
  });

  test('looks at once when one was just begun', () => {
    const { looks, watch } = watching('UTC', '2026-11-20T08:00:00Z');
    vi.advanceTimersByTime(SECOND);
    watch.wake();
    vi.advanceTimersByTime(SECOND);
    expect(looks).toHaveLength(2);
    watch.stop();
  });
});
