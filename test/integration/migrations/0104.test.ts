// Step 104: the table of series is made anew with one kind more; counters and documents still find their series.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { schema, schemaOf, userVersion } from '../../../main/db/migrate.ts';
import { MIGRATIONS } from '../../../main/db/migrations.ts';
import { openDatabase } from '../../../main/db/open.ts';

test('books with series, counters and drafts keep them, and a series of receipts can be added; other kinds are still refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-0104-'));
  const db = openDatabase(join(folder, 'some.db'), randomBytes(32), { create: true, schemaVersion: 1000 });
  schemaOf(MIGRATIONS.filter(({ version }) => version < 104)).migrate(db);
  const add = (rid: number, kind: string) => db.prepare("INSERT INTO number_series (rid, id, kind, name, pattern, rules, device_id) VALUES (?, ?, ?, 'N', ?, 'plain', ?)").run(rid, `${rid}`.padStart(36, '0'), kind, `P${rid}-{0}`, 'd'.repeat(36));
  add(3, 'invoice');
  add(8, 'quote');
  db.exec("INSERT INTO series_counter (series_rid, period, next, taken) VALUES (3, '', 5, 4), (8, '2026', 2, 1)");
  const before = db.prepare('SELECT * FROM number_series ORDER BY rid').all();
  expect(() => add(9, 'receipt')).toThrow('CHECK');
  schema.migrate(db);
  expect(userVersion(db)).toBe(schema.latest);
  expect(db.prepare('SELECT * FROM number_series ORDER BY rid').all()).toEqual(before);
  expect(db.pragma('foreign_key_check')).toEqual([]);
  add(9, 'receipt');
  expect(() => add(10, 'note')).toThrow('CHECK');
  expect(() => db.exec("INSERT INTO series_counter (series_rid, period, next) VALUES (77, '', 1)")).toThrow('FOREIGN KEY');
  db.close();
  rmSync(folder, { recursive: true });
});
