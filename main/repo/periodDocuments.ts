// SQL of the documents that the tax office counts, of a period, in their order. Called by exports only.
import type { Db } from '../db/open.ts';
import { all, one } from './statement.ts';

export interface PeriodDocument { rid: number; id: string; number: string; issueDate: string; code: string }

const COUNTED = "d.kind IN ('invoice', 'deposit-invoice', 'final-invoice', 'credit-note')";
const SQL = {
  page: `SELECT d.rid, d.id, d.number, d.issue_date AS issueDate, c.code FROM document d JOIN customer c ON c.rid = d.customer_rid
         WHERE ${COUNTED} AND (d.issue_date, d.rid) > (@date, @rid) AND d.issue_date <= @to ORDER BY d.issue_date, d.rid LIMIT 500`,
  count: `SELECT count(*) AS n FROM document d WHERE ${COUNTED} AND d.issue_date BETWEEN ? AND ?`,
} as const;

export function countPeriod(db: Db, from: string, to: string): number {
  return one<{ n: number }>(db, SQL.count, from, to)?.n ?? 0;
}

/** By date, then as they were issued. */
export function* periodDocuments(db: Db, from: string, to: string): Generator<PeriodDocument> {
  // no row number is below zero, so the first page begins with the first day itself
  for (let [date, rid] = [from, -1]; ; ) {
    const rows = all<PeriodDocument>(db, SQL.page, { date, rid, to });
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    [date, rid] = [last.issueDate, last.rid];
  }
}
