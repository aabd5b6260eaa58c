// Filters of the invoice list, alone and together with words: each combination finds exactly its rows, through an index.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Parsed } from '../../../contract/index.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { findAll } from '../../../main/service/home.ts';
import { invoicesList } from '../../../main/service/invoices.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany } from '../../fixtures/company.ts';

const NONE: Parsed<'invoices.list'>['filters'] = { customerId: null, from: null, to: null, currency: null, overdueOn: null };
let company: Company;
let [alpha, beta] = ['', ''];

beforeAll(() => {
  company = openCompany();
  alpha = addCustomer(company.ctx, { name: 'Alpha Bakery' });
  beta = addCustomer(company.ctx, { name: 'Beta Bakery' });
  const rows = [
    [alpha, '2026-01-05', 'EUR'],
    [beta, '2026-02-05', 'EUR'],
    [alpha, '2026-02-06', 'USD'],
    [beta, '2026-03-01', 'USD'],
    [alpha, '2026-03-01', 'EUR'],
    [beta, '2026-11-19', 'EUR'],
  ] as const;
  for (const [customerId, issueDate, currency] of rows)
    issueInvoice(company.ctx, draftBody(customerId, { issueDate, currency, rate: currency === 'EUR' ? '' : '0.9' }));
});
afterAll(() => company.close());

/** The last digit of each number on the page, and '+' when there is a next one. */
function page(q: string, filters: Partial<typeof NONE>, limit = 50, after: string | null = null): string {
  const { rows, next } = invoicesList(company.ctx, { q, after, limit, filters: { ...NONE, ...filters } });
  return rows.map((row) => row.number.slice(-1)).join('') + (next === null ? '' : '+');
}

describe('the invoice list', () => {
  it.each([
    ['everything, newest first', '', {}, '654321'],
    ['a foreign currency', '', { currency: 'USD' }, '43'],
    ['the own currency', '', { currency: 'EUR' }, '6521'],
    ['a currency nobody was billed in', '', { currency: 'JPY' }, ''],
    ['a span of days', '', { from: '2026-02-06', to: '2026-03-01' }, '543'],
    ['what is overdue, longest wait first', '', { overdueOn: '2026-03-10' }, '123'],
    ['what is overdue in a foreign currency', '', { overdueOn: '2026-12-10', currency: 'USD' }, '34'],
    ['what is overdue of a span', '', { overdueOn: '2026-12-10', from: '2026-02-01', to: '2026-02-28' }, '23'],
    ['words', 'bak', {}, '654321'],
    ['words of a foreign currency', 'bak', { currency: 'USD' }, '43'],
    ['words of a span', 'inv bakery', { from: '2026-02-06', to: '2026-02-28' }, '3'],
    ['words of a span of many years', 'bakery', { from: '1999-01-01', to: '2026-02-28' }, '321'],
    ['a number without its zeros', '6', {}, '6'],
    ['a whole number, however it is written', ' inv-2026-0003 ', {}, '3'],
    ['no whole number that the filters rule out', 'INV-2026-0003', { currency: 'EUR' }, ''],
  ] as const)('shows %s', (_name, q, filters, expected) => {
    expect(page(q, filters)).toBe(expected);
  });

  it('filters by amount in whatever currency, also together with words, and the range may be typed the wrong way round', () => {
    expect(page('', { amountFrom: '25', amountTo: '25' })).toBe('654321');
    expect(page('', { amountFrom: '25.01' })).toBe('');
    expect(page('', { amountTo: '24.99' })).toBe('');
    expect(page('', { amountFrom: '100', amountTo: '1' })).toBe('654321');
    expect(page('bakery', { amountFrom: '25', currency: 'USD' })).toBe('43');
    expect(page('', { amountFrom: '26', customerId: alpha })).toBe('');
    expect(page('', { amountFrom: '26', overdueOn: '2026-12-10' })).toBe('');
  });

  it.each(['25.00', '25,00', 'EUR 25', '€ 25,0'])('finds the amount %s', (typed) => {
    expect(page(typed, {})).toBe('654321');
    expect(page(typed, { currency: 'USD' })).toBe('43');
    expect(page('25.01', {})).toBe('');
  });

  it('Ctrl+K finds an amount, however it is written, beside what is called that', () => {
    const found = (q: string) => findAll(company.ctx, { q }).invoices.map((row) => row.number.slice(-1)).join('');
    expect(found('25.00')).toBe('654321');
    expect(found('25')).toBe('654'); // a bare number may be a name too: only a few of that amount
    expect(found('2026')).toBe('654321');
    expect(found('9999.99')).toBe('');
  });

  it('shows one customer, with words and currency too', () => {
    expect(page('', { customerId: alpha })).toBe('531');
    expect(page('', { customerId: beta, currency: 'USD' })).toBe('4');
    expect(page('bakery', { customerId: alpha })).toBe('531');
    expect(page('bakery', { customerId: beta, currency: 'EUR' })).toBe('62');
  });

  it('never takes typed text for the marks that filters use', () => {
    for (const typed of ['usd', '202602', '¤usd', '§1', '†202602', '2026-02 AND usd'])
      expect(page(typed, {})).toBe(typed === '§1' ? '1' : '');
  });

  it('goes on in a foreign currency where the page before ended', () => {
    const first = invoicesList(company.ctx, { q: '', after: null, limit: 1, filters: { ...NONE, currency: 'USD' } });
    expect(page('', { currency: 'USD' }, 1, first.next)).toBe('3');
  });
});

