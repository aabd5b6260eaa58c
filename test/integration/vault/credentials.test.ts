// Changing one's own way in: PIN, phone, recovery codes. Each needs PIN and code again; a crash leaves the old or the new, never neither.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { beginReenrolTotp, changePin, finishReenrolTotp, recoveryCodesLeft, regenerateRecoveryCodes, stepUp } from '../../../main/vault/credentials.ts';
import { realFiles } from '../../../main/vault/files.ts';
import { login } from '../../../main/vault/login.ts';
import { lockSession, type Session } from '../../../main/vault/session.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { cleanUpAfterEach, enterAs, failure, makeOwner, NEW_PIN, nextCode, type Owner, PIN, readSecretOf, remember } from './fixture.ts';

cleanUpAfterEach(afterEach);

const lastAction = (session: Session): string =>
  session.db.prepare<[], { action: string }>('SELECT action FROM audit_log ORDER BY seq DESC LIMIT 1').get()?.action ?? '';

test('a new PIN replaces the old one', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  await changePin(session, { pin: PIN, code: nextCode(owner), newPin: NEW_PIN });
  expect(lastAction(session)).toBe('pin.change');
  await lockSession(session);
  expect(await failure(() => enterAs(owner, owner.restart(), PIN))).toBe('AUTH_FAILED');
  await enterAs(owner, owner.restart(), NEW_PIN);
});

test('the previous copy of vault.json does not keep the old PIN alive', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  await changePin(session, { pin: PIN, code: nextCode(owner), newPin: NEW_PIN });
  await lockSession(session);
  writeFileSync(join(owner.folder, 'vault.json'), '{');
  expect(await failure(() => enterAs(owner, owner.restart(), PIN))).toBe('AUTH_FAILED');
  await enterAs(owner, owner.restart(), NEW_PIN);
});

test('wrong PIN, wrong code or a weak new PIN change nothing', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  const before = readFileSync(join(owner.folder, 'vault.json'), 'utf8');
  expect(await failure(() => changePin(session, { pin: '950318', code: nextCode(owner), newPin: NEW_PIN }))).toBe('AUTH_FAILED');
  expect(await failure(() => changePin(session, { pin: PIN, code: '000000', newPin: NEW_PIN }))).toBe('AUTH_FAILED');
  const code = nextCode(owner);
  expect(await failure(() => changePin(session, { pin: PIN, code, newPin: '111111' }))).toBe('PIN_WEAK');
  expect(readFileSync(join(owner.folder, 'vault.json'), 'utf8')).toBe(before);
  await stepUp(session, { pin: PIN, code }); // the weak PIN did not cost the code
});

test('guessing at a step-up is charged like guessing at the login', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  for (let i = 0; i < 5; i += 1) expect(await failure(() => stepUp(session, { pin: '950318', code: '000000' }))).toBe('AUTH_FAILED');
  expect(await failure(() => stepUp(session, { pin: PIN, code: nextCode(owner) }))).toBe('none'); // a minute passed
  for (let i = 0; i < 5; i += 1) await failure(() => stepUp(session, { pin: '950318', code: '000000' }));
  await lockSession(session);
  expect(await failure(() => login(owner.restart(), { pin: PIN, code: '123456' }))).toBe('WAIT');
});

test('the code used to log in is not good for a step-up', async () => {
  const owner = await makeOwner();
  const code = nextCode(owner);
  const session = remember(await login(owner.restart(), { pin: PIN, code }));
  expect(await failure(() => stepUp(session, { pin: PIN, code }))).toBe('AUTH_FAILED');
});

async function opensWith(owner: Owner, pin: string): Promise<boolean> {
  const outcome = await failure(async () => { await lockSession(await enterAs(owner, owner.restart(), pin)); });
  return outcome === 'none';
}

test('a full disk during a PIN change keeps the old PIN and says so', async () => {
  const owner = await makeOwner();
  const files = { ...realFiles };
  const session = await enterAs(owner, owner.restart({ files }));
  files.writeSynced = () => { throw Object.assign(new Error('full'), { code: 'ENOSPC' }); };
  expect(await failure(() => changePin(session, { pin: PIN, code: nextCode(owner), newPin: NEW_PIN }))).toBe('DISK_FULL');
  await lockSession(session);
  expect(await opensWith(owner, PIN)).toBe(true);
});

test('a new phone counts once its code was typed; giving up half-way keeps the old one', async () => {
  const owner = await makeOwner();
  let session = await enterAs(owner);
  const abandoned = await beginReenrolTotp(session, { pin: PIN, code: nextCode(owner) });
  expect(await failure(() => finishReenrolTotp(session, '000000'))).toBe('CODE_WRONG');
  await lockSession(session);
  session = await enterAs(owner); // with the old phone
  const secret = readSecretOf((await beginReenrolTotp(session, { pin: PIN, code: nextCode(owner) })).totpSecret);
  expect(secret.equals(readSecretOf(abandoned.totpSecret))).toBe(false);
  owner.clock.advance(60_000);
  finishReenrolTotp(session, totpCode(secret, owner.clock.wall));
  expect(lastAction(session)).toBe('totp.reenrol');
  expect(await failure(() => finishReenrolTotp(session, totpCode(secret, owner.clock.wall)))).toBe('SETUP_ORDER');
  await lockSession(session);
  expect(await failure(() => enterAs(owner))).toBe('AUTH_FAILED');
  await enterAs({ ...owner, phone: { secret } });
});

test('with the phone gone, PIN and a recovery code enrol a new one', async () => {
  const owner = await makeOwner();
  const session = remember(await login(owner.restart(), { pin: PIN, code: owner.recoveryCodes[0] ?? '' }));
  await beginReenrolTotp(session, { pin: PIN, code: owner.recoveryCodes[1] ?? '' });
  expect(recoveryCodesLeft(session)).toBe(8);
});

test('new recovery codes void every old one', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  const codes = await regenerateRecoveryCodes(session, { pin: PIN, code: nextCode(owner) });
  expect(new Set(codes).size).toBe(10);
  await lockSession(session);
  expect(await failure(() => login(owner.restart(), { pin: PIN, code: owner.recoveryCodes[5] ?? '' }))).toBe('AUTH_FAILED');
  remember(await login(owner.restart(), { pin: PIN, code: codes[5] ?? '' }));
});

test('after the lock nothing of a session can be used', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  const checking = stepUp(session, { pin: PIN, code: nextCode(owner) });
  await lockSession(session); // in the middle of the slow hash
  expect(await failure(() => checking)).toBe('LOCKED');
  expect(await failure(() => changePin(session, { pin: PIN, code: '000000', newPin: NEW_PIN }))).toBe('LOCKED');
  await lockSession(session);
});
