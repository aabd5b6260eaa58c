// Row 6: no screen may get slower because the company got older.
import { compareQueries, growthOf } from '../harness/queryTimes.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '6', title: 'growth of the worst interactive query', limit: { atMost: 5 }, great: { atMost: 3.5 }, peer: '15-210',
  async run(ctx) {
    const [large, small] = [await ctx.books(ctx.large, 'cipher'), await ctx.books(ctx.small, 'cipher')];
    const times = compareQueries(large, small, ctx.rounds, ctx.tiny);
    const { value, note } = growthOf(times);
    return { value, unit: 'x', note: `${times.length} queries, ${ctx.small} to ${ctx.large} invoices; ${note}` };
  },
};
