// Every question the screens ask while somebody works, through the real services: what rows 6, 7 and 8 measure. Each call asks for something else, as people do.
import type { ReportAsk } from '../contract/reports.ts';
import { can } from '../domain/roles.ts';
import { closingLook, closingState } from '../main/service/closing.ts';
import { statusFilter } from '../contract/documentStatus.ts';
import { businessGet } from '../main/service/business.ts';
import type { Ctx } from '../main/service/context.ts';
import { customersGet, customersList, customersSuggest } from '../main/service/customers.ts';
import { draftsGet, draftsList } from '../main/service/drafts.ts';
import { findAll, homeSummary, type VaultFacts } from '../main/service/home.ts';
import { invoicesCounts, invoicesGet, invoicesList } from '../main/service/invoices.ts';
import { itemsGet, itemsList, itemsSuggest } from '../main/service/items.ts';
import { found } from '../main/service/problems.ts';
import { remindersDue } from '../main/service/reminders.ts';
import { reportDocuments, reportTable, shortened } from '../main/service/reports.ts';
import { seriesList, seriesPeek } from '../main/service/series.ts';
import { taxDueGet } from '../main/service/taxDue.ts';
import { taxesList } from '../main/service/taxes.ts';
import { viewsList } from '../main/service/views.ts';
import { TILL, TODAY } from './data/context.ts';
import { chance } from './data/random.ts';

export interface Query {
  name: string;
  /** Once. */
  ask(): unknown;
}

export const NO_FILTER = { customerId: null, from: null, to: null, currency: null, overdueOn: null };
export const VAULT: VaultFacts = { chain: 'ok', kitMadeOn: TODAY, recoveryCodesLeft: 10, mode: 'keychain', failedBefore: 0 };
export const PAGE = 50;
/** Ids that calls choose from: many enough that opening one is not always opening the same. */
const CHOICES = 500;

