// The tax report: what was sold and what tax is on it, by category and rate, in the business's currency; what customers kept back stands apart. Called by reports.ts only.
import type { ReportAsk, ReportColumn, ReportSection } from '../../contract/reports.ts';
import { type Minor, minor, sumMinor } from '../../domain/money.ts';
import { byCategoryAndRate } from '../../domain/taxReport.ts';
import { paidTaxSums } from '../repo/cashReport.ts';
import { type TaxBasis, type TaxSum, taxSums } from '../repo/dayTotals.ts';
import type { Ctx } from './context.ts';
import { reconciliation } from './reportCash.ts';
import { writeKey } from './reportKeys.ts';

const COLUMNS: readonly ReportColumn[] = [
  { id: 'tax', kind: 'text' }, { id: 'category', kind: 'text' }, { id: 'rate', kind: 'rate' }, { id: 'documents', kind: 'count' }, { id: 'base', kind: 'amount' }, { id: 'amount', kind: 'amount' },
];

/** One section for tax and one for what was withheld, per currency the business has had. Categories of 0 % stand apart from each other (T18). */
export function taxSections(ctx: Ctx, { from, to }: ReportAsk, basis: TaxBasis, baseCurrency: string): ReportSection[] {
  const sums = basis === 'paid' ? paidTaxSums(ctx.db, from, to) : taxSums(ctx.db, from, to, basis);
  const currencies = [...new Set([baseCurrency, ...sums.map((sum) => sum.baseCurrency)])];
  const tables = currencies.flatMap((currency) =>
    [0, 1].flatMap((withholding) => {
      const rows = sums.filter((sum) => sum.baseCurrency === currency && sum.withholding === withholding);
      return rows.length === 0 ? [] : [section(withholding === 0 ? 'taxCharged' : 'taxWithheld', currency, rows)];
    }),
  );
  return basis === 'paid' ? [...tables, ...reconciliation(ctx, { from, to }, sums)] : tables;
}

function section(id: string, currency: string, sums: readonly TaxSum[]): ReportSection {
  const rows = sums.toSorted(byCategoryAndRate).map((sum) => ({
    cells: [sum.name, { word: `category${sum.category}` as const }, sum.rate, sum.documents, sum.base, sum.amount],
    drill: writeKey({ of: 'tax', taxRid: sum.taxRid, category: sum.category, rate: sum.rate, withholding: sum.withholding, baseCurrency: sum.baseCurrency }),
  }));
  const total = (value: (sum: TaxSum) => number): Minor => sumMinor(sums.map((sum) => minor(value(sum))));
  return { id, currency, columns: [...COLUMNS], rows, totals: [null, null, null, null, total((s) => s.base), total((s) => s.amount)], more: 0 };
}
