// Draws the PDFs of issued invoices in the background, one at a time with a breath between, until none is missing. Started at unlock, stopped at lock.

export interface PdfQueueJob<T> {
  /** Ids whose PDF is still missing, oldest first. Asked again after each round. */
  pending(): readonly string[];
  /** What the page is drawn from. */
  load(id: string): T;
  draw(what: T): Promise<Buffer>;
  /** Keeps the bytes for good. Not called after stop(). */
  store(id: string, bytes: Buffer): void;
  /** Told of every failure; must not throw. */
  failed?(id: string, error: unknown, times: number): void;
}

export interface PdfQueue {
  /** Something was issued: look again now. */
  wake(): void;
  /** Draws one at once, ahead of the others. False when the queue was stopped meanwhile. Rejects when drawing fails. */
  now(id: string): Promise<boolean>;
  /** Resolves when nothing is being drawn any more; nothing is stored after it was called. */
  stop(): Promise<void>;
  /** How many attempts failed since the start. */
  failures(): number;
}

interface Times {
  /** Between two pages, so that typing never waits. */
  readonly breath: number;
  readonly firstRetry: number;
  readonly longestRetry: number;
}

const TIMES: Times = { breath: 60, firstRetry: 2_000, longestRetry: 600_000 };

/** Starts at once. Waits on the monotonic clock: setting the computer's clock holds nothing up. */
export function startPdfQueue<T>(job: PdfQueueJob<T>, times: Times = TIMES): PdfQueue {
  const tries = new Map<string, { count: number; notBefore: number }>();
  const drawing = new Map<string, Promise<boolean>>();
  let stopped = false;
  let failures = 0;
  let wakeUp: (() => void) | null = null;
  let woken = false;

  const make = async (id: string): Promise<boolean> => {
    const bytes = await job.draw(job.load(id));
    if (stopped) return false;
    job.store(id, bytes);
    tries.delete(id);
    return true;
  };
  /** The same id is never drawn twice at a time. */
  const once = (id: string): Promise<boolean> => {
    const running = drawing.get(id) ?? make(id).finally(() => drawing.delete(id));
    drawing.set(id, running);
    return running;
  };
  const attempt = async (id: string): Promise<void> => {
    try {
      await once(id);
    } catch (error) {
      if (stopped) return;
      failures += 1;
      const count = (tries.get(id)?.count ?? 0) + 1;
      tries.set(id, { count, notBefore: performance.now() + Math.min(times.longestRetry, times.firstRetry * 2 ** Math.min(count - 1, 20)) });
      job.failed?.(id, error, count);
    }
  };
  const sleep = (ms: number | null): Promise<void> =>
    new Promise((resolve) => {
      const timer = ms === null ? undefined : setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
      if (woken || stopped) wakeUp();
      woken = false;
    });
  /** A database that cannot be read now is asked again later, like a page that could not be drawn. */
  const ask = (): readonly string[] => {
    try {
      return job.pending();
    } catch (error) {
      failures += 1;
      job.failed?.('', error, failures);
      return [];
    }
  };
  const run = async (): Promise<void> => {
    while (!stopped) {
      const missing = ask();
      const due = missing.find((id) => (tries.get(id)?.notBefore ?? 0) <= performance.now());
      if (due !== undefined) {
        await attempt(due);
        await sleep(times.breath);
        continue;
      }
      const soonest = Math.min(...missing.map((id) => tries.get(id)?.notBefore ?? 0));
      await sleep(missing.length === 0 ? null : Math.max(times.breath, soonest - performance.now()));
    }
  };
  const running = run();

  return {
    wake() {
      woken = true;
      wakeUp?.();
    },
    now: (id) => (stopped ? Promise.resolve(false) : once(id)),
    async stop() {
      stopped = true;
      wakeUp?.();
      await Promise.allSettled([running, ...drawing.values()]);
    },
    failures: () => failures,
  };
}
