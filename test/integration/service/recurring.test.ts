import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { can } from '../../../domain/roles.ts';
import { businessGet, businessSave } from '../../../main/service/business.ts';
import { draftsGet, draftsList, draftsSave } from '../../../main/service/drafts.ts';
import { invoicesGet, invoicesList } from '../../../main/service/invoices.ts';
import {
  recurringAdopt,
  recurringDiscard,
  recurringEdit,
  recurringEnd,
  recurringFromInvoice,
  recurringGet,
  recurringList,
  recurringPause,
  recurringResume,
  recurringSave,
  recurringStart,
} from '../../../main/service/recurring.ts';
import { recurringDecide, recurringDue, recurringPreview, recurringRun } from '../../../main/service/recurringDue.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany } from '../../fixtures/company.ts';

let company: Company;
let customerId: string;
beforeEach(() => {
  company = openCompany();
  customerId = addCustomer(company.ctx);
});
afterEach(() => company.close());

const EVERYTHING = { customerId: null, from: null, to: null, currency: null, overdueOn: null };
const on = (day: string) => company.setNow(`${day}T09:00:00.000Z`);
type Body = Parameters<typeof draftBody>[1];

/** A recurring invoice from a draft of that date, begun. */
function begun(anchor: string, mode: 'approve' | 'auto' = 'approve', body: Body = {}, schedule: object = {}): string {
  const { ctx } = company;
  const draft = draftsSave(ctx, { body: draftBody(customerId, { issueDate: anchor, ...body }) });
  const { id } = recurringAdopt(ctx, { id: null, draftId: draft.id, version: draft.version });
  const view = recurringGet(ctx, { id });
  const { version } = recurringSave(ctx, { id, version: view.version, schedule: { ...view.schedule, ...schedule }, mode, prices: [] });
  recurringStart(ctx, { id, version });
  return id;
}
const version = (id: string) => recurringGet(company.ctx, { id }).version;
const due = () => recurringDue(company.ctx, { limit: 200 }).rows.map(({ date }) => date);
const issue = (id: string, date: string) => recurringDecide(company.ctx, { id, date, decision: 'issue' });
const issued = () =>
  invoicesList(company.ctx, { q: '', after: null, limit: 200, filters: EVERYTHING })
    .rows.map(({ issueDate, number }) => `${issueDate} ${number}`)
    .sort();

describe('making one', () => {
  it('from an issued invoice: monthly, and the invoice of 31 January was its first (T62)', () => {
    on('2026-02-01');
    const invoice = issueInvoice(company.ctx, draftBody(customerId, { issueDate: '2026-01-31', dueDate: '2026-02-10', subject: 'Rent' }));
    const { id } = recurringFromInvoice(company.ctx, { id: invoice.id });
    const view = recurringGet(company.ctx, { id });
    expect(view).toMatchObject({ state: 'setup', through: '2026-01-31', made: 1, nextDate: '2026-02-28', settled: [{ kind: 'origin', number: invoice.number }] });
    expect(view.body).toMatchObject({ subject: 'Rent', terms: { kind: 'net', days: 10 }, dueDate: null });
    recurringStart(company.ctx, { id, version: view.version });
    on('2026-06-02');
    expect(due()).toEqual(['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']);
  });

  it('from a draft, which is used up; nothing is due before it is begun', () => {
    on('2026-03-01');
    const draft = draftsSave(company.ctx, { body: draftBody(customerId, { issueDate: '2026-03-01' }) });
    const { id } = recurringAdopt(company.ctx, { id: null, draftId: draft.id, version: 1 });
    expect(draftsList(company.ctx, { q: '', after: null, limit: 10 }).total).toBe(0);
    expect(due()).toEqual([]);
    expect(() => recurringAdopt(company.ctx, { id: null, draftId: draft.id, version: 1 })).toThrow('NOT_FOUND');
    recurringDiscard(company.ctx, { id });
    expect(recurringList(company.ctx, { q: '', after: null, limit: 10 })).toMatchObject({ rows: [], total: 0 });
  });

  it('refuses a draft no invoice could ever be made of, and names its fields', () => {
    const draft = draftsSave(company.ctx, { body: draftBody(null, { lines: [] }) });
    expect(() => recurringAdopt(company.ctx, { id: null, draftId: draft.id, version: 1 })).toThrow('DOCUMENT_INVALID');
    expect(draftsGet(company.ctx, { id: draft.id }).version).toBe(1);
  });

  it('refuses an interval of nothing, an end before its beginning, and a price of a line there is not', () => {
    const id = begun('2026-11-01');
    const { schedule } = recurringGet(company.ctx, { id });
    const save = (more: object, prices: { from: string; line: number; unitPrice: string }[] = []) =>
      recurringSave(company.ctx, { id, version: version(id), schedule: { ...schedule, ...more }, mode: 'approve', prices });
    expect(() => save({ end: { kind: 'date', date: '2026-10-01' } })).toThrow('INVALID_INPUT');
    expect(() => save({}, [{ from: '2026-12-01', line: 1, unitPrice: '3' }])).toThrow('INVALID_INPUT');
    expect(() => recurringSave(company.ctx, { id, version: 1, schedule, mode: 'auto', prices: [] })).toThrow('CONFLICT');
  });

  it('is for owners and managers; a cashier may issue what is due', () => {
    expect([can('manager', 'recurring.write'), can('cashier', 'recurring.write'), can('cashier', 'invoice.issue'), can('auditor', 'recurring.write')]).toEqual([true, false, true, false]);
  });
});

