// Keeps the newest audit anchor outside the database: in the keychain, or in a MACed file in passphrase mode. Called by login and session.
import { join } from 'node:path';
import { z } from 'zod';
import type { AuditAnchor } from '../audit/anchor.ts';
import { canonicalJson } from '../audit/canonical.ts';
import { hmac, sameBytes } from './crypto.ts';
import { replaceFile } from './files.ts';
import type { VaultMode } from './vaultFile.ts';
import type { Vault } from './vault.ts';

/** Weaker than the keychain (whoever restores an old database can restore this file too), but notices a database that was put back alone. */
export const ANCHOR_FILE = 'anchor.json';
const LARGEST_FILE = 4096;

const stored = z.strictObject({
  v: z.literal(1),
  anchor: z.strictObject({ vaultId: z.uuid(), epoch: z.int().min(1), seq: z.int().min(1), mac: z.string().regex(/^[0-9a-f]{64}$/), at: z.iso.datetime({ precision: 3 }) }),
  proof: z.string().regex(/^[0-9a-f]{64}$/),
});

const account = (vaultId: string): string => `anchor:${vaultId}`;

/** The newest anchor under one of the audit keys (today's, and after a new Recovery Kit the one before), or null when there is none or it is not genuine. Keychain trouble throws its code. */
export async function readAnchor(vault: Vault, mode: VaultMode, vaultId: string, keys: readonly Buffer[]): Promise<AuditAnchor | null> {
  const text = mode === 'keychain' ? await fromKeychain(vault, vaultId) : fromFile(vault);
  const parsed = stored.safeParse(parseJson(text));
  if (!parsed.success || parsed.data.anchor.vaultId !== vaultId) return null;
  const { anchor, proof } = parsed.data;
  return keys.some((ak) => sameBytes(Buffer.from(proof, 'hex'), anchorProof(ak, anchor))) ? anchor : null;
}

/** The text to keep for an anchor. Made while the audit key is still there; writing it may happen after the lock. */
export function sealAnchor(ak: Buffer, anchor: AuditAnchor): string {
  return JSON.stringify({ v: 1, anchor, proof: anchorProof(ak, anchor).toString('hex') });
}

/** Keeps a sealed anchor. False when neither disk nor keychain takes it: the next one will be tried in its turn. */
export async function writeAnchor(vault: Vault, mode: VaultMode, vaultId: string, sealed: string): Promise<boolean> {
  try {
    if (mode === 'keychain') await vault.keychain.set(account(vaultId), Buffer.from(sealed).toString('base64'));
    else replaceFile(vault.files, join(vault.folder, ANCHOR_FILE), Buffer.from(sealed));
    return true;
  } catch {
    return false; // a log that is ahead of its anchor is normal; only a log behind it is not
  }
}

/** For a vault that never came to be. */
export async function dropAnchor(vault: Vault, vaultId: string): Promise<void> {
  await vault.keychain.delete(account(vaultId));
}

function anchorProof(ak: Buffer, anchor: AuditAnchor): Buffer {
  return hmac(ak, 'billfold/anchor/v1|', canonicalJson({ ...anchor }));
}

async function fromKeychain(vault: Vault, vaultId: string): Promise<string | null> {
  const value = await vault.keychain.get(account(vaultId));
  return value === null ? null : Buffer.from(value, 'base64').toString('utf8');
}

function fromFile(vault: Vault): string | null {
  try {
    return vault.files.read(join(vault.folder, ANCHOR_FILE), LARGEST_FILE)?.toString('utf8') ?? null;
  } catch {
    return null; // not a readable file: as good as none
  }
}

function parseJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null; // not ours
  }
}
