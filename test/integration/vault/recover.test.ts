// The Recovery Kit gets the owner back in from every loss that leaves the database and one copy of its slot; broken files are never taken for a first run.
import { cpSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { inspectVault } from '../../../main/vault/inspect.ts';
import { login } from '../../../main/vault/login.ts';
import { beginRecover, finishRecover } from '../../../main/vault/recover.ts';
import { lockSession, type Session } from '../../../main/vault/session.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { cancelPending, interruptEntry, type Vault } from '../../../main/vault/vault.ts';
import { cleanUpAfterEach, enterAs, failure, makeOwner, makeWorld, NEW_PIN, nextCode, OWNER, PASSPHRASE, PIN, readSecretOf, remember, type Owner } from './fixture.ts';

cleanUpAfterEach(afterEach);

async function recover(owner: Owner, vault: Vault = owner.restart(), more: Partial<Parameters<typeof finishRecover>[1]> = {}): Promise<{ session: Session; owner: Owner }> {
  const offer = await beginRecover(vault, owner.kit);
  expect(offer.user.name).toBe(OWNER);
  const secret = readSecretOf(offer.totpSecret);
  owner.clock.advance(60_000);
  const { session, recoveryCodes } = await finishRecover(vault, { newPin: NEW_PIN, code: totpCode(secret, owner.clock.wall), ...more });
  remember(session);
  return { session, owner: { ...owner, phone: { secret }, recoveryCodes } };
}

function actions(session: Session): string[] {
  return session.db.prepare<[], { action: string }>('SELECT action FROM audit_log ORDER BY seq').all().map(({ action }) => action);
}

test('a forgotten PIN: the kit sets a new PIN, phone and codes; the old ones stop working', async () => {
  const before = await makeOwner();
  const { session, owner } = await recover(before);
  expect(session.signedInWith).toBe('kit');
  expect(actions(session)).toEqual(['vault.create', 'session.open', 'kit.use', 'session.open']);
  await lockSession(session);
  expect(await failure(() => enterAs(before))).toBe('AUTH_FAILED');
  expect(await failure(() => login(before.restart(), { pin: NEW_PIN, code: before.recoveryCodes[0] ?? '' }))).toBe('AUTH_FAILED');
  expect((await enterAs(owner, owner.restart(), NEW_PIN)).integrity).toBe('ok');
});

test('a computer that goes to sleep while the kit is being used wakes up locked, and the new PIN counts', async () => {
  const owner = await makeOwner();
  const vault = owner.restart();
  const secret = readSecretOf((await beginRecover(vault, owner.kit)).totpSecret);
  owner.clock.advance(60_000);
  const entering = finishRecover(vault, { newPin: NEW_PIN, code: totpCode(secret, owner.clock.wall) });
  interruptEntry(vault);
  expect(await failure(() => entering)).toBe('LOCKED');
  expect(vault.now.open).toBe(false);
  expect((await enterAs({ ...owner, phone: { secret } }, owner.restart(), NEW_PIN)).integrity).toBe('ok');
});

test('a wrong, mistyped or foreign kit changes nothing', async () => {
  const owner = await makeOwner();
  const other = await makeOwner();
  const mistyped = `${owner.kit.slice(0, 7)}${owner.kit[7] === 'Z' ? 'Y' : 'Z'}${owner.kit.slice(8)}`;
  const before = readFileSync(join(owner.folder, 'vault.json'), 'utf8');
  for (const kit of [other.kit, mistyped, owner.kit.slice(0, 30), '', 'x'.repeat(100_000)]) {
    expect(await failure(() => beginRecover(owner.restart(), kit))).toBe('KIT_WRONG');
  }
  expect(readFileSync(join(owner.folder, 'vault.json'), 'utf8')).toBe(before);
  await enterAs(owner);
});

test('the kit is read in small letters, with spaces, O for 0 and I for 1', async () => {
  const owner = await makeOwner();
  await beginRecover(owner.restart(), ` ${owner.kit.toLowerCase().replaceAll('-', '  ').replaceAll('0', 'o').replaceAll('1', 'i')} `);
});

test('starting a recovery and giving up leaves the old PIN and phone in force', async () => {
  const owner = await makeOwner();
  const vault = owner.restart();
  await beginRecover(vault, owner.kit);
  expect(await failure(() => finishRecover(vault, { newPin: NEW_PIN, code: '000000' }))).toBe('CODE_WRONG');
  cancelPending(vault);
  expect(await failure(() => finishRecover(vault, { newPin: NEW_PIN, code: '000000' }))).toBe('SETUP_ORDER');
  await enterAs(owner);
});

test('a wiped keychain: the kit makes a new device secret, and not before everything was right', async () => {
  const before = await makeOwner();
  before.store.items.clear();
  const vault = before.restart();
  await beginRecover(vault, before.kit);
  expect(await failure(() => finishRecover(vault, { newPin: NEW_PIN, code: '000000' }))).toBe('CODE_WRONG');
  expect([...before.store.items.keys()].filter((name) => name !== 'probe')).toEqual([]);
  const { session, owner } = await recover(before, vault);
  expect(session.integrity).toBe('unanchored');
  await lockSession(session);
  expect((await enterAs(owner, owner.restart(), NEW_PIN)).integrity).toBe('ok');
});

test('another computer: folder and kit are enough', async () => {
  const before = await makeOwner();
  const there = makeWorld();
  cpSync(before.folder, there.folder, { recursive: true });
  const moved: Owner = { ...before, ...there };
  expect(await inspectVault(there.vault)).toMatchObject({ kind: 'locked', problem: 'KEYCHAIN_ABSENT' });
  const { session, owner } = await recover(moved);
  await lockSession(session);
  await enterAs(owner, owner.restart(), NEW_PIN);
});

test.each(['locked', 'none'] as const)('with the keychain %s the kit creates nothing there; a passphrase instead is the person\'s choice', async (state) => {
  const before = await makeOwner();
  before.store.state = state;
  const items = new Map(before.store.items);
  const vault = before.restart();
  const offer = await beginRecover(vault, before.kit);
  const secret = readSecretOf(offer.totpSecret);
  const code = totpCode(secret, before.clock.wall);
  expect(await failure(() => finishRecover(vault, { newPin: NEW_PIN, code }))).toBe(state === 'locked' ? 'KEYCHAIN_LOCKED' : 'KEYCHAIN_UNAVAILABLE');
  expect(await failure(() => finishRecover(vault, { newPin: NEW_PIN, code, mode: 'passphrase' }))).toBe('PIN_WEAK');
  const { session } = await finishRecover(vault, { newPin: PASSPHRASE, code, mode: 'passphrase' });
  await lockSession(remember(session));
  expect(before.store.items).toEqual(items);
  const owner = { ...before, phone: { secret } };
  await lockSession(await enterAs(owner, owner.restart(), PASSPHRASE));
  before.store.state = 'unlocked'; // and back, once there is a keychain again
  const back = await recover(owner, owner.restart(), { mode: 'keychain' });
  await lockSession(back.session);
  expect(readFileSync(join(owner.folder, 'vault.json'), 'utf8')).toContain('"mode": "keychain"');
  await enterAs(back.owner, owner.restart(), NEW_PIN);
});

test('a clock that ran ahead is put right by the kit, and that is on record', async () => {
  const before = await makeOwner();
  const today = before.clock.wall;
  before.clock.wall = Date.UTC(2099, 0, 1);
  const poisoned = remember(await login(before.restart(), { pin: PIN, code: nextCode(before), confirmClock: true }));
  await lockSession(poisoned);
  before.clock.wall = today;
  expect(await failure(() => enterAs(before))).toBe('CLOCK_BACK');
  const { session, owner } = await recover(before);
  expect(actions(session)).toContain('clock.reset');
  await lockSession(session);
  await enterAs(owner, owner.restart(), NEW_PIN);
});

const BAD_FILES: Record<string, (text: string) => string | Buffer> = {
  truncated: (text) => text.slice(0, text.length / 2),
  'zero bytes': () => '',
  'an empty object': () => '{}',
  'forty slots': (text) => edit(text, (file) => { file['slots'] = [slotsOf(file)[0], ...Array.from({ length: 39 }, (_, i) => ({ ...slotsOf(file)[1], id: `00000000-0000-4000-8000-0000000000${10 + i}` }))]; }),
  'an scrypt bomb': (text) => edit(text, (file) => { Object.assign(slotsOf(file)[1] ?? {}, { kdf: { name: 'scrypt', N: 2 ** 30, r: 8, p: 1 } }); }),
  'an Argon2 bomb': (text) => edit(text, (file) => { Object.assign(slotsOf(file)[1] ?? {}, { kdf: { name: 'argon2id', memoryKib: 2 ** 31, passes: 3, lanes: 4 } }); }),
  'hashing too cheap': (text) => edit(text, (file) => { Object.assign(slotsOf(file)[1] ?? {}, { kdf: { name: 'scrypt', N: 2, r: 8, p: 1 } }); }),
  'a slot id twice': (text) => edit(text, (file) => { Object.assign(slotsOf(file)[1] ?? {}, { id: slotsOf(file)[0]?.['id'] }); }),
  'a field too many': (text) => edit(text, (file) => { file['admin'] = true; }),
  'no recovery slot': (text) => edit(text, (file) => { file['slots'] = [slotsOf(file)[1]]; }),
  '65 KiB': (text) => text + ' '.repeat(65 * 1024),
  'binary rubbish': () => Buffer.from([0xff, 0xfe, 0, 1, 2, 3]),
};

function slotsOf(file: Record<string, unknown>): Record<string, unknown>[] {
  return Array.isArray(file['slots']) ? file['slots'] : [];
}

function edit(text: string, change: (file: Record<string, unknown>) => void): string {
  const file: Record<string, unknown> = JSON.parse(text);
  change(file);
  return JSON.stringify(file);
}

test.each(Object.keys(BAD_FILES))('vault.json with %s: its previous copy is used; with that broken too, the kit helps, and never a first run', async (name) => {
  const owner = await makeOwner();
  const [main, previous] = [join(owner.folder, 'vault.json'), join(owner.folder, 'vault.json.prev')];
  const bad = BAD_FILES[name]?.(readFileSync(main, 'utf8')) ?? '';
  writeFileSync(main, bad);
  await lockSession(await enterAs(owner));
  writeFileSync(main, bad);
  writeFileSync(previous, bad);
  expect(await inspectVault(owner.restart())).toMatchObject({ kind: 'broken', problem: 'VAULT_BROKEN', kitCanHelp: true });
  const started = performance.now();
  expect(await failure(() => enterAs(owner))).toBe('VAULT_BROKEN');
  expect(performance.now() - started).toBeLessThan(1000);
  const recovered = await recover(owner);
  await lockSession(recovered.session);
  await enterAs(recovered.owner, owner.restart(), NEW_PIN);
});

test('vault.json gone but the database there: the kit helps, first run is not offered', async () => {
  const owner = await makeOwner();
  for (const name of ['vault.json', 'vault.json.prev']) rmSync(join(owner.folder, name));
  expect(await inspectVault(owner.restart())).toMatchObject({ kind: 'broken', problem: 'VAULT_MISSING', kitCanHelp: true });
  expect(await failure(() => enterAs(owner))).toBe('VAULT_MISSING');
  const recovered = await recover(owner);
  await lockSession(recovered.session);
  await enterAs(recovered.owner, owner.restart(), NEW_PIN);
});

test('all copies of the kit slot gone: said as it is, and the database is left alone', async () => {
  const owner = await makeOwner();
  for (const name of ['vault.json', 'vault.json.prev', 'recovery.json']) rmSync(join(owner.folder, name));
  expect(await inspectVault(owner.restart())).toMatchObject({ kind: 'broken', problem: 'VAULT_MISSING', kitCanHelp: false });
  expect(await failure(() => beginRecover(owner.restart(), owner.kit))).toBe('VAULT_MISSING');
});

test('the database gone or empty is not replaced by a new one', async () => {
  const owner = await makeOwner();
  const path = join(owner.folder, 'billfold.db');
  truncateSync(path, 0);
  expect(await inspectVault(owner.restart())).toMatchObject({ kind: 'broken', problem: 'DB_DAMAGED' });
  expect(await failure(() => enterAs(owner))).toBe('DB_DAMAGED');
  rmSync(path);
  expect(await inspectVault(owner.restart())).toMatchObject({ kind: 'broken', problem: 'DB_MISSING' });
  expect(await failure(() => enterAs(owner))).toBe('DB_MISSING');
  expect(await failure(() => beginRecover(owner.restart(), owner.kit))).toBe('DB_MISSING');
  expect(statSync(path, { throwIfNoEntry: false })).toBeUndefined();
});

test('another vault\'s database in the place of ours is a key mismatch', async () => {
  const owner = await makeOwner();
  const other = await makeOwner();
  cpSync(join(other.folder, 'billfold.db'), join(owner.folder, 'billfold.db'));
  expect(await failure(() => enterAs(owner))).toBe('VAULT_KEY_MISMATCH');
});
