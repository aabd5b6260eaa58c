// The rest of main, read while the first window's own process starts up: the house, what answers the page, what watches the computer. Called by main/index.ts, once.
import { app, powerMonitor } from 'electron';
import { randomBytes } from 'node:crypto';
import originalFs from 'original-fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { AppError } from '../contract/errors.ts';
import { billfoldEvent } from '../contract/events.ts';
import { EVENT_CHANNEL } from '../contract/names.ts';
import { alarm } from './app/alarm.ts';
import { alertFeed } from './app/alertFeed.ts';
import { showAlert } from './app/alertNotice.ts';
import { autoLock } from './app/autoLock.ts';
import { backups } from './app/backups.ts';
import { books } from './app/books.ts';
import { chainWatch } from './app/chainWatch.ts';
import { clearSecret } from './app/clipboard.ts';
import { driveSource } from './app/driveSource.ts';
import type { House } from './app/house.ts';
import { jobs } from './app/jobs.ts';
import { type Leave, leave } from './app/leave.ts';
import { openLog } from './app/log.ts';
import { changedNatives } from './app/natives.ts';
import { pdfWorker } from './app/pdfWorker.ts';
import { recurringWatch } from './app/recurringWatch.ts';
import { removedFiles } from './app/removedFiles.ts';
import { rightsNow } from './app/rightsNow.ts';
import { secondPerson } from './app/secondPerson.ts';
import { shownCodes } from './app/shownCodes.ts';
import { type WindowPlace, createWindow, placeOf } from './app/window.ts';
import { mapDbError } from './db/open.ts';
import { schema } from './db/migrate.ts';
import { chosenFiles } from './files/chosen.ts';
import { handlers } from './ipc/handlers.ts';
import { assertWithin } from './ipc/ownOnly.ts';
import { bucket } from './ipc/rate.ts';
import { router } from './ipc/router.ts';
import { isOwnPage } from './ipc/sender.ts';
import { writeGate } from './ipc/writeGate.ts';
import { openPrinter } from './print/printer.ts';
import { rightsOf } from './repo/roles.ts';
import { systemClock } from './vault/clock.ts';
import { guardKeychain, keytarStore } from './vault/keychain.ts';
import { realFiles } from './vault/files.ts';
import { realDisk } from './backup/disk.ts';
import { clearStaging } from './backup/strays.ts';
import { settleSwap } from './restore/swap.ts';
import { selfTest } from './vault/selfTest.ts';
import { interruptEntry, openVault } from './vault/vault.ts';
import { giveUp } from './app/giveUp.ts';

/** What the page may ask from now on. */
export interface Running {
  answer(event: Electron.IpcMainInvokeEvent, method: unknown, input: unknown): Promise<unknown>;
  /** Somebody opened the developer tools of a packaged app. */
  devtoolsOpened(): void;
}

/** Builds the house around `first`, which is already loading. */
export function run(paths: House['paths'], web: House['web'], first: Electron.BrowserWindow): Running {
  const house = buildHouse(paths, web);
  const note = alarm(house);
  const { adopt, showWindow, shelves, way } = furnish(house);
  watch(house, shelves, way, showWindow, first);
  adopt(first);
  catchFaults(house, shelves);
  // Runs beside the window's start; no call of the page is answered before it has passed.
  const proven = nextTurn().then(provenStart);
  void proven.catch(giveUp);
  house.log.info('started', { version: app.getVersion(), electron: process.versions.electron ?? '' });
  return { answer: answering(house, shelves, proven, note), devtoolsOpened: () => note('security.devtools', 'window') };
}

/** Native code first, since the tests of the locks run in it. @throws AppError SELF_TEST_FAILED */
async function provenStart(): Promise<void> {
  if (app.isPackaged) {
    const [changed] = changedNatives(app.getAppPath(), originalFs);
    if (changed !== undefined) throw new AppError('SELF_TEST_FAILED', { params: { what: 'natives' } });
  }
  await selfTest();
}

function buildHouse(paths: House['paths'], web: House['web']): House {
  const log = openLog(paths.logs, uuidv7);
  const keychain = guardKeychain(keytarStore(), { random: randomBytes });
  const gate = writeGate();
  settleSwap(realFiles, paths.vault); // a restore that a crash cut off
  clearStaging(join(paths.userData, 'staging'), realDisk);
  const house: House = {
    paths, log, web, gate,
    clock: systemClock,
    vault: openVault({ folder: paths.vault, clock: systemClock, keychain, schema }),
    jobs: jobs(),
    files: chosenFiles(() => systemClock.monotonicMs()),
    printer: openPrinter(),
    pdfs: pdfWorker(() => house),
    chain: chainWatch(() => systemClock.monotonicMs()),
    recurring: recurringWatch(),
    backups: backups(() => house),
    drives: driveSource(app.isPackaged ? null : (process.env['BILLFOLD_DRIVES'] ?? null)),
    codes: shownCodes(),
    removed: removedFiles(),
    alerts: alertFeed(() => house, (rules) => showAlert(() => house, rules)),
    session: null,
    idleMinutes: 5,
    failedBefore: 0,
    lastName: null,
    window: null,
    send: (event) => {
      // checked on the way out like every answer (H41)
      const checked = billfoldEvent.safeParse(event); // a job's report is only as good as its process, and must not end this one (H41)
      if (!checked.success) log.info('event refused', { type: event.type });
      else if (house.window && !house.window.isDestroyed()) house.window.webContents.send(EVENT_CHANNEL, checked.data);
    },
  };
  return house;
}

interface Furnished { adopt: (window: Electron.BrowserWindow) => void; showWindow: () => void; shelves: ReturnType<typeof books>; way: Leave }

