// SQL of one day's documents for the page of the day's end. Called by main/service/dayClose.ts only.
import type { DocumentKind } from '../../domain/lifecycle.ts';
import type { Db } from '../db/open.ts';
import { all } from './statement.ts';

export interface DayDocuments {
  kind: DocumentKind;
  currency: string;
  count: number;
  gross: number;
}

const SQL = {
  documents: `SELECT kind, currency, count(*) AS count, sum(gross) AS gross FROM document INDEXED BY document_list
              WHERE issue_date = ? AND kind IN ('invoice', 'deposit-invoice', 'final-invoice', 'credit-note') GROUP BY kind, currency ORDER BY kind, currency`,
} as const;

/** What was issued with this date, by kind and currency. */
export function documentsOn(db: Db, day: string): DayDocuments[] {
  return all<DayDocuments>(db, SQL.documents, day);
}
