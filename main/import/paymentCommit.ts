// Books the payments of a file like those recorded by hand, and takes an import back by voiding what stands of it: money is never removed, both stay in the history (T54). Called by main/import/jobs.ts, inside its transaction.
import { AppError } from '../../contract/errors.ts';
import type { FileSum } from '../../contract/imports.ts';
import { addRefused } from '../repo/importedDocuments.ts';
import type { StoredImport } from '../repo/imports.ts';
import { addPaymentImport, paymentsOfImport } from '../repo/paymentImports.ts';
import { type Ctx, localDate } from '../service/context.ts';
import { voidPayment } from '../service/paymentActs.ts';
import { recordPayment } from '../service/payments.ts';
import type { Into } from './documentCommit.ts';
import { refusedRows } from './groups.ts';
import { type JobHooks, step } from './hooks.ts';
import type { PaymentPlan } from './paymentPlan.ts';

/** In the order of their days, so that Billfold's own numbers are too. */
export function savePayments(ctx: Ctx, plan: PaymentPlan, into: Into, hooks: JobHooks): { refused: number; sums: FileSum[] } {
  plan.good.forEach(({ wish, lines, mark }, i) => {
    const row = lines[0]?.row ?? 1;
    recordPayment(ctx, wish, { import: into.id, row });
    addPaymentImport(ctx.db, wish.id, into.rid, row, mark);
    step(hooks, 'saving', i + 1, plan.good.length);
  });
  const refused = refusedRows(plan);
  refused.forEach((row, i) => addRefused(ctx.db, into.rid, i + 1, row));
  return { refused: refused.length, sums: plan.sums };
}

/** How many payments were voided; those that a person voided before stay as they are. IMPORT_REFUNDED where money of one was given back: the refund is undone first. */
export function undoPayments(ctx: Ctx, { rid, id }: StoredImport, hooks: JobHooks): number {
  const standing = paymentsOfImport(ctx.db, rid);
  const refunded = standing.find((payment) => payment.refunded > 0);
  if (refunded !== undefined) throw new AppError('IMPORT_REFUNDED', { params: { number: refunded.number } });
  const date = localDate(ctx.clock.now());
  // The newest first: what came later lets go of its documents before what it came after.
  standing.forEach((payment, i) => {
    voidPayment(ctx, { id: ctx.newId(), target: { kind: 'payment', id: payment.id }, date, reason: '' }, { import: id });
    step(hooks, 'undoing', i + 1, standing.length);
  });
  return standing.length;
}
