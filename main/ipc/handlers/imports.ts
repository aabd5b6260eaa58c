// imports.*: the dialog here, the work in the job process, with progress events and a cancel that kills it.
import { basename } from 'node:path';
import { statSync } from 'node:fs';
import { AppError } from '../../../contract/errors.ts';
import type { BillfoldEvent } from '../../../contract/events.ts';
import type { ImportKind } from '../../../contract/imports.ts';
import type { Output } from '../../../contract/index.ts';
import type { House } from '../../app/house.ts';
import { jobRunner } from '../../app/runJob.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import { chooseFile } from '../../files/dialogs.ts';
import { importsList } from '../../import/jobs.ts';
import { readImport } from '../../repo/imports.ts';
import type { Handlers } from '../router.ts';
import { reading } from './lists.ts';
import { moveAnchor, openSession } from './session.ts';

type Names = Extract<keyof Handlers, `imports.${string}`>;
type What = Extract<BillfoldEvent, { type: 'changed' }>['what'];

export function importHandlers(house: House): Pick<Handlers, Names> {
  const run = jobRunner(house);
  const changed = (...what: What[]): void => {
    for (const one of what) house.send({ type: 'changed', what: one });
    moveAnchor(house);
  };
  /** As the holder of the write lock; what waited for it goes on afterwards. */
  const holding = <T>(work: () => Promise<T>): Promise<T> => house.gate.hold(work).finally(() => house.pdfs.wake());
  const newJob = (): string => serviceContext(openSession(house)).newId();

  return {
    'imports.pick': async ({ kind }) => {
      if (!house.window) throw new AppError('INTERNAL');
      const path = await chooseFile(house.window, [{ name: 'CSV', extensions: ['csv', 'tsv', 'txt'] }]);
      if (path === null) return null;
      const look = await run<Omit<NonNullable<Output<'imports.pick'>>, 'token' | 'file' | 'size'>>(newJob(), { name: 'inspect', path, kind });
      return { ...look, token: house.files.add(path), file: nameOf(path), size: statSync(path).size };
    },
    'imports.preview': ({ token, kind, mapping }) => run<Output<'imports.preview'>>(newJob(), { name: 'preview', path: house.files.path(token), kind, mapping }),
    'imports.commit': ({ token, kind, mapping, skipDuplicates, job }) => {
      const path = house.files.path(token);
      return holding(async () => {
        const done = await run<Output<'imports.commit'>>(job, { name: 'commit', path, file: nameOf(path), kind, mapping, skipDuplicates });
        changed(kind, 'imports', 'security');
        return done;
      });
    },
    'imports.cancel': ({ job }) => ({ cancelled: house.jobs.cancel(job) }),
    'imports.undo': ({ importId, job }) =>
      holding(async () => {
        const kind: ImportKind | undefined = readImport(openSession(house).db, importId)?.kind;
        const done = await run<Output<'imports.undo'>>(job, { name: 'undo', importId });
        changed(...(kind ? [kind] : []), 'imports', 'security');
        return done;
      }),
    'imports.list': reading(house, importsList),
  };
}

function nameOf(path: string): string {
  return basename(path).slice(0, 120);
}
