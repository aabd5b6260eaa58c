// Backups of the open books: knows where the places are, runs one piece of work at a time, tells the window, and sees to it when the program ends. books.ts starts and stops it.
import { randomUUID } from 'node:crypto';
import type { BackupRunning } from '../../contract/backup.ts';
import type { BackupCause } from '../../domain/backupPlan.ts';
import type { MadeOutcome } from '../backup/outcome.ts';
import type { BackupProgress } from '../backup/task.ts';
import { lastRun, listTargets, readTarget, type TargetRow } from '../repo/backup.ts';
import { readBackupSettings, type Seen } from '../service/backup.ts';
import { isoUtc } from '../vault/clock.ts';
import type { Session } from '../vault/session.ts';
import { backupLook } from './backupLook.ts';
import { backupFacts, somethingToSave } from './backupFacts.ts';
import { backupWatch, type WatchAct } from './backupWatch.ts';
import { listKeep, makeBackups, type Place, runDrill, runKeep, runScrub } from './backupWork.ts';
import type { House } from './house.ts';

export interface Backups {
  start(session: Session): void;
  stop(): void;
  running(): BackupRunning | null;
  /** What was last seen of a place. */
  seen(id: string): Seen;
  /** Where a place is now; null while it is not here. */
  folderOf(id: string): string | null;
  /** Looks at every place now. */
  look(): Promise<void>;
  /** Begins in the background; how many places it goes to (0: none, or something is under way). */
  begin(cause: BackupCause, targets?: readonly string[]): number;
  /** Waits for what is under way, then backs up to every place that is here and waits for the end. Before a restore. */
  run(ask: { cause: BackupCause; targets?: readonly string[] }): Promise<MadeOutcome[]>;
  drill(target?: string): boolean;
  cancel(): boolean;
  keepList(id: string): ReturnType<typeof listKeep>;
  /** Runs the backup of leaving, if one is wanted; resolves when it is over or the person did not want to wait. */
  leave(): Promise<void>;
  /** True when a leave() was under way and ends now. */
  skip(): boolean;
}

type What = BackupRunning['what'];
const TELL_EVERY_MS = 120;
/** How long the page gets to save what is being typed. */
const SAVE_WITHIN_MS = 400;

