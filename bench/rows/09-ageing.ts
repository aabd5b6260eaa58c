// Row 9: who owes what and for how long, against the same report made the plain way: one look at every invoice.
import { addDays } from '../../domain/date.ts';
import { reportTable } from '../../main/service/reports.ts';
import { TODAY } from '../data/context.ts';
import { median, ms, ratio, takeTurns, timed } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

const ASK = { report: 'ageing', from: TODAY, to: TODAY, basis: 'issue', by: 'month', customerId: null } as const;
/** No index, no running sum: every invoice is read, with what was settled of it, and put into its bucket. */
const SCAN = `SELECT d.customer_rid, d.currency,
    sum(coalesce(s.balance, d.payable)) FILTER (WHERE d.due_date >= @to), sum(coalesce(s.balance, d.payable)) FILTER (WHERE d.due_date < @to AND d.due_date >= @d30),
    sum(coalesce(s.balance, d.payable)) FILTER (WHERE d.due_date < @d30 AND d.due_date >= @d60), sum(coalesce(s.balance, d.payable)) FILTER (WHERE d.due_date < @d60 AND d.due_date >= @d90),
    sum(coalesce(s.balance, d.payable)) FILTER (WHERE d.due_date < @d90)
  FROM document d NOT INDEXED LEFT JOIN document_state s ON s.document_rid = d.rid WHERE d.kind <> 'credit-note' GROUP BY d.customer_rid, d.currency`;

export const row: Row = {
  id: '9', title: 'ageing of all customers / the same from a plain scan', limit: { atMost: 1 }, great: { atMost: 0.35 }, peer: 'naive from allocations 16',
  async run(ctx) {
    const { ctx: books, db } = await ctx.books(ctx.large, 'cipher');
    const scan = db.prepare(SCAN);
    const days = { to: TODAY, d30: addDays(TODAY, -30), d60: addDays(TODAY, -60), d90: addDays(TODAY, -90) };
    const calls = ctx.times(5, 1);
    const each = (work: () => unknown) => (): number => median(Array.from({ length: calls }, () => timed(work)));
    const rows = reportTable(books, ASK).sections.reduce((n, section) => n + section.rows.length, 0);
    const figures = await takeTurns(ctx.rounds, { report: each(() => reportTable(books, ASK)), scan: each(() => scan.all(days)) });
    const open = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM open_part').get()?.n ?? 0;
    return {
      value: ratio(figures.report, figures.scan), unit: 'x',
      note: `${ms(median(figures.report))} for the whole report through its service (${rows} customers, ${open} open documents of ${ctx.large} invoices), ${ms(median(figures.scan))} for the scan; both on the encrypted file.`,
    };
  },
};
