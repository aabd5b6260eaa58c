// Killed (SIGKILL, half-written files included) at each file operation in turn: set-up is whole or not begun, a PIN change leaves the old or the new PIN.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { schema } from '../../../main/db/migrate.ts';
import { inspectVault } from '../../../main/vault/inspect.ts';
import { guardKeychain } from '../../../main/vault/keychain.ts';
import { login } from '../../../main/vault/login.ts';
import { lockSession } from '../../../main/vault/session.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { openVault, type Vault } from '../../../main/vault/vault.ts';
import { CHEAP, cleanUpAfterEach, failure, fileStore, NEW_PIN, PIN, START_MS, tempFolder } from './fixture.ts';

cleanUpAfterEach(afterEach);

interface World { root: string; folder: string; keychain: string; wall: number; secretHex: string }

function newWorld(): World {
  const root = tempFolder();
  return { root, folder: join(root, 'vault'), keychain: join(root, 'keychain.json'), wall: START_MS, secretHex: '' };
}

function runChild(job: 'create' | 'pin', n: number, world: World): { killed: boolean; secretHex: string } {
  const run = spawnSync(process.execPath, ['--no-warnings', join(import.meta.dirname, 'killedChild.ts'), job, String(n), JSON.stringify(world)], { encoding: 'utf8' });
  if (run.signal === null && run.status !== 0) throw new Error(run.stderr);
  return { killed: run.signal === 'SIGKILL', secretHex: run.stdout };
}

function vaultOf(world: World): Vault {
  return openVault({
    folder: world.folder, schema, clock: { nowMs: () => world.wall, monotonicMs: () => world.wall }, keychain: guardKeychain(fileStore(world.keychain), { random: randomBytes }),
    tuning: { cost: () => Promise.resolve(CHEAP), failureFloorMs: 0 },
  });
}

async function opensWith(world: World, pin: string): Promise<boolean> {
  world.wall += 3_600_000;
  const outcome = await failure(async () => lockSession(await login(vaultOf(world), { pin, code: totpCode(Buffer.from(world.secretHex, 'hex'), world.wall) })));
  expect(['none', 'AUTH_FAILED']).toContain(outcome);
  return outcome === 'none';
}

test('killed anywhere in first run, the next start finds a whole vault or a first run that works', async () => {
  const kinds: string[] = [];
  for (let n = 1; ; n += 1) {
    const world = newWorld();
    const { killed, secretHex } = runChild('create', n, world);
    const { kind } = await inspectVault(vaultOf(world));
    kinds.push(kind);
    if (kind === 'none') world.secretHex = runChild('create', 1000, world).secretHex;
    else world.secretHex = secretHex;
    expect(await opensWith(world, PIN)).toBe(true);
    if (!killed) break;
  }
  expect(new Set(kinds)).toEqual(new Set(['none', 'locked']));
  expect(kinds.length).toBeGreaterThan(10);
}, 120_000);

test('killed anywhere in a PIN change, exactly one of the old and the new PIN opens the vault, now and later', async () => {
  const model = newWorld();
  model.secretHex = runChild('create', 1000, model).secretHex;
  model.wall += 3_600_000;
  const outcomes: string[] = [];
  for (let n = 1; ; n += 1) {
    const world = newWorld();
    cpSync(model.root, world.root, { recursive: true });
    Object.assign(world, { wall: model.wall, secretHex: model.secretHex });
    const { killed } = runChild('pin', n, world);
    const works = [await opensWith(world, PIN), await opensWith(world, NEW_PIN)];
    expect(works.filter(Boolean)).toHaveLength(1);
    expect([await opensWith(world, PIN), await opensWith(world, NEW_PIN)]).toEqual(works);
    outcomes.push(works[0] === true ? 'old' : 'new');
    if (!killed) break;
  }
  expect(new Set(outcomes)).toEqual(new Set(['old', 'new']));
}, 120_000);
