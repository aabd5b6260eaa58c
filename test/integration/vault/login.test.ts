// The way in: what opens the vault, what does not, and what each answer gives away.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { AppError } from '../../../contract/errors.ts';
import { schema } from '../../../main/db/migrate.ts';
import { openDatabase, type Db } from '../../../main/db/open.ts';
import { addUser } from '../../../main/db/vaultRows.ts';
import { changePin } from '../../../main/vault/credentials.ts';
import { inspectVault } from '../../../main/vault/inspect.ts';
import { login } from '../../../main/vault/login.ts';
import { dbKeyCopy, lockSession } from '../../../main/vault/session.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { interruptEntry } from '../../../main/vault/vault.ts';
import { cleanUpAfterEach, createVault, enterAs, failure, makeOwner, makeWorld, NEW_PIN, nextCode, type Owner, OWNER, PASSPHRASE, PIN, remember } from './fixture.ts';

cleanUpAfterEach(afterEach);

const wrong = '950318';
const actions = (session: { db: Db }): string[] =>
  session.db.prepare<[], { action: string }>('SELECT action FROM audit_log ORDER BY seq').all().map(({ action }) => action);

test('first run ends logged in, and PIN and code open the vault again', async () => {
  const world = makeWorld();
  expect(await inspectVault(world.vault)).toMatchObject({ kind: 'none', keychain: 'absent' });
  const { session, owner } = await createVault(world);
  expect(session.user).toMatchObject({ name: OWNER, role: 'owner' });
  await lockSession(session);
  expect(await inspectVault(owner.restart())).toMatchObject({ kind: 'locked', mode: 'keychain', keychain: 'ok', problem: null, needsUserName: false });
  const again = await enterAs(owner);
  expect(again.integrity).toBe('ok');
  expect(again.vaultName).toBe('Harbour Tea');
  expect(actions(again)).toEqual(['vault.create', 'session.open', 'session.open']);
});

test('locking closes the database and wipes the keys', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  const { dek, ds } = session.inner;
  await lockSession(session);
  expect(session.db.open).toBe(false);
  for (const key of [dek, ds, session.ak, session.bk]) expect(key?.every((byte) => byte === 0)).toBe(true);
  expect(existsSync(join(owner.folder, 'billfold.db-wal'))).toBe(false);
});

test('wrong PIN, wrong code and an unknown user give the same error', async () => {
  const owner = await makeOwner();
  const errors: string[] = [];
  for (const input of [{ pin: wrong, code: nextCode(owner) }, { pin: PIN, code: '000000' }, { userName: 'Nobody', pin: PIN, code: nextCode(owner) }]) {
    const error = await login(owner.restart(), input).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(AppError);
    errors.push(JSON.stringify({ ...(error as AppError) }));
  }
  expect(new Set(errors)).toEqual(new Set(['{"name":"AppError","code":"AUTH_FAILED","detail":{}}']));
});

test('a failed login takes the same time however far it got', async () => {
  const owner = await makeOwner();
  const vault = owner.restart({ failureFloorMs: 400 });
  const times: number[] = [];
  for (const input of [{ pin: wrong, code: '111111' }, { pin: PIN, code: '000000' }, { userName: 'Nobody', pin: PIN, code: '000000' }]) {
    const started = performance.now();
    const floorFromHere = setInterval(() => { owner.clock.mono += 5; }, 5); // the floor is counted on the injected clock
    expect(await failure(() => login(vault, input))).toBe('AUTH_FAILED');
    clearInterval(floorFromHere);
    times.push(performance.now() - started);
  }
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(150);
  expect(Math.min(...times)).toBeGreaterThan(380);
});

test('the user name finds its slot whatever its case and spacing', async () => {
  const owner = await makeOwner();
  const session = remember(await login(owner.restart(), { userName: '  mira  OKAFOR ', pin: PIN, code: nextCode(owner) }));
  expect(session.user.name).toBe(OWNER);
});

