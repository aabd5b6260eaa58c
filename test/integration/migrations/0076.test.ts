// Schema step 76 on books in use: nothing waits yet, nothing of the books changes, and what is asked for from here on stays.
import { expect, it } from 'vitest';
import { approvals } from '../../../main/db/migrations/0076-approvals.ts';
import { openCompany } from '../../fixtures/company.ts';

it('adds two empty tables to books of the version before, and leaves the rest alone', () => {
  const company = openCompany();
  const { db } = company.ctx;
  db.exec('DROP TABLE approval_decision; DROP TABLE approval');
  const before = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM audit_log').get();
  approvals.up(db);
  expect(db.prepare('SELECT (SELECT count(*) FROM approval) + (SELECT count(*) FROM approval_decision) AS n').get()).toEqual({ n: 0 });
  expect(db.prepare('SELECT count(*) AS n FROM audit_log').get()).toEqual(before);
  company.close();
});
