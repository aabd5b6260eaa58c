// Starts one task in the job process with copies of the keys, and wipes them afterwards. Called by handlers of long work.
import { AppError } from '../../contract/errors.ts';
import type { BackupProgress } from '../backup/task.ts';
import type { Progress } from '../import/jobs.ts';
import type { Draw } from '../print/printer.ts';
import { zero } from '../vault/crypto.ts';
import { dbKeyCopy, type Session } from '../vault/session.ts';
import { databasePath } from '../vault/vault.ts';
import type { House } from './house.ts';
import type { JobTask } from './jobRequest.ts';
import { serviceContext } from './serviceContext.ts';

/** What the task answers is checked against the method's schema by the router. Progress goes to the window under the job's id; that of a backup to `onBackup`, since it is shown wherever the person is. */
export async function runJob(house: House, session: Session, job: string, task: JobTask, onBackup: (progress: BackupProgress) => void = () => undefined): Promise<unknown> {
  if (session.closed) throw new AppError('LOCKED');
  const { epoch, actor } = serviceContext(session);
  const key = dbKeyCopy(session);
  // Arrays of their own: a Buffer is a view, and what is sent takes along all that lies beside it.
  const [dek, ak] = [new Uint8Array(key), new Uint8Array(session.ak)];
  zero(key);
  try {
    const draw: Draw = async (page, sheet) => {
      if (session.closed) throw new AppError('LOCKED');
      return house.printer.pdf(page, sheet);
    };
    const told = (progress: Progress | BackupProgress): void => {
      if ('backup' in progress) onBackup(progress);
      else house.send({ type: 'progress', job, ...progress });
    };
    return await house.jobs.run(job, { task, database: databasePath(session.vault), dek, ak, epoch, actor }, told, draw);
  } finally {
    house.alerts.acted(); // what the job wrote was written by another connection
    dek.fill(0);
    ak.fill(0);
  }
}
