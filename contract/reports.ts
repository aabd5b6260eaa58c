// Reports: one shape for all of them (sections of typed cells), the documents behind each figure, and each as CSV, XLSX, PDF or on paper. Long ones run beside the window.
import { z } from 'zod';
import { method } from './method.ts';
import { count, currency, cursor, date, id, language, made, minor } from './wire.ts';

export const reportName = z.enum(['tax', 'salesPeriod', 'salesCustomer', 'salesItem', 'ageing', 'statement', 'payments', 'year']);
/** What is asked for. A report takes of it what it needs; `by` is the step of sales by period. */
export const reportAsk = z.strictObject({
  report: reportName, from: date, to: date,
  /** The day tax counts on: issue, supply where the document names another day, or payment where that is chosen for the document's day ('due': as the business owes it). */
  basis: z.enum(['issue', 'supply', 'paid', 'due']),
  by: z.enum(['day', 'month', 'quarter', 'year']),
  /** Whose statement. */
  customerId: id.nullable(),
}).refine(({ from, to }) => from <= to, { path: ['to'], message: 'PERIOD_ORDER' });
/** How a cell is written and aligned. `amount` is minor units of the section's currency, `day` YYYY-MM-DD, `span` a day, month (YYYY-MM), quarter (YYYY-Qn) or year, `rate` a percent. */
export const columnKind = z.enum(['text', 'amount', 'count', 'quantity', 'rate', 'day', 'span']);
const column = z.strictObject({ id: made(30), kind: columnKind, /** Where it is not the section's. */ currency: currency.optional() });
/** A word of ours is a key of paper/reportWords.ts, so that screen, file and paper say it in their own language. */
const cell = z.union([made(200), minor, z.null(), z.strictObject({ word: made(30) })]);
/** Names the documents behind a row; made and read by main only. */
export const drill = z.string().max(1600).regex(/^[A-Za-z0-9_-]+$/, 'DRILL');
const row = z.strictObject({
  cells: z.array(cell).max(14), drill: drill.nullable(),
  /** What the row itself stands for, when it is one thing. */
  opens: z.strictObject({ what: z.enum(['document', 'payment']), id }).optional(),
});
const section = z.strictObject({
  /** Its heading, a key of paper/reportWords.ts; '' needs none. */
  id: made(30), currency: currency.nullable(), columns: z.array(column).max(14), rows: z.array(row).max(2000),
  /** Under the columns that add up; null where a sum says nothing. */
  totals: z.array(cell).max(14).nullable(),
  /** Rows beyond those sent: the screen shows the first, files hold all. */
  more: count,
});
export const reportTable = z.strictObject({ ask: reportAsk, business: made(120), baseCurrency: currency, sections: z.array(section).max(250), /** Name and address, on a statement. */ recipient: z.array(made(200)).max(12).optional() });
const documentRow = z.strictObject({
  /** What opens it; null for what has no page of its own. */
  id: id.nullable(),
  /** Tells rows apart: a document may stand there once more for its discount. */
  key: made(40), kind: z.enum(['invoice', 'deposit-invoice', 'final-invoice', 'credit-note', 'discount', 'payment']), cells: z.array(cell).max(14),
});
const job = z.strictObject({ ask: reportAsk, /** Chosen by the window; what reports.cancel takes, and what progress events carry. */ job: id });

export const reports = {
  'reports.run': method({ access: 'session', permission: 'report.read', writes: false, input: job, output: reportTable }),
  /** The documents behind one row, newest first; their amounts add up to the row's. */
  'reports.documents': method({
    access: 'session', permission: 'report.read', writes: false, input: job.extend({ drill, after: cursor.nullable(), limit: z.number().int().min(1).max(200) }),
    output: z.strictObject({ currency: currency.nullable(), columns: z.array(column).max(14), rows: z.array(documentRow).max(200), next: cursor.nullable() }),
  }),
  /** Main asks where to. saved: false when the dialog was closed. */
  'reports.export': method({
    access: 'session', permission: 'list.export', writes: false, input: job.extend({ format: z.enum(['csv', 'xlsx', 'pdf']), language }), output: z.strictObject({ saved: z.boolean() }),
  }),
  'reports.print': method({ access: 'session', permission: 'report.read', writes: false, input: job.extend({ language }), output: z.strictObject({ printed: z.boolean() }) }),
  'reports.cancel': method({ access: 'session', permission: 'report.read', writes: false, input: z.strictObject({ job: id }), output: z.strictObject({ cancelled: z.boolean() }) }),
};
export type ReportName = z.infer<typeof reportName>;
export type ReportAsk = z.infer<typeof reportAsk>;
export type ReportTable = z.infer<typeof reportTable>;
export type ReportSection = ReportTable['sections'][number];
export type ReportColumn = ReportSection['columns'][number];
export type ReportCell = ReportSection['rows'][number]['cells'][number];
export type ReportDocuments = z.infer<(typeof reports)['reports.documents']['output']>;
export type ReportFormat = z.infer<(typeof reports)['reports.export']['input']>['format'];
