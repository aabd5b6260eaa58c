// First run: either the whole vault appears or nothing that could be taken for one.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { serviceContext } from '../../../main/app/serviceContext.ts';
import { schema, schemaOf } from '../../../main/db/migrate.ts';
import { MIGRATIONS } from '../../../main/db/migrations.ts';
import { readBusiness } from '../../../main/repo/business.ts';
import { seedBusiness } from '../../../main/service/seed.ts';
import { beginCreate, checkKitGroups, confirmCreateCode, createKit, finishCreate } from '../../../main/vault/create.ts';
import { realFiles, type Files } from '../../../main/vault/files.ts';
import { inspectVault } from '../../../main/vault/inspect.ts';
import { PASSPHRASE_KDF, PIN_KDF, costFor } from '../../../main/vault/kdf.ts';
import { lockSession, type Session } from '../../../main/vault/session.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { cancelPending, interruptEntry } from '../../../main/vault/vault.ts';
import { cleanUpAfterEach, createVault, enterAs, failure, makeOwner, makeWorld, OWNER, PIN, readSecretOf, remember } from './fixture.ts';

cleanUpAfterEach(afterEach);

const people = { vaultName: 'Harbour Tea', ownerName: OWNER };

test('nothing is on the disk or in the keychain before the last step, and nothing after giving up', async () => {
  const world = makeWorld();
  const { totpSecret } = beginCreate(world.vault, people);
  confirmCreateCode(world.vault, totpCode(readSecretOf(totpSecret), world.clock.wall));
  createKit(world.vault);
  expect(readdirSync(world.root)).toEqual([]);
  expect(world.store.items.size).toBe(0);
  cancelPending(world.vault);
  expect(await failure(() => createKit(world.vault))).toBe('SETUP_ORDER');
});

test('the steps must come in order, with a right code and both kit groups', async () => {
  const { vault, clock } = makeWorld();
  const finish = (groups: [string, string], pin = PIN): Promise<unknown> => finishCreate(vault, { ownerName: OWNER, pin, groups, mode: 'keychain' });
  expect(await failure(() => finish(['', '']))).toBe('SETUP_ORDER');
  const secret = readSecretOf(beginCreate(vault, people).totpSecret);
  expect(await failure(() => createKit(vault))).toBe('SETUP_ORDER');
  expect(await failure(() => confirmCreateCode(vault, '000000'))).toBe('CODE_WRONG');
  confirmCreateCode(vault, totpCode(secret, clock.wall));
  expect(await failure(() => finish(['', '']))).toBe('SETUP_ORDER');
  const sheet = createKit(vault);
  expect(createKit(vault)).toEqual(sheet);
  const right: [string, string] = [sheet.groups[sheet.ask[0] - 1] ?? '', sheet.groups[sheet.ask[1] - 1] ?? ''];
  expect(checkKitGroups(vault, [right[0].toLowerCase(), 'ZZZZ'])).toEqual([true, false]);
  expect(await failure(() => finish([right[0], 'ZZZZ']))).toBe('KIT_GROUPS_WRONG');
  expect(await failure(() => finish(right, '123456'))).toBe('PIN_WEAK');
  await lockSession((await finishCreate(vault, { ownerName: OWNER, pin: PIN, groups: right, mode: 'keychain' })).session);
});

test('the folder and its files are for their owner only', async () => {
  const owner = await makeOwner();
  expect(statSync(owner.folder).mode & 0o777).toBe(0o700);
  for (const name of ['vault.json', 'vault.json.prev', 'recovery.json', 'lockout.json']) expect(statSync(join(owner.folder, name)).mode & 0o777).toBe(0o600);
});

test('vault.json holds no name, no secret and three slots at most of what it needs', async () => {
  const owner = await makeOwner();
  const text = readFileSync(join(owner.folder, 'vault.json'), 'utf8');
  expect(text).not.toMatch(/Mira|Harbour|804526/);
  const file: unknown = JSON.parse(text);
  expect(file).toMatchObject({ v: 1, mode: 'keychain', slots: [{ type: 'recovery' }, { type: 'pin' }] });
});

test('in production a PIN costs Argon2id with 64 MiB and three passes, a passphrase four times the memory', async () => {
  expect(await costFor('pin')).toEqual(PIN_KDF);
  expect(PIN_KDF).toEqual({ name: 'argon2id', memoryKib: 65_536, passes: 6, lanes: 4 });
  expect(PASSPHRASE_KDF).toEqual({ name: 'argon2id', memoryKib: 262_144, passes: 3, lanes: 4 });
});

