// One piece of work on backups in the job process, and its record afterwards. Called by backups.ts, which sees to it that only one runs at a time.
import { join } from 'node:path';
import { app } from 'electron';
import type { BackupKeep } from '../../contract/backup.ts';
import type { BackupCause } from '../../domain/backupPlan.ts';
import { realDisk } from '../backup/disk.ts';
import { clearStopped, clearStoppedParts } from '../backup/strays.ts';
import type { DrillOutcome, KeepOutcome, ListOutcome, MadeOutcome, ScrubOutcome } from '../backup/outcome.ts';
import type { BackupProgress, BackupTask } from '../backup/task.ts';
import { recordDrill } from '../service/backupDrill.ts';
import { recordBackups, recordKeep, recordScrub } from '../service/backupRuns.ts';
import type { Ctx } from '../service/context.ts';
import type { Session } from '../vault/session.ts';
import { anchorIfDue } from '../vault/session.ts';
import { deviceId } from './deviceId.ts';
import type { House } from './house.ts';
import { runJob } from './runJob.ts';
import { serviceContext } from './serviceContext.ts';

/** A place and the folder where it is now. */
export interface Place {
  id: string;
  folder: string;
}
type OnProgress = (progress: BackupProgress) => void;

function common(house: House, session: Session) {
  return { vaultId: session.vaultId, deviceId: deviceId(house.paths.userData), kitSerial: session.kit.serial, appVersion: app.getVersion(), staging: join(house.paths.userData, 'staging') };
}

async function job<T>(house: House, session: Session, id: string, task: BackupTask, onProgress: OnProgress): Promise<T> {
  return (await runJob(house, session, id, task, onProgress)) as T; // both ends are ours; what the screens get is checked by its schema
}

/** Waits for the write lock and records; books that closed meanwhile keep no record, the next try does. */
async function record(house: House, session: Session, write: (ctx: Ctx) => void): Promise<void> {
  await house.gate.pass();
  if (session.closed || session.readOnly) return;
  write(serviceContext(session));
  anchorIfDue(session).catch((error: unknown) => house.log.failure('anchor', error));
}

/** One snapshot to all these places. `missing`: places that are not there, with why. Never rejects for a place. */
export async function makeBackups(
  house: House, session: Session, id: string, cause: BackupCause, places: readonly Place[], missing: readonly MadeOutcome[], onProgress: OnProgress,
): Promise<MadeOutcome[]> {
  const began = house.clock.monotonicMs();
  const made = places.length === 0 ? [] : await job<MadeOutcome[]>(house, session, id, { name: 'backupMake', places: [...places], ...common(house, session) }, onProgress).catch((error: unknown): MadeOutcome[] => {
    const code = codeOf(error);
    if (code === 'UNKNOWN') house.log.failure('backup', error);
    const { staging, vaultId, deviceId: device } = common(house, session);
    clearStopped(staging, realDisk);
    void clearStoppedParts(places.map(({ folder }) => folder), vaultId, device);
    return places.map(({ id: target }) => ({ ok: false, target, code, stage: '', ms: Math.round(house.clock.monotonicMs() - began) }));
  });
  const all = [...made, ...missing];
  await record(house, session, (ctx) => recordBackups(ctx, cause, all));
  return all;
}

/** The newest backup of a place, opened in a scratch place and compared. */
export async function runDrill(house: House, session: Session, id: string, cause: 'person' | 'schedule', place: Place, onProgress: OnProgress): Promise<void> {
  const began = house.clock.monotonicMs();
  const outcome = await job<DrillOutcome>(house, session, id, { name: 'backupDrill', place, ...common(house, session) }, onProgress).catch((error: unknown): DrillOutcome => {
    const code = codeOf(error);
    if (code === 'UNKNOWN') house.log.failure('drill', error);
    return { ok: false, target: place.id, name: '', code, ms: Math.round(house.clock.monotonicMs() - began) };
  });
  if (!outcome.ok && outcome.code === 'CANCELLED') return;
  await record(house, session, (ctx) => recordDrill(ctx, cause, outcome));
}

export async function runScrub(house: House, session: Session, id: string, place: Place, onProgress: OnProgress): Promise<void> {
  const outcome = await job<ScrubOutcome>(house, session, id, { name: 'backupScrub', place, ...common(house, session) }, onProgress);
  await record(house, session, (ctx) => recordScrub(ctx, outcome));
}

export async function runKeep(house: House, session: Session, id: string, place: Place, policy: BackupKeep, onProgress: OnProgress): Promise<void> {
  const outcome = await job<KeepOutcome>(house, session, id, { name: 'backupKeep', place, policy, ...common(house, session) }, onProgress);
  await record(house, session, (ctx) => recordKeep(ctx, outcome));
}

/** What runKeep would remove now. */
export function listKeep(house: House, session: Session, id: string, place: Place, policy: BackupKeep): Promise<ListOutcome> {
  return job<ListOutcome>(house, session, id, { name: 'backupList', place, policy, ...common(house, session) }, () => undefined);
}

/** What ended a job as a whole. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Readonly<Record<string, string>> = { CANCELLED: 'CANCELLED', LOCKED: 'CANCELLED', DISK_FULL: 'STAGING_FULL', DB_DAMAGED: 'SOURCE_DAMAGED', VAULT_KEY_MISMATCH: 'SOURCE_DAMAGED' };
  return known[code] ?? 'UNKNOWN';
}
