// What the running app holds: the vault, who is in, the window and the workers. main/index.ts builds it; ipc/handlers read it.
import type { BrowserWindow, Session as WebSession } from 'electron';
import type { BillfoldEvent } from '../../contract/events.ts';
import type { AlertFeed } from './alertFeed.ts';
import type { ChosenFiles } from '../files/chosen.ts';
import type { Printer } from '../print/printer.ts';
import type { WriteGate } from '../ipc/writeGate.ts';
import type { Clock } from '../vault/clock.ts';
import type { Session } from '../vault/session.ts';
import type { Vault } from '../vault/vault.ts';
import type { Backups } from './backups.ts';
import type { ChainWatch } from './chainWatch.ts';
import type { DriveSource } from './driveSource.ts';
import type { Jobs } from './jobs.ts';
import type { Log } from './log.ts';
import type { Paths } from './paths.ts';
import type { PdfWorker } from './pdfWorker.ts';
import type { RecurringWatch } from './recurringWatch.ts';
import type { RemovedFiles } from './removedFiles.ts';
import type { ShownCodes } from './shownCodes.ts';

export interface House {
  readonly paths: Paths;
  readonly clock: Clock;
  readonly log: Log;
  readonly vault: Vault;
  readonly web: WebSession;
  readonly gate: WriteGate;
  readonly jobs: Jobs;
  readonly files: ChosenFiles;
  readonly printer: Printer;
  readonly pdfs: PdfWorker;
  readonly chain: ChainWatch;
  readonly recurring: RecurringWatch;
  readonly backups: Backups;
  readonly drives: DriveSource;
  readonly codes: ShownCodes;
  readonly removed: RemovedFiles;
  readonly alerts: AlertFeed;
  /** The unlocked books, or null. Only openBooks and lockBooks set it. */
  session: Session | null;
  /** Minutes without input before locking; read from the settings when the books open. */
  idleMinutes: number;
  /** Failed tries counted before this login, to show once. */
  failedBefore: number;
  /** Who was in last, for the next person at the login screen; in memory only. */
  lastName: string | null;
  window: BrowserWindow | null;
  send(event: BillfoldEvent): void;
}
