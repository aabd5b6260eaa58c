// The longest job there is so far, in the real app: a CSV of many customers, imported while the main process is watched, and one that is given up half-way.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chance } from '../data/random.ts';
import { person } from '../data/words.ts';
import { median } from '../harness/measure.ts';
import type { Bench } from '../harness/row.ts';
import type { Running } from './launch.ts';
import { open } from './signedIn.ts';

/** Longest time the main process did nothing else, in ms: by the clock, and what of it the main thread computed (null where the system does not count). */
export interface Stall { wall: number; computed: number | null }

export interface ImportRun {
  rows: number;
  /** While the job ran, and in the first seconds after login, when the audit chain is walked. */
  stall: Stall;
  walkStall: Stall;
  /** Longest round trip of a call from the page meanwhile. */
  slowestCall: number;
  importMs: number;
  /** From the cancel to the end of the job's process. */
  cancelMs: number;
}

/** Codes beyond those of the company itself. */
const FIRST_CODE = 1_000_000;

export function importRun(ctx: Bench): Promise<ImportRun> {
  return ctx.once('import', async () => {
    const folder = ctx.folder('import');
    const rows = ctx.times(100_000, 300);
    const file = join(folder, 'customers.csv');
    writeFileSync(file, csv(rows));
    const app = await open(join(folder, 'user-data'), ctx.large, ctx.say, { BENCH_FILE: file });
    try {
      const walkStall = await watched(app, () => new Promise((resolve) => setTimeout(resolve, ctx.times(20_000, 200))));
      // Given up first, so that the same rows can still be imported.
      const cancels: number[] = [];
      for (let n = 0; n < ctx.times(5, 1); n += 1) cancels.push(await app.page<number>(cancelled(ctx.tiny)));
      const cancelMs = median(cancels);
      let whole = { took: 0, slowest: 0, added: 0 };
      const stall = await watched(app, async () => {
        whole = await app.page<typeof whole>(IMPORT);
      });
      if (whole.added !== rows) throw new Error(`imported ${whole.added} of ${rows}`);
      return { rows, stall, walkStall, slowestCall: whole.slowest, importMs: whole.took, cancelMs };
    } finally {
      await app.quit();
    }
  });
}

/** The longest stall of the main process while `work` is done. */
export async function watched(app: Running, work: () => Promise<unknown>): Promise<Stall> {
  await app.ask('stallStart');
  await work();
  return app.ask<Stall>('stallRead');
}

function csv(rows: number): string {
  const c = chance(77);
  const lines = Array.from({ length: rows }, (_, n) => {
    const one = person(FIRST_CODE + n, c);
    return [one.code, one.name, one.contact, one.email, one.street, one.city, one.postcode, one.country].join(',');
  });
  return ['Code,Name,Contact,Email,Street,City,Postcode,Country', ...lines].join('\n');
}

const BEGIN = `
  const value = (answer) => { if (!answer.ok) throw new Error(JSON.stringify(answer.error)); return answer.value; };
  const picked = value(await billfold.imports.pick({ kind: 'customers' }));
  const job = '01900000-0000-7000-8000-' + String(Math.floor(Math.random() * 1e12)).padStart(12, '0');
  const commit = billfold.imports.commit({ token: picked.token, kind: 'customers', mapping: picked.mapping, skipDuplicates: false, job });`;

const IMPORT = `(async () => {
  const start = performance.now();
  ${BEGIN}
  let slowest = 0;
  let going = true;
  const calls = (async () => {
    while (going) {
      const asked = performance.now();
      await billfold.invoices.counts({ today: '2026-11-20' });
      slowest = Math.max(slowest, performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  const { added } = value(await commit);
  going = false;
  await calls;
  return { took: performance.now() - start, slowest, added };
})()`;

/** Cancels once rows are being saved (in a tiny run: as soon as the job answers at all). */
function cancelled(tiny: boolean): string {
  return `(async () => {
    ${BEGIN}
    await new Promise((resolve) => {
      const stop = billfold.onEvent((event) => {
        if (event.type === 'progress' && (event.stage === 'saving' || ${tiny})) { stop(); resolve(); }
      });
      commit.then(resolve);
    });
    const asked = performance.now();
    await billfold.imports.cancel({ job });
    const { ok, error } = await commit;
    if (!${tiny} && (ok || error.code !== 'CANCELLED')) throw new Error('not cancelled: ' + JSON.stringify(error));
    return performance.now() - asked;
  })()`;
}
