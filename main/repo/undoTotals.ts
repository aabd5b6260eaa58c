// SQL that takes an imported document out of the sums it was added to (totals.ts): only for the undo of its import.
import type { Snapshot } from '../../contract/invoices.ts';
import type { Db } from '../db/open.ts';
import { dropCash } from './cashTax.ts';
import { all, one, run } from './statement.ts';

export interface Taken {
  snapshot: Snapshot;
  documentRid: number;
  customerRid: number;
}

const ALL_MONTHS = '9999-99';

const SQL = {
  customer: 'UPDATE customer_total SET amount = amount - @amount, count = count - @invoices WHERE customer_rid = @customerRid AND currency = @currency',
  month: `UPDATE month_total SET amount = amount - @amount, base_amount = base_amount - @baseAmount, volume = volume - abs(@amount), base_volume = base_volume - abs(@baseAmount),
            count = count - @invoices, notes = notes - @notes WHERE month = @month AND currency = @currency AND base_currency = @baseCurrency`,
  parts: 'SELECT due_date AS due, balance, next FROM open_part WHERE customer_rid = ? AND document_rid = ?',
  dropParts: 'DELETE FROM open_part WHERE customer_rid = ? AND document_rid = ?',
  due: 'UPDATE due_total SET amount = amount - @balance, count = count - @next WHERE due_date = @due AND currency = @currency',
  emptyDue: 'DELETE FROM due_total WHERE due_date = ? AND currency = ? AND count = 0 AND amount = 0',
  owed: 'UPDATE customer_total SET open = open - ?, credit = credit - ? WHERE customer_rid = ? AND currency = ?',
  unused: 'SELECT unused FROM credit_source WHERE document_rid = ?',
  dropSource: 'DELETE FROM credit_source WHERE document_rid = ?',
  dropState: 'DELETE FROM document_state WHERE document_rid = ?',
  emptyMonth: 'DELETE FROM month_total WHERE month = ? AND volume = 0 AND base_volume = 0 AND count = 0 AND notes = 0',
  emptyCustomer: 'DELETE FROM customer_total WHERE customer_rid = ? AND count = 0 AND amount = 0 AND NOT EXISTS (SELECT 1 FROM document d WHERE d.customer_rid = customer_total.customer_rid)',
  lastDate: `UPDATE customer_total SET last_date = coalesce((SELECT max(d.issue_date) FROM document d WHERE d.customer_rid = customer_total.customer_rid
             AND d.currency = customer_total.currency AND d.kind <> 'credit-note'), last_date) WHERE customer_rid = ?`,
} as const;

/** The exact opposite of what issuing added. */
export function takeFromTotals(db: Db, { snapshot, documentRid, customerRid }: Taken): void {
  const { kind, issueDate, currency, baseCurrency, baseTotal, totals } = snapshot;
  const sign = kind === 'credit-note' ? -1 : 1;
  const amount = sign * totals.payable;
  const counts = { invoices: kind === 'credit-note' ? 0 : 1, notes: kind === 'credit-note' ? 1 : 0 };
  const [own, base] = [{ currency, baseCurrency, amount, baseAmount: sign * (baseTotal ?? totals.payable) }, issueDate.slice(0, 7)];
  run(db, SQL.customer, { customerRid, currency, amount, invoices: counts.invoices });
  for (const month of [base, ALL_MONTHS]) run(db, SQL.month, { ...own, ...counts, month });
  if (currency !== baseCurrency) run(db, SQL.month, { ...own, currency: baseCurrency, amount: 0, invoices: 0, notes: 0, month: ALL_MONTHS });
  for (const month of [base, ALL_MONTHS]) run(db, SQL.emptyMonth, month);
  takeFromOpen(db, documentRid, customerRid, currency);
  dropCash(db, documentRid);
}

/** What it asked for or gave back. Something settled it already: then its settlement's foreign key stops the undo. */
function takeFromOpen(db: Db, documentRid: number, customerRid: number, currency: string): void {
  const parts = all<{ due: string; balance: number; next: number }>(db, SQL.parts, customerRid, documentRid);
  for (const part of parts) {
    run(db, SQL.due, { ...part, currency });
    run(db, SQL.emptyDue, part.due, currency);
  }
  const open = parts.reduce((sum, { balance }) => sum + balance, 0);
  const unused = one<{ unused: number }>(db, SQL.unused, documentRid)?.unused ?? 0;
  run(db, SQL.owed, open, unused, customerRid, currency);
  run(db, SQL.dropParts, customerRid, documentRid);
  run(db, SQL.dropSource, documentRid);
  run(db, SQL.dropState, documentRid);
}

/** The date of each customer's newest invoice, when the newest may have gone. Sums of nothing go too. */
export function refreshLastDates(db: Db, customerRids: readonly number[]): void {
  for (const rid of new Set(customerRids)) {
    run(db, SQL.emptyCustomer, rid);
    run(db, SQL.lastDate, rid);
  }
}
