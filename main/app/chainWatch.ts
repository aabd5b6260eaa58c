// Walks the audit chain in the background after unlocking, in slices short enough not to be felt, and keeps the verdict for the screens.
import { verifyAudit } from '../audit/chain.ts';
import type { Session } from '../vault/session.ts';

export type ChainState = 'ok' | 'checking' | 'broken' | 'rolled-back';
export interface ChainWatch {
  state: ChainState;
  /** When the walk last reached the end; null before. */
  checkedAt: string | null;
  start(session: Session, isoNow: () => string, changed: () => void): void;
  stop(): void;
}
const SLICE = 1000;
const PAUSE_MS = 8;

/** One watch for the life of the app; start again with each session. */
export function chainWatch(): ChainWatch {
  let timer: NodeJS.Timeout | null = null;
  const watch: ChainWatch = {
    state: 'checking',
    checkedAt: null,
    start(session, isoNow, changed) {
      watch.stop();
      watch.state = 'checking';
      watch.checkedAt = null;
      const walk = verifyAudit(session.db, session.ak, { slice: SLICE });
      const step = (): void => {
        if (session.closed) return;
        const whole = next(walk);
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

/** One slice: null while there is more. A page that cannot be read is no whole log either. */
function next(walk: ReturnType<typeof verifyAudit>): boolean | null {
  try {
    const { done, value } = walk.next();
    return done ? value.ok : null;
  } catch {
    return false; // DB_DAMAGED: every screen that reads the same page says so in its own words
  }
}

function verdict(whole: boolean, integrity: Session['integrity']): ChainState {
  if (!whole || integrity === 'edited') return 'broken';
  return integrity === 'rolled-back' ? 'rolled-back' : 'ok';
}
