// Several people, one vault: inviting, first login with a one-time code, pausing, removing, starting over, and what each of these must never open.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Db } from '../../../main/db/open.ts';
import { readUser } from '../../../main/db/vaultRows.ts';
import { changePin } from '../../../main/vault/credentials.ts';
import { beginEnrol, finishEnrol } from '../../../main/vault/enrol.ts';
import { inspectVault } from '../../../main/vault/inspect.ts';
import { login } from '../../../main/vault/login.ts';
import { invite, listPeople, removePerson, renamePerson, resetPerson, resumePerson, setPersonRole, suspendPerson } from '../../../main/vault/people.ts';
import { lockSession, type Session } from '../../../main/vault/session.ts';
import { foldName, loginSlots } from '../../../main/vault/slots.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import type { VaultMode } from '../../../main/vault/vaultFile.ts';
import { readVaultFile } from '../../../main/vault/vaultFile.ts';
import { cleanUpAfterEach, enterAs, failure, makeOwner, NEW_PIN, nextCode, type Owner, OWNER, PASSPHRASE, PIN, readSecretOf, remember } from './fixture.ts';

cleanUpAfterEach(afterEach);

const TOM = 'Tom Hession';
const TOMS_PIN = '730518';
const actions = (session: { db: Db }): string[] => session.db.prepare<[], { action: string }>('SELECT action FROM audit_log ORDER BY seq').all().map(({ action }) => action);
const hold = (session: Session): Promise<void> => lockSession(session);

/** A second person on the owner's vault, as the screens do it. */
async function enrolled(owner: Owner, code: string, pin = TOMS_PIN, name = TOM): Promise<{ session: Session; phone: Owner; recoveryCodes: string[] }> {
  const vault = owner.restart();
  owner.clock.advance(60_000);
  const { totpSecret } = await beginEnrol(vault, { userName: name, code });
  const phone = { ...owner, phone: { secret: readSecretOf(totpSecret) } };
  const { session, recoveryCodes } = await finishEnrol(vault, { pin, code: totpCode(phone.phone.secret, owner.clock.wall) });
  return { session: remember(session), phone, recoveryCodes };
}

const enter = async (person: Owner, pin = TOMS_PIN, userName = TOM): Promise<Session> => remember(await login(person.restart(), { userName, pin, code: nextCode(person) }));

async function withTom(role = 'cashier', mode: VaultMode = 'keychain') {
  const owner = await makeOwner(mode);
  const session = await enterAs(owner, owner.restart(), mode === 'passphrase' ? PASSPHRASE : PIN);
  const { code, userId } = await invite(session, { name: TOM, role });
  await hold(session);
  const tom = await enrolled(owner, code, mode === 'passphrase' ? 'seven gulls over slate roofs' : TOMS_PIN);
  await hold(tom.session);
  return { owner, tom: tom.phone, tomId: userId, code, recoveryCodes: tom.recoveryCodes };
}

test('an invited person sets up PIN and phone with the code, and from then on logs in with them', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  const { code, userId, until } = await invite(session, { name: TOM, role: 'cashier' });
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
  expect(Date.parse(until) - owner.clock.wall).toBe(24 * 3_600_000);
  expect((await listPeople(session)).map(({ name, state, you }) => [name, state, you])).toEqual([[OWNER, 'in', true], [TOM, 'invited', false]]);
  await hold(session);
  expect(await inspectVault(owner.restart())).toMatchObject({ kind: 'locked', needsUserName: false, codeWaiting: true });
  const tom = await enrolled(owner, code.toLowerCase().replaceAll('-', ' '));
  expect(tom.session.user).toMatchObject({ name: TOM, role: 'cashier', id: userId });
  expect(tom.recoveryCodes).toHaveLength(10);
  expect(actions(tom.session)).toEqual(['vault.create', 'session.open', 'session.open', 'user.invite', 'user.enrol', 'session.open']);
  expect(tom.session.db.prepare("SELECT actor FROM audit_log WHERE action IN ('user.invite', 'user.enrol') ORDER BY seq").pluck().all()).toEqual([session.user.id, userId]);
  await hold(tom.session);
  expect(await inspectVault(owner.restart())).toMatchObject({ needsUserName: true, codeWaiting: false });
  const again = await enter(tom.phone);
  expect([again.user.name, again.signedInWith, again.integrity]).toEqual([TOM, 'totp', 'ok']);
  await hold(again);
  await hold(remember(await login(owner.restart(), { userName: OWNER, pin: PIN, code: nextCode(owner) })));
});

