// Opening and locking the books: the two moves that start and stop everything that needs the unlocked database.
import { AppError } from '../../contract/errors.ts';
import { clearSecret } from './clipboard.ts';
import { outsideAnchors } from './outsideAnchors.ts';
import { applyTheme } from './look.ts';
import type { House } from './house.ts';
import { serviceContext } from './serviceContext.ts';
import { isoUtc } from '../vault/clock.ts';
import { type Session, anchorIfDue, heartbeat, lockSession } from '../vault/session.ts';
import { readBusiness } from '../repo/business.ts';
import { rightsOf } from '../repo/roles.ts';
import { type NewBusiness, seedBusiness } from '../service/seed.ts';
import { idleMinutesFor } from '../service/sessions.ts';
import { localDate } from '../service/context.ts';
import { recurringRun } from '../service/recurringDue.ts';
import { NO_LIMITS } from '../../domain/roles.ts';
import type { RecurringDeps } from './recurringWatch.ts';

const MINUTE_MS = 60_000;
/** How long the page gets to save what is being typed before the books close. */
const SAVE_WITHIN_MS = 400;

export interface Books {
  /**
   * The person is in: make the business where there is none yet, start the chain walk, the PDF queue and the minute's heartbeat.
   * When that fails (a full disk) the vault is closed again and the error goes on.
   */
  open(session: Session, business?: NewBusiness): Promise<void>;
  /** Stops everything that has the database open, lets `exchange` put a new key in force (it ends the session), and locks. When it fails the books go on as they were. */
  exchangeKey(exchange: (session: Session) => Promise<void>): Promise<void>;
  /** Closes the database, drops the keys and puts a fresh window on the login screen. Safe to call twice. */
  lock(options: { letSave: boolean; newWindow: boolean }): Promise<void>;
}

export function books(house: House, freshWindow: () => void): Books {
  let minute: NodeJS.Timeout | null = null;
  let locking: Promise<void> | null = null;

  const tick = (session: Session): void => {
    // an import holds the write lock: the next minute will do
    if (session.closed || house.gate.held || session.readOnly) return;
    try {
      heartbeat(session);
    } catch (error) {
      house.log.failure('heartbeat', error); // a full disk: the next minute tries again
    }
    house.alerts.tick();
    anchorIfDue(session).catch((error: unknown) => house.log.failure('anchor', error));
  };
  const close = async (letSave: boolean, newWindow: boolean): Promise<void> => {
    const session = house.session;
    if (!session) return;
    if (letSave) {
      house.send({ type: 'locking', within: SAVE_WITHIN_MS });
      await new Promise((resolve) => setTimeout(resolve, SAVE_WITHIN_MS));
    }
    if (minute) clearInterval(minute);
    house.lastName = session.user.name;
    house.session = null; // from here on every call answers LOCKED
    applyTheme(house);
    halt();
    house.files.forgetAll();
    house.codes.forget();
    house.removed.forget();
    try {
      await clearSecret();
      await house.pdfs.stop();
    } catch (error) {
      house.log.failure('lock', error); // nothing of this may keep the database open
    }
    try {
      await lockSession(session);
      house.log.info('locked');
    } finally {
      if (newWindow) freshWindow();
    }
  };

  const begin = (session: Session): void => {
    house.chain.start(session, () => isoUtc(house.clock.nowMs()), () => {
      house.send({ type: 'changed', what: 'security' });
      if (house.chain.state === 'broken' || house.chain.state === 'rolled-back') house.alerts.chainFault(house.chain.state);
    }, () => outsideAnchors(house, session));
    house.pdfs.start(session);
    house.recurring.start(recurringDeps(house, session));
    house.backups.start(session);
    house.alerts.start(session);
  };
  const halt = (): void => {
    house.chain.stop();
    house.recurring.stop();
    house.backups.stop();
    house.alerts.stop();
    house.jobs.cancelAll();
  };
  const lock: Books['lock'] = ({ letSave, newWindow }) => {
    locking ??= close(letSave, newWindow).finally(() => {
      locking = null;
    });
    return locking;
  };

  return {
    async open(session, business) {
      try {
        // a crash between making the vault and the business: start with its name, the rest is in the settings
        if (!session.readOnly && readBusiness(session.db) === undefined) seedBusiness(serviceContext(session), business ?? { name: session.vaultName, country: 'IE', currency: 'EUR', language: 'en' });
        house.idleMinutes = idleMinutesFor(session.db, session.user.role);
      } catch (error) {
        await lockSession(session); // otherwise every later login would be told that somebody is in
        throw error;
      }
      house.session = session;
      applyTheme(house);
      house.window?.setContentProtection(false);
      begin(session);
      minute = setInterval(() => tick(session), MINUTE_MS);
      house.log.info('unlocked', { mode: session.mode });
    },
    async exchangeKey(exchange) {
      const { session } = house;
      if (session === null) throw new AppError('LOCKED');
      halt();
      await house.pdfs.stop();
      try {
        await exchange(session);
      } catch (error) {
        if (!session.closed) begin(session);
        throw error;
      }
      await lock({ letSave: false, newWindow: true });
    },
    lock,
  };
}

/** Recurring invoices go out in the name of whoever opened the books, if that person may issue at all. */
function recurringDeps(house: House, session: Session): RecurringDeps {
  return {
    today: () => localDate(isoUtc(house.clock.nowMs())),
    monotonicMs: () => house.clock.monotonicMs(),
    busy: () => session.closed || session.readOnly || house.gate.held || !rightsOf(session.db, session.user.id).can('invoice.issue'),
    run: () => recurringRun({ ...serviceContext(session), limits: NO_LIMITS }), // what was agreed is not what this person agrees to
    issued: () => {
      house.pdfs.wake();
      for (const what of ['invoices', 'recurring'] as const) house.send({ type: 'changed', what });
      anchorIfDue(session).catch((error: unknown) => house.log.failure('anchor', error));
    },
    failed: (error) => void house.log.failure('recurring', error),
  };
}
