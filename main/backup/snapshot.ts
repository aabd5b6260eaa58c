// A consistent copy of the books under the backup key, in the staging folder, checked whole against the books it came from. Called by make.ts.
import type { BackupStageName } from '../../contract/backup.ts';
import { copyUnderKey } from '../db/copyUnderKey.ts';
import { withLanes } from '../db/lanes.ts';
import { type Db, openDatabase } from '../db/open.ts';
import { schema } from '../db/migrate.ts';
import { readMeta } from '../db/vaultRows.ts';
import { type Carried, carriedOf } from './carried.ts';
import type { Disk } from './disk.ts';
import { BackupFault, sourceFault } from './fault.ts';
import { figuresUpTo, wasUndone } from './figures.ts';
import { type Verified, verifyFile } from './verify.ts';

export interface SnapshotSource {
  database: string;
  dek: Buffer;
  /** A folder of ours, outside of every place for backups: nothing unfinished ever shows where a sync program looks. */
  staging: string;
}

export interface Snapshot extends Verified {
  /** Of the live books: at least what the copy holds. */
  carried: Carried;
  path: string;
  bytes: number;
  /** The caller wipes it. */
  bk: Buffer;
}

/** More than the copy itself: the staging disk is normally the one the books grow on. */
const ROOM_BESIDE = 16 * 1024 * 1024;

/** `path`: a new file in the staging folder. @throws BackupFault STAGING_FULL, SOURCE_DAMAGED */
export function takeSnapshot(source: SnapshotSource, disk: Disk, path: string, began: (stage: BackupStageName) => void): Snapshot {
  let stage: BackupStageName = 'snapshot';
  const enter = (next: BackupStageName): void => {
    stage = next;
    began(next);
  };
  try {
    enter('snapshot');
    disk.makeFolder(source.staging);
    const needed = disk.facts(source.database).bytes + (disk.exists(`${source.database}-wal`) ? disk.facts(`${source.database}-wal`).bytes : 0);
    if (disk.room(source.staging).free < needed + ROOM_BESIDE) throw new BackupFault('STAGING_FULL', stage);
    const bk = withBooks(source, (live) => Buffer.from(readMeta(live).backupKey));
    return withLanes(needed, (lanes) => {
      // A connection of its own, and no other of this process meanwhile: the copying lets go of every lock the process has on the file. The window goes on writing.
      copyUnderKey({ path: source.database, key: source.dek }, { path, key: bk }, lanes);
      enter('verify');
      const { bytes } = disk.facts(path);
      return withBooks(source, (live) => ({ ...verifyFile(path, bytes, bk, 'verify', lanes, (found) => agree(live, found)), carried: carriedOf(live), path, bytes, bk }));
    });
  } catch (error) {
    disk.remove(path);
    const fault = sourceFault(error, stage);
    // What does not verify here is no fault of any place.
    throw fault.code.startsWith('BACKUP_') || fault.code === 'OTHER_KIT' ? new BackupFault('SOURCE_DAMAGED', fault.stage) : fault;
  }
}

function withBooks<T>({ database, dek }: SnapshotSource, look: (live: Db) => T): T {
  const live = openDatabase(database, dek, { readonly: true, schemaVersion: schema.latest });
  try {
    return look(live);
  } finally {
    live.close();
  }
}

export function syncFile(disk: Disk, path: string): void {
  const file = disk.open(path);
  try {
    disk.sync(file);
  } finally {
    disk.close(file);
  }
}

/** The copy may hold a commit whose writer still waits for the disk before it lets others see it. */
const PUBLISH_STEP_MS = 20;
const PUBLISH_STEPS = 500;

function untilSeen(live: Db, seq: number): void {
  const head = live.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM audit_log');
  const pause = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  for (let step = 0; step < PUBLISH_STEPS && (head.get()?.seq ?? 0) < seq; step += 1) Atomics.wait(pause, 0, 0, PUBLISH_STEP_MS);
}

/** The books had exactly this when the log was as long as the copy's. */
function agree(live: Db, { figures, head }: Verified): void {
  untilSeen(live, head.seq);
  if (wasUndone(live, head.seq)) return; // between copy and check it would look like a loss
  const had = figuresUpTo(live, head.seq);
  const same = had.records === figures.records && had.documents === figures.documents && had.payments === figures.payments && had.pdfs === figures.pdfs;
  if (!same || JSON.stringify(had.sums) !== JSON.stringify(figures.sums)) throw new BackupFault('SOURCE_DAMAGED', 'verify');
  const row = live.prepare<[number], { mac: Buffer }>('SELECT mac FROM audit_log WHERE seq = ?').get(head.seq);
  if (row === undefined || !row.mac.equals(head.mac)) throw new BackupFault('SOURCE_DAMAGED', 'verify');
}
