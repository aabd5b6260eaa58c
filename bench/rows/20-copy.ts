// Row 20: a whole copy under the same key, as kept before an upgrade.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '../../main/db/open.ts';
import { median, ms, ratio, takeTurns, timed } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '20', title: 'VACUUM INTO: encrypted / plain', limit: { atMost: 4 }, great: { atMost: 2.8 }, peer: '-',
  async run(ctx) {
    const [cipher, plain] = [await ctx.books(ctx.large, 'cipher'), await ctx.books(ctx.large, 'plain')];
    const folder = ctx.folder('copies');
    const figures = await takeTurns(Math.min(5, ctx.rounds), { cipher: () => vacuumInto(cipher.db, join(folder, 'cipher.db')), plain: () => vacuumInto(plain.db, join(folder, 'plain.db')) });
    return { value: ratio(figures.cipher, figures.plain), unit: 'x', note: `${ms(median(figures.cipher))} against ${ms(median(figures.plain))} at ${ctx.large} invoices.` };
  },
};

/** Milliseconds; the copy is removed. */
export function vacuumInto(db: Db, path: string): number {
  const took = timed(() => db.prepare<[string]>('VACUUM INTO ?').run(path));
  rmSync(path);
  return took;
}
