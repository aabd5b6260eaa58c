// Row 4: the slow issues, where a checkpoint lands on somebody's click.
import { draftSource, issue } from '../data/issuing.ts';
import { ms, quantile } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

const PAUSE_MS = 2;

export const row: Row = {
  id: '4', title: 'issue p99 / p50 with pauses', limit: { atMost: 15 }, great: { atMost: 8 }, peer: '-',
  async run(ctx) {
    const books = await ctx.books(ctx.large, 'cipher');
    const next = draftSource(books, 4);
    books.db.pragma('wal_checkpoint(TRUNCATE)');
    const times: number[] = [];
    for (let n = 0; n < ctx.times(1500, 20); n += 1) {
      books.db.pragma('wal_autocheckpoint=0'); // saving the draft leaves the work to the issue: every checkpoint is in the times
      const ready = next();
      books.db.pragma('wal_autocheckpoint=1000');
      times.push(issue(books, ready));
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    const [p50, p99, most] = [quantile(times, 0.5), quantile(times, 0.99), Math.max(...times)];
    return { value: p99 / p50, unit: 'x', note: `${times.length} issues with pauses of ${PAUSE_MS} ms, FULL, checkpoint at 1,000 pages: p50 ${ms(p50)}, p99 ${ms(p99)}, longest ${ms(most)}.` };
  },
};
