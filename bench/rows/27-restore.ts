// Row 27: what restoring a backup costs: brought from its place, hashed, opened with the kit's key, checked whole, written under the vault's key, on the disk, in its place.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { backed, copyAndSync } from '../data/backup.ts';
import { median, ms, ratio, takeTurns, timed } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';
import { fetchBackup } from '../../main/backup/check.ts';
import { realDisk } from '../../main/backup/disk.ts';
import { listBackups, newestSound } from '../../main/backup/list.ts';
import { syncFile } from '../../main/backup/snapshot.ts';
import { resealScratch } from '../../main/db/copyUnderKey.ts';
import { withLanes } from '../../main/db/lanes.ts';

export const row: Row = {
  id: '27', title: 'restore, checked whole / copy + fsync (largest books)', limit: { atMost: 12 }, great: { atMost: 9 }, peer: 'no check at all',
  async run(ctx) {
    const sizes = [...new Set([ctx.small, Math.min(10_000, ctx.large), ctx.large])];
    const said: string[] = [];
    let value = Number.NaN;
    for (const size of sizes) {
      const books = await ctx.books(size, 'cipher');
      const folder = ctx.folder('restore');
      const { source, place, bk, make, mb } = backed(books, folder);
      await make();
      const [fetched, placed] = [join(folder, 'fetched.tmp'), join(folder, 'billfold.db')];
      const key = randomBytes(32);
      const restore = (): number => timed(() => {
        const entry = newestSound(listBackups(place.folder, { vaultId: source.vaultId, kitSerial: source.kitSerial, bk }, realDisk));
        fetchBackup(entry, bk, fetched, realDisk, () => undefined);
        withLanes(mb * 1e6, (lanes) => resealScratch(fetched, bk, key, lanes));
        syncFile(realDisk, fetched);
        realDisk.rename(fetched, placed);
        realDisk.syncFolder(folder);
      });
      const figures = await takeTurns(Math.min(5, ctx.rounds), { restore: () => { realDisk.remove(placed); return restore(); }, copy: () => copyAndSync(books.file, join(folder, 'copy.db')) });
      value = ratio(figures.restore, figures.copy);
      const per100 = (took: readonly number[]): string => ms((median(took) / mb) * 100);
      said.push(`${size} invoices (${mb.toFixed(0)} MB): ${per100(figures.restore)} against ${per100(figures.copy)} per 100 MB, ${value.toFixed(1)} x`);
    }
    return { value, unit: 'x', note: `${said.join('; ')}. The steps of a restore without the questions.` };
  },
};