/** `ids` are taken over the whole table, so that cursors and openings reach the old end too. */
export function queries(ctx: Ctx): Query[] {
  const c = chance(11);
  const invoices = ids(ctx, 'document');
  const customers = ids(ctx, 'customer');
  const items = ids(ctx, 'item');
  const drafts = ids(ctx, 'draft');
  const inv = (more: Partial<Parameters<typeof invoicesList>[1]>) => () => invoicesList(ctx, { q: '', after: null, limit: PAGE, filters: NO_FILTER, ...more });
  const cus = (more: Partial<Parameters<typeof customersList>[1]>) => () => customersList(ctx, { q: '', after: null, limit: PAGE, archived: false, ...more });
  const itm = (more: Partial<Parameters<typeof itemsList>[1]>) => () => itemsList(ctx, { q: '', after: null, limit: PAGE, archived: false, ...more });
  const overdue = { ...NO_FILTER, overdueOn: TODAY };
  const half = { invoices: deep(ctx, 'document', 'issue_date', true), overdue: deep(ctx, 'document', 'due_date', true), customers: deep(ctx, 'customer', '', false), items: deep(ctx, 'item', '', false) };
  return [
    { name: 'invoices: first page', ask: inv({}) },
    { name: 'invoices: page in the middle', ask: inv({ after: half.invoices }) },
    { name: 'invoices: 200 rows', ask: inv({ limit: 200, after: half.invoices }) },
    { name: 'invoices: overdue', ask: inv({ filters: overdue }) },
    { name: 'invoices: overdue, middle', ask: inv({ filters: overdue, after: half.overdue }) },
    { name: 'invoices: of a customer', ask: () => inv({ filters: { ...NO_FILTER, customerId: c.pick(customers) } })() },
    { name: 'invoices: of a quarter', ask: inv({ filters: { ...NO_FILTER, from: '2024-04-01', to: '2024-06-30' } }) },
    { name: 'invoices: in a currency', ask: inv({ filters: { ...NO_FILTER, currency: 'EUR' } }) },
    { name: 'invoices: in a rare currency', ask: inv({ filters: { ...NO_FILTER, currency: 'USD' } }) },
    { name: 'invoices: overdue in a rare currency', ask: inv({ filters: { ...overdue, currency: 'USD' } }) },
    { name: 'invoices: overdue, issued this month', ask: inv({ filters: { ...overdue, from: '2026-11-01', to: '2026-11-30' } }) },
    { name: 'invoices: in a currency never used', ask: inv({ filters: { ...NO_FILTER, currency: 'JPY' } }) },
    { name: 'invoices: of a customer, overdue', ask: () => inv({ filters: { ...overdue, customerId: c.pick(customers) } })() },
    ...typed('invoices: search', ['b', 'in', 'inv', 'inv-2026-0012', '2026', 'bak', 'bakery', 'bakery hart', 'monthly', 'quinn f', 'zzz'], (q) => inv({ q })()),
    { name: 'invoices: search, second page', ask: secondPage((after) => inv({ q: 'bakery', after })()) },
    { name: 'invoices: search in a rare currency', ask: inv({ q: 'bakery', filters: { ...NO_FILTER, currency: 'USD' } }) },
    { name: 'invoices: search in an old month', ask: inv({ q: 'inv', filters: { ...NO_FILTER, from: '2022-03-01', to: '2022-03-31' } }) },
    { name: 'invoices: search in an old year', ask: inv({ q: 'bakery', filters: { ...NO_FILTER, from: '2022-01-01', to: '2022-12-31' } }) },
    { name: 'invoices: of an amount and more', ask: inv({ filters: { ...NO_FILTER, amountFrom: '2500' } }) },
    { name: 'invoices: of an amount nobody has', ask: inv({ filters: { ...NO_FILTER, amountFrom: '999999', amountTo: '1000000' } }) },
    { name: 'invoices: of an amount nobody has, in a rare currency', ask: inv({ filters: { ...NO_FILTER, amountFrom: '999999', currency: 'USD' } }) },
    { name: 'invoices: of a customer and an amount', ask: () => inv({ filters: { ...NO_FILTER, customerId: c.pick(customers), amountFrom: '100', amountTo: '900' } })() },
    ...['unpaid', 'partial', 'paid', 'credited', 'written-off'].map((status) => ({ name: `invoices: ${status}`, ask: inv({ filters: { ...NO_FILTER, status: statusFilter.parse(status) } }) })),
    { name: 'invoices: late, of an amount', ask: inv({ filters: { ...overdue, amountFrom: '500', amountTo: '900' } }) },
    ...typed('invoices: search by amount', ['1,234.56', '250.00', '999999.99'], (q) => inv({ q })()),
    { name: 'views', ask: () => viewsList(ctx) },
    { name: 'invoices: counts', ask: () => invoicesCounts(ctx, { today: TODAY }) },
    { name: 'invoice: open any', ask: () => invoicesGet(ctx, { id: c.pick(invoices) }) },
    { name: 'customers: first page', ask: cus({}) },
    { name: 'customers: page in the middle', ask: cus({ after: half.customers }) },
    { name: 'customers: archived', ask: cus({ archived: true }) },
    ...typed('customers: search', ['b', 'du', 'bak', 'hartmann', 'hartmann b', 'zzz'], (q) => cus({ q })()),
    ...typed('customers: type-ahead', ['b', 'ha', 'mül', 'quinn b', 'c10012', 'dub'], (q) => customersSuggest(ctx, { q })),
    { name: 'customer: open any', ask: () => customersGet(ctx, { id: c.pick(customers) }) },
    { name: 'items: first page', ask: itm({}) },
    { name: 'items: page in the middle', ask: itm({ after: half.items }) },
    ...typed('items: search', ['o', 'oa', 'oak chair'], (q) => itm({ q })()),
    ...typed('items: type-ahead', ['o', 'li', 'sha', 'a-1007'], (q) => itemsSuggest(ctx, { q })),
    { name: 'item: open any', ask: () => itemsGet(ctx, { id: c.pick(items) }) },
    { name: 'drafts: list', ask: () => draftsList(ctx, { q: '', after: null, limit: PAGE }) },
    { name: 'draft: open any', ask: () => draftsGet(ctx, { id: c.pick(drafts) }) },
    ...typed('find anything', ['b', 'ha', 'inv', 'müller', '0012', 'bakery', '1.234,56', '1234.56', '250', '99999.99'], (q) => findAll(ctx, { q })),
    { name: 'home', ask: () => homeSummary(ctx, { today: TODAY }, VAULT) },
    ...ownQueries(ctx, customers, c),
    { name: 'reminders: how many are due', ask: () => remindersDue(ctx, { limit: 1, customerId: null }) },
    { name: 'reminders: the first 200 due', ask: () => remindersDue(ctx, { limit: 200, customerId: null }) },
    ...reportQueries(ctx, customers, c),
    { name: 'closing: what is open', ask: () => [closingState(ctx), closingLook(ctx, { through: '2026-10-31' })] },
    { name: 'series, next number', ask: () => seriesPeek(ctx, { id: null, date: TODAY }) },
    { name: 'settings', ask: () => [businessGet(ctx), taxesList(ctx, { archived: true }), seriesList(ctx, { archived: true })] },
  ];
}

