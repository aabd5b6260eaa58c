// What main and its job process say to each other. Both ends are ours; keys travel over the process's own pipe and are wiped after use.
import type { ErrorCode, ErrorDetail } from '../../contract/errors.ts';
import type { ImportKind, ImportMapping } from '../../contract/imports.ts';
import type { ListCsv, ListPdf } from '../batch/files.ts';
import type { AuditTask } from '../export/auditWork.ts';
import type { ArchiveRequest } from '../export/exportArchive.ts';
import type { DatevRequest } from '../export/exportDatev.ts';
import type { CustomerDataRequest } from '../export/customerData.ts';
import type { ExportRequest } from '../export/exportBusiness.ts';
import type { BackupProgress, BackupTask } from '../backup/task.ts';
import type { BankTask } from '../import/bank/task.ts';
import type { RateTask } from '../import/rates/jobs.ts';
import type { Progress } from '../import/jobs.ts';
import type { PrintPage } from '../print/pages.ts';
import type { Sheet } from '../print/printer.ts';
import type { RestoreTask } from '../restore/task.ts';
import type { CopyOrder } from '../vault/rotatedCopy.ts';
import type { ReportTask } from '../report/work.ts';
import type { Actor } from '../service/context.ts';

export type JobTask =
  | { name: 'inspect'; path: string; kind: ImportKind }
  | { name: 'preview'; path: string; kind: ImportKind; mapping: ImportMapping }
  | { name: 'commit'; path: string; file: string; kind: ImportKind; mapping: ImportMapping; skipDuplicates: boolean; leaveOut?: boolean | undefined }
  | { name: 'undo'; importId: string }
  | ({ name: 'listPdf' } & ListPdf)
  | ({ name: 'listCsv' } & ListCsv)
  | ({ name: 'exportBusiness' } & ExportRequest)
  | ({ name: 'datev' } & DatevRequest)
  | ({ name: 'archive' } & ArchiveRequest)
  | ({ name: 'customerData' } & CustomerDataRequest)
  | { name: 'lookIntoExport'; path: string }
  | { name: 'importBusiness'; path: string }
  | RotateTask
  | ReportTask
  | AuditTask
  | BankTask
  | RateTask
  | BackupTask
  | RestoreTask;

/** The books under another key. */
export interface RotateTask { name: 'rotateCopy'; order: CopyOrder; newDek: Uint8Array; newKit: { ak: Uint8Array; bk: Uint8Array } | null }

export interface JobRequest {
  task: JobTask;
  database: string;
  dek: Uint8Array;
  ak: Uint8Array;
  epoch: number;
  actor: Actor;
}

export type JobMessage =
  | { type: 'draw'; page: PrintPage; sheet: Sheet }
  | { type: 'progress'; progress: Progress | BackupProgress }
  | { type: 'done'; value: unknown }
  | { type: 'failed'; code: ErrorCode; detail: ErrorDetail; incident?: { name: string; code: string } };

/** What main says after the request: the page it was asked to draw, piece by piece, since sending all of it at once would hold up the window; null when it could not be drawn. */
export interface JobDrawn {
  piece: Uint8Array | null;
  /** Bytes still to come. */
  left: number;
}
