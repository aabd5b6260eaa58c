import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closing as wall } from '../../../contract/closing.ts';
import { can, ROLES } from '../../../domain/roles.ts';
import { closingClose, closingLook, closingReopen, closingState } from '../../../main/service/closing.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { draftsSave } from '../../../main/service/drafts.ts';
import { invoicesIssue } from '../../../main/service/issue.ts';
import { refundCredit, voidPayment } from '../../../main/service/paymentActs.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { seriesPeek } from '../../../main/service/series.ts';
import { addCustomer, type Company, draftBody, issueInvoice, openCompany, TODAY } from '../../fixtures/company.ts';

let company: Company;
let customer: string;
beforeEach(() => {
  company = openCompany();
  customer = addCustomer(company.ctx);
});
afterEach(() => company.close());

const refusal = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return null;
};
const counts = () => ['document', 'period_closing', 'audit_log', 'day_total'].map((table) => company.ctx.db.prepare(`SELECT count(*) AS n FROM ${table}`).get());

describe('a closed period', () => {
  it('takes no invoice: the draft stays, no number is taken, and the field says until when', () => {
    const { ctx } = company;
    closingClose(ctx, { through: '2026-10-31' });
    const draft = draftsSave(ctx, { body: draftBody(customer, { issueDate: '2026-10-31' }) });
    const before = counts();
    const refused = refusal(() => invoicesIssue(ctx, { draftId: draft.id, version: draft.version, acceptWarnings: true }));
    expect(refused).toMatchObject({ code: 'DOCUMENT_INVALID', detail: { fields: expect.arrayContaining([{ path: 'issueDate', code: 'PERIOD_CLOSED', params: { closedThrough: '2026-10-31' } }]) } });
    expect(counts()).toEqual(before);
    expect(issueInvoice(ctx, draftBody(customer, { issueDate: '2026-11-01' })).number).toBe('INV-2026-0001');
    expect(seriesPeek(ctx, { id: null, date: TODAY }).closedThrough).toBe('2026-10-31');
  });

  it('takes no credit note either, but what is in it can be credited with a later date', () => {
    const { ctx } = company;
    const { id } = issueInvoice(ctx, draftBody(customer, { issueDate: '2026-10-05' }));
    closingClose(ctx, { through: '2026-10-31' });
    const credit = (issueDate: string) => invoicesCredit(ctx, { id, newId: ctx.newId(), request: { kind: 'whole' }, issueDate, reason: 'Given back' });
    expect(refusal(() => credit('2026-10-31'))).toMatchObject({ code: 'PERIOD_CLOSED', detail: { fields: [{ path: 'issueDate', code: 'PERIOD_CLOSED' }] } });
    expect(credit('2026-11-01').number).toBe('CN-2026-0001');
  });

  it('takes no money either: payment, refund, write-off and undoing want a later date, and what was open can still be paid', () => {
    const { ctx } = company;
    const { id } = issueInvoice(ctx, draftBody(customer, { issueDate: '2026-10-05' }));
    closingClose(ctx, { through: '2026-10-31' });
    const method = { method: 'transfer' as const, reference: '', brand: null, last4: '' };
    const pay = (payment: string, paidOn: string) =>
      recordPayment(ctx, { id: payment, customerId: customer, currency: 'EUR', amount: 3000, rate: null, baseAmount: null, paidOn, note: '', method, allocations: [{ documentId: id, amount: 2500, rest: 'open' }] });
    const payment = ctx.newId();
    expect(refusal(() => pay(payment, '2026-10-31'))).toMatchObject({ code: 'PERIOD_CLOSED', detail: { fields: [{ path: 'paidOn', code: 'PERIOD_CLOSED' }] } });
    expect(pay(payment, '2026-11-02')).toMatchObject({ unapplied: 500 });
    expect(pay(payment, '2026-11-02')).toMatchObject({ unapplied: 500 });
    const source = { kind: 'payment' as const, id: payment };
    expect(refusal(() => refundCredit(ctx, { id: ctx.newId(), source, amount: 500, paidOn: '2026-10-30', method, note: '' }))).toMatchObject({ code: 'PERIOD_CLOSED' });
    expect(refusal(() => voidPayment(ctx, { id: ctx.newId(), target: source, date: '2026-10-30', reason: 'x' }))).toMatchObject({ code: 'PERIOD_CLOSED', detail: { fields: [{ path: 'date' }] } });
    voidPayment(ctx, { id: ctx.newId(), target: source, date: '2026-11-03', reason: 'Bounced' });
    const act = "INSERT INTO payment_act (id, kind, customer_rid, date, note, input_hash, audit_seq, at, by) SELECT '" + 'y'.repeat(36) + "', kind, customer_rid, '2026-10-31', '', input_hash, audit_seq, at, by FROM payment_act LIMIT 1";
    expect(() => ctx.db.exec(act)).toThrow('the period is closed');
  });

  it('is held by the table itself: a document cannot come in another way, and closings cannot be changed or taken out', () => {
    const { ctx } = company;
    issueInvoice(ctx, draftBody(customer, { issueDate: '2026-10-05' }));
    closingClose(ctx, { through: '2026-10-31' });
    const columns = ctx.db.prepare<[], { name: string }>("SELECT name FROM pragma_table_info('document') WHERE name NOT IN ('rid', 'id', 'number')").all().map(({ name }) => name).join(', ');
    const copy = `INSERT INTO document (id, number, ${columns}) SELECT '${'x'.repeat(36)}', 'X-1', ${columns} FROM document`;
    expect(() => ctx.db.exec(copy)).toThrow('the period is closed');
    for (const sql of ['UPDATE period_closing SET through = NULL', 'DELETE FROM period_closing', "INSERT OR REPLACE INTO period_closing SELECT rid, kind, NULL, reason, audit_seq, at, by FROM period_closing"]) {
      expect(() => ctx.db.exec(sql)).toThrow(/append-only|CHECK/);
    }
  });

  it('only days that have passed can be closed, only forward, and the same twice is one closing', () => {
    const { ctx } = company;
    for (const through of [TODAY, '2026-12-31']) expect(refusal(() => closingClose(ctx, { through }))).toMatchObject({ code: 'INVALID_INPUT', detail: { fields: [{ path: 'through', code: 'PERIOD_ORDER' }] } });
    closingClose(ctx, { through: '2026-09-30' });
    closingClose(ctx, { through: '2026-09-30' });
    expect(refusal(() => closingClose(ctx, { through: '2026-08-31' }))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(closingState(ctx).events).toHaveLength(1);
  });

  it('is opened again only with a reason, and the log keeps who, when, what and why', () => {
    const { ctx } = company;
    closingClose(ctx, { through: '2026-10-31' });
    expect(wall['closing.reopen'].input.safeParse({ through: null, reason: '  ' }).success).toBe(false);
    expect(refusal(() => closingReopen(ctx, { through: '2026-11-15', reason: 'x' }))).toMatchObject({ code: 'INVALID_INPUT' });
    closingReopen(ctx, { through: '2026-09-30', reason: 'Return corrected' });
    issueInvoice(ctx, draftBody(customer, { issueDate: '2026-10-02' }));
    closingReopen(ctx, { through: null, reason: 'New books' });
    const state = closingState(ctx);
    expect(wall['closing.state'].output.parse(state)).toEqual(state);
    expect(state).toMatchObject({ through: null, first: '2026-10-02', events: [{ kind: 'reopen', through: null }, { kind: 'reopen', through: '2026-09-30', reason: 'Return corrected', by: 'Nora Quinn' }, { kind: 'close', through: '2026-10-31' }] });
    const logged = ctx.db.prepare<[], { action: string; body: string }>("SELECT l.action, b.body FROM audit_log l JOIN audit_body b ON b.seq = l.seq WHERE l.action LIKE 'period.%' ORDER BY l.seq").all();
    expect(logged.map(({ action }) => action)).toEqual(['period.close', 'period.reopen', 'period.reopen']);
    expect(logged[1]?.body).toContain('Return corrected');
  });

  it('T82: the reason is no place for a card number', () => {
    expect(wall['closing.reopen'].input.safeParse({ through: null, reason: 'paid with 5555 5555 5555 4444' }).error?.issues[0]?.message).toBe('CARD_NUMBER');
  });

  it('is closed by owner and manager, opened by the owner alone', () => {
    expect(ROLES.filter((role) => can(role, 'period.close'))).toEqual(['owner', 'manager']);
    expect(ROLES.filter((role) => can(role, 'period.reopen'))).toEqual(['owner']);
    expect(wall['closing.reopen'].permission).toBe('period.reopen');
  });

  it('says beforehand what is not finished until then', () => {
    const { ctx } = company;
    issueInvoice(ctx, draftBody(customer, { issueDate: '2026-09-10' }));
    draftsSave(ctx, { body: draftBody(customer, { issueDate: '2026-10-20' }) });
    draftsSave(ctx, { body: draftBody(customer, { issueDate: '2026-11-02' }) });
    expect(closingLook(ctx, { through: '2026-10-31' })).toEqual({ drafts: 1, pdfs: 1, documents: 1 });
    closingClose(ctx, { through: '2026-09-30' });
    expect(closingLook(ctx, { through: '2026-10-31' })).toEqual({ drafts: 1, pdfs: 1, documents: 0 });
  });
});
