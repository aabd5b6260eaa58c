// How backups stand, for the watch: the one place it asks. A few rows by their indexes. Called by main/app/alertFeed.ts and tests.
import type { BackupStanding } from '../../domain/alertGuard.ts';
import { changesAfter, lastGoodBackup, listTargets } from '../repo/backup.ts';
import { backupPlaces } from '../repo/alertSight.ts';
import type { Ctx } from './context.ts';

/** Books that did not change since their last backup lose nothing by waiting: nothing is due then. */
export function backupStanding({ db }: Pick<Ctx, 'db'>): BackupStanding {
  const places = listTargets(db).filter(({ enabled }) => enabled === 1);
  const { ever, stamp } = backupPlaces(db);
  const good = lastGoodBackup(db);
  const first = places.map(({ addedAt }) => addedAt).sort()[0] ?? null;
  const unchanged = good?.headSeq !== undefined && good.headSeq !== null && changesAfter(db, good.headSeq) === 0;
  return { on: places.length > 0, wasOn: ever > 0, stamp: String(stamp), since: unchanged ? null : (good?.at ?? first) };
}
