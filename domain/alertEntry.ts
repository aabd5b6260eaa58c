// Alert rules about getting in: wrong tries before a login, a login at an hour that is not this person's, a clock that was set. Pure; called by main/service/alertSight.ts and tests.
import type { Finding, Thresholds } from './alertRules.ts';

const HOURS = 24;
/** An hour is unusual when fewer than one login in fifty lay within an hour of it. */
const RARE = 50;
/** Twenty logins in one afternoon are no habit. */
const LEAST_DAYS = 10;

/** Wrong and blocked tries since the login before: somebody else may have sat here. */
export function failedLogins(who: string, tries: { failed: number; blocked: number }, t: Thresholds): Finding | null {
  const count = tries.failed + tries.blocked;
  return count < t.failedLogins ? null : { rule: 'failedLogins', cause: `failedLogins:${who}`, facts: { count, blocked: tries.blocked }, again: 'each' };
}

/** What is known of when a person comes in: logins by hour of the day (24 counts), and on how many different days. Without the login that is judged. */
export interface LoginHabit {
  hours: readonly number[];
  days: number;
}

/** A login at an hour at which this person (nearly) never came before. Silent until enough is known. */
export function unusualHour(who: string, login: { hour: number; day: string }, habit: LoginHabit, t: Thresholds): Finding | null {
  const known = habit.hours.reduce((sum, n) => sum + n, 0);
  if (known < t.hourLogins || habit.days < LEAST_DAYS) return null;
  const at = (hour: number): number => habit.hours[(hour + HOURS) % HOURS] ?? 0;
  const near = at(login.hour - 1) + at(login.hour) + at(login.hour + 1);
  if (near * RARE >= known) return null;
  return { rule: 'unusualHour', cause: `unusualHour:${who}:${login.day}`, facts: { hour: login.hour, known }, again: 'once' };
}

/** Small corrections by a time service are normal (the login's own limit, SECURITY a.7). */
export const CLOCK_BACK_MS = 300_000;

/** A record that is older than one written before it: the clock was set back, while the books were open or before a login with a recovery code. */
export function clockBack(before: string, at: string): Finding | null {
  const ms = Date.parse(before) - Date.parse(at);
  return ms <= CLOCK_BACK_MS ? null : { rule: 'clockBack', cause: 'clockBack', facts: { minutes: Math.floor(ms / 60_000) }, again: 'each' };
}

/** The clock was far ahead and somebody confirmed the date. */
export function clockAhead(from: string, to: string): Finding {
  return { rule: 'clockAhead', cause: 'clockAhead', facts: { days: Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000)) }, again: 'each' };
}
