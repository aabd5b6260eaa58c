// Row 6: no screen may get slower because the company got older.
import { compareQueries, worst } from '../harness/queryTimes.ts';
import { median } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

/** How many times longer an answer must be to count as another answer. */
const MORE = 1.5;

export const row: Row = {
  id: '6', title: 'growth of the worst interactive query', limit: { atMost: 5 }, great: { atMost: 3.5 }, peer: '15-210',
  async run(ctx) {
    const [large, small] = [await ctx.books(ctx.large, 'cipher'), await ctx.books(ctx.small, 'cipher')];
    const times = compareQueries(large, small, ctx.rounds, ctx.tiny);
    // As the list of goals says of statements: an answer that itself holds more rows may take longer. Those are judged by what a row costs.
    const judged = times.map((one) => (one.rows[0] > one.rows[1] * MORE ? { ...one, ratio: (one.ratio * Math.max(1, one.rows[1])) / one.rows[0] } : one));
    const longer = times.filter((one) => one.rows[0] > one.rows[1] * MORE);
    return {
      value: Math.max(...judged.map((one) => one.ratio)), unit: 'x',
      note: `${times.length} queries, ${ctx.small} to ${ctx.large} invoices; median of all ${median(judged.map((one) => one.ratio)).toFixed(2)}. Worst: ${worst(judged, 'ratio')}. ${longer.length} whose answers are longer in the large company are judged per row; as a whole the worst of them: ${worst(longer, 'ratio', 3)}.`,
    };
  },
};