test('vault.json names nobody and the code stands nowhere', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  const { code } = await invite(session, { name: TOM, role: 'cashier' });
  await hold(session);
  for (const file of ['vault.json', 'vault.json.prev', 'lockout.json', 'billfold.db']) {
    const bytes = readFileSync(join(owner.folder, file));
    for (const secret of ['Tom', 'Mira', 'cashier', code, code.replaceAll('-', '')]) expect(bytes.includes(secret), `${file} ${secret}`).toBe(false);
  }
});

test('the one-time code works once, for its own name only, and is no PIN', async () => {
  const { owner, code } = await withTom();
  expect(await failure(() => beginEnrol(owner.restart(), { userName: TOM, code }))).toBe('AUTH_FAILED');
  const session = await enterAsNamed(owner);
  const second = await invite(session, { name: 'Ana', role: 'manager' });
  await hold(session);
  expect(await failure(() => beginEnrol(owner.restart(), { userName: OWNER, code: second.code }))).toBe('AUTH_FAILED');
  expect(await failure(() => login(owner.restart(), { userName: 'Ana', pin: second.code, code: nextCode(owner) }))).toBe('AUTH_FAILED');
  expect(await failure(() => beginEnrol(owner.restart(), { userName: 'Ana', code: 'AAAA-BBBB-CCCC' }))).toBe('AUTH_FAILED');
});

const enterAsNamed = async (owner: Owner): Promise<Session> => remember(await login(owner.restart(), { userName: OWNER, pin: PIN, code: nextCode(owner) }));

test('after 24 hours the code has run out, also with the clock set back, and a new one helps', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  const { code, userId } = await invite(session, { name: TOM, role: 'cashier' });
  await hold(session);
  owner.clock.advance(24 * 3_600_000);
  expect(await failure(() => beginEnrol(owner.restart(), { userName: TOM, code }))).toBe('CODE_EXPIRED');
  const next = await enterAs(owner);
  expect((await listPeople(next))[1]?.state).toBe('expired');
  await hold(next);
  owner.clock.wall -= 23 * 3_600_000;
  expect(await failure(() => beginEnrol(owner.restart(), { userName: TOM, code }))).toBe('CLOCK_BACK');
  owner.clock.wall += 23 * 3_600_000;
  const third = await enterAs(owner);
  const fresh = await resetPerson(third, userId);
  await hold(third);
  expect(await failure(() => beginEnrol(owner.restart(), { userName: TOM, code }))).toBe('AUTH_FAILED');
  expect((await enrolled(owner, fresh.code)).session.user.name).toBe(TOM);
});

test('a code abandoned half-way, a wrong phone code or a weak PIN leave the code working', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  const { code } = await invite(session, { name: TOM, role: 'cashier' });
  await hold(session);
  const vault = owner.restart();
  const { totpSecret } = await beginEnrol(vault, { userName: TOM, code });
  expect(await failure(() => finishEnrol(vault, { pin: TOMS_PIN, code: '000000' }))).toBe('CODE_WRONG');
  expect(await failure(() => finishEnrol(vault, { pin: '123456', code: totpCode(readSecretOf(totpSecret), owner.clock.wall) }))).toBe('PIN_WEAK');
  expect(await failure(() => finishEnrol(owner.restart(), { pin: TOMS_PIN, code: '000000' }))).toBe('SETUP_ORDER');
  expect((await enrolled(owner, code)).session.user.name).toBe(TOM);
});

