// Step 88, who did what in batches of 64: at every length of the log the views say what the log says, older books are taken over, an undone import may come by twice, and a hidden record is seen.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { batchesFit } from '../../../main/audit/batches.ts';
import { schemaOf } from '../../../main/db/migrate.ts';
import { MIGRATIONS } from '../../../main/db/migrations.ts';
import { openDatabase, type Db } from '../../../main/db/open.ts';

const upTo = (version: number) => schemaOf(MIGRATIONS.filter((step) => step.version <= version));
let folder: string;
let db: Db;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'billfold-0088-'));
  db = openDatabase(join(folder, 'some.db'), randomBytes(32), { create: true, schemaVersion: MIGRATIONS.at(-1)?.version ?? 0 });
  upTo(87).migrate(db);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

/** Records by two people about five things and nothing. */
function write(from: number, to: number): void {
  const add = db.prepare("INSERT INTO audit_log (seq, epoch, at, actor, action, entity, entity_id, body_hash, prev, mac) VALUES (?, 1, '2026-11-23T09:00:00.000Z', ?, ?, 'thing', ?, zeroblob(32), zeroblob(32), zeroblob(32))");
  for (let seq = from; seq <= to; seq += 1) add.run(seq, seq % 3 === 0 ? 'ann' : 'ben', seq % 2 === 0 ? 'x.save' : 'x.drop', seq % 6 === 0 ? null : `thing ${seq % 5}`);
}
const rows = (sql: string): unknown[] => db.prepare(sql).all();
const agree = (): void => {
  expect(rows('SELECT actor, action, seq FROM audit_by ORDER BY seq')).toEqual(rows('SELECT actor, action, seq FROM audit_log ORDER BY seq'));
  expect(rows('SELECT entity_id, seq FROM audit_of ORDER BY seq')).toEqual(rows('SELECT entity_id, seq FROM audit_log WHERE entity_id IS NOT NULL ORDER BY seq'));
  expect(batchesFit(db)).toBe(true);
};

test('books of before are taken over, and from there each length of the log is told in full', () => {
  write(1, 100);
  upTo(88).migrate(db);
  agree();
  for (let seq = 101; seq <= 260; seq += 1) {
    write(seq, seq);
    if (seq % 64 < 3 || seq % 64 > 61) agree();
  }
  expect(rows('SELECT count(*) AS n FROM audit_who')).toEqual([{ n: 256 }]);
});

test('a record that the filters hide or invent is seen, and the tables refuse changes', () => {
  upTo(88).migrate(db);
  write(1, 200);
  for (const table of ['audit_who', 'audit_about']) {
    expect(() => db.exec(`DELETE FROM ${table}`)).toThrow('append-only');
    expect(() => db.exec(`UPDATE ${table} SET seq = 1`)).toThrow('append-only');
  }
  db.exec('DROP TRIGGER audit_who_no_delete; DROP TRIGGER audit_who_no_update; DROP TRIGGER audit_about_no_update; DROP TRIGGER audit_about_no_delete');
  const tried = (sql: string): boolean => {
    db.exec(`BEGIN; ${sql}`);
    const fit = batchesFit(db);
    db.exec('ROLLBACK');
    return fit;
  };
  expect(tried('DELETE FROM audit_who WHERE seq = 7')).toBe(false);
  expect(tried("UPDATE audit_who SET actor = 'nobody' WHERE seq = 7")).toBe(false);
  expect(tried('DELETE FROM audit_about WHERE seq = 7')).toBe(false);
  expect(tried("UPDATE audit_about SET entity_id = 'thing 9' WHERE seq = 7")).toBe(false);
  expect(tried('DROP TRIGGER audit_log_batch')).toBe(true); // and then, one batch later:
  db.exec('DROP TRIGGER audit_log_batch');
  write(201, 256);
  expect(batchesFit(db)).toBe(false);
});
