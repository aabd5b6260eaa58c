// A customer's statement: every booking between two dates with a running balance, from what was carried over, per currency (T37). Called by the service and the page.
import { compareDates } from './date.ts';
import { DomainError } from './error.ts';
import { type Minor, NOTHING, addMinor, negMinor } from './money.ts';

export type StatementKind = 'invoice' | 'credit-note' | 'payment' | 'refund' | 'write-off' | 'early-discount' | 'rounding' | 'void';

export interface StatementEntry {
  readonly id: string;
  readonly date: string;
  /** Bookings of one day stay in this order: the one they were made in. */
  readonly sequence: number;
  readonly kind: StatementKind;
  readonly number: string;
  readonly currency: string;
  /** What it adds to the debt: positive for invoices and refunds, negative for payments and credit notes. Allocations move nothing and are no entries. */
  readonly amount: Minor;
}

export interface StatementLine extends StatementEntry {
  readonly balance: Minor;
}

export interface Statement {
  readonly currency: string;
  readonly opening: Minor;
  readonly lines: readonly StatementLine[];
  /** Sums of what was added and taken off in the period. */
  readonly charged: Minor;
  readonly settled: Minor;
  readonly closing: Minor;
}

/**
 * One statement per currency, in order of code: currencies with neither a carried-over balance nor a booking in the period are left out.
 * Both dates belong to the period. Throws PERIOD_ORDER or DATE.
 */
export function statements(entries: readonly StatementEntry[], from: string, to: string): Statement[] {
  if (compareDates(from, to) > 0) throw new DomainError('PERIOD_ORDER', { from, to });
  const currencies = [...new Set(entries.map(({ currency }) => currency))].sort();
  return currencies
    .map((currency) =>
      statement(
        entries.filter((e) => e.currency === currency),
        currency,
        from,
        to,
      ),
    )
    .filter((s) => s.opening !== 0 || s.lines.length > 0);
}

function statement(entries: readonly StatementEntry[], currency: string, from: string, to: string): Statement {
  const sorted = [...entries].sort((a, b) => compareDates(a.date, b.date) || a.sequence - b.sequence);
  let [opening, charged, settled] = [NOTHING, NOTHING, NOTHING];
  const lines: StatementLine[] = [];
  let balance = NOTHING;
  for (const entry of sorted) {
    if (compareDates(entry.date, to) > 0) break;
    balance = addMinor(balance, entry.amount);
    if (compareDates(entry.date, from) < 0) {
      opening = balance;
      continue;
    }
    if (entry.amount > 0) charged = addMinor(charged, entry.amount);
    else settled = addMinor(settled, negMinor(entry.amount));
    lines.push({ ...entry, balance });
  }
  return { currency, opening, lines, charged, settled, closing: balance };
}
