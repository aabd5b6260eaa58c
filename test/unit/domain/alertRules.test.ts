// Each rule on both sides of its edge: it raises, or it stays silent.
import { describe, expect, it } from 'vitest';
import { CLOCK_BACK_MS, clockAhead, clockBack, failedLogins, unusualHour } from '../../../domain/alertEntry.ts';
import { backups, bankDetails, cardNumbers, chainBroken, newcomerDecides, newKeys, numberGap, refundAccount, roleRaised, watchLowered } from '../../../domain/alertGuard.ts';
import { bulkExport, discountPercent, manyActs, unusualDiscount } from '../../../domain/alertHabit.ts';
import { ALERT_RULES, type AlertFacts, type Finding, isLess, isNews, THRESHOLD_RANGE, THRESHOLDS as T } from '../../../domain/alertRules.ts';
import { ALERT_TITLES } from '../../../domain/alertTitles.ts';
import { LANGS } from '../../../domain/lang.ts';
import { permissionsOf } from '../../../domain/roles.ts';

const rule = (found: Finding | null) => found?.rule ?? null;
const DAY = '2026-11-20';

describe('wrong tries before a login', () => {
  it('three are told, two are a slip of the finger; blocked ones count', () => {
    expect(rule(failedLogins('nora', { failed: 3, blocked: 0 }, T))).toBe('failedLogins');
    expect(failedLogins('nora', { failed: 2, blocked: 0 }, T)).toBeNull();
    expect(failedLogins('nora', { failed: 1, blocked: 2 }, T)?.facts).toEqual({ count: 3, blocked: 2 });
  });
  it('the threshold is the owner’s', () => expect(failedLogins('nora', { failed: 3, blocked: 0 }, { ...T, failedLogins: 4 })).toBeNull());
});

describe('a login at an unusual hour', () => {
  const office: number[] = Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour <= 17 ? 5 : 0));
  const at = (hour: number, habit: { hours?: readonly number[]; days?: number } = {}) => rule(unusualHour('nora', { hour, day: DAY }, { hours: habit.hours ?? office, days: habit.days ?? 30 }, T));

  it('three at night is told to somebody who comes between eight and six; an hour early or late is not', () => {
    expect(at(3)).toBe('unusualHour');
    expect([7, 8, 12, 17, 18].map((hour) => at(hour))).toEqual([null, null, null, null, null]);
    expect(at(19)).toBe('unusualHour');
  });
  it('midnight is next to eleven at night', () => {
    const late = Array.from({ length: 24 }, (_, hour) => (hour === 23 ? 40 : 0));
    expect(at(0, { hours: late })).toBeNull();
    expect(at(1, { hours: late })).toBe('unusualHour');
  });
  it('says nothing before it knows enough: twenty logins on ten days', () => {
    const few: number[] = office.map((n) => (n === 0 ? 0 : 2));
    expect(at(3, { hours: few })).toBe('unusualHour');
    expect(at(3, { hours: few.with(8, 1) })).toBeNull(); // nineteen
    expect(at(3, { days: 9 })).toBeNull();
    expect(at(3, { days: 10 })).toBe('unusualHour');
  });
  it('one in fifty around that hour is habit enough', () => {
    expect(at(3, { hours: office.with(3, 2).with(8, 60) })).toBe('unusualHour'); // 2 of 107
    expect(at(3, { hours: office.with(3, 1) })).toBe('unusualHour'); // 1 of 51
    expect(at(3, { hours: office.with(3, 2) })).toBeNull(); // 2 of 52
  });
});

describe('the clock', () => {
  const now = Date.parse('2026-11-20T12:00:00.000Z');
  const ago = (ms: number) => new Date(now - ms).toISOString();
  it('set back by more than five minutes is told; a time service’s correction is not', () => {
    expect(clockBack(new Date(now).toISOString(), ago(CLOCK_BACK_MS))).toBeNull();
    expect(clockBack(new Date(now).toISOString(), ago(CLOCK_BACK_MS + 1))?.rule).toBe('clockBack');
    expect(clockBack(ago(3_600_000), new Date(now).toISOString())).toBeNull();
  });
  it('a confirmed jump ahead is told in days', () => expect(clockAhead('2026-11-20T00:00:00.000Z', '2027-01-09T05:00:00.000Z').facts).toEqual({ days: 50 }));
});