test('a PIN typed in Arabic-Indic or full-width digits is the same PIN', async () => {
  const owner = await makeOwner();
  const arabic = [...PIN].map((digit) => String.fromCharCode(0x660 + Number(digit))).join('');
  const wide = [...PIN].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('');
  for (const pin of [arabic, wide]) await lockSession(await enterAs(owner, owner.restart(), pin));
});

test('a PIN with NUL, a newline or ten million characters fails without any hashing', async () => {
  const owner = await makeOwner();
  for (const pin of [`${PIN}\0`, `${PIN}\n`, '1'.repeat(10_000_000), '']) {
    const started = performance.now();
    expect(await failure(() => login(owner.restart(), { pin, code: nextCode(owner) }))).toBe('AUTH_FAILED');
    expect(performance.now() - started).toBeLessThan(200);
  }
});

test('of two logins at once one runs and the other is told that it is busy', async () => {
  const owner = await makeOwner();
  const vault = owner.restart();
  const code = nextCode(owner);
  const first = login(vault, { pin: PIN, code });
  expect(await failure(() => login(vault, { pin: PIN, code }))).toBe('BUSY');
  remember(await first);
});

test('a computer that goes to sleep while the PIN is being hashed wakes up locked', async () => {
  const owner = await makeOwner();
  const vault = owner.restart();
  const entering = login(vault, { pin: PIN, code: nextCode(owner) });
  interruptEntry(vault);
  expect(await failure(() => entering)).toBe('LOCKED');
  expect(vault.now.open).toBe(false);
  await enterAs(owner, vault);
});

test('a phone code works once', async () => {
  const owner = await makeOwner();
  const code = nextCode(owner);
  await lockSession(remember(await login(owner.restart(), { pin: PIN, code })));
  expect(await failure(() => login(owner.restart(), { pin: PIN, code }))).toBe('AUTH_FAILED');
});

test('the code of the step before is refused once a newer one was used', async () => {
  const owner = await makeOwner();
  const earlier = nextCode(owner);
  owner.clock.advance(30_000);
  const later = totpCode(owner.phone.secret, owner.clock.wall);
  await lockSession(remember(await login(owner.restart(), { pin: PIN, code: later })));
  expect(await failure(() => login(owner.restart(), { pin: PIN, code: earlier }))).toBe('AUTH_FAILED');
});

test('a code of the neighbouring step is accepted, two steps away is not', async () => {
  const owner = await makeOwner();
  nextCode(owner);
  const at = (steps: number): string => totpCode(owner.phone.secret, owner.clock.wall + steps * 30_000);
  expect(await failure(() => login(owner.restart(), { pin: PIN, code: at(2) }))).toBe('AUTH_FAILED');
  expect(await failure(() => login(owner.restart(), { pin: PIN, code: at(-2) }))).toBe('AUTH_FAILED');
  remember(await login(owner.restart(), { pin: PIN, code: at(1) }));
});

test('a recovery code replaces the phone once, however it is typed, and is on record', async () => {
  const owner = await makeOwner();
  const [first = '', second = ''] = owner.recoveryCodes;
  const typed = first.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  const session = remember(await login(owner.restart(), { pin: PIN, code: typed }));
  expect(session.signedInWith).toBe('recoveryCode');
  expect(actions(session)).toContain('recovery.use');
  await lockSession(session);
  expect(await failure(() => login(owner.restart(), { pin: PIN, code: first }))).toBe('AUTH_FAILED');
  expect(await failure(() => login(owner.restart(), { pin: wrong, code: second }))).toBe('AUTH_FAILED');
  await lockSession(remember(await login(owner.restart(), { pin: PIN, code: second })));
});

