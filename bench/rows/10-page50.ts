// Row 10: a page of 50 rows as the page gets it: over the wall, through both schemas, out of the encrypted file.
import { callTimes } from '../electron/calls.ts';
import { median, ms, ratio } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '10', title: 'page of 50 invoices end to end / empty call', limit: { atMost: 8 }, great: { atMost: 4 }, peer: '-',
  async run(ctx) {
    const { fifty: page, empty } = await callTimes(ctx);
    return { value: ratio(page, empty), unit: 'x', note: `${ms(median(page))} against ${ms(median(empty))}, called from the real page of the signed-in app at ${ctx.large} invoices.` };
  },
};