describe('many voids or credit notes', () => {
  const many = (count: number, person = { acts: 20, days: 20 }, business = person, t = T) => rule(manyActs('manyVoids', { who: 'nora', day: DAY, count }, { person, business }, t));
  it('five are told to somebody who voids one a day; four are not', () => {
    expect(many(5)).toBe('manyVoids');
    expect(many(4)).toBeNull();
  });
  it('whoever voids two a day is used to five, not to six', () => {
    expect(many(5, { acts: 40, days: 20 })).toBeNull();
    expect(many(6, { acts: 40, days: 20 })).toBe('manyVoids');
  });
  it('a new colleague is held against the business', () => {
    expect(many(5, { acts: 0, days: 1 }, { acts: 200, days: 100 })).toBeNull();
    expect(many(5, { acts: 0, days: 1 }, { acts: 100, days: 100 })).toBe('manyVoids');
  });
  it('without any habit only twice as many are told', () => {
    expect(many(9, { acts: 0, days: 4 })).toBeNull();
    expect(many(10, { acts: 0, days: 4 })).toBe('manyVoids');
  });
});

describe('a discount beyond habit', () => {
  const none = { known: 200, asLow: 0 };
  const off = (percent: number, person = none, business = none) => rule(unusualDiscount({ document: 'd', percent }, { person, business }, T));
  it('thirty percent where nobody gives that much is told, twenty-nine is not', () => {
    expect(off(30)).toBe('discount');
    expect(off(29)).toBeNull();
  });
  it('one in fifty of the person’s or the business’s invoices is habit', () => {
    expect(off(30, { known: 200, asLow: 4 })).toBeNull();
    expect(off(30, none, { known: 200, asLow: 4 })).toBeNull();
    expect(off(30, { known: 200, asLow: 3 }, { known: 400, asLow: 3 })).toBe('discount');
  });
  it('with less than fifty invoices to hold it against, only sixty percent', () => {
    const few = { known: 49, asLow: 0 };
    expect(off(59, few, few)).toBeNull();
    expect(off(60, few, few)).toBe('discount');
  });
  it('is worked out of whole minor units, line and document together, rounded down', () => {
    expect(discountPercent({ gross: 10_000, entered: 10_000, lineNet: 10_000, allowances: 0 })).toBe(0);
    expect(discountPercent({ gross: 10_000, entered: 7_500, lineNet: 7_500, allowances: 0 })).toBe(25);
    expect(discountPercent({ gross: 10_000, entered: 8_000, lineNet: 8_000, allowances: 800 })).toBe(28);
    expect(discountPercent({ gross: 10_000, entered: 7_001, lineNet: 7_001, allowances: 0 })).toBe(29);
    expect(discountPercent({ gross: 10_000, entered: 0, lineNet: 0, allowances: 0 })).toBe(100);
    expect(discountPercent({ gross: 10_000, entered: 12_000, lineNet: 12_000, allowances: -5 })).toBe(0);
    expect(discountPercent({ gross: 9_007_199_254_740_991, entered: 1, lineNet: 1, allowances: 0 })).toBe(99);
  });
});

describe('taking a lot out', () => {
  const out = (more: Partial<Parameters<typeof bulkExport>[0]>) => rule(bulkExport({ who: 'nora', day: DAY, complete: false, exports: 1, documents: 0, mostBefore: 0, ...more }, T));
  it('everything at once is told, a month for the accountant is not', () => {
    expect(out({ complete: true })).toBe('bulkExport');
    expect(out({ documents: 400 })).toBeNull();
  });
  it('five files in a day are told, four are not', () => {
    expect(out({ exports: 5 })).toBe('bulkExport');
    expect(out({ exports: 4 })).toBeNull();
  });
  it('a thousand documents are told, unless that is what is taken out on other days too', () => {
    expect(out({ documents: 999 })).toBeNull();
    expect(out({ documents: 1000 })).toBe('bulkExport');
    expect(out({ documents: 1000, mostBefore: 501 })).toBeNull();
    expect(out({ documents: 1000, mostBefore: 500 })).toBe('bulkExport');
  });
});

describe('deciding for a second person', () => {
  const since = '2026-11-20T09:00:00.000Z';
  const at = (when: string, t = T) => newcomerDecides('ben', since, when, t);
  it('within three days of a first login is told, from the third day on it is not; who began otherwise is no newcomer', () => {
    expect(at('2026-11-23T08:59:59.999Z')).toMatchObject({ rule: 'newcomerDecides', facts: { hours: 71 } });
    expect(at('2026-11-23T09:00:00.000Z')).toBeNull();
    expect(newcomerDecides('ben', null, since, T)).toBeNull();
  });
  it('the hours are the owner’s, and fewer of them are watching less', () => {
    expect(at('2026-11-20T10:00:00.000Z', { ...T, newcomerHours: 1 })).toBeNull();
    expect(at('2026-11-20T09:59:59.000Z', { ...T, newcomerHours: 1 })?.rule).toBe('newcomerDecides');
    expect([isLess('newcomerHours', 72, 71), isLess('newcomerHours', 72, 73), isLess('voids', 5, 6), isLess('voids', 5, 4)]).toEqual([true, false, true, false]);
  });
  it('a clock set back makes nobody older', () => expect(at('2026-11-19T09:00:00.000Z')?.facts).toEqual({ hours: 0 }));
});

