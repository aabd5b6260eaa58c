// Names of backup files: unique, sortable, and saying whose they are. Conflict copies of sync programs, parts and other people's files are not of this form.
import { join } from 'node:path';

export interface BackupName {
  /** The first eight digits of the vault's id. */
  vault8: string;
  /** The first eight digits of the device's id. */
  device8: string;
  /** ISO UTC instant, whole seconds: '2026-11-22T23:30:15Z'. */
  at: string;
  /** The last record of the log inside. */
  seq: number;
}

const FORM = /^billfold-([0-9a-f]{8})-([0-9a-f]{8})-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-(\d{6,15})\.bak$/;
/** Half-written files of ours carry the vault's id, so that nobody else's are ever cleaned up. */
const PART = /^\.billfold-([0-9a-f]{8})-([0-9a-f]{8,32})\.part$/;
const WORKING = /^([0-9a-f]{8})-(\d{1,10})-[0-9a-f]+\.tmp(?:-journal|-wal|-shm)?$/;

/** `at`: any ISO UTC instant; the name has whole seconds. */
export function backupName(vaultId: string, deviceId: string, at: string, seq: number): string {
  const second = `${at.slice(0, 19).replaceAll('-', '').replaceAll(':', '')}Z`;
  return `billfold-${short(vaultId)}-${short(deviceId)}-${second}-${String(seq).padStart(6, '0')}.bak`;
}

/** Null for every name that is not exactly of our form. */
export function parseName(name: string): BackupName | null {
  const found = FORM.exec(name);
  if (found === null) return null;
  const [, vault8 = '', device8 = '', y, mo, d, h, mi, s, seq = '0'] = found;
  return { vault8, device8, at: `${y}-${mo}-${d}T${h}:${mi}:${s}Z`, seq: Number(seq) };
}

export const manifestName = (name: string): string => `${name}.json`;

/** A hidden name beside the place a file is to have. */
export function partPath(folder: string, vaultId: string, random: string): string {
  return join(folder, `.billfold-${short(vaultId)}-${random}.part`);
}

/** What a part of this computer is called by: it tells its own from those that another computer may be writing. */
export function partId(deviceId: string, random: string): string {
  return `${short(deviceId)}${random}`;
}

/** Whether this is a half-written file of this vault; with `deviceId`, of this computer. */
export function isPartOf(name: string, vaultId: string, deviceId = ''): boolean {
  const [, vault, part = ''] = PART.exec(name) ?? [];
  return vault === short(vaultId) && part.startsWith(short(deviceId));
}

/** A working copy in our own folder says which process of which computer makes it. `random`: nobody else's. */
export function workingPath(staging: string, deviceId: string, random: string): string {
  return join(staging, `${short(deviceId)}-${process.pid}-${random}.tmp`);
}

/** The process that made this working copy; null where its name does not say so or another computer made it. */
export function makerOf(name: string, deviceId: string): number | null {
  const [, device, pid] = WORKING.exec(name) ?? [];
  return device === short(deviceId) ? Number(pid) : null;
}

/** The last eight digits: time-ordered ids begin alike when they were made in one minute. */
export function short(id: string): string {
  return id.replaceAll('-', '').slice(-8).toLowerCase();
}
