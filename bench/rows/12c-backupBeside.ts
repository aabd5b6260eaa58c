// Row 12c: how long one issue takes at most while backups are made beside it without a pause.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { backed } from '../data/backup.ts';
import { draftSource, issue } from '../data/issuing.ts';
import { ms, quantile } from '../harness/measure.ts';
import type { Row } from '../harness/row.ts';

const PAUSE_MS = 8;

export const row: Row = {
  id: '12c', title: 'longest issue while backups are made', limit: { atMost: 50 }, great: { atMost: 20 }, peer: 'as long as the backup',
  async run(ctx) {
    const books = await ctx.books(ctx.large, 'cipher');
    const { source, place } = backed(books, ctx.folder('beside'));
    const next = draftSource(books, 12);
    const run = async (count: number): Promise<number[]> => {
      const times: number[] = [];
      for (let n = 0; n < count; n += 1) {
        const ready = next();
        times.push(issue(books, ready));
        await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
      }
      return times;
    };
    const alone = await run(ctx.times(300, 10));
    const child = spawn(process.execPath, ['--no-warnings', join(import.meta.dirname, '..', 'data', 'backupChild.ts'), JSON.stringify({ source: { ...source, dek: source.dek.toString('hex') }, place })], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(...chunk.toString().trim().split('\n')));
    const beside: number[] = [];
    while (beside.length < ctx.times(1500, 20) || (said.length === 0 && child.exitCode === null)) beside.push(...(await run(10)));
    const ended = new Promise((resolve) => { child.once('close', resolve); });
    child.kill();
    await ended;
    const failed = said.find((word) => word !== 'made');
    if (said.length === 0 || failed !== undefined) return { value: Number.NaN, unit: 'ms', failed: `no backup was made beside it: ${failed ?? 'none ended'}` };
    return {
      value: Math.max(...beside), unit: 'ms',
      note: `${beside.length} issues with pauses of ${PAUSE_MS} ms beside ${said.length} whole backups of ${ctx.large} invoices: p50 ${ms(quantile(beside, 0.5))}, p99 ${ms(quantile(beside, 0.99))}; alone p50 ${ms(quantile(alone, 0.5))}, longest ${ms(Math.max(...alone))}.`,
    };
  },
};
