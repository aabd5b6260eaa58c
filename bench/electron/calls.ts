// Times calls from the real page over the real wall. The page's clock moves in steps of 0.1 ms, so calls are timed by the batch.
import { unpackRows } from '../../contract/packed.ts';
import type { Bench } from '../harness/row.ts';
import { median, takeTurns } from '../harness/measure.ts';
import type { Running } from './launch.ts';
import { open } from './signedIn.ts';

/** The wall allows 50 calls a second and 150 at once: a batch stays below and pays back its tokens before the next one. */
const BATCH = 40;
const PER_SECOND = 50;

export interface CallTimes {
  /** One call in ms, per round. */
  empty: number[];
  fifty: number[];
  twoHundred: number[];
}

/** One app for all rows that need a signed-in one and leave its books as they are. */
export function sharedApp(ctx: Bench, env: Record<string, string> = {}): Promise<Running> {
  return ctx.once('app', async () => {
    const app = await open(ctx.sharedFolder('user-data'), ctx.large, ctx.say, { BENCH_PING: '1', ...env });
    ctx.atEnd(() => app.quit());
    return app;
  });
}

export function callTimes(ctx: Bench): Promise<CallTimes> {
  return ctx.once('calls', async () => {
    const app = await sharedApp(ctx);
    await untilChecked(app);
    const list = (limit: number): string => `billfold.invoices.list({ q: '', after: null, limit: ${limit}, filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null } })`;
    const calls = ctx.times(BATCH, 5);
    return takeTurns(ctx.rounds, {
      empty: () => batch(app, 'bench.empty()', '', calls), fifty: () => batch(app, list(50), 'rows', calls), twoHundred: () => batch(app, list(200), 'rows', calls),
    });
  });
}

const LOOK_EVERY_MS = 1000;
const LOOKS = 600;

/** The walk along the audit chain and all invoices, which follows every login, would be in the way of what is timed. */
export async function untilChecked(app: Running): Promise<void> {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    if ((await app.page<string>('billfold.security.status().then(({ value }) => value.chain)')) !== 'checking') return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error('the walk along the audit chain does not end');
}

async function batch(app: Running, call: string, expect: string, calls: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, (calls / PER_SECOND) * 1000 + 100));
  const took = await app.page<number>(`(async () => {
    const unpackRows = ${String(unpackRows)};
    const start = performance.now();
    let last;
    for (let n = 0; n < ${calls}; n += 1) {
      last = await ${call};
      if (${JSON.stringify(expect)} !== '' && last.ok) unpackRows(last.value[${JSON.stringify(expect)}]); // rows as the screen has them
    }
    const took = performance.now() - start;
    if (${JSON.stringify(expect)} !== '' && !last?.ok) throw new Error(JSON.stringify(last));
    return took / ${calls};
  })()`);
  return took;
}

/** The empty call in ms: what every answer is at least. */
export async function emptyCall(ctx: Bench): Promise<number> {
  return median((await callTimes(ctx)).empty);
}
