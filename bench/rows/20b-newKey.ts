// Row 20b: a whole copy under another key, as backups need, against one under the same key.
import { randomBytes } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { median, ms, ratio, takeTurns, timed } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';
import { copyUnderKey } from '../../main/db/copyUnderKey.ts';
import { withLanes } from '../../main/db/lanes.ts';
import { schema } from '../../main/db/migrate.ts';
import { openDatabase } from '../../main/db/open.ts';
import { vacuumInto } from './20-copy.ts';

export const row: Row = {
  id: '20b', title: 'copy under a new key / VACUUM INTO', limit: { atMost: 2 }, great: { atMost: 1.4 }, peer: '-',
  async run(ctx) {
    const books = await ctx.books(ctx.large, 'cipher');
    const folder = ctx.folder('copies');
    const key = randomBytes(32);
    const copy = join(folder, 'other-key.db');
    const rekeyed = (): number => {
      rmSync(copy, { force: true });
      return timed(() => withLanes(statSync(books.file).size, (lanes) => copyUnderKey({ path: books.file, key: books.made.key }, { path: copy, key }, lanes)));
    };
    const figures = await takeTurns(Math.min(5, ctx.rounds), { rekeyed, same: () => vacuumInto(books.db, join(folder, 'same-key.db')) });
    const opened = openDatabase(copy, key, { schemaVersion: schema.latest });
    const whole = opened.pragma('integrity_check', { simple: true });
    opened.close();
    if (whole !== 'ok') throw new Error(`the copy is not whole: ${String(whole)}`);
    return {
      value: ratio(figures.rekeyed, figures.same), unit: 'x',
      note: `Pages as they lie there, each opened and sealed once, by as many threads as there are processors: ${ms(median(figures.rekeyed))} against ${ms(median(figures.same))}; the copy opens and passes integrity_check.`,
    };
  },
};
