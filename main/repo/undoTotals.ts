// SQL that takes an imported document out of the sums it was added to (totals.ts): only for the undo of its import.
import type { Snapshot } from '../../contract/invoices.ts';
import type { Db } from '../db/open.ts';
import { run } from './statement.ts';

export interface Taken {
  snapshot: Snapshot;
  documentRid: number;
  customerRid: number;
}

const NEVER = '9999-12-31';
const ALL_MONTHS = '9999-99';

const SQL = {
  customer: 'UPDATE customer_total SET amount = amount - @amount, count = count - @invoices WHERE customer_rid = @customerRid AND currency = @currency',
  month: `UPDATE month_total SET amount = amount - @amount, base_amount = base_amount - @baseAmount, volume = volume - abs(@amount), base_volume = base_volume - abs(@baseAmount),
            count = count - @invoices, notes = notes - @notes WHERE month = @month AND currency = @currency AND base_currency = @baseCurrency`,
  due: 'UPDATE due_total SET amount = amount - @amount, count = count - @invoices WHERE due_date = @due AND currency = @currency',
  emptyDue: 'DELETE FROM due_total WHERE due_date = ? AND currency = ? AND count = 0 AND amount = 0',
  emptyMonth: 'DELETE FROM month_total WHERE month = ? AND volume = 0 AND base_volume = 0 AND count = 0 AND notes = 0',
  emptyCustomer: 'DELETE FROM customer_total WHERE customer_rid = ? AND count = 0 AND amount = 0 AND NOT EXISTS (SELECT 1 FROM document d WHERE d.customer_rid = customer_total.customer_rid)',
  lastDate: `UPDATE customer_total SET last_date = coalesce((SELECT max(d.issue_date) FROM document d WHERE d.customer_rid = customer_total.customer_rid
             AND d.currency = customer_total.currency AND d.kind <> 'credit-note'), last_date) WHERE customer_rid = ?`,
} as const;

/** The exact opposite of what issuing added. */
export function takeFromTotals(db: Db, { snapshot, customerRid }: Taken): void {
  const { kind, issueDate, dueDate, currency, baseCurrency, baseTotal, totals } = snapshot;
  const sign = kind === 'credit-note' ? -1 : 1;
  const amount = sign * totals.payable;
  const counts = { invoices: kind === 'credit-note' ? 0 : 1, notes: kind === 'credit-note' ? 1 : 0 };
  const [own, base] = [{ currency, baseCurrency, amount, baseAmount: sign * (baseTotal ?? totals.payable) }, issueDate.slice(0, 7)];
  run(db, SQL.customer, { customerRid, currency, amount, invoices: counts.invoices });
  for (const month of [base, ALL_MONTHS]) run(db, SQL.month, { ...own, ...counts, month });
  if (currency !== baseCurrency) run(db, SQL.month, { ...own, currency: baseCurrency, amount: 0, invoices: 0, notes: 0, month: ALL_MONTHS });
  for (const month of [base, ALL_MONTHS]) run(db, SQL.emptyMonth, month);
  const due = sign < 0 ? NEVER : (dueDate ?? NEVER);
  run(db, SQL.due, { due, currency, amount, invoices: counts.invoices });
  run(db, SQL.emptyDue, due, currency);
}

/** The date of each customer's newest invoice, when the newest may have gone. Sums of nothing go too. */
export function refreshLastDates(db: Db, customerRids: readonly number[]): void {
  for (const rid of new Set(customerRids)) {
    run(db, SQL.emptyCustomer, rid);
    run(db, SQL.lastDate, rid);
  }
}
