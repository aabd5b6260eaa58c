// What the audit log notices: edits, gaps, swaps, cut ends and whole files put back; and what the app then still allows.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { randomBytes } from 'node:crypto';
import { compareAnchor } from '../../../main/audit/anchor.ts';
import { appendAudit, auditHead } from '../../../main/audit/chain.ts';
import { verifyAudit, type AuditVerdict } from '../../../main/audit/verify.ts';
import { schema } from '../../../main/db/migrate.ts';
import { mapDbError, openDatabase, withDbErrors, type Db } from '../../../main/db/open.ts';
import { acknowledgeIntegrity, anchorIfDue, heartbeat, lockSession, recordAudit } from '../../../main/vault/session.ts';
import { cleanUpAfterEach, enterAs, failure, makeOwner, PASSPHRASE, PIN, tempFolder } from './fixture.ts';

cleanUpAfterEach(afterEach);

const ak = randomBytes(32);

function makeLog(rows: number): Db {
  const db = openDatabase(join(tempFolder(), 'log.db'), randomBytes(32), { create: true, schemaVersion: schema.latest });
  schema.migrate(db);
  db.transaction(() => { for (let i = 1; i <= rows; i += 1) add(db, i); })();
  return db;
}

function add(db: Db, i: number): void {
  appendAudit(db, ak, { at: '2026-11-22T16:50:09.123Z', actor: 'someone', action: 'invoice.issue', entity: 'invoice', entityId: `id-${i}`, body: { n: i } });
}

function verdict(db: Db, key: Buffer = ak): AuditVerdict {
  const walk = verifyAudit(db, key);
  for (let step = walk.next(); ; step = walk.next()) if (step.done === true) return step.value;
}

/** What somebody with the database key and a SQL prompt can do: the triggers are no obstacle to him. */
function attack(db: Db, sql: string): Db {
  for (const name of ['audit_log_no_update', 'audit_log_no_delete', 'audit_body_no_update', 'audit_body_no_delete']) db.exec(`DROP TRIGGER ${name}`);
  db.pragma('foreign_keys=OFF');
  db.exec(sql);
  return db;
}

test('an untouched log verifies, in slices of at most a thousand rows', () => {
  const db = makeLog(2500);
  const walk = verifyAudit(db, ak);
  expect(walk.next()).toEqual({ done: false, value: { checked: 1000 } });
  add(db, 2501); // writing goes on meanwhile
  expect(walk.next()).toEqual({ done: false, value: { checked: 2000 } });
  expect(walk.next()).toMatchObject({ done: true, value: { ok: true, checked: 2501 } });
  db.close();
});

test.each([
  ['an edited row', "UPDATE audit_log SET action = 'invoice.void' WHERE seq = 500", { seq: 500, fault: 'edited' }],
  ['an edited time', "UPDATE audit_log SET at = '2026-11-21T16:50:09.123Z' WHERE seq = 500", { seq: 500, fault: 'edited' }],
  ['an edited body', "UPDATE audit_body SET body = '{\"n\":7}' WHERE seq = 500", { seq: 500, fault: 'body' }],
  ['a body taken away', 'DELETE FROM audit_body WHERE seq = 500', { seq: 500, fault: 'body' }],
  ['a row taken out', 'DELETE FROM audit_log WHERE seq = 500', { seq: 501, fault: 'gap' }],
  ['two rows swapped', 'UPDATE audit_log SET seq = -1 WHERE seq = 10; UPDATE audit_log SET seq = 10 WHERE seq = 11; UPDATE audit_log SET seq = 11 WHERE seq = -1', { seq: 10, fault: 'broken-link' }],
  ['an epoch that starts by itself', 'UPDATE audit_log SET epoch = 2 WHERE seq >= 500', { seq: 500, fault: 'edited' }],
] as const)('%s is found where it is', (_name, sql, expected) => {
  const db = attack(makeLog(1000), `PRAGMA ignore_check_constraints=ON; ${sql}`);
  expect(verdict(db)).toMatchObject({ ok: false, ...expected });
  db.close();
});

test('rewriting the tail without the audit key is found, and so is any other key', () => {
  const db = attack(makeLog(100), 'DELETE FROM audit_log WHERE seq > 90; DELETE FROM audit_body WHERE seq > 90');
  appendAudit(db, randomBytes(32), { at: '2026-11-22T16:50:09.123Z', actor: 'x', action: 'invoice.issue', entity: 'invoice', entityId: null, body: {} });
  expect(verdict(db)).toMatchObject({ ok: false, seq: 91, fault: 'edited' });
  expect(verdict(db, randomBytes(32))).toMatchObject({ ok: false, seq: 1 });
  db.close();
});

test('the anchor tells a log that went back or was rewritten from one that is merely ahead', () => {
  const db = makeLog(100);
  const head = auditHead(db);
  const anchor = { vaultId: 'v', epoch: 1, seq: head?.seq ?? 0, mac: head?.mac.toString('hex') ?? '', at: '' };
  expect(compareAnchor(db, ak, null)).toBe('unanchored');
  expect(compareAnchor(db, ak, anchor)).toBe('ok');
  expect(compareAnchor(db, randomBytes(32), anchor)).toBe('edited');
  add(db, 101);
  expect(compareAnchor(db, ak, anchor)).toBe('ahead');
  attack(db, 'DELETE FROM audit_log WHERE seq > 50; DELETE FROM audit_body WHERE seq > 50');
  expect(compareAnchor(db, ak, anchor)).toBe('rolled-back');
  for (let i = 51; i <= 120; i += 1) add(db, i + 1000);
  expect(compareAnchor(db, ak, anchor)).toBe('edited');
  db.close();
});