describe('what guards the books', () => {
  it('a new key and a new kit are always told', () => expect([newKeys('key'), newKeys('kit')].map((found) => [found.rule, found.facts])).toEqual([['newKeys', { what: 'key' }], ['newKeys', { what: 'kit' }]]));
  it('another bank account is told, the first one is not', () => {
    expect(rule(bankDetails({ had: true, changed: true }))).toBe('bankDetails');
    expect(bankDetails({ had: false, changed: true })).toBeNull();
    expect(bankDetails({ had: true, changed: false })).toBeNull();
  });
  it('a refund to an account the customer never paid from is told; to a known one, or where none is known, it is not', () => {
    const to = (account: string | null, knownFrom: string[]) => rule(refundAccount({ customer: '7', to: account, knownFrom }));
    expect(to('DE02120300000000202051', ['AT483200000012345864'])).toBe('refundAccount');
    expect(to('DE02 1203 0000 0000 2020 51', ['de02120300000000202051'])).toBeNull();
    expect(to('DE02120300000000202051', [])).toBeNull();
    expect(to(null, ['AT483200000012345864'])).toBeNull();
  });
  it('a cashier who becomes manager is told, a manager who becomes cashier is not', () => {
    const [cashier, manager] = [permissionsOf('cashier'), permissionsOf('manager')];
    expect(rule(roleRaised({ who: 'x', from: cashier, to: manager }))).toBe('roleRaised');
    expect(roleRaised({ who: 'x', from: manager, to: cashier })).toBeNull();
    expect(roleRaised({ who: 'x', from: cashier, to: [...cashier, 'item.write'] })).toBeNull(); // writes items: no power
    expect(rule(roleRaised({ who: 'x', from: cashier, to: [...cashier, 'payment.undo'] }))).toBe('roleRaised');
  });
  it('a missing number is told with how many there are; numbers that follow each other are not', () => {
    const gap = (from: number, to: number) => numberGap({ series: 's', name: 'Invoices', period: '2026', from, to });
    expect(gap(8, 7)).toBeNull();
    expect(gap(8, 8)?.facts).toMatchObject({ count: 1 });
    expect(gap(8, 11)?.facts).toMatchObject({ from: 8, to: 11, count: 4 });
  });
  it('a third card-like number in a day is told, a second is not', () => {
    expect(cardNumbers({ who: 'nora', day: DAY, count: 2 }, T)).toBeNull();
    expect(rule(cardNumbers({ who: 'nora', day: DAY, count: 3 }, T))).toBe('cardNumbers');
  });
  it('backups: seven days without one, or switched off; never for books that have no place for them', () => {
    const now = '2026-11-20T12:00:00.000Z';
    const state = (since: string | null, on = true, wasOn = true) => rule(backups({ on, wasOn, since, stamp: '1' }, now, T));
    expect(state('2026-11-13T12:00:00.000Z')).toBe('backupOverdue');
    expect(state('2026-11-13T12:00:00.001Z')).toBeNull();
    expect(state(null)).toBeNull();
    expect(state('2026-11-20T11:00:00.000Z', false)).toBe('backupOff');
    expect(state('2026-01-01T00:00:00.000Z', false, false)).toBeNull();
  });
  it('a broken chain is always told', () => expect(chainBroken('edited').rule).toBe('chainBroken'));
  it('a rule switched off, or a figure raised, is told; watching more closely is not', () => {
    expect(rule(watchLowered({ off: 1, later: 0 }))).toBe('watchLowered');
    expect(rule(watchLowered({ off: 0, later: 1 }))).toBe('watchLowered');
    expect(watchLowered({ off: 0, later: 0 })).toBeNull();
  });
});

describe('telling the same thing again', () => {
  const finding = (again: Finding['again'], count: number): Finding => ({ rule: 'manyVoids', cause: 'c', facts: { count }, again });
  const told: AlertFacts = { count: 5 };
  it('each time, when it has doubled, or never', () => {
    expect(isNews(finding('once', 5), null)).toBe(true);
    expect(isNews(finding('once', 50), told)).toBe(false);
    expect(isNews(finding('each', 5), told)).toBe(true);
    expect(isNews(finding('doubled', 9), told)).toBe(false);
    expect(isNews(finding('doubled', 10), told)).toBe(true);
  });
});

it('every threshold starts within its range, and every rule has a title in every language', () => {
  for (const [name, [least, most]] of Object.entries(THRESHOLD_RANGE)) {
    const value = new Map(Object.entries(T)).get(name);
    expect(value, name).toBeGreaterThanOrEqual(least);
    expect(value, name).toBeLessThanOrEqual(most);
  }
  for (const lang of LANGS) expect(Object.keys(ALERT_TITLES[lang]).toSorted()).toEqual([...ALERT_RULES].toSorted());
});