test('a suspended person stays out and comes back with the same PIN and phone', async () => {
  const { owner, tom, tomId } = await withTom();
  const session = await enterAsNamed(owner);
  suspendPerson(session, tomId);
  expect((await listPeople(session))[1]?.state).toBe('suspended');
  await hold(session);
  expect(await failure(() => enter(tom))).toBe('AUTH_FAILED');
  const back = await enterAsNamed(owner);
  expect(actions(back)).toContain('session.refused');
  resumePerson(back, tomId);
  await hold(back);
  expect((await enter(tom)).user.name).toBe(TOM);
});

test('removing takes the slot out of vault.json; pasted back it is refused and on the record (SECURITY e 24)', async () => {
  const { owner, tom, tomId } = await withTom();
  const before = readFileSync(join(owner.folder, 'vault.json'));
  const session = await enterAsNamed(owner);
  removePerson(session, tomId);
  expect(loginSlots(readVaultFile(owner.vault.files, owner.folder))).toHaveLength(1);
  expect(await failure(() => suspendPerson(session, tomId))).toBe('NOT_FOUND');
  await hold(session);
  expect(await failure(() => enter(tom))).toBe('AUTH_FAILED');
  writeFileSync(join(owner.folder, 'vault.json'), before);
  expect(await failure(() => enter(tom))).toBe('AUTH_FAILED');
  const after = await enterAsNamed(owner);
  expect(after.db.prepare("SELECT b.body FROM audit_log l JOIN audit_body b ON b.seq = l.seq WHERE l.action = 'session.refused'").pluck().get()).toContain('"disabled"');
  expect(loginSlots(readVaultFile(owner.vault.files, owner.folder)), 'swept out at the next login').toHaveLength(1);
  expect((await listPeople(after)).map(({ state }) => state)).toEqual(['in', 'removed']);
  const again = await invite(after, { name: TOM, role: 'auditor' });
  expect(again.userId).not.toBe(tomId);
});

test('who lost PIN or phone starts over with a new code; PIN, phone and recovery codes of before are worth nothing', async () => {
  const { owner, tom, tomId, recoveryCodes } = await withTom();
  const session = await enterAsNamed(owner);
  const { code } = await resetPerson(session, tomId);
  expect((await listPeople(session))[1]?.state).toBe('invited');
  await hold(session);
  expect(await failure(() => enter(tom))).toBe('AUTH_FAILED');
  expect(await failure(() => login(owner.restart(), { userName: TOM, pin: TOMS_PIN, code: recoveryCodes[0] ?? '' }))).toBe('AUTH_FAILED');
  const renewed = await enrolled(owner, code, NEW_PIN);
  await hold(renewed.session);
  expect(await failure(() => enter(tom))).toBe('AUTH_FAILED');
  expect((await enter(renewed.phone, NEW_PIN)).user.id).toBe(tomId);
});

test('the last owner can be neither removed, suspended, demoted nor reset, and nobody does any of it to themselves (SECURITY e 23)', async () => {
  const { owner, tom, tomId } = await withTom('owner');
  const session = await enterAsNamed(owner);
  const me = session.user.id;
  const acts: ((on: Session, id: string) => unknown)[] = [removePerson, suspendPerson, resetPerson, (on, id) => setPersonRole(on, id, 'manager')];
  for (const act of acts) expect(await failure(() => act(session, me))).toBe('OWN_ACCOUNT');
  suspendPerson(session, tomId);
  for (const act of acts) expect(await failure(() => act(session, me))).toBe('LAST_OWNER');
  resumePerson(session, tomId);
  await hold(session);
  // the other owner may, but then is the last one
  const other = await enter(tom);
  setPersonRole(other, me, 'cashier');
  for (const act of acts) expect(await failure(() => act(other, tomId))).toBe('LAST_OWNER');
  expect(readUser(other.db, me)?.role).toBe('cashier');
  expect((await listPeople(other)).filter(({ role, state }) => role === 'owner' && state === 'in')).toHaveLength(1);
});

