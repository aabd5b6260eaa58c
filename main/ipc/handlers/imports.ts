// imports.*: the dialog here, the work in the job process, with progress events and a cancel that kills it.
import { basename } from 'node:path';
import { statSync } from 'node:fs';
import { AppError } from '../../../contract/errors.ts';
import type { BillfoldEvent } from '../../../contract/events.ts';
import type { ImportKind } from '../../../contract/imports.ts';
import type { Output } from '../../../contract/index.ts';
import type { House } from '../../app/house.ts';
import type { JobTask } from '../../app/jobRequest.ts';
import { runJob } from '../../app/runJob.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import { chooseFile, saveFile } from '../../files/dialogs.ts';
import { importsList, importsRefused } from '../../import/jobs.ts';
import { refusedCsv } from '../../import/refusedCsv.ts';
import { readImport } from '../../repo/imports.ts';
import { rightsOf } from '../../repo/roles.ts';
import { fileNameFor } from '../../files/place.ts';
import { found } from '../../service/problems.ts';
import type { Session } from '../../vault/session.ts';
import type { Handlers } from '../router.ts';
import { reading } from './lists.ts';
import { moveAnchor, openSession } from './session.ts';

type Names = Extract<keyof Handlers, `imports.${string}`>;
type What = Extract<BillfoldEvent, { type: 'changed' }>['what'];

/** Money is booked and taken back only by who may do that one by one. */
function assertMay(session: Session, kind: ImportKind | undefined, permission: 'payment.write' | 'payment.undo'): void {
  if (kind === 'payments' && !rightsOf(session.db, session.user.id).can(permission)) throw new AppError('FORBIDDEN');
}

/** Which lists a kind of import fills. */
const FILLS: Readonly<Record<ImportKind, readonly What[]>> = { customers: ['customers'], items: ['items'], documents: ['invoices', 'customers'], payments: ['payments', 'invoices', 'customers'] };

export function importHandlers(house: House): Pick<Handlers, Names> {
  /** Runs one task in its own process. What it answers is checked against the method's schema by the router. */
  const run = async <T>(job: string, task: JobTask): Promise<T> => {
    const session = openSession(house);
    // The job has a connection of its own: what keeps this one from writing would not keep that one.
    if (session.readOnly && (task.name === 'commit' || task.name === 'undo')) throw new AppError('DB_READONLY');
    return (await runJob(house, session, job, task)) as T;
  };
  const changed = (...what: What[]): void => {
    for (const one of what) house.send({ type: 'changed', what: one });
    moveAnchor(house);
  };
  /** As the holder of the write lock; what waited for it goes on afterwards. */
  const holding = <T>(work: () => Promise<T>): Promise<T> => house.gate.hold(work).finally(() => house.pdfs.wake());
  let looking: string | null = null;
  const newJob = (): string => serviceContext(openSession(house)).newId();

  return {
    'imports.pick': async ({ kind }) => {
      if (!house.window) throw new AppError('INTERNAL');
      const path = await chooseFile(house.window, [{ name: 'CSV, Frappe Books', extensions: ['csv', 'tsv', 'txt', 'db'] }]);
      if (path === null) return null;
      const look = await run<Omit<NonNullable<Output<'imports.pick'>>, 'token' | 'file' | 'size'>>(newJob(), { name: 'inspect', path, kind });
      return { ...look, token: house.files.add(path), file: nameOf(path), size: statSync(path).size };
    },
    'imports.preview': ({ token, kind, mapping, job }) => {
      const path = house.files.path(token);
      // One at a time: what an older dry run would say is of no use once the columns mean something else.
      if (looking !== null) house.jobs.cancel(looking);
      looking = job;
      return run<Output<'imports.preview'>>(job, { name: 'preview', path, kind, mapping }).finally(() => {
        if (looking === job) looking = null;
      });
    },
    'imports.commit': ({ token, kind, mapping, skipDuplicates, leaveOut, job }) => {
      const path = house.files.path(token);
      assertMay(openSession(house), kind, 'payment.write');
      return holding(async () => {
        const done = await run<Output<'imports.commit'>>(job, { name: 'commit', path, file: nameOf(path), kind, mapping, skipDuplicates, leaveOut });
        changed(...FILLS[kind], 'imports', 'security');
        return done;
      });
    },
    'imports.cancel': ({ job }) => ({ cancelled: house.jobs.cancel(job) }),
    'imports.undo': ({ importId, job }) =>
      holding(async () => {
        const session = openSession(house);
        const kind: ImportKind | undefined = readImport(session.db, importId)?.kind;
        assertMay(session, kind, 'payment.undo');
        const done = await run<Output<'imports.undo'>>(job, { name: 'undo', importId });
        changed(...(kind ? FILLS[kind] : []), 'imports', 'security');
        return done;
      }),
    'imports.refused': reading(house, importsRefused),
    'imports.saveRefused': async ({ importId }) => {
      if (!house.window) throw new AppError('INTERNAL');
      const ctx = serviceContext(openSession(house));
      const { file } = found(readImport(ctx.db, importId));
      const name = `${fileNameFor(file.replace(/\.[a-z]+$/i, ''))} - left out.csv`;
      return { saved: await saveFile(house.window, name, [{ name: 'CSV', extensions: ['csv'] }], refusedCsv(ctx, importId), house.paths.userData) };
    },
    'imports.list': reading(house, importsList),
  };
}

function nameOf(path: string): string {
  return basename(path).slice(0, 120);
}