/** The same for people whose role shows only their own documents: somebody with one in forty, somebody with nearly all, and somebody with none. */
function ownQueries(ctx: Ctx, customers: readonly string[], c: ReturnType<typeof chance>): Query[] {
  return [{ who: 'of few', id: TILL.id }, { who: 'of many', id: ctx.actor.id }, { who: 'of nobody', id: '01990000-0000-7000-8000-000000000002' }].flatMap(({ who, id }) => {
    const own: Ctx = { ...ctx, actor: { ...TILL, id }, limits: { ownDocumentsOnly: true }, may: (permission) => can('cashier', permission) };
    const list = (more: Partial<Parameters<typeof invoicesList>[1]>) => () => invoicesList(own, { q: '', after: null, limit: PAGE, filters: NO_FILTER, ...more });
    const of = (filters: Partial<Parameters<typeof invoicesList>[1]['filters']>) => list({ filters: { ...NO_FILTER, ...filters } });
    return [
      { name: `own, ${who}: first page`, ask: list({}) },
      { name: `own, ${who}: second page`, ask: secondPage((after) => list({ after })()) },
      { name: `own, ${who}: counts`, ask: () => invoicesCounts(own, { today: TODAY }) },
      { name: `own, ${who}: home`, ask: () => homeSummary(own, { today: TODAY }, VAULT) },
      { name: `own, ${who}: of a customer`, ask: () => of({ customerId: c.pick(customers) })() },
      { name: `own, ${who}: in a rare currency`, ask: of({ currency: 'USD' }) },
      { name: `own, ${who}: of a quarter`, ask: of({ from: '2024-04-01', to: '2024-06-30' }) },
      { name: `own, ${who}: overdue`, ask: of({ overdueOn: TODAY }) },
      ...['unpaid', 'partial', 'paid'].map((status) => ({ name: `own, ${who}: ${status}`, ask: of({ status: statusFilter.parse(status) }) })),
      { name: `own, ${who}: of an amount nobody has`, ask: of({ amountFrom: '999999', amountTo: '1000000' }) },
      ...typed(`own, ${who}: search`, ['b', 'in', 'inv-2026-0012', '2026', 'bakery hart', 'monthly', 'zzz'], (q) => list({ q })()),
      ...typed(`own, ${who}: find anything`, ['b', 'inv', 'bakery', '1,234.56', '250'], (q) => findAll(own, { q })),
    ];
  });
}

