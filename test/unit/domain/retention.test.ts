// Which backups may go: never the newest two, never what is not proved, never anything by a clock that contradicts itself.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KeepPolicy, type Retained, retain, USUAL_KEEP } from '../../../domain/retention.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-22T18:00:00.000Z');
const NONE: KeepPolicy = { last: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 };

interface One extends Retained { name: string }

function one(seq: number, ms: number, more: Partial<One> = {}): One {
  return { name: `b${seq}`, epoch: 1, seq, createdAt: new Date(ms).toISOString(), verified: true, ...more };
}
/** One a day, the newest today. */
const days = (count: number): One[] => Array.from({ length: count }, (_, back) => one(1000 - back, NOW - back * DAY));
const names = (list: readonly One[]): string[] => list.map(({ name }) => name);

describe('keeping by the rule', () => {
  it('a year of daily backups: 7 last inside 14 days, 8 weeks, 12 months, and each year', () => {
    const { keep, drop } = retain(days(366), NOW, USUAL_KEEP);
    expect(keep.slice(0, 14).map(({ createdAt }) => createdAt.slice(0, 10))).toEqual(days(14).map(({ createdAt }) => createdAt.slice(0, 10)));
    // then Sundays, the newest of each week, and the last days of months
    expect(keep.slice(14).map(({ createdAt }) => createdAt.slice(0, 10))).toEqual([
      '2026-11-08', '2026-11-01', '2026-10-31', '2026-10-25', '2026-10-18', '2026-10-11', '2026-10-04', '2026-09-30', '2026-08-31', '2026-07-31', '2026-06-30', '2026-05-31',
      '2026-04-30', '2026-03-31', '2026-02-28', '2026-01-31', '2025-12-31',
    ]);
    expect(keep.length + drop.length).toBe(366);
  });

  it('ten years of monthly backups: seven years keep one each', () => {
    const list = Array.from({ length: 120 }, (_, back) => one(1000 - back, Date.UTC(2026, 10 - back, 15)));
    const { keep } = retain(list, NOW, { ...NONE, yearly: 7 });
    expect(keep.map(({ createdAt }) => createdAt.slice(0, 7))).toEqual(['2026-11', '2026-10', '2025-12', '2024-12', '2023-12', '2022-12', '2021-12', '2020-12']);
  });

  it('two of one day: the one with the later record stands for the day, whatever its time says within minutes', () => {
    const list = [one(5, NOW - 3 * DAY), one(6, NOW - 3 * DAY - 60_000), one(7, NOW - DAY), one(8, NOW)];
    expect(names(retain(list, NOW, { ...NONE, daily: 3 }).keep)).toEqual(['b8', 'b7', 'b6']);
  });

  it('after a restore the new epoch is newer, although its records were counted from further back', () => {
    const list = [one(500, NOW - 3 * DAY), one(510, NOW - 2 * DAY), one(400, NOW - DAY, { epoch: 2 }), one(401, NOW, { epoch: 2 })];
    expect(names(retain(list, NOW, { ...NONE, last: 2 }).keep)).toEqual(['b401', 'b400']);
  });

  it('a computer that was off for three years loses none for that', () => {
    expect(retain(days(14), NOW + 1100 * DAY, USUAL_KEEP).drop).toEqual([]);
  });
});

describe('a clock that cannot be right (T63)', () => {
  it('one backup from the future: nothing is dropped', () => {
    const list = [one(1001, NOW + 70 * 365 * DAY), ...days(100)];
    expect(retain(list, NOW, USUAL_KEEP)).toMatchObject({ drop: [], clockSuspect: true });
  });
  it('times that run against the order of the log: nothing is dropped', () => {
    const list = [...days(100), one(1, NOW - DAY, {}), one(0, NOW, {})];
    expect(retain(list, NOW, USUAL_KEEP)).toMatchObject({ drop: [], clockSuspect: true });
  });
  it('a time that is none: nothing is dropped', () => {
    expect(retain([...days(100), one(2, NOW - 200 * DAY, { createdAt: 'yesterday' })], NOW, USUAL_KEEP)).toMatchObject({ drop: [], clockSuspect: true });
  });
  it('a clock set right by a minute stops nothing', () => {
    const list = [one(1001, NOW + 60_000), ...days(100)];
    expect(retain(list, NOW, USUAL_KEEP).clockSuspect).toBe(false);
  });
  it('what is not proved cannot make the clock suspect', () => {
    const list = [one(9999, NOW + 5000 * DAY, { verified: false }), ...days(100)];
    expect(retain(list, NOW, USUAL_KEEP).drop.length).toBeGreaterThan(0);
  });
});

