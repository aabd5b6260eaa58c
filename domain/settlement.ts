// What a document still asks for: its balance, its status and whether it is overdue. Worked out of what settled it, never stored as a truth of its own. Anybody may call it.
import { compareDates, daysBetween } from './date.ts';
import { roundPayable } from './document.ts';
import { DomainError } from './error.ts';
import { type Minor, NOTHING, subMinor, sumMinor } from './money.ts';

/** How a document can become less owed. 'rounding' is what cash could not pay (T24). */
export type SettlementKind = 'payment' | 'credit-note' | 'write-off' | 'early-discount' | 'rounding';

/** Something that settles a document, in its currency; positive lessens what is owed. Voided ones are left out by the caller. */
export interface Settlement {
  readonly kind: SettlementKind;
  readonly amount: Minor;
}

export interface Balance {
  readonly payable: Minor;
  readonly paid: Minor;
  readonly credited: Minor;
  readonly writtenOff: Minor;
  readonly discounted: Minor;
  readonly rounded: Minor;
  /** payable less all of them. */
  readonly balance: Minor;
}

export type DocumentStatus = 'open' | 'partial' | 'paid' | 'credited' | 'written-off' | 'cancelled';

/** 'none': nothing is owed. 'open': owed without a date. */
export type DueState = 'none' | 'open' | 'later' | 'today' | 'overdue';

export interface Due {
  readonly state: DueState;
  /** Days past the due date; negative before it; null without a date or a debt. */
  readonly days: number | null;
}

/** The balance of a document (T51-T53). Exact in any order of the settlements. */
export function balanceOf(payable: Minor, settlements: readonly Settlement[]): Balance {
  const sum = (kind: SettlementKind) => sumMinor(settlements.filter((s) => s.kind === kind).map(({ amount }) => amount));
  const [paid, credited, writtenOff] = [sum('payment'), sum('credit-note'), sum('write-off')];
  const [discounted, rounded] = [sum('early-discount'), sum('rounding')];
  const balance = subMinor(payable, sumMinor([paid, credited, writtenOff, discounted, rounded]));
  return { payable, paid, credited, writtenOff, discounted, rounded, balance };
}

/**
 * The status that follows from the balance. 'credited': settled by credit notes alone; 'written-off': given up without any money; 'cancelled': the
 * caller knows that this was the purpose.
 * A document that asks for nothing is paid.
 */
export function statusOf(state: Balance, cancelled = false): DocumentStatus {
  if (cancelled) return 'cancelled';
  const { payable, balance, credited } = state;
  const settled = payable < 0 ? balance >= 0 : balance <= 0;
  if (settled) {
    if (credited !== 0 && credited === payable && state.paid === 0) return 'credited';
    return state.writtenOff !== 0 && state.writtenOff === payable ? 'written-off' : 'paid';
  }
  return balance === payable && credited === 0 && state.paid === 0 ? 'open' : 'partial';
}

/** Due by calendar date: what is due today is overdue tomorrow, however long the day was (T68). Throws DATE. */
export function dueState(balance: Minor, dueDate: string | null, today: string): Due {
  if (balance <= 0) return { state: 'none', days: null };
  if (dueDate === null) return { state: 'open', days: null };
  const order = compareDates(today, dueDate);
  return { state: order < 0 ? 'later' : order === 0 ? 'today' : 'overdue', days: daysBetween(dueDate, today) };
}

/**
 * Writes off a small difference, owed or overpaid: the amount that brings the balance to zero.
 * Throws WRITE_OFF_LIMIT when there is none, or it is more than the owner allowed. Corrects no tax: see early-payment discounts and credit notes.
 */
export function writeOff(balance: Minor, limit: Minor): Settlement {
  if (balance === 0 || Math.abs(balance) > limit) throw new DomainError('WRITE_OFF_LIMIT', { balance, limit });
  return { kind: 'write-off', amount: balance };
}

/** What cash settles. */
export interface CashPayment {
  /** The balance in coins that exist. */
  readonly due: Minor;
  /** Goes into the till and settles the document. */
  readonly paid: Minor;
  /** Settles what coins cannot: positive when less was taken than owed. Zero for a part payment. */
  readonly rounding: Minor;
  readonly change: Minor;
}

/**
 * Cash for a balance where the smallest coin is `increment` minor units: 5 in Switzerland (T24), 100 for whole rupees (T25), 0 for none.
 * The tax does not change. Throws PAYMENT_AMOUNT for nothing owed or nothing given.
 */
export function cashPayment(balance: Minor, tendered: Minor, increment: Minor): CashPayment {
  if (balance <= 0 || tendered <= 0) throw new DomainError('PAYMENT_AMOUNT');
  const due = roundPayable(balance, increment);
  if (tendered < due) return { due, paid: tendered, rounding: NOTHING, change: NOTHING };
  return { due, paid: due, rounding: subMinor(balance, due), change: subMinor(tendered, due) };
}

/** The settlements of a cash payment, in the order they are booked: rounded first, so that the payment never exceeds what is owed. */
export function cashSettlements({ paid, rounding }: CashPayment): Settlement[] {
  const payment: Settlement = { kind: 'payment', amount: paid };
  return rounding === 0 ? [payment] : [{ kind: 'rounding', amount: rounding }, payment];
}
