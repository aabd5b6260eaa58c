// vault.json: which slots can open the database. Not secret, but hostile until checked. Read and written by main/vault.
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import { replaceFile, type Files } from './files.ts';

export const VAULT_FILE = 'vault.json';
export const PREVIOUS_FILE = 'vault.json.prev';
/** A third copy of the Recovery Kit's slot: without any slot the kit could not open the database. */
export const KIT_FILE = 'recovery.json';
export const DATABASE_FILE = 'billfold.db';
const LARGEST_FILE = 64 * 1024;
export const MOST_SLOTS = 32;

const bytes = (count: number) => z.base64().length(Math.ceil(count / 3) * 4);
const instant = z.iso.datetime({ precision: 3 });

/** Limits on cost come before any of it is spent: a hostile N or memory size is a bomb. 19 MiB x 2 is the published minimum for Argon2id. */
const kdf = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('argon2id'), memoryKib: z.int().min(19_456).max(1_048_576), passes: z.int().min(2).max(10), lanes: z.int().min(1).max(8),
  }),
  z.strictObject({
    name: z.literal('scrypt'), N: z.int().min(2 ** 15).max(2 ** 20).refine((n) => (n & (n - 1)) === 0), r: z.literal(8), p: z.int().min(1).max(4),
  }),
]);

const secretSlot = z.strictObject({
  id: z.uuid(), type: z.enum(['pin', 'passphrase', 'enrol']), userId: z.uuid(), tag: bytes(8), kdf, salt: bytes(16), nonce: bytes(12), wrapped: bytes(48), at: instant,
  /** Tag of the name the person has now, when they were renamed since. It only says whose secret to try, so it need not be bound to the wrapped key: nobody's PIN is needed to rename them. */
  alias: bytes(8).optional(),
});
const kitSlot = z.strictObject({ id: z.uuid(), type: z.literal('recovery'), nonce: bytes(12), wrapped: bytes(48), at: instant });
const slot = z.discriminatedUnion('type', [secretSlot, kitSlot]);

export const vaultFile = z.strictObject({
  v: z.literal(1),
  vaultId: z.uuid(),
  createdAt: instant,
  mode: z.enum(['keychain', 'passphrase']),
  kitSerial: z.string().regex(/^[0-9A-Z-]{4,20}$/),
  deviceSecretCheck: bytes(16).nullable(),
  slots: z.array(slot).min(1).max(MOST_SLOTS),
}).refine((file) => new Set(file.slots.map(({ id }) => id)).size === file.slots.length, 'duplicate slot id')
  .refine((file) => file.slots.filter(({ type }) => type === 'recovery').length === 1, 'one recovery slot')
  .refine((file) => (file.mode === 'keychain') === (file.deviceSecretCheck !== null), 'mode and check agree');

export const kitFile = z.strictObject({
  v: z.literal(1), vaultId: z.uuid(), createdAt: instant, kitSerial: z.string().regex(/^[0-9A-Z-]{4,20}$/), slot: kitSlot,
});

export type VaultFile = z.infer<typeof vaultFile>;
export type SecretSlot = z.infer<typeof secretSlot>;
export type KitSlot = z.infer<typeof kitSlot>;
export type KitFile = z.infer<typeof kitFile>;
export type VaultMode = VaultFile['mode'];

/** vault.json, or its previous copy when the first is missing or damaged. Throws VAULT_MISSING or VAULT_BROKEN; never repairs or creates. */
export function readVaultFile(files: Files, folder: string): VaultFile {
  const main = readJson(files, join(folder, VAULT_FILE), vaultFile);
  if (typeof main === 'object') return main;
  const previous = readJson(files, join(folder, PREVIOUS_FILE), vaultFile);
  if (typeof previous === 'object') return previous;
  throw new AppError(main === 'missing' && previous === 'missing' ? 'VAULT_MISSING' : 'VAULT_BROKEN');
}

/** What the Recovery Kit needs, from whichever copy is whole; null when none is. */
export function readKitFile(files: Files, folder: string): KitFile | null {
  try {
    const file = readVaultFile(files, folder);
    const slot = file.slots.find((candidate) => candidate.type === 'recovery');
    if (slot !== undefined) return { v: 1, vaultId: file.vaultId, createdAt: file.createdAt, kitSerial: file.kitSerial, slot };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  const own = readJson(files, join(folder, KIT_FILE), kitFile);
  return typeof own === 'object' ? own : null;
}

/**
 * Replaces vault.json, then its copy. A crash anywhere leaves a whole vault.json, old or new; the copy follows so that
 * a slot that was replaced on purpose does not live on in it.
 */
export function writeVaultFile(files: Files, folder: string, content: VaultFile): void {
  const text = Buffer.from(JSON.stringify(vaultFile.parse(content), null, 1));
  replaceFile(files, join(folder, VAULT_FILE), text);
  replaceFile(files, join(folder, PREVIOUS_FILE), text);
}

/** Writes the kit's own copy of its slot; once per kit. */
export function writeKitFile(files: Files, folder: string, content: KitFile): void {
  replaceFile(files, join(folder, KIT_FILE), Buffer.from(JSON.stringify(kitFile.parse(content), null, 1)));
}

function readJson<T>(files: Files, path: string, schema: z.ZodType<T>): T | 'missing' | 'broken' {
  let text: Buffer | null;
  try {
    text = files.read(path, LARGEST_FILE);
  } catch {
    return 'broken'; // unreadable, a link, a folder or too long: all the same to the caller, who has two more copies
  }
  if (text === null) return 'missing';
  try {
    const parsed = schema.safeParse(JSON.parse(text.toString('utf8')));
    return parsed.success ? parsed.data : 'broken';
  } catch {
    return 'broken'; // not JSON
  }
}
