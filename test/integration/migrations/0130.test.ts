// Step 130: drafts that named one document name a list, rows of what was used up stay, and a draft of an older export is read as well.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { schemaOf } from '../../../main/db/migrate.ts';
import { MIGRATIONS } from '../../../main/db/migrations.ts';
import { severalSources } from '../../../main/db/migrations/0130-several-sources.ts';
import { openDatabase } from '../../../main/db/open.ts';

const SOURCE = '01900000-0000-7000-8000-000000000001';
const before = (source: unknown) => JSON.stringify({ ...(source !== undefined && { source }), lines: [{ sourceLine: 1 }] });

test('drafts of before keep what they were made from, and are found by it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-0130-'));
  const db = openDatabase(join(folder, 'some.db'), randomBytes(32), { create: true, schemaVersion: 1000 });
  schemaOf(MIGRATIONS.filter(({ version }) => version < 130)).migrate(db);
  db.pragma('foreign_keys = OFF');
  const columns = ['line_net', 'allowances', 'charges', 'net', 'tax', 'gross', 'withheld', 'after_tax_allowances', 'prepaid', 'rounding', 'payable'];
  const told = db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'document' AND sql LIKE '%INSERT ON document%'").pluck().all();
  for (const name of told) db.exec(`DROP TRIGGER ${String(name)}`);
  db.prepare(`INSERT INTO document (rid, id, kind, number, series_rid, period, sequence, customer_rid, seller_rid, issue_date, reference, subject, note, currency, base_currency, language, prices_include_tax, tax_rounding, ${columns.join(', ')},
      template, line_count, adjustment_count, tax_count, content_hash, audit_seq, issued_at, issued_by)
    VALUES (7, ?, 'quote', 'Q-1', 1, '', 1, 1, 1, '2026-11-01', '', '', '', 'EUR', 'EUR', 'en', 0, 'half-up', ${columns.map(() => 0).join(', ')}, 'page-1', 0, 0, 0, zeroblob(32), 1, '2026-11-01T00:00:00.000Z', 'A')`).run(SOURCE);
  db.exec("INSERT INTO document_source (document_rid, position, source_rid, lines, adjustments) VALUES (9, 1, 7, '[{\"line\":0,\"own\":2,\"quantity\":\"3\"}]', '[4]')");
  const used = db.prepare('SELECT * FROM document_source').all();
  const add = (rid: number, source: unknown) => db.prepare(`INSERT INTO draft (rid, id, kind, subject, currency, issue_date, created_at, updated_at, words, body)
    VALUES (?, ?, 'invoice', '', 'EUR', '2026-11-01', '2026-11-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z', '', ?)`).run(rid, `${rid}`.padStart(36, '0'), before(source));
  const one = { id: SOURCE, adjustments: [12] };
  add(1, one);
  add(2, null);
  add(3, undefined);
  severalSources.up(db);
  add(4, one);
  add(5, null);
  const body = (rid: number): unknown => JSON.parse(String(db.prepare('SELECT body FROM draft WHERE rid = ?').pluck().get(rid)));
  const [listed, alone] = [{ lines: [{ sourceLine: 1 }], sources: [one] }, { lines: [{ sourceLine: 1 }] }];
  expect([1, 2, 3, 4, 5].map(body)).toEqual([listed, alone, alone, listed, alone]);
  expect(db.prepare('SELECT draft_rid, source_rid FROM draft_from ORDER BY draft_rid').all()).toEqual([{ draft_rid: 1, source_rid: 7 }, { draft_rid: 4, source_rid: 7 }]);
  expect(db.prepare('SELECT * FROM document_source').all()).toEqual(used);
  db.exec('UPDATE draft SET body = json_remove(body, \'$.sources\') WHERE rid = 1');
  expect(db.prepare('SELECT draft_rid FROM draft_from').pluck().all()).toEqual([4]);
  db.close();
  rmSync(folder, { recursive: true });
});