describe('after three months off', () => {
  it('exactly three wait for approval, each with its own date and price of its day; approving again adds none (T65)', () => {
    on('2026-08-20');
    const id = begun('2026-08-31', 'approve', { subject: 'Service {month}' });
    const view = recurringGet(company.ctx, { id });
    recurringSave(company.ctx, { id, version: view.version, schedule: view.schedule, mode: 'approve', prices: [{ from: '2026-10-01', line: 0, unitPrice: '20' }] });
    on('2026-11-20');
    const { rows, total } = recurringDue(company.ctx, { limit: 2 });
    expect(total).toBe(3);
    expect(rows.map((row) => [row.date, row.subject, row.total, row.daysLate, row.findings])).toEqual([
      ['2026-08-31', 'Service Aug 2026', 2500, 81, []],
      ['2026-09-30', 'Service Sep 2026', 2500, 51, []],
    ]);
    expect(recurringPreview(company.ctx, { id, date: '2026-10-31' }).snapshot).toMatchObject({ issueDate: '2026-10-31', dueDate: '2026-11-14', totals: { payable: 4000 } });
    expect(issued()).toEqual([]);
    for (const date of due()) issue(id, date);
    const three = ['2026-08-31 INV-2026-0001', '2026-09-30 INV-2026-0002', '2026-10-31 INV-2026-0003'];
    expect(issued()).toEqual(three);
    for (const date of ['2026-08-31', '2026-09-30', '2026-10-31']) expect(issue(id, date)).toMatchObject({ kind: 'issued' });
    expect([issued(), due()]).toEqual([three, []]);
    expect(recurringGet(company.ctx, { id })).toMatchObject({ through: '2026-10-31', made: 3, nextDate: '2026-11-30' });
  });

  it('nothing goes out unseen, not even where invoices are issued by themselves (T65)', () => {
    on('2026-08-20');
    begun('2026-08-31', 'auto');
    on('2026-11-20');
    expect([...recurringRun(company.ctx)]).toEqual([]);
    expect(due()).toEqual(['2026-08-31', '2026-09-30', '2026-10-31']);
  });

  it('they are decided in any order; one becomes a draft, one is left out, none is passed over (T65)', () => {
    on('2026-08-20');
    const id = begun('2026-08-31', 'approve', {}, { end: { kind: 'count', count: 3 } });
    on('2026-11-20');
    issue(id, '2026-10-31');
    expect(due()).toEqual(['2026-08-31', '2026-09-30']);
    const { draftId } = recurringDecide(company.ctx, { id, date: '2026-08-31', decision: 'draft' });
    expect(draftsGet(company.ctx, { id: draftId ?? '' }).body.issueDate).toBe('2026-08-31');
    expect(recurringDecide(company.ctx, { id, date: '2026-09-30', decision: 'skip' })).toMatchObject({ kind: 'skipped', documentId: null });
    expect(recurringDecide(company.ctx, { id, date: '2026-09-30', decision: 'issue' })).toMatchObject({ kind: 'skipped', documentId: null });
    // What was left out does not count: a third one comes.
    expect(recurringGet(company.ctx, { id })).toMatchObject({ through: '2026-10-31', made: 2, nextDate: '2026-11-30' });
    on('2026-12-01');
    issue(id, '2026-11-30');
    expect(recurringGet(company.ctx, { id })).toMatchObject({ state: 'done', made: 3, nextDate: null });
    expect(() => issue(id, '2026-12-31')).toThrow('NOT_DUE');
  });

  it('what cannot be issued says why, takes no number and goes on waiting', () => {
    on('2026-11-20');
    const id = begun('2026-11-18', 'auto', { currency: 'USD', rate: '0.92' });
    expect([...recurringRun(company.ctx)]).toEqual([{ id, date: '2026-11-18', number: null, refused: 'DOCUMENT_INVALID' }]);
    expect(recurringDue(company.ctx, { limit: 5 }).rows[0]?.findings.map(({ code }) => code)).toContain('RATE_MISSING');
    expect(() => issue(id, '2026-11-18')).toThrow('DOCUMENT_INVALID');
    expect([issued(), draftsList(company.ctx, { q: '', after: null, limit: 10 }).total]).toEqual([[], 0]);
  });

  it('a business that refuses dates before the last issued one is told so beforehand', () => {
    on('2026-11-20');
    const { logo: _logo, ...profile } = businessGet(company.ctx);
    businessSave(company.ctx, { ...profile, backdating: 'refuse' });
    begun('2026-11-10');
    issueInvoice(company.ctx, draftBody(customerId, { issueDate: '2026-11-19' }));
    expect(recurringDue(company.ctx, { limit: 5 }).rows[0]?.findings).toMatchObject([{ code: 'BACKDATED', severity: 'error' }]);
  });
});

