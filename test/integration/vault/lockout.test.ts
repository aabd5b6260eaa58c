// Tries are counted where neither killing the app nor deleting files nor changing the clock gives more of them.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { inspectVault } from '../../../main/vault/inspect.ts';
import { login } from '../../../main/vault/login.ts';
import { cleanUpAfterEach, enterAs, failure, makeOwner, nextCode, type Owner, PIN, readSecretOf, remember } from './fixture.ts';
import { beginRecover, finishRecover } from '../../../main/vault/recover.ts';
import { totpCode } from '../../../main/vault/totp.ts';

cleanUpAfterEach(afterEach);

const WRONG = { pin: '950318', code: '000000' };
const HOUR = 3_600_000;

async function failTimes(owner: Owner, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    owner.clock.advance(HOUR);
    expect(await failure(() => login(owner.restart(), WRONG))).toBe('AUTH_FAILED');
  }
}

test('after twenty wrong tries the PIN is off, also for the right one, until the Recovery Kit', async () => {
  const owner = await makeOwner();
  await failTimes(owner, 20);
  owner.clock.advance(48 * HOUR);
  expect(await failure(() => login(owner.restart(), { pin: PIN, code: nextCode(owner) }))).toBe('LOCKED_OUT');
  expect(await inspectVault(owner.restart())).toMatchObject({ kind: 'locked', lockout: { disabled: true, triesLeft: 0 } });
  const vault = owner.restart();
  const secret = readSecretOf((await beginRecover(vault, owner.kit)).totpSecret);
  remember((await finishRecover(vault, { newPin: PIN, code: totpCode(secret, owner.clock.wall) })).session);
  expect(await inspectVault(owner.restart())).toMatchObject({ lockout: { disabled: false, fails: 0 } });
});

test('five tries are free, then the waits grow, and a refused try is not charged', async () => {
  const owner = await makeOwner();
  for (let i = 0; i < 5; i += 1) expect(await failure(() => login(owner.restart(), WRONG))).toBe('AUTH_FAILED');
  for (const seconds of [30, 60, 300, 900, 3600, 3600]) {
    const refused = await login(owner.restart(), { pin: PIN, code: '000000' }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'WAIT', detail: { retryAfter: seconds } });
    owner.clock.advance(seconds * 1000);
    expect(await failure(() => login(owner.restart(), WRONG))).toBe('AUTH_FAILED');
  }
});

test('setting the wall clock forward does not shorten a wait within one process', async () => {
  const owner = await makeOwner();
  const vault = owner.restart();
  for (let i = 0; i < 5; i += 1) await failure(() => login(vault, WRONG));
  owner.clock.wall += 24 * HOUR;
  expect(await failure(() => login(vault, WRONG))).toBe('WAIT');
});

test('a clock set back during a wait does not make it last for years', async () => {
  const owner = await makeOwner();
  owner.clock.wall += 20 * 24 * HOUR;
  for (let i = 0; i < 5; i += 1) await failure(() => login(owner.restart(), WRONG));
  owner.clock.wall -= 20 * 24 * HOUR;
  expect(await login(owner.restart(), WRONG).catch((error: unknown) => error)).toMatchObject({ code: 'WAIT', detail: { retryAfter: 30 } });
  owner.clock.advance(31_000);
  await enterAs(owner);
});

test('a deleted or forged lockout.json changes nothing: the keychain mirror counts', async () => {
  const owner = await makeOwner();
  const fresh = readFileSync(join(owner.folder, 'lockout.json'));
  await failTimes(owner, 7);
  rmSync(join(owner.folder, 'lockout.json'));
  expect(await inspectVault(owner.restart())).toMatchObject({ lockout: { fails: 7 } });
  writeFileSync(join(owner.folder, 'lockout.json'), fresh);
  expect(await inspectVault(owner.restart())).toMatchObject({ lockout: { fails: 7 } });
  writeFileSync(join(owner.folder, 'lockout.json'), JSON.stringify({ v: 1, record: { entries: {}, blocked: 0, clockHigh: 0 }, mac: null }));
  expect(await inspectVault(owner.restart())).toMatchObject({ lockout: { fails: 7 } });
});

test('a mirror taken away changes nothing either; with both gone counting starts at five', async () => {
  const owner = await makeOwner();
  await failTimes(owner, 7);
  owner.store.items.delete(`lockout:${owner.vaultId}`);
  expect(await inspectVault(owner.restart())).toMatchObject({ lockout: { fails: 7 } });
  rmSync(join(owner.folder, 'lockout.json'));
  expect(await inspectVault(owner.restart())).toMatchObject({ lockout: { fails: 5, disabled: false } });
  await enterAs(owner);
  expect(await inspectVault(owner.restart())).toMatchObject({ lockout: { fails: 0 } });
});

test('a record that was not written with the device secret counts as none, in the file and in the keychain', async () => {
  const owner = await makeOwner();
  await failTimes(owner, 7);
  const forged = JSON.stringify({ v: 1, record: { entries: {}, blocked: 0, clockHigh: 0 }, mac: randomBytes(32).toString('base64') });
  writeFileSync(join(owner.folder, 'lockout.json'), forged);
  owner.store.items.set(`lockout:${owner.vaultId}`, Buffer.from(forged).toString('base64'));
  expect(await inspectVault(owner.restart())).toMatchObject({ lockout: { fails: 5 } });
});

test('a success clears the count; a damaged database does not cost a try', async () => {
  const owner = await makeOwner();
  await failTimes(owner, 3);
  owner.clock.advance(HOUR);
  const session = await enterAs(owner);
  await (await import('../../../main/vault/session.ts')).lockSession(session);
  const path = join(owner.folder, 'billfold.db');
  const whole = readFileSync(path);
  writeFileSync(path, whole.subarray(0, 8192));
  for (let i = 0; i < 6; i += 1) expect(await failure(() => login(owner.restart(), { pin: PIN, code: nextCode(owner) }))).toBe('DB_DAMAGED');
  writeFileSync(path, whole);
  expect(await inspectVault(owner.restart())).toMatchObject({ lockout: { fails: 0 } });
  await enterAs(owner);
});

test('the try is on the disk before the PIN is checked: killed while hashing, it still counts', async () => {
  const owner = await makeOwner('passphrase'); // the child has no access to this test's keychain, so the file alone must count
  const child = `
    import { openVault } from '${process.cwd()}/main/vault/vault.ts';
    import { login } from '${process.cwd()}/main/vault/login.ts';
    import { schema } from '${process.cwd()}/main/db/migrate.ts';
    import { systemClock } from '${process.cwd()}/main/vault/clock.ts';
    import { guardKeychain } from '${process.cwd()}/main/vault/keychain.ts';
    import { randomBytes } from 'node:crypto';
    const none = { get: () => Promise.reject(new Error()), set: () => Promise.reject(new Error()), delete: () => Promise.reject(new Error()) };
    const clock = { nowMs: () => ${owner.clock.wall}, monotonicMs: systemClock.monotonicMs };
    const vault = openVault({ folder: process.argv[1], clock, keychain: guardKeychain(none, { random: randomBytes }), schema });
    setImmediate(() => process.kill(process.pid, 'SIGKILL'));
    await login(vault, { pin: 'not the passphrase', code: '000000' });`;
  for (let tries = 1; tries <= 3; tries += 1) {
    const run = spawnSync(process.execPath, ['--input-type=module-typescript', '--no-warnings', '-e', child, owner.folder]);
    expect(run.signal).toBe('SIGKILL');
    expect(await inspectVault(owner.restart())).toMatchObject({ lockout: { fails: tries } });
  }
});
