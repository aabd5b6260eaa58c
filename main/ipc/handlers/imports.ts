// imports.*: the dialog here, the work in the job process, with progress events and a cancel that kills it.
import { basename } from 'node:path';
import { statSync } from 'node:fs';
import { AppError } from '../../../contract/errors.ts';
import type { BillfoldEvent } from '../../../contract/events.ts';
import type { ImportKind } from '../../../contract/imports.ts';
import type { Output } from '../../../contract/index.ts';
import type { House } from '../../app/house.ts';
import type { JobTask } from '../../app/jobRequest.ts';
import { serviceContext } from '../../app/serviceContext.ts';
import { chooseFile } from '../../files/dialogs.ts';
import { importsList } from '../../import/jobs.ts';
import { readImport } from '../../repo/imports.ts';
import { dbKeyCopy } from '../../vault/session.ts';
import { databasePath } from '../../vault/vault.ts';
import { zero } from '../../vault/crypto.ts';
import type { Handlers } from '../router.ts';
import { reading } from './lists.ts';
import { moveAnchor, openSession } from './session.ts';

type Names = Extract<keyof Handlers, `imports.${string}`>;
type What = Extract<BillfoldEvent, { type: 'changed' }>['what'];

export function importHandlers(house: House): Pick<Handlers, Names> {
  /** Runs one task in its own process. What it answers is checked against the method's schema by the router. */
  const run = async <T>(job: string, task: JobTask): Promise<T> => {
    const session = openSession(house);
    // The job has a connection of its own: what keeps this one from writing would not keep that one.
    if (session.readOnly && (task.name === 'commit' || task.name === 'undo')) throw new AppError('DB_READONLY');
    const { epoch, actor } = serviceContext(session);
    const key = dbKeyCopy(session);
    // Arrays of their own: a Buffer is a view, and what is sent takes along all that lies beside it.
    const [dek, ak] = [new Uint8Array(key), new Uint8Array(session.ak)];
    zero(key);
    try {
      const request = { task, database: databasePath(session.vault), dek, ak, epoch, actor };
      return (await house.jobs.run(job, request, (progress) => house.send({ type: 'progress', job, ...progress }))) as T;
    } finally {
      dek.fill(0);
      ak.fill(0);
    }
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
      const path = await chooseFile(house.window, [{ name: 'CSV', extensions: ['csv', 'tsv', 'txt'] }]);
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
