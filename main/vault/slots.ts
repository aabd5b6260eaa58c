// A slot holds the database key wrapped under one person's secret (or the Recovery Kit). Makes and opens slots; called by login, create, credentials, recover.
import { randomUUID } from 'node:crypto';
import { canonicalJson } from '../audit/canonical.ts';
import { hkdf, hmac, NONCE_BYTES, unwrapKey, wrapKey, zero, type Random } from './crypto.ts';
import { derive, type Kdf, PIN_KDF } from './kdf.ts';
import type { KitSlot, SecretSlot, VaultFile } from './vaultFile.ts';

const SALT_BYTES = 16;
const TAG_BYTES = 8;
const NO_SALT = Buffer.alloc(0);

/** User names as people type them: compatibility forms, letter case and spacing make no difference. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
}

/** Finds a user's slot from a typed name without listing names in the file. Without a device secret (passphrase mode) it is only a convenience. */
export function userTag(ds: Buffer | null, vaultId: string, name: string): string {
  const key = ds ?? Buffer.from(vaultId, 'utf8');
  return hmac(key, `billfold/user/v1|${vaultId}|${foldName(name)}`).subarray(0, TAG_BYTES).toString('base64');
}

/** What a slot answers to today: the person may have been renamed since it was made. */
export function tagOf(slot: Pick<SecretSlot, 'tag' | 'alias'>): string {
  return slot.alias ?? slot.tag;
}

export interface SecretSlotInput {
  vaultId: string;
  userId: string;
  userName: string;
  /** PIN or passphrase, already normalised by domain/pin.ts. */
  secret: string;
  /** Null in passphrase mode. */
  ds: Buffer | null;
  dek: Buffer;
  kdf: Kdf;
  at: string;
  random: Random;
  /** Keyed by a one-time code instead of a PIN: it opens the set-up of one person's way in, never the books. */
  enrol?: boolean;
}

/** A new slot with its own id, salt and nonce. */
export async function makeSecretSlot(input: SecretSlotInput): Promise<SecretSlot> {
  const { vaultId, ds } = input;
  const open = {
    id: randomUUID(), type: input.enrol === true ? 'enrol' as const : ds === null ? 'passphrase' as const : 'pin' as const, userId: input.userId, tag: userTag(ds, vaultId, input.userName),
    kdf: input.kdf, salt: input.random(SALT_BYTES).toString('base64'), nonce: input.random(NONCE_BYTES).toString('base64'), at: input.at,
  };
  const kek = await secretKek(vaultId, open, input.secret, ds);
  try {
    const wrapped = wrapKey(kek, input.dek, Buffer.from(open.nonce, 'base64'), boundText(vaultId, open));
    return { ...open, wrapped: wrapped.toString('base64') };
  } finally {
    zero(kek);
  }
}

/** The database key, or null when the secret, the device secret or anything in the slot is not what it was made with. One KDF run. */
export async function openSecretSlot(slot: SecretSlot, vaultId: string, secret: string, ds: Buffer | null): Promise<Buffer | null> {
  const { wrapped, alias: _notBound, ...open } = slot;
  const kek = await secretKek(vaultId, open, secret, ds);
  try {
    return unwrapKey(kek, Buffer.from(wrapped, 'base64'), Buffer.from(open.nonce, 'base64'), boundText(vaultId, open));
  } finally {
    zero(kek);
  }
}

/** A slot nobody can open, with the cost of a real one: an unknown user takes as long as a wrong PIN. */
export function dummySlot(like: VaultFile, random: Random): SecretSlot {
  const model = like.slots.find((slot) => slot.type !== 'recovery');
  return {
    id: randomUUID(), type: like.mode === 'keychain' ? 'pin' : 'passphrase', userId: randomUUID(), tag: random(TAG_BYTES).toString('base64'),
    kdf: model?.kdf ?? PIN_KDF,
    salt: random(SALT_BYTES).toString('base64'), nonce: random(NONCE_BYTES).toString('base64'), wrapped: random(48).toString('base64'), at: like.createdAt,
  };
}

/** The slot of the person logging in. Without a name only a vault with a single user has one. */
export function findSlot(file: VaultFile, ds: Buffer | null, userName: string | undefined): SecretSlot | null {
  const slots = loginSlots(file);
  if (userName === undefined) return slots.length === 1 ? slots[0] ?? null : null;
  const tag = userTag(ds, file.vaultId, userName);
  return slots.find((slot) => tagOf(slot) === tag) ?? null;
}

/** The slots that open the books: one for each person who has a PIN or passphrase. */
export function loginSlots(file: VaultFile): SecretSlot[] {
  return file.slots.flatMap((slot) => (slot.type === 'pin' || slot.type === 'passphrase' ? [slot] : []));
}

/** The slot a one-time code was given out for. */
export function findEnrolSlot(file: VaultFile, ds: Buffer | null, userName: string): SecretSlot | null {
  const tag = userTag(ds, file.vaultId, userName);
  return file.slots.flatMap((slot) => (slot.type === 'enrol' ? [slot] : [])).find((slot) => tagOf(slot) === tag) ?? null;
}

/** Wraps the database key for the Recovery Kit. No slow hash: the kit is 256 random bits. */
export function makeKitSlot(input: { vaultId: string; slotKek: Buffer; dek: Buffer; at: string; random: Random }): KitSlot {
  const open = { id: randomUUID(), type: 'recovery' as const, nonce: input.random(NONCE_BYTES).toString('base64'), at: input.at };
  const wrapped = wrapKey(input.slotKek, input.dek, Buffer.from(open.nonce, 'base64'), boundText(input.vaultId, open));
  return { ...open, wrapped: wrapped.toString('base64') };
}

/** The database key, or null when this is another vault's kit (or an older one). */
export function openKitSlot(slot: KitSlot, vaultId: string, slotKek: Buffer): Buffer | null {
  const { wrapped, ...open } = slot;
  return unwrapKey(slotKek, Buffer.from(wrapped, 'base64'), Buffer.from(open.nonce, 'base64'), boundText(vaultId, open));
}

type OpenSlot = Omit<SecretSlot, 'wrapped' | 'alias'> | Omit<KitSlot, 'wrapped'>;

/** Everything in the slot but the wrapped key is authenticated with it: a cheaper KDF or another user's id breaks the tag. */
function boundText(vaultId: string, open: OpenSlot): string {
  return canonicalJson({ vaultId, slot: { ...open } });
}

/** Slow hash of the weak secret first, then the strong device secret on top (1Password's two-secret derivation, SECURITY a.2). */
async function secretKek(vaultId: string, slot: Omit<SecretSlot, 'wrapped' | 'alias'>, secret: string, ds: Buffer | null): Promise<Buffer> {
  const stretched = await derive(secret, Buffer.from(slot.salt, 'base64'), slot.kdf);
  try {
    return hkdf(stretched, ds ?? NO_SALT, `billfold/${slot.type}/v1|${vaultId}|${slot.id}`);
  } finally {
    zero(stretched);
  }
}
