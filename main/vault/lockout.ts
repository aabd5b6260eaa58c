// Counts failed logins so that neither killing the app nor deleting a file gives more tries. Rules only; lockoutStore.ts keeps the record.
import { AppError } from '../../contract/errors.ts';

/** Consecutive failures after which PIN login is off until the Recovery Kit is used. 20 of 10^6 PINs is 0.002 %. */
export const MOST_FAILS = 20;
/** Where counting starts when every record was lost although a vault exists: as if somebody had tried already. */
export const PENALTY_FAILS = 5;
const FREE_FAILS = 5;
const DELAYS_S = [30, 60, 300, 900, 3600];
/** The counter of the vault as a whole; each user's slot tag has one more. */
export const VAULT_ENTRY = 'vault';

/** notBefore: wall time (ms) before which no try is allowed. */
export type LockoutEntry = { fails: number; notBefore: number };

export interface LockoutRecord {
  entries: Record<string, LockoutEntry>;
  /** Tries refused without being checked since the last success; for the audit log. */
  blocked: number;
  /** Highest wall time (ms) seen at a successful login or while unlocked; never raised by a failed try, which proves nothing. */
  clockHigh: number;
}

export function cleanRecord(clockHigh: number): LockoutRecord {
  return { entries: {}, blocked: 0, clockHigh };
}

export function penaltyRecord(): LockoutRecord {
  return { entries: { [VAULT_ENTRY]: { fails: PENALTY_FAILS, notBefore: 0 } }, blocked: 0, clockHigh: 0 };
}

/** Milliseconds to wait after so many consecutive failures. */
export function delayMs(fails: number): number {
  if (fails < FREE_FAILS) return 0;
  return (DELAYS_S[Math.min(fails - FREE_FAILS, DELAYS_S.length - 1)] ?? 0) * 1000;
}

/** The stricter of two records, entry by entry. */
export function strictest(a: LockoutRecord, b: LockoutRecord): LockoutRecord {
  const entries: Record<string, LockoutEntry> = { ...a.entries };
  for (const [key, entry] of Object.entries(b.entries)) {
    const other = entries[key];
    entries[key] = other === undefined ? entry : { fails: Math.max(entry.fails, other.fails), notBefore: Math.max(entry.notBefore, other.notBefore) };
  }
  return { entries, blocked: Math.max(a.blocked, b.blocked), clockHigh: Math.max(a.clockHigh, b.clockHigh) };
}

export interface LockoutStatus {
  fails: number;
  /** Before the PIN is switched off. */
  triesLeft: number;
  /** Before the next pause; after the first one every further failure brings a longer one. */
  freeTries: number;
  disabled: boolean;
  /** Whole seconds, rounded up; 0 when a try is allowed. */
  retryAfter: number;
}

/**
 * How things stand for these counters at a moment. `hard`: those that can switch a PIN off for good. Where several people log in, one person's tries
 * make the others wait for a while but never shut them out.
 */
export function lockoutStatus(record: LockoutRecord, keys: readonly string[], nowMs: number, hard: readonly string[] = keys): LockoutStatus {
  const entries = keys.map((key) => record.entries[key]).filter((entry) => entry !== undefined);
  const most = (of: readonly string[]): number => Math.max(0, ...of.map((key) => record.entries[key]?.fails ?? 0));
  const fails = most(hard);
  const waitMs = Math.max(0, ...entries.map((entry) => Math.min(entry.notBefore - nowMs, delayMs(entry.fails))));
  return { fails, triesLeft: Math.max(0, MOST_FAILS - fails), freeTries: Math.max(1, FREE_FAILS - most(keys)), disabled: fails >= MOST_FAILS, retryAfter: Math.ceil(waitMs / 1000) };
}

/** Throws LOCKED_OUT or WAIT when no try is allowed now. */
export function assertMayTry(status: LockoutStatus): void {
  if (status.disabled) throw new AppError('LOCKED_OUT');
  if (status.retryAfter > 0) throw new AppError('WAIT', { retryAfter: status.retryAfter });
}

/** Waits that lie further ahead than they ever could be: the clock was set back since. They start again from now instead of lasting for years. */
export function rebase(record: LockoutRecord, nowMs: number): LockoutRecord {
  const entries = Object.fromEntries(Object.entries(record.entries).map(([key, entry]) => {
    return [key, { ...entry, notBefore: Math.min(entry.notBefore, nowMs + delayMs(entry.fails)) }];
  }));
  return { ...record, entries };
}

/** The store takes no more; `known` people's counters never make room for names that somebody made up. */
const MOST_ENTRIES = 40;

/** The record with one more failure for each of these counters; kept before the try is checked. */
export function charged(record: LockoutRecord, keys: readonly string[], nowMs: number, known: readonly string[] = []): LockoutRecord {
  const kept = Object.entries(record.entries).filter(([key]) => key === VAULT_ENTRY || keys.includes(key) || known.includes(key));
  const others = Object.entries(record.entries).filter((entry) => !kept.includes(entry)).sort(([, a], [, b]) => b.fails - a.fails);
  const entries = Object.fromEntries([...kept, ...others.slice(0, Math.max(0, MOST_ENTRIES - keys.length - kept.length))]);
  for (const key of keys) {
    const fails = (entries[key]?.fails ?? 0) + 1;
    entries[key] = { fails, notBefore: nowMs + delayMs(fails) };
  }
  return { ...record, entries };
}

/** The record after a success of these counters' owner; other users' counters stay. */
export function cleared(record: LockoutRecord, keys: readonly string[], clockHigh: number): LockoutRecord {
  const entries = Object.fromEntries(Object.entries(record.entries).filter(([key]) => !keys.includes(key)));
  return { entries, blocked: 0, clockHigh };
}
