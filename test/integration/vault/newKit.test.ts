// A new Recovery Kit: with it new keys for everything. The old paper opens nothing, the log stays provable over the change, and what was cut off anywhere opens.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { verifyAudit } from '../../../main/audit/verify.ts';
import { pastKeys } from '../../../main/audit/pastKeys.ts';
import { signedLog } from '../../../main/export/signedLog.ts';
import { realFiles } from '../../../main/vault/files.ts';
import { kitKeys, readKit, type KitSheet } from '../../../main/vault/kit.ts';
import { login } from '../../../main/vault/login.ts';
import { beginRecover } from '../../../main/vault/recover.ts';
import { prepareRotation, renewedKit, rotate } from '../../../main/vault/rotate.ts';
import { lockSession, recordAudit, type Session } from '../../../main/vault/session.ts';
import { cleanUpAfterEach, copyHere, failure, makeOwner, nextCode, OWNER, type Owner, PASSPHRASE, PIN, remember, tempFolder } from './fixture.ts';

cleanUpAfterEach(afterEach);

async function enter(owner: Owner, pin = PIN): Promise<Session> {
  return remember(await login(owner.restart(), { userName: OWNER, pin, code: nextCode(owner) }));
}

const typed = ({ groups, check }: KitSheet): string => [...groups, check].join('-');
const asked = ({ groups, ask }: KitSheet): [string, string] => [groups[ask[0] - 1] ?? '', groups[ask[1] - 1] ?? ''];

async function renewed(owner: Owner, pin = PIN): Promise<KitSheet> {
  const session = await enter(owner, pin);
  await prepareRotation(session, { pin, code: nextCode(owner), kit: null });
  const kit = renewedKit(session);
  await rotate(session, asked(kit), copyHere(session));
  return kit;
}

const walk = (session: Session) => {
  const steps = verifyAudit(session.db, session.ak);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
};

for (const mode of ['keychain', 'passphrase'] as const) {
  const pin = mode === 'keychain' ? PIN : PASSPHRASE;
  test(`the new kit opens, the old one does not; the same PIN goes on, without a wrong try counted, and the log is whole (${mode})`, async () => {
    const owner = await makeOwner(mode);
    const first = await enter(owner, pin);
    const was = { serial: first.kit.serial, bk: Buffer.from(first.bk), ak: Buffer.from(first.ak) };
    await lockSession(first);
    const kit = await renewed(owner, pin);
    const session = await enter(owner, pin);
    const keys = kitKeys(readKit(typed(kit)));
    expect([session.integrity, session.readOnly, session.before.failed]).toEqual(['ahead', false, 0]);
    expect([session.kit.serial, session.ak.equals(keys.ak), session.bk.equals(keys.bk), session.bk.equals(was.bk)]).toEqual([kit.serial, true, true, false]);
    expect(walk(session)).toMatchObject({ ok: true });
    expect(pastKeys(session.db)).toHaveLength(1);
    await lockSession(session);
    const again = await enter(owner, pin);
    expect(again.integrity).toBe('ok');
    await lockSession(again);
    expect(await failure(() => beginRecover(owner.restart(), owner.kit))).toBe('KIT_WRONG');
    expect((await beginRecover(owner.restart(), typed(kit))).user.name).toBe(OWNER);
  });
}

test('the keychain keeps one pair of keys after the first good login: a new device secret, under which an old vault.json is foreign', async () => {
  const owner = await makeOwner();
  const kept = readFileSync(join(owner.folder, 'vault.json'));
  const item = () => JSON.parse(Buffer.from([...owner.store.items].find(([name]) => name.startsWith('keys:'))?.[1] ?? '', 'base64').toString()) as { ds: string; next?: unknown };
  const before = item().ds;
  await renewed(owner);
  expect(item().next).toBeDefined();
  await lockSession(await enter(owner));
  expect([item().next, item().ds === before]).toEqual([undefined, false]);
  for (const name of ['vault.json', 'vault.json.prev']) writeFileSync(join(owner.folder, name), kept);
  expect(await failure(() => enter(owner))).toBe('KEYCHAIN_FOREIGN');
});

test('groups typed wrong change nothing; cut off before the decision the old kit, PIN and keys go on', async () => {
  const owner = await makeOwner();
  const session = await enter(owner);
  await prepareRotation(session, { pin: PIN, code: nextCode(owner), kit: null });
  const kit = renewedKit(session);
  expect(await failure(() => rotate(session, ['AAAA', 'BBBB'], copyHere(session)))).toBe('KIT_GROUPS_WRONG');
  expect(await failure(() => rotate(session, null, copyHere(session)))).toBe('KIT_GROUPS_WRONG');
  const full = owner.restart({ files: { ...realFiles, writeSynced: () => { throw Object.assign(new Error('full'), { code: 'ENOSPC' }); } } });
  expect(await failure(() => rotate({ ...session, vault: full }, asked(kit), copyHere(session)))).toBe('DISK_FULL');
  await lockSession(session);
  const again = await enter(owner);
  expect([again.integrity, again.before.failed, again.kit.serial]).toEqual(['ok', 0, session.kit.serial]);
  await lockSession(again);
  expect((await beginRecover(owner.restart(), owner.kit)).user.name).toBe(OWNER);
});

test('who has the old kit and the database key forges no record: neither before the change of kit nor by stretching what the old key covers', async () => {
  const owner = await makeOwner();
  const old = kitKeys(readKit(owner.kit)).ak;
  await renewed(owner);
  const session = await enter(owner);
  const until = pastKeys(session.db)[0]?.untilSeq ?? 0;
  expect(until).toBeGreaterThan(1);
  const attack = (sql: string): unknown => {
    session.db.exec(`BEGIN; DROP TRIGGER past_audit_key_no_update; DROP TRIGGER past_audit_key_no_delete; DROP TRIGGER audit_log_no_update; ${sql}`);
    const found = walk(session);
    session.db.exec('ROLLBACK');
    return found;
  };
  expect(attack(`UPDATE past_audit_key SET until_seq = until_seq + 1`)).toMatchObject({ ok: false });
  expect(attack('DELETE FROM past_audit_key')).toMatchObject({ ok: false, seq: 1, fault: 'edited' });
  expect(attack(`UPDATE audit_log SET mac = randomblob(32) WHERE seq = ${until}`)).toMatchObject({ ok: false });
  expect(old.equals(session.ak)).toBe(false);
  expect(walk(session)).toMatchObject({ ok: true });
});

test('a signed file of the log over two changes of kit is proved record by record with the newest kit alone', async () => {
  const owner = await makeOwner();
  await renewed(owner);
  const kit = await renewed(owner);
  const session = await enter(owner);
  recordAudit(session, { action: 'pin.change', entity: 'user', entityId: session.user.id });
  const file = join(tempFolder(), 'log.jsonl');
  const about = { vaultId: session.vaultId, business: 'Books', madeAt: '2026-11-22T09:00:00.000Z' };
  writeFileSync(file, Buffer.concat([...signedLog(session.db, session.ak, about, { from: 1, to: Number.MAX_SAFE_INTEGER })]));
  const checked = (paper: string) => spawnSync(process.execPath, [join(import.meta.dirname, '../../../tools/verify-audit.mjs'), file, '--kit', paper], { encoding: 'utf8' });
  expect(checked(typed(kit)).stdout).toContain('and the MAC of each record');
  expect(checked(owner.kit).status).not.toBe(0);
});
