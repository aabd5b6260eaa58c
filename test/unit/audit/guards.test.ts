import { afterAll, beforeAll, expect, it } from 'vitest';
import { GUARDS, guardsOf, missingGuards } from '../../../main/audit/guards.ts';
import { type Company, openCompany } from '../../fixtures/company.ts';

let company: Company;
beforeAll(() => {
  company = openCompany();
});
afterAll(() => company.close());

it('the list of guards is that of a fresh schema: after a new step, copy what this prints', () => {
  expect(guardsOf(company.ctx.db)).toEqual(GUARDS);
  expect(missingGuards(company.ctx.db)).toEqual([]);
});

it('a guard that is gone, and one that was made toothless, are both named', () => {
  const { db } = company.ctx;
  db.exec("DROP TRIGGER document_no_delete; DROP TRIGGER audit_log_no_update; CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log WHEN 0 BEGIN SELECT RAISE(ABORT, 'append-only'); END");
  expect(missingGuards(db)).toEqual(['audit_log_no_update', 'document_no_delete']);
});
