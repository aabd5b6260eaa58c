// A new database key: the old one opens nothing any more, own PIN and kit go on, everybody else comes back by a one-time code, and nothing of the books is lost.
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { schema } from '../../../main/db/migrate.ts';
import { openDatabase } from '../../../main/db/open.ts';
import { beginEnrol, finishEnrol } from '../../../main/vault/enrol.ts';
import { realFiles } from '../../../main/vault/files.ts';
import { inspectVault } from '../../../main/vault/inspect.ts';
import { login } from '../../../main/vault/login.ts';
import { invite, removePerson } from '../../../main/vault/people.ts';
import { beginRecover } from '../../../main/vault/recover.ts';
import { type CopyWork, prepareRotation, rotate } from '../../../main/vault/rotate.ts';
import { dbKeyCopy, lockSession, type Session } from '../../../main/vault/session.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { cleanUpAfterEach, copyHere, failure, makeOwner, NEW_PIN, nextCode, OWNER, type Owner, PASSPHRASE, PIN, readSecretOf, remember } from './fixture.ts';

cleanUpAfterEach(afterEach);

async function enter(owner: Owner, pin = PIN): Promise<Session> {
  return remember(await login(owner.restart(), { userName: OWNER, pin, code: nextCode(owner) }));
}

async function rotated(owner: Owner, pin = PIN) {
  const session = await enter(owner, pin);
  const oldKey = dbKeyCopy(session);
  const { codes } = await prepareRotation(session, { pin, code: nextCode(owner), kit: owner.kit });
  await rotate(session, null, copyHere(session));
  return { oldKey, codes };
}

const opensWith = (owner: Owner, key: Buffer) => failure(() => openDatabase(join(owner.folder, 'billfold.db'), key, { schemaVersion: schema.latest, readonly: true }).close());
const actions = (session: Session): string[] => session.db.prepare<[], { action: string }>('SELECT action FROM audit_log ORDER BY seq').all().map(({ action }) => action);

test('the old key opens nothing, PIN, phone and kit go on as before, and the log is whole with the change in it', async () => {
  const owner = await makeOwner();
  const before = await enter(owner);
  const log = actions(before);
  await lockSession(before);
  const { oldKey } = await rotated(owner);
  expect(await opensWith(owner, oldKey)).toBe('VAULT_KEY_MISMATCH');
  const session = await enter(owner);
  expect(session.readOnly).toBe(false);
  expect(actions(session).slice(0, log.length)).toEqual(log);
  expect(actions(session)).toContain('key.rotate');
  await lockSession(session);
  expect((await beginRecover(owner.restart(), owner.kit)).user.name).toBe(OWNER);
});

test('what somebody kept of before, vault.json and all, opens nothing: not with their old PIN on this computer either', async () => {
  const owner = await makeOwner();
  const kept = readFileSync(join(owner.folder, 'vault.json'));
  await rotated(owner);
  await lockSession(await enter(owner));
  for (const name of ['vault.json', 'vault.json.prev', 'recovery.json']) copyFileSync(join(owner.folder, name), join(owner.folder, `${name}.now`));
  for (const name of ['vault.json', 'vault.json.prev']) writeFileSync(join(owner.folder, name), kept);
  expect(await failure(() => enter(owner))).toBe('KEYCHAIN_FOREIGN'); // the device secret is another one too
});

test('nothing under the old key is left after the first good login', async () => {
  const owner = await makeOwner();
  writeFileSync(join(owner.folder, 'billfold.db.before-74-x'), 'an old copy');
  await rotated(owner);
  expect(readdirSync(owner.folder)).toContain('billfold.db.old-key');
  await lockSession(await enter(owner));
  expect(readdirSync(owner.folder).filter((name) => /old-key|rotat|before-/.test(name))).toEqual([]);
});

test('everybody else gets a one-time code and sets PIN and phone anew; who was removed gets none', async () => {
  const owner = await makeOwner();
  const session = await enter(owner);
  const tom = await invite(session, { name: 'Tom', role: 'clerk' });
  const gone = await invite(session, { name: 'Eve', role: 'clerk' });
  removePerson(session, gone.userId);
  await lockSession(session);
  const { codes } = await rotated(owner);
  expect(codes.map(({ name }) => name)).toEqual(['Tom']);
  expect(await failure(() => beginEnrol(owner.restart(), { userName: 'Tom', code: tom.code }))).toBe('AUTH_FAILED');
  owner.clock.advance(120_000);
  const vault = owner.restart();
  const { totpSecret } = await beginEnrol(vault, { userName: 'Tom', code: codes[0]?.code ?? '' });
  const made = await finishEnrol(vault, { pin: NEW_PIN, code: totpCode(readSecretOf(totpSecret), owner.clock.wall) });
  expect(remember(made.session).user.name).toBe('Tom');
});

