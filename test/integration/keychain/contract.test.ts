// The real keychain library against a real Secret Service, in the state that BILLFOLD_KEYRING names (the test runner starts this file once per state).
import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { deviceSecretCheck, dropDeviceKeys, readDeviceKeys, writeDeviceKeys } from '../../../main/vault/deviceKeys.ts';
import { inspectVault } from '../../../main/vault/inspect.ts';
import { guardKeychain, keytarStore } from '../../../main/vault/keychain.ts';
import { login } from '../../../main/vault/login.ts';
import { lockSession } from '../../../main/vault/session.ts';
import { openVault } from '../../../main/vault/vault.ts';
import { CHEAP, cleanUpAfterEach, createVault, enterAs, failure, makeWorld } from '../vault/fixture.ts';
import { schema } from '../../../main/db/migrate.ts';

cleanUpAfterEach(afterEach);

const state = process.env['BILLFOLD_KEYRING'] ?? '';
const unlocked = state === 'unlocked';
const noService = state === 'none' || state === 'nobus';
const keychain = guardKeychain(keytarStore(), { random: randomBytes });

/** A world of the fixture whose vault uses the machine's keychain. */
function realWorld() {
  const world = makeWorld();
  const restart = () => openVault({
    folder: world.folder, clock: world.clock, keychain, schema, tuning: { cost: () => Promise.resolve(CHEAP), failureFloorMs: 0 },
  });
  return { ...world, restart, vault: restart() };
}

test.runIf(unlocked)('unlocked: what is written is read back, replaced and deleted; a probe leaves nothing', async () => {
  const account = `test:${randomUUID()}`;
  expect(await keychain.get(account)).toBeNull();
  await keychain.set(account, 'first');
  await keychain.set(account, 'second');
  expect(await keychain.get(account)).toBe('second');
  expect(await keychain.delete(account)).toBe(true);
  expect(await keychain.delete(account)).toBe(false);
  expect(await keychain.probe()).toBe('usable');
  expect(await keychain.get('probe')).toBeNull();
});

test.runIf(unlocked)('unlocked: absent, ok and foreign device keys are told apart', async () => {
  const [vaultId, ds, ak] = [randomUUID(), randomBytes(32), randomBytes(32)];
  const check = deviceSecretCheck(ds, vaultId);
  expect(await readDeviceKeys(keychain, vaultId, check)).toEqual({ state: 'absent' });
  await writeDeviceKeys(keychain, vaultId, { ds, ak });
  expect(await readDeviceKeys(keychain, vaultId, check)).toEqual({ state: 'ok', keys: { ds, ak, spare: null } });
  expect(await readDeviceKeys(keychain, vaultId, randomBytes(16))).toEqual({ state: 'foreign' });
  await dropDeviceKeys(keychain, vaultId);
});

test.runIf(unlocked)('unlocked: a vault is made, opened, its log anchored, and opened again', async () => {
  const { session, owner } = await createVault(realWorld());
  await lockSession(session);
  const again = await enterAs(owner);
  expect(again.integrity).toBe('ok');
  await lockSession(again);
  expect((await enterAs(owner)).before.failed).toBe(0);
  for (const item of ['keys', 'lockout', 'anchor']) await keychain.delete(`${item}:${owner.vaultId}`);
  expect(await inspectVault(owner.restart())).toMatchObject({ kind: 'locked', problem: 'KEYCHAIN_ABSENT' });
});

test.runIf(state === 'locked')('locked: reading looks like absent, so the probe decides; nothing can be written, and the vault says "unlock"', async () => {
  expect(await keychain.get(`keys:${randomUUID()}`)).toBeNull();
  expect(await keychain.probe()).toBe('locked');
  expect(await failure(() => keychain.set('test', 'value'))).toBe('KEYCHAIN_LOCKED');
  expect(await readDeviceKeys(keychain, randomUUID(), randomBytes(16))).toEqual({ state: 'locked' });
});

test.runIf(noService)('no service or no bus: unavailable, said at once', async () => {
  const started = performance.now();
  expect(await failure(() => keychain.get('test'))).toBe('KEYCHAIN_UNAVAILABLE');
  expect(await keychain.probe()).toBe('unavailable');
  expect(await readDeviceKeys(keychain, randomUUID(), randomBytes(16))).toEqual({ state: 'unavailable' });
  expect(performance.now() - started).toBeLessThan(9000);
});

test.runIf(!unlocked && state !== '')('without a usable keychain a new vault in keychain mode is refused, one with a passphrase works', async () => {
  const world = realWorld();
  expect(await inspectVault(world.vault)).toMatchObject({ kind: 'none', keychain: state === 'locked' ? 'locked' : 'unavailable' });
  expect(await failure(() => createVault(world))).toBe(state === 'locked' ? 'KEYCHAIN_LOCKED' : 'KEYCHAIN_UNAVAILABLE');
  const { session, owner } = await createVault(realWorld(), 'passphrase');
  await lockSession(session);
  expect(await failure(() => login(owner.restart(), { pin: 'wrong passphrase here', code: '000000' }))).toBe('AUTH_FAILED');
});

test('the runner says which state this is', () => {
  expect(['unlocked', 'locked', 'none', 'nobus']).toContain(state);
});
