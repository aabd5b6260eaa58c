// The work of a restore that runs in the job process. Called by main/job.ts, and by tests without a process.
import { basename, dirname } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { type Disk, realDisk } from '../backup/disk.ts';
import { BackupFault } from '../backup/fault.ts';
import { entryAt, type Whose } from '../backup/list.ts';
import { openDatabase } from '../db/open.ts';
import { schema, userVersion } from '../db/migrate.ts';
import type { Progress } from '../import/jobs.ts';
import { zero } from '../vault/crypto.ts';
import { lookInside, type Looked } from './look.ts';
import { prepareRestored, type Preparing } from './prepare.ts';

interface Common {
  /** Where the checked copy lies, or is to lie: in our staging folder. */
  staged: string;
  /** Of the backup. Wiped here and by the sender. */
  bk: Uint8Array;
  /** The kit the books have or are to have, where the backup is of an older one. */
  today: { serial: string; bk: Uint8Array; pastAk: Uint8Array } | null;
}
export type RestoreTask =
  | ({ name: 'restoreLook'; path: string; vaultId: string | null; kitSerial: string | null } & Common)
  | ({ name: 'restorePrepare' } & Common & Pick<Preparing, 'at' | 'from' | 'known' | 'jump'> & { actor: string });

export function isRestoreTask(task: { name: string }): task is RestoreTask {
  return task.name === 'restoreLook' || task.name === 'restorePrepare';
}

export interface RestoreKeys {
  database: string;
  dek: Buffer;
  ak: Buffer;
}

/** @throws AppError RESTORE_REFUSED with the fault's name; what migrating and the disk say */
export function restoreWork(task: RestoreTask, keys: RestoreKeys, onProgress: (progress: Progress) => void, disk: Disk = realDisk): Looked | { epoch: number; seq: number } {
  const over = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bk = over(task.bk);
  const today = task.today === null ? null : { serial: task.today.serial, bk: over(task.today.bk), pastAk: over(task.today.pastAk) };
  try {
    if (task.name === 'restorePrepare') {
      onProgress({ stage: 'saving', done: 0, total: 1 });
      return prepareRestored({ path: task.staged, bk, today, dek: keys.dek, ak: keys.ak, present: opens(keys) ? keys.database : null, actor: task.actor, at: task.at, from: task.from, known: task.known, jump: task.jump }, disk);
    }
    const whose: Whose = { vaultId: task.vaultId, kitSerial: task.kitSerial, bk };
    const entry = entryAt(task.path, basename(task.path), whose, disk);
    if (entry === null) throw new BackupFault('BACKUP_RENAMED', 'open');
    disk.makeFolder(dirname(task.staged));
    let said = 0;
    return lookInside(entry, { bk, today: today?.bk ?? null }, task.staged, opens(keys) ? keys : null, disk, (done) => {
      if (done - said < 1024 * 1024 * 4 && done < entry.bytes) return;
      said = done;
      onProgress({ stage: done < entry.bytes ? 'reading' : 'checking', done, total: entry.bytes });
    });
  } catch (error) {
    if (error instanceof BackupFault) throw new AppError('RESTORE_REFUSED', { params: { fault: error.code } });
    throw error;
  } finally {
    zero(bk, today?.bk, today?.pastAk);
  }
}

/**
 * Whether the present books can be read, and speak the same schema (those of an older program were never opened by this one). If not they are a reason to
 * restore, not to refuse: they stay beside, and the person says how many numbers to leave out.
 */
function opens({ database, dek }: RestoreKeys): boolean {
  try {
    const db = openDatabase(database, dek, { readonly: true, schemaVersion: schema.latest });
    const same = userVersion(db) === schema.latest;
    db.close();
    return same;
  } catch {
    return false;
  }
}