test('two processes with the same recovery code: only one gets in', async () => {
  const owner = await makeOwner();
  const code = owner.recoveryCodes[0] ?? '';
  const results = await Promise.allSettled([login(owner.restart(), { pin: PIN, code }), login(owner.restart(), { pin: PIN, code })]);
  const entered = results.flatMap((result) => (result.status === 'fulfilled' ? [remember(result.value)] : []));
  expect(entered).toHaveLength(1);
});

test('with the clock set back a phone code is refused, a recovery code is not', async () => {
  const owner = await makeOwner();
  await lockSession(await enterAs(owner));
  owner.clock.wall -= 2 * 3_600_000;
  const code = totpCode(owner.phone.secret, owner.clock.wall);
  expect(await failure(() => login(owner.restart(), { pin: PIN, code }))).toBe('CLOCK_BACK');
  remember(await login(owner.restart(), { pin: PIN, code: owner.recoveryCodes[0] ?? '' }));
});

test('a clock set back after a long day says the same to a right and to a wrong PIN', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  owner.clock.wall += 6 * 3_600_000; // the books stay open for hours
  await lockSession(session);
  owner.clock.wall -= 4 * 3_600_000; // later than the login, earlier than the lock
  const code = totpCode(owner.phone.secret, owner.clock.wall);
  expect(await failure(() => login(owner.restart(), { pin: PIN, code }))).toBe('CLOCK_BACK');
  expect(await failure(() => login(owner.restart(), { pin: '593817', code }))).toBe('CLOCK_BACK');
});

test('a clock set back is noticed even when lockout.json and its mirror are gone', async () => {
  const owner = await makeOwner();
  await lockSession(await enterAs(owner));
  rmSync(join(owner.folder, 'lockout.json'));
  owner.store.items.delete(`lockout:${owner.vaultId}`);
  owner.clock.wall -= 2 * 3_600_000;
  expect(await failure(() => login(owner.restart(), { pin: PIN, code: totpCode(owner.phone.secret, owner.clock.wall) }))).toBe('CLOCK_BACK');
});

test('a far future date must be confirmed, and poisons nothing when it is not', async () => {
  const owner = await makeOwner();
  const today = owner.clock.wall;
  owner.clock.wall = Date.UTC(2099, 0, 1);
  expect(await failure(() => login(owner.restart(), { pin: PIN, code: totpCode(owner.phone.secret, owner.clock.wall) }))).toBe('CLOCK_JUMP');
  owner.clock.wall = today;
  await lockSession(await enterAs(owner));
  owner.clock.wall = today + 60 * 86_400_000;
  const session = remember(await login(owner.restart(), { pin: PIN, code: totpCode(owner.phone.secret, owner.clock.wall), confirmClock: true }));
  expect(actions(session)).toContain('clock.jump');
});

test('the log of a login tells how many tries failed before it', async () => {
  const owner = await makeOwner();
  for (let i = 0; i < 3; i += 1) await failure(() => login(owner.restart(), { pin: wrong, code: '000000' }));
  const session = await enterAs(owner);
  expect(session.before.failed).toBe(3);
  const body = session.db.prepare<[], { body: string }>('SELECT body FROM audit_body ORDER BY seq DESC LIMIT 1').get()?.body;
  expect(JSON.parse(body ?? '')).toEqual({ blockedBefore: 0, failedBefore: 3, with: 'totp' });
});

test('passphrase mode opens without any keychain and keeps no device secret', async () => {
  const owner = await makeOwner('passphrase');
  owner.store.state = 'none';
  expect(await inspectVault(owner.restart())).toMatchObject({ kind: 'locked', mode: 'passphrase', problem: null });
  const session = await enterAs(owner, owner.restart(), PASSPHRASE);
  expect(session.integrity).toBe('ok');
  expect(session.inner.ds).toBeNull();
  await lockSession(session);
  expect(await failure(() => login(owner.restart(), { pin: PIN, code: nextCode(owner) }))).toBe('AUTH_FAILED');
  expect(readFileSync(join(owner.folder, 'vault.json'), 'utf8')).toContain('"deviceSecretCheck": null');
});

