// Where Billfold keeps its things. The folder is fixed, private and checked before anything is written (SECURITY H69).
import { accessSync, chmodSync, constants, existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../contract/errors.ts';

export interface Paths {
  /** Everything lives below here. */
  userData: string;
  /** vault.json, the database, lockout.json. */
  vault: string;
  logs: string;
}

/** The folder names below `userData`. Logs lie beside the vault, never in it. */
export function pathsIn(userData: string): Paths {
  return { userData, vault: join(userData, 'vault'), logs: join(userData, 'logs') };
}

/**
 * Makes the folders (0700) and refuses ones that somebody else could swap: a symlink or another owner.
 * @throws AppError FOLDER_UNSAFE
 */
export function preparePaths(paths: Paths, platform: NodeJS.Platform = process.platform, uid: number | undefined = process.getuid?.()): void {
  for (const folder of [paths.userData, paths.logs]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stat = lstatSync(folder);
    if (!stat.isDirectory() || (uid !== undefined && stat.uid !== uid)) throw new AppError('FOLDER_UNSAFE');
    if (platform !== 'win32' && (stat.mode & 0o077) !== 0) chmodSync(folder, 0o700);
  }
}

/** Whether something can be written there; true also where there is no such folder yet. */
export function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return !existsSync(folder);
  }
}

/** Crash dumps could hold keys: none are written on purpose, and any that were are removed at start (H60). */
export function emptyCrashDumps(folder: string): void {
  for (const name of readdirIfThere(folder)) rmSync(join(folder, name), { recursive: true, force: true });
}

function readdirIfThere(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // no folder, no dumps
  }
}
