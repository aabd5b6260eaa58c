// Row 6b: nor because much money came in. The same as row 6 in companies most of whose invoices are paid.
import { payMost } from '../data/paid.ts';
import { compareQueries, growthOf, worst } from '../harness/queryTimes.ts';
import { paymentQueries } from '../paymentQueries.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '6b', title: 'growth of the worst query about payments', limit: { atMost: 5 }, great: { atMost: 3.5 }, peer: '-',
  async run(ctx) {
    const [large, small] = [await ctx.books(ctx.large, 'cipher'), await ctx.books(ctx.small, 'cipher')];
    const [paid] = [payMost(large.ctx), payMost(small.ctx)];
    const times = compareQueries(large, small, ctx.rounds, ctx.tiny, paymentQueries);
    const { value, note } = growthOf(times);
    return { value, unit: 'x', note: `${times.length} queries, ${paid} payments over ${ctx.large} invoices; ${note} Slowest: ${worst(times, 'above')}.` };
  },
};
