// The tax report by payment: how it comes from the tax that was invoiced, and the payments behind each figure. Called by report services only.
import type { ReportAsk, ReportColumn, ReportDocuments, ReportSection } from '../../contract/reports.ts';
import { exponentOf } from '../../domain/currency.ts';
import { convert, minor, negMinor, subMinor, sumMinor } from '../../domain/money.ts';
import { cashStanding, type CashSum, paymentsOfTax } from '../repo/cashReport.ts';
import { anyCash } from '../repo/cashTax.ts';
import { page, readCursor } from '../repo/cursor.ts';
import { type TaxBasis, type TaxSum, taxSums } from '../repo/dayTotals.ts';
import { type BehindRow, documentsOfTax, type Span } from '../repo/reportRows.ts';
import type { Ctx } from './context.ts';
import type { ReportKey } from './reportKeys.ts';

/** 'due' is by payment as soon as tax of some documents falls due that way: the others then stand in it by their issue. */
export function basisOf(ctx: Ctx, { basis }: Pick<ReportAsk, 'basis'>): TaxBasis {
  if (basis !== 'due') return basis;
  return anyCash(ctx.db) ? 'paid' : 'issue';
}

const COLUMNS: readonly ReportColumn[] = [{ id: 'what', kind: 'text' }, { id: 'base', kind: 'amount' }, { id: 'amount', kind: 'amount' }];
type Pair = readonly [base: number, tax: number];
const less = (a: Pair, b: Pair): Pair => [subMinor(minor(a[0]), minor(b[0])), subMinor(minor(a[1]), minor(b[1]))];
const minus = ([base, tax]: Pair): Pair => [negMinor(minor(base)), negMinor(minor(tax))];
const isNothing = ([base, tax]: Pair): boolean => base === 0 && tax === 0;

/**
 * From the tax that was invoiced in a period to the tax that falls due in it: less what was not yet paid at its end, with what was not yet paid at
 * its beginning, less what was given up, and what rates of exchange moved. One section per currency of the business, adding up to the cent.
 */
export function reconciliation(ctx: Ctx, { from, to }: Span, owed: readonly TaxSum[]): ReportSection[] {
  const standing = cashStanding(ctx.db, from, to);
  const invoiced = taxSums(ctx.db, from, to, 'issue').filter(({ withholding }) => withholding === 0);
  return [...new Set(standing.map(({ baseCurrency }) => baseCurrency))].map((currency) => {
    const of = (sums: readonly TaxSum[]): Pair => {
      const own = sums.filter((sum) => sum.baseCurrency === currency && sum.withholding === 0);
      return [sumMinor(own.map(({ base }) => minor(base))), sumMinor(own.map(({ amount }) => minor(amount)))];
    };
    const at = (basis: CashSum['basis'], pick: (sum: CashSum) => Pair): Pair => {
      const found = standing.find((sum) => sum.baseCurrency === currency && sum.basis === basis);
      return found === undefined ? [0, 0] : pick(found);
    };
    const before = (sum: CashSum): Pair => [sum.baseBefore, sum.taxBefore];
    const within = (sum: CashSum): Pair => [sum.base, sum.tax];
    const all = (sum: CashSum): Pair => [sum.baseBefore + sum.base, sum.taxBefore + sum.tax];
    const [unpaidBefore, unpaid] = [less(at('issue', before), at('released', before)), less(at('issue', all), at('released', all))];
    const givenUp = at('given-up', within);
    const exchange = less(at('received', within), less(at('released', within), givenUp));
    const lines: [word: string, pair: Pair][] = [['taxInvoiced', of(invoiced)], ['taxUnpaidEnd', minus(unpaid)], ['taxUnpaidStart', unpaidBefore]];
    if (!isNothing(givenUp)) lines.push(['taxGivenUp', minus(givenUp)]);
    if (!isNothing(exchange)) lines.push(['taxExchange', exchange]);
    const rows = lines.map(([word, [base, tax]]) => ({ cells: [{ word }, base, tax], drill: null }));
    return { id: 'taxReconciled', currency, columns: [...COLUMNS], rows, totals: [null, ...of(owed)], more: 0 };
  });
}

const BEHIND: readonly ReportColumn[] = [
  { id: 'date', kind: 'day' }, { id: 'number', kind: 'text' }, { id: 'customer', kind: 'text' }, { id: 'payment', kind: 'text' }, { id: 'base', kind: 'amount' }, { id: 'amount', kind: 'amount' },
];
interface Shown {
  day: string;
  rid: number;
  row: ReportDocuments['rows'][number];
}
type TaxKey = Extract<ReportKey, { of: 'tax' }>;

/** One page of the payments behind a tax, with the documents of the other way among them, newest first. A payment opens itself, everything else its document. */
export function cashRows(ctx: Ctx, { from, to }: ReportAsk, { of: _of, ...key }: TaxKey, after: string | null, limit: number): ReportDocuments {
  const [date, rid] = readCursor(after, ['string', 'number']) ?? ['9999-12-31', Number.MAX_SAFE_INTEGER];
  const [span, before] = [{ from, to }, { date, rid }];
  const payments = paymentsOfTax(ctx.db, span, key, before, limit + 1).map(({ paymentId, payment, ...row }): Shown => ({
    day: row.day, rid: row.rid,
    row: {
      id: paymentId ?? row.id, key: String(row.rid), kind: paymentId === null ? row.kind : 'payment',
      cells: [row.day, row.number, row.customer, payment === null ? null : String(payment), row.first, row.second],
    },
  }));
  const others = documentsOfTax(ctx.db, span, 'paid', key, before, limit + 1).map((row): Shown => ({
    day: row.day, rid: row.rid,
    row: { id: row.id, key: String(row.rid), kind: row.rid < 0 ? 'discount' : row.kind, cells: [row.day, row.number, row.customer, null, inBase(row, row.first), inBase(row, row.second)] },
  }));
  const merged = [...payments, ...others].sort((a, b) => (a.day === b.day ? b.rid - a.rid : a.day < b.day ? 1 : -1)).slice(0, limit + 1);
  const cut = page(merged, limit, (shown) => [shown.day, shown.rid]);
  return { currency: key.baseCurrency, columns: [...BEHIND], rows: cut.rows.map(({ row }) => row), next: cut.next };
}

function inBase({ sign, currency, baseCurrency, rate }: BehindRow, value: number): number {
  const worth = currency === baseCurrency ? minor(value) : convert(minor(value), rate, exponentOf(currency), exponentOf(baseCurrency));
  return sign < 0 ? negMinor(worth) : worth;
}
