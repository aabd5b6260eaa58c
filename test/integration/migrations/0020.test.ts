// Step 20, the audit log: added to a vault of step 10 without touching what is there. (What the log must refuse: test/integration/vault/history.test.ts.)
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appendAudit, auditHead } from '../../../main/audit/chain.ts';
import { schemaOf, userVersion } from '../../../main/db/migrate.ts';
import { MIGRATIONS } from '../../../main/db/migrations.ts';
import { openDatabase } from '../../../main/db/open.ts';

const upTo = (version: number) => schemaOf(MIGRATIONS.filter((step) => step.version <= version));
const at = '2026-11-22T09:00:00.000Z';

test('a vault of step 10 keeps its users and gets an empty log that takes rows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-0020-'));
  const db = openDatabase(join(folder, 'some.db'), randomBytes(32), { create: true, schemaVersion: 20 });
  upTo(10).migrate(db);
  const user = { id: '00000000-0000-4000-8000-000000000001', name: 'Mira', role: 'owner', slot_id: 'slot' };
  db.prepare("INSERT INTO user (id, name, name_folded, role, slot_id, pin_set_at, created_at) VALUES (@id, @name, 'mira', @role, @slot_id, @at, @at)").run({ ...user, at });
  upTo(20).migrate(db);
  expect(userVersion(db)).toBe(20);
  expect(db.prepare('SELECT id, name, role, slot_id FROM user').all()).toEqual([user]);
  expect(auditHead(db)).toBeNull();
  expect(appendAudit(db, randomBytes(32), { at, actor: user.id, action: 'session.open', entity: 'user', entityId: user.id, body: {} })).toMatchObject({ seq: 1, epoch: 1 });
  expect(() => db.prepare("INSERT INTO audit_body (seq, body) VALUES (7, '{}')").run()).toThrow('FOREIGN KEY');
  db.close();
  rmSync(folder, { recursive: true });
});
