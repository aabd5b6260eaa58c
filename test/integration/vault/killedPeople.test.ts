// Killed (SIGKILL, half-written files included) at each file operation of an act on people: the owner always gets in, and nobody is left half in.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { schema } from '../../../main/db/migrate.ts';
import { liveSlots, otherOwners } from '../../../main/db/peopleRows.ts';
import { beginEnrol, finishEnrol } from '../../../main/vault/enrol.ts';
import { guardKeychain } from '../../../main/vault/keychain.ts';
import { login } from '../../../main/vault/login.ts';
import { listPeople, resetPerson, type PersonState } from '../../../main/vault/people.ts';
import { lockSession } from '../../../main/vault/session.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { openVault, type Vault } from '../../../main/vault/vault.ts';
import { readVaultFile } from '../../../main/vault/vaultFile.ts';
import { CHEAP, cleanUpAfterEach, failure, fileStore, NEW_PIN, OWNER, PIN, readSecretOf, START_MS, tempFolder } from './fixture.ts';
import { EVERY } from '../../fixtures/everyStep.ts';

cleanUpAfterEach(afterEach);

interface World { root: string; folder: string; keychain: string; wall: number; secretHex: string; code: string }
type Job = 'invite' | 'enrol' | 'reset' | 'suspend' | 'rename' | 'remove';

function newWorld(): World {
  const root = tempFolder();
  return { root, folder: join(root, 'vault'), keychain: join(root, 'keychain.json'), wall: START_MS, secretHex: '', code: '' };
}

function child(file: string, job: string, n: number, world: World): { killed: boolean; said: string } {
  const run = spawnSync(process.execPath, ['--no-warnings', join(import.meta.dirname, file), job, String(n), JSON.stringify(world)], { encoding: 'utf8' });
  if (run.signal === null && run.status !== 0) throw new Error(run.stderr);
  return { killed: run.signal === 'SIGKILL', said: run.stdout };
}

function vaultOf(world: World): Vault {
  return openVault({
    folder: world.folder, schema, clock: { nowMs: () => world.wall, monotonicMs: () => world.wall }, keychain: guardKeychain(fileStore(world.keychain), { random: randomBytes }),
    tuning: { cost: () => Promise.resolve(CHEAP), failureFloorMs: 0 },
  });
}

/** The owner gets in; answers how Tom stands. Afterwards no slot is in the file that the database does not know. */
async function ownerSees(world: World): Promise<PersonState | null> {
  world.wall += 120_000;
  const vault = vaultOf(world);
  const session = await login(vault, { userName: OWNER, pin: PIN, code: totpCode(Buffer.from(world.secretHex, 'hex'), world.wall) });
  try {
    const live = liveSlots(session.db);
    expect(readVaultFile(vault.files, vault.folder).slots.every((slot) => slot.type === 'recovery' || live.has(slot.id))).toBe(true);
    expect(otherOwners(session.db, -1)).toBeGreaterThan(0);
    return (await listPeople(session)).find(({ name }) => name === 'Tom')?.state ?? null;
  } finally {
    await lockSession(session);
  }
}

/** Whatever was cut off, a new code brings Tom in. */
async function startsOver(world: World): Promise<void> {
  world.wall += 120_000;
  const session = await login(vaultOf(world), { userName: OWNER, pin: PIN, code: totpCode(Buffer.from(world.secretHex, 'hex'), world.wall) });
  const tom = (await listPeople(session)).find(({ name }) => name === 'Tom')?.id ?? '';
  const { code } = await resetPerson(session, tom);
  await lockSession(session);
  const vault = vaultOf(world);
  const { totpSecret } = await beginEnrol(vault, { userName: 'Tom', code });
  const made = await finishEnrol(vault, { pin: NEW_PIN, code: totpCode(readSecretOf(totpSecret), world.wall) });
  await lockSession(made.session);
}

async function tomGetsIn(world: World, phoneHex: string, userName = 'Tom'): Promise<boolean> {
  world.wall += 120_000;
  const outcome = await failure(async () => lockSession(await login(vaultOf(world), { userName, pin: NEW_PIN, code: totpCode(Buffer.from(phoneHex, 'hex'), world.wall) })));
  expect(['none', 'AUTH_FAILED']).toContain(outcome);
  return outcome === 'none';
}

/** Runs the job killed at each operation in turn, on a copy of the model each time. */
async function killEverywhere(model: World, job: Job, look: (world: World, said: string) => Promise<string>): Promise<string[]> {
  const outcomes: string[] = [];
  for (let n = 1; ; n += EVERY) {
    const world = { ...newWorld(), wall: model.wall + 120_000, secretHex: model.secretHex, code: model.code };
    cpSync(model.root, world.root, { recursive: true });
    const { killed, said } = child('killedPeopleChild.ts', job, n, world);
    outcomes.push(await look(world, said));
    if (!killed) return outcomes;
  }
}

test('killed anywhere in an invitation, a first login, a reset, a pause or a removal, the owner gets in and the act is done or not', async () => {
  const model = newWorld();
  model.secretHex = child('killedChild.ts', 'create', 1000, model).said;
  const invited = await killEverywhere(model, 'invite', async (world) => {
    const state = await ownerSees(world);
    if (state !== null) await startsOver(world);
    return String(state);
  });
  expect(new Set(invited)).toEqual(new Set(['null', 'invited']));

  const waiting = { ...model, wall: model.wall + 120_000 };
  waiting.code = child('killedPeopleChild.ts', 'invite', 1000, waiting).said;
  const enrolled = await killEverywhere(waiting, 'enrol', async (world, phoneHex) => {
    const inAlready = await tomGetsIn(world, phoneHex);
    expect(await ownerSees(world)).toBe(inAlready ? 'in' : 'invited');
    if (!inAlready) expect(await failure(() => beginEnrol(vaultOf(world), { userName: 'Tom', code: world.code })), 'the code still works').toBe('none');
    await startsOver(world);
    return inAlready ? 'PIN' : 'code';
  });
  expect(new Set(enrolled)).toEqual(new Set(['code', 'PIN']));

  const both = { ...waiting, wall: waiting.wall + 120_000 };
  const phoneHex = child('killedPeopleChild.ts', 'enrol', 1000, both).said;
  for (const [job, states] of [['reset', ['in', 'noWay', 'invited']], ['suspend', ['suspended']], ['remove', ['removed']]] as const) {
    const outcomes = await killEverywhere(both, job, async (world) => {
      const getsIn = await tomGetsIn(world, phoneHex);
      const state = String(await ownerSees(world));
      expect(getsIn).toBe(state === 'in');
      if (state !== 'removed' && state !== 'suspended') await startsOver(world);
      return state;
    });
    for (const state of outcomes) expect(states).toContain(state);
    expect(outcomes.at(-1)).toBe(states.at(-1));
  }

  const names = await killEverywhere(both, 'rename', async (world) => {
    const oldName = await tomGetsIn(world, phoneHex);
    expect(oldName || (await tomGetsIn(world, phoneHex, 'Thomas')), 'one of the two names opens').toBe(true);
    const now = (await ownerSees(world)) === null ? 'Thomas' : 'Tom';
    expect(await tomGetsIn(world, phoneHex, now), 'after any login the name on the list opens').toBe(true);
    return now;
  });
  expect(new Set(names)).toEqual(new Set(['Thomas']));
}, 400_000);
