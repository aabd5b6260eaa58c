// audit.*: the log on the screen, and the proof in the job process.
import type { Output } from '../../../contract/index.ts';
import type { House } from '../../app/house.ts';
import { runJob } from '../../app/runJob.ts';
import type { AuditTask } from '../../export/auditWork.ts';
import { auditGet, auditList, auditPeople } from '../../service/auditLog.ts';
import type { Handlers } from '../router.ts';
import { reading } from './lists.ts';
import { openSession } from './session.ts';

type Names = Extract<keyof Handlers, `audit.${string}`>;

export function auditHandlers(house: House): Pick<Handlers, Names> {
  // What a task answers, the router holds to the method's schema.
  const work = async <T>(job: string, task: AuditTask): Promise<T> => (await runJob(house, openSession(house), job, task)) as T;
  return {
    'audit.list': reading(house, auditList),
    'audit.get': reading(house, auditGet),
    'audit.people': reading(house, auditPeople),
    'audit.prove': ({ job }) => work<Output<'audit.prove'>>(job, { name: 'auditProve', anchor: openSession(house).integrity }),
    'audit.cancel': ({ job }) => ({ cancelled: house.jobs.cancel(job) }),
  };
}
