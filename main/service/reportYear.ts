// The year on one sheet: sales by month, tax, which numbers were issued, what came in, and who owed at the end. Called by reports.ts only, in the job process.
import type { ReportAsk, ReportColumn, ReportSection } from '../../contract/reports.ts';
import { issuedNumbers } from '../repo/reportRows.ts';
import { ageingSections } from './reportAgeing.ts';
import type { Ctx } from './context.ts';
import { basisOf } from './reportCash.ts';
import { methodSections } from './reportPayments.ts';
import { periodSections, type Step } from './reportSales.ts';
import { taxSections } from './reportTax.ts';

const PARTS = 5;

export function yearSections(ctx: Ctx, ask: ReportAsk, { currency, fyStartMonth }: { currency: string; fyStartMonth: number }, step: Step): ReportSection[] {
  const named = (id: string, sections: readonly ReportSection[]): ReportSection[] => sections.map((section) => ({ ...section, id }));
  const work: (() => ReportSection[])[] = [
    () => named('salesByMonth', periodSections(ctx, { ...ask, by: 'month' }, fyStartMonth)),
    () => taxSections(ctx, ask, basisOf(ctx, ask), currency),
    () => methodSections(ctx, ask),
    () => named('owedAtEnd', ageingSections(ctx, ask)),
    () => numbers(ctx, ask),
  ];
  return work.flatMap((part, done) => {
    step(done, PARTS);
    return part();
  });
}

/** First and last number of each series and counter, and how many between them are missing: none may be (T38). */
function numbers(ctx: Ctx, { from, to }: ReportAsk): ReportSection[] {
  const columns: ReportColumn[] = [{ id: 'series', kind: 'text' }, { id: 'first', kind: 'text' }, { id: 'last', kind: 'text' }, { id: 'documents', kind: 'count' }, { id: 'missing', kind: 'count' }];
  const rows = issuedNumbers(ctx.db, { from, to }).map((one) => ({ cells: [one.name, one.first, one.last, one.count, one.highest - one.lowest + 1 - one.count], drill: null }));
  return rows.length === 0 ? [] : [{ id: 'numbers', currency: null, columns, rows, totals: null, more: 0 }];
}
