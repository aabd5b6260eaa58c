// Which backups are kept: the last few, then one a day, a week, a month and a year. Pure; ordered by what the backups say of themselves under their seal, never by dates of files.

export interface RetentionPolicy {
  last: number;
  daily: number;
  weekly: number;
  monthly: number;
  yearly: number;
}
/** Seven years: as long as most countries want invoices kept in a form that can be read. */
export const USUAL_RETENTION: RetentionPolicy = { last: 7, daily: 14, weekly: 8, monthly: 12, yearly: 7 };

export interface KeptBackup {
  /** The last record of the log inside: the true order. */
  seq: number;
  /** ISO UTC, from under the seal. */
  createdAt: string;
  /** Sealed and found whole. Only such a backup counts for a bucket, and only such a one may go. */
  proved: boolean;
}

/** A drop needs at least so many newer proved ones. */
const NEWER = 2;
/** Two clocks may differ by this much. */
const CLOCK_MS = 24 * 60 * 60 * 1000;

/**
 * What may go, in the order given. Never: anything not proved, the newest proved one, one with fewer than two newer proved ones, the newest of a day, week (ISO), month or year that is kept;
 * and nothing at all while dates contradict the order or lie in the future, since a clock that was wrong would make good backups look old.
 */
export function mayGo<T extends KeptBackup>(backups: readonly T[], nowMs: number, policy: RetentionPolicy): T[] {
  const proved = backups.filter((one) => one.proved).toSorted((a, b) => b.seq - a.seq || Date.parse(b.createdAt) - Date.parse(a.createdAt));
  if (isClockSuspect(proved, nowMs)) return [];
  const keep = new Set<T>(proved.slice(0, Math.max(policy.last, NEWER)));
  const buckets: readonly [number, (day: string) => string][] = [
    [policy.daily, (day) => day],
    [policy.weekly, weekOf],
    [policy.monthly, (day) => day.slice(0, 7)],
    [policy.yearly, (day) => day.slice(0, 4)],
  ];
  for (const [most, bucketOf] of buckets) {
    const seen = new Set<string>();
    for (const one of proved) {
      const bucket = bucketOf(one.createdAt.slice(0, 10));
      if (seen.has(bucket)) continue;
      if (seen.size >= most) break;
      seen.add(bucket);
      keep.add(one);
    }
  }
  const gone = new Set(proved.filter((one) => !keep.has(one)));
  return backups.filter((one) => gone.has(one));
}

/** A date later than now, or one earlier than that of a backup with an older log. */
function isClockSuspect(newestFirst: readonly KeptBackup[], nowMs: number): boolean {
  return newestFirst.some((one, i) => {
    const at = Date.parse(one.createdAt);
    const older = newestFirst[i + 1];
    return Number.isNaN(at) || at > nowMs + CLOCK_MS || (older !== undefined && Date.parse(older.createdAt) > at + CLOCK_MS);
  });
}

/** The Monday of a day's week. */
function weekOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const monday = new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * 24 * 60 * 60 * 1000);
  return monday.toISOString().slice(0, 10);
}
