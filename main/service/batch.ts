// Acts over many documents: each by itself, what fails is reported and the rest goes on. Called by the IPC handlers and tests.
import { type FieldProblem, isAppError } from '../../contract/errors.ts';
import type { BatchReport } from '../../contract/batch.ts';
import { mapDbError } from '../db/open.ts';
import { readDraft } from '../repo/drafts.ts';
import type { Ctx } from './context.ts';
import { invoicesIssue } from './issue.ts';
import { found } from './problems.ts';

type Failure = BatchReport['failed'][number];

/** How a batch tells where it is and learns that nobody wants it any more. */
export interface BatchHooks {
  /** Called after each; the batch goes on when it resolves. */
  step(done: number, total: number): Promise<void>;
  cancelled(): boolean;
}

/** Of a document with forty problems the first few are enough to know that it needs a look. */
const MOST_FIELDS = 5;

/** What a batch says of one that failed. What is no refusal of ours is thrown on: the batch must not go on over a fault. */
export function failureOf(id: string, thrown: unknown): Failure {
  const error = mapDbError(thrown);
  if (!isAppError(error)) throw thrown;
  const fields = (error.detail.fields ?? []).slice(0, MOST_FIELDS).map(({ path, code, params }: FieldProblem) => ({ path, code, params: Object.entries(params ?? {}).map(([name, value]) => ({ name, value })) }));
  return { id, code: error.code, fields };
}

/** Does one thing for each id, in their order. Stops between two when nobody wants it any more; what is done stays done. */
export async function eachOf(ids: readonly string[], act: (id: string) => void | Promise<void>, hooks: BatchHooks): Promise<BatchReport> {
  const failed: Failure[] = [];
  let done = 0;
  for (const [i, id] of ids.entries()) {
    if (hooks.cancelled()) return { state: 'cancelled', done, failed };
    try {
      await act(id);
      done += 1;
    } catch (thrown) {
      failed.push(failureOf(id, thrown));
    }
    await hooks.step(i + 1, ids.length);
  }
  return { state: 'done', done, failed };
}

/** The order in which drafts take their numbers: by date, so that none is dated before one that has gone out just now. Unknown ids stay at the end. */
export function inIssueOrder(ctx: Ctx, ids: readonly string[]): string[] {
  const dates = new Map(ids.map((id) => [id, readDraft(ctx.db, id)?.body.issueDate ?? '9999-12-31']));
  return ids.toSorted((a, b) => ((dates.get(a) ?? '') < (dates.get(b) ?? '') ? -1 : (dates.get(a) ?? '') > (dates.get(b) ?? '') ? 1 : 0));
}

/** Issues a draft as it is stored. Warnings stop it like problems: nobody has seen them (DOCUMENT_INVALID). NOT_FOUND, and all that issuing refuses. */
export function issueStored(ctx: Ctx, id: string): void {
  const draft = found(readDraft(ctx.db, id));
  invoicesIssue(ctx, { draftId: id, version: draft.version, acceptWarnings: false });
}