test('where a vault or any part of one lies, first run is refused', async () => {
  const owner = await makeOwner();
  expect(await failure(() => beginCreate(owner.restart(), people))).toBe('VAULT_EXISTS');
  for (const name of ['vault.json', 'vault.json.prev', 'recovery.json', 'billfold.db']) {
    const world = makeWorld();
    mkdirSync(world.folder);
    writeFileSync(join(world.folder, name), 'x');
    expect(await failure(() => beginCreate(world.vault, people))).toBe('VAULT_EXISTS');
  }
});

test('a passphrase must be long, and twelve digits are none', async () => {
  for (const pin of [PIN, 'kettle moon', '829104736582']) {
    const world = makeWorld();
    const secret = readSecretOf(beginCreate(world.vault, people).totpSecret);
    confirmCreateCode(world.vault, totpCode(secret, world.clock.wall));
    const sheet = createKit(world.vault);
    const groups: [string, string] = [sheet.groups[sheet.ask[0] - 1] ?? '', sheet.groups[sheet.ask[1] - 1] ?? ''];
    expect(await failure(() => finishCreate(world.vault, { ownerName: OWNER, pin, groups, mode: 'passphrase' }))).toBe('PIN_WEAK');
  }
});

test.each(['locked', 'none'] as const)('with the keychain %s no vault is made and none is half-made', async (state) => {
  const world = makeWorld();
  world.store.state = state;
  expect(await failure(() => createVault(world))).toBe(state === 'locked' ? 'KEYCHAIN_LOCKED' : 'KEYCHAIN_UNAVAILABLE');
  expect(readdirSync(world.root)).toEqual([]);
  expect(await inspectVault(world.vault)).toMatchObject({ kind: 'none', keychain: state === 'locked' ? 'locked' : 'unavailable' });
});

/** Fails at the n-th write, rename or folder sync, as a full disk does, or stops the whole program there, as a power cut does. */
function failingAt(n: number, error: () => Error): Files & { calls: number } {
  const step = (): void => {
    files.calls += 1;
    if (files.calls >= n) throw error();
  };
  const files: Files & { calls: number } = {
    ...realFiles, calls: 0,
    writeSynced: (path, bytes) => { step(); realFiles.writeSynced(path, bytes); },
    rename: (from, to) => { step(); realFiles.rename(from, to); },
    syncFolder: (path) => { step(); realFiles.syncFolder(path); },
  };
  return files;
}

test('a disk that fills up at any write leaves no vault, no keychain item, and a second try that works', async () => {
  let n = 1;
  for (; ; n += 1) {
    const world = makeWorld();
    const files = failingAt(n, () => Object.assign(new Error('full'), { code: 'ENOSPC' }));
    const outcome = await failure(() => createVault(world, 'keychain', world.restart({ files })));
    if (outcome === 'none') break;
    if (existsSync(world.folder)) {
      await enterAfterCut(world); // the rename was done, only its sync failed: then it is whole
      continue;
    }
    expect(outcome).toBe('DISK_FULL');
    expect(readdirSync(world.root)).toEqual([]);
    expect([...world.store.items.keys()].filter((account) => account !== 'probe')).toEqual([]);
    await createVault(world);
  }
  expect(n).toBeGreaterThan(10);
});

/** Phone and kit are settled; answers the last step, which may be repeated. */
function readyToFinish(world: ReturnType<typeof makeWorld>) {
  const secret = readSecretOf(beginCreate(world.vault, people).totpSecret);
  confirmCreateCode(world.vault, totpCode(secret, world.clock.wall));
  const sheet = createKit(world.vault);
  const groups: [string, string] = [sheet.groups[sheet.ask[0] - 1] ?? '', sheet.groups[sheet.ask[1] - 1] ?? ''];
  const finish = (open?: Parameters<typeof finishCreate>[2]) => finishCreate(world.vault, { ownerName: OWNER, pin: PIN, groups, mode: 'keychain' }, open);
  return { sheet, finish };
}
const nothingLeft = async (world: ReturnType<typeof makeWorld>): Promise<void> => {
  expect(readdirSync(world.root)).toEqual([]);
  expect([...world.store.items.keys()].filter((account) => account !== 'probe')).toEqual([]);
  expect(await inspectVault(world.restart())).toMatchObject({ kind: 'none' });
};

test('a disk that fills up while the business is written leaves nothing, and the same kit and PIN make the books at the next try', async () => {
  const world = makeWorld();
  const { sheet, finish } = readyToFinish(world);
  const business = { name: 'Harbour Tea', country: 'AT', currency: 'EUR', language: 'de' } as const;
  const full = async (session: Session): Promise<void> => {
    session.db.pragma(`max_page_count = ${String(session.db.pragma('page_count', { simple: true }))}`);
    try {
      for (;;) seedBusiness(serviceContext(session), { ...business, name: 'x'.repeat(1_000_000) });
    } catch (error) {
      await lockSession(session);
      throw error;
    }
  };
  expect(await failure(() => finish(full))).toBe('DISK_FULL');
  await nothingLeft(world);
  const { session } = await finish((made) => Promise.resolve(seedBusiness(serviceContext(made), business)));
  remember(session);
  expect(session).toMatchObject({ closed: false, kit: { serial: sheet.serial } });
  expect(readBusiness(session.db)).toMatchObject({ name: 'Harbour Tea', country: 'AT' });
  expect(readdirSync(world.root)).toEqual(['vault']);
});

