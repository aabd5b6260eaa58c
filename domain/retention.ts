// Which backups are kept and which may go: last, daily, weekly, monthly, yearly. Pure; main/backup/prune.ts asks it with what sealed manifests say, never with a file's own time.

export interface KeepPolicy {
  /** The newest so many, whatever their day. */
  readonly last: number;
  /** The newest of each of so many days (weeks, months, years) that have one; all in UTC, so that travelling changes nothing. */
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
  readonly yearly: number;
}

export const USUAL_KEEP: KeepPolicy = { last: 7, daily: 14, weekly: 8, monthly: 12, yearly: 7 };

export interface Retained {
  /** Epoch of the log inside: a restore opens a new one and may go back in `seq`. */
  readonly epoch: number;
  /** Last record of the log inside. */
  readonly seq: number;
  /** ISO UTC. */
  readonly createdAt: string;
  /** Its manifest carries our seal and fits the file. Anything else is kept and counts for nothing. */
  readonly verified: boolean;
}

export interface Retention<T> {
  /** Newest first; what is not verified comes last. */
  readonly keep: readonly T[];
  /** Newest first. */
  readonly drop: readonly T[];
  /** The times contradict the order of the log or this computer's clock: nothing is dropped. */
  readonly clockSuspect: boolean;
}

const DAY_MS = 86_400_000;
/** Clocks are set right by a little all the time. */
const TOLERATED_MS = 5 * 60_000;
/** However little the policy keeps: so many newer ones must stand before one goes. */
const NEWER_NEEDED = 2;

/**
 * Splits backups of one vault, one device and one place. Promises, whatever the policy says: the newest two verified ones and everything not verified
 * are kept; one is dropped only while at least two newer verified ones are kept; with a suspect clock nothing is dropped. The buckets are counted
 * from the backups themselves and not from today, so that a computer that was off for a year, or whose clock leapt ahead, loses none for that.
 */
export function retain<T extends Retained>(list: readonly T[], nowMs: number, policy: KeepPolicy): Retention<T> {
  const verified = list.filter((one) => one.verified).toSorted(newestFirst);
  const others = list.filter((one) => !one.verified);
  if (isSuspect(verified, nowMs)) return { keep: [...verified, ...others], drop: [], clockSuspect: true };
  const kept = new Set<T>(verified.slice(0, Math.max(policy.last, NEWER_NEEDED)));
  const buckets: readonly [number, (day: number) => string][] = [
    [policy.daily, String], [policy.weekly, weekOf], [policy.monthly, (day) => isoDay(day).slice(0, 7)], [policy.yearly, (day) => isoDay(day).slice(0, 4)],
  ];
  for (const [count, bucketOf] of buckets) for (const one of newestOfEach(verified, count, bucketOf)) kept.add(one);
  return { keep: [...verified.filter((one) => kept.has(one)), ...others], drop: verified.filter((one) => !kept.has(one)), clockSuspect: false };
}

/** By the log inside; the time only decides between two of the same state. */
function newestFirst(a: Retained, b: Retained): number {
  return b.epoch - a.epoch || b.seq - a.seq || Date.parse(b.createdAt) - Date.parse(a.createdAt);
}

/** A time that is none, lies ahead of the clock, or runs against the order of the log. A forged or mistaken date must never make a policy forget good backups. */
function isSuspect(newest: readonly Retained[], nowMs: number): boolean {
  const times = newest.map(({ createdAt }) => Date.parse(createdAt));
  // what is not a number fails both comparisons
  return !times.every((time, index) => time <= nowMs + TOLERATED_MS && (index === 0 || time <= (times[index - 1] ?? Number.NaN) + TOLERATED_MS));
}

function newestOfEach<T extends Retained>(newest: readonly T[], count: number, bucketOf: (day: number) => string): T[] {
  const found = new Map<string, T>();
  for (const one of newest) {
    const bucket = bucketOf(Math.floor(Date.parse(one.createdAt) / DAY_MS));
    if (!found.has(bucket) && found.size < count) found.set(bucket, one);
  }
  return [...found.values()];
}

/** Weeks begin on Monday; day 0 (1 January 1970) was a Thursday. */
function weekOf(day: number): string {
  return String(Math.floor((day + 3) / 7));
}

function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString();
}
