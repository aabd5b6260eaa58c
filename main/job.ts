// The job process: does one long task on its own database connection, reports progress, and ends. main/app/jobs.ts starts it and may kill it at any moment.
import { statSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { COVERAGE } from '../domain/coverage.ts';
import { missingGlyphs } from '../domain/glyphs.ts';
import { AppError, isAppError } from '../contract/errors.ts';
import type { ImportKind } from '../contract/imports.ts';
import { idMaker } from './app/ids.ts';
import type { JobDrawn, JobMessage, JobRequest, JobTask, RotateTask } from './app/jobRequest.ts';
import { listCsv, listPdf } from './batch/files.ts';
import { mapDbError, openDatabase } from './db/open.ts';
import { schema } from './db/migrate.ts';
import { exportBusiness } from './export/exportBusiness.ts';
import { customerData } from './export/customerData.ts';
import { exportArchive } from './export/exportArchive.ts';
import { exportDatev } from './export/exportDatev.ts';
import { importBusiness, lookIntoExport } from './export/importBusiness.ts';
import { readChosen } from './files/read.ts';
import { MAX_FILE_BYTES } from './import/csv.ts';
import { isDatabase, tabled } from './import/frappe.ts';
import { isRestoreTask, type RestoreTask, restoreWork } from './restore/task.ts';
import { auditWork, isAuditTask } from './export/auditWork.ts';
import { isReportTask, reportWork } from './report/work.ts';
import { type BackupProgress, type BackupTask, backupWork, isBackupTask } from './backup/task.ts';
import { bankWork, isBankTask } from './import/bank/task.ts';
import { isRateTask, rateWork } from './import/rates/jobs.ts';
import { type JobHooks, importsCommit, importsInspect, importsPreview, importsUndo } from './import/jobs.ts';
import type { Draw } from './print/printer.ts';
import type { Ctx } from './service/context.ts';
import { isoUtc, systemClock } from './vault/clock.ts';
import { zero } from './vault/crypto.ts';
import { realFiles } from './vault/files.ts';
import { makeRotatedCopy } from './vault/rotatedCopy.ts';

/** Tasks that only read: they open the books read-only. */
const READS: ReadonlySet<string> = new Set([
  'inspect',
  'preview',
  'listPdf',
  'listCsv',
  'exportBusiness',
  'datev',
  'archive',
  'customerData',
  'lookIntoExport',
  'bankLook',
  'ratesLook',
]);

const CACHE_KIB = 32_768;

const say = (message: JobMessage): void => process.parentPort.postMessage(message);

/** Only main has windows: it draws, one page at a time. */
const draw: Draw = (page, sheet) =>
  new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    const hear = ({ data: { piece, left } }: { data: JobDrawn }): void => {
      if (piece !== null) pieces.push(piece);
      if (left > 0) return;
      process.parentPort.off('message', hear);
      if (piece === null) reject(new AppError('PRINT_FAILED'));
      else resolve(Buffer.concat(pieces));
    };
    process.parentPort.on('message', hear);
    say({ type: 'draw', page, sheet });
  });

process.umask(0o077);
process.parentPort.once('message', ({ data }: { data: JobRequest }) => {
  work(data, { onProgress: (progress) => say({ type: 'progress', progress }) }, (progress) => say({ type: 'progress', progress })).then(
    (value) => say({ type: 'done', value }),
    (thrown: unknown) => {
      const error = mapDbError(thrown);
      if (isAppError(error)) say({ type: 'failed', code: error.code, detail: error.detail });
      else say({ type: 'failed', code: 'INTERNAL', detail: {}, incident: { name: error instanceof Error ? error.name : typeof error, code: 'job' } });
    },
  );
});

/** The owner's own work comes first, however few processors there are. */
function giveWay(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // where the system does not let us, the backup goes on as it is
  }
}

async function work(request: JobRequest, hooks: JobHooks, onBackup: (progress: BackupProgress) => void): Promise<unknown> {
  // Over the message's own bytes, so that wiping these wipes what came through the pipe.
  const key = Buffer.from(request.dek.buffer, request.dek.byteOffset, request.dek.byteLength);
  const ak = Buffer.from(request.ak.buffer, request.ak.byteOffset, request.ak.byteLength);
  if (isBackupTask(request.task)) {
    giveWay();
    try {
      return await backupWork(request.task, { database: request.database, dek: key }, onBackup);
    } finally {
      zero(key, ak);
    }
  }
  if (isRestoreTask(request.task)) {
    try {
      return restoreWork(request.task, { database: request.database, dek: key, ak }, (progress) => hooks.onProgress?.(progress));
    } finally {
      zero(key, ak);
    }
  }
  if (request.task.name === 'rotateCopy') {
    const { order, newDek, newKit } = request.task;
    const over = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const keys = { dek: key, ak, newDek: over(newDek), kit: newKit === null ? null : { ak: over(newKit.ak), bk: over(newKit.bk) } };
    try {
      return makeRotatedCopy(request.database, order, keys, realFiles);
    } finally {
      zero(key, ak, keys.newDek, keys.kit?.ak, keys.kit?.bk);
    }
  }
  const reads = READS.has(request.task.name) || isReportTask(request.task) || isAuditTask(request.task);
  const db = openDatabase(request.database, key, { readonly: reads, cacheKib: CACHE_KIB, schemaVersion: schema.latest });
  zero(key);
  const ctx: Ctx = {
    db, ak, epoch: request.epoch, clock: { now: () => isoUtc(systemClock.nowMs()) }, newId: idMaker(() => systemClock.nowMs()), actor: request.actor,
    missingGlyphs: (text) => missingGlyphs(text, COVERAGE),
  };
  try {
    return await perform(ctx, request.task, hooks);
  } finally {
    zero(ak);
    db.close();
  }
}

/** The chosen file as a table, whatever program it is of. */
function fileOf({ path, kind }: { path: string; kind: ImportKind }): Buffer {
  const bytes = readChosen(path, MAX_FILE_BYTES);
  // The other program still holds its newest changes beside the file: it has to be closed first, or they would be missing without a word.
  if (isDatabase(bytes) && (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) throw new AppError('FILE_UNREADABLE');
  return tabled(bytes, kind);
}

function perform(ctx: Ctx, task: Exclude<JobTask, BackupTask | RestoreTask | RotateTask>, hooks: JobHooks): unknown {
  if (isReportTask(task)) return reportWork(ctx, task, hooks, draw);
  if (isAuditTask(task)) return auditWork(ctx, task, hooks, draw);
  if (isBankTask(task)) return bankWork(ctx, task, hooks);
  if (isRateTask(task)) return rateWork(ctx, task, hooks);
  switch (task.name) {
    case 'inspect':
      return importsInspect(ctx, fileOf(task), task.kind);
    case 'preview':
      return importsPreview(ctx, fileOf(task), task.kind, task.mapping, hooks);
    case 'commit':
      return importsCommit(ctx, { ...task, bytes: fileOf(task) }, hooks);
    case 'undo':
      return importsUndo(ctx, task.importId, hooks);
    case 'listPdf':
      return listPdf(ctx, task, hooks);
    case 'listCsv':
      return listCsv(ctx, task, hooks);
    case 'exportBusiness':
      return exportBusiness(ctx, task, hooks);
    case 'archive':
      return exportArchive(ctx, task, hooks);
    case 'customerData':
      return customerData(ctx, task, hooks);
    case 'datev':
      return exportDatev(ctx, task, hooks);
    case 'lookIntoExport':
      return lookIntoExport(task.path);
    case 'importBusiness':
      return importBusiness(ctx, task.path, hooks);
  }
}
