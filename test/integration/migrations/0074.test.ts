// Step 74, several people: users of earlier steps keep their role, and what the database itself refuses whoever calls.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { schemaOf, userVersion } from '../../../main/db/migrate.ts';
import { MIGRATIONS } from '../../../main/db/migrations.ts';
import { openDatabase, type Db } from '../../../main/db/open.ts';
import { readUser } from '../../../main/db/vaultRows.ts';
import { rightsOf } from '../../../main/repo/roles.ts';

const upTo = (version: number) => schemaOf(MIGRATIONS.filter((step) => step.version <= version));
const at = '2026-11-22T09:00:00.000Z';
const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
let folder: string;
let db: Db;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'billfold-0074-'));
  db = openDatabase(join(folder, 'some.db'), randomBytes(32), { create: true, schemaVersion: MIGRATIONS.at(-1)?.version ?? 0 });
  upTo(73).migrate(db);
  const add = db.prepare('INSERT INTO user (id, name, name_folded, role, slot_id, pin_set_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)');
  add.run(id(1), 'Mira', 'mira', 'owner', id(8), at, at);
  add.run(id(2), 'Tom', 'tom', 'cashier', id(9), at, at);
  upTo(74).migrate(db);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

test('users of earlier steps keep who they are and may do what they could', () => {
  expect(userVersion(db)).toBe(74);
  expect(readUser(db, id(2))).toMatchObject({ name: 'Tom', role: 'cashier', slotId: id(9), suspendedAt: null, enrolUntil: null, disabledAt: null });
  expect([rightsOf(db, id(1)).can('user.manage'), rightsOf(db, id(2)).can('user.manage'), rightsOf(db, id(2)).can('draft.write')]).toEqual([true, false, true]);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name IN ('user', 'role', 'role_limit', 'document_author', 'draft_author')").all()).toEqual([]);
});

test('the last owner who can get in stays one, whichever column is tried, and with a waiting or paused second owner too', () => {
  const ways = ["role = 'manager'", `disabled_at = '${at}'`, `suspended_at = '${at}'`, `enrol_until = '${at}'`];
  for (const second of ["role = 'cashier'", `role = 'owner', suspended_at = '${at}'`, `role = 'owner', suspended_at = NULL, enrol_until = '${at}'`]) {
    db.exec(`UPDATE user SET ${second} WHERE id = '${id(2)}'`);
    for (const way of ways) expect(() => db.exec(`UPDATE user SET ${way} WHERE id = '${id(1)}'`), `${second}, ${way}`).toThrow('last owner');
  }
  db.exec(`UPDATE user SET role = 'owner', suspended_at = NULL, enrol_until = NULL WHERE id = '${id(2)}'`);
  db.exec(`UPDATE user SET disabled_at = '${at}' WHERE id = '${id(1)}'`);
  for (const way of ways) expect(() => db.exec(`UPDATE user SET ${way} WHERE id = '${id(2)}'`)).toThrow('last owner');
});

test('a role somebody has is not retired, no role is deleted, and a role nobody knows may do nothing', () => {
  db.exec(`INSERT INTO role (id, name, name_folded, permissions, created_at) VALUES ('${id(5)}', 'Night shift', 'night shift', '["draft.write", "user.manage", "no.such"]', '${at}')`);
  db.exec(`UPDATE user SET role = '${id(5)}' WHERE id = '${id(2)}'`);
  const rights = rightsOf(db, id(2));
  expect([rights.can('draft.write'), rights.can('home.read'), rights.can('user.manage'), rights.can('invoice.issue')]).toEqual([true, true, false, false]);
  expect(() => db.exec(`UPDATE role SET removed_at = '${at}'`)).toThrow('somebody has this role');
  expect(() => db.exec('DELETE FROM role')).toThrow('not deleted');
  db.exec(`UPDATE user SET role = 'root' WHERE id = '${id(2)}'`);
  expect(rightsOf(db, id(2)).can('home.read')).toBe(false);
  expect(() => db.exec("INSERT INTO role_limit (role, own_documents_only) VALUES ('owner', 1)")).toThrow('CHECK');
});
