// Starts the empty app and the real one in turns and notes when each had something to show, and what it then weighs. Shared by the rows on start-up and memory.
import { join } from 'node:path';
import type { Bench } from '../harness/row.ts';
import { launch } from './launch.ts';
import { FORM_FIELDS, openList, painted, prepare, signIn } from './signedIn.ts';

export interface Startup {
  empty: { ready: number; memory: number }[];
  /** `form`: the login can be typed into. `list`: from the click to the rows on the screen. `home`: memory with the books open; `door`: at the login. */
  app: { ready: number; form: number; list: number; door: number; home: number }[];
}

const IDLE_MS = 2500;
/** Nobody clicks sooner on a screen that has just come up. */
const BEFORE_CLICK_MS = 700;
const idle = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function startups(ctx: Bench): Promise<Startup> {
  return ctx.once('startups', async () => {
    const found: Startup = { empty: [], app: [] };
    const rounds = ctx.times(9, 1);
    const folder = ctx.folder('start');
    const settle = ctx.times(IDLE_MS, 100);
    // The first round of each fills the system's caches and is not counted.
    for (let round = ctx.tiny ? 1 : 0; round <= rounds; round += 1) {
      const empty = await emptyOnce(join(folder, 'empty'), settle);
      const app = await appOnce(ctx, join(folder, `app-${round}`), settle);
      if (round > 0) {
        found.empty.push(empty);
        found.app.push(app);
      }
    }
    return found;
  });
}

async function emptyOnce(userData: string, settle: number): Promise<Startup['empty'][number]> {
  const running = launch({ app: 'empty', userData });
  const ready = await running.when('ready');
  await idle(settle);
  const memory = running.memory();
  await running.quit();
  return { ready, memory };
}

async function appOnce(ctx: Bench, userData: string, settle: number): Promise<Startup['app'][number]> {
  const { totpSecret } = await prepare(userData, ctx.large, ctx.say);
  const running = launch({ app: 'app', userData });
  try {
    const ready = await running.when('ready');
    const form = running.since(await running.page<number>(painted(FORM_FIELDS)));
    await idle(settle);
    const door = running.memory();
    await signIn(running, totpSecret);
    await idle(ctx.times(BEFORE_CLICK_MS, 100));
    const { clicked, shown } = await openList(running);
    await idle(settle);
    return { ready, form, list: shown - clicked, door, home: running.memory() };
  } finally {
    await running.quit();
  }
}
