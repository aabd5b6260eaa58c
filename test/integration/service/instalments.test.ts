// An invoice in parts: each part is due on its own day, what settles the invoice fills them from the first on, and only parts that are late count as late (T51).
import { afterEach, beforeEach, expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import { homeSummary, type VaultFacts } from '../../../main/service/home.ts';
import { invoicesGet, invoicesList } from '../../../main/service/invoices.ts';
import { voidPayment } from '../../../main/service/paymentActs.ts';
import { paymentsOfDocument } from '../../../main/service/paymentLists.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';

const VAULT: VaultFacts = { chain: 'ok', kitMadeOn: '2026-01-01', recoveryCodesLeft: 10, mode: 'keychain', failedBefore: 0 };
const METHOD = { method: 'transfer' as const, reference: '', brand: null, last4: '' };
const IN_THREE = { kind: 'instalments' as const, count: 3, days: 10, months: 1 };
let company: Company;
let customerId: string;
beforeEach(() => {
  company = openCompany();
  customerId = addCustomer(company.ctx);
});
afterEach(() => company.close());

const issue = (fields = {}) => issueInvoice(company.ctx, draftBody(customerId, { terms: IN_THREE, lines: [line({ quantity: '1', unitPrice: '100' })], ...fields })).id;
const pay = (documentId: string, amount: number) =>
  recordPayment(company.ctx, { id: uuid(), customerId, currency: 'EUR', amount, rate: null, baseAmount: null, paidOn: TODAY, method: METHOD, note: '', allocations: [{ documentId, amount, rest: 'open' }] }).id;
const parts = () => company.ctx.db.prepare('SELECT part, due_date, balance, next FROM open_part ORDER BY document_rid, part').raw().all();
const late = (today: string) => homeSummary(company.ctx, { today }, VAULT).outstanding.map(({ overdue, overdueCount, today: due, later, laterCount }) => [overdue, overdueCount, due, later, laterCount])[0];
const overdue = (today: string) => invoicesList(company.ctx, { q: '', after: null, limit: 50, filters: { customerId: null, from: null, to: null, currency: null, overdueOn: today } }).rows.map(({ id, dueDate }) => [id, dueDate]);

it('T51 100.00 in three parts is 33.34, 33.33 and 33.33, a month apart, and due with the first', () => {
  const id = issue();
  expect(parts()).toEqual([[0, '2026-11-30', 3334, 1], [1, '2026-12-30', 3333, 0], [2, '2027-01-30', 3333, 0]]);
  expect(invoicesGet(company.ctx, { id })).toMatchObject({ status: 'open', open: 10_000, nextDue: '2026-11-30' });
});

it('T51 three times 33.33 leaves the last part open with 0.01; the invoice is paid in part', () => {
  const id = issue();
  pay(id, 3333);
  expect(invoicesGet(company.ctx, { id }).nextDue).toBe('2026-11-30');
  const second = pay(id, 3333);
  pay(id, 3333);
  expect(paymentsOfDocument(company.ctx, { id })).toMatchObject({ status: 'partial', balance: 1, dueDate: '2027-01-30' });
  expect(parts()).toEqual([[2, '2027-01-30', 1, 1]]);
  voidPayment(company.ctx, { id: uuid(), target: { kind: 'payment', id: second }, date: TODAY, reason: '' });
  expect(parts()).toEqual([[1, '2026-12-30', 1, 1], [2, '2027-01-30', 3333, 0]]);
});

it('T51 T68 only the parts whose day has gone by are late, and the invoice is listed once', () => {
  const id = issue();
  expect(late('2026-12-31')).toEqual([6667, 1, 0, 3333, 0]);
  expect(overdue('2026-12-31')).toEqual([[id, '2026-11-30']]);
  pay(id, 3334);
  expect(late('2026-12-01')).toEqual([0, 0, 0, 6666, 1]);
  expect(overdue('2026-12-01')).toEqual([]);
  expect(overdue('2026-12-31')).toEqual([[id, '2026-12-30']]);
});

it('T51 a due date chosen by hand counts before the parts, and an amount too small to split stays whole', () => {
  issue({ dueDate: '2026-12-24' });
  issue({ lines: [line({ quantity: '1', unitPrice: '0.02' })] });
  expect(parts()).toEqual([[0, '2026-12-24', 10_000, 1], [0, '2026-11-30', 2, 1]]);
});
