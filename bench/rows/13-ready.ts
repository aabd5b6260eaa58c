// Row 13: from the click on the icon to a window worth looking at.
import { startups } from '../electron/startup.ts';
import { median, ms, smallest } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '13', title: 'ready to show / empty Electron window', limit: { atMost: 1.5 }, great: { atMost: 1.25 }, peer: '1.9',
  async run(ctx) {
    const { empty, app } = await startups(ctx);
    const [base, ours] = [empty.map(({ ready }) => ready), app.map(({ ready }) => ready)];
    return {
      value: smallest(ours) / smallest(base), unit: 'x',
      note: `least of ${ours.length} starts in turns: ${ms(smallest(ours))} against ${ms(smallest(base))}; by medians ${(median(ours) / median(base)).toFixed(2)} (${ms(median(ours))}, ${ms(median(base))}). The login can be typed into after ${ms(median(app.map(({ form }) => form)))}.`,
    };
  },
};
