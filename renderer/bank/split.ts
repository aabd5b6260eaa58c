// The arithmetic of splitting a line over documents a person chose. Pure; SplitForm.tsx draws it.
import type { BankFound } from '../../contract/bank.ts';
import { exponentOf } from '../../domain/currency.ts';
import { exactMinor } from '../../domain/bankStatement.ts';
import { minor, minorToDecimal } from '../../domain/money.ts';

export interface SplitRow {
  readonly document: BankFound;
  /** As typed: a decimal, '' for nothing. */
  readonly amount: string;
}

/** What a row takes; null when it is no amount of this currency, or not more than nothing. */
export function amountOf(row: SplitRow): number | null {
  const amount = row.amount === '' ? null : exactMinor(row.amount, row.document.currency);
  return amount !== null && amount > 0 ? amount : null;
}

/** What no row takes; below zero when more was given out than came in. */
export function leftOf(total: number, rows: readonly SplitRow[]): number {
  return rows.reduce((left, row) => left - (amountOf(row) ?? 0), total);
}

/** The rows with one more document, which takes what is left, at most what it asks for. */
export function withDocument(total: number, rows: readonly SplitRow[], document: BankFound): SplitRow[] {
  if (rows.some((row) => row.document.documentId === document.documentId)) return [...rows];
  const left = Math.max(0, Math.min(leftOf(total, rows), document.balance));
  return [...rows, { document, amount: left === 0 ? '' : minorToDecimal(minor(left), exponentOf(document.currency)) }];
}

export type SplitProblem = 'AMOUNT' | 'OVER_DOCUMENT' | 'OVER_LINE';

/** What is wrong with one row, in this order. */
export function rowProblem(row: SplitRow): SplitProblem | null {
  const amount = amountOf(row);
  if (amount === null) return 'AMOUNT';
  return amount > row.document.balance ? 'OVER_DOCUMENT' : null;
}

/** All can be booked: each row is right, and no more is given out than came in. */
export function isReady(total: number, rows: readonly SplitRow[]): boolean {
  return rows.length > 0 && rows.every((row) => rowProblem(row) === null) && leftOf(total, rows) >= 0;
}
