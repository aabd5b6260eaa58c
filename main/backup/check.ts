// One backup of a place, brought here and checked whole: for the drill, the weekly look and restore. The file on the place is only read.
import { hashFile } from './copy.ts';
import type { Disk } from './disk.ts';
import { BackupFault, placeFault, sourceFault } from './fault.ts';
import type { BackupEntry } from './list.ts';
import { type Verified, verifyFile } from './verify.ts';

/** Brings it to `to` and checks hash, then everything inside. The copy stays for the caller, also the one under a key that turned out wrong never does. @throws BackupFault */
export function fetchBackup(entry: BackupEntry, bk: Buffer, to: string, disk: Disk, step: (done: number) => void): Verified & { bytes: number; sha256: string } {
  if (entry.fault !== null) throw new BackupFault(entry.fault, 'open');
  try {
    const { sha256, bytes } = bring(entry.path, to, disk, step);
    compareHash(entry, sha256);
    const verified = verifyFile(to, bytes, bk, 'open');
    if (entry.manifest !== null && entry.manifest.vaultId !== verified.vaultId) throw new BackupFault('MANIFEST_SWAPPED', 'open');
    return { ...verified, bytes, sha256 };
  } catch (error) {
    disk.remove(to);
    throw error;
  }
}

/** What goes wrong while reading is the place's, what goes wrong while writing is ours. */
function bring(from: string, to: string, disk: Disk, step: (done: number) => void): { sha256: string; bytes: number } {
  const ours = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw sourceFault(error, 'open');
    }
  };
  const out = ours(() => disk.create(to));
  try {
    return fromPlace(() => hashFile(disk, from, step, (piece) => ours(() => disk.write(out, piece))));
  } finally {
    disk.close(out);
  }
}

/** Only the hash against the sealed manifest: every bit is as it was when the whole backup was verified. */
export function rehash(entry: BackupEntry, disk: Disk, step: (done: number) => void): void {
  if (entry.fault !== null) throw new BackupFault(entry.fault, 'open');
  compareHash(entry, fromPlace(() => hashFile(disk, entry.path, step)).sha256);
}

function compareHash({ manifest }: BackupEntry, sha256: string): void {
  if (manifest !== null && manifest.sha256 !== sha256) throw new BackupFault('BACKUP_DAMAGED', 'open');
}

function fromPlace<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw placeFault(error, 'open');
  }
}
