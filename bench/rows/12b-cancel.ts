// Row 12b: how long somebody waits who changed their mind.
import { importRun } from '../electron/imports.ts';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '12b', title: 'cancel of a running import until its process is gone', limit: { atMost: 100 }, great: { atMost: 15 }, peer: 'never',
  async run(ctx) {
    const { cancelMs, rows } = await importRun(ctx);
    return { value: cancelMs, unit: 'ms', note: `median of five, asked from the page while ${rows} customers were being saved; the same file was imported whole right after.` };
  },
};
