// Sales without tax by period, by customer and by item, one section per currency (T37). Called by reports.ts only; by customer and by item a month at a time, with progress.
import type { ReportAsk, ReportColumn, ReportSection } from '../../contract/reports.ts';
import { financialYearOf, periodsOf } from '../../domain/closing.ts';
import { compareDates, endOfMonth } from '../../domain/date.ts';
import { add, decOf, type Dec, formatDec, mul, neg, parseDec } from '../../domain/decimal.ts';
import { type Minor, addMinor, minor, NOTHING, sumMinor } from '../../domain/money.ts';
import { salesSums } from '../repo/dayTotals.ts';
import { type CustomerSum, documentAdjustments, type ItemSum, salesByCustomer, salesByItem, type Span } from '../repo/reportRows.ts';
import type { Ctx } from './context.ts';
import { writeKey } from './reportKeys.ts';

export type Step = (done: number, total: number) => void;

/** Sections in order of currency, each made of the rows that have it. */
function perCurrency<T extends { currency: string }>(rows: readonly T[], make: (currency: string, rows: T[]) => ReportSection): ReportSection[] {
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => make(currency, rows.filter((row) => row.currency === currency)));
}

function total(amounts: readonly number[]): Minor {
  return sumMinor(amounts.map((amount) => minor(amount)));
}

const PERIOD: readonly ReportColumn[] = [
  { id: 'period', kind: 'span' }, { id: 'invoices', kind: 'count' }, { id: 'notes', kind: 'count' }, { id: 'net', kind: 'amount' }, { id: 'amount', kind: 'amount' }, { id: 'gross', kind: 'amount' },
];

/** Sales per day, month, quarter or financial year. */
export function periodSections(ctx: Ctx, { from, to, by }: ReportAsk, fyStartMonth: number): ReportSection[] {
  const spanOf = (part: string): Span & { name: string } => {
    if (by === 'day') return { name: part, from: part, to: part };
    if (by === 'month') return { name: part, from: `${part}-01`, to: endOfMonth(`${part}-01`) };
    const year = financialYearOf(`${part}-01`, by === 'quarter' ? 1 : fyStartMonth);
    if (by === 'year') return year;
    const index = Math.floor((Number(part.slice(5, 7)) - 1) / 3);
    return { ...(periodsOf(year, 3)[index] ?? year), name: `${part.slice(0, 4)}-Q${index + 1}` };
  };
  return perCurrency(salesSums(ctx.db, from, to, by === 'day' ? 'day' : 'month'), (currency, sums) => {
    const groups = new Map<string, { span: Span; cells: [number, number, Minor, Minor] }>();
    for (const { span: part, invoices, notes, net, tax } of sums) {
      const span = spanOf(part);
      const [i, n, before, taxBefore] = groups.get(span.name)?.cells ?? [0, 0, NOTHING, NOTHING];
      groups.set(span.name, { span, cells: [i + invoices, n + notes, addMinor(before, minor(net)), addMinor(taxBefore, minor(tax))] });
    }
    const rows = [...groups].map(([name, { span, cells: [i, n, net, tax] }]) => ({
      cells: [name, i, n, net, tax, addMinor(net, tax)],
      drill: writeKey({ of: 'days', from: later(span.from, from), to: compareDates(span.to, to) < 0 ? span.to : to, currency }),
    }));
    const sum = (pick: 'net' | 'tax'): Minor => total(sums.map((one) => one[pick]));
    const count = (pick: 'invoices' | 'notes'): number => sums.reduce((all, one) => all + one[pick], 0);
    return {
      id: '', currency, columns: [...PERIOD], rows, more: 0,
      totals: [null, count('invoices'), count('notes'), sum('net'), sum('tax'), addMinor(sum('net'), sum('tax'))],
    };
  });
}

function later(a: string, b: string): string {
  return compareDates(a, b) > 0 ? a : b;
}

/** The span month by month, its ends cut to it. */
export function monthsOf({ from, to }: Span): Span[] {
  return periodsOf({ from: `${from.slice(0, 7)}-01`, to }, 1).map((month) => ({ from: later(month.from, from), to: compareDates(month.to, to) < 0 ? month.to : to }));
}

