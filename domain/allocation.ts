// One payment or credit over many documents: who gets how much, and what is left unapplied. The sum of the allocations and what is left is always the payment (T55).
// Called by the payment screen to propose and by the service to book.
import { DomainError } from './error.ts';
import { type Minor, NOTHING, minor, subMinor, sumMinor } from './money.ts';

/** A document that can take money, as far as allocation looks at it. */
export interface OpenDocument {
  readonly id: string;
  readonly currency: string;
  /** What is owed. */
  readonly balance: Minor;
  readonly dueDate: string | null;
  readonly issueDate: string;
}

export interface Allocation {
  readonly document: string;
  readonly amount: Minor;
}

export interface Allocated {
  readonly allocations: readonly Allocation[];
  /** Credit of the customer, to be used next time or given back (T52, T56). */
  readonly unapplied: Minor;
}

/** 'oldest': by due date, then issue date; without a due date last. 'given': in the order of the list. */
export type AllocationOrder = 'oldest' | 'given';

/**
 * Spreads an amount over open documents of its currency (T52, T53, T55); documents in others, and settled ones, are passed over.
 * Throws PAYMENT_AMOUNT unless the amount is positive.
 */
export function allocatePayment(
  amount: Minor,
  currency: string,
  documents: readonly OpenDocument[],
  order: AllocationOrder = 'oldest',
): Allocated {
  if (amount <= 0) throw new DomainError('PAYMENT_AMOUNT', { amount });
  const open = documents.filter((document) => document.currency === currency && document.balance > 0);
  const sorted = order === 'given' ? open : [...open].sort(oldestFirst);
  let left = amount;
  const allocations: Allocation[] = [];
  for (const { id, balance } of sorted) {
    const part = minor(Math.min(left, balance));
    if (part === 0) break;
    allocations.push({ document: id, amount: part });
    left = subMinor(left, part);
  }
  return { allocations, unapplied: left };
}

/** ISO dates sort as text. Equal ones keep the order of the list. */
function oldestFirst(a: OpenDocument, b: OpenDocument): number {
  const key = ({ dueDate, issueDate }: OpenDocument) => `${dueDate ?? '9999-99-99'} ${issueDate}`;
  if (key(a) === key(b)) return 0;
  return key(a) < key(b) ? -1 : 1;
}

/**
 * Checks amounts a person gave to each document.
 * Throws PAYMENT_AMOUNT (an amount is not positive), PAYMENT_UNKNOWN (not among the documents, or twice), PAYMENT_CURRENCY, and PAYMENT_OVER with
 * what: 'document' (more than is owed) or 'payment' (more than there is).
 */
export function checkAllocations(
  amount: Minor,
  currency: string,
  documents: readonly OpenDocument[],
  wanted: readonly Allocation[],
): Allocated {
  if (amount <= 0) throw new DomainError('PAYMENT_AMOUNT', { amount });
  const seen = new Set<string>();
  for (const part of wanted) {
    const document = documents.find(({ id }) => id === part.document);
    if (!document || seen.has(part.document)) throw new DomainError('PAYMENT_UNKNOWN', { document: part.document });
    seen.add(part.document);
    if (part.amount <= 0) throw new DomainError('PAYMENT_AMOUNT', { amount: part.amount });
    if (document.currency !== currency) throw new DomainError('PAYMENT_CURRENCY', { currency, expected: document.currency });
    if (part.amount > document.balance) throw new DomainError('PAYMENT_OVER', { what: 'document', left: document.balance });
  }
  const sum = sumMinor(wanted.map((part) => part.amount));
  if (sum > amount) throw new DomainError('PAYMENT_OVER', { what: 'payment', left: amount });
  return { allocations: [...wanted], unapplied: subMinor(amount, sum) };
}

/** What is left of a payment or credit note after its allocations and refunds; never negative. Throws PAYMENT_OVER. */
export function unappliedOf(amount: Minor, allocations: readonly Allocation[], refunds: readonly Minor[]): Minor {
  const left = subMinor(amount, sumMinor([...allocations.map((part) => part.amount), ...refunds]));
  if (left < NOTHING) throw new DomainError('PAYMENT_OVER', { what: 'payment', left: amount });
  return left;
}

/** Checks giving back unapplied money, which needs no document (T56). Throws PAYMENT_AMOUNT or REFUND_OVER. Returns what stays unapplied. */
export function refund(unapplied: Minor, amount: Minor): Minor {
  if (amount <= 0) throw new DomainError('PAYMENT_AMOUNT', { amount });
  if (amount > unapplied) throw new DomainError('REFUND_OVER', { left: unapplied });
  return subMinor(unapplied, amount);
}