describe('whatever there is and whatever the policy', () => {
  const count = fc.integer({ min: 0, max: 20 });
  const policy = fc.record({ last: count, daily: count, weekly: count, monthly: count, yearly: count });
  /** Times go forward with the log, as from a clock that is right. */
  const sound = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 40 * DAY }), verified: fc.boolean(), restored: fc.integer({ min: 0, max: 20 }) }), { maxLength: 60 }).map((steps) => {
    let ms = NOW;
    let epoch = 50;
    return steps.map(({ gap, verified, restored }, back): One => {
      ms -= gap;
      if (restored === 0) epoch -= 1;
      return one(1000 - back, ms, { verified, epoch });
    });
  });
  /** Anything at all. */
  const wild = fc.array(fc.record({ epoch: fc.integer({ min: 1, max: 3 }), seq: fc.integer({ min: 0, max: 50 }), ms: fc.integer({ min: NOW - 900 * DAY, max: NOW + 30 * DAY }), verified: fc.boolean() }), { maxLength: 40 })
    .map((all) => all.map(({ epoch, seq, ms, verified }, index): One => one(seq, ms, { epoch, verified, name: `w${index}` })));
  const lists = fc.oneof(sound, wild);

  it('each one is kept or dropped, none twice, none lost', () => {
    fc.assert(fc.property(lists, policy, (list, rule) => {
      const { keep, drop } = retain(list, NOW, rule);
      expect(new Set([...keep, ...drop])).toEqual(new Set(list));
      expect(keep.length + drop.length).toBe(list.length);
    }));
  });
  it('what is not verified is never dropped', () => {
    fc.assert(fc.property(lists, policy, (list, rule) => {
      expect(retain(list, NOW, rule).drop.every(({ verified }) => verified)).toBe(true);
    }));
  });
  it('one is dropped only while two newer verified ones are kept', () => {
    fc.assert(fc.property(lists, policy, (list, rule) => {
      const { keep, drop } = retain(list, NOW, rule);
      const newer = (a: One, b: One): boolean => a.epoch > b.epoch || (a.epoch === b.epoch && a.seq >= b.seq);
      for (const gone of drop) expect(keep.filter((kept) => kept.verified && newer(kept, gone)).length).toBeGreaterThanOrEqual(2);
    }));
  });
  it('nothing is dropped while a time contradicts the log or the clock', () => {
    fc.assert(fc.property(wild, policy, (list, rule) => {
      const { drop, clockSuspect } = retain(list, NOW, rule);
      if (list.some(({ verified, createdAt }) => verified && Date.parse(createdAt) > NOW + 5 * 60_000)) expect(clockSuspect).toBe(true);
      if (clockSuspect) expect(drop).toEqual([]);
    }));
  });
  it('the order of the list says nothing', () => {
    fc.assert(fc.property(sound, policy, (list, rule) => {
      expect(new Set(names(retain(list.toReversed(), NOW, rule).drop))).toEqual(new Set(names(retain(list, NOW, rule).drop)));
    }));
  });
  it('dropping and asking again drops nothing more', () => {
    fc.assert(fc.property(sound, policy, (list, rule) => {
      expect(retain(retain(list, NOW, rule).keep, NOW, rule).drop).toEqual([]);
    }));
  });
  it('each bucket that the rule names keeps its newest', () => {
    fc.assert(fc.property(sound, policy, (list, rule) => {
      const { keep } = retain(list, NOW, rule);
      const verified = list.filter((each) => each.verified);
      const perDay = new Map<string, One>();
      for (const each of verified) if (!perDay.has(each.createdAt.slice(0, 10))) perDay.set(each.createdAt.slice(0, 10), each);
      for (const newest of [...perDay.values()].slice(0, rule.daily)) expect(keep).toContain(newest);
    }));
  });
});