describe('an amount that few have', () => {
  it('is found among the late, the unpaid and the words too, in their order', () => {
    const shop = openCompany();
    const who = addCustomer(shop.ctx, { name: 'Gamma Bakery' });
    const bill = (unitPrice: string, issueDate: string) => issueInvoice(shop.ctx, draftBody(who, { issueDate, dueDate: issueDate, lines: [line({ quantity: '1', unitPrice })] }));
    for (let n = 0; n < 310; n += 1) bill('25', '2026-01-05');
    const [second, first] = [bill('777.77', '2026-03-02').number, bill('777.5', '2026-03-01').number];
    const found = (q: string, filters: Partial<typeof NONE>) => invoicesList(shop.ctx, { q, after: null, limit: 50, filters: { ...NONE, ...filters } }).rows.map((row) => row.number);
    const narrow = { amountFrom: '777', amountTo: '778' };
    expect(found('', narrow)).toEqual([second, first]);
    expect(found('', { ...narrow, overdueOn: '2026-11-20' })).toEqual([first, second]);
    expect(found('', { ...narrow, overdueOn: '2026-03-02' })).toEqual([first]);
    expect(found('', { ...narrow, status: 'unpaid' })).toEqual([first, second]);
    expect(found('', { ...narrow, status: 'paid' })).toEqual([]);
    expect(found('bakery', narrow)).toEqual([first, second]);
    expect(found('beta', narrow)).toEqual([]);
    // Many have the other amount: the same answer by the other way.
    expect(found('', { amountFrom: '25', amountTo: '25' })).toHaveLength(50);
    expect(found('', { amountFrom: '24', overdueOn: '2026-11-20' })).toEqual(found('', { overdueOn: '2026-11-20' }));
    // Words among the few that were credited in full.
    const { id, number } = bill('5', '2026-04-01');
    invoicesCredit(shop.ctx, { id, newId: shop.ctx.newId(), request: { kind: 'whole' }, issueDate: '2026-04-02', reason: '' });
    expect(found('bakery', { status: 'credited' })).toEqual([number]);
    expect(found('beta', { status: 'credited' })).toEqual([]);
    expect(found('bakery', { status: 'written-off' })).toEqual([]);
    shop.close();
  });
});
