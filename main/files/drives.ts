// Which drives can be pulled out or lie on the network, on each system. Main asks it when a place for backups is chosen and every few seconds for where a known stick may be. No electron.
import { execFile } from 'node:child_process';
import { access, readFile, readdir, realpath, statfs } from 'node:fs/promises';
import path from 'node:path';
import { type Drive, type DriveHost } from './driveTypes.ts';
import { linuxDrives, linuxRoots } from './drivesLinux.ts';
import { macDrives, macRoots } from './drivesMac.ts';
import { listWindows, windowsRoots } from './drivesWindows.ts';
import { isInside } from './place.ts';

export type { Drive, DriveHost } from './driveTypes.ts';

/** A share that does not answer must not hold anything up. */
export const PATIENCE_MS = 5000;
const MOST_OUTPUT = 4 * 1024 * 1024;

/** What a promise says within the time, else `otherwise`; a failure too. */
export async function within<T>(work: Promise<T>, otherwise: T, ms = PATIENCE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  try {
    return await Promise.race([work.catch(() => otherwise), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The machine we run on. */
export const thisMachine: DriveHost = {
  platform: process.platform,
  systemRoot: process.env['SystemRoot'] ?? '',
  readText: (file) => readFile(file, 'utf8'),
  real: realpath,
  names: readdir,
  exists: (file) => within(access(file).then(() => true), false),
  space: async (folder) => {
    const { bsize, blocks, bavail } = await statfs(folder);
    return { size: bsize * blocks, free: bsize * bavail };
  },
  run: (tool, args) =>
    new Promise((resolve, reject) => {
      // An environment of its own: nothing somebody put into ours changes what the tool does.
      const env = process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] ?? 'C:\\Windows' } : { LC_ALL: 'C', PATH: '/usr/bin:/bin:/usr/sbin:/sbin' };
      execFile(tool, [...args], { timeout: PATIENCE_MS, maxBuffer: MOST_OUTPUT, windowsHide: true, encoding: 'utf8', env }, (error, out) => (error ? reject(error) : resolve(out)));
    }),
};

function listed(host: DriveHost): Promise<Drive[]> {
  if (host.platform === 'win32') return listWindows(host);
  return host.platform === 'darwin' ? macDrives(host) : linuxDrives(host);
}

/** Sticks, disks on USB, cards and shares, by name, with room where it is known. A hint only: a system that does not tell gives an empty list, never an error. */
export async function listDrives(host: DriveHost = thisMachine): Promise<Drive[]> {
  const drives = await within(listed(host), []);
  const full = await Promise.all(
    drives.map(async (drive): Promise<Drive> => {
      if (drive.size !== null && drive.free !== null) return drive;
      const space = await within<{ size: number; free: number } | null>(host.space(drive.mount), null);
      return space === null ? drive : { ...drive, size: space.size, free: space.free };
    }),
  );
  return full.toSorted((a, b) => a.kind.localeCompare(b.kind) * -1 || a.name.localeCompare(b.name) || a.mount.localeCompare(b.mount));
}

/** Where drives appear now. No tool is started: this runs every few seconds. */
export async function driveRoots(host: DriveHost = thisMachine): Promise<string[]> {
  const asked = host.platform === 'win32' ? windowsRoots(host) : host.platform === 'darwin' ? macRoots(host) : linuxRoots(host);
  return within(asked, []);
}

/** The drive a folder lies on, if it is one of these: the one whose place is the longest. */
export function driveOf(folder: string, drives: readonly Drive[], platform: NodeJS.Platform): Drive | null {
  return drives.filter(({ mount }) => isInside(folder, mount, platform)).toSorted((a, b) => b.mount.length - a.mount.length)[0] ?? null;
}

/** True for a path that names a server itself. */
export function isUnc(folder: string): boolean {
  return /^(\\\\|\/\/)[^\\/?.]/.test(folder);
}

/** The folder below its drive: what stays the same when the letter changes. */
export function below(folder: string, mount: string, platform: NodeJS.Platform): string {
  return (platform === 'win32' ? path.win32 : path.posix).relative(mount, folder);
}
