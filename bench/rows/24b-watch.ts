// Row 24b: what the watch over the log adds to issuing one invoice, in the same run and the same books.
import { draftSource, issue } from '../data/issuing.ts';
import { openAlertWatch } from '../../main/service/alertWatch.ts';
import { median, ms, ratio, takeTurns, timed } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '24b', title: 'watching one issued invoice / issuing it', limit: { atMost: 0.03 }, great: { atMost: 0.02 }, peer: '-',
  async run(ctx) {
    const each = ctx.times(60, 3);
    const books = await ctx.books(ctx.large, 'cipher');
    books.db.prepare('UPDATE alert_watch SET seq = 0').run(); // as after the update that brought the watch
    const watch = openAlertWatch(books.db);
    const learned = timed(() => {
      while (watch.look(books.ctx).more) continue;
    });
    const next = draftSource(books, 100);
    const looks: number[] = [];
    const { issuing, watching } = await takeTurns(ctx.rounds, {
      issuing: () => {
        looks.length = 0;
        return median(Array.from({ length: each }, () => {
          const took = issue(books, next());
          looks.push(timed(() => watch.look(books.ctx)));
          return took;
        }));
      },
      // of the same issues, or of as many more in the rounds that turn the order round
      watching: () => (looks.length > 0 ? median(looks) : median(Array.from({ length: each }, () => {
        issue(books, next());
        return timed(() => watch.look(books.ctx));
      }))),
    });
    return {
      value: ratio(watching, issuing), unit: 'x',
      note: `p50 of ${ms(median(watching))} for one look at the records of one issue (the draft's and the invoice's), against ${ms(median(issuing))} for the issue, synchronous=FULL, ${ctx.large} invoices. It runs after the answer; nothing is written until a minute is over or there is something to tell. Reading ${ctx.large} invoices' log for the first time: ${ms(learned)}, in slices.`,
    };
  },
};
