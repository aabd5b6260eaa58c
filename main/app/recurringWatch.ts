// Issues recurring invoices that may go out by themselves: after login, when the day changes and once an hour while the books are open, one invoice at a time. Pure of electron; books.ts starts it.
import type { Ran } from '../service/recurringDue.ts';

export interface RecurringDeps {
  /** The calendar date of this computer. */
  today(): string;
  /** Milliseconds that never run backwards. */
  monotonicMs(): number;
  /** Something else writes: come again later. */
  busy(): boolean;
  /** One invoice per step. */
  run(): Generator<Ran, void>;
  issued(ran: Ran): void;
  failed(error: unknown): void;
}
export interface RecurringWatch {
  /** Begins with these books. */
  start(deps: RecurringDeps): void;
  stop(): void;
  /** Look at once: one was just begun or changed. */
  wake(): void;
}

/** Looking is cheap: one index, a few rows. */
const LOOK_MS = 30_000;
const HOUR_MS = 3_600_000;
/** Between two invoices, so that the window stays quick (an issue takes a few milliseconds). */
const PAUSE_MS = 40;

/**
 * Neither a time of day nor a timer as long as a night is involved: whether it is time is asked every half minute, by date. A midnight that does not
 * exist, a clock that jumps an hour or a laptop that slept through it change nothing (T67).
 */
export function recurringWatch(): RecurringWatch {
  let timer: NodeJS.Timeout | null = null;
  let current: RecurringDeps | null = null;
  let walk: Generator<Ran, void> | null = null;
  let looked: { day: string; at: number } | null = null;

  const again = (ms: number): void => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(tick, ms);
  };
  const isTime = ({ today, monotonicMs }: RecurringDeps): boolean => looked === null || looked.day !== today() || monotonicMs() - looked.at >= HOUR_MS;
  /** True while there is more to do. */
  const step = (deps: RecurringDeps): boolean => {
    walk ??= deps.run();
    const { done, value } = walk.next();
    if (done === true) {
      walk = null;
      looked = { day: deps.today(), at: deps.monotonicMs() };
      return false;
    }
    if (value.refused === null) deps.issued(value);
    return true;
  };
  function tick(): void {
    const deps = current;
    if (deps === null) return;
    let more = false;
    if (!deps.busy() && (walk !== null || isTime(deps))) {
      try {
        more = step(deps);
      } catch (error) {
        walk = null;
        looked = { day: deps.today(), at: deps.monotonicMs() }; // within the hour it is tried again
        deps.failed(error);
      }
    }
    again(more ? PAUSE_MS : LOOK_MS);
  }
  return {
    start(deps) {
      current = deps;
      looked = null;
      walk = null;
      again(PAUSE_MS);
    },
    stop() {
      if (timer) clearTimeout(timer);
      timer = null;
      current = null;
      walk = null;
    },
    wake() {
      if (current === null) return;
      walk = null;
      looked = null;
      again(PAUSE_MS);
    },
  };
}
