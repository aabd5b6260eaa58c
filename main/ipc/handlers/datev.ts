// datev.*: the settings through their service; the batch of a period through a dialog of main and the job process.
import { basename } from 'node:path';
import { AppError } from '../../../contract/errors.ts';
import type { House } from '../../app/house.ts';
import { runJob } from '../../app/runJob.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import { checkDatev, type DatevDone } from '../../export/exportDatev.ts';
import { choosePlace } from '../../files/dialogs.ts';
import { audit, transact } from '../../service/context.ts';
import { datevGet, datevSave } from '../../service/datev.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';
import { moveAnchor, openSession } from './session.ts';

type Names = Extract<keyof Handlers, `datev.${string}`>;

export function datevHandlers(house: House): Pick<Handlers, Names> {
  return {
    'datev.get': reading(house, datevGet),
    'datev.save': writing(house, 'business', datevSave),
    'datev.export': async ({ from, to, job }) => {
      if (!house.window) throw new AppError('INTERNAL');
      checkDatev(serviceContext(openSession(house)), from, to); // what is missing is said before a place is asked for
      const name = `EXTF_Buchungsstapel_${from}_${to}.csv`;
      const path = await choosePlace(house.window, name, [{ name: 'DATEV', extensions: ['csv'] }], house.paths.userData);
      if (path === null) return null;
      const session = openSession(house);
      const done = (await runJob(house, session, job, { name: 'datev', from, to, path })) as DatevDone; // checked against the method's schema by the router
      if (!session.readOnly && !session.closed && !house.gate.held) {
        const ctx = serviceContext(session);
        transact(ctx, () => audit(ctx, 'export.datev', 'export', null, { from, to, documents: done.documents, bookings: done.bookings }));
        moveAnchor(house);
      }
      return { ...done, file: basename(path).slice(0, 160) };
    },
    'datev.cancel': ({ job }) => ({ cancelled: house.jobs.cancel(job) }),
  };
}
