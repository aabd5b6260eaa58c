// Saved views of the list: named once, one of them usual, everything on record.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Parsed } from '../../../contract/index.ts';
import { isAppError } from '../../../contract/errors.ts';
import { viewsList, viewsRemove, viewsSave } from '../../../main/service/views.ts';
import { type Company, openCompany } from '../../fixtures/company.ts';

type Save = Parsed<'views.save'>;
const BODY: Save['body'] = { q: '', standing: 'overdue', customerId: null, period: 'thisYear', from: null, to: null, currency: null, amountFrom: '100', amountTo: null, shown: ['status', 'number', 'customer', 'total'] };
let company: Company;
beforeAll(() => {
  company = openCompany();
});
afterAll(() => company.close());

const names = () => viewsList(company.ctx).rows.map(({ name, usual }) => `${name}${usual ? '*' : ''}`);
const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
  return 'nothing';
};

it('keeps a view as it was saved, by name, and one of them is the usual one', () => {
  const first = viewsSave(company.ctx, { name: 'Zebra', usual: true, body: BODY });
  viewsSave(company.ctx, { name: 'Alpha', usual: false, body: { ...BODY, q: 'bakery' } });
  expect(names()).toEqual(['Alpha', 'Zebra*']);
  expect(viewsList(company.ctx).rows[1]).toEqual({ ...first, name: 'Zebra', usual: true, body: BODY });
  viewsSave(company.ctx, { name: 'Éclair', usual: true, body: BODY });
  expect(names()).toEqual(['Alpha', 'Éclair*', 'Zebra']);
});

it('refuses a name that is there, an older version, and an unknown one', () => {
  const rows = viewsList(company.ctx).rows;
  const [alpha, , zebra] = rows;
  expect(refusal(() => viewsSave(company.ctx, { name: 'ALPHA', usual: false, body: BODY }))).toBe('DUPLICATE');
  expect(refusal(() => viewsSave(company.ctx, { id: zebra?.id, version: zebra?.version, name: 'alpha', usual: false, body: BODY }))).toBe('DUPLICATE');
  const saved = viewsSave(company.ctx, { id: alpha?.id, version: alpha?.version, name: 'Alpha', usual: false, body: BODY });
  expect(saved.version).toBe(2);
  expect(refusal(() => viewsSave(company.ctx, { id: alpha?.id, version: 1, name: 'Alpha', usual: false, body: BODY }))).toBe('CONFLICT');
  expect(refusal(() => viewsSave(company.ctx, { id: company.ctx.newId(), version: 1, name: 'New', usual: false, body: BODY }))).toBe('NOT_FOUND');
});

it('removes a view, and leaves a record of every change', () => {
  const [first] = viewsList(company.ctx).rows;
  viewsRemove(company.ctx, { id: first?.id ?? '' });
  expect(names()).toEqual(['Éclair*', 'Zebra']);
  expect(refusal(() => viewsRemove(company.ctx, { id: first?.id ?? '' }))).toBe('NOT_FOUND');
  const actions = company.ctx.db.prepare("SELECT action FROM audit_log WHERE entity = 'view' ORDER BY seq").pluck().all();
  expect(actions).toEqual(['view.save', 'view.save', 'view.save', 'view.save', 'view.remove']);
});
