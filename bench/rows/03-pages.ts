// Row 3: how many pages an invoice dirties; each is encrypted, authenticated and written.
import { statSync } from 'node:fs';
import { draftSource, issue } from '../data/issuing.ts';
import { median } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

/** A page of 4096 bytes and its header in the write-ahead log. */
const FRAME = 4120;

export const row: Row = {
  id: '3', title: 'pages written per 5-line invoice', limit: { atMost: 30 }, great: { atMost: 20 }, peer: '-',
  async run(ctx) {
    const books = await ctx.books(ctx.large, 'cipher');
    const next = draftSource(books, 3);
    books.db.pragma('wal_autocheckpoint=0');
    books.db.pragma('wal_checkpoint(TRUNCATE)');
    const size = (): number => statSync(`${books.file}-wal`).size;
    const pages = Array.from({ length: ctx.times(300, 5) }, () => {
      const ready = next();
      const before = size();
      issue(books, ready);
      return (size() - before) / FRAME;
    });
    const mean = pages.reduce((sum, n) => sum + n, 0) / pages.length;
    return { value: mean, unit: 'pages', note: `growth of the write-ahead log over ${pages.length} issues at ${ctx.large} invoices; median ${median(pages).toFixed(0)}, most ${Math.max(...pages).toFixed(0)}.` };
  },
};
