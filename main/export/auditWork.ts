// What the job process does for the log: the whole proof at full speed. Called by main/job.ts and tests; the handlers send these.
import type { AuditProof } from '../../contract/audit.ts';
import type { Integrity } from '../audit/chain.ts';
import type { JobHooks } from '../import/hooks.ts';
import { countRecords } from '../repo/auditTrail.ts';
import { countDocuments } from '../repo/documents.ts';
import type { Ctx } from '../service/context.ts';
import { proveWhole } from '../service/proof.ts';

export type AuditTask = { name: 'auditProve'; anchor: Integrity };

export function isAuditTask(task: { name: string }): task is AuditTask {
  return task.name.startsWith('audit');
}

export function auditWork(ctx: Ctx, task: AuditTask, hooks: JobHooks): AuditProof {
  return prove(ctx, task.anchor, hooks);
}

/** Proving a document takes as long as proving some dozens of records: the bar moves evenly when it counts so. */
const RECORDS_A_DOCUMENT = 40;
const SAY_EVERY = 2000;

function prove(ctx: Ctx, anchor: Integrity, hooks: JobHooks): AuditProof {
  const records = countRecords(ctx.db);
  const total = records + countDocuments(ctx.db) * RECORDS_A_DOCUMENT;
  const walk = proveWhole(ctx, anchor);
  for (let said = 0; ; ) {
    const { done, value } = walk.next();
    if (done) return value;
    const at = value.stage === 'records' ? value.done : records + value.done * RECORDS_A_DOCUMENT;
    if (at - said < SAY_EVERY) continue;
    said = at;
    hooks.onProgress?.({ stage: 'proving', done: Math.min(at, total), total });
  }
}
