// The moment a new database key comes into force, safe against a power cut: one small file decides, and whoever starts next finishes. Called by rotate and by every way in.
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import { withDbErrors } from '../db/open.ts';
import { zero } from './crypto.ts';
import { replaceFile } from './files.ts';
import { databasePath, type Vault } from './vault.ts';
import { DATABASE_FILE, kitFile, vaultFile, writeKitFile, writeVaultFile, type KitFile, type SecretSlot, type VaultFile } from './vaultFile.ts';

/** There while a new key is to come into force: the new slots. Before it appears the old key counts, from then on the new one. */
export const ROTATION_FILE = 'rotation.json';
/** The books under the new key, until they take the old ones' place. */
export const ROTATED_FILE = `${DATABASE_FILE}.rotated`;
/** The books under the old key, until the first good login under the new one. */
export const OLD_KEY_FILE = `${DATABASE_FILE}.old-key`;
const LARGEST_FILE = 192 * 1024;
const SIDE_FILES = ['-wal', '-shm', '-journal'];

/** Everything that the new key needs before the books are copied under it. In memory only. */
export interface Rotation {
  dek: Buffer;
  file: VaultFile;
  kit: KitFile;
  own: SecretSlot;
  /** A new device secret; null without a keychain. */
  ds: Buffer | null;
  /** A new Recovery Kit, and which two groups are to be typed back; null where the old one stays. */
  renewed: { rk: Buffer; ask: [number, number]; madeAt: string } | null;
  others: { rid: number; slotId: string; enrolUntil: string }[];
}

const rotationFile = z.strictObject({ v: z.literal(1), vault: vaultFile, kit: kitFile });
export type NewWays = Pick<z.infer<typeof rotationFile>, 'vault' | 'kit'>;

/** Wipes what was prepared. */
export function forgetRotation(rotation: Rotation | null): void {
  zero(rotation?.dek, rotation?.ds, rotation?.renewed?.rk);
}

export function rotatedPath(vault: Vault): string {
  return join(vault.folder, ROTATED_FILE);
}

/** The decision: once this file is on the disk the new key is in force. DISK_*: it is not. */
export function announceRotation(vault: Vault, ways: NewWays): void {
  replaceFile(vault.files, join(vault.folder, ROTATION_FILE), Buffer.from(JSON.stringify(rotationFile.parse({ v: 1, ...ways }))));
}

/** Leaves no trace of a copy that came into force nowhere. */
export function discardRotation(vault: Vault): void {
  for (const name of ['', ...SIDE_FILES]) vault.files.remove(rotatedPath(vault) + name);
}

/**
 * Finishes a change of key that was decided, from wherever it was cut off; every step may be done twice. Does nothing where none was decided.
 * To be called before the vault's files are read. VAULT_BROKEN (the file was tampered with), DISK_*.
 */
export function settleRotation(vault: Vault): void {
  const marker = join(vault.folder, ROTATION_FILE);
  const bytes = vault.files.read(marker, LARGEST_FILE);
  if (bytes === null) return;
  const ways = parse(bytes);
  withDbErrors(() => {
    if (exists(rotatedPath(vault))) swap(vault);
    writeVaultFile(vault.files, vault.folder, ways.vault);
    writeKitFile(vault.files, vault.folder, ways.kit);
    vault.files.remove(marker);
    vault.files.syncFolder(vault.folder);
  });
}

/** The old log of writes goes before the new books come: SQLite would play it into them. All of it is in the copy. */
function swap(vault: Vault): void {
  const { files, folder } = vault;
  const path = databasePath(vault);
  for (const name of SIDE_FILES) {
    files.remove(path + name);
    files.remove(rotatedPath(vault) + name);
  }
  if (exists(path)) files.rename(path, join(folder, OLD_KEY_FILE));
  files.rename(rotatedPath(vault), path);
  files.syncFolder(folder);
}

function parse(bytes: Buffer): NewWays {
  try {
    return rotationFile.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw new AppError('VAULT_BROKEN'); // written whole by a rename: nobody but a hand makes half of it
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** After a good login under the new key: what only the old one opens goes, also the copies that updates kept. Never fails the login. */
export function dropOldKey(vault: Vault): void {
  try {
    const names = readdirSync(vault.folder);
    if (names.includes(ROTATED_FILE)) discardRotation(vault); // made, and cut off before it was decided
    if (!names.includes(OLD_KEY_FILE)) return;
    // the old books last: while they are there, this is tried again
    for (const name of names.filter((one) => one.startsWith(`${DATABASE_FILE}.before-`))) vault.files.remove(join(vault.folder, name));
    vault.files.remove(join(vault.folder, OLD_KEY_FILE));
  } catch {
    // a disk that takes no writes: the next login tries again
  }
}
