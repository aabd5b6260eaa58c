// What reports.* of the wall read: any report as sections of cells, and the documents behind a row. Called by the IPC router, the job process and tests.
import { AppError } from '../../contract/errors.ts';
import type { ReportAsk, ReportColumn, ReportDocuments, ReportSection, ReportTable } from '../../contract/reports.ts';
import { exponentOf } from '../../domain/currency.ts';
import { convert, minor, negMinor } from '../../domain/money.ts';
import { readBusiness } from '../repo/business.ts';
import { page, readCursor } from '../repo/cursor.ts';
import { documentsBetween, type TaxBasis } from '../repo/dayTotals.ts';
import { type Before, type BehindRow, documentsAdjusted, documentsOfCustomer, documentsOfDays, documentsOfItem, documentsOfTax } from '../repo/reportRows.ts';
import { readTogether, type Ctx } from './context.ts';
import { found } from './problems.ts';
import { ageingSections, isLongAgeing, openItems } from './reportAgeing.ts';
import { type ReportKey, readKey } from './reportKeys.ts';
import { isLongJournal, paymentSections } from './reportPayments.ts';
import { customerSections, itemSections, periodSections, type Step } from './reportSales.ts';
import { isLongStatement, statementOf, statementSections } from './reportStatement.ts';
import { basisOf, cashRows } from './reportCash.ts';
import { taxSections } from './reportTax.ts';
import { yearSections } from './reportYear.ts';

export type { Step } from './reportSales.ts';
export interface DocumentsAsk {
  ask: ReportAsk;
  drill: string;
  after: string | null;
  limit: number;
}

/** Rows of one section that the window gets; files hold all. */
export const SHOWN_ROWS = 2000;
/** Documents that a report which opens each (or each of its lines) may walk through in the main process: a few milliseconds. More is work for the job process. */
const SHORT: Readonly<Partial<Record<ReportAsk['report'], number>>> = { salesCustomer: 3000, salesItem: 300, year: 500 };

/** Whether a report would keep the main process busy. Those made of sums never do. */
export function isLong(ctx: Ctx, { report, from, to, customerId }: Pick<ReportAsk, 'report' | 'from' | 'to' | 'customerId'>): boolean {
  if (report === 'statement') return isLongStatement(ctx, { customerId });
  if (report === 'ageing' || report === 'year') {
    if (isLongAgeing(ctx, to)) return true;
  }
  if (report === 'payments' || report === 'year') {
    if (isLongJournal(ctx, { from, to })) return true;
  }
  const most = SHORT[report];
  return most !== undefined && documentsBetween(ctx.db, from, to) > most;
}

/** The same for the documents behind a row: only an item has to be looked for line by line. */
export function isLongDrill(ctx: Ctx, { ask, drill }: DocumentsAsk): boolean {
  const { of } = readKey(drill);
  return (of === 'item' || of === 'adjusted') && isLong(ctx, { ...ask, report: 'salesItem' });
}

/** The whole report. `step` hears how far it is, in parts of its own. What was asked comes back with the day that tax counts on. */
export function reportTable(ctx: Ctx, asked: ReportAsk, step: Step = () => undefined): ReportTable {
  return readTogether(ctx, () => {
    const ask = { ...asked, basis: basisOf(ctx, asked) };
    const { name, currency, fyStartMonth } = found(readBusiness(ctx.db));
    const table = { ask, business: name, baseCurrency: currency, sections: sectionsOf(ctx, ask, { currency, fyStartMonth }, step) };
    return ask.report === 'statement' ? { ...table, recipient: statementOf(ctx, ask).recipient } : table;
  });
}

function sectionsOf(ctx: Ctx, ask: ReportAsk, { currency, fyStartMonth }: { currency: string; fyStartMonth: number }, step: Step): ReportSection[] {
  switch (ask.report) {
    case 'tax':
      return taxSections(ctx, ask, basisOf(ctx, ask), currency);
    case 'salesPeriod':
      return periodSections(ctx, ask, fyStartMonth);
    case 'salesCustomer':
      return customerSections(ctx, ask, step);
    case 'salesItem':
      return itemSections(ctx, ask, step);
    case 'ageing':
      return ageingSections(ctx, ask);
    case 'statement':
      return statementSections(ctx, ask);
    case 'payments':
      return paymentSections(ctx, ask);
    case 'year':
      return yearSections(ctx, ask, { currency, fyStartMonth }, step);
  }
}

/** The report as the window gets it: the first rows of each section, and how many more there are. */
export function shortened(table: ReportTable): ReportTable {
  return { ...table, sections: table.sections.map((one) => ({ ...one, rows: one.rows.slice(0, SHOWN_ROWS), more: Math.max(0, one.rows.length - SHOWN_ROWS) })) };
}

