// Row 12d: whether the window keeps answering while something long leaves the books as a file.
import { exportRun } from '../electron/exports.ts';
import type { Stall } from '../electron/imports.ts';
import { ms } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '12d', title: 'longest stall of the main process while reports, lists and the log are exported', limit: { atMost: 50 }, great: { atMost: 10 }, peer: 'as long as the export',
  async run(ctx) {
    const counted = ({ computed, wall }: Stall): number => computed ?? wall;
    const all = (await exportRun(ctx)).toSorted((a, b) => counted(b.stall) - counted(a.stall));
    const said = all.map(({ name, stall, tookMs, bytes }) => `${name} ${ms(counted(stall))} (${(tookMs / 1000).toFixed(1)} s, ${(bytes / 1e6).toFixed(1)} MB)`);
    return { value: Math.max(...all.map(({ stall }) => counted(stall))), unit: 'ms', note: `computing at a stretch, worst first: ${said.join('; ')}.` };
  },
};