describe('by itself', () => {
  it('issues what fell due within a week, in order of dates, and nothing the second time (T65)', () => {
    on('2026-11-14');
    begun('2026-11-16', 'auto', {}, { unit: 'day', every: 2 });
    begun('2026-11-17');
    begun('2026-11-19', 'auto');
    on('2026-11-20');
    expect([...recurringRun(company.ctx)].map(({ date }) => date)).toEqual(['2026-11-16', '2026-11-18', '2026-11-19', '2026-11-20']);
    expect([...recurringRun(company.ctx)]).toEqual([]);
    expect(issued()).toEqual(['2026-11-16 INV-2026-0001', '2026-11-18 INV-2026-0002', '2026-11-19 INV-2026-0003', '2026-11-20 INV-2026-0004']);
    expect(due()).toEqual(['2026-11-17']);
  });

  it('stopped after any invoice it goes on where it was (T65)', () => {
    on('2026-11-14');
    begun('2026-11-16', 'auto', {}, { unit: 'day' });
    on('2026-11-20');
    for (let i = 0; i < 3; i += 1) recurringRun(company.ctx).next();
    expect([...recurringRun(company.ctx)]).toHaveLength(2);
    expect(issued()).toHaveLength(5);
  });

  it('does nothing while the clock looks set back a day or a year, says which day was there before, and goes on after (T66)', () => {
    on('2026-11-20');
    begun('2026-11-18', 'auto', {}, { unit: 'day' });
    expect([...recurringRun(company.ctx)]).toHaveLength(3);
    begun('2025-11-19', 'auto');
    for (const day of ['2026-11-19', '2025-11-20']) {
      on(day);
      expect([...recurringRun(company.ctx)], day).toEqual([]);
      expect(recurringDue(company.ctx, { limit: 9 }).clockBack).toBe('2026-11-20');
    }
    on('2026-11-21');
    expect(recurringDue(company.ctx, { limit: 9 }).clockBack).toBeNull();
    expect([...recurringRun(company.ctx)].map(({ date }) => date)).toEqual(['2026-11-21']);
    expect(issued()).toHaveLength(4);
  });
});

