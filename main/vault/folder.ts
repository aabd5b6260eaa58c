// Where the vault may live, and what lies there. Called by create, inspect, login and recover.
import { chmodSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { DATABASE_FILE, KIT_FILE, PREVIOUS_FILE, VAULT_FILE } from './vaultFile.ts';

/** What the check needs to know of the machine; injected for the other platforms. */
export interface Host {
  platform: NodeJS.Platform;
  /** The user's numeric id; null on Windows, where rights come from the profile folder. */
  uid: number | null;
}

export const thisHost: Host = { platform: process.platform, uid: process.getuid?.() ?? null };

/**
 * Refuses a vault folder that is a link, somebody else's or not a folder (FOLDER_UNSAFE) and closes it to others when it is ours.
 * A folder that does not exist yet is fine.
 */
export function checkFolder(folder: string, host: Host): void {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory()) throw new AppError('FOLDER_UNSAFE'); // lstat: a link to a folder is not one
  if (host.platform === 'win32' || host.uid === null) return;
  if (found.uid !== host.uid) throw new AppError('FOLDER_UNSAFE');
  if ((found.mode & 0o077) !== 0) {
    try {
      chmodSync(folder, 0o700);
    } catch {
      throw new AppError('FOLDER_UNSAFE'); // open to others and cannot be closed
    }
  }
}

/** Folder names that sync programs make. A live database inside one gets corrupted or copied about (SECURITY H69). */
const SYNC_NAMES: readonly (readonly [name: RegExp, program: string])[] = [
  [/^dropbox( \(.*\))?$/i, 'Dropbox'], [/^onedrive( - .*)?$/i, 'OneDrive'], [/^(google ?drive|my drive|googledrive-.*)$/i, 'Google Drive'],
  [/^(icloud ?drive|mobile documents|com~apple~clouddocs)$/i, 'iCloud'], [/^cloudstorage$/i, 'a cloud drive'], [/^(nextcloud|owncloud)$/i, 'Nextcloud'],
  [/^pcloud ?drive$/i, 'pCloud'], [/^mega(sync)?$/i, 'MEGA'], [/^box( sync)?$/i, 'Box'], [/^sync(thing)?$/i, 'Syncthing'],
];
/** Marks that sync programs leave inside their root. */
const SYNC_MARKS: readonly (readonly [file: string, program: string])[] = [
  ['.dropbox', 'Dropbox'], ['.stfolder', 'Syncthing'], ['.owncloudsync.log', 'Nextcloud'], ['.tmp.drivedownload', 'Google Drive'],
];

/** The sync program that looks after this folder, or null. The app warns; it does not refuse, since names can mislead. */
export function syncedBy(folder: string): string | null {
  const real = realPathOfExistingPart(folder);
  for (const part of real.split(sep)) {
    const hit = SYNC_NAMES.find(([name]) => name.test(part));
    if (hit !== undefined) return hit[1];
  }
  for (let at = real; ; at = dirname(at)) {
    const hit = SYNC_MARKS.find(([mark]) => lstatSync(join(at, mark), { throwIfNoEntry: false }) !== undefined);
    if (hit !== undefined) return hit[1];
    if (dirname(at) === at) return null;
  }
}

function realPathOfExistingPart(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realPathOfExistingPart(dirname(path)), basename(path));
  }
}

export interface FolderContent {
  /** Any of vault.json, its copy, or the kit's copy is there. */
  hasVault: boolean;
  hasDatabase: boolean;
  /** Files or folders that an earlier restore or set-up renamed aside. */
  hasReplaced: boolean;
  isEmpty: boolean;
}

/** What lies in the vault folder, by name only. */
export function lookInto(folder: string): FolderContent {
  const names = list(folder);
  const beside = list(dirname(folder)).filter((name) => name.startsWith(`${basename(folder)}.replaced-`));
  return {
    hasVault: [VAULT_FILE, PREVIOUS_FILE, KIT_FILE].some((name) => names.includes(name)),
    hasDatabase: names.includes(DATABASE_FILE),
    hasReplaced: beside.length > 0 || names.some((name) => name.includes('.replaced-')),
    isEmpty: names.length === 0,
  };
}

/** Names of the half-made folders that a set-up left when it was killed. */
export function unfinishedFolders(folder: string): string[] {
  return list(dirname(folder)).filter((name) => name.startsWith(`${basename(folder)}.creating-`)).map((name) => join(dirname(folder), name));
}

function list(folder: string): string[] {
  return lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(folder) : [];
}
