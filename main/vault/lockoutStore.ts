// Keeps the lockout record twice, in lockout.json and in the keychain, each under a MAC of the device secret. Called by login, create, recover, session.
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../audit/canonical.ts';
import { AppError } from '../../contract/errors.ts';
import { hmac, sameBytes } from './crypto.ts';
import { replaceFile, type Files } from './files.ts';
import type { Keychain } from './keychain.ts';
import { penaltyRecord, strictest, type LockoutRecord } from './lockout.ts';

export const LOCKOUT_FILE = 'lockout.json';
const LARGEST_FILE = 16 * 1024;

const time = z.int().min(0);
const stored = z.strictObject({
  v: z.literal(1),
  record: z.strictObject({
    entries: z.record(z.string().max(40), z.strictObject({ fails: z.int().min(0).max(1000), notBefore: time })).refine((all) => Object.keys(all).length <= 40),
    blocked: z.int().min(0),
    clockHigh: time,
  }),
  mac: z.string().max(64).nullable(),
});

export interface LockoutStore {
  files: Files;
  folder: string;
  vaultId: string;
  /** Null in passphrase mode: no MAC and no mirror, the record is then advisory and the long passphrase is the protection. */
  device: { ds: Buffer; keychain: Keychain } | null;
}

const account = (vaultId: string): string => `lockout:${vaultId}`;

/** The stricter of file and mirror. When neither is there (or neither is genuine) the penalty record: deleting both must not give new tries. */
export async function readLockout(store: LockoutStore): Promise<LockoutRecord> {
  const fromFile = check(store, readFile(store));
  if (store.device === null) return fromFile ?? penaltyRecord();
  const mirror = await store.device.keychain.get(account(store.vaultId));
  const fromMirror = mirror === null ? null : check(store, Buffer.from(mirror, 'base64').toString('utf8'));
  if (fromFile === null) return fromMirror ?? penaltyRecord();
  return fromMirror === null ? fromFile : strictest(fromFile, fromMirror);
}

/** What the file alone says, without MAC check: for showing the state while the keychain cannot be read. */
export function peekLockout(files: Files, folder: string): LockoutRecord | null {
  const parsed = parse(readFile({ files, folder }));
  return parsed?.record ?? null;
}

export interface LockoutWrite {
  /** True when the file is on the disk. */
  inFile: boolean;
  /** Resolves to whether the mirror is written; may run beside the KDF. */
  mirrored: Promise<boolean>;
}

/** Writes the file at once (fsynced) and starts writing the mirror. A full or read-only disk is not an error as long as one of the two holds. */
export function writeLockout(store: LockoutStore, record: LockoutRecord): LockoutWrite {
  const mac = store.device === null ? null : recordMac(store.device.ds, store.vaultId, record).toString('base64');
  const text = JSON.stringify({ v: 1, record, mac });
  const inFile = tryWriteFile(store, text);
  const mirrored = store.device === null
    ? Promise.resolve(false)
    : store.device.keychain.set(account(store.vaultId), Buffer.from(text).toString('base64')).then(() => true, () => false);
  return { inFile, mirrored };
}

/** Before a new device secret comes into force: the mirror is sealed with it, while the file stays as it is; whichever secret counts then, one of the two is genuine. */
export async function mirrorLockout(vaultId: string, device: NonNullable<LockoutStore['device']>, record: LockoutRecord): Promise<void> {
  const mac = recordMac(device.ds, vaultId, record).toString('base64');
  await device.keychain.set(account(vaultId), Buffer.from(JSON.stringify({ v: 1, record, mac })).toString('base64'));
}

/** Forgets the mirror of a vault that never came to be. */
export async function dropLockout(keychain: Keychain, vaultId: string): Promise<void> {
  await keychain.delete(account(vaultId));
}

function tryWriteFile(store: LockoutStore, text: string): boolean {
  try {
    replaceFile(store.files, join(store.folder, LOCKOUT_FILE), Buffer.from(text));
    return true;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'DISK_FULL' || error.code === 'DISK_READONLY')) return false;
    throw error;
  }
}

function readFile(store: Pick<LockoutStore, 'files' | 'folder'>): string | null {
  try {
    return store.files.read(join(store.folder, LOCKOUT_FILE), LARGEST_FILE)?.toString('utf8') ?? null;
  } catch {
    return null; // unreadable counts as missing: the mirror or the penalty decides
  }
}

function parse(text: string | null): z.infer<typeof stored> | null {
  if (text === null) return null;
  try {
    const parsed = stored.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // not JSON counts as missing
  }
}

function check(store: LockoutStore, text: string | null): LockoutRecord | null {
  const parsed = parse(text);
  if (parsed === null) return null;
  if (store.device === null) return parsed.record;
  const mac = Buffer.from(parsed.mac ?? '', 'base64');
  return sameBytes(mac, recordMac(store.device.ds, store.vaultId, parsed.record)) ? parsed.record : null;
}

function recordMac(ds: Buffer, vaultId: string, record: LockoutRecord): Buffer {
  return hmac(ds, 'billfold/lockout/v1|', canonicalJson({ vaultId, entries: record.entries, blocked: record.blocked, clockHigh: record.clockHigh }));
}
