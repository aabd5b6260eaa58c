// The payments journal: by method, then every movement of money, then what exchange rates won or lost (T36). Called by reports.ts only.
import type { ReportAsk, ReportColumn, ReportSection } from '../../contract/reports.ts';
import { PAYMENT_METHODS } from '../../domain/paymentMethod.ts';
import { type Minor, minor, sumMinor } from '../../domain/money.ts';
import { type GainRow, gainsBetween, type MoneyRow, moneyBetween, paymentsBetween } from '../repo/paymentRows.ts';
import type { Ctx } from './context.ts';

const SHORT = 1000;

export function isLongJournal(ctx: Ctx, { from, to }: Pick<ReportAsk, 'from' | 'to'>): boolean {
  return paymentsBetween(ctx.db, from, to) > SHORT;
}

/** Per currency its methods and its movements; gains and losses last, in the currency of the business. */
export function paymentSections(ctx: Ctx, { from, to }: ReportAsk): ReportSection[] {
  const rows = moneyBetween(ctx.db, { from, to });
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
  return [
    ...currencies.flatMap((currency) => {
      const own = rows.filter((row) => row.currency === currency);
      return [methods(currency, own), movements(currency, own)];
    }),
    ...gains(gainsBetween(ctx.db, { from, to })),
  ];
}

/** What came in by each method, less what went out by it. */
export function methodSections(ctx: Ctx, { from, to }: Pick<ReportAsk, 'from' | 'to'>): ReportSection[] {
  const rows = moneyBetween(ctx.db, { from, to });
  return [...new Set(rows.map(({ currency }) => currency))].sort().map((currency) => methods(currency, rows.filter((row) => row.currency === currency)));
}

function total(rows: readonly { amount: number | null }[]): Minor {
  return sumMinor(rows.map(({ amount }) => minor(amount ?? 0)));
}

function methods(currency: string, rows: readonly MoneyRow[]): ReportSection {
  const columns: ReportColumn[] = [{ id: 'method', kind: 'text' }, { id: 'movements', kind: 'count' }, { id: 'received', kind: 'amount' }];
  const used = PAYMENT_METHODS.map((method) => ({ method, own: rows.filter((row) => row.method === method) })).filter(({ own }) => own.length > 0);
  return {
    id: 'byMethod', currency, columns, more: 0, totals: [null, rows.length, total(rows)],
    rows: used.map(({ method, own }) => ({ cells: [{ word: `method-${method}` }, own.length, total(own)], drill: null })),
  };
}

function movements(currency: string, rows: readonly MoneyRow[]): ReportSection {
  const baseCurrency = rows.find((row) => row.baseCurrency !== currency)?.baseCurrency;
  const columns: ReportColumn[] = [
    { id: 'date', kind: 'day' }, { id: 'what', kind: 'text' }, { id: 'number', kind: 'text' }, { id: 'customer', kind: 'text' }, { id: 'method', kind: 'text' }, { id: 'reference', kind: 'text' }, { id: 'received', kind: 'amount' },
    ...(baseCurrency === undefined ? [] : [{ id: 'inBase', kind: 'amount' as const, currency: baseCurrency }]),
  ];
  const base = baseCurrency === undefined ? [] : [sumMinor(rows.map(({ baseAmount }) => minor(baseAmount ?? 0)))];
  return {
    id: 'movements', currency, columns, more: 0, totals: [null, null, null, null, null, null, total(rows), ...base],
    rows: rows.map((row) => ({
      cells: [row.date, { word: `entry-${row.kind}` }, row.number, row.customer, { word: `method-${row.method}` }, row.reference, row.amount, ...(baseCurrency === undefined ? [] : [row.baseAmount])], drill: null,
      ...opening(row),
    })),
  };
}

/** A refund, and what was taken back, lead to the payment or the credit note they are about. */
function opening({ paymentId, creditNoteId }: MoneyRow): Pick<ReportSection['rows'][number], 'opens'> {
  if (paymentId !== null) return { opens: { what: 'payment', id: paymentId } };
  return creditNoteId === null ? {} : { opens: { what: 'document', id: creditNoteId } };
}

function gains(rows: readonly GainRow[]): ReportSection[] {
  const columns: ReportColumn[] = [{ id: 'date', kind: 'day' }, { id: 'number', kind: 'text' }, { id: 'customer', kind: 'text' }, { id: 'currency', kind: 'text' }, { id: 'gain', kind: 'amount' }];
  return [...new Set(rows.map(({ baseCurrency }) => baseCurrency))].sort().map((currency) => {
    const own = rows.filter((row) => row.baseCurrency === currency);
    return {
      id: 'exchange', currency, columns, more: 0, totals: [null, null, null, null, sumMinor(own.map(({ gain }) => minor(gain)))],
      rows: own.map((row) => ({ cells: [row.date, row.number, row.customer, row.currency, row.gain], drill: null, opens: { what: 'document' as const, id: row.documentId } })),
    };
  });
}