function furnish(house: House): Furnished {
  let place: WindowPlace = {};
  const showWindow = (): void => {
    const old = house.window;
    if (old && !old.isDestroyed()) place = placeOf(old);
    adopt(createWindow(house.web, app.isPackaged, place));
    // after the new one is there, so that the app does not take the last window's end for a wish to quit
    if (old && !old.isDestroyed()) old.destroy();
  };
  const adopt = (window: Electron.BrowserWindow): void => {
    house.window = window;
    window.on('closed', () => {
      if (house.window === window) house.window = null;
    });
    window.on('close', (event) => {
      if (way.window(() => window.destroy())) event.preventDefault(); // first a backup, then save what is being typed and close the books
    });
    reviveAfterCrash(house, window, () => shelves, showWindow);
  };
  const shelves = books(house, showWindow);
  const way = leave(house, shelves, house.vault.keychain);
  return { adopt, showWindow, shelves, way };
}

/** Twice within this time, and a page that crashes is left alone: it would crash again. */
const CRASHES_APART_MS = 10_000;

/** A page that died leaves an empty window: lock if the books are open, and begin anew. */
function reviveAfterCrash(house: House, window: Electron.BrowserWindow, shelves: () => ReturnType<typeof books>, showWindow: () => void): void {
  const since = house.clock.monotonicMs();
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (house.window !== window || reason === 'clean-exit') return;
    house.log.info('page gone', { reason });
    if (house.session) void shelves().lock({ letSave: false, newWindow: true }).catch((error: unknown) => house.log.failure('lock', error));
    else if (house.clock.monotonicMs() - since > CRASHES_APART_MS) showWindow();
  });
}

/**
 * The last net: a fault of ours that nothing else caught is noted and the books are closed, since nobody knows what state is left.
 * Without it the runtime would show a box with stack and paths, and go on.
 */
function catchFaults(house: House, shelves: ReturnType<typeof books>): void {
  const fault = (error: unknown): void => {
    house.log.failure('fault', error);
    void shelves.lock({ letSave: false, newWindow: true }).catch((again: unknown) => house.log.failure('lock after fault', again));
  };
  process.on('uncaughtException', fault);
  process.on('unhandledRejection', fault);
}

/** The router behind the one door. */
function answering(house: House, shelves: ReturnType<typeof books>, proven: Promise<void>, note: ReturnType<typeof alarm>): Running['answer'] {
  const answer = router<Electron.IpcMainInvokeEvent>({
    handlers: handlers(house, shelves),
    isOwnPage: (event) => isOwnPage(event, house.window),
    rights: () => rightsNow(house.session, () => lockNow(house, shelves)),
    secondPerson: (method, input) => secondPerson(house, method, input),
    within: (method, input) => {
      const { session } = house;
      if (session === null || session.closed || rightsOf(session.db, session.user.id).limits.ownDocumentsOnly !== true) return;
      assertWithin(session.db, session.user.id, method, input);
    },
    gate: house.gate,
    bucket: bucket(() => house.clock.monotonicMs()),
    translate: mapDbError,
    failure: (method, error) => house.log.failure(`call ${method}`, error),
    refused: (method) => note('security.callRefused', method),
    cardNumber: (method) => note('security.cardNumber', method),
  });
  // Where it fails the page gets no answer at all: the message that ends the app is the only thing to be read.
  const whenProven = proven.catch(() => new Promise<never>(() => undefined));
  return async (event, method, input) => {
    await whenProven;
    return answer(event, method, input);
  };
}

/** The person who is in is not welcome any more. */
function lockNow(house: House, shelves: ReturnType<typeof books>): void {
  void shelves.lock({ letSave: false, newWindow: true }).catch((error: unknown) => house.log.failure('lock', error));
}

/** Everything that locks, focuses or ends the app from outside the page. */
function watch(house: House, shelves: ReturnType<typeof books>, way: Leave, showWindow: () => void, first: Electron.BrowserWindow): void {
  const auto = autoLock({
    monotonicMs: () => house.clock.monotonicMs(),
    nowMs: () => house.clock.nowMs(),
    idleMinutes: () => house.idleMinutes,
    isOpen: () => house.session !== null,
    // a sleeping or locked computer gets no moment to save: drafts are saved as they are typed
    lock: (reason) => void shelves.lock({ letSave: reason === 'idle', newWindow: true }).catch((error: unknown) => house.log.failure('lock', error)),
  });
  const touches = (contents: Electron.WebContents): void => void contents.on('input-event', () => auto.touch());
  touches(first.webContents);
  app.on('web-contents-created', (_event, contents) => touches(contents));
  setInterval(() => {
    auto.check();
    rightsNow(house.session, () => lockNow(house, shelves));
  }, 5000);
  const away = (): void => {
    interruptEntry(house.vault); // a login still hashing must not end with open books
    auto.system();
  };
  powerMonitor.on('suspend', away);
  powerMonitor.on('lock-screen', away);
  powerMonitor.on('user-did-resign-active', away);

  // A second start only brings the first one forward; its arguments and folder are ignored (H14).
  app.on('second-instance', () => {
    if (!house.window) showWindow();
    if (house.window?.isMinimized()) house.window.restore();
    house.window?.focus();
  });
  app.on('activate', () => {
    if (!house.window) showWindow();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
    else void shelves.lock({ letSave: false, newWindow: false });
  });
  app.on('before-quit', (event) => {
    void clearSecret();
    if (way.program(() => app.quit())) event.preventDefault();
  });
  powerMonitor.on('shutdown', () => house.backups.skip()); // the system waits for nobody
}
