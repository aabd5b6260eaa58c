// Row 5: whether ten years of invoices make the next one slower.
import { draftSource, issueSome } from '../data/issuing.ts';
import { median, ms, ratio, takeTurns } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '5', title: 'growth of issue p50, small to large company', limit: { atMost: 1.3 }, great: { atMost: 1.05 }, peer: '11-13',
  async run(ctx) {
    const each = ctx.times(60, 3);
    const [large, small] = [await ctx.books(ctx.large, 'cipher'), await ctx.books(ctx.small, 'cipher')];
    const round = (books: typeof large): (() => number) => {
      const next = draftSource(books, 500);
      return () => median(issueSome(books, next, each));
    };
    const figures = await takeTurns(ctx.rounds, { large: round(large), small: round(small) });
    return {
      value: ratio(figures.large, figures.small), unit: 'x',
      note: `${ctx.small} invoices ${ms(median(figures.small))}, ${ctx.large} invoices ${ms(median(figures.large))}; encrypted, FULL, ${each} issues a round.`,
    };
  },
};
