// This computer's share of the keys: device secret and audit key, one keychain item per vault. Called by login, create, recover and inspect.
import { AppError } from '../../contract/errors.ts';
import { z } from 'zod';
import { hmac, isBlank, KEY_BYTES, sameBytes } from './crypto.ts';
import type { Keychain } from './keychain.ts';

export interface DeviceKeys {
  /** Mixed into every PIN slot: without it a stolen vault.json cannot be tried against PINs. */
  ds: Buffer;
  /** MACs the audit log. */
  ak: Buffer;
  /** While new keys come into force the keychain holds two pairs, and vault.json says which counts: the other one's audit key. */
  spare: Buffer | null;
}
export type KeyPair = Pick<DeviceKeys, 'ds' | 'ak'>;

export type KeychainState = 'ok' | 'locked' | 'unavailable' | 'absent' | 'foreign';

const pair = z.strictObject({ ds: z.base64().length(44), ak: z.base64().length(44) });
const keysItem = z.strictObject({ v: z.literal(1), ...pair.shape, next: pair.optional() });

const account = (vaultId: string): string => `keys:${vaultId}`;

/** Lets vault.json recognise its device secret (wrong, foreign and blank ones are told from the right one) without revealing it. 16 bytes. */
export function deviceSecretCheck(ds: Buffer, vaultId: string): Buffer {
  return hmac(ds, `billfold/check/v1|${vaultId}`).subarray(0, 16);
}

/**
 * Reads the keys, and says which of the five states the keychain is in (SECURITY a.6). Never writes anything but the probe item.
 * `check` is the value in vault.json.
 */
export async function readDeviceKeys(
  keychain: Keychain, vaultId: string, check: Buffer,
): Promise<{ state: 'ok'; keys: DeviceKeys } | { state: Exclude<KeychainState, 'ok'> }> {
  let value: string | null;
  try {
    value = await keychain.get(account(vaultId));
  } catch (error) {
    return { state: error instanceof AppError && error.code === 'KEYCHAIN_LOCKED' ? 'locked' : 'unavailable' };
  }
  if (value === null) {
    const probe = await keychain.probe();
    return { state: probe === 'usable' ? 'absent' : probe };
  }
  const pairs = parseKeys(value);
  const ours = pairs.find(({ ds }) => !isBlank(ds) && sameBytes(deviceSecretCheck(ds, vaultId), check));
  if (ours === undefined) return { state: 'foreign' };
  return { state: 'ok', keys: { ...ours, spare: pairs.find((one) => one !== ours)?.ak ?? null } };
}

/**
 * Keeps new keys. Only for a new vault, after the Recovery Kit proved that the owner is there, or, as `next` beside those in force, before new ones are: cut off
 * anywhere, the pair that vault.json knows is there.
 */
export async function writeDeviceKeys(keychain: Keychain, vaultId: string, keys: KeyPair, next?: KeyPair): Promise<void> {
  const text = ({ ds, ak }: KeyPair): z.infer<typeof pair> => ({ ds: ds.toString('base64'), ak: ak.toString('base64') });
  const item: z.infer<typeof keysItem> = { v: 1, ...text(keys), ...(next && { next: text(next) }) };
  await keychain.set(account(vaultId), Buffer.from(JSON.stringify(item)).toString('base64'));
}

/** Forgets the keys of a vault that never came to be. */
export async function dropDeviceKeys(keychain: Keychain, vaultId: string): Promise<void> {
  await keychain.delete(account(vaultId));
}

function parseKeys(value: string): KeyPair[] {
  const parsed = keysItem.safeParse(decodeJson(value));
  if (!parsed.success) return [];
  const { next, ...first } = parsed.data;
  const pairs = [first, ...(next === undefined ? [] : [next])].map(({ ds, ak }) => ({ ds: Buffer.from(ds, 'base64'), ak: Buffer.from(ak, 'base64') }));
  return pairs.every(({ ds, ak }) => ds.length === KEY_BYTES && ak.length === KEY_BYTES) ? pairs : [];
}

function decodeJson(value: string): unknown {
  try {
    return JSON.parse(Buffer.from(value, 'base64').toString('utf8'));
  } catch {
    return null; // not ours: the caller reports 'foreign'
  }
}
