// The work on backups that runs in the job process. Called by main/job.ts, and by tests without a process.
import { randomBytes } from 'node:crypto';
import type { BackupKeep, BackupStageName } from '../../contract/backup.ts';
import { openDatabase } from '../db/open.ts';
import { schema } from '../db/migrate.ts';
import { readMeta } from '../db/vaultRows.ts';
import { systemClock } from '../vault/clock.ts';
import { fetchBackup } from './check.ts';
import { type Disk, realDisk } from './disk.ts';
import { placeFault } from './fault.ts';
import { type FiguresUpTo, figuresUpTo, wasUndone } from './figures.ts';
import { keepByRule, keepList, scrub } from './keep.ts';
import { listBackups, newestSound, type Whose } from './list.ts';
import { type BackupDeps, type BackupPlace, makeBackups } from './make.ts';
import { workingPath } from './name.ts';
import type { DrillOutcome } from './outcome.ts';
import { countSeals, type Seals } from './seals.ts';

interface Common {
  vaultId: string;
  deviceId: string;
  kitSerial: string;
  appVersion: string;
  staging: string;
}
export type BackupTask = Common & (
  | { name: 'backupMake'; places: BackupPlace[] }
  | { name: 'backupDrill' | 'backupScrub'; place: BackupPlace }
  | { name: 'backupList' | 'backupKeep'; place: BackupPlace; policy: BackupKeep }
);
/** How far it is; `target` while one place has its own stage. */
export interface BackupProgress {
  backup: BackupStageName;
  target: string | null;
  done: number;
  total: number;
}

export function isBackupTask(task: { name: string }): task is BackupTask {
  return task.name.startsWith('backup');
}

/** Progress is told at most so often; the last piece of a stage always. */
const APART_MS = 100;

function depsOf(onProgress: (progress: BackupProgress) => void, disk: Disk): BackupDeps {
  let [said, stage] = [0, ''];
  return {
    disk,
    nowMs: () => systemClock.nowMs(),
    newId: () => randomBytes(8).toString('hex'),
    progress(backup, target, done, total) {
      const now = systemClock.monotonicMs();
      const key = `${backup} ${target ?? ''}`;
      if (key === stage && done < total && now - said < APART_MS) return;
      [said, stage] = [now, key];
      onProgress({ backup, target, done, total });
    },
  };
}

/** @throws BackupFault (by its code) only where it is about the books and not about a place */
export function backupWork(task: BackupTask, keys: { database: string; dek: Buffer }, onProgress: (progress: BackupProgress) => void, disk: Disk = realDisk): unknown {
  const deps = depsOf(onProgress, disk);
  if (task.name === 'backupMake') return makeBackups({ ...task, ...keys }, task.places, deps);
  const bk = backupKey(keys);
  try {
    const asked = { place: task.place, whose: { vaultId: task.vaultId, kitSerial: task.kitSerial, deviceId: task.deviceId, bk } };
    switch (task.name) {
      case 'backupDrill':
        return drill(task, asked.whose, keys, bk, deps);
      case 'backupScrub':
        return scrub(asked, { ...deps, random: () => randomBytes(4).readUInt32BE() / 2 ** 32 });
      case 'backupList':
        return keepList(asked, task.policy, deps);
      case 'backupKeep':
        return keepByRule(asked, task.policy, deps);
    }
  } finally {
    bk.fill(0);
  }
}

function backupKey({ database, dek }: { database: string; dek: Buffer }): Buffer {
  const db = openDatabase(database, dek, { readonly: true, schemaVersion: schema.latest });
  try {
    return Buffer.from(readMeta(db).backupKey);
  } finally {
    db.close();
  }
}

/** The newest backup of the place, opened as a restore would, beside what the live books have of that moment. */
function drill(task: Common & { place: BackupPlace }, whose: Whose, keys: { database: string; dek: Buffer }, bk: Buffer, deps: BackupDeps): DrillOutcome {
  const began = deps.nowMs();
  const target = task.place.id;
  let name = '';
  const scratch = workingPath(task.staging, task.deviceId, deps.newId());
  try {
    const entry = newestSound(listBackups(task.place.folder, whose, deps.disk));
    name = entry.name;
    deps.disk.makeFolder(task.staging);
    const { figures, head, schema: version } = fetchBackup(entry, bk, scratch, deps.disk, (done) => deps.progress('open', target, done, entry.bytes));
    const total = figures.documents + figures.pdfs;
    deps.progress('compare', target, 0, total);
    // How documents were kept before is not known any more: those of an older schema are read after a restore has brought them up to date.
    const seals = version === schema.latest ? sealsOf(scratch, bk, (done) => deps.progress('compare', target, Math.min(done, total - 1), total)) : null;
    const live = liveUpTo(keys, head.seq);
    deps.progress('compare', target, total, total);
    return { ok: true, target, name, figures, seals, live: live === null ? null : { ...figures, ...live }, ms: deps.nowMs() - began };
  } catch (error) {
    return { ok: false, target, name, code: placeFault(error, 'open').code, ms: deps.nowMs() - began };
  } finally {
    deps.disk.remove(scratch);
  }
}

function sealsOf(path: string, bk: Buffer, step: (done: number) => void): Seals {
  const db = openDatabase(path, bk, { readonly: true, schemaVersion: schema.latest });
  try {
    return countSeals(db, step);
  } finally {
    db.close();
  }
}

/** Counts and sums of the live books when their log was so long; null where an import was undone since, which takes documents out again. */
function liveUpTo({ database, dek }: { database: string; dek: Buffer }, seq: number): FiguresUpTo | null {
  const db = openDatabase(database, dek, { readonly: true, schemaVersion: schema.latest });
  try {
    return wasUndone(db, seq) ? null : figuresUpTo(db, seq);
  } finally {
    db.close();
  }
}
