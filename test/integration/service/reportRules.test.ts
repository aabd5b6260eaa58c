// Rules whose promise has to hold in the reports too: reverse charge (T19), a missing rate (T35), and an erased person (T83).
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ReportAsk, ReportName } from '../../../contract/reports.ts';
import { AppError } from '../../../contract/errors.ts';
import { erasureErase } from '../../../main/service/erasure.ts';
import { invoicesGet } from '../../../main/service/invoices.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { reportTable } from '../../../main/service/reports.ts';
import { addTaxes } from '../../fixtures/books.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';
import { businessGet, businessSave } from '../../../main/service/business.ts';

let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());

const ask = (report: ReportName): ReportAsk => ({ report, from: '2026-01-01', to: '2026-12-31', basis: 'issue', by: 'month', customerId: null });
const rows = (report: ReportName) => reportTable(company.ctx, ask(report)).sections.flatMap(({ columns, rows: found, currency }) => found.map(({ cells }): Record<string, unknown> => ({ currency, ...Object.fromEntries(columns.map((column, i) => [column.id, cells[i]])) })));
const one = (taxId: string, price = '100') => ({ lines: [line({ taxIds: [taxId], quantity: '1', unitPrice: price })] });

function refusal(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return (error.detail.fields ?? []).map(({ code }) => code);
    throw error;
  }
  return [];
}

it('T19: reverse charge stands in the tax report as a row of its own, with its base and no tax; without both identifiers nothing was issued and nothing is reported', () => {
  const { ctx } = company;
  const { standard, reverse } = addTaxes(ctx);
  const { logo: _logo, ...profile } = businessGet(ctx);
  businessSave(ctx, { ...profile, vatId: 'IE6388047V' });
  const without = addCustomer(ctx, { name: 'No number', vatId: '' });
  expect(refusal(() => issueInvoice(ctx, draftBody(without, one(reverse)))).length).toBeGreaterThan(0);
  expect(rows('tax')).toEqual([]);
  const known = addCustomer(ctx, { name: 'With number', vatId: 'ATU12345678' });
  issueInvoice(ctx, draftBody(known, one(reverse, '250')));
  issueInvoice(ctx, draftBody(known, one(standard)));
  expect(rows('tax').map((row) => [row['category'], row['rate'], row['base'], row['amount']])).toEqual([[{ word: 'categoryS' }, '19.6', 10_000, 1960], [{ word: 'categoryAE' }, '0', 25_000, 0]]);
});

it('T35: a foreign invoice without a rate is refused, so no report ever shows one at 0 or 1; with its rate it is converted by exactly that', () => {
  const { ctx } = company;
  const { standard } = addTaxes(ctx);
  const customer = addCustomer(ctx);
  expect(refusal(() => issueInvoice(ctx, draftBody(customer, { ...one(standard), currency: 'USD', rate: '' })))).toContain('RATE_MISSING');
  expect(['tax', 'salesCustomer', 'salesPeriod'].flatMap((name) => rows(name as ReportName))).toEqual([]);
  issueInvoice(ctx, draftBody(customer, { ...one(standard, '1000'), currency: 'USD', rate: '0.92' }));
  expect(rows('tax').map((row) => [row['currency'], row['base'], row['amount']])).toEqual([['EUR', 92_000, 18_032]]);
});

it('T83: an erased customer changes no figure of any report, and their name stands in none that is not a document', () => {
  const { ctx } = company;
  const { standard } = addTaxes(ctx);
  const id = addCustomer(ctx, { name: 'Quentin Vanish' });
  const other = addCustomer(ctx, { name: 'Somebody Else' });
  const invoice = issueInvoice(ctx, draftBody(id, one(standard)));
  issueInvoice(ctx, draftBody(other, one(standard, '70')));
  const { open } = invoicesGet(ctx, { id: invoice.id });
  recordPayment(ctx, {
    id: ctx.newId(), customerId: id, currency: 'EUR', amount: open, rate: null, baseAmount: null, paidOn: TODAY, method: { method: 'transfer', reference: '', brand: null, last4: '' }, note: '', allocations: [{ documentId: invoice.id, amount: open, rest: 'open' }],
  });
  const all = () => (['tax', 'salesCustomer', 'salesItem', 'salesPeriod', 'ageing', 'payments', 'year'] as ReportName[]).map(rows);
  const before = all();
  erasureErase(ctx, { id });
  const after = all();
  const figures = (tables: typeof before) => tables.map((table) => table.map((row) => Object.values(row).filter((cell) => typeof cell === 'number').join(' ')).toSorted());
  expect(figures(after)).toEqual(figures(before));
  expect(JSON.stringify(after)).not.toContain('Quentin');
  expect(JSON.stringify(after)).toContain('Erased customer');
});
