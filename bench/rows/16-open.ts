// Row 16: opening the file and reading the first page, with the raw key and all of the checks of main/db/open.ts.
import { invoicesList } from '../../main/service/invoices.ts';
import type { Books } from '../data/books.ts';
import { contextOf } from '../data/context.ts';
import { median, ms, ratio, takeTurns, timed } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

const FIRST_PAGE = { q: '', after: null, limit: 50, filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null } };

export const row: Row = {
  id: '16', title: 'open and first page: encrypted / plain', limit: { atMost: 2 }, great: { atMost: 1.3 }, peer: '-',
  async run(ctx) {
    const [cipher, plain] = [await ctx.books(ctx.large, 'cipher'), await ctx.books(ctx.large, 'plain')];
    cipher.close();
    plain.close();
    const each = ctx.times(15, 2);
    const figures = await takeTurns(ctx.rounds, { cipher: () => median(opens(cipher, each)), plain: () => median(opens(plain, each)) });
    return { value: ratio(figures.cipher, figures.plain), unit: 'x', note: `at ${ctx.large} invoices, file in the system's cache: ${ms(median(figures.cipher))} encrypted, ${ms(median(figures.plain))} plain.` };
  },
};

function opens(books: Books, count: number): number[] {
  return Array.from({ length: count }, () => {
    let close = (): unknown => undefined;
    const took = timed(() => {
      const db = books.reopen();
      close = () => db.close();
      invoicesList(contextOf(db, books.made.ak, books.made.owner), FIRST_PAGE);
    });
    close();
    return took;
  });
}
