// Half-written files that a crash or a pulled stick left behind: ours only, and only when nobody can still be writing them.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk } from './disk.ts';
import { isPartOf, makerOf } from './name.ts';

const OLD_MS = 60 * 60 * 1000;

export interface Strays { staging: string | null; folders: readonly string[]; vaultId: string; deviceId: string }

/**
 * Removes them; a file that cannot be looked at or removed stays for the next time. `staging`: our own folder. Working copies go at once when the process that made them is
 * over or is this one, which has not begun; parts of this computer too, since nothing of it writes before. What may be at work elsewhere has an hour.
 */
export function clearStrays({ staging, folders, vaultId, deviceId }: Strays, disk: Disk, nowMs: number): void {
  const clear = (folder: string, ours: (name: string) => boolean): void => {
    try {
      if (!disk.exists(folder)) return;
      for (const name of disk.names(folder)) if (ours(name)) removeOld(join(folder, name), disk, nowMs);
    } catch {
      // a place that is gone has no strays
    }
  };
  if (staging !== null) {
    clearNow(staging, disk, (name) => isOver(makerOf(name, deviceId)));
    clear(staging, isWorkingCopy);
  }
  for (const folder of folders) {
    clearNow(folder, disk, (name) => isPartOf(name, vaultId, deviceId));
    clear(folder, (name) => isPartOf(name, vaultId));
  }
}

/** At the start of the program, when no work of ours can be under way: working copies and copies looked into, however young. */
export function clearStaging(staging: string, disk: Disk): void {
  clearNow(staging, disk, (name) => isWorkingCopy(name) || LOOKED_INTO.test(name));
}

/** After a backup that was stopped: its process is gone and cleared nothing. */
export function clearStopped(staging: string, disk: Disk): void {
  clearNow(staging, disk, isWorkingCopy);
}

/** The same on the places it was going to, which may be slow or gone: nobody waits for them. */
export async function clearStoppedParts(folders: readonly string[], vaultId: string, deviceId: string): Promise<void> {
  await Promise.allSettled(folders.map(async (folder) => {
    for (const name of await readdir(folder)) if (isPartOf(name, vaultId, deviceId)) await rm(join(folder, name), { force: true });
  }));
}

function clearNow(staging: string, disk: Disk, ours: (name: string) => boolean): void {
  try {
    if (disk.exists(staging)) for (const name of disk.names(staging)) if (ours(name)) disk.remove(join(staging, name));
  } catch {
    // held by somebody: the next backup tries again
  }
}

/** A copy that a person looks into before a restore: it stays for as long as they take. */
export const LOOKED_END = '.look';
const LOOKED_INTO = /\.look(-journal|-wal|-shm)?$/;

function isWorkingCopy(name: string): boolean {
  return /\.tmp(-journal|-wal|-shm)?$/.test(name);
}

/** A number that another program has by now keeps its file for the hour. */
function isOver(pid: number | null): boolean {
  if (pid === null || pid === process.pid) return pid !== null;
  try {
    process.kill(pid, 0); // only asks
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

function removeOld(path: string, disk: Disk, nowMs: number): void {
  try {
    // A clock that was set back makes a file seem to come from tomorrow: that is no reason to keep it for ever.
    if (Math.abs(nowMs - disk.facts(path).mtimeMs) > OLD_MS) disk.remove(path);
  } catch {
    // held by somebody, or gone already
  }
}
