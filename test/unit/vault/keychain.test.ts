// The guarded keychain against stores that behave badly, and the five states the vault tells apart.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deviceSecretCheck, readDeviceKeys, writeDeviceKeys } from '../../../main/vault/deviceKeys.ts';
import { guardKeychain, KEYCHAIN_SERVICE, type KeychainStore } from '../../../main/vault/keychain.ts';
import { failure, fakeStore } from '../../integration/vault/fixture.ts';

const guard = (store: KeychainStore, timeoutMs = 100) => guardKeychain(store, { random: randomBytes, timeoutMs });

test('a store that drops or changes what was written is found out at once', async () => {
  const store = fakeStore();
  const cut = guard({ ...store, set: (account, value) => store.set(account, value.slice(0, 5)) });
  expect(await failure(() => cut.set('a', 'long-enough'))).toBe('KEYCHAIN_UNAVAILABLE');
  expect(await cut.probe()).toBe('unavailable');
  const deaf = guard({ ...store, set: () => Promise.resolve() });
  expect(await deaf.probe()).toBe('unavailable');
});

test('only short printable ASCII is kept: a NUL would cut it, Windows caps its length', async () => {
  const keychain = guard(fakeStore());
  for (const value of ['a\0b', 'ä', 'with space', 'x'.repeat(1501)]) await expect(keychain.set('a', value)).rejects.toThrow();
});

test('a prompt that nobody answers counts as locked, and the next call is not stuck behind it', async () => {
  const store = fakeStore();
  let hang = true;
  const keychain = guard({ ...store, get: (account) => (hang ? new Promise(() => undefined) : store.get(account)) });
  expect(await failure(() => keychain.get('a'))).toBe('KEYCHAIN_LOCKED');
  expect(await keychain.probe()).toBe('locked');
  hang = false;
  expect(await keychain.get('a')).toBeNull();
});

test('calls run one after the other', async () => {
  let running = 0;
  let most = 0;
  const slow = async <T>(value: T): Promise<T> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    running -= 1;
    return value;
  };
  const items = new Map<string, string>();
  const keychain = guard({ get: (a) => slow(items.get(a) ?? null), set: async (a, v) => { await slow(null); items.set(a, v); }, delete: (a) => slow(items.delete(a)) });
  await Promise.all([keychain.set('a', '1'), keychain.set('a', '2'), keychain.get('a'), keychain.delete('a'), keychain.probe()]);
  expect(most).toBe(1);
});

test('the five states: ok, locked, unavailable, absent, foreign; only reading, plus the probe item', async () => {
  const store = fakeStore();
  const keychain = guard(store);
  const [vaultId, ds, ak] = ['11111111-1111-4111-8111-111111111111', randomBytes(32), randomBytes(32)];
  const check = deviceSecretCheck(ds, vaultId);
  expect(await readDeviceKeys(keychain, vaultId, check)).toEqual({ state: 'absent' });
  expect([...store.items.keys()]).toEqual([]);
  await writeDeviceKeys(keychain, vaultId, { ds, ak });
  expect(await readDeviceKeys(keychain, vaultId, check)).toEqual({ state: 'ok', keys: { ds, ak, spare: null } });
  expect(await readDeviceKeys(keychain, vaultId, randomBytes(16))).toEqual({ state: 'foreign' });
  expect(await readDeviceKeys(keychain, '22222222-2222-4222-8222-222222222222', check)).toEqual({ state: 'absent' });
  store.state = 'locked';
  expect(await readDeviceKeys(keychain, vaultId, check)).toEqual({ state: 'locked' });
  store.state = 'none';
  expect(await readDeviceKeys(keychain, vaultId, check)).toEqual({ state: 'unavailable' });
});

test('nothing in main enumerates credentials (it crashes on a locked keyring), and the service name is fixed', () => {
  const root = join(import.meta.dirname, '../../../main');
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))) {
    expect(readFileSync(join(root, name), 'utf8')).not.toMatch(/findCredentials|findPassword/);
  }
  expect(KEYCHAIN_SERVICE).toBe('billfold');
});
