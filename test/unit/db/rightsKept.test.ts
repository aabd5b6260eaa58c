// Schema steps 126 and 132: no role of one's own loses by the new rights what it could do, and none gains what it could not.
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { rightsKept } from '../../../main/db/migrations/0126-rights-kept.ts';
import { moreRightsKept } from '../../../main/db/migrations/0132-more-rights-kept.ts';
import { schema } from '../../../main/db/migrate.ts';
import { listRoles } from '../../../main/repo/roles.ts';

it('reports bring files of lists with them, acknowledging brings the settings of the watch; twice is once, and other roles stay as they are', () => {
  const db = new Database(':memory:');
  schema.migrate(db);
  const add = db.prepare("INSERT INTO role (id, name, name_folded, permissions, created_at) VALUES (?, ?, ?, ?, '2026-11-20T09:00:00.000Z')");
  const roles: Record<string, string[]> = { a: ['invoice.issue', 'report.read'], b: ['alert.acknowledge', 'alert.read'], c: ['draft.write', 'invoice.issue'], d: [] };
  for (const [name, permissions] of Object.entries(roles)) add.run(name.repeat(36), name, name, JSON.stringify(permissions));
  for (let n = 0; n < 2; n += 1) rightsKept.up(db);
  expect(listRoles(db).map(({ permissions }) => permissions)).toEqual([
    ['invoice.issue', 'list.export', 'report.read'], ['alert.acknowledge', 'alert.manage', 'alert.read'], ['draft.write', 'invoice.issue'], [],
  ]);
});

it('what items cost stays with every role, many documents as one PDF with those that could save lists', () => {
  const db = new Database(':memory:');
  schema.migrate(db);
  const add = db.prepare("INSERT INTO role (id, name, name_folded, permissions, created_at) VALUES (?, ?, ?, ?, '2026-11-20T09:00:00.000Z')");
  const roles: Record<string, string[]> = { a: ['invoice.issue', 'list.export'], b: [] };
  for (const [name, permissions] of Object.entries(roles)) add.run(name.repeat(36), name, name, JSON.stringify(permissions));
  for (let n = 0; n < 2; n += 1) moreRightsKept.up(db);
  expect(listRoles(db).map(({ permissions }) => permissions)).toEqual([['invoice.issue', 'invoice.printMany', 'item.cost', 'list.export'], ['item.cost']]);
});
