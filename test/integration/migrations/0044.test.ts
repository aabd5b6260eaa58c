import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { schemaOf, userVersion } from '../../../main/db/migrate.ts';
import { MIGRATIONS } from '../../../main/db/migrations.ts';
import { draftsSave } from '../../../main/service/drafts.ts';
import { recurringAdopt, recurringStart } from '../../../main/service/recurring.ts';
import { recurringDecide } from '../../../main/service/recurringDue.ts';
import { openDatabase } from '../../../main/db/open.ts';
import { addCustomer, type Company, draftBody, openCompany } from '../../fixtures/company.ts';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());

describe('schema step 44', () => {
  it('comes on top of every step before it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'billfold-'));
    const db = openDatabase(join(folder, 'vault.db'), randomBytes(32), { create: true, schemaVersion: MIGRATIONS.at(-1)?.version ?? 0 });
    schemaOf(MIGRATIONS.filter(({ version }) => version < 44)).migrate(db);
    schemaOf(MIGRATIONS.filter(({ version }) => version <= 44)).migrate(db);
    expect(userVersion(db)).toBe(44);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('a settled date can be neither changed, taken back nor settled twice, and a schedule never goes back (T65, T66)', () => {
    const { ctx } = company;
    const draft = draftsSave(ctx, { body: draftBody(addCustomer(ctx)) });
    const { id } = recurringAdopt(ctx, { id: null, draftId: draft.id, version: 1 });
    recurringStart(ctx, { id, version: 1 });
    recurringDecide(ctx, { id, date: '2026-11-20', decision: 'issue' });
    for (const sql of [
      "UPDATE recurring_made SET kind = 'skipped', document_rid = NULL",
      'DELETE FROM recurring_made',
      'INSERT OR REPLACE INTO recurring_made SELECT * FROM recurring_made',
      "UPDATE recurring SET through = '2026-11-19'",
      'UPDATE recurring SET through = NULL',
      'UPDATE recurring SET made = 0',
      'DELETE FROM recurring',
    ]) expect(() => ctx.db.exec(sql), sql).toThrow(/append-only/);
  });

  it('what is due is found by an index', () => {
    const plan = company.ctx.db.prepare<[], { detail: string }>("EXPLAIN QUERY PLAN SELECT id FROM recurring WHERE state = 'on' AND next_date <= '2026-11-20' ORDER BY next_date, rid").all();
    expect(plan.map(({ detail }) => detail).join()).toMatch(/SEARCH recurring USING INDEX recurring_due/);
    const newest = company.ctx.db.prepare<[], { detail: string }>("EXPLAIN QUERY PLAN SELECT max(date) FROM recurring_made WHERE kind <> 'origin'").all();
    expect(newest.map(({ detail }) => detail).join()).toMatch(/recurring_made_newest/);
  });
});