const CUSTOMER: readonly ReportColumn[] = [{ id: 'customer', kind: 'text' }, { id: 'invoices', kind: 'count' }, { id: 'notes', kind: 'count' }, { id: 'net', kind: 'amount' }];

/** Net sales per customer, largest first. */
export function customerSections(ctx: Ctx, { from, to }: ReportAsk, step: Step): ReportSection[] {
  const sums = new Map<string, CustomerSum>();
  const months = monthsOf({ from, to });
  months.forEach((month, done) => {
    step(done, months.length);
    for (const one of salesByCustomer(ctx.db, month)) {
      const key = `${one.currency} ${one.customerRid}`;
      const known = sums.get(key);
      sums.set(key, known === undefined ? one : { ...one, net: addMinor(minor(known.net), minor(one.net)), invoices: known.invoices + one.invoices, notes: known.notes + one.notes });
    }
  });
  return perCurrency([...sums.values()], (currency, rows) => ({
    id: '', currency, columns: [...CUSTOMER], more: 0,
    rows: rows.toSorted(largestFirst).map((one) => ({ cells: [one.name, one.invoices, one.notes, one.net], drill: writeKey({ of: 'customer', customerId: one.id, currency }) })),
    totals: [null, rows.reduce((n, one) => n + one.invoices, 0), rows.reduce((n, one) => n + one.notes, 0), total(rows.map(({ net }) => net))],
  }));
}

function largestFirst(a: { net: number; name: string }, b: { net: number; name: string }): number {
  return b.net - a.net || (a.name < b.name ? -1 : 1);
}

const ITEM: readonly ReportColumn[] = [
  { id: 'code', kind: 'text' }, { id: 'item', kind: 'text' }, { id: 'quantity', kind: 'quantity' }, { id: 'unit', kind: 'text' }, { id: 'lines', kind: 'count' }, { id: 'net', kind: 'amount' },
];
type ItemRow = Omit<ItemSum, 'quantity' | 'notes'> & { quantity: Dec };

/** Net sales per item and unit, largest first; what documents as a whole were lessened or raised by is a row of its own, so that the sum is that of all sales. */
export function itemSections(ctx: Ctx, { from, to }: ReportAsk, step: Step): ReportSection[] {
  const sums = new Map<string, ItemRow>();
  const months = monthsOf({ from, to });
  months.forEach((month, done) => {
    step(done, months.length);
    for (const one of salesByItem(ctx.db, month)) addItem(sums, one);
  });
  const adjustments = new Map(documentAdjustments(ctx.db, { from, to }).map(({ currency, net }) => [currency, net]));
  return perCurrency([...sums.values()], (currency, items) => {
    const adjusted = adjustments.get(currency) ?? 0;
    const rows: ReportSection['rows'] = items.toSorted(largestFirst).map((one) => ({
      cells: [one.code, one.name, formatDec(one.quantity), one.unit, one.lines, one.net],
      drill: writeKey({ of: 'item', itemRid: one.itemRid, description: one.itemRid === null ? one.name : '', unit: one.unit, currency }),
    }));
    if (adjusted !== 0) rows.push({ cells: ['', { word: 'adjustments' }, null, '', null, adjusted], drill: writeKey({ of: 'adjusted', currency }) });
    const lines = items.reduce((n, one) => n + one.lines, 0);
    return { id: '', currency, columns: [...ITEM], rows, totals: [null, null, null, null, lines, total([...items.map(({ net }) => net), adjusted])], more: 0 };
  });
}

function addItem(sums: Map<string, ItemRow>, one: ItemSum): void {
  const key = [one.currency, one.itemRid ?? `"${one.name}`, one.unit].join('\n');
  const times = BigInt(one.lines - 2 * one.notes);
  const each = parseDec(one.quantity);
  const quantity = times < 0n ? neg(mul(each, decOf(-times))) : mul(each, decOf(times));
  const known = sums.get(key);
  sums.set(key, {
    ...one,
    quantity: known === undefined ? quantity : add(known.quantity, quantity),
    net: known === undefined ? one.net : addMinor(minor(known.net), minor(one.net)),
    lines: (known?.lines ?? 0) + one.lines,
  });
}
