// What is typed while a payment is recorded, and the wish that follows from it. Pure but for the id; RecordPayment.tsx and its tests call it.
import type { Input, Output } from '../../contract/index.ts';
import type { MethodDetailsWire, OpenDocumentWire } from '../../contract/payments.ts';
import { amountOf, decimalOf, leftOf, payOf, type Rules, type Share, type Shared, shareOut, restsFor } from './shareOut.ts';

export type Account = Output<'payments.account'>;
export interface Typed {
  readonly currency: string;
  readonly amount: string;
  readonly paidOn: string;
  readonly method: MethodDetailsWire;
  readonly note: string;
  /** Units of the business's currency for one of the payment's; or what arrived in it. One of the two. */
  readonly rate: string;
  readonly received: string;
  /** Amounts typed by hand per document; null while the amount is shared out by itself. */
  readonly byHand: Readonly<Record<string, { amount: string; rest: Share['rest'] | null }>> | null;
}

export const TRANSFER: MethodDetailsWire = { method: 'transfer', reference: '', brand: null, last4: '' };

/** A new payment: of one document when it came from there, else empty. */
export function beginTyped(account: Account, documentId: string | null, today: string): Typed {
  const first = account.documents.find(({ id }) => id === documentId);
  const currency = first?.currency ?? account.documents[0]?.currency ?? account.balances[0]?.currency ?? account.baseCurrency;
  const amount = first === undefined ? '' : decimalOf(payOf(first, { settings: account.settings, cash: false }), currency);
  return { currency, amount, paidOn: today, method: TRANSFER, note: '', rate: '', received: '', byHand: null };
}

/** The documents that can take this money, the one it was begun from first, then whoever waits longest. */
export function documentsFor(account: Account, currency: string, documentId: string | null): OpenDocumentWire[] {
  const open = account.documents.filter((document) => document.currency === currency);
  return [...open.filter(({ id }) => id === documentId), ...open.filter(({ id }) => id !== documentId)];
}

export function rulesOf(account: Account, { method, currency }: Pick<Typed, 'method' | 'currency'>): Rules {
  return { settings: account.settings, cash: method.method === 'cash' && currency === account.baseCurrency };
}

/** Who gets how much, live. */
export function sharesOf(typed: Typed, documents: readonly OpenDocumentWire[], rules: Rules): Shared {
  const amount = amountOf(typed.amount, typed.currency) ?? 0;
  if (typed.byHand === null) return shareOut(amount, documents, rules);
  const shares = documents.flatMap((document): Share[] => {
    const hand = typed.byHand?.[document.id];
    const part = hand === undefined ? null : amountOf(hand.amount, typed.currency);
    if (hand === undefined || part === null || part === 0) return [];
    const rests = restsFor(document, part, rules);
    return [{ documentId: document.id, amount: part, rest: hand.rest !== null && rests.includes(hand.rest) ? hand.rest : (rests[0] ?? 'open') }];
  });
  return { shares, left: leftOf(amount, shares) };
}

/** From here on the amounts are the person's: what stood there stays, one is changed. */
export function withShare(typed: Typed, shared: Shared, documentId: string, change: { amount?: string; rest?: Share['rest'] }): Typed {
  const before = typed.byHand ?? Object.fromEntries(shared.shares.map((share) => [share.documentId, { amount: decimalOf(share.amount, typed.currency), rest: share.rest }]));
  const old = before[documentId] ?? { amount: '', rest: null };
  // Another amount has another rest; what was chosen for the old one is no wish any more.
  const next = change.amount === undefined ? { ...old, ...change } : { amount: change.amount, rest: null };
  return { ...typed, byHand: { ...before, [documentId]: next } };
}

export interface Whole {
  readonly id: string;
  readonly customerId: string;
  readonly typed: Typed;
  readonly shared: Shared;
  readonly account: Account;
}

/** What main is asked to book; null while the amount is missing or more is given out than there is. */
export function wishOf({ id, customerId, typed, shared, account }: Whole): Input<'payments.record'> | null {
  const amount = amountOf(typed.amount, typed.currency);
  if (amount === null || amount <= 0 || shared.left < 0) return null;
  const foreign = typed.currency !== account.baseCurrency;
  const received = foreign ? amountOf(typed.received, account.baseCurrency) : null;
  return {
    id, customerId, currency: typed.currency, amount, paidOn: typed.paidOn, method: typed.method, note: typed.note,
    rate: foreign && received === null && typed.rate !== '' ? typed.rate : null, baseAmount: received,
    allocations: shared.shares.map(({ documentId, amount: part, rest }) => ({ documentId, amount: part, rest })),
  };
}
