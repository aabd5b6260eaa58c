// batch.*: one act over many documents. Small acts run here with a breath between, files are made in the job process; both say how far they are and can be stopped.
import { app, type FileFilter } from 'electron';
import { z } from 'zod';
import { AppError, isAppError } from '../../../contract/errors.ts';
import type { BatchReport } from '../../../contract/batch.ts';
import { count } from '../../../contract/wire.ts';
import type { Progress } from '../../import/jobs.ts';
import type { House } from '../../app/house.ts';
import type { JobTask } from '../../app/jobRequest.ts';
import { LANGUAGES, readPreference, screenLanguage } from '../../app/preference.ts';
import { runJob } from '../../app/runJob.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import { whereTo } from '../../files/dialogs.ts';
import { fileNameFor } from '../../files/place.ts';
import { throughPart } from '../../files/write.ts';
import { documentNumber } from '../../repo/documents.ts';
import { audit, transact } from '../../service/context.ts';
import { eachOf, inIssueOrder, issueStored, type BatchHooks } from '../../service/batch.ts';
import type { Handlers } from '../router.ts';
import { moveAnchor, openSession } from './session.ts';
import { localDay } from './system.ts';

type Names = Extract<keyof Handlers, `batch.${string}`>;
const written = z.strictObject({ rows: count });
const CLOSED: BatchReport = { state: 'closed', done: 0, failed: [] };
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function batchHandlers(house: House): Pick<Handlers, Names> {
  const run = (job: string, task: JobTask): Promise<unknown> => runJob(house, openSession(house), job, task);
  /** Batches that run here; true once nobody wants them any more. */
  const running = new Map<string, boolean>();
  const hooksOf = (job: string, stage: Progress['stage']): BatchHooks => ({
    cancelled: () => running.get(job) !== false || house.session === null,
    step: async (done, total) => {
      house.send({ type: 'progress', job, stage, done, total });
      await breath(); // typing and other calls come in between
    },
  });
  const during = async <T>(job: string, work: () => Promise<T>): Promise<T> => {
    if (running.has(job)) throw new AppError('BUSY');
    running.set(job, false);
    return work().finally(() => running.delete(job));
  };
  const place = (name: string, filter: FileFilter): Promise<string | null> => {
    if (!house.window) throw new AppError('INTERNAL');
    return whereTo(house.window, name, [filter], house.paths.userData);
  };
  /** Cancelling kills the job's process: what it had begun is not there. */
  const stopped = (error: unknown, failed: BatchReport['failed']): BatchReport => {
    if (isAppError(error) && error.code === 'CANCELLED') return { state: 'cancelled', done: 0, failed };
    throw error;
  };

  /** What left the books as a file is on the record, with how much it was. */
  const took = (action: 'export.list' | 'export.pdfs', documents: number): void => {
    const session = openSession(house);
    if (session.readOnly) return;
    const ctx = serviceContext(session);
    transact(ctx, () => audit(ctx, action, 'export', null, { documents }));
    moveAnchor(house);
  };

  return {
    'batch.issue': ({ ids, job }) =>
      during(job, async () => {
        const act = async (id: string): Promise<void> => {
          await house.gate.pass();
          issueStored(serviceContext(openSession(house)), id);
        };
        const ordered = inIssueOrder(serviceContext(openSession(house)), ids);
        const report = await eachOf(ordered, act, hooksOf(job, 'issuing')).finally(() => {
          house.send({ type: 'changed', what: 'invoices' });
          house.send({ type: 'changed', what: 'drafts' });
          house.pdfs.wake();
        });
        moveAnchor(house);
        return report;
      }),
    'batch.pdf': ({ ids, job }) =>
      during(job, async () => {
        const { db } = openSession(house);
        const [first = '', last = ''] = [ids[0], ids.at(-1)].map((id) => documentNumber(db, id ?? '') ?? '');
        const target = await place(`${fileNameFor(ids.length === 1 ? first : `${first} - ${last}`)}.pdf`, { name: 'PDF', extensions: ['pdf'] });
        if (target === null) return CLOSED;
        const drawn: string[] = [];
        const report = await eachOf(ids, async (id) => {
          await house.pdfs.make(id);
          drawn.push(id);
        }, hooksOf(job, 'drawing'));
        if (report.state === 'cancelled' || drawn.length === 0) return { ...report, done: 0 };
        return throughPart(target, (part) => run(job, { name: 'listPdf', ids: drawn, target, part })).then(() => (took('export.pdfs', drawn.length), report), (error: unknown) => stopped(error, report.failed));
      }),
    'batch.csv': async ({ ids, q, filters, job }) => {
      const target = await place(`Billfold ${localDay(house.clock.nowMs())}.csv`, { name: 'CSV', extensions: ['csv'] });
      if (target === null) return CLOSED;
      const lang = screenLanguage(readPreference(house.paths.userData, 'language', LANGUAGES, 'system'), app.getLocale());
      return throughPart(target, (part) => run(job, { name: 'listCsv', ids, q, filters, lang, target, part })).then(
        (answer): BatchReport => {
          const { rows } = written.parse(answer);
          took('export.list', rows);
          return { state: 'done', done: rows, failed: [] };
        },
        (error: unknown) => stopped(error, []),
      );
    },
    'batch.cancel': ({ job }) => {
      const here = running.has(job);
      if (here) running.set(job, true);
      return { cancelled: house.jobs.cancel(job) || here };
    },
  };
}
