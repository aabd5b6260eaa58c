// datev.*: the settings through their service; the batch of a period through a dialog of main and the job process.
import { basename } from 'node:path';
import { AppError } from '../../../contract/errors.ts';
import type { House } from '../../app/house.ts';
import { runJob } from '../../app/runJob.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import type { Canonical } from '../../audit/canonical.ts';
import type { ArchiveDone } from '../../export/exportArchive.ts';
import { checkDatev, type DatevDone } from '../../export/exportDatev.ts';
import { choosePlace } from '../../files/dialogs.ts';
import { throughPart } from '../../files/write.ts';
import { countPeriod } from '../../repo/periodDocuments.ts';
import { clearPart, partOf } from '../../export/part.ts';
import { audit, transact } from '../../service/context.ts';
import { datevGet, datevSave } from '../../service/datev.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';
import { moveAnchor, openSession } from './session.ts';

type Names = Extract<keyof Handlers, `datev.${string}`>;

export function datevHandlers(house: House): Pick<Handlers, Names> {
  /** Books that cannot be written can still be handed over. */
  const record = (action: 'export.datev' | 'export.archive', body: Canonical): void => {
    const session = house.session;
    if (session === null || session.readOnly || session.closed || house.gate.held) return;
    const ctx = serviceContext(session);
    transact(ctx, () => audit(ctx, action, 'export', null, body));
    moveAnchor(house);
  };
  return {
    'datev.get': reading(house, datevGet),
    'datev.save': writing(house, 'business', datevSave),
    'datev.export': async ({ from, to, job }) => {
      if (!house.window) throw new AppError('INTERNAL');
      checkDatev(serviceContext(openSession(house)), from, to); // what is missing is said before a place is asked for
      const name = `EXTF_Buchungsstapel_${from}_${to}.csv`;
      const target = await choosePlace(house.window, name, [{ name: 'DATEV', extensions: ['csv'] }], house.paths.userData);
      if (target === null) return null;
      const session = openSession(house);
      const done = (await throughPart(target, (part) => runJob(house, session, job, { name: 'datev', from, to, target, part }))) as DatevDone; // checked against the method's schema by the router
      record('export.datev', { from, to, documents: done.documents, bookings: done.bookings });
      return { ...done, file: basename(target).slice(0, 160) };
    },
    'datev.archive': async ({ from, to, job }) => {
      if (!house.window) throw new AppError('INTERNAL');
      const session = openSession(house);
      if (countPeriod(session.db, from, to) === 0) throw new AppError('DATEV_NOTHING');
      const target = await choosePlace(house.window, `Billfold ${from} ${to}.zip`, [{ name: 'ZIP', extensions: ['zip'] }], house.paths.userData);
      if (target === null) return null;
      const part = partOf(target);
      clearPart(part);
      try {
        record('export.archive', { from, to });
        const done = (await runJob(house, openSession(house), job, { name: 'archive', from, to, target, part })) as ArchiveDone; // checked against the method's schema by the router
        return { ...done, file: basename(target).slice(0, 160) };
      } catch (error) {
        clearPart(part); // cancelled or locked: the process had no time to; what is somebody else's stays
        throw error;
      }
    },
    'datev.cancel': ({ job }) => ({ cancelled: house.jobs.cancel(job) }),
  };
}
