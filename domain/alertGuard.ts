// Alert rules about what guards the books: bank details, roles, numbers, card-like numbers, backups, the chain of the log. Pure; called by main/service/alertSight.ts and tests.
import { type AlertFacts, type Finding, POWERFUL, type Thresholds } from './alertRules.ts';
import type { Permission } from './roles.ts';

/** The account on every invoice became another one. Entering the first one is part of setting up, and silent. */
export function bankDetails(change: { had: boolean; changed: boolean }): Finding | null {
  return change.had && change.changed ? { rule: 'bankDetails', cause: 'bankDetails', facts: {}, again: 'each' } : null;
}

/** Money went back to an account this customer never paid from. Silent while no account of theirs is known, and for money the bank names no account of. */
export function refundAccount(refund: { customer: string; to: string | null; knownFrom: readonly string[] }): Finding | null {
  const plain = (account: string): string => account.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
  if (refund.to === null || plain(refund.to) === '' || refund.knownFrom.length === 0) return null;
  if (refund.knownFrom.some((known) => plain(known) === plain(refund.to ?? ''))) return null;
  return { rule: 'refundAccount', cause: `refundAccount:${refund.customer}:${plain(refund.to).slice(-4)}`, facts: { known: refund.knownFrom.length }, again: 'each' };
}

/** Somebody may do more than before, in ways that matter. `who` is the person or the role that gained it. */
export function roleRaised(change: { who: string; from: readonly Permission[]; to: readonly Permission[] }, says: AlertFacts = {}): Finding | null {
  const gained = POWERFUL.filter((permission) => change.to.includes(permission) && !change.from.includes(permission));
  return gained.length === 0 ? null : { rule: 'roleRaised', cause: `roleRaised:${change.who}`, facts: { gained: gained.length, ...says }, again: 'each' };
}

/** What waited for a second person was decided by somebody whose PIN and phone are new: one person may be both. */
export function newcomerDecides(who: string, since: string | null, at: string, t: Thresholds): Finding | null {
  if (since === null) return null;
  const hours = Math.max(0, Math.floor((Date.parse(at) - Date.parse(since)) / 3_600_000));
  return hours >= t.newcomerHours ? null : { rule: 'newcomerDecides', cause: `newcomerDecides:${who}`, facts: { hours }, again: 'each' };
}

/** The books were put under a new key, or a new Recovery Kit opens them and the one before does not any more. */
export function newKeys(what: 'key' | 'kit'): Finding {
  return { rule: 'newKeys', cause: 'newKeys', facts: { what }, again: 'each' };
}

/** Numbers of a series that no document carries, although documents stand on both sides (or will: a counter was moved on). */
export function numberGap(gap: { series: string; name: string; period: string; from: number; to: number }): Finding | null {
  if (gap.to < gap.from) return null;
  return { rule: 'numberGap', cause: `numberGap:${gap.series}:${gap.period}:${gap.from}`, facts: { series: gap.name, from: gap.from, to: gap.to, count: gap.to - gap.from + 1 }, again: 'once' };
}

/** Card-like numbers the wall refused: once is a slip, several times is somebody keeping card numbers. */
export function cardNumbers(today: { who: string; day: string; count: number }, t: Thresholds): Finding | null {
  return today.count < t.cardNumbers ? null : { rule: 'cardNumbers', cause: `cardNumbers:${today.who}:${today.day}`, facts: { count: today.count }, again: 'doubled' };
}

/** How backups stand: whether a place to keep them is set up, and since when none has worked (the last good one, or the first day with something to lose). */
export interface BackupStanding {
  on: boolean;
  /** A place was set up once; books that never had one are reminded by the home screen, not by an alert. */
  wasOn: boolean;
  /** Changes whenever a place is added, changed or taken out. */
  stamp: string;
  since: string | null;
}

/** Switched off, or none that worked for too long. */
export function backups(state: BackupStanding, now: string, t: Thresholds): Finding | null {
  if (!state.wasOn) return null;
  if (!state.on) return { rule: 'backupOff', cause: `backupOff:${state.stamp}`, facts: {}, again: 'once' };
  if (state.since === null) return null;
  const days = Math.floor((Date.parse(now) - Date.parse(state.since)) / 86_400_000);
  return days < t.backupDays ? null : { rule: 'backupOverdue', cause: `backupOverdue:${state.since}`, facts: { days, count: days }, again: 'doubled' };
}

/** The log, or a document against the log, is not what was written. */
export function chainBroken(found: 'broken' | 'rolled-back' | 'edited'): Finding {
  return { rule: 'chainBroken', cause: 'chainBroken', facts: { found }, again: 'each' };
}

/** Watching less closely is an act worth watching: a rule was switched off, or speaks later than before. */
export function watchLowered(change: { off: number; later: number }): Finding | null {
  return change.off + change.later === 0 ? null : { rule: 'watchLowered', cause: 'watchLowered', facts: { off: change.off, later: change.later }, again: 'each' };
}