test('a wrong kit or PIN changes nothing, and a wrong kit does not cost the code of the phone', async () => {
  const owner = await makeOwner();
  const other = await makeOwner();
  const session = await enter(owner);
  const slots = () => ['vault.json', 'recovery.json'].map((name) => readFileSync(join(owner.folder, name), 'utf8'));
  const before = slots();
  const code = nextCode(owner);
  expect(await failure(() => prepareRotation(session, { pin: PIN, code, kit: other.kit }))).toBe('KIT_WRONG');
  expect(await failure(() => prepareRotation(session, { pin: '950318', code, kit: owner.kit }))).toBe('AUTH_FAILED');
  expect(await failure(() => rotate(session, null, copyHere(session)))).toBe('SETUP_ORDER');
  await prepareRotation(session, { pin: PIN, code, kit: owner.kit });
  expect(slots()).toEqual(before);
});

test('somebody who was invited after the codes were made is not left out: the codes are asked for again', async () => {
  const owner = await makeOwner();
  const session = await enter(owner);
  await prepareRotation(session, { pin: PIN, code: nextCode(owner), kit: owner.kit });
  await invite(session, { name: 'Tom', role: 'clerk' });
  expect(await failure(() => rotate(session, null, copyHere(session)))).toBe('CONFLICT');
  expect(session.closed).toBe(false);
});

test('a full disk keeps the old key, leaves nothing behind, and the session goes on', async () => {
  const owner = await makeOwner();
  const files = { ...realFiles };
  const session = remember(await login(owner.restart({ files }), { userName: OWNER, pin: PIN, code: nextCode(owner) }));
  await prepareRotation(session, { pin: PIN, code: nextCode(owner), kit: owner.kit });
  files.writeSynced = () => { throw Object.assign(new Error('full'), { code: 'ENOSPC' }); };
  expect(await failure(() => rotate(session, null, copyHere(session)))).toBe('DISK_FULL');
  expect(session.closed).toBe(false);
  expect(readdirSync(owner.folder).filter((name) => /rotat|old-key/.test(name))).toEqual([]);
  await lockSession(session);
  expect(await failure(() => enter(owner))).toBe('none');
});

test('what was written while the copy was made is not lost: the old key stays, and the change can be made again', async () => {
  const owner = await makeOwner();
  const session = await enter(owner);
  await prepareRotation(session, { pin: PIN, code: nextCode(owner), kit: owner.kit });
  const late: CopyWork = async (order, key) => {
    const made = await copyHere(session)(order, key);
    session.db.prepare('UPDATE user SET language = ?').run('de');
    return made;
  };
  expect(await failure(() => rotate(session, null, late))).toBe('CONFLICT');
  expect(readdirSync(owner.folder).filter((name) => /rotat|old-key/.test(name))).toEqual([]);
  expect(await failure(() => rotate(session, null, copyHere(session)))).toBe('none');
  const again = await enter(owner);
  expect(again.db.prepare('SELECT language FROM user').pluck().get()).toBe('de');
});

test('books that close while the copy is made keep the old key, and nothing of the copy is left', async () => {
  const owner = await makeOwner();
  const session = await enter(owner);
  await prepareRotation(session, { pin: PIN, code: nextCode(owner), kit: owner.kit });
  const closing: CopyWork = async (order, key) => {
    const made = await copyHere(session)(order, key);
    await lockSession(session);
    return made;
  };
  expect(await failure(() => rotate(session, null, closing))).toBe('LOCKED');
  expect(readdirSync(owner.folder).filter((name) => /rotat|old-key/.test(name))).toEqual([]);
  expect(await failure(() => enter(owner))).toBe('none');
});

test('without a keychain the passphrase goes on opening the books', async () => {
  const owner = await makeOwner('passphrase');
  const { oldKey } = await rotated(owner, PASSPHRASE);
  expect(await opensWith(owner, oldKey)).toBe('VAULT_KEY_MISMATCH');
  expect(await failure(() => enter(owner, PASSPHRASE))).toBe('none');
});

test('a change of key that was cut off is finished before anybody is told that something is missing', async () => {
  const owner = await makeOwner();
  const session = await enter(owner);
  await prepareRotation(session, { pin: PIN, code: nextCode(owner), kit: owner.kit });
  let renames = 0;
  const cut = owner.restart({ files: { ...realFiles, rename: (from, to) => { renames += 1; if (renames > 2) throw Object.assign(new Error('cut'), { code: 'EIO' }); realFiles.rename(from, to); } } });
  await failure(() => rotate({ ...session, vault: cut }, null, copyHere(session)));
  expect(existsSync(join(owner.folder, 'rotation.json'))).toBe(true);
  expect((await inspectVault(owner.restart())).kind).toBe('locked');
  expect(existsSync(join(owner.folder, 'rotation.json'))).toBe(false);
  expect(await failure(() => enter(owner))).toBe('none');
});