const HEAD: readonly ReportColumn[] = [{ id: 'date', kind: 'day' }, { id: 'number', kind: 'text' }, { id: 'customer', kind: 'text' }];
const AMOUNTS: Readonly<Record<Exclude<ReportKey['of'], 'open'>, readonly string[]>> = { tax: ['base', 'amount'], customer: ['net', 'amount'], days: ['net', 'amount'], item: ['net'], adjusted: ['net'] };

/** One page of the documents behind a row, newest first. Each with what it adds to the row's figures, so that they sum up to it. */
export function reportDocuments(ctx: Ctx, { ask, drill, after, limit }: DocumentsAsk): ReportDocuments {
  return readTogether(ctx, () => {
    const key = readKey(drill);
    const basis = basisOf(ctx, ask);
    if (key.of === 'tax' && basis === 'paid') return cashRows(ctx, ask, key, after, limit);
    if (key.of === 'open') return openDocuments(ctx, ask, key, after, limit);
    const [date, rid] = readCursor(after, ['string', 'number']) ?? ['9999-12-31', Number.MAX_SAFE_INTEGER];
    const cut = page(behind(ctx, { ...ask, basis }, key, { date, rid }, limit + 1), limit, (row) => [row.day, row.rid]);
    const amounts = AMOUNTS[key.of];
    return {
      currency: key.of === 'tax' ? key.baseCurrency : key.currency,
      columns: [...HEAD, ...amounts.map((id): ReportColumn => ({ id, kind: 'amount' }))],
      rows: cut.rows.map((row) => ({ id: row.id, key: String(row.rid), kind: row.rid < 0 ? 'discount' : row.kind, cells: [row.day, row.number, row.customer, ...figures(key, row).slice(0, amounts.length)] })),
      next: cut.next,
    };
  });
}

const OPEN: readonly ReportColumn[] = [{ id: 'date', kind: 'day' }, { id: 'number', kind: 'text' }, { id: 'due', kind: 'day' }, { id: 'late', kind: 'count' }, { id: 'balance', kind: 'amount' }];

/** A customer has few open documents: pages are cut from the whole list, oldest due first. */
function openDocuments(ctx: Ctx, { to }: ReportAsk, { customerId, currency }: OpenKey, after: string | null, limit: number): ReportDocuments {
  const [from] = readCursor(after, ['number']) ?? [0];
  const items = openItems(ctx, to, customerId, currency).map((one, place) => ({ one, place })).slice(from, from + limit + 1);
  const cut = page(items, limit, ({ place }) => [place + 1]);
  return {
    currency, columns: [...OPEN], next: cut.next,
    rows: cut.rows.map(({ one, place }) => ({ id: one.documentId, key: String(place), kind: one.kind, cells: [one.date, one.number, one.due, one.late, one.amount] })),
  };
}

type OpenKey = Extract<ReportKey, { of: 'open' }>;
type DocumentKey = Exclude<ReportKey, OpenKey>;

function behind(ctx: Ctx, ask: ReportAsk & { basis: TaxBasis }, key: DocumentKey, before: Before, limit: number): BehindRow[] {
  const span = { from: ask.from, to: ask.to };
  switch (key.of) {
    case 'tax': {
      const { of: _of, ...tax } = key;
      return documentsOfTax(ctx.db, span, ask.basis, tax, before, limit);
    }
    case 'customer':
      return documentsOfCustomer(ctx.db, span, key.customerId, key.currency, before, limit);
    case 'days':
      return documentsOfDays(ctx.db, within(key, span), key.currency, before, limit);
    case 'item':
      return documentsOfItem(ctx.db, span, { itemRid: key.itemRid, description: key.description, unit: key.unit }, key.currency, before, limit);
    case 'adjusted':
      return documentsAdjusted(ctx.db, span, key.currency, before, limit);
  }
}

/** A row's own days never reach beyond the report's. */
function within(key: { from: string; to: string }, span: { from: string; to: string }): { from: string; to: string } {
  if (key.from < span.from || key.to > span.to) throw new AppError('INVALID_INPUT', { fields: [{ path: 'drill', code: 'INVALID' }] });
  return { from: key.from, to: key.to };
}

function figures(key: DocumentKey, { sign, first, second, currency, baseCurrency, rate }: BehindRow): number[] {
  const inBase = (value: number): number =>
    key.of !== 'tax' || currency === baseCurrency ? value : convert(minor(value), rate, exponentOf(currency), exponentOf(baseCurrency));
  return [first, second].map((value) => (sign < 0 ? negMinor(minor(inBase(value))) : inBase(value)));
}
