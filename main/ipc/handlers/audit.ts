// audit.*: the log on the screen; the proof and the files in the job process. Main asks where a file goes, and puts on record that it went.
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../contract/errors.ts';
import type { Output, Parsed } from '../../../contract/index.ts';
import { auditWordsOf } from '../../../paper/auditWords.ts';
import { dayCloseTitle } from '../../../paper/DayClosePage.tsx';
import type { House } from '../../app/house.ts';
import { outsideAnchors } from '../../app/outsideAnchors.ts';
import { runJob } from '../../app/runJob.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import type { AuditFileDone, AuditTask } from '../../export/auditWork.ts';
import { choosePlace } from '../../files/dialogs.ts';
import { fileNameFor } from '../../files/place.ts';
import { throughPart, writeBeside } from '../../files/write.ts';
import { dayClosePdf, printDayClose } from '../../print/dayClosePdf.ts';
import { auditGet, auditList, auditPeople } from '../../service/auditLog.ts';
import { dayClose, findSeal } from '../../service/dayClose.ts';
import { audit, transact } from '../../service/context.ts';
import type { Handlers } from '../router.ts';
import { reading } from './lists.ts';
import { moveAnchor, openSession } from './session.ts';
import { localDay } from './system.ts';

type Names = Extract<keyof Handlers, `audit.${string}`>;
type Asked = Parsed<'audit.export'>;
const KINDS = { signed: { name: 'JSON lines', extension: 'jsonl' }, csv: { name: 'CSV', extension: 'csv' }, pdf: { name: 'PDF', extension: 'pdf' } } as const;

export function auditHandlers(house: House): Pick<Handlers, Names> {
  // What a task answers, the router holds to the method's schema.
  const work = async <T>(job: string, task: AuditTask): Promise<T> => (await runJob(house, openSession(house), job, task)) as T;
  /** The list shows its own record at once. */
  const recorded = (): void => {
    moveAnchor(house);
    house.send({ type: 'changed', what: 'security' });
  };
  /** Books that cannot be written can still be shown to others. */
  const record = (format: Asked['format'], records: number): void => {
    const session = openSession(house);
    if (session.readOnly || house.gate.held) return;
    const ctx = serviceContext(session);
    transact(ctx, () => audit(ctx, 'audit.export', 'export', null, { format, records }));
    recorded();
  };
  const toFile = (asked: Asked, target: string): Promise<AuditFileDone> => {
    const { job, format, q, filters, language } = asked;
    const { vaultId } = openSession(house);
    return throughPart(target, (part) => {
      const common = { q, filters, language, vaultId, target, part };
      return work<AuditFileDone>(job, format === 'pdf' ? { name: 'auditPdf', today: localDay(house.clock.nowMs()), ...common } : { name: 'auditFile', format, ...common });
    });
  };
  return {
    'audit.list': reading(house, auditList),
    'audit.get': reading(house, auditGet),
    'audit.people': reading(house, auditPeople),
    'audit.prove': async ({ job }) => {
      const session = openSession(house);
      const outside = await outsideAnchors(house, session);
      return work<Output<'audit.prove'>>(job, { name: 'auditProve', anchor: session.integrity, outside });
    },
    'audit.export': async (asked) => {
      if (!house.window) throw new AppError('INTERNAL');
      const { name, extension } = KINDS[asked.format];
      const title = fileNameFor(`${auditWordsOf(asked.language).title} ${localDay(house.clock.nowMs())}`);
      const target = await choosePlace(house.window, `${title}.${extension}`, [{ name, extensions: [extension] }], house.paths.userData);
      if (target === null) return null;
      const done = await toFile(asked, target);
      record(asked.format, done.records);
      return { ...done, file: basename(target).slice(0, 160) };
    },
    'audit.dayClose': async ({ day, to, language }) => {
      const { window } = house;
      if (!window) throw new AppError('INTERNAL');
      const target = to === 'printer' ? '' : await choosePlace(window, `${fileNameFor(`${dayCloseTitle(language)} ${day}`)}.pdf`, [{ name: 'PDF', extensions: ['pdf'] }], house.paths.userData);
      if (target === null) return { done: false, seal: '' };
      const session = openSession(house);
      const content = dayClose(serviceContext(session), session.vaultId, day, session.readOnly || house.gate.held);
      recorded();
      if (to === 'printer') return { done: await printDayClose(house.printer, content, language), seal: content.head.seal };
      const bytes = await dayClosePdf(house.printer, content, language);
      openSession(house); // locked meanwhile: nothing is written
      await writeBeside(target, bytes);
      return { done: true, seal: content.head.seal };
    },
    'audit.findSeal': async ({ seal }) => {
      const walk = findSeal(serviceContext(openSession(house)), seal);
      for (;;) {
        const { done, value } = walk.next();
        if (done) return value;
        await setImmediate(); // keys and clicks come first
        openSession(house);
      }
    },
    'audit.cancel': ({ job }) => ({ cancelled: house.jobs.cancel(job) }),
  };
}