const TEN_YEARS = { from: '2017-01-01', to: '2026-12-31' };
const QUARTER = { from: '2026-07-01', to: '2026-09-30' };

/** Reports that the main process answers itself; what walks through documents or lines runs in the job process and holds up nobody. */
function reportQueries(ctx: Ctx, customers: readonly string[], c: ReturnType<typeof chance>): Query[] {
  const ask = (report: ReportAsk['report'], more: Partial<ReportAsk>): ReportAsk => ({ report, ...QUARTER, basis: 'issue', by: 'month', customerId: null, ...more });
  const run = (report: ReportAsk['report'], more: Partial<ReportAsk> = {}) => () => shortened(reportTable(ctx, ask(report, more)));
  const drill = reportTable(ctx, ask('tax', TEN_YEARS)).sections[0]?.rows[0]?.drill ?? '';
  return [
    { name: 'report: tax of a quarter', ask: run('tax') },
    { name: 'report: tax of ten years, by supply', ask: run('tax', { ...TEN_YEARS, basis: 'supply' }) },
    { name: 'report: tax of ten years, as it falls due', ask: run('tax', { ...TEN_YEARS, basis: 'paid' }) },
    { name: 'report: what is behind a tax, as it falls due', ask: () => reportDocuments(ctx, { ask: ask('tax', { ...TEN_YEARS, basis: 'paid' }), drill, after: null, limit: PAGE }) },
    { name: 'tax: when it is due', ask: () => taxDueGet(ctx) },
    { name: 'report: documents behind a tax', ask: () => reportDocuments(ctx, { ask: ask('tax', TEN_YEARS), drill, after: null, limit: PAGE }) },
    { name: 'report: sales of a year by month', ask: run('salesPeriod', { from: '2026-01-01', to: '2026-12-31' }) },
    { name: 'report: sales of ten years by quarter', ask: run('salesPeriod', { ...TEN_YEARS, by: 'quarter' }) },
    { name: 'report: sales of a week by customer', ask: run('salesCustomer', { from: '2026-09-01', to: '2026-09-07' }) },
    { name: 'report: statement of a customer', ask: () => run('statement', { ...TEN_YEARS, customerId: c.pick(customers) })() },
    { name: 'report: payments of a month', ask: run('payments', { from: '2026-10-01', to: '2026-10-31' }) },
  ];
}

export function typed(name: string, texts: readonly string[], ask: (q: string) => unknown): Query[] {
  return texts.map((q) => ({ name: `${name} "${q}"`, ask: () => ask(q) }));
}

export function secondPage(read: (after: string | null) => { next: string | null }): () => unknown {
  const { next } = read(null);
  return () => read(next);
}

export function ids(ctx: Ctx, table: 'document' | 'customer' | 'item' | 'draft'): string[] {
  const most = found(ctx.db.prepare<[], { n: number }>(`SELECT max(rid) AS n FROM ${table}`).get()).n;
  const read = ctx.db.prepare<[number], { id: string }>(`SELECT id FROM ${table} WHERE rid >= ? ORDER BY rid LIMIT 1`);
  const c = chance(23);
  return Array.from({ length: Math.min(CHOICES, most) }, () => found(read.get(1 + c.int(most))).id);
}

/** The cursor a list would have given out at its middle. */
function deep(ctx: Ctx, table: 'document' | 'customer' | 'item', date: string, dated: boolean): string {
  const columns = dated ? `${date} AS day, rid` : "'' AS day, rid";
  const order = dated ? `${date}, rid` : 'sort_name, rid';
  const count = found(ctx.db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()).n;
  const row = found(ctx.db.prepare<[number], { day: string; rid: number }>(`SELECT ${columns} FROM ${table} ORDER BY ${order} LIMIT 1 OFFSET ?`).get(Math.floor(count / 2)));
  return Buffer.from(JSON.stringify(dated ? [row.day, row.rid] : [row.rid]), 'utf8').toString('base64url');
}
