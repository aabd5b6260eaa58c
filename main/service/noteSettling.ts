// A credit note settles its own invoice as far as that is still owed; what is left of it is credit of the customer (T53). Called by credit.ts, in the transaction that issues the note.
import { createHash } from 'node:crypto';
import { minor } from '../../domain/money.ts';
import { readSource, type Source } from '../repo/creditSources.ts';
import type { DocumentHead } from '../repo/documents.ts';
import { addAct } from '../repo/payments.ts';
import { readReceivable, saveBalance, saveNoted } from '../repo/receivables.ts';
import { allocate } from './booking.ts';
import type { Ctx } from './context.ts';
import { found } from './problems.ts';

export interface IssuedNote {
  id: string;
  noteRid: number;
  issueDate: string;
  auditSeq: number;
  /** Nothing of the invoice is left after it. */
  closes: boolean;
}

/** The note's own record in the log stands for this settlement too. */
export function settleWithNote(ctx: Ctx, invoice: DocumentHead, note: IssuedNote): void {
  const actRid = addAct(ctx.db, {
    id: note.id, kind: 'credit-note', customerRid: invoice.customerRid, date: note.issueDate, note: '', inputHash: createHash('sha256').update(note.id).digest(),
    auditSeq: note.auditSeq, at: ctx.clock.now(), by: ctx.actor.name,
  });
  // Usually the note gives and the invoice is owed; of an invoice of less than nothing it is the other way round.
  const given = readSource(ctx.db, { kind: 'credit-note', id: note.id });
  if (given !== undefined) settle(ctx, actRid, given, invoice.id);
  else {
    const earlier = readSource(ctx.db, { kind: 'credit-note', id: invoice.id });
    if (earlier !== undefined) settle(ctx, actRid, earlier, note.id);
  }
  mark(ctx, invoice, note.closes);
}

function settle(ctx: Ctx, actRid: number, source: Source, documentId: string): void {
  const document = found(readReceivable(ctx.db, documentId));
  const amount = minor(Math.min(source.left, document.balance.balance));
  if (document.side === 1 && amount > 0) allocate(ctx, actRid, source.rid, documentId, amount, 'request');
}

function mark(ctx: Ctx, invoice: DocumentHead, closes: boolean): void {
  const document = found(readReceivable(ctx.db, invoice.id));
  // An invoice that gives back has its row already; one that nothing has settled, or that asks for nothing, gets it now.
  if (document.side !== -1) saveBalance(ctx.db, document, document.balance, document.baseLeft);
  saveNoted(ctx.db, invoice.rid, closes ? 2 : 1);
}
