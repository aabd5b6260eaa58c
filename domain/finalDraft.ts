// A final invoice from its draft: the whole, less the deposit invoices it names, line by line and rate by rate (T57). Called by snapshot.ts only.
import { type Deposit, finalInvoice } from './deposit.ts';
import type { DocumentInput, DocumentTotals } from './document.ts';
import { DomainError } from './error.ts';
import { issuedInput, issuedTotals } from './issuedInput.ts';
import { type Problem, error } from './problem.ts';
import type { Snapshot } from './snapshotShape.ts';
import { taxKeyOf } from './tax.ts';

/** A deposit invoice as it was issued, and what the line that takes it off says. */
export interface IssuedDeposit {
  readonly snapshot: Snapshot;
  readonly label: string;
}
export interface LessDeposits {
  readonly input: DocumentInput;
  readonly totals: DocumentTotals;
  readonly problems: readonly Problem[];
}

/** The same figures when there is nothing to take off, or when it cannot be taken off: the problem then says why. */
export function lessDeposits(input: DocumentInput, totals: DocumentTotals, deposits: readonly IssuedDeposit[]): LessDeposits {
  const whole = { input, totals, problems: [] };
  if (deposits.length === 0) return whole;
  const refused = (code: string, params?: Problem['params']): LessDeposits => ({ ...whole, problems: [error('deposits', code, params)] });
  const other = deposits.find(({ snapshot }) => snapshot.currency !== input.currency || snapshot.pricesIncludeTax !== input.pricesIncludeTax);
  if (other) return refused('DEPOSIT_DIFFERS', { number: other.snapshot.number });
  // A deposit under a rate that the whole no longer has is corrected by a credit note, not by taking it off here.
  const keys = new Set(totals.taxes.map(({ component }) => taxKeyOf([component])));
  const strange = deposits.find(({ snapshot }) => snapshot.taxes.some(({ component }) => !keys.has(taxKeyOf([component]))));
  if (strange) return refused('DEPOSIT_TAX', { number: strange.snapshot.number });
  try {
    return { ...finalInvoice(input, deposits.map(depositOf)), problems: [] };
  } catch (failure) {
    if (!(failure instanceof DomainError)) throw failure;
    return refused(failure.code);
  }
}

/** An issued deposit invoice in the shape the arithmetic takes. */
export function depositOf({ snapshot, label }: IssuedDeposit): Deposit {
  return { input: issuedInput(snapshot), totals: issuedTotals(snapshot), label };
}
