// Logins as the log tells them, idle limits of roles, and that who is suspended or removed is put out at once.
import { afterEach, expect, test } from 'vitest';
import { rightsNow } from '../../../main/app/rightsNow.ts';
import { serviceContext } from '../../../main/app/serviceContext.ts';
import { beginEnrol, finishEnrol } from '../../../main/vault/enrol.ts';
import { login } from '../../../main/vault/login.ts';
import { invite } from '../../../main/vault/people.ts';
import { lockSession, type Session } from '../../../main/vault/session.ts';
import { totpCode } from '../../../main/vault/totp.ts';
import { saveIdleMinutes } from '../../../main/service/security.ts';
import { idleMinutesFor, sessionsIdle, sessionsLogins, sessionsSaveIdle } from '../../../main/service/sessions.ts';
import { cleanUpAfterEach, failure, makeOwner, NEW_PIN, nextCode, OWNER, type Owner, PIN, readSecretOf, remember } from './fixture.ts';

cleanUpAfterEach(afterEach);

const enter = async (owner: Owner): Promise<Session> => remember(await login(owner.restart(), { userName: OWNER, pin: PIN, code: nextCode(owner) }));

/** Tom, who came in by a one-time code and is still in. */
async function tomIsIn(owner: Owner): Promise<Session> {
  const session = await enter(owner);
  const { code } = await invite(session, { name: 'Tom', role: 'clerk' });
  await lockSession(session);
  const vault = owner.restart();
  const { totpSecret } = await beginEnrol(vault, { userName: 'Tom', code });
  const made = await finishEnrol(vault, { pin: NEW_PIN, code: totpCode(readSecretOf(totpSecret), owner.clock.wall) });
  return remember(made.session);
}

test('each login stands there with its way and the wrong tries before it, newest first', async () => {
  const owner = await makeOwner();
  await failure(() => login(owner.restart(), { userName: OWNER, pin: '950318', code: nextCode(owner) }));
  await lockSession(await enter(owner));
  owner.clock.advance(60_000);
  const session = remember(await login(owner.restart(), { userName: OWNER, pin: PIN, code: owner.recoveryCodes[0] ?? '' }));
  const { rows, since, name } = sessionsLogins(serviceContext(session), { userId: null }, session.openedAt);
  expect(rows.map(({ way, failed }) => [way, failed])).toEqual([['recoveryCode', 0], ['totp', 1], ['create', 0]]);
  expect([since, name]).toEqual([session.openedAt, OWNER]);
});

test('somebody else’s logins are for who looks after people only', async () => {
  const owner = await makeOwner();
  const tom = await tomIsIn(owner);
  const own = sessionsLogins(serviceContext(tom), { userId: null }, tom.openedAt);
  expect(own).toMatchObject({ rows: [{ way: 'enrol' }], people: [] });
  const ownerId = tom.db.prepare<[], { id: string }>("SELECT id FROM user WHERE role = 'owner'").get()?.id ?? '';
  expect(await failure(() => sessionsLogins(serviceContext(tom), { userId: ownerId }, tom.openedAt))).toBe('FORBIDDEN');
  await lockSession(tom);
  const session = await enter(owner);
  const tomId = session.db.prepare<[], { id: string }>("SELECT id FROM user WHERE name = 'Tom'").get()?.id ?? '';
  expect(sessionsLogins(serviceContext(session), { userId: tomId }, session.openedAt)).toMatchObject({ name: 'Tom', rows: [{ way: 'enrol' }] });
});

test('a role’s idle limit is never longer than everybody’s, whichever was set first', async () => {
  const session = await enter(await makeOwner());
  const ctx = serviceContext(session);
  saveIdleMinutes(ctx, 10);
  sessionsSaveIdle(ctx, { role: 'cashier', minutes: 5 });
  expect(await failure(() => sessionsSaveIdle(ctx, { role: 'clerk', minutes: 11 }))).toBe('INVALID_INPUT');
  expect([idleMinutesFor(session.db, 'cashier'), idleMinutesFor(session.db, 'clerk'), idleMinutesFor(session.db, 'owner')]).toEqual([5, 10, 10]);
  saveIdleMinutes(ctx, 3);
  expect(idleMinutesFor(session.db, 'cashier')).toBe(3);
  sessionsSaveIdle(ctx, { role: 'cashier', minutes: null });
  expect(sessionsIdle(ctx).roles.find(({ role }) => role === 'cashier')?.minutes).toBeNull();
  expect(await failure(() => sessionsSaveIdle(ctx, { role: 'owner', minutes: 1 }))).toBe('NOT_FOUND');
});

test('whoever is suspended or removed while in may nothing from the next call on, and the books are locked', async () => {
  const tom = await tomIsIn(await makeOwner());
  let locked = 0;
  const ask = () => rightsNow(tom, () => { locked += 1; });
  expect(ask()?.can('invoice.issue')).toBe(true);
  for (const column of ['suspended_at', 'disabled_at']) {
    tom.db.exec(`UPDATE user SET ${column} = '2026-11-22T09:00:00.000Z' WHERE name = 'Tom'`);
    expect(ask()).toBeNull();
    tom.db.exec(`UPDATE user SET ${column} = NULL WHERE name = 'Tom'`);
  }
  expect(locked).toBe(2);
  expect(rightsNow(null, () => { locked += 1; })).toBeNull();
  expect(locked).toBe(2);
});
