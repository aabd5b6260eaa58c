// A step-up opens what matters for two minutes of the monotonic clock, once per code, and never outlives the session.
import { afterEach, expect, test } from 'vitest';
import { login } from '../../../main/vault/login.ts';
import { lockSession } from '../../../main/vault/session.ts';
import { needStepUp, STEP_UP_MS, steppedUp, stepUpSession } from '../../../main/vault/stepUp.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { cleanUpAfterEach, enterAs, failure, makeOwner, nextCode, PIN, remember } from './fixture.ts';

cleanUpAfterEach(afterEach);

test('H38 a login is no step-up: the PIN and a code are wanted again', async () => {
  const session = await enterAs(await makeOwner());
  expect(steppedUp(session)).toBe(false);
  expect(await failure(() => needStepUp(session))).toBe('STEP_UP');
});

test('H38 a step-up holds two minutes and not a moment longer, whatever the wall clock says', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  await stepUpSession(session, { pin: PIN, code: nextCode(owner) });
  expect(steppedUp(session)).toBe(true);
  owner.clock.mono += STEP_UP_MS - 1;
  expect(steppedUp(session)).toBe(true);
  owner.clock.wall -= 3_600_000; // set back an hour: nothing lasts longer for it
  owner.clock.mono += 1;
  expect(steppedUp(session)).toBe(false);
});

test('H38 locking ends it, and the next login begins without one', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  await stepUpSession(session, { pin: PIN, code: nextCode(owner) });
  await lockSession(session);
  expect(steppedUp(session)).toBe(false);
  expect(steppedUp(await enterAs(owner))).toBe(false);
});

test('e7 a code is good for one thing: neither the one of the login nor the one of a step-up works again', async () => {
  const owner = await makeOwner();
  const code = nextCode(owner);
  const session = remember(await login(owner.restart(), { pin: PIN, code }));
  expect(await failure(() => stepUpSession(session, { pin: PIN, code }))).toBe('AUTH_FAILED');
  expect(steppedUp(session)).toBe(false);
  owner.clock.advance(60_000);
  const next = totpCode(owner.phone.secret, owner.clock.wall);
  await stepUpSession(session, { pin: PIN, code: next });
  expect(await failure(() => stepUpSession(session, { pin: PIN, code: next }))).toBe('AUTH_FAILED');
});

test('a recovery code stands in for the phone, and is used up by it', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  const code = owner.recoveryCodes[0] ?? '';
  await stepUpSession(session, { pin: PIN, code });
  expect(steppedUp(session)).toBe(true);
  owner.clock.mono += STEP_UP_MS;
  expect(await failure(() => stepUpSession(session, { pin: PIN, code }))).toBe('AUTH_FAILED');
});

test('wrong tries at a step-up count towards the lockout of the login', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  for (let i = 0; i < 5; i += 1) expect(await failure(() => stepUpSession(session, { pin: '950318', code: '000000' }))).toBe('AUTH_FAILED');
  expect(await failure(() => stepUpSession(session, { pin: PIN, code: totpCode(owner.phone.secret, owner.clock.wall + 30_000) }))).toBe('WAIT');
  expect(steppedUp(session)).toBe(false);
});

test('a step-up is on the record', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  await stepUpSession(session, { pin: PIN, code: nextCode(owner) });
  expect(session.db.prepare<[], { action: string }>('SELECT action FROM audit_log ORDER BY seq DESC LIMIT 1').get()?.action).toBe('session.stepUp');
});
