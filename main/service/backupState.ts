// How backups stand, for the watch: the one place it asks. Null while this program keeps no backups of its own. Called by main/app/alertFeed.ts and tests.
import type { BackupState } from '../../domain/alertGuard.ts';
import type { Ctx } from './context.ts';

export function backupState(_ctx: Ctx): BackupState | null {
  return null;
}
