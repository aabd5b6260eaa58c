// What lies on a place: every file of ours with what its name and its manifest say. Reads no backup, so it is quick on a slow share. Called by make.ts, prune.ts, drills and restore.
import { join } from 'node:path';
import type { Fault } from '../../contract/backup.ts';
import { BackupFault } from './fault.ts';
import type { Disk } from './disk.ts';
import { type Manifest, MOST_MANIFEST, readManifest } from './manifest.ts';
import { type BackupName, manifestName, parseName } from './name.ts';

export interface BackupEntry extends BackupName {
  name: string;
  path: string;
  bytes: number;
  manifest: Manifest | null;
  /** Its manifest is sealed with our key, names this file and its length. Only such a file may ever be removed by us. */
  proved: boolean;
  /** The first thing that is wrong without reading it; null when nothing shows. A missing manifest is no fault. */
  fault: Fault | null;
}

/** Whose backups are looked at: the key proves manifests; null on a computer that has no key yet. */
export interface Whose {
  vaultId: string | null;
  kitSerial: string | null;
  bk: Buffer | null;
}

/** Newest first, by the log inside. Names that are not exactly ours (conflict copies, parts) are left out. */
export function listBackups(folder: string, whose: Whose, disk: Disk): BackupEntry[] {
  const entries = disk.names(folder).flatMap((name) => {
    const parsed = parseName(name);
    return parsed === null ? [] : [entryOf(join(folder, name), name, parsed, whose, disk)];
  });
  return newestFirst(entries);
}

/**
 * A restore opens a new epoch of the log and may go back in its numbers: what was made after it is newer all the same. A file whose manifest says nothing
 * that can be believed counts to the epoch of the last one made before it.
 */
export function newestFirst(entries: readonly BackupEntry[]): BackupEntry[] {
  const inTime = entries.toSorted((a, b) => compareText(a.at, b.at) || a.seq - b.seq);
  let epoch = 1;
  const epochs = new Map(inTime.map((entry) => [entry, (epoch = entry.fault === null ? (entry.manifest?.audit.epoch ?? epoch) : epoch)]));
  return entries.toSorted((a, b) => (epochs.get(b) ?? 0) - (epochs.get(a) ?? 0) || b.seq - a.seq || compareText(b.at, a.at));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** One file, chosen by a person. Null for a name that is not of our form. */
export function entryAt(path: string, name: string, whose: Whose, disk: Disk): BackupEntry | null {
  const parsed = parseName(name);
  return parsed === null ? null : entryOf(path, name, parsed, whose, disk);
}

function entryOf(path: string, name: string, parsed: BackupName, whose: Whose, disk: Disk): BackupEntry {
  const { bytes, blocks } = disk.facts(path);
  const text = manifestText(manifestName(path), disk);
  const read = text === null ? null : readManifest(text, whose.bk);
  const base = { ...parsed, name, path, bytes, manifest: read?.manifest ?? null };
  const fault = faultOf({ name, bytes, blocks, unreadable: text !== null && read === null, read, whose });
  return { ...base, fault, proved: fault === null && read?.proved === true };
}

function manifestText(path: string, disk: Disk): string | null {
  try {
    return disk.exists(path) ? disk.readText(path, MOST_MANIFEST) : null;
  } catch {
    return ''; // there, and not to be read: no manifest of ours
  }
}

interface Seen {
  name: string;
  bytes: number;
  blocks: number | null;
  unreadable: boolean;
  read: ReturnType<typeof readManifest>;
  whose: Whose;
}

function faultOf({ name, bytes, blocks, unreadable, read, whose }: Seen): Fault | null {
  if (bytes === 0) return 'BACKUP_EMPTY';
  if (blocks === 0) return 'PLACEHOLDER';
  if (unreadable) return 'MANIFEST_FORGED';
  if (read === null) return null;
  const { manifest, proved } = read;
  if (whose.vaultId !== null && manifest.vaultId !== whose.vaultId) return 'OTHER_VAULT';
  if (whose.kitSerial !== null && manifest.kitSerial !== whose.kitSerial) return 'OTHER_KIT';
  if (proved === false) return 'MANIFEST_FORGED';
  if (manifest.name !== name) return manifest.bytes === bytes ? 'BACKUP_RENAMED' : 'MANIFEST_SWAPPED';
  if (bytes < manifest.bytes) return 'BACKUP_TRUNCATED';
  return bytes > manifest.bytes ? 'BACKUP_DAMAGED' : null;
}

/** The newest file that is ours and shows no fault. @throws BackupFault NO_BACKUP */
export function newestSound(entries: readonly BackupEntry[]): BackupEntry {
  const found = entries.find(({ fault, proved }) => fault === null && proved) ?? entries.find(({ fault }) => fault === null);
  if (found !== undefined) return found;
  throw new BackupFault(entries[0]?.fault ?? 'NO_BACKUP', 'open');
}