test.each([
  ['locked', 'KEYCHAIN_LOCKED'], ['none', 'KEYCHAIN_UNAVAILABLE'],
] as const)('with the keychain %s the login says so and nothing is written', async (state, code) => {
  const owner = await makeOwner();
  const before = statSync(join(owner.folder, 'vault.json')).mtimeMs;
  const { writes } = owner.store;
  owner.store.state = state;
  expect(await failure(() => login(owner.restart(), { pin: PIN, code: nextCode(owner) }))).toBe(code);
  expect(await inspectVault(owner.restart())).toMatchObject({ kind: 'locked', problem: code });
  expect(statSync(join(owner.folder, 'vault.json')).mtimeMs).toBe(before);
  expect(owner.store.writes).toBe(writes);
  owner.store.state = 'unlocked';
  await enterAs(owner);
});

test('a wiped keychain is absent, a wrong or blank device secret is foreign; neither is replaced', async () => {
  const owner = await makeOwner();
  const account = `keys:${owner.vaultId}`;
  const item = owner.store.items.get(account) ?? '';
  const other = await makeOwner();
  const blank = Buffer.from(JSON.stringify({ v: 1, ds: Buffer.alloc(32).toString('base64'), ak: Buffer.alloc(32).toString('base64') })).toString('base64');
  for (const [value, code] of [[null, 'KEYCHAIN_ABSENT'], [other.store.items.get(`keys:${other.vaultId}`) ?? '', 'KEYCHAIN_FOREIGN'], [blank, 'KEYCHAIN_FOREIGN'], ['rubbish', 'KEYCHAIN_FOREIGN']] as const) {
    if (value === null) owner.store.items.delete(account);
    else owner.store.items.set(account, value);
    expect(await failure(() => login(owner.restart(), { pin: PIN, code: nextCode(owner) }))).toBe(code);
    expect(owner.store.items.get(account) ?? null).toBe(value);
  }
  owner.store.items.set(account, item);
  await enterAs(owner);
});

test('an old slot put back into vault.json opens nothing, and the refusal is on record', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  const key = dbKeyCopy(session);
  const old = readFileSync(join(owner.folder, 'vault.json'));
  await changePin(session, { pin: PIN, code: nextCode(owner), newPin: NEW_PIN });
  await lockSession(session);
  writeFileSync(join(owner.folder, 'vault.json'), old);
  expect(await failure(() => login(owner.restart(), { pin: PIN, code: nextCode(owner) }))).toBe('AUTH_FAILED');
  expect(lastRecord(owner, key)).toEqual({ action: 'session.refused', reason: 'old slot' });
});

test('a disabled user cannot enter with an old slot, and the refusal is on record', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  const key = dbKeyCopy(session);
  addUser(session.db, { id: randomUUID(), name: 'Second', nameFolded: 'second', role: 'owner', slotId: randomUUID(), at: session.openedAt });
  session.db.prepare('UPDATE user SET disabled_at = ? WHERE id = ?').run(session.openedAt, session.user.id);
  await lockSession(session);
  expect(await failure(() => login(owner.restart(), { pin: PIN, code: nextCode(owner) }))).toBe('AUTH_FAILED');
  expect(lastRecord(owner, key)).toEqual({ action: 'session.refused', reason: 'disabled' });
});

function lastRecord(owner: Owner, key: Buffer): { action: string; reason: unknown } {
  const db = openDatabase(join(owner.folder, 'billfold.db'), key, { schemaVersion: schema.latest });
  const row = db.prepare<[], { action: string; body: string }>('SELECT action, body FROM audit_log JOIN audit_body USING (seq) ORDER BY seq DESC LIMIT 1').get();
  db.close();
  const body: unknown = JSON.parse(row?.body ?? '{}');
  return { action: row?.action ?? '', reason: typeof body === 'object' && body !== null && 'reason' in body ? body.reason : null };
}
