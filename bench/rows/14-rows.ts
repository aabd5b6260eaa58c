// Row 14: when the first rows out of the encrypted file are on the screen.
import { startups } from '../electron/startup.ts';
import { median, ms, smallest } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '14', title: 'first rows painted / empty ready to show', limit: { atMost: 2 }, great: { atMost: 1.5 }, peer: '-',
  async run(ctx) {
    const { empty, app } = await startups(ctx);
    const [base, ours] = [empty.map(({ ready }) => ready), app.map(({ ready, list }) => ready + list)];
    return {
      value: smallest(ours) / smallest(base), unit: 'x',
      note: `start to login screen plus click on Invoices to its rows painted, at ${ctx.large} invoices (the person's typing and the slow hash between are not start-up; row 17 has the hash): ${ms(smallest(ours))} against ${ms(smallest(base))}, of it the list ${ms(smallest(app.map(({ list }) => list)))}; by medians ${(median(ours) / median(base)).toFixed(2)}.`,
    };
  },
};
