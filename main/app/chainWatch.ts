// After unlocking, walks the audit chain and then every issued document against it, in slices short enough not to be felt, and keeps the verdict for the screens.
import { schema } from '../db/migrate.ts';
import { type Db, openDatabase } from '../db/open.ts';
import { type OutsideAnchor, outsideOf, proveWhole } from '../service/proof.ts';
import { zero } from '../vault/crypto.ts';
import { type Session, dbKeyCopy } from '../vault/session.ts';
import { serviceContext } from './serviceContext.ts';

export type ChainState = 'ok' | 'checking' | 'broken' | 'rolled-back';
export interface ChainWatch {
  state: ChainState;
  /** When the walk last reached the end; null before. */
  checkedAt: string | null;
  /** `outside`: what backups within reach know of the log, asked while the walk goes on. */
  start(session: Session, isoNow: () => string, changed: () => void, outside?: () => Promise<readonly OutsideAnchor[]>): void;
  stop(): void;
}
/** Work at a time, and the rest after it: a sixth of one core at the most. With the last step and what is cleared away after it no key press waits longer than a frame. */
export const WORK_MS = 3;
const PAUSE_MS = 15;

/** The walk sees every page once: kept in the cache of the books, they would push out what the screens need and stay in memory for good. */
const CACHE_KIB = 4096;

/** One watch for the life of the app; start again with each session. `monotonicMs` times the slices. */
export function chainWatch(monotonicMs: () => number): ChainWatch {
  let timer: NodeJS.Timeout | null = null;
  let reader: Db | null = null;
  /** A verdict that comes after the books closed, or for an earlier login, is nobody's. */
  let turn = 0;
  const watch: ChainWatch = {
    state: 'checking',
    checkedAt: null,
    start(session, isoNow, changed, outside) {
      watch.stop();
      watch.state = 'checking';
      watch.checkedAt = null;
      let known: readonly OutsideAnchor[] = [];
      const asked = outside?.().then((anchors) => void (known = anchors)).catch(() => undefined); // a share that does not answer proves nothing
      let walk: Generator<void, boolean> | null = null;
      const step = (): void => {
        if (session.closed) return;
        if (walk === null) {
          reader = openReader(session);
          walk = everything(session, reader ?? session.db);
        }
        const whole = slice(walk, monotonicMs);
        if (whole === null) {
          timer = setTimeout(step, PAUSE_MS);
          return;
        }
        watch.stop();
        session.db.pragma('shrink_memory'); // the walk has read every page once; nobody needs them in memory now
        const mine = (turn += 1);
        void Promise.resolve(asked).then(() => {
          if (session.closed || mine !== turn) return;
          const strange = outsideOf(session, known).length > 0;
          watch.state = strange && whole ? 'rolled-back' : verdict(whole, session.integrity);
          watch.checkedAt = isoNow();
          changed();
        });
      };
      timer = setTimeout(step, PAUSE_MS);
    },
    stop() {
      turn += 1;
      if (timer) clearTimeout(timer);
      timer = null;
      reader?.close();
      reader = null;
    },
  };
  return watch;
}

/** A connection of its own to the same file, which cannot write; null where no second one can be had: then the books' own has to do. */
function openReader(session: Session): Db | null {
  const key = dbKeyCopy(session);
  try {
    return openDatabase(session.db.name, key, { readonly: true, cacheKib: CACHE_KIB, schemaVersion: schema.latest });
  } catch {
    return null;
  } finally {
    zero(key);
  }
}

/** First the log itself; then whether every issued document still says what its record says (T42), and the numbers. True when all is whole. */
function* everything(session: Session, db: Db): Generator<void, boolean> {
  const walk = proveWhole({ ...serviceContext(session), db }, 'ok');
  for (;;) {
    const { done, value } = walk.next();
    if (done) return value.whole;
    yield;
  }
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
