// Brings files to a place and back: written aside, synced, read back, renamed. Nothing is ever written over. Called by make.ts, verify of backups and restore.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Disk } from './disk.ts';
import { BackupFault } from './fault.ts';
import { partPath } from './name.ts';

const CHUNK = 1024 * 1024;
/** One sync of a whole backup at its end would keep the disk from the owner's next save for as long as that takes. */
const SYNC_EVERY = 8 * CHUNK;

/** Hash of a file, read in pieces; `into` gets each piece. `step` is told how many bytes are done, and may throw. */
export function hashFile(disk: Disk, path: string, step: (done: number) => void, into: (piece: Uint8Array) => void = () => undefined): { sha256: string; bytes: number } {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(CHUNK);
  let bytes = 0;
  withFile(disk, path, (file) => {
    for (let n = disk.read(file, buffer); n > 0; n = disk.read(file, buffer)) {
      const piece = buffer.subarray(0, n);
      hash.update(piece);
      into(piece);
      bytes += n;
      step(bytes);
    }
  });
  return { sha256: hash.digest('hex'), bytes };
}

/** Copies to a new file and waits until it is on the disk; answers the hash of what was read. */
export function copyFile(disk: Disk, from: string, to: string, step: (done: number) => void): { sha256: string; bytes: number } {
  const out = disk.create(to);
  try {
    let waiting = 0;
    const hashed = hashFile(disk, from, step, (piece) => {
      disk.write(out, piece);
      waiting += piece.length;
      if (waiting < SYNC_EVERY) return;
      disk.sync(out);
      waiting = 0;
    });
    disk.sync(out);
    return hashed;
  } finally {
    disk.close(out);
  }
}

export interface Publishing {
  folder: string;
  vaultId: string;
  random: string;
  name: string;
}

/** Puts a small text beside the backup in the same way. */
export function publishText(disk: Disk, { folder, vaultId, random, name }: Publishing, text: string): void {
  const part = partPath(folder, vaultId, random);
  try {
    const out = disk.create(part);
    try {
      disk.write(out, Buffer.from(text));
      disk.sync(out);
    } finally {
      disk.close(out);
    }
    rename(disk, part, join(folder, name));
    disk.syncFolder(folder);
  } catch (error) {
    tidy(disk, part);
    throw error;
  }
}

/** The same for the backup itself: what lies on the place is read back and must be what was sent. */
export function publishFile(disk: Disk, to: Publishing, from: string, steps: { copied(done: number): void; reading(): void; readBack(done: number): void; publishing(): void }): { sha256: string; bytes: number } {
  const part = partPath(to.folder, to.vaultId, to.random);
  try {
    const sent = copyFile(disk, from, part, steps.copied);
    steps.reading();
    if (!isSame(disk, part, from, steps.readBack)) throw new BackupFault('TARGET_IO', 'readBack');
    steps.publishing();
    rename(disk, part, join(to.folder, to.name));
    disk.syncFolder(to.folder);
    return sent;
  } catch (error) {
    tidy(disk, part);
    throw error;
  }
}

/** Byte by byte, which costs half of what a second hash does. `step` as of hashFile. */
function isSame(disk: Disk, there: string, sent: string, step: (done: number) => void): boolean {
  const [theirs, ours] = [Buffer.alloc(CHUNK), Buffer.alloc(CHUNK)];
  return withFile(disk, there, (left) => withFile(disk, sent, (right) => {
    for (let done = 0; ; ) {
      const n = fill(disk, left, theirs);
      if (n !== fill(disk, right, ours) || !theirs.subarray(0, n).equals(ours.subarray(0, n))) return false;
      done += n;
      if (n > 0) step(done);
      if (n < CHUNK) return true;
    }
  }));
}

function withFile<T>(disk: Disk, path: string, work: (file: number) => T): T {
  const file = disk.open(path);
  try {
    return work(file);
  } finally {
    disk.close(file);
  }
}

/** How much there was; less than `into` holds only at the end. */
function fill(disk: Disk, file: number, into: Buffer): number {
  let done = 0;
  for (let n = 1; n > 0 && done < into.length; done += n) n = disk.read(file, into.subarray(done));
  return done;
}

/** Renaming would silently replace a file of that name. */
function rename(disk: Disk, from: string, to: string): void {
  if (disk.exists(to)) throw Object.assign(new Error('there already'), { code: 'EEXIST' });
  disk.rename(from, to);
}

/** On a place that is gone there is nothing to tidy; what stays is a stray that the next run finds. */
function tidy(disk: Disk, part: string): void {
  try {
    disk.remove(part);
  } catch {
    // the fault that brought us here says more
  }
}
