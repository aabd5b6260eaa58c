// The list of payments: each filter gives exactly its rows, page by page. That none of them grows with the number of payments is measured by bench row 6b.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PaymentRow } from '../../../contract/payments.ts';
import { voidPayment } from '../../../main/service/paymentActs.ts';
import { paymentsList } from '../../../main/service/paymentLists.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { addCustomer, type Company, draftBody, issueInvoice, openCompany } from '../../fixtures/company.ts';

const NONE = { customerId: null, from: null, to: null, currency: null, method: null, state: null };
type Filters = Parameters<typeof paymentsList>[1]['filters'];
let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());

/** Sixty payments of two customers: every method but cards, two currencies, some of them used, some left as credit, some taken back. */
function sixty(): string[] {
  const { ctx } = company;
  const customers = [addCustomer(ctx, { name: 'Alder' }), addCustomer(ctx, { name: 'Birch' })];
  for (let n = 0; n < 60; n += 1) {
    const customerId = customers[n % 2] ?? '';
    const paysFor = n % 3 === 0 ? issueInvoice(ctx, draftBody(customerId)).id : null;
    const foreign = paysFor === null && n % 5 === 0;
    const id = ctx.newId();
    recordPayment(ctx, {
      id, customerId, currency: foreign ? 'USD' : 'EUR', amount: 100 + n, rate: foreign ? '0.9' : null, baseAmount: null, paidOn: `2026-${10 + (n % 2)}-${String(1 + (n % 19)).padStart(2, '0')}`, note: '',
      method: { method: (['cash', 'transfer', 'cheque', 'other'] as const)[n % 4] ?? 'cash', reference: '', brand: null, last4: '' }, allocations: paysFor === null ? [] : [{ documentId: paysFor, amount: 100 + n, rest: 'open' }],
    });
    if (n % 7 === 0) voidPayment(ctx, { id: ctx.newId(), target: { kind: 'payment', id }, date: '2026-11-20', reason: '' });
  }
  return customers;
}

function pages(filters: Filters, limit: number): PaymentRow[] {
  const rows: PaymentRow[] = [];
  for (let after: string | null = null; ; ) {
    const { rows: some, next } = paymentsList(company.ctx, { q: '', after, limit, filters });
    rows.push(...some);
    if (next === null) return rows;
    after = next;
  }
}

it('every filter, and two of them together, gives exactly its rows in the order of the whole list, whatever the page is long', () => {
  const [customerId = ''] = sixty();
  const whole = pages(NONE, 200);
  expect(whole).toHaveLength(60);
  const months = [{ from: '2026-11-01', to: '2026-11-30' }, {}];
  const kinds: Partial<Filters>[] = [
    {}, { customerId }, { state: 'void' }, { state: 'credit' }, { state: 'applied' }, { method: 'cash' }, { method: 'card' }, { currency: 'USD' }, { currency: 'JPY' },
    { method: 'cash', state: 'credit' }, { method: 'cheque', state: 'void' }, { currency: 'USD', method: 'transfer' }, { currency: 'EUR', state: 'credit' }, { customerId, state: 'void' },
  ];
  let found = 0;
  for (const kind of kinds) {
    for (const month of months) {
      const filters = { ...NONE, ...kind, ...month };
      const right = whole.filter((row) => (kind.customerId === undefined || row.customerId === kind.customerId) && (kind.state === undefined || row.state === kind.state) && (kind.method === undefined || row.method === kind.method)
        && (kind.currency === undefined || row.currency === kind.currency) && (month.from === undefined || (row.paidOn >= month.from && row.paidOn <= month.to)));
      for (const limit of [1, 7, 200]) expect(pages(filters, limit)).toEqual(right);
      found += right.length;
    }
  }
  expect(found).toBeGreaterThan(200);
});