test('a computer that is locked during the last step ends without books, and the step can be done again', async () => {
  const world = makeWorld();
  const { finish } = readyToFinish(world);
  const finishing = finish();
  interruptEntry(world.vault);
  expect(await failure(() => finishing)).toBe('LOCKED');
  expect(world.vault.now.open).toBe(false);
  await nothingLeft(world);
  remember((await finish()).session);
});

test('books that are open already are never taken away, whatever fails after that', async () => {
  const world = makeWorld();
  const { finish } = readyToFinish(world);
  const late = (session: Session): Promise<void> => (remember(session), Promise.reject(new Error('late')));
  expect(await failure(() => finish(late))).toMatch(/late/);
  expect(await failure(() => finish())).toBe('BUSY');
  expect(await inspectVault(world.restart())).toMatchObject({ kind: 'locked', problem: null });
});

async function enterAfterCut(world: ReturnType<typeof makeWorld>): Promise<void> {
  expect(await inspectVault(world.restart())).toMatchObject({ kind: 'locked', problem: null, keychain: 'ok' });
}

test('what a killed set-up left is cleared by the next one, keychain included', async () => {
  const world = makeWorld();
  const other = await makeOwner();
  const left = `${world.folder}.creating-${other.vaultId}`;
  mkdirSync(left);
  writeFileSync(join(left, 'vault.json'), readFileSync(join(other.folder, 'vault.json')));
  world.store.items.set(`keys:${other.vaultId}`, 'orphan');
  expect(await inspectVault(world.vault)).toMatchObject({ kind: 'none' });
  await createVault(world);
  expect(readdirSync(world.root)).toEqual(['vault']);
  expect(world.store.items.has(`keys:${other.vaultId}`)).toBe(false);
});

test('files set aside earlier are mentioned and kept', async () => {
  const world = makeWorld();
  mkdirSync(world.folder);
  writeFileSync(join(world.folder, 'billfold.db.replaced-20260101'), 'old books');
  expect(await inspectVault(world.vault)).toMatchObject({ kind: 'none', replacedFound: true });
  await createVault(world);
  const aside = readdirSync(world.root).find((name) => name.startsWith('vault.replaced-')) ?? '';
  expect(readFileSync(join(world.root, aside, 'billfold.db.replaced-20260101'), 'utf8')).toBe('old books');
});

test('a folder that is a link, or open to others, is refused or closed', async () => {
  const world = makeWorld();
  mkdirSync(join(world.root, 'elsewhere'));
  symlinkSync(join(world.root, 'elsewhere'), world.folder);
  expect(await inspectVault(world.vault)).toMatchObject({ kind: 'broken', problem: 'FOLDER_UNSAFE' });
  const owner = await makeOwner();
  const { chmodSync } = await import('node:fs');
  chmodSync(owner.folder, 0o755);
  await enterAs(owner);
  expect(statSync(owner.folder).mode & 0o777).toBe(0o700);
});

test('a migration that fails changes nothing and a copy of the data from before is kept', async () => {
  const owner = await makeOwner();
  const broken = schemaOf([...MIGRATIONS, { version: schema.latest + 10, up: (db) => { db.exec('CREATE TABLE extra (a) STRICT'); } }]);
  expect(await failure(() => enterAs(owner, owner.restart({ schema: broken })))).toBe('MIGRATION_FAILED');
  expect(await failure(() => enterAs(owner, owner.restart({ schema: broken })))).toBe('MIGRATION_FAILED');
  expect(readdirSync(owner.folder).filter((name) => name.startsWith(`billfold.db.before-${schema.latest}-`))).toHaveLength(1);
  expect((await enterAs(owner)).readOnly).toBe(false);
});

test('a database of a newer program is left alone', async () => {
  const owner = await makeOwner();
  const newer = schemaOf([...MIGRATIONS, { version: schema.latest + 10, up: (db) => { db.exec('CREATE TABLE extra (a TEXT) STRICT'); } }]);
  await lockSession(await enterAs(owner, owner.restart({ schema: newer })));
  const before = readFileSync(join(owner.folder, 'billfold.db'));
  expect(await failure(() => enterAs(owner))).toBe('DB_FROM_FUTURE');
  expect(readFileSync(join(owner.folder, 'billfold.db')).equals(before)).toBe(true);
});
