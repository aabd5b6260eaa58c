// Row 19: what encryption adds to the file.
import { statSync } from 'node:fs';
import type { Row } from '../harness/row.ts';

export const row: Row = {
  id: '19', title: 'file size: encrypted / plain', limit: { atMost: 1.1 }, great: { atMost: 1.03 }, peer: '-',
  async run(ctx) {
    const [cipher, plain] = [await ctx.books(ctx.large, 'cipher'), await ctx.books(ctx.large, 'plain')];
    const [a, b] = [statSync(cipher.file).size, statSync(plain.file).size];
    return { value: a / b, unit: 'x', note: `${(a / 1e6).toFixed(1)} MB against ${(b / 1e6).toFixed(1)} MB at ${ctx.large} invoices: both as they grew, not vacuumed.` };
  },
};
