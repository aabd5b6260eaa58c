// SQL of the sums that are written by the issuing transaction and read by lists and the home screen. Amounts are what is payable. Called by services only.
import { AppError } from '../../contract/errors.ts';
import type { Db } from '../db/open.ts';
import { cashIssued } from './cashMoves.ts';
import { openDocument, sideOf, type Opening } from './receivables.ts';
import { addSource } from './creditSources.ts';
import { all, one, run } from './statement.ts';

/** A tax document that was just issued: an invoice of any kind, or a credit note, whose amounts are what it gives back. */
export type IssuedAmount = Opening & {
  /** The payable amount in the business's currency. */
  baseAmount: number;
};
export interface CurrencySum {
  currency: string;
  amount: number;
  count: number;
}
export interface MonthSum {
  month: string;
  amount: number;
  count: number;
}
export interface Outstanding {
  currency: string;
  overdue: number;
  today: number;
  later: number;
  overdueCount: number;
  todayCount: number;
  laterCount: number;
}

/** The row that sums up all months; no month of a calendar. */
const ALL_MONTHS = '9999-99';

const SQL = {
  customer: `INSERT INTO customer_total (customer_rid, currency, amount, count, last_date, open) VALUES (@customerRid, @currency, @amount, 1, @issueDate, @open)
             ON CONFLICT (customer_rid, currency) DO UPDATE SET amount = amount + @amount, count = count + 1, last_date = max(last_date, @issueDate), open = open + @open`,
  // The row is there when an invoice of ours is credited; a note that came with an import may be a customer's first document.
  customerCredit: `INSERT INTO customer_total (customer_rid, currency, amount, count, last_date, open) VALUES (@customerRid, @currency, 0 - @amount, 0, @issueDate, @open)
                   ON CONFLICT (customer_rid, currency) DO UPDATE SET amount = amount - @amount, open = open + @open`,
  month: `INSERT INTO month_total (month, currency, base_currency, amount, base_amount, volume, base_volume, count, notes)
          VALUES (@month, @currency, @baseCurrency, @amount, @baseAmount, abs(@amount), abs(@baseAmount), @count, @notes)
          ON CONFLICT (month, currency, base_currency) DO UPDATE SET amount = amount + @amount, base_amount = base_amount + @baseAmount,
            volume = volume + abs(@amount), base_volume = base_volume + abs(@baseAmount), count = count + @count, notes = notes + @notes`,
  notes: "SELECT coalesce(sum(notes), 0) AS n FROM month_total WHERE month = '9999-99'",
  all: "SELECT currency, sum(amount) AS amount, sum(count) AS count FROM month_total WHERE month = '9999-99' AND count > 0 GROUP BY currency ORDER BY currency LIMIT 200",
  use: "SELECT max(currency <> base_currency) AS foreigner FROM month_total WHERE month = '9999-99' AND currency = ? AND count > 0",
  sums: 'SELECT currency, sum(amount) AS amount, sum(count) AS count FROM month_total WHERE month BETWEEN ? AND ? GROUP BY currency ORDER BY currency LIMIT 200',
  months: `SELECT month, sum(base_amount) AS amount, sum(count) AS count FROM month_total WHERE month BETWEEN ? AND ? AND base_currency = ? GROUP BY month LIMIT 600`,
  outstanding: `SELECT currency,
      coalesce(sum(amount) FILTER (WHERE due_date < @today), 0) AS overdue, coalesce(sum(count) FILTER (WHERE due_date < @today), 0) AS overdueCount,
      coalesce(sum(amount) FILTER (WHERE due_date = @today), 0) AS today, coalesce(sum(count) FILTER (WHERE due_date = @today), 0) AS todayCount,
      coalesce(sum(amount) FILTER (WHERE due_date > @today), 0) AS later, coalesce(sum(count) FILTER (WHERE due_date > @today), 0) AS laterCount
    FROM due_total GROUP BY currency ORDER BY currency LIMIT 200`,
  overdue: 'SELECT coalesce(sum(count), 0) AS n FROM due_total WHERE due_date < ?',
} as const;

