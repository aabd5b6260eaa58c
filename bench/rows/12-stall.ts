// Row 12: whether the window keeps answering while the longest job runs.
import { importRun, type Stall } from '../electron/imports.ts';
import { ms } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '12', title: 'longest stall of the main process during the longest job', limit: { atMost: 50 }, great: { atMost: 10 }, peer: 'as long as the job',
  async run(ctx) {
    const { rows, stall, walkStall, slowestCall, importMs } = await importRun(ctx);
    const counted = ({ computed, wall }: Stall): number => computed ?? wall;
    const said = (one: Stall): string => `${ms(counted(one))} of computing at a stretch (${ms(one.wall)} by the clock, with what it waited for a processor or disk that others had)`;
    return {
      value: Math.max(counted(stall), counted(walkStall)), unit: 'ms',
      note: `${said(stall)} while ${rows} customers are imported from CSV, which took ${ms(importMs)}, slowest call from the page meanwhile ${ms(slowestCall)}; ${said(walkStall)} in the first 20 s after login, when the audit chain and then every invoice is proved (${ctx.large} of them).`,
    };
  },
};
