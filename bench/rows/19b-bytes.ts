// Row 19b: bytes an invoice takes for good, with its indexes, search words and audit record; without its PDF.
import { statSync } from 'node:fs';
import type { Books } from '../data/books.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '19b', title: 'bytes per 5-line invoice', limit: { atMost: 2000 }, great: { atMost: 1470 }, peer: '2,450 without search and audit',
  async run(ctx) {
    const books = await ctx.books(ctx.large, 'cipher');
    const size = statSync(books.file).size;
    const lines = count(books, 'document_line');
    return {
      value: size / ctx.large, unit: 'B',
      note: `whole encrypted file over its ${ctx.large} invoices of ${(lines / ctx.large).toFixed(2)} lines on average (customers and items included, PDFs not). Most of it: ${biggest(books, ctx.large)}.`,
    };
  },
};

function count(books: Books, table: string): number {
  return books.db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0;
}

function biggest(books: Books, invoices: number): string {
  const rows = books.db.prepare<[], { name: string; bytes: number }>('SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC LIMIT 12').all();
  return rows.map(({ name, bytes }) => `${name} ${(bytes / invoices).toFixed(0)} B`).join(', ');
}
