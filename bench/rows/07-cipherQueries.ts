// Row 7: what the cipher costs a question whose pages are in the cache, or just beside it.
import { median } from '../harness/measure.ts';
import { compareQueries, type QueryTime, worst } from '../harness/queryTimes.ts';
import type { Bench, Row } from '../harness/row.ts';

export const row: Row = {
  id: '7', title: 'worst interactive query: encrypted / plain', limit: { atMost: 2.5 }, great: { atMost: 1.2 }, peer: '-',
  async run(ctx) {
    const times = await cipherTimes(ctx);
    return {
      value: Math.max(...times.map((one) => one.ratio)), unit: 'x',
      note: `${times.length} queries at ${ctx.large} invoices, hot; median of all ${median(times.map((one) => one.ratio)).toFixed(2)}. Worst: ${worst(times, 'ratio')}.`,
    };
  },
};

/** Every query on the large company, encrypted beside plain. */
export function cipherTimes(ctx: Bench): Promise<QueryTime[]> {
  return ctx.once('cipher queries', async () => compareQueries(await ctx.books(ctx.large, 'cipher'), await ctx.books(ctx.large, 'plain'), ctx.rounds, ctx.tiny));
}
