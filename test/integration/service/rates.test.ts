import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitRates, lookAtRates } from '../../../main/import/rates/jobs.ts';
import { draftsSave } from '../../../main/service/drafts.ts';
import { invoicesGet } from '../../../main/service/invoices.ts';
import { invoicesIssue } from '../../../main/service/issue.ts';
import { paymentsGet } from '../../../main/service/paymentLists.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { recurringAdopt, recurringGet, recurringSave, recurringStart } from '../../../main/service/recurring.ts';
import { recurringRun } from '../../../main/service/recurringDue.ts';
import { ratesEnter, ratesList, ratesOverview, ratesSaveSettings, ratesSuggest, ratesUndo } from '../../../main/service/rates.ts';
import { addCustomer, type Company, draftBody, issueInvoice, openCompany } from '../../fixtures/company.ts';

let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());

const enter = (day: string, rate: string, id = company.ctx.newId(), currency = 'USD') => {
  ratesEnter(company.ctx, { id, currency, day, rate, source: 'Our bank' });
  return id;
};
const suggested = (on: string, currency = 'USD') => ratesSuggest(company.ctx, { currency, on }).found;
const records = () => company.ctx.db.prepare<[], { action: string }>("SELECT action FROM audit_log WHERE action LIKE 'rate.%' ORDER BY seq").all().map(({ action }) => action);
const file = (...lines: string[]) => Buffer.from(`${lines.join('\n')}\n`);
const wish = (over: Partial<Parameters<typeof commitRates>[2]> = {}) => ({ file: 'rates.csv', quote: 'base' as const, currencies: ['USD', 'GBP'], from: null, skipProblems: false, ...over });

describe('dated exchange rates', () => {
  it('T35 suggest the newest rate on or before the date with its day and source; before the first there is none, never 0 or 1', () => {
    enter('2026-11-02', '0.92');
    enter('2026-11-10', '0.9');
    expect(suggested('2026-11-09')).toEqual({ rate: '0.92', day: '2026-11-02', source: 'Our bank', kind: 'enter', days: 7, old: false });
    expect(suggested('2026-11-10')).toMatchObject({ rate: '0.9', days: 0 });
    expect(suggested('2026-11-01')).toBeNull();
    expect(suggested('2026-11-10', 'GBP')).toBeNull();
    expect(suggested('2026-11-10', 'EUR')).toBeNull();
  });

  it('say when they are older than the owner allows', () => {
    enter('2026-11-02', '0.92');
    expect(suggested('2026-11-10')).toMatchObject({ days: 8, old: true });
    ratesSaveSettings(company.ctx, { oldAfter: 30 });
    expect(suggested('2026-11-10')).toMatchObject({ days: 8, old: false });
  });

  it('are corrected by a newer entry and taken back to what stood before; every step stays with its record', () => {
    const { ctx } = company;
    enter('2026-11-02', '0.92');
    const wrong = enter('2026-11-02', '9.2');
    expect(ratesList(ctx, { currency: 'USD', before: null, limit: 10 })).toMatchObject({ rows: [{ day: '2026-11-02', rate: '9.2' }], more: false });
    ratesUndo(ctx, { id: ctx.newId(), actId: wrong });
    ratesUndo(ctx, { id: ctx.newId(), actId: wrong });
    expect(suggested('2026-11-02')).toMatchObject({ rate: '0.92' });
    expect(records()).toEqual(['rate.enter', 'rate.enter', 'rate.undo']);
    for (const sql of ["UPDATE exchange_rate SET rate = '1'", 'DELETE FROM exchange_rate', "UPDATE exchange_act SET source = ''", 'DELETE FROM exchange_act']) expect(() => ctx.db.exec(sql)).toThrow('append-only');
  });

  it('T60 entering twice stores one, another rate under the same id is refused, and so are 0 and the own currency', () => {
    const { ctx } = company;
    const id = enter('2026-11-02', '0.92');
    enter('2026-11-02', '0.92', id);
    expect(records()).toEqual(['rate.enter']);
    expect(() => enter('2026-11-02', '0.93', id)).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    expect(() => enter('2026-11-02', '0')).toThrow(expect.objectContaining({ detail: { fields: [{ path: 'rate', code: 'RATE_NOT_POSITIVE' }] } }));
    expect(() => enter('2026-11-02', '2', ctx.newId(), 'EUR')).toThrow(expect.objectContaining({ detail: { fields: [{ path: 'currency', code: 'RATE_NOT_NEEDED' }] } }));
  });

  it('T35 no invoice in another currency is issued without a rate, however many are stored', () => {
    const { ctx } = company;
    enter('2026-11-02', '0.92');
    const draft = draftsSave(ctx, { body: draftBody(addCustomer(ctx), { currency: 'USD', rate: '' }) });
    expect(() => invoicesIssue(ctx, { draftId: draft.id, version: draft.version, acceptWarnings: true })).toThrow(expect.objectContaining({ code: 'DOCUMENT_INVALID' }));
  });

  it('T36 issued at the stored 0.92 and paid at the stored 0.90: fully paid, a loss of 20.00; a later correction changes neither', () => {
    const { ctx } = company;
    enter('2026-10-01', '0.92');
    const rate = enter('2026-11-10', '0.90');
    const customer = addCustomer(ctx);
    const line = { ...draftBody(customer).lines[0], quantity: '1', unitPrice: '1000', taxIds: [] };
    const { id } = issueInvoice(ctx, draftBody(customer, { issueDate: '2026-10-05', dueDate: '2026-11-05', currency: 'USD', rate: suggested('2026-10-05')?.rate ?? '', lines: [line as ReturnType<typeof draftBody>['lines'][number]] }));
    const payment = ctx.newId();
    recordPayment(ctx, {
      id: payment, customerId: customer, currency: 'USD', amount: 100_000, rate: suggested('2026-11-12')?.rate ?? null, baseAmount: null, paidOn: '2026-11-12', note: '',
      method: { method: 'transfer', reference: '', brand: null, last4: '' }, allocations: [{ documentId: id, amount: 100_000, rest: 'open' }],
    });
    ratesUndo(ctx, { id: ctx.newId(), actId: rate });
    expect(invoicesGet(ctx, { id })).toMatchObject({ status: 'paid', snapshot: { rate: '0.92', baseTotal: 92_000 } });
    expect(paymentsGet(ctx, { id: payment })).toMatchObject({ gain: -2_000, rate: '0.9' });
  });
});

