// Issues one invoice of five lines as a person does: the draft is saved, then issued through the real service. Only the second is timed.
import { draftsSave } from '../../main/service/drafts.ts';
import { invoicesIssue } from '../../main/service/issue.ts';
import { timed } from '../harness/measure.ts';
import type { Books } from './books.ts';
import { fiveLineDraft } from './fill.ts';
import { chance } from './random.ts';

export interface Ready { draftId: string; version: number }

/** A source of saved drafts, each like the others. */
export function draftSource(books: Books, seed: number): () => Ready {
  const c = chance(seed);
  return () => {
    const { id, version } = draftsSave(books.ctx, { body: fiveLineDraft(books.ctx, c) });
    return { draftId: id, version };
  };
}

/** Milliseconds of one issue. */
export function issue(books: Books, ready: Ready): number {
  return timed(() => invoicesIssue(books.ctx, { ...ready, acceptWarnings: true }));
}

/** Milliseconds of each of `count` issues. */
export function issueSome(books: Books, next: () => Ready, count: number): number[] {
  return Array.from({ length: count }, () => issue(books, next()));
}
