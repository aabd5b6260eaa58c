import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { schemaOf, userVersion } from '../../../main/db/migrate.ts';
import { MIGRATIONS } from '../../../main/db/migrations.ts';
import { openDatabase } from '../../../main/db/open.ts';

it('schema step 45 comes on top of every step before it, every table STRICT', () => {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-'));
  const db = openDatabase(join(folder, 'vault.db'), randomBytes(32), { create: true, schemaVersion: MIGRATIONS.at(-1)?.version ?? 0 });
  schemaOf(MIGRATIONS.filter(({ version }) => version < 45)).migrate(db);
  schemaOf(MIGRATIONS.filter(({ version }) => version <= 45)).migrate(db);
  expect(userVersion(db)).toBe(45);
  expect(db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name LIKE 'reminder%'").all()).toEqual([]);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
  rmSync(folder, { recursive: true, force: true });
});
