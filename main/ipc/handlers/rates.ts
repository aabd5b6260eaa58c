// rates.*: files are read in the job process, with progress and a cancel that kills it; everything else goes straight to the service.
import { basename } from 'node:path';
import { AppError } from '../../../contract/errors.ts';
import type { RateLook, RateQuote } from '../../../contract/rates.ts';
import type { House } from '../../app/house.ts';
import { runJob } from '../../app/runJob.ts';
import { chooseFile } from '../../files/dialogs.ts';
import { ratesEnter, ratesList, ratesOverview, ratesSaveSettings, ratesSuggest, ratesUndo } from '../../service/rates.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';
import { moveAnchor, openSession } from './session.ts';

type Names = Extract<keyof Handlers, `rates.${string}`>;

export function ratesHandlers(house: House): Pick<Handlers, Names> {
  const look = async (job: string, token: string, quote: RateQuote): Promise<RateLook> => {
    const path = house.files.path(token);
    const seen = await runJob(house, openSession(house), job, { name: 'ratesLook', path, quote });
    return { token, file: basename(path).slice(0, 120), ...(seen as Omit<RateLook, 'token' | 'file'>) };
  };
  return {
    'rates.overview': reading(house, ratesOverview),
    'rates.list': reading(house, ratesList),
    'rates.suggest': reading(house, ratesSuggest),
    'rates.enter': writing(house, 'rates', ratesEnter),
    'rates.undo': writing(house, 'rates', ratesUndo),
    'rates.saveSettings': writing(house, 'rates', ratesSaveSettings),
    'rates.pick': async ({ job }) => {
      if (!house.window) throw new AppError('INTERNAL');
      const path = await chooseFile(house.window, [{ name: 'CSV', extensions: ['csv', 'txt', 'tsv'] }, { name: '*', extensions: ['*'] }]);
      if (path === null) return null;
      openSession(house); // locked while the dialog was open: the token would be known after
      return look(job, house.files.add(path), 'base');
    },
    'rates.look': ({ job, token, quote }) => look(job, token, quote),
    'rates.commit': async ({ job, token, ...wish }) => {
      const path = house.files.path(token);
      const session = openSession(house);
      // The job has a connection of its own: what keeps this one from writing would not keep that one.
      if (session.readOnly) throw new AppError('DB_READONLY');
      const hold = () => runJob(house, session, job, { name: 'ratesCommit', path, file: basename(path), ...wish }) as Promise<{ actId: string | null; added: number }>;
      const done = await house.gate.hold(hold).finally(() => house.pdfs.wake());
      for (const what of ['rates', 'security'] as const) house.send({ type: 'changed', what });
      moveAnchor(house);
      return done;
    },
    'rates.cancel': ({ job }) => ({ cancelled: house.jobs.cancel(job) }),
  };
}
