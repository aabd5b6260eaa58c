// Row 11: a page of 200 rows as the page gets it: over the wall, through both schemas, out of the encrypted file.
import { callTimes } from '../electron/calls.ts';
import { median, ms, ratio } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '11', title: 'page of 200 invoices end to end / empty call', limit: { atMost: 15 }, great: { atMost: 9 }, peer: '-',
  async run(ctx) {
    const { twoHundred: page, empty } = await callTimes(ctx);
    return { value: ratio(page, empty), unit: 'x', note: `${ms(median(page))} against ${ms(median(empty))}, called from the real page of the signed-in app at ${ctx.large} invoices.` };
  },
};
