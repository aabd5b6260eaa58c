// When a backup is due, when the next drill is, and when a person must be told that the last good one is too old. Pure; main/service/backup.ts and the screens ask it.

export const BACKUP_CAUSES = ['person', 'schedule', 'quit', 'stick', 'restore'] as const;
export type BackupCause = (typeof BACKUP_CAUSES)[number];

export interface BackupWhen {
  /** 'off': only by hand and by the other causes. */
  every: 'hour' | 'day' | 'off';
  /** Of 'day': at what time of this computer, 'HH:MM'. */
  at: string;
}
/** Local wall time as parts, so that this stays free of clocks and zones. */
export interface LocalMoment {
  /** 'YYYY-MM-DD' */
  day: string;
  /** 'HH:MM' */
  time: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A clock that was set forward and back again: a last time this far ahead counts as none. */
const AHEAD_MS = 5 * 60_000;

/**
 * Whether the schedule wants a backup now. A time that was missed (the computer was off) is wanted at the next look. A last one in the future is no
 * last one: a clock that once ran ahead must not stop backups (T63).
 */
export function backupDue(when: BackupWhen, now: { ms: number; local: LocalMoment }, last: { ms: number; local: LocalMoment } | null): boolean {
  if (when.every === 'off') return false;
  if (last === null || last.ms > now.ms + AHEAD_MS) return true;
  if (when.every === 'hour') return now.ms - last.ms >= HOUR_MS;
  const past = slotBefore(when.at, now.local);
  return moment(last.local) < moment(past) || now.ms - last.ms >= 2 * DAY_MS;
}

/** The newest moment of the daily time that is over. */
function slotBefore(at: string, local: LocalMoment): LocalMoment {
  return local.time >= at ? { day: local.day, time: at } : { day: dayBefore(local.day), time: at };
}

function moment({ day, time }: LocalMoment): string {
  return `${day}T${time}`;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}

/** Tries again after a failure, but not each time it looks: after 10 minutes, then twice as long each time, at most 4 hours. */
export function mayTryAgain(fails: number, lastTryMs: number, nowMs: number): boolean {
  if (fails === 0 || lastTryMs > nowMs + AHEAD_MS) return true;
  return nowMs - lastTryMs >= Math.min(10 * 60_000 * 2 ** Math.min(fails - 1, 10), 4 * HOUR_MS);
}

/** A drill each month and a scrub each week, by the time since the last one. */
export function drillDue(lastMs: number | null, nowMs: number): boolean {
  return lastMs === null || lastMs > nowMs + AHEAD_MS || nowMs - lastMs >= 30 * DAY_MS;
}
export function scrubDue(lastMs: number | null, nowMs: number): boolean {
  return lastMs === null || lastMs > nowMs + AHEAD_MS || nowMs - lastMs >= 7 * DAY_MS;
}

/** Whether a person must be told: the last good backup is older than the owner's limit, or there is none and the books are older than that. */
export function tooOld(lastGoodMs: number | null, booksSinceMs: number, limitDays: number, nowMs: number): boolean {
  const since = lastGoodMs !== null && lastGoodMs <= nowMs + AHEAD_MS ? lastGoodMs : booksSinceMs;
  return nowMs - since > limitDays * DAY_MS;
}
