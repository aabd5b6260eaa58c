// Every question about money that came in, through the real services: what row 6b measures.
import type { ReportAsk } from '../contract/reports.ts';
import { homeSummary } from '../main/service/home.ts';
import type { Ctx } from '../main/service/context.ts';
import { invoicesList } from '../main/service/invoices.ts';
import { paymentsAccount, paymentsGet, paymentsList, paymentsOfDocument } from '../main/service/paymentLists.ts';
import { proposeAllocation } from '../main/service/payments.ts';
import { reportTable, shortened } from '../main/service/reports.ts';
import { TODAY } from './data/context.ts';
import { chance } from './data/random.ts';
import { ids, NO_FILTER, PAGE, type Query, secondPage, typed, VAULT } from './queries.ts';

const ANY = { customerId: null, from: null, to: null, currency: null, method: null, state: null };
const MONTH = { from: '2026-10-01', to: '2026-10-31' };

export function paymentQueries(ctx: Ctx): Query[] {
  const c = chance(13);
  const [customers, documents, payments] = [ids(ctx, 'customer'), ids(ctx, 'document'), paymentIds(ctx)];
  const list = (more: Partial<Parameters<typeof paymentsList>[1]>) => () => paymentsList(ctx, { q: '', after: null, limit: PAGE, filters: ANY, ...more });
  const run = (report: ReportAsk['report'], more: Partial<ReportAsk> = {}) => () => shortened(reportTable(ctx, { report, ...MONTH, basis: 'issue', by: 'month', customerId: null, ...more }));
  const invoices = (status: 'unpaid' | 'partial' | 'paid') => () => invoicesList(ctx, { q: '', after: null, limit: PAGE, filters: { ...NO_FILTER, status } });
  return [
    { name: 'payments: first page', ask: list({}) },
    { name: 'payments: second page', ask: secondPage((after) => list({ after })()) },
    { name: 'payments: of a month', ask: list({ filters: { ...ANY, ...MONTH } }) },
    { name: 'payments: of an old month', ask: list({ filters: { ...ANY, from: '2022-03-01', to: '2022-03-31' } }) },
    { name: 'payments: of a customer', ask: () => list({ filters: { ...ANY, customerId: c.pick(customers) } })() },
    { name: 'payments: in cash', ask: list({ filters: { ...ANY, method: 'cash' } }) },
    { name: 'payments: by card, of which there is none', ask: list({ filters: { ...ANY, method: 'card' } }) },
    { name: 'payments: in a currency never used', ask: list({ filters: { ...ANY, currency: 'JPY' } }) },
    ...(['applied', 'credit', 'void'] as const).map((state) => ({ name: `payments: ${state}`, ask: list({ filters: { ...ANY, state } }) })),
    ...typed('payments: search', ['b', 'inv-2026-0012', '2026', 'bakery', 'bakery hart', 'zzz', '250.00'], (q) => list({ q })()),
    { name: 'payment: open any', ask: () => paymentsGet(ctx, { id: c.pick(payments) }) },
    { name: 'payments: of a document', ask: () => paymentsOfDocument(ctx, { id: c.pick(documents) }) },
    { name: 'payments: what a customer owes', ask: () => paymentsAccount(ctx, { customerId: c.pick(customers), on: TODAY }) },
    { name: 'payments: what an amount would pay', ask: () => proposeAllocation(ctx, { customerId: c.pick(customers), currency: 'EUR', amount: 250_000 }) },
    ...(['unpaid', 'partial', 'paid'] as const).map((status) => ({ name: `invoices: ${status}`, ask: invoices(status) })),
    { name: 'home', ask: () => homeSummary(ctx, { today: TODAY }, VAULT) },
    { name: 'report: payments of a month', ask: run('payments') },
    { name: 'report: statement of a customer', ask: () => run('statement', { from: '2021-01-01', to: '2026-12-31', customerId: c.pick(customers) })() },
  ];
}

function paymentIds(ctx: Ctx): string[] {
  const all = ctx.db.prepare<[], { id: string }>("SELECT id FROM payment_act WHERE kind = 'payment' ORDER BY rid").all();
  return all.filter((_, n) => n % Math.max(1, Math.floor(all.length / 500)) === 0).map(({ id }) => id);
}