describe('T35 a recurring invoice in another currency', () => {
  it('takes the stored rate of its day where that is fresh, and waits with its reason where it is old', () => {
    const { ctx } = company;
    enter('2026-11-18', '0.92');
    const draft = draftsSave(ctx, { body: draftBody(addCustomer(ctx), { currency: 'USD', rate: '0.5', issueDate: '2026-11-20' }) });
    const { id } = recurringAdopt(ctx, { id: null, draftId: draft.id, version: draft.version });
    const view = recurringGet(ctx, { id });
    const { version } = recurringSave(ctx, { id, version: view.version, schedule: { ...view.schedule, unit: 'week' }, mode: 'auto', prices: [] });
    recurringStart(ctx, { id, version });
    expect([...recurringRun(ctx)]).toMatchObject([{ date: '2026-11-20', refused: null }]);
    const issued = recurringGet(ctx, { id }).settled[0]?.documentId ?? '';
    expect(invoicesGet(ctx, { id: issued }).snapshot.rate).toBe('0.92');
    company.setNow('2026-11-27T09:00:00.000Z');
    expect([...recurringRun(ctx)]).toMatchObject([{ date: '2026-11-27', refused: 'DOCUMENT_INVALID' }]);
    enter('2026-11-27', '0.93');
    expect([...recurringRun(ctx)]).toMatchObject([{ date: '2026-11-27', refused: null }]);
  });
});

describe('a file of rates', () => {
  const csv = file('date,currency,rate', '2026-11-02,USD,0.92', '2026-11-03,USD,0.93', '2026-11-03,GBP,1.2', '2026-11-03,JPY,0.006');

  it('shows what is in it and stores nothing; taken in, only the chosen currencies and days come, and the same file adds nothing', () => {
    const { ctx } = company;
    enter('2026-11-02', '0.92');
    expect(lookAtRates(ctx, csv, 'base')).toMatchObject({ format: 'list', base: 'EUR', problemCount: 0, currencies: [{ currency: 'GBP', rates: 1, fresh: 1, used: false }, { currency: 'JPY' }, { currency: 'USD', rates: 2, fresh: 1, used: true, from: '2026-11-02', to: '2026-11-03' }] });
    expect(records()).toEqual(['rate.enter']);
    expect(commitRates(ctx, csv, wish({ from: '2026-11-03' }))).toMatchObject({ added: 2 });
    expect(commitRates(ctx, csv, wish())).toEqual({ actId: null, added: 0 });
    expect(suggested('2026-11-03', 'JPY')).toBeNull();
    expect(ratesOverview(ctx)).toMatchObject({ currencies: [{ currency: 'GBP', rate: '1.2' }, { currency: 'USD', rate: '0.93', source: 'rates.csv', kind: 'import' }], imports: [{ source: 'rates.csv', rates: 2, undone: false }] });
  });

  it('is taken back as a whole, and what was typed before counts again', () => {
    const { ctx } = company;
    enter('2026-11-03', '0.5');
    const { actId } = commitRates(ctx, csv, wish());
    expect(suggested('2026-11-03')).toMatchObject({ rate: '0.93' });
    ratesUndo(ctx, { id: ctx.newId(), actId: actId ?? '' });
    expect(suggested('2026-11-03')).toMatchObject({ rate: '0.5' });
    expect(suggested('2026-11-03', 'GBP')).toBeNull();
  });

  it('with rows that cannot be read comes in only when somebody says they may be missing: all or nothing', () => {
    const { ctx } = company;
    const broken = file('date,currency,rate', '2026-11-02,USD,0.92', '2026-11-03,USD,zero');
    expect(() => commitRates(ctx, broken, wish())).toThrow(expect.objectContaining({ code: 'IMPORT_HAS_PROBLEMS' }));
    expect(suggested('2026-11-03')).toBeNull();
    expect(commitRates(ctx, broken, wish({ skipProblems: true }))).toMatchObject({ added: 1 });
  });

  it('of ten years in thirty currencies is suggested from at once: one step into the key', () => {
    const { ctx } = company;
    const plan = ctx.db.prepare<[], { detail: string }>("EXPLAIN QUERY PLAN SELECT r.rate FROM exchange_rate r CROSS JOIN exchange_act a ON a.rid = r.act_rid WHERE r.base = 'EUR' AND r.currency = 'USD' AND r.day <= '2026-11-02' AND NOT EXISTS (SELECT 1 FROM exchange_act u WHERE u.undoes = r.act_rid) ORDER BY r.day DESC, r.act_rid DESC LIMIT 1").all().map(({ detail }) => detail);
    expect(plan[0]).toContain('SEARCH r USING PRIMARY KEY (base=? AND currency=? AND day<?)');
    expect(plan.join(' ')).not.toMatch(/SCAN|TEMP B-TREE/);
  });
});
