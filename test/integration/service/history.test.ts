// The whole life of an issued document as its page tells it: issued, paid, taken back, credited, in order, by whom and how much.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import { METHODS } from '../../../contract/index.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { invoicesGet } from '../../../main/service/invoices.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { voidPayment } from '../../../main/service/paymentActs.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';

let company: Company;
let customerId = '';
beforeAll(() => {
  company = openCompany();
  customerId = addCustomer(company.ctx, { name: 'Alpha Bakery' });
});
afterAll(() => company.close());

const story = (id: string) => {
  const view = METHODS['invoices.get'].output.parse(invoicesGet(company.ctx, { id }));
  return view.history.toSorted((a, b) => (a.at < b.at ? -1 : 1)).map(({ action, amount }) => (amount === undefined ? action : `${action} ${amount}`));
};

it('tells of payments and of what was taken back, with the amount that met this document', () => {
  const { id } = issueInvoice(company.ctx, draftBody(customerId, { lines: [line({ quantity: '1', unitPrice: '100' })] }));
  const other = issueInvoice(company.ctx, draftBody(customerId)).id;
  const method = { method: 'transfer' as const, reference: '', brand: null, last4: '' };
  const pay = (documentId: string, amount: number, part: number, rest: 'open' | 'write-off') =>
    recordPayment(company.ctx, { id: uuid(), customerId, currency: 'EUR', amount, rate: null, baseAmount: null, paidOn: TODAY, note: '', method, allocations: [{ documentId, amount: part, rest }] }).id;
  const first = pay(id, 6000, 4000, 'open');
  pay(other, 500, 500, 'open');
  voidPayment(company.ctx, { id: uuid(), target: { kind: 'payment', id: first }, date: TODAY, reason: 'Bounced' });
  pay(id, 10_000, 10_000, 'open');
  expect(story(id)).toEqual(['invoice.issue', 'money.payment 4000', 'money.void 4000', 'money.payment 10000']);
  expect(story(other)).toEqual(['invoice.issue', 'money.payment 500']);
});

it('a credit note stands among the notes, once, and not as money too', () => {
  const { id } = issueInvoice(company.ctx, draftBody(customerId));
  invoicesCredit(company.ctx, { id, newId: uuid(), request: { kind: 'whole' }, issueDate: TODAY, reason: '' });
  expect(story(id)).toEqual(['invoice.issue']);
  expect(invoicesGet(company.ctx, { id }).credits).toHaveLength(1);
});
