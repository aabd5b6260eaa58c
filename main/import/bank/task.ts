// The bank's two tasks of the job process: looking at a file, and bringing it in. Called by main/job.ts; the handlers send these.
import type { BankMapping } from '../../../contract/bank.ts';
import { readChosen } from '../../files/read.ts';
import type { FileSource } from '../../files/chosen.ts';
import type { Ctx } from '../../service/context.ts';
import type { JobHooks } from '../hooks.ts';
import { bankCommit, bankLook } from './jobs.ts';
import { MAX_BANK_BYTES } from './readBank.ts';

export type BankTask =
  | { name: 'bankLook'; source: FileSource; mapping: BankMapping | null }
  | { name: 'bankCommit'; source: FileSource; file: string; mapping: BankMapping | null; skipProblems: boolean };

export function isBankTask(task: { name: string }): task is BankTask {
  return task.name === 'bankLook' || task.name === 'bankCommit';
}

/** What bank.look and bank.commit answer. FILE_GONE, FILE_TOO_LARGE, FILE_UNREADABLE, and the errors of the two. */
export function bankWork(ctx: Ctx, task: BankTask, hooks: JobHooks): unknown {
  const { source } = task;
  const bytes = 'path' in source ? readChosen(source.path, MAX_BANK_BYTES) : Buffer.from(source.bytes);
  return task.name === 'bankLook' ? bankLook(ctx, bytes, task.mapping, hooks) : bankCommit(ctx, { ...task, bytes }, hooks);
}
