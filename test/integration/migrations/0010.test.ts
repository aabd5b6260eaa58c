// Step 10, the vault's own tables: from nothing, with what they must refuse.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { schemaOf } from '../../../main/db/migrate.ts';
import { MIGRATIONS } from '../../../main/db/migrations.ts';
import { openDatabase, type Db } from '../../../main/db/open.ts';
import { addMeta, raiseClockHigh, readMeta, replaceRecoveryCodes, resetClockHigh, setTotp, burnRecoveryCode, burnTotpStep } from '../../../main/db/vaultRows.ts';

let folder: string;
let db: Db;
let user: { rid: number };
const at = '2026-11-22T09:00:00.000Z';
const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
type NewUser = { id: string; name: string; nameFolded: string; role: string; slotId: string; at: string };
/** As this step's own program did: later ones know more columns. */
const addUser = (to: Db, one: NewUser): { rid: number } => ({
  rid: Number(to.prepare('INSERT INTO user (id, name, name_folded, role, slot_id, pin_set_at, created_at) VALUES (@id, @name, @nameFolded, @role, @slotId, @at, @at)').run(one).lastInsertRowid),
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'billfold-0010-'));
  db = openDatabase(join(folder, 'some.db'), randomBytes(32), { create: true, schemaVersion: 10 });
  schemaOf(MIGRATIONS.filter(({ version }) => version <= 10)).migrate(db);
  user = addUser(db, { id: id(1), name: 'Mira', nameFolded: 'mira', role: 'owner', slotId: id(9), at });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

test('the vault has one row of its own, with whole keys', () => {
  const meta = {
    vaultId: id(2), name: 'Harbour Tea', createdAt: at, kitSerial: 'ABCD-EFGH', kitMadeAt: at, backupKey: randomBytes(32), codePepper: randomBytes(32),
    auditKey: null, clockHighMs: 5,
  };
  expect(() => addMeta(db, { ...meta, backupKey: randomBytes(31) })).toThrow('CHECK');
  addMeta(db, meta);
  expect(readMeta(db)).toEqual(meta);
  expect(() => addMeta(db, meta)).toThrow('UNIQUE');
});

test('the clock mark only rises, except by the kit', () => {
  addMeta(db, {
    vaultId: id(2), name: 'x', createdAt: at, kitSerial: 'ABCD-EFGH', kitMadeAt: at, backupKey: randomBytes(32), codePepper: randomBytes(32), auditKey: null, clockHighMs: 100,
  });
  raiseClockHigh(db, 50);
  expect(readMeta(db).clockHighMs).toBe(100);
  raiseClockHigh(db, 150);
  expect(readMeta(db).clockHighMs).toBe(150);
  resetClockHigh(db, 50);
  expect(readMeta(db).clockHighMs).toBe(50);
});

test('the last owner can be neither disabled, demoted nor deleted, however it is tried', () => {
  for (const sql of ["UPDATE user SET role = 'cashier'", `UPDATE user SET disabled_at = '${at}'`, 'DELETE FROM user', "REPLACE INTO user SELECT * FROM user"]) {
    expect(() => db.exec(sql)).toThrow(/last owner|disabled, not deleted/);
  }
  addUser(db, { id: id(3), name: 'Second', nameFolded: 'second', role: 'owner', slotId: id(8), at });
  db.prepare('UPDATE user SET disabled_at = ? WHERE id = ?').run(at, id(1));
  expect(() => db.prepare("UPDATE user SET role = 'auditor' WHERE id = ?").run(id(3))).toThrow('last owner');
});

test('two users cannot have the same name, nor a role that does not exist', () => {
  expect(() => addUser(db, { id: id(4), name: 'MIRA', nameFolded: 'mira', role: 'cashier', slotId: id(7), at })).toThrow('UNIQUE');
  expect(() => db.exec("UPDATE user SET role = 'admin'")).toThrow(/CHECK|last owner/);
});

test('a phone step and a recovery code can be used up once', () => {
  setTotp(db, { userRid: user.rid, secret: randomBytes(20), lastStep: 100, at });
  expect(burnTotpStep(db, { userRid: user.rid, step: 100, drift: 0 })).toBe(false);
  expect(burnTotpStep(db, { userRid: user.rid, step: 101, drift: 1 })).toBe(true);
  expect(burnTotpStep(db, { userRid: user.rid, step: 101, drift: 0 })).toBe(false);
  const mac = randomBytes(32);
  replaceRecoveryCodes(db, user.rid, [mac, randomBytes(32)]);
  expect(burnRecoveryCode(db, { userRid: user.rid, mac: randomBytes(32), at })).toBe(false);
  expect(burnRecoveryCode(db, { userRid: user.rid, mac, at })).toBe(true);
  expect(burnRecoveryCode(db, { userRid: user.rid, mac, at })).toBe(false);
});
