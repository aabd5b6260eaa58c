// When a backup, a drill and a warning are due: by the clock that people read, whatever that clock does.
import { describe, expect, it } from 'vitest';
import { backupDue, drillDue, mayTryAgain, scrubDue, tooOld } from '../../../domain/backupPlan.ts';

const DAY = 86_400_000;
const at = (day: string, time: string) => ({ ms: Date.parse(`${day}T${time}:00Z`), local: { day, time } });
const daily = { every: 'day' as const, at: '12:30' };

describe('the schedule', () => {
  it.each([
    ['2026-11-22', '12:29', '2026-11-21', '12:31', false],
    ['2026-11-22', '12:30', '2026-11-21', '12:31', true],
    ['2026-11-22', '18:00', '2026-11-22', '12:30', false],
    ['2026-11-22', '08:00', '2026-11-21', '09:00', true], // the time of yesterday was missed: at the next login
    ['2026-12-01', '08:00', '2026-11-30', '13:00', false],
    ['2027-01-01', '13:00', '2026-12-31', '13:00', true],
  ])('daily at 12:30, now %s %s, last %s %s: %s', (day, time, lastDay, lastTime, due) => {
    expect(backupDue(daily, at(day, time), at(lastDay, lastTime))).toBe(due);
  });
  it('hourly after an hour, never when switched off, always before the first', () => {
    expect(backupDue({ every: 'hour', at: '12:30' }, at('2026-11-22', '10:59'), at('2026-11-22', '10:00'))).toBe(false);
    expect(backupDue({ every: 'hour', at: '12:30' }, at('2026-11-22', '11:00'), at('2026-11-22', '10:00'))).toBe(true);
    expect(backupDue({ every: 'off', at: '12:30' }, at('2026-11-22', '11:00'), null)).toBe(false);
    expect(backupDue(daily, at('2026-11-22', '11:00'), null)).toBe(true);
  });
  it('T63: a last backup in the future, of a clock that ran ahead, does not stop the next', () => {
    expect(backupDue(daily, at('2026-11-22', '08:00'), at('2099-01-01', '08:00'))).toBe(true);
    expect(drillDue(at('2099-01-01', '08:00').ms, at('2026-11-22', '08:00').ms)).toBe(true);
    expect(scrubDue(at('2099-01-01', '08:00').ms, at('2026-11-22', '08:00').ms)).toBe(true);
    expect(mayTryAgain(3, at('2099-01-01', '08:00').ms, at('2026-11-22', '08:00').ms)).toBe(true);
  });
  it('tries again after ten minutes, then less and less often, at most every four hours', () => {
    const now = 10 * DAY;
    expect([mayTryAgain(0, now, now), mayTryAgain(1, now - 9 * 60_000, now), mayTryAgain(1, now - 10 * 60_000, now), mayTryAgain(2, now - 15 * 60_000, now), mayTryAgain(50, now - 4 * 3_600_000, now)]).toEqual([true, false, true, false, true]);
  });
});

describe('the warning', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  it('comes when the last good backup is older than the limit, to the minute', () => {
    expect(tooOld(now - 7 * DAY, 0, 7, now)).toBe(false);
    expect(tooOld(now - 7 * DAY - 60_000, 0, 7, now)).toBe(true);
  });
  it('without any backup counts from when the books began, and a backup from the future proves nothing', () => {
    expect(tooOld(null, now - 6 * DAY, 7, now)).toBe(false);
    expect(tooOld(null, now - 8 * DAY, 7, now)).toBe(true);
    expect(tooOld(now + 100 * DAY, now - 8 * DAY, 7, now)).toBe(true);
  });
});
