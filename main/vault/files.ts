// The few file operations of the vault, each safe against a power cut. Called by main/vault; tests bring one that fails at a chosen step.
import { closeSync, constants, fchmodSync, fsyncSync, lstatSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { withDbErrors } from '../db/open.ts';

export interface Files {
  /** The whole file, or null when there is none. VAULT_BROKEN when it is not a plain file or longer than `limit`. */
  read(path: string, limit: number): Buffer | null;
  /** Writes a new file (0600) and waits until it is on the disk. */
  writeSynced(path: string, bytes: Buffer): void;
  rename(from: string, to: string): void;
  /** Waits until what somebody else wrote into a file is on the disk; the file is ours alone (0600) from here on. */
  syncFile(path: string): void;
  /** A file that is no longer wanted; none is fine. */
  remove(path: string): void;
  /** Makes renames in this folder durable. */
  syncFolder(path: string): void;
}

export const realFiles: Files = {
  read(path, limit) {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) return null;
    if (!found.isFile() || found.size > limit) throw new AppError('VAULT_BROKEN');
    const bytes = Buffer.alloc(found.size);
    const fd = openSync(path, constants.O_RDONLY | noFollow());
    try {
      return bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, 0));
    } finally {
      closeSync(fd);
    }
  },
  writeSynced(path, bytes) {
    const fd = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | noFollow(), 0o600);
    try {
      if (process.platform !== 'win32') fchmodSync(fd, 0o600); // a left-over file keeps its old mode otherwise
      for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  },
  rename: (from, to) => renamePatiently(from, to, process.platform, renameSync),
  syncFile(path) {
    const fd = openSync(path, constants.O_RDWR | noFollow());
    try {
      if (process.platform !== 'win32') fchmodSync(fd, 0o600);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  },
  remove: (path) => rmSync(path, { force: true }),
  syncFolder(path) {
    if (process.platform === 'win32') return; // Windows cannot open a folder for fsync; NTFS journals the rename
    const fd = openSync(path, constants.O_RDONLY);
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  },
};

const RENAME_TRIES = 10;

/** On Windows a virus scanner, an indexer or a sync program may hold a fresh file for a moment: try again, each time after a longer wait, for 45 steps in all. Elsewhere a refusal is final. */
export function renamePatiently(from: string, to: string, platform: NodeJS.Platform, rename: (from: string, to: string) => void, stepMs = 20): void {
  for (let tries = 1; ; tries += 1) {
    try {
      rename(from, to);
      return;
    } catch (error) {
      const held = error instanceof Error && 'code' in error && ['EPERM', 'EBUSY', 'EACCES'].includes(String(error.code));
      if (platform !== 'win32' || !held || tries === RENAME_TRIES) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, tries * stepMs);
    }
  }
}

function noFollow(): number {
  return constants.O_NOFOLLOW ?? 0; // not on Windows
}

/**
 * Replaces a file so that after a crash either the old or the new one is there, whole.
 * Throws DISK_FULL or DISK_READONLY with the old file untouched.
 */
export function replaceFile(files: Files, path: string, bytes: Buffer): void {
  withDbErrors(() => {
    const temporary = `${path}.tmp`;
    try {
      files.writeSynced(temporary, bytes);
    } catch (error) {
      rmSync(temporary, { force: true }); // half a file that nobody will read
      throw error;
    }
    files.rename(temporary, path);
    files.syncFolder(dirname(path));
  });
}