test.each([
  'UPDATE audit_log SET actor = actor WHERE seq = 1', 'DELETE FROM audit_log WHERE seq = 1', 'DELETE FROM audit_log', "UPDATE audit_body SET body = '{}'",
  'DELETE FROM audit_body', "INSERT OR REPLACE INTO audit_body (seq, body) VALUES (1, '{}')", "REPLACE INTO audit_log SELECT * FROM audit_log WHERE seq = 1",
  "INSERT INTO audit_body (seq, body) VALUES (1, '{}') ON CONFLICT (seq) DO UPDATE SET body = '{}'",
])('the log is append-only: %s is refused', (sql) => {
  const db = makeLog(3);
  expect(() => db.exec(sql)).toThrow(/append-only|FOREIGN KEY/);
  expect(verdict(db)).toMatchObject({ ok: true, checked: 3 });
  db.close();
});

test('an erased body keeps the chain whole, once its erasure is on record', () => {
  const db = makeLog(5);
  const { seq } = appendAudit(db, ak, { at: '2026-11-22T16:50:09.123Z', actor: 'x', action: 'customer.erase', entity: 'customer', entityId: 'id', body: { seq: 2 } });
  db.prepare('INSERT INTO audit_erasure (seq, erased_by_seq) VALUES (2, ?)').run(seq);
  db.prepare('DELETE FROM audit_body WHERE seq = 2').run();
  expect(verdict(db)).toMatchObject({ ok: true, checked: 6 });
  db.close();
});

test('adding one row does not read the log again: a hundred times the rows cost the same', () => {
  const time = (db: Db): number => {
    const runs = Array.from({ length: 7 }, () => {
      const started = performance.now();
      db.transaction(() => { for (let i = 0; i < 300; i += 1) add(db, i); })();
      return performance.now() - started;
    });
    return Math.min(...runs);
  };
  const [small, large] = [makeLog(200), makeLog(20_000)];
  time(small);
  expect(time(large) / time(small)).toBeLessThan(3);
  small.close();
  large.close();
});

test.each(['keychain', 'passphrase'] as const)('%s: an older database put back opens for reading only, until the owner acknowledges it', async (mode) => {
  const pin = mode === 'keychain' ? PIN : PASSPHRASE;
  const owner = await makeOwner(mode);
  const path = join(owner.folder, 'billfold.db');
  const old = readFileSync(path);
  await lockSession(await enterAs(owner, owner.restart(), pin));
  await lockSession(await enterAs(owner, owner.restart(), pin));
  writeFileSync(path, old);
  let session = await enterAs(owner, owner.restart(), pin);
  expect(session).toMatchObject({ integrity: 'rolled-back', readOnly: true });
  expect(await failure(() => withDbErrors(() => recordAudit(session, { action: 'view.save', entity: 'x' })))).toBe('DB_READONLY');
  heartbeat(session);
  await anchorIfDue(session, { now: true });
  await lockSession(session);
  session = await enterAs(owner, owner.restart(), pin); // looking does not make it right
  expect(session.readOnly).toBe(true);
  await acknowledgeIntegrity(session);
  recordAudit(session, { action: 'view.save', entity: 'x' });
  expect(auditHead(session.db)?.epoch).toBe(2);
  expect(verdict(session.db, session.ak)).toMatchObject({ ok: true });
  await lockSession(session);
  session = await enterAs(owner, owner.restart(), pin);
  expect(session).toMatchObject({ integrity: 'ok', readOnly: false });
  expect(session.db.prepare("SELECT body FROM audit_log JOIN audit_body USING (seq) WHERE action = 'epoch.open'").get()).toEqual({ body: expect.stringContaining('"verdict":"') });
});

test('a killed app leaves the log ahead of its anchor, which is normal; without its write-ahead log it went back, which is not', async () => {
  const owner = await makeOwner();
  const session = await enterAs(owner);
  await anchorIfDue(session, { now: true });
  recordAudit(session, { action: 'customer.create', entity: 'customer' });
  const [crashed, keychain] = [tempFolder(), new Map(owner.store.items)];
  cpSync(owner.folder, crashed, { recursive: true }); // what is on disk and in the keychain while the app runs
  await lockSession(session);
  for (const [lost, integrity] of [[[], 'ahead'], [['billfold.db-wal', 'billfold.db-shm'], 'rolled-back']] as const) {
    rmSync(owner.folder, { recursive: true });
    cpSync(crashed, owner.folder, { recursive: true });
    for (const name of lost) rmSync(join(owner.folder, name));
    for (const [account, value] of keychain) owner.store.items.set(account, value);
    const again = await enterAs(owner);
    expect(again.integrity).toBe(integrity);
    await lockSession(again);
  }
});

test('a full disk shows as its own error', () => {
  expect(mapDbError(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }))).toMatchObject({ code: 'DISK_FULL' });
  const db = makeLog(10);
  db.pragma(`max_page_count=${String(db.pragma('page_count', { simple: true }))}`);
  expect(() => withDbErrors(() => { for (let i = 0; i < 5000; i += 1) add(db, i); })).toThrow('DISK_FULL');
  db.pragma('max_page_count=1000000');
  expect(verdict(db)).toMatchObject({ ok: true });
  db.close();
});
