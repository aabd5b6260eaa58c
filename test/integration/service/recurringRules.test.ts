// Days to pay (T69) and numbers of financial years (T70) of invoices that recurring ones make.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DraftBody } from '../../../contract/invoices.ts';
import { draftsSave } from '../../../main/service/drafts.ts';
import { businessGet, businessSave } from '../../../main/service/business.ts';
import { invoicesGet } from '../../../main/service/invoices.ts';
import { recurringAdopt, recurringGet, recurringSave, recurringStart } from '../../../main/service/recurring.ts';
import { recurringDecide } from '../../../main/service/recurringDue.ts';
import { seriesList, seriesSave } from '../../../main/service/series.ts';
import { addCustomer, type Company, draftBody, openCompany } from '../../fixtures/company.ts';

let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());
const on = (day: string) => company.setNow(`${day}T09:00:00.000Z`);

function begun(anchor: string, body: Partial<DraftBody>, unit: 'day' | 'month' = 'month'): string {
  const { ctx } = company;
  const draft = draftsSave(ctx, { body: draftBody(addCustomer(ctx), { issueDate: anchor, ...body }) });
  const { id } = recurringAdopt(ctx, { id: null, draftId: draft.id, version: draft.version });
  const view = recurringGet(ctx, { id });
  const { version } = recurringSave(ctx, { id, version: view.version, schedule: { ...view.schedule, unit }, mode: 'approve', prices: [] });
  recurringStart(ctx, { id, version });
  return id;
}
function issued(id: string, date: string) {
  const { documentId } = recurringDecide(company.ctx, { id, date, decision: 'issue' });
  return invoicesGet(company.ctx, { id: documentId ?? '' }).snapshot;
}

describe('days to pay of a recurring invoice', () => {
  it('T69: net 30 from 30 January 2026 is 1 March, and each date counts its own', () => {
    on('2026-01-30');
    const id = begun('2026-01-30', { terms: { kind: 'net', days: 30 }, dueDate: null });
    on('2026-03-30');
    expect(issued(id, '2026-01-30')).toMatchObject({ issueDate: '2026-01-30', dueDate: '2026-03-01' });
    expect(issued(id, '2026-02-28')).toMatchObject({ issueDate: '2026-02-28', dueDate: '2026-03-30' });
  });

  it('T69: 30 days, then end of month, from 15 January is 28 February', () => {
    on('2026-01-15');
    const id = begun('2026-01-15', { terms: { kind: 'eom', days: 30 }, dueDate: null });
    expect(issued(id, '2026-01-15').dueDate).toBe('2026-02-28');
  });
});

describe('numbers of a recurring invoice', () => {
  it('T70: with a year from April, 31 March and 1 April take numbers of different years', () => {
    const { ctx } = company;
    const { logo: _logo, ...profile } = businessGet(ctx);
    businessSave(ctx, { ...profile, fyStartMonth: 4 });
    const series = seriesList(ctx, { archived: false }).rows.find(({ kind }) => kind === 'invoice');
    if (series === undefined) throw new Error('no series');
    const { id: seriesId, version, kind, name, rules, isDefault } = series;
    seriesSave(ctx, { id: seriesId, version, kind, name, rules, isDefault, pattern: 'R-{FY}-{000}' });
    on('2026-03-31');
    const id = begun('2026-03-31', {}, 'day');
    on('2026-04-01');
    const [last, first] = [issued(id, '2026-03-31').number, issued(id, '2026-04-01').number];
    expect([last.endsWith('-001'), first.endsWith('-001')]).toEqual([true, true]);
    expect(first).not.toBe(last);
  });
});