test('a name is taken once, whatever its case, and at most 32 slots fit', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  expect(await failure(() => invite(session, { name: '  mira   OKAFOR', role: 'cashier' }))).toBe('DUPLICATE');
  const first = await invite(session, { name: 'Person 1', role: 'cashier' });
  for (let n = 2; n <= 30; n += 1) await invite(session, { name: `Person ${n}`, role: 'cashier' });
  expect(readVaultFile(owner.vault.files, owner.folder).slots).toHaveLength(32);
  expect(await failure(() => invite(session, { name: 'One more', role: 'cashier' }))).toBe('TOO_MANY_PEOPLE');
  expect((await resetPerson(session, first.userId)).userId).toBe(first.userId);
  removePerson(session, first.userId);
  expect((await invite(session, { name: 'One more', role: 'cashier' })).code).toHaveLength(14);
}, 60_000);

test('twenty wrong tries shut out the person they were made for, not the others; another owner opens again (SECURITY a.8)', async () => {
  const { owner, tom, tomId } = await withTom();
  for (let n = 0; n < 20; n += 1) {
    owner.clock.advance(2 * 3_600_000);
    expect(await failure(() => login(owner.restart(), { userName: TOM, pin: '950318', code: '000000' }))).toBe('AUTH_FAILED');
  }
  owner.clock.advance(2 * 3_600_000);
  expect(await failure(() => enter(tom))).toBe('LOCKED_OUT');
  const session = await enterAsNamed(owner);
  expect((await listPeople(session))[1]?.state).toBe('locked');
  const { code } = await resetPerson(session, tomId);
  expect((await listPeople(session))[1]?.state).toBe('invited');
  await hold(session);
  expect((await enrolled(owner, code)).session.user.name).toBe(TOM);
}, 60_000);

test('a name nobody has is shut out like one that somebody has', async () => {
  const { owner } = await withTom();
  const answers: Record<string, string[]> = { [TOM]: [], Nobody: [] };
  for (let n = 0; n < 21; n += 1) {
    for (const name of [TOM, 'Nobody']) {
      owner.clock.advance(2 * 3_600_000);
      answers[name]?.push(await failure(() => login(owner.restart(), { userName: name, pin: '950318', code: '000000' })));
    }
  }
  expect(answers['Nobody']).toEqual(answers[TOM]);
  expect(answers['Nobody']?.at(-1)).toBe('LOCKED_OUT');
}, 60_000);

test('made-up names cannot push the counter of a real one out of the file', async () => {
  const { owner, tom } = await withTom();
  for (let n = 0; n < 20; n += 1) {
    owner.clock.advance(2 * 3_600_000);
    await failure(() => login(owner.restart(), { userName: TOM, pin: '950318', code: '000000' }));
  }
  for (let n = 0; n < 45; n += 1) {
    owner.clock.advance(2 * 3_600_000);
    await failure(() => login(owner.restart(), { userName: `Made up ${n}`, pin: '950318', code: '000000' }));
  }
  owner.clock.advance(2 * 3_600_000);
  expect(await failure(() => enter(tom))).toBe('LOCKED_OUT');
}, 120_000);

test('each person changes their own PIN and nobody else notices', async () => {
  const { owner, tom } = await withTom();
  const session = await enter(tom);
  await changePin(session, { pin: TOMS_PIN, code: nextCode(tom), newPin: NEW_PIN });
  await hold(session);
  expect(await failure(() => enter(tom))).toBe('AUTH_FAILED');
  await hold(await enter(tom, NEW_PIN));
  await hold(await enterAsNamed(owner));
});

test('without a keychain the one-time code works too, and the person chooses a passphrase', async () => {
  const { owner, tom } = await withTom('cashier', 'passphrase');
  expect(loginSlots(readVaultFile(owner.vault.files, owner.folder)).map(({ type }) => type)).toEqual(['passphrase', 'passphrase']);
  expect((await enter(tom, 'seven gulls over slate roofs')).user.name).toBe(TOM);
});

