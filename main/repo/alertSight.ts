// SQL of what a rule needs to know besides the record it looks at: keyed look-ups and short, bounded pieces of history. Called by main/service/alertSight.ts only.
import type { Db } from '../db/open.ts';
import { all, one } from './statement.ts';

export interface SeenDocument { rid: number; kind: string; seriesId: string; seriesName: string; period: string; sequence: number; lineNet: number; allowances: number; adjustments: number; issuedBy: string }

const SQL = {
  document: `SELECT d.rid, d.kind, s.id AS seriesId, s.name AS seriesName, d.period, d.sequence, d.line_net AS lineNet, d.allowances, d.adjustment_count AS adjustments, d.issued_by AS issuedBy
             FROM document d JOIN number_series s ON s.rid = d.series_rid WHERE d.id = ?`,
  prices: 'SELECT coalesce(sum(gross), 0) AS gross, coalesce(sum(entered), 0) AS entered FROM document_line WHERE document_rid = ?',
  recent: `SELECT rid, line_net AS lineNet, allowances, adjustment_count AS adjustments, issued_by AS issuedBy FROM document
           WHERE rid < ? AND kind IN ('invoice', 'deposit-invoice', 'final-invoice') ORDER BY rid DESC LIMIT ? + 0`,
  series: 'SELECT name FROM number_series WHERE id = ?',
  notes: `SELECT coalesce(sum(notes), 0) AS acts, count(*) AS days FROM (
            SELECT sum(notes) AS notes FROM day_total WHERE basis = 'issue' AND tax_rate_rid = 0 AND day < ? GROUP BY day ORDER BY day DESC LIMIT 60)`,
  refund: `SELECT r.reference, a.customer_rid AS customerRid FROM payment_act a JOIN payment_refund r ON r.rid = a.rid WHERE a.id = ?`,
  paidFrom: `SELECT DISTINCT l.iban FROM bank_state s JOIN bank_line l ON l.rid = s.line_rid
             WHERE s.payment_rid IN (SELECT rid FROM payment WHERE customer_rid = ? ORDER BY paid_on DESC LIMIT 50) AND l.iban <> ''`,
  // Every change of a place counts its version up; a place that was taken out keeps its row.
  places: 'SELECT count(*) AS ever, coalesce(sum(version), 0) + count(removed_at) AS stamp FROM backup_target',
  label: {
    document: 'SELECT number AS label FROM document WHERE id = ?',
    payment: 'SELECT p.number AS label FROM payment_act a JOIN payment p ON p.rid = a.rid WHERE a.id = ?',
    customer: 'SELECT name AS label FROM customer WHERE id = ?',
    series: 'SELECT name AS label FROM number_series WHERE id = ?',
    user: 'SELECT name AS label FROM user WHERE id = ?',
  },
} as const;

export function seenDocument(db: Db, id: string): SeenDocument | undefined {
  return one<SeenDocument>(db, SQL.document, id);
}

/** What the lines of a document would cost without any allowance of theirs, and what they cost; in its own price mode. */
export function linePrices(db: Db, documentRid: number): { gross: number; entered: number } {
  return one<{ gross: number; entered: number }>(db, SQL.prices, documentRid) ?? { gross: 0, entered: 0 };
}

export type RecentDocument = Pick<SeenDocument, 'rid' | 'lineNet' | 'allowances' | 'adjustments' | 'issuedBy'>;

/** The invoices stored before one, newest first. */
export function documentsBefore(db: Db, rid: number, limit: number): RecentDocument[] {
  return all<RecentDocument>(db, SQL.recent, rid, limit);
}

export function seriesName(db: Db, id: string): string {
  return one<{ name: string }>(db, SQL.series, id)?.name ?? '';
}

/** Credit notes on the last sixty days with documents before a day, imported ones too: from the sums that are kept by day. */
export function notesBefore(db: Db, day: string): { acts: number; days: number } {
  return one<{ acts: number; days: number }>(db, SQL.notes, day) ?? { acts: 0, days: 0 };
}

export function seenRefund(db: Db, id: string): { reference: string; customerRid: number } | undefined {
  return one<{ reference: string; customerRid: number }>(db, SQL.refund, id);
}

/** Accounts from which a customer's last payments came, as the bank told. */
export function accountsOf(db: Db, customerRid: number): string[] {
  return all<{ iban: string }>(db, SQL.paidFrom, customerRid).map(({ iban }) => iban);
}

/** What a thing is called on its own screen; '' when it is no longer there or has no name. */
export function labelOf(db: Db, kind: string, id: string): string {
  const sql = Object.entries(SQL.label).find(([name]) => name === kind)?.[1];
  return sql === undefined ? '' : String(one<{ label: string | number }>(db, sql, id)?.label ?? '');
}

/** How many places for backups there ever were, and a figure that changes whenever one of them does: a handful of rows. */
export function backupPlaces(db: Db): { ever: number; stamp: number } {
  return one<{ ever: number; stamp: number }>(db, SQL.places) ?? { ever: 0, stamp: 0 };
}
