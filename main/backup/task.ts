// placeholder until the engine is merged
import type { BackupKeep, BackupStageName } from '../../contract/backup.ts';

interface Common { vaultId: string; deviceId: string; kitSerial: string; appVersion: string; staging: string }
interface Place { id: string; folder: string }
export type BackupTask = Common & (
  | { name: 'backupMake'; places: Place[] }
  | { name: 'backupDrill' | 'backupScrub'; place: Place }
  | { name: 'backupList' | 'backupKeep'; place: Place; policy: BackupKeep }
);
/** How far it is; `target` while one place has its own stage. */
export interface BackupProgress { backup: BackupStageName; target: string | null; done: number; total: number }
export function isBackupTask(task: { name: string }): task is BackupTask {
  return task.name.startsWith('backup');
}
export function backupWork(_task: BackupTask, _keys: { database: string; dek: Buffer }, _progress: (progress: BackupProgress) => void): unknown {
  return null;
}
