// Row 1: what the cipher costs the one act that matters most.
import { draftSource, issueSome } from '../data/issuing.ts';
import { median, ms, ratio, takeTurns } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '1', title: 'issue an invoice: encrypted / plain', limit: { atMost: 2.2 }, great: { atMost: 1.7 }, peer: '215-250',
  async run(ctx) {
    const each = ctx.times(60, 3);
    const [cipher, plain] = [await ctx.books(ctx.large, 'cipher'), await ctx.books(ctx.large, 'plain')];
    const round = (books: typeof cipher): (() => number) => {
      const next = draftSource(books, 100);
      return () => median(issueSome(books, next, each));
    };
    const { encrypted, open } = await takeTurns(ctx.rounds, { encrypted: round(cipher), open: round(plain) });
    // A disk that takes long to sync hides everything else: the same once more without waiting for it.
    for (const { db } of [cipher, plain]) db.pragma('synchronous=OFF');
    const unsynced = await takeTurns(ctx.rounds, { encrypted: round(cipher), open: round(plain) });
    return {
      value: ratio(encrypted, open), unit: 'x',
      note: `p50 of the whole service call, synchronous=FULL, ${ctx.large} invoices: ${ms(median(encrypted))} encrypted, ${ms(median(open))} plain; ${each} issues a round. Without waiting for the disk ${ratio(unsynced.encrypted, unsynced.open).toFixed(2)} x: ${ms(median(unsynced.encrypted))} against ${ms(median(unsynced.open))}.`,
    };
  },
};
