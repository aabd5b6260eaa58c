// The runner: all pending steps or none, in order, never backwards.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Migration } from '../../../main/db/migration.ts';
import { schema, schemaOf, userVersion } from '../../../main/db/migrate.ts';
import { MIGRATIONS } from '../../../main/db/migrations.ts';
import { openDatabase, type Db } from '../../../main/db/open.ts';

let folder: string;
let db: Db;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'billfold-migrate-'));
  db = openDatabase(join(folder, 'some.db'), randomBytes(32), { create: true, schemaVersion: 1000 });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const step = (version: number, sql: string): Migration => ({ version, up: (target) => { target.exec(sql); } });
const tables = (): string[] => db.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all().map(({ name }) => name);

test('the product\'s own steps are in order and every table is STRICT', () => {
  expect(schemaOf(MIGRATIONS).latest).toBe(schema.latest);
  schema.migrate(db);
  expect(userVersion(db)).toBe(schema.latest);
  const loose = db.prepare<[], { name: string }>("SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND schema = 'main'").all();
  expect(loose).toEqual([]);
});

test('a second run does nothing', () => {
  schema.migrate(db);
  const before = db.pragma('schema_version', { simple: true });
  schema.migrate(db, () => expect.unreachable());
  expect(db.pragma('schema_version', { simple: true })).toBe(before);
});

test('when the second of two steps fails, the first is undone as well', () => {
  schemaOf([step(10, 'CREATE TABLE a (x TEXT) STRICT')]).migrate(db);
  const failing = schemaOf([step(10, ''), step(20, 'CREATE TABLE b (x TEXT) STRICT'), step(30, 'CREATE TABLE a (x TEXT) STRICT')]);
  expect(() => failing.migrate(db)).toThrow('MIGRATION_FAILED');
  expect(tables()).toEqual(['a']);
  expect(userVersion(db)).toBe(10);
});

test('a step that leaves a dangling reference fails', () => {
  const dangling = schemaOf([step(10, 'CREATE TABLE a (x INTEGER PRIMARY KEY) STRICT; CREATE TABLE b (x INTEGER REFERENCES a (x) DEFERRABLE INITIALLY DEFERRED) STRICT; INSERT INTO b VALUES (7)')]);
  expect(() => dangling.migrate(db)).toThrow('MIGRATION_FAILED');
  expect(userVersion(db)).toBe(0);
});

test('before older data is changed the caller is told, outside any transaction; not for a new file', () => {
  schemaOf([step(10, 'CREATE TABLE a (x TEXT) STRICT')]).migrate(db, () => expect.unreachable());
  const seen: [number, boolean][] = [];
  schemaOf([step(10, ''), step(20, 'CREATE TABLE b (x TEXT) STRICT')]).migrate(db, (from) => seen.push([from, db.inTransaction]));
  expect(seen).toEqual([[10, false]]);
});

test('a newer file is refused', () => {
  db.pragma('user_version=110');
  expect(() => schemaOf([step(100, '')]).migrate(db)).toThrow('DB_FROM_FUTURE');
});

test.each([[[20, 10]], [[10, 10]], [[1.5]], [[0]]])('the list %j is out of order', (versions) => {
  expect(() => schemaOf(versions.map((version) => step(version, '')))).toThrow('out of order');
});
