// Row 15: what the app weighs when nobody does anything.
import { startups } from '../electron/startup.ts';
import { median, smallest } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '15', title: 'idle memory (PSS) / empty window', limit: { atMost: 1.5 }, great: { atMost: 1.17 }, peer: 'RSS 3.2 GB listing 107k',
  async run(ctx) {
    const { empty, app } = await startups(ctx);
    const [base, home, door] = [empty.map(({ memory }) => memory), app.map((one) => one.home), app.map((one) => one.door)];
    const mb = (values: number[]): string => `${median(values).toFixed(0)} MB`;
    return {
      value: median(home) / median(base), unit: 'x',
      note: `all processes, from smaps_rollup; books of ${ctx.large} invoices open on the list ${mb(home)}, at the login ${mb(door)} (${(median(door) / median(base)).toFixed(2)}), empty window ${mb(base)}; ratio of the least ${(smallest(home) / smallest(base)).toFixed(2)}.`,
    };
  },
};
