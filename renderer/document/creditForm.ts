// What is typed into the credit note's panel as a request, and what the domain makes of it. Pure; the panel and its tests call it.
import type { Output } from '../../contract/index.ts';
import type { FieldProblem } from '../../contract/errors.ts';
import type { CreditRequestWire, Snapshot } from '../../contract/invoices.ts';
import { type CreditNote, creditNote } from '../../domain/creditNote.ts';
import { exponentOf } from '../../domain/currency.ts';
import { isDec, isZero, parseDec } from '../../domain/decimal.ts';
import { DomainError } from '../../domain/error.ts';
import { minor, toMinor } from '../../domain/money.ts';
import { decimalText } from '../ui/amountText.ts';

export type CreditLeft = Output<'invoices.creditLeft'>;
/** The note that would be issued, or why there is none: at a line of the invoice, or of the whole (`line` null). */
export type Tried = { ok: true; note: CreditNote } | { ok: false; line: number | null; problem: Pick<FieldProblem, 'code' | 'params'> };

const nothing = (quantity: string): boolean => quantity === '' || isZero(parseDec(quantity));

/** Everything untouched means all that is left; otherwise only the lines of which something is given back. */
export function requestOf(quantities: readonly string[], left: CreditLeft['lines']): CreditRequestWire {
  const all = (quantity: string, line: number) => quantity === left[line]?.quantity;
  if (quantities.every(all)) return { kind: 'whole' };
  return { kind: 'lines', lines: quantities.flatMap((quantity, line) => (nothing(quantity) ? [] : [{ line, quantity: all(quantity, line) ? null : quantity }])) };
}

/** A sum with tax; null while it is not one. */
export function sumRequest(typed: string, currency: string, description: string): CreditRequestWire | null {
  if (!isDec(typed) || isZero(parseDec(typed))) return null;
  try {
    return { kind: 'sum', amount: toMinor(parseDec(typed), exponentOf(currency)), description };
  } catch (failure) {
    if (failure instanceof DomainError) return null; // larger than can be counted
    throw failure;
  }
}

/** Works out the note as main will (T28). */
export function tryCredit(invoice: Snapshot, { before }: Pick<CreditLeft, 'before'>, request: CreditRequestWire): Tried {
  try {
    return { ok: true, note: creditNote(invoice, before, request.kind === 'sum' ? { ...request, amount: minor(request.amount) } : request) };
  } catch (failure) {
    if (!(failure instanceof DomainError)) throw failure;
    const { line, left } = failure.params;
    const params = { ...failure.params, ...(typeof left === 'string' && { left: decimalText(left) }) };
    return { ok: false, line: typeof line === 'number' ? line : null, problem: { code: failure.code, params } };
  }
}