describe('pausing and ending', () => {
  it('a pause makes nothing and nothing is made up for; the day of the month stays (T62)', () => {
    on('2026-01-20');
    const id = begun('2026-01-31');
    on('2026-02-01');
    issue(id, '2026-01-31');
    recurringPause(company.ctx, { id, version: version(id), from: '2026-02-01', to: null });
    on('2026-04-15');
    expect([due(), recurringGet(company.ctx, { id }).state]).toEqual([[], 'paused']);
    recurringResume(company.ctx, { id, version: version(id) });
    expect(recurringGet(company.ctx, { id })).toMatchObject({ state: 'on', nextDate: '2026-04-30', pauses: [{ from: '2026-02-01', to: '2026-04-14' }] });
    expect(() => recurringPause(company.ctx, { id, version: version(id), from: '2026-05-02', to: '2026-05-01' })).toThrow('INVALID_INPUT');
  });

  it('one that ended makes nothing, is never thrown away, and can be begun again from that day', () => {
    on('2026-03-20');
    const id = begun('2026-03-31');
    recurringEnd(company.ctx, { id, version: version(id) });
    on('2026-06-15');
    expect([due(), recurringGet(company.ctx, { id }).state]).toEqual([[], 'ended']);
    expect(() => recurringDiscard(company.ctx, { id })).toThrow('IN_USE');
    recurringStart(company.ctx, { id, version: version(id) });
    expect(recurringGet(company.ctx, { id })).toMatchObject({ state: 'on', nextDate: '2026-06-30' });
  });
});

describe('changing the wording', () => {
  it('happens in a draft; the old words go out until the new ones are taken over, price changes follow their lines', () => {
    on('2026-11-20');
    const id = begun('2026-11-01', 'approve', { lines: [line({ description: 'Web' }), line({ description: 'Mail' })] });
    const view = recurringGet(company.ctx, { id });
    recurringSave(company.ctx, {
      id, version: view.version, schedule: view.schedule, mode: 'approve',
      prices: [0, 1].map((at) => ({ from: '2027-01-01', line: at, unitPrice: '99' })),
    });
    const { draftId } = recurringEdit(company.ctx, { id });
    expect(recurringEdit(company.ctx, { id })).toEqual({ draftId });
    const draft = draftsGet(company.ctx, { id: draftId });
    const { version: next } = draftsSave(company.ctx, { id: draftId, version: draft.version, body: { ...draft.body, lines: [line({ description: 'Mail' }), line({ description: 'Phone' })] } });
    const first = issue(id, '2026-11-01');
    expect(invoicesGet(company.ctx, { id: first.documentId ?? '' }).snapshot.lines.map(({ description }) => description)).toEqual(['Web', 'Mail']);
    expect(recurringAdopt(company.ctx, { id, draftId, version: next })).toEqual({ id, dropped: 1 });
    expect(recurringGet(company.ctx, { id })).toMatchObject({ body: { lines: [{ description: 'Mail' }, { description: 'Phone' }] }, prices: [{ line: 0 }] });
    expect(recurringEdit(company.ctx, { id }).draftId).not.toBe(draftId);
  });
});

describe('the list', () => {
  it('begins with the next date, is found by its words, and pages', () => {
    on('2026-11-20');
    begun('2026-12-24', 'approve', { subject: 'Tree' });
    begun('2026-12-01', 'auto', { subject: 'Rent' });
    begun('2026-12-06', 'approve', { subject: 'Boots' });
    const first = recurringList(company.ctx, { q: '', after: null, limit: 2 });
    expect(first.rows.map(({ subject, nextDate, mode, amount }) => [subject, nextDate, mode, amount])).toEqual([['Rent', '2026-12-01', 'auto', 2500], ['Boots', '2026-12-06', 'approve', 2500]]);
    expect(recurringList(company.ctx, { q: '', after: first.next, limit: 2 }).rows.map(({ subject }) => subject)).toEqual(['Tree']);
    expect(recurringList(company.ctx, { q: 'boo', after: null, limit: 2 })).toMatchObject({ rows: [{ subject: 'Boots' }], total: 1, next: null });
  });
});
