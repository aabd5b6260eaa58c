// Row 26: a backup with everything checked, against a plain copy of the same file that is on the disk when it ends.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { backed, copyAndSync } from '../data/backup.ts';
import { median, ms, ratio, takeTurns, timedAsync } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '26', title: 'backup, checked whole / copy + fsync (largest books)', limit: { atMost: 12 }, great: { atMost: 9 }, peer: 'no check at all',
  async run(ctx) {
    const sizes = [...new Set([ctx.small, Math.min(10_000, ctx.large), ctx.large])];
    const said: string[] = [];
    let value = Number.NaN;
    for (const size of sizes) {
      const books = await ctx.books(size, 'cipher');
      const folder = ctx.folder('backup');
      const backup = backed(books, folder);
      const mb = statSync(books.file).size / 1e6;
      const figures = await takeTurns(Math.min(5, ctx.rounds), {
        backup: async () => {
          backup.empty();
          return timedAsync(() => backup.make());
        },
        copy: () => copyAndSync(books.file, join(folder, 'copy.db')),
      });
      value = ratio(figures.backup, figures.copy);
      const per100 = (took: readonly number[]): string => ms((median(took) / mb) * 100);
      said.push(`${size} invoices (${mb.toFixed(0)} MB): ${per100(figures.backup)} against ${per100(figures.copy)} per 100 MB, ${value.toFixed(1)} x`);
    }
    return { value, unit: 'x', note: `${said.join('; ')}. Snapshot under its own key, integrity, references, counts, sums, copy, read back, seal.` };
  },
};
