// After unlocking, walks the audit chain and then every issued document against it, in slices short enough not to be felt, and keeps the verdict for the screens.
import { verifyAudit } from '../audit/chain.ts';
import { proveAll } from '../service/invoices.ts';
import type { Session } from '../vault/session.ts';
import { serviceContext } from './serviceContext.ts';

export type ChainState = 'ok' | 'checking' | 'broken' | 'rolled-back';
export interface ChainWatch {
  state: ChainState;
  /** When the walk last reached the end; null before. */
  checkedAt: string | null;
  start(session: Session, isoNow: () => string, changed: () => void): void;
  stop(): void;
}
const SLICE = 1000;
/** Longest slice of work, and the rest after it: a quarter of one core at the most, and no key press waits longer than a frame. */
const WORK_MS = 8;
const PAUSE_MS = 24;

/** One watch for the life of the app; start again with each session. `monotonicMs` times the slices. */
export function chainWatch(monotonicMs: () => number): ChainWatch {
  let timer: NodeJS.Timeout | null = null;
  const watch: ChainWatch = {
    state: 'checking',
    checkedAt: null,
    start(session, isoNow, changed) {
      watch.stop();
      watch.state = 'checking';
      watch.checkedAt = null;
      const walk = everything(session);
      const step = (): void => {
        if (session.closed) return;
        const whole = slice(walk, monotonicMs);
        if (whole === null) {
          timer = setTimeout(step, PAUSE_MS);
          return;
        }
        watch.state = verdict(whole, session.integrity);
        watch.checkedAt = isoNow();
        changed();
      };
      timer = setTimeout(step, PAUSE_MS);
    },
    stop() {
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
  return watch;
}

/** First the log itself; then whether every issued document still says what its record says (T42). True when all is whole. */
function* everything(session: Session): Generator<void, boolean> {
  const log = verifyAudit(session.db, session.ak, { slice: SLICE });
  for (;;) {
    const { done, value } = log.next();
    if (done && !value.ok) return false;
    if (done) break;
    yield;
  }
  return yield* proveAll(serviceContext(session));
}

/** One slice: null while there is more. A page that cannot be read is no whole log either. */
function slice(walk: Generator<void, boolean>, monotonicMs: () => number): boolean | null {
  const until = monotonicMs() + WORK_MS;
  try {
    do {
      const { done, value } = walk.next();
      if (done) return value;
    } while (monotonicMs() < until);
    return null;
  } catch {
    return false; // DB_DAMAGED: every screen that reads the same page says so in its own words
  }
}

function verdict(whole: boolean, integrity: Session['integrity']): ChainState {
  if (!whole || integrity === 'edited') return 'broken';
  return integrity === 'rolled-back' ? 'rolled-back' : 'ok';
}
