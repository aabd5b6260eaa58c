// Row 2: how often an issue waits for the disk, counted by strace in a process of its own.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../harness/row.ts';

const SKIP = 'strace is not here (on Debian: apt-get install strace) or may not be used.';

export const row: Row = {
  id: '2', title: 'syncs per issued invoice', limit: { atMost: 1 }, great: { atMost: 1 }, peer: '72; naive 35',
  async run(ctx) {
    const books = await ctx.books(ctx.small, 'cipher');
    books.close();
    const count = ctx.times(20, 4);
    const trace = join(ctx.folder('strace'), 'trace.txt');
    const child = join(import.meta.dirname, '..', 'data', 'issueMany.ts');
    const secrets = JSON.stringify({ file: books.file, key: books.made.key.toString('hex'), ak: books.made.ak.toString('hex'), owner: books.made.owner, count });
    // The child marks where the issues begin and end by looking for files of these names.
    const calls = 'trace=fsync,fdatasync,sync_file_range,access,faccessat,faccessat2,stat,statx,newfstatat';
    const traced = spawnSync('strace', ['-f', '-qq', '-e', calls, '-o', trace, process.execPath, child], { input: secrets, encoding: 'utf8' });
    if (traced.error !== undefined || traced.status !== 0) {
      if (traced.error === undefined && traced.stderr.includes('issueMany')) throw new Error(traced.stderr);
      return { value: 0, unit: '', skipped: SKIP };
    }
    const lines = readFileSync(trace, 'utf8').split('\n');
    const between = lines.slice(lines.findIndex((line) => line.includes('bench-begin')), lines.findIndex((line) => line.includes('bench-end')));
    const syncs = between.filter((line) => /\bf(data)?sync\(/.test(line)).length;
    return { value: syncs / count, unit: '', note: `strace of ${count} issues in a row, none of which met a checkpoint (one comes after about 1,000 pages, with two syncs of its own).` };
  },
};