test('names are folded the same way for finding and for being taken', () => {
  expect(foldName(' TOM  Hession ')).toBe(foldName(TOM));
});

test('a renamed person logs in with the new name and their own PIN; the old name is nobody any more, and the log says from what to what', async () => {
  const { owner, tom, tomId } = await withTom();
  const session = remember(await login(owner.restart(), { userName: OWNER, pin: PIN, code: nextCode(owner) }));
  renamePerson(session, tomId, 'Tom Hession-Byrne');
  expect(session.db.prepare<[], { body: string }>("SELECT b.body FROM audit_log l JOIN audit_body b ON b.seq = l.seq WHERE l.action = 'user.rename'").all().map(({ body }) => JSON.parse(body)))
    .toEqual([{ changes: [{ field: 'name', from: TOM, to: 'Tom Hession-Byrne' }] }]);
  expect((await listPeople(session)).map(({ name, state }) => [name, state])).toContainEqual(['Tom Hession-Byrne', 'in']);
  await hold(session);
  expect(readFileSync(join(owner.folder, 'vault.json'), 'utf8')).not.toMatch(/Tom|Byrne/);
  expect(await failure(() => enter(tom))).toBe('AUTH_FAILED');
  const again = await enter(tom, TOMS_PIN, 'tom hession-byrne');
  expect(again.user).toMatchObject({ id: tomId, name: 'Tom Hession-Byrne' });
  await changePin(again, { pin: TOMS_PIN, code: nextCode(tom), newPin: NEW_PIN });
  await hold(again);
  await hold(await enter(tom, NEW_PIN, 'Tom Hession-Byrne'));
});

test('an owner renames themselves at once; a name somebody has is refused, an old one is free again', async () => {
  const { owner, tomId } = await withTom();
  const session = remember(await login(owner.restart(), { userName: OWNER, pin: PIN, code: nextCode(owner) }));
  expect(await failure(() => Promise.resolve().then(() => renamePerson(session, tomId, ` ${OWNER.toUpperCase()} `)))).toBe('DUPLICATE');
  expect(await failure(() => Promise.resolve().then(() => renamePerson(session, session.user.id, TOM)))).toBe('DUPLICATE');
  renamePerson(session, session.user.id, 'Mira Adeyemi');
  expect(session.user.name).toBe('Mira Adeyemi');
  renamePerson(session, tomId, TOM.toUpperCase()); // the same to whoever types it
  const { code } = await invite(session, { name: OWNER, role: 'cashier' });
  await hold(session);
  const heir = await enrolled(owner, code, '918273', OWNER);
  expect(heir.session.user).toMatchObject({ name: OWNER, role: 'cashier' });
  await hold(heir.session);
  await hold(remember(await login(owner.restart(), { userName: 'Mira Adeyemi', pin: PIN, code: nextCode(owner) })));
});

test('somebody invited may be renamed before their first login, and the alias opens nothing by itself', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  const { code, userId } = await invite(session, { name: TOM, role: 'cashier' });
  renamePerson(session, userId, 'Thomas');
  await hold(session);
  const tom = await enrolled(owner, code, TOMS_PIN, 'Thomas');
  await hold(tom.session);
  const file = readVaultFile(owner.restart().files, owner.folder);
  const [mine, theirs] = loginSlots(file);
  if (mine === undefined || theirs === undefined) throw new Error('two slots');
  const swapped = file.slots.map((slot) => (slot.id === mine.id ? { ...slot, alias: theirs.tag } : slot.id === theirs.id ? { ...slot, alias: mine.tag } : slot));
  writeFileSync(join(owner.folder, 'vault.json'), JSON.stringify({ ...file, slots: swapped }));
  expect(await failure(() => enter(tom.phone, TOMS_PIN, 'Thomas')), 'asks for the PIN of whoever it points at').toBe('AUTH_FAILED');
});
