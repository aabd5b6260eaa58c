// Threads that share one task: pieces are claimed, never handed out, so a thread that starts late or not at all only makes it slower. Called by backup and restore in the job
// process, which waits for them where it stands.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { LaneAnswer, LaneOrder, Results } from './laneTasks.ts';
import { countPieces } from './laneTasks.ts';

/** More would only wait for the same disk and memory. */
const MOST = 4;
/** A thread costs a tenth of a second of computing to start: with less than this it makes a busy computer slower. */
export const WORTH_BYTES = 64_000_000;
const LOST_MS = 600_000;
/** Words of the shared control block: the next piece, then one state for each helper. */
const NEXT = 0;
export const STATES = { idle: 0, working: 1, done: 2, closed: 3 } as const;

interface Helper { worker: Worker; port: MessagePort }
type TaskOf<K extends keyof Results> = Extract<LaneOrder['task'], { kind: K }>;

export interface Lanes {
  /** Each thread's own result, this one's first. `own` is this thread's share; when it throws, the others stop and it is thrown here. */
  run<K extends keyof Results>(task: TaskOf<K>, own: (task: TaskOf<K>, claim: () => number | null) => Results[K]): Results[K][];
}

/** `bytes`: how much there is to do. Threads end with `work`. */
export function withLanes<T>(bytes: number, work: (lanes: Lanes) => T): T {
  const count = bytes < WORTH_BYTES ? 0 : Math.min(availableParallelism(), MOST) - 1;
  const helpers = Array.from({ length: count }, start);
  try {
    return work({ run: (task, own) => runAll(helpers, task, own) });
  } finally {
    for (const { worker, port } of helpers) {
      port.close();
      void worker.terminate();
    }
  }
}

function start(): Helper {
  const source = import.meta.filename.endsWith('.ts');
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(source ? join(import.meta.dirname, '..', 'lane.ts') : join(import.meta.dirname, 'lane.cjs'), { workerData: { port: port2 }, transferList: [port2], execArgv: [] });
  // One that cannot start claims nothing; its share is done by the others.
  worker.on('error', () => undefined);
  worker.unref();
  return { worker, port: port1 };
}

/** Takes the next piece, or null when none is left. */
export function claimer(control: Int32Array, pieces: number): () => number | null {
  return () => {
    const piece = Atomics.add(control, NEXT, 1);
    return piece < pieces ? piece : null;
  };
}

function runAll<K extends keyof Results>(helpers: readonly Helper[], task: TaskOf<K>, own: (task: TaskOf<K>, claim: () => number | null) => Results[K]): Results[K][] {
  const control = new Int32Array(new SharedArrayBuffer((1 + helpers.length) * Int32Array.BYTES_PER_ELEMENT));
  const pieces = countPieces(task);
  for (const [i, { port }] of helpers.entries()) port.postMessage({ task, control, slot: i + 1 } satisfies LaneOrder);
  const answers: LaneAnswer[] = [];
  let mine: Results[K];
  try {
    mine = own(task, claimer(control, pieces));
  } finally {
    Atomics.store(control, NEXT, pieces);
    for (const [i, helper] of helpers.entries()) answers.push(...answerOf(helper, control, i + 1));
  }
  return [mine, ...answers.map((answer) => valueOf<K>(answer))];
}

/** Waits for a thread that has begun; one that has not will not. */
function answerOf({ port }: Helper, control: Int32Array, slot: number): LaneAnswer[] {
  if (Atomics.compareExchange(control, slot, STATES.idle, STATES.closed) === STATES.idle) return [];
  Atomics.wait(control, slot, STATES.working, LOST_MS);
  const answer: { message: LaneAnswer } | undefined = receiveMessageOnPort(port);
  return [answer?.message ?? { error: { message: 'a thread was lost', code: '' } }];
}

function valueOf<K extends keyof Results>(answer: LaneAnswer): Results[K] {
  if ('error' in answer) throw Object.assign(new Error(answer.error.message), answer.error.code === '' ? {} : { code: answer.error.code });
  // the task's kind says which of the results it is
  return answer.value as Results[K];
}