/**
 * Adds one issued invoice to every sum, and opens it: from now on it can be paid. One of less than nothing becomes credit of its customer.
 * Throws AMOUNT_TOO_LARGE when a sum would leave the safe integers: nothing may be kept then.
 */
export function addToTotals(db: Db, issued: IssuedAmount): void {
  withinSafe(() => {
    const { customerRid, issueDate, currency, payable, baseCurrency, baseAmount } = issued;
    run(db, SQL.customer, { customerRid, currency, amount: payable, issueDate, open: Math.max(0, payable) });
    addMonth(db, issueDate, { currency, baseCurrency, amount: payable, baseAmount, count: 1, notes: 0 });
    open(db, issued);
  });
}

/** Takes a credit note from the sums of its month and its customer, and makes it credit of the customer. AMOUNT_TOO_LARGE. */
export function creditTotals(db: Db, issued: IssuedAmount): void {
  withinSafe(() => {
    const { customerRid, issueDate, currency, payable, baseCurrency, baseAmount } = issued;
    run(db, SQL.customerCredit, { customerRid, currency, amount: payable, issueDate, open: Math.max(0, 0 - payable) });
    addMonth(db, issueDate, { currency, baseCurrency, amount: 0 - payable, baseAmount: 0 - baseAmount, count: 0, notes: 1 });
    open(db, issued);
  });
}

function open(db: Db, issued: IssuedAmount): void {
  const { documentRid, customerRid, kind, currency, baseCurrency, payable, baseAmount } = issued;
  const side = sideOf(kind, payable);
  if (side === 1) openDocument(db, { ...issued, payable: Math.abs(payable) });
  if (side === -1)
    addSource(db, { customerRid, paymentRid: null, documentRid, currency, amount: Math.abs(payable), baseAmount: currency === baseCurrency ? null : Math.abs(baseAmount) });
  cashIssued(db, documentRid);
}

function withinSafe(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_CHECK') throw new AppError('AMOUNT_TOO_LARGE');
    throw error;
  }
}

type MonthRow = Record<'currency' | 'baseCurrency', string> & Record<'amount' | 'baseAmount' | 'count' | 'notes', number>;

function addMonth(db: Db, issueDate: string, sum: MonthRow): void {
  run(db, SQL.month, { ...sum, month: issueDate.slice(0, 7) });
  run(db, SQL.month, { ...sum, month: ALL_MONTHS });
  // The volume of everything converted, so that months of several currencies add up safely too.
  if (sum.currency !== sum.baseCurrency) run(db, SQL.month, { ...sum, month: ALL_MONTHS, currency: sum.baseCurrency, amount: 0, count: 0, notes: 0 });
}

/** Everything ever issued, per currency. */
export function allSums(db: Db): CurrencySum[] {
  return all<CurrencySum>(db, SQL.all);
}

/** How many credit notes were issued. */
export function countNotes(db: Db): number {
  return one<{ n: number }>(db, SQL.notes)?.n ?? 0;
}

/** Whether documents were issued in this currency, and whether it is the business's own. */
export function currencyUse(db: Db, currency: string): 'own' | 'foreign' | 'none' {
  const row = one<{ foreigner: number | null }>(db, SQL.use, currency);
  if (row === undefined || row.foreigner === null) return 'none';
  return row.foreigner === 1 ? 'foreign' : 'own';
}

/** Issued per currency in these months ('YYYY-MM', both included). Never added up across currencies (T37). */
export function sumsBetween(db: Db, from: string, to: string): CurrencySum[] {
  return all<CurrencySum>(db, SQL.sums, from, to);
}

/** Issued per month in the base currency, each document at its own dated rate. Months without documents are missing. */
export function baseMonths(db: Db, from: string, to: string, baseCurrency: string): MonthSum[] {
  return all<MonthSum>(db, SQL.months, from, to, baseCurrency);
}

/** What is open per currency, split at `today`: every open part on the day it falls due; a document counts once, on the day of its next part. */
export function outstandingSums(db: Db, today: string): Outstanding[] {
  return all<Outstanding>(db, SQL.outstanding, { today });
}

export function countOverdue(db: Db, today: string): number {
  return one<{ n: number }>(db, SQL.overdue, today)?.n ?? 0;
}
