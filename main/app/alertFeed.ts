// The one place where the watch over the log is fed: after each committed act of the session, after jobs, each minute and at login. It runs when the answer to the caller is already on its way. Pure of electron; books.ts starts it.
import type { AlertRule } from '../../domain/alertRules.ts';
import { openAlertWatch, type AlertWatch } from '../service/alertWatch.ts';
import { backupStanding } from '../service/backupStanding.ts';
import type { Session } from '../vault/session.ts';
import type { House } from './house.ts';
import { serviceContext } from './serviceContext.ts';

export interface AlertFeed {
  start(session: Session): void;
  /** Writes down how far the watch is. Before the books close. */
  stop(): void;
  /** Something was recorded, or will be in a moment. */
  acted(): void;
  /** Each minute: what only the clock says. */
  tick(): void;
  /** The walk through the log found a fault. */
  chainFault(found: 'broken' | 'rolled-back'): void;
}

/** Between two looks while a long log is read for the first time. */
const PAUSE_MS = 20;

/** `notify` says it to the person, outside the window. `house` is asked late, since the house holds this feed. */
export function alertFeed(house: () => House, notify: (rules: readonly AlertRule[]) => void): AlertFeed {
  let open: { session: Session; watch: AlertWatch } | null = null;
  let immediate: NodeJS.Immediate | null = null;
  let timer: NodeJS.Timeout | null = null;
  let catchingUp = false;

  const said = (told: readonly AlertRule[]): void => {
    if (told.length === 0) return;
    house().send({ type: 'changed', what: 'alerts' });
    notify(told);
  };
  /** Does something with the open watch; a fault is noted and stops nothing. While an import holds the write lock it waits for the next minute. */
  const during = (work: (watch: AlertWatch, session: Session) => void): void => {
    if (open === null || open.session.closed || open.session.readOnly || house().gate.held) return;
    try {
      work(open.watch, open.session);
    } catch (error) {
      house().log.failure('alerts', error);
    }
  };
  const look = (): void => {
    immediate = null;
    timer = null;
    during((watch, session) => {
      const { told, more } = watch.look(serviceContext(session));
      if (more) timer = setTimeout(look, PAUSE_MS);
      // A log read for the first time has filled the cache with pages that nobody needs.
      else if (catchingUp) session.db.pragma('shrink_memory');
      catchingUp = more;
      said(told);
    });
  };
  const soon = (): void => {
    if (open !== null && immediate === null && timer === null) immediate = setImmediate(look);
  };

  return {
    start(session) {
      if (session.readOnly) return; // nothing can be kept; the banner says what is wrong
      open = { session, watch: openAlertWatch(session.db) };
      catchingUp = false;
      session.inner.acted = soon;
      soon();
      during((watch) => said(watch.tick(serviceContext(session), backupStanding(session))));
    },
    stop() {
      if (immediate !== null) clearImmediate(immediate);
      if (timer !== null) clearTimeout(timer);
      [immediate, timer] = [null, null];
      during((watch, session) => {
        watch.look(serviceContext(session));
        watch.save(serviceContext(session));
      });
      open = null;
    },
    acted: soon,
    tick() {
      look();
      during((watch, session) => said(watch.tick(serviceContext(session), backupStanding(session))));
    },
    chainFault: (found) => during((watch, session) => said(watch.chainFault(serviceContext(session), found))),
  };
}
