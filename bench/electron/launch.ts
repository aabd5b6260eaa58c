// Starts the real app or the empty one, listens to what it says and asks it to do things; reads memory from the outside.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Running {
  pid: number;
  /** Milliseconds from the start of the process to this. */
  when(event: 'main' | 'ready'): Promise<number>;
  /** Runs code in the page; answers what its promise answers. */
  page<T>(code: string): Promise<T>;
  ask<T>(act: string, more?: object): Promise<T>;
  /** An absolute moment of performance.timeOrigin + performance.now(), on the clock of when(). */
  since(moment: number): number;
  /** Proportional memory of all processes of the app, in MB. */
  memory(): number;
  quit(): Promise<void>;
}

export interface LaunchOptions { app: 'app' | 'empty'; userData: string; env?: Record<string, string> }

const LIMIT_MS = 60_000;
const now = (): number => performance.timeOrigin + performance.now();

interface Said { at: number; event?: 'main' | 'ready'; id?: number; value?: unknown; error?: string }

/** The product as it was built when the run began. */
let product: string | undefined;

/** Takes the copy that every start of this run uses; `into` lies in the project, so that native modules are found. */
export function keepProduct(dist: string, into: string): void {
  cpSync(dist, into, { recursive: true });
  product = join(into, 'main', 'index.cjs');
}

export function launch({ app, userData, env = {} }: LaunchOptions): Running {
  const program = process.env['BILLFOLD_ELECTRON'];
  if (program === undefined) throw new Error('BILLFOLD_ELECTRON is not set: start this through npm run bench');
  const started = now();
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const child = spawn(program, [...(asRoot ? ['--no-sandbox'] : []), join(import.meta.dirname, app)], {
    env: { ...process.env, BILLFOLD_USER_DATA: userData, ...(product !== undefined && { BENCH_MAIN: product }), ...env }, stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const talk = conversation(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    pid: child.pid ?? 0,
    when: (event) => talk.heard(event).then((at) => at - started),
    page: (code) => talk.ask('page', { code }),
    ask: talk.ask,
    since: (moment) => moment - started,
    memory: () => launchedTree(child.pid ?? 0).reduce((sum, pid) => sum + pssOf(pid), 0) / 1024,
    quit: async () => {
      if (child.connected) await talk.ask('quit').catch(() => undefined); // it may be gone before it answers
      await ended;
    },
  };
}

function conversation(child: ChildProcess) {
  const events = new Map<string, number>();
  const waiting = new Set<(said: Said) => void>();
  let next = 1;
  child.on('message', (said: Said) => {
    if (said.event !== undefined && !events.has(said.event)) events.set(said.event, said.at);
    for (const hear of waiting) hear(said);
  });
  const first = <T>(what: string, pick: (said: Said) => { found: T } | null): Promise<T> =>
    new Promise((resolve, reject) => {
      const give = (finish: () => void): void => {
        waiting.delete(hear);
        clearTimeout(late);
        child.off('exit', gone);
        finish();
      };
      const late = setTimeout(() => give(() => reject(new Error(`the app did not answer: ${what}`))), LIMIT_MS);
      const gone = (): void => give(() => reject(new Error(`the app ended: ${what}`)));
      const hear = (said: Said): void => {
        const got = pick(said);
        if (got !== null) give(() => resolve(got.found));
      };
      waiting.add(hear);
      child.once('exit', gone);
    });
  return {
    heard: (event: string): Promise<number> => {
      const known = events.get(event);
      return known === undefined ? first(event, (said) => (said.event === event ? { found: said.at } : null)) : Promise.resolve(known);
    },
    ask: async <T>(act: string, more: object = {}): Promise<T> => {
      const id = next;
      next += 1;
      const answer = first(act, (said) => (said.id === id ? { found: said } : null));
      child.send({ id, act, ...more });
      const { value, error } = await answer;
      if (error !== undefined) throw new Error(`${act}: ${error}`);
      return value as T; // what the page's code answers is what the caller wrote it to answer
    },
  };
}

/** A process and everything it started. */
export function launchedTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (Number.isInteger(pid)) parents.set(pid, parentOf(pid));
  }
  const tree = new Set([root]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const [pid, parent] of parents) if (tree.has(parent) && !tree.has(pid)) grew = Boolean(tree.add(pid));
  }
  return [...tree];
}

function parentOf(pid: number): number {
  const stat = readIfThere(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

/** KiB. */
function pssOf(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readIfThere(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the process ended meanwhile
  }
}
