// Sends one task to its own process, with copies of the keys that are wiped afterwards. Called by the handlers of imports and exports.
import { AppError } from '../../contract/errors.ts';
import { zero } from '../vault/crypto.ts';
import { dbKeyCopy } from '../vault/session.ts';
import { databasePath } from '../vault/vault.ts';
import type { House } from './house.ts';
import { type JobTask, readsOnly } from './jobRequest.ts';
import { serviceContext } from './serviceContext.ts';

/** Runs one task; what it answers is checked against the method's schema by the router. @throws AppError DB_READONLY, LOCKED, and what the task throws */
export function jobRunner(house: House): <T>(job: string, task: JobTask) => Promise<T> {
  return async <T>(job: string, task: JobTask): Promise<T> => {
    const session = house.session;
    if (!session || session.closed) throw new AppError('LOCKED');
    // The job has a connection of its own: what keeps this one from writing would not keep that one.
    if (session.readOnly && !readsOnly(task)) throw new AppError('DB_READONLY');
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
}