export function backups(theHouse: () => House): Backups {
  const watch = backupWatch();
  let session: Session | null = null;
  let current: { job: string; state: BackupRunning; over: Promise<unknown>; stopped: boolean } | null = null;
  let leaving: { skip(): void } | null = null;
  let toldAt = 0;

  const changed = (): void => theHouse().send({ type: 'changed', what: 'backups' });
  const now = (): string => isoUtc(theHouse().clock.nowMs());

  function onProgress({ backup: stage, target, done, total }: BackupProgress): void {
    if (current === null) return;
    const { state } = current;
    const at = theHouse().clock.monotonicMs();
    const over = state.stage !== stage || state.target !== target;
    if (over) {
      const past = [...state.past, { stage: state.stage, target: state.target, ms: Math.max(0, Math.round(at - stageSince)) }].slice(-100);
      stageSince = at;
      current.state = { ...state, stage, target, done, total, past };
    } else current.state = { ...state, done, total };
    if (!over && at - toldAt < TELL_EVERY_MS) return;
    toldAt = at;
    theHouse().send({ type: 'backup', running: current.state });
  }
  let stageSince = 0;

  /** Only one at a time: what follows begins when `work` is over. */
  function begun<T>(what: What, cause: BackupCause, targets: string[], work: (job: string) => Promise<T>): Promise<T> {
    const job = randomUUID();
    stageSince = theHouse().clock.monotonicMs();
    const over = work(job).finally(() => {
      current = null;
      theHouse().send({ type: 'backup', running: null });
      changed();
    });
    current = { job, state: { what, cause, targets, stage: what === 'backup' ? 'preflight' : 'open', done: 0, total: 0, target: null, since: now(), past: [] }, over, stopped: false };
    theHouse().send({ type: 'backup', running: current.state });
    return over;
  }

  const places = backupLook(theHouse, () => changed());
  const look = async (ids?: ReadonlySet<string>): Promise<ReadonlySet<string>> => (session === null ? new Set() : places.look(session, ids));

  async function backUp(open: Session, cause: BackupCause, rows: readonly TargetRow[], job: string): Promise<MadeOutcome[]> {
    await look(new Set(rows.map(({ id }) => id)));
    const here: Place[] = [];
    const missing: MadeOutcome[] = [];
    const stopped = current?.stopped === true; // while the places were looked at
    for (const { id } of rows) {
      const folder = places.folder(id);
      if (stopped) missing.push({ ok: false, target: id, code: 'CANCELLED', stage: 'preflight', ms: 0 });
      else if (folder !== null) here.push({ id, folder });
      else missing.push({ ok: false, target: id, code: places.presence(id) === 'other' ? 'TARGET_OTHER' : 'TARGET_GONE', stage: 'preflight', ms: 0 });
    }
    const made = await makeBackups(theHouse(), open, job, cause, here, missing, onProgress);
    await keepByRule(open, made, here, job);
    await look();
    return made;
  }

  /** Where the owner has agreed, older backups are removed by the rule; a failure of that never makes the backup one. */
  async function keepByRule(open: Session, made: readonly MadeOutcome[], here: readonly Place[], job: string): Promise<void> {
    for (const place of here) {
      if (open.closed || made.every(({ target, ok }) => target !== place.id || !ok) || readTarget(open.db, place.id)?.keepAgreedAt == null) continue;
      const { keep } = readBackupSettings(open.db);
      await runKeep(theHouse(), open, `${job.slice(0, -4)}keep`, place, keep, () => undefined).catch((error: unknown) => theHouse().log.failure('keep', error));
    }
  }

  function wanted(open: Session, targets?: readonly string[]): TargetRow[] {
    return listTargets(open.db).filter(({ id, enabled }) => (targets === undefined ? enabled === 1 : targets.includes(id)));
  }
  function begin(cause: BackupCause, targets?: readonly string[]): number {
    const open = session;
    if (open === null || open.closed || open.readOnly || current !== null) return 0;
    const rows = wanted(open, targets);
    if (rows.length === 0) return 0;
    begun('backup', cause, rows.map(({ id }) => id), (job) => backUp(open, cause, rows, job)).catch((error: unknown) => theHouse().log.failure('backup', error));
    return rows.length;
  }
  async function one(open: Session, what: 'drill' | 'scrub', cause: 'person' | 'schedule', id: string): Promise<void> {
    await begun(what, cause, [id], async (job) => {
      await look(new Set([id]));
      const folder = places.folder(id);
      if (folder === null || current?.stopped === true) return;
      const place = { id, folder };
      await (what === 'drill' ? runDrill(theHouse(), open, job, cause, place, onProgress) : runScrub(theHouse(), open, job, place, onProgress));
    });
  }
  async function act(open: Session, wish: WatchAct): Promise<void> {
    if (current !== null) return;
    if (wish.what === 'backup') {
      const rows = wanted(open, wish.targets);
      await begun('backup', wish.cause, wish.targets, (job) => backUp(open, wish.cause, rows, job));
    } else await one(open, wish.what, 'schedule', wish.target);
  }

  return {
    start(open) {
      session = open;
      places.clear();
      watch.start({
        busy: () => open.closed || open.readOnly || theHouse().gate.held || current !== null,
        look: (thorough) => look(thorough ? undefined : new Set(listTargets(open.db).filter(({ kind }) => kind === 'stick').map(({ id }) => id))),
        facts: () => backupFacts(open.db, (id) => places.folder(id) !== null, theHouse().clock.nowMs()),
        hasSticks: () => listTargets(open.db).some(({ kind, enabled }) => kind === 'stick' && enabled === 1),
        begin: (wish) => act(open, wish),
        failed: (error) => void theHouse().log.failure('backup watch', error),
      });
    },
    stop() {
      watch.stop();
      session = null;
      places.clear();
      leaving?.skip();
    },
    running: () => current?.state ?? null,
    seen: (id) => places.seen(id),
    folderOf: (id) => places.folder(id),
    async look() {
      await look();
      watch.wake();
    },
    begin,
    async run({ cause, targets }) {
      const open = session;
      if (open === null || open.closed) return [];
      while (current !== null) await current.over.catch(() => undefined);
      const rows = wanted(open, targets);
      return rows.length === 0 ? [] : begun('backup', cause, rows.map(({ id }) => id), (job) => backUp(open, cause, rows, job));
    },
    drill(target) {
      const open = session;
      if (open === null || open.closed || open.readOnly || current !== null) return false;
      const newest = listTargets(open.db).map((row) => ({ id: row.id, at: lastRun(open.db, row.rid, 'backup', true)?.at ?? '' })).filter(({ id, at }) => at !== '' && (target === undefined || id === target));
      const from = newest.toSorted((a, b) => Number(places.folder(b.id) !== null) - Number(places.folder(a.id) !== null) || b.at.localeCompare(a.at))[0];
      if (from === undefined) return false;
      one(open, 'drill', 'person', from.id).catch((error: unknown) => theHouse().log.failure('drill', error));
      return true;
    },
    cancel() {
      if (current === null) return false;
      current.stopped = true;
      theHouse().jobs.cancel(current.job);
      return true;
    },
    async keepList(id) {
      const open = session;
      await look(new Set([id]));
      const folder = places.folder(id);
      if (open === null || open.closed || folder === null) return { code: 'TARGET_GONE', rows: [] };
      return listKeep(theHouse(), open, randomUUID(), { id, folder }, readBackupSettings(open.db).keep);
    },
    async leave() {
      const open = session;
      if (open === null || open.closed || open.readOnly || leaving !== null) return;
      await look();
      const rows = wanted(open).filter(({ id }) => places.folder(id) !== null);
      if (!readBackupSettings(open.db).onQuit || rows.length === 0 || !somethingToSave(open.db, rows)) return;
      const skipped = new Promise<void>((resolve) => {
        leaving = { skip: resolve };
      });
      theHouse().send({ type: 'leaving' });
      await new Promise((resolve) => setTimeout(resolve, SAVE_WITHIN_MS)); // what is being typed goes into this backup too
      try {
        while (current !== null) await Promise.race([current.over.catch(() => undefined), skipped]);
        if (!open.closed && somethingToSave(open.db, rows)) await Promise.race([begun('backup', 'quit', rows.map(({ id }) => id), (job) => backUp(open, 'quit', rows, job)), skipped]);
      } catch (error) {
        theHouse().log.failure('backup on quit', error);
      } finally {
        leaving = null;
      }
    },
    skip() {
      const was = leaving !== null;
      leaving?.skip();
      return was;
    },
  };
}
