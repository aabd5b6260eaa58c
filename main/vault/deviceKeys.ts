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
}

export type KeychainState = 'ok' | 'locked' | 'unavailable' | 'absent' | 'foreign';

const keysItem = z.strictObject({ v: z.literal(1), ds: z.base64().length(44), ak: z.base64().length(44) });

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
  const keys = parseKeys(value);
  if (keys === null || isBlank(keys.ds) || !sameBytes(deviceSecretCheck(keys.ds, vaultId), check)) return { state: 'foreign' };
  return { state: 'ok', keys };
}

/** Keeps new keys. Only for a new vault, or after the Recovery Kit proved that the owner is there. */
export async function writeDeviceKeys(keychain: Keychain, vaultId: string, keys: DeviceKeys): Promise<void> {
  const item: z.infer<typeof keysItem> = { v: 1, ds: keys.ds.toString('base64'), ak: keys.ak.toString('base64') };
  await keychain.set(account(vaultId), Buffer.from(JSON.stringify(item)).toString('base64'));
}

/** Forgets the keys of a vault that never came to be. */
export async function dropDeviceKeys(keychain: Keychain, vaultId: string): Promise<void> {
  await keychain.delete(account(vaultId));
}

function parseKeys(value: string): DeviceKeys | null {
  const parsed = keysItem.safeParse(decodeJson(value));
  if (!parsed.success) return null;
  const keys = { ds: Buffer.from(parsed.data.ds, 'base64'), ak: Buffer.from(parsed.data.ak, 'base64') };
  return keys.ds.length === KEY_BYTES && keys.ak.length === KEY_BYTES ? keys : null;
}

function decodeJson(value: string): unknown {
  try {
    return JSON.parse(Buffer.from(value, 'base64').toString('utf8'));
  } catch {
    return null; // not ours: the caller reports 'foreign'
  }
}
