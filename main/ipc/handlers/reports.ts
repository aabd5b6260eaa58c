// reports.*: short ones at once, long ones in the job process; files and pages always there. Main asks where a file goes.
import { AppError } from '../../../contract/errors.ts';
import type { Output } from '../../../contract/index.ts';
import type { ReportFormat } from '../../../contract/reports.ts';
import { reportWordsOf } from '../../../paper/reportWords.ts';
import type { House } from '../../app/house.ts';
import { runJob } from '../../app/runJob.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import { whereTo } from '../../files/dialogs.ts';
import { fileNameFor } from '../../files/place.ts';
import { throughPart } from '../../files/write.ts';
import { printReport } from '../../print/reportPdf.ts';
import type { ReportPrint, ReportTask } from '../../report/work.ts';
import { isLong, isLongDrill, reportDocuments, reportTable, shortened } from '../../service/reports.ts';
import type { Handlers } from '../router.ts';
import { openSession } from './session.ts';

type Names = Extract<keyof Handlers, `reports.${string}`>;
const FILTERS: Readonly<Record<ReportFormat, string>> = { csv: 'CSV', xlsx: 'XLSX', pdf: 'PDF' };

export function reportHandlers(house: House): Pick<Handlers, Names> {
  // What the job answers, the router holds to the method's schema; files and pages are ours on both sides.
  const work = async <T>(job: string, task: ReportTask): Promise<T> => (await runJob(house, openSession(house), job, task)) as T;
  return {
    'reports.run': ({ ask, job }) => {
      const ctx = serviceContext(openSession(house));
      return isLong(ctx, ask) ? work<Output<'reports.run'>>(job, { name: 'report', ask }) : shortened(reportTable(ctx, ask));
    },
    'reports.documents': ({ job, ...asked }) => {
      const ctx = serviceContext(openSession(house));
      return isLongDrill(ctx, asked) ? work<Output<'reports.documents'>>(job, { name: 'reportDocuments', ...asked }) : reportDocuments(ctx, asked);
    },
    'reports.export': async ({ ask, format, language, job }) => {
      if (!house.window) throw new AppError('INTERNAL');
      const name = fileNameFor(`${reportWordsOf(language).title[ask.report]} ${ask.from} ${ask.to}`);
      const target = await whereTo(house.window, `${name}.${format}`, [{ name: FILTERS[format], extensions: [format] }], house.paths.userData);
      if (target !== null) await throughPart(target, (part) => work<null>(job, { name: 'reportFile', ask, format, language, target, part }));
      return { saved: target !== null };
    },
    'reports.print': async ({ ask, language, job }) => {
      const ready = await work<ReportPrint>(job, { name: 'reportPage', ask, language });
      openSession(house);
      return { printed: await printReport(house.printer, ready) };
    },
    'reports.cancel': ({ job }) => ({ cancelled: house.jobs.cancel(job) }),
  };
}
