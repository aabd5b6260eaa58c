// Killed (SIGKILL, half-written files included) at each file operation and keychain write of a change of kit and keys, and again at each of the start after it: the books always open, under the old key or the new one.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { schema } from '../../../main/db/migrate.ts';
import { beginEnrol } from '../../../main/vault/enrol.ts';
import { guardKeychain } from '../../../main/vault/keychain.ts';
import { login } from '../../../main/vault/login.ts';
import { invite } from '../../../main/vault/people.ts';
import { beginRecover } from '../../../main/vault/recover.ts';
import { lockSession } from '../../../main/vault/session.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { openVault, type Vault } from '../../../main/vault/vault.ts';
import { CHEAP, cleanUpAfterEach, createVault, failure, fileStore, makeWorld, OWNER, PIN, START_MS, tempFolder } from './fixture.ts';
import { EVERY } from '../../fixtures/everyStep.ts';

cleanUpAfterEach(afterEach);

interface World { root: string; folder: string; keychain: string; wall: number; secretHex: string; kit: string; job: 'rotate' | 'settle' }

function vaultOf(world: World): Vault {
  return openVault({
    folder: world.folder, schema, clock: { nowMs: () => world.wall, monotonicMs: () => world.wall }, keychain: guardKeychain(fileStore(world.keychain), { random: randomBytes }),
    tuning: { cost: () => Promise.resolve(CHEAP), failureFloorMs: 0 },
  });
}

/** Books with an owner and somebody invited, at rest. */
async function model(): Promise<World & { tomsCode: string }> {
  const root = tempFolder();
  const world: World = { root, folder: join(root, 'vault'), keychain: join(root, 'keychain.json'), wall: START_MS, secretHex: '', kit: '', job: 'rotate' };
  const { session, owner } = await createVault({ ...makeWorld(), root, folder: world.folder }, 'keychain', vaultOf(world));
  const { code } = await invite(session, { name: 'Tom', role: 'clerk' });
  await lockSession(session);
  return { ...world, wall: START_MS + 3_600_000, secretHex: owner.phone.secret.toString('hex'), kit: owner.kit, tomsCode: code };
}

function copyOf(world: World): World {
  const root = tempFolder();
  cpSync(world.root, root, { recursive: true });
  return { ...world, root, folder: join(root, 'vault'), keychain: join(root, 'keychain.json') };
}

function child(n: number, world: World): { killed: boolean; said: string } {
  const run = spawnSync(process.execPath, ['--no-warnings', join(import.meta.dirname, 'killedRotateChild.ts'), String(n), JSON.stringify(world)], { encoding: 'utf8' });
  if (run.signal === null && run.status !== 0) throw new Error(run.stderr);
  return { killed: run.signal === 'SIGKILL', said: run.stdout };
}

/** The owner gets in with the same PIN, the kit fits, exactly one of Tom's two codes works, and nothing of the change is left lying about. */
async function opens(world: World, old: string, said: string): Promise<'old' | 'new'> {
  world.wall += 180_000;
  const session = await login(vaultOf(world), { userName: OWNER, pin: PIN, code: totpCode(Buffer.from(world.secretHex, 'hex'), world.wall) });
  expect(session.readOnly).toBe(false);
  expect(session.before.failed).toBeLessThan(2); // a login that was killed counts; a count nobody can vouch for would be five
  expect(['ok', 'ahead']).toContain(session.integrity);
  expect(session.db.pragma('integrity_check', { simple: true })).toBe('ok');
  const changed = session.db.prepare<[], { n: number }>("SELECT count(*) AS n FROM audit_log WHERE action = 'key.rotate'").get()?.n === 1;
  await lockSession(session);
  const [fresh = '', newKit = ''] = said.split(' ');
  expect((await beginRecover(vaultOf(world), changed ? newKit : world.kit)).user.name).toBe(OWNER);
  expect(await failure(() => beginRecover(vaultOf(world), changed ? world.kit : newKit))).toBe('KIT_WRONG');
  const tries = async (code: string) => (code === '' ? 'AUTH_FAILED' : failure(() => beginEnrol(vaultOf(world), { userName: 'Tom', code })));
  expect(await tries(old)).toBe(changed ? 'AUTH_FAILED' : 'none');
  expect(await tries(fresh)).toBe(changed ? 'none' : 'AUTH_FAILED');
  for (const name of ['rotation.json', 'billfold.db.old-key', 'billfold.db.rotated']) expect(existsSync(join(world.folder, name)), name).toBe(false);
  return changed ? 'new' : 'old';
}

test('e25 killed at each step of a change of key, the books open with the old key up to one moment and with the new one from then on', { timeout: 300_000 }, async () => {
  const { tomsCode, ...made } = await model();
  const outcomes: string[] = [];
  for (let n = 1; ; n += EVERY) {
    const world = copyOf(made);
    const { killed, said } = child(n, world);
    outcomes.push(await opens(world, tomsCode, said));
    rmSync(world.root, { recursive: true, force: true });
    if (!killed) break;
  }
  const turn = outcomes.indexOf('new');
  expect(turn).toBeGreaterThan(3 / EVERY);
  expect(outcomes.slice(0, turn).every((one) => one === 'old')).toBe(true);
  expect(outcomes.slice(turn).every((one) => one === 'new')).toBe(true);
  expect(outcomes.length - turn).toBeGreaterThan(8 / EVERY);
});

test('e25 the start that finishes a change of key may be killed at each of its steps too', { timeout: 300_000 }, async () => {
  const { tomsCode, ...made } = await model();
  // cut off right after the decision: the first operation after it that finds the decision on the disk
  let decided: { world: World; said: string } | null = null;
  for (let n = 1; decided === null; n += 1) {
    const world = copyOf(made);
    const { said } = child(n, world);
    if (existsSync(join(world.folder, 'rotation.json'))) decided = { world, said };
  }
  const at = { ...decided.world, wall: decided.world.wall + 120_000 };
  for (let n = 1; ; n += EVERY) {
    const world: World = { ...copyOf(at), job: 'settle' };
    const { killed } = child(n, world);
    expect(await opens(world, tomsCode, decided.said), `step ${n}`).toBe('new');
    rmSync(world.root, { recursive: true, force: true });
    if (!killed) break;
    expect(n).toBeLessThan(60);
  }
});
