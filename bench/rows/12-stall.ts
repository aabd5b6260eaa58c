// Row 12: whether the window keeps answering while the longest job runs.
import { importRun, type Stall } from '../electron/imports.ts';
import { ms } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '12', title: 'longest stall of the main process during the longest job', limit: { atMost: 50 }, great: { atMost: 10 }, peer: 'as long as the job',
  async run(ctx) {
    const { rows, stall, walkStall, restStall, slowestCall, importMs } = await importRun(ctx);
    const said = ({ busy, wall }: Stall): string => `${ms(busy)} (${ms(wall)} with waiting for a processor)`;
    return {
      value: Math.max(stall.busy, walkStall.busy), unit: 'ms',
      note: `${said(stall)} while ${rows} customers are imported from CSV, which took ${ms(importMs)}, slowest call from the page meanwhile ${ms(slowestCall)}; ${said(walkStall)} from login to the end of the walk along the audit chain of ${ctx.large} invoices; ${said(restStall)} with nothing to do.`,
    };
  },
};
