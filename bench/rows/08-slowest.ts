// Row 8: the slowest question a screen asks, in units of a call that does nothing.
import { emptyCall } from '../electron/calls.ts';
import { ms } from '../harness/measure.ts';
import { worst } from '../harness/queryTimes.ts';
import type { Row } from '../harness/row.ts';
import { cipherTimes } from './07-cipherQueries.ts';

export const row: Row = {
  id: '8', title: 'slowest interactive query / empty call', limit: { atMost: 20 }, great: { atMost: 3 }, peer: '160,000',
  async run(ctx) {
    const times = await cipherTimes(ctx);
    const empty = await emptyCall(ctx);
    return { value: Math.max(...times.map((one) => one.above)) / empty, unit: 'x', note: `empty call from the real page ${ms(empty)}. Slowest of ${times.length} at ${ctx.large} invoices, encrypted: ${worst(times, 'above')}.` };
  },
};
