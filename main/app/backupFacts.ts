// What the books say that decides when the next backup, scrub or drill is due. Read only; called by backups.ts and tests.
import type { Db } from '../db/open.ts';
import { changesAfter, firstGoodAt, lastDrill, lastRun, listTargets, triesAfter, type TargetRow } from '../repo/backup.ts';
import { readBackupSettings } from '../service/backup.ts';
import type { Moment, WatchFacts, WatchedTarget } from './backupWatch.ts';

/** An instant as the clock on the wall says it. */
function momentOf(ms: number): Moment {
  const at = new Date(ms);
  const two = (n: number): string => String(n).padStart(2, '0');
  return { ms, local: { day: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`, time: `${two(at.getHours())}:${two(at.getMinutes())}` } };
}

export function backupFacts(db: Db, isHere: (id: string) => boolean, nowMs: number): WatchFacts {
  const { when, onStick } = readBackupSettings(db);
  const drill = lastDrill(db);
  return { now: momentOf(nowMs), when, onStick, targets: listTargets(db).map((row) => watched(db, row, isHere(row.id))), drillMs: drill === undefined ? null : Date.parse(drill.at) };
}

function watched(db: Db, row: TargetRow, here: boolean): WatchedTarget {
  const good = lastRun(db, row.rid, 'backup', true);
  const last = lastRun(db, row.rid, 'backup', false);
  const scrub = lastRun(db, row.rid, 'scrub', false);
  const first = firstGoodAt(db, row.rid);
  return {
    id: row.id, kind: row.kind, enabled: row.enabled === 1, here, lastGood: good === undefined ? null : momentOf(Date.parse(good.at)), changed: good === undefined || changesAfter(db, good.headSeq ?? 0) > 0,
    lastTryMs: last === undefined ? null : Date.parse(last.at), tries: triesAfter(db, row.rid, good?.rid ?? 0), scrubbedMs: scrub === undefined ? null : Date.parse(scrub.at), firstGoodMs: first === undefined ? null : Date.parse(first),
  };
}

/** Whether one of these places lacks something the books have. */
export function somethingToSave(db: Db, rows: readonly TargetRow[]): boolean {
  return rows.some(({ rid }) => changesAfter(db, lastRun(db, rid, 'backup', true)?.headSeq ?? 0) > 0);
}
