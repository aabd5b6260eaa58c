// exports.*: the dialogs and the proof here, the work in the job process. A job that ended early leaves nothing behind.
import { basename } from 'node:path';
import { app, shell } from 'electron';
import { AppError } from '../../../contract/errors.ts';
import type { House } from '../../app/house.ts';
import type { JobTask } from '../../app/jobRequest.ts';
import { runJob } from '../../app/runJob.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import { clearPart, partOf } from '../../export/part.ts';
import type { ExportResult } from '../../export/exportBusiness.ts';
import { booksAreEmpty, type ExportSummary, type ImportResult } from '../../export/importBusiness.ts';
import { chooseFile, choosePlace } from '../../files/dialogs.ts';
import { fileNameFor } from '../../files/place.ts';
import { readBusiness } from '../../repo/business.ts';
import { audit, transact } from '../../service/context.ts';
import { idleMinutesFor } from '../../service/sessions.ts';
import type { Handlers } from '../router.ts';
import { moveAnchor, openSession } from './session.ts';
import { localDay } from './system.ts';

type Names = Extract<keyof Handlers, `exports.${string}`>;

/** What changes when a whole business comes in. */
const EVERYTHING = ['business', 'customers', 'items', 'drafts', 'invoices', 'pdfs', 'imports', 'security'] as const;

export function exportHandlers(house: House): Pick<Handlers, Names> {
  // what a task answers is checked against the method's schema by the router
  const run = async <T>(job: string, task: JobTask): Promise<T> => (await runJob(house, openSession(house), job, task)) as T;
  /** On the record before a byte of it exists. Books that cannot be written can still be taken out. */
  const record = (action: 'export.business'): void => {
    const session = openSession(house);
    if (session.readOnly) return;
    const ctx = serviceContext(session);
    transact(ctx, () => audit(ctx, action, 'export', null, {}));
    moveAnchor(house);
  };
  return {
    'exports.place': async () => {
      if (!house.window) throw new AppError('INTERNAL');
      const { db } = openSession(house);
      const name = `Billfold ${fileNameFor(readBusiness(db)?.name ?? '')} ${localDay(house.clock.nowMs())}.zip`;
      const path = await choosePlace(house.window, name, [{ name: 'ZIP', extensions: ['zip'] }], house.paths.userData);
      return path === null ? null : { token: house.files.add(path), file: nameOf(path) };
    },
    'exports.business': async ({ token, job }) => {
      const target = house.files.path(token);
      record('export.business');
      await house.gate.pass(); // an import that is half done is no moment to take everything out
      const part = partOf(target);
      clearPart(part);
      try {
        const done = await run<ExportResult>(job, { name: 'exportBusiness', target, part, madeBy: `Billfold ${app.getVersion()}`, vaultId: openSession(house).vaultId });
        return { ...done, file: nameOf(target) };
      } catch (error) {
        clearPart(part); // cancelled or locked: the process had no time to; what is somebody else's stays
        throw error;
      }
    },
    'exports.canBringIn': () => ({ empty: booksAreEmpty(serviceContext(openSession(house))) }),
    'exports.pick': async ({ job }) => {
      if (!house.window) throw new AppError('INTERNAL');
      if (!booksAreEmpty(serviceContext(openSession(house)))) throw new AppError('BOOKS_NOT_EMPTY');
      const path = await chooseFile(house.window, [{ name: 'ZIP', extensions: ['zip'] }]);
      if (path === null) return null;
      const summary = await run<ExportSummary>(job, { name: 'lookIntoExport', path });
      return { ...summary, token: house.files.add(path), file: nameOf(path) };
    },
    'exports.bringIn': ({ token, job }) => {
      const path = house.files.path(token);
      // The job has a connection of its own: what keeps this one from writing would not keep that one.
      if (openSession(house).readOnly) throw new AppError('DB_READONLY');
      return house.gate
        .hold(async () => {
          const done = await run<ImportResult>(job, { name: 'importBusiness', path });
          house.idleMinutes = idleMinutesFor(openSession(house).db, openSession(house).user.role);
          for (const what of EVERYTHING) house.send({ type: 'changed', what });
          moveAnchor(house);
          return done;
        })
        .finally(() => house.pdfs.wake());
    },
    'exports.cancel': ({ job }) => ({ cancelled: house.jobs.cancel(job) }),
    'exports.show': ({ token }) => {
      shell.showItemInFolder(house.files.path(token));
      return {};
    },
  };
}

function nameOf(path: string): string {
  return basename(path).slice(0, 160);
}
