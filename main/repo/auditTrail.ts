// Looks up single records of the audit log: whether the log says what a stored row says. Called by services; writing is main/audit's alone.
import { sealFits } from '../audit/verify.ts';
import type { Db } from '../db/open.ts';
import { one } from './statement.ts';

const SQL = {
  body: "SELECT b.body FROM audit_log l JOIN audit_body b ON b.seq = l.seq WHERE l.seq = ? AND l.entity IN ('invoice', 'document') AND l.entity_id = ?",
  // What an undone import took out again is on record like what came in.
  issues: `SELECT coalesce(sum(CASE action WHEN 'invoice.remove' THEN -1 ELSE 1 END), 0) AS n FROM audit_log
           WHERE seq > ? AND seq <= ? AND action IN ('invoice.issue', 'invoice.credit', 'document.issue', 'invoice.adopt', 'invoice.import', 'invoice.remove')`,
  removedAfter: "SELECT count(*) AS n FROM audit_log WHERE seq > ? AND action = 'invoice.remove'",
  newest: 'SELECT max(seq) AS seq FROM audit_log',
} as const;

/** True when record `seq` is about this invoice, says these things and carries a valid MAC. */
export function isCertified(db: Db, ak: Buffer, seq: number, invoiceId: string, says: Readonly<Record<string, string>>): boolean {
  const row = one<{ body: string }>(db, SQL.body, seq, invoiceId);
  if (row === undefined || !sealFits(db, ak, seq)) return false;
  const body: unknown = JSON.parse(row.body);
  if (typeof body !== 'object' || body === null) return false;
  const said = new Map<string, unknown>(Object.entries(body));
  return Object.entries(says).every(([key, value]) => said.get(key) === value);
}

/** How many documents were issued according to the records after `after` up to `upTo`. Reads every row between: ask for a few thousand at a time. */
export function countIssued(db: Db, after: number, upTo: number): number {
  return one<{ n: number }>(db, SQL.issues, after, upTo)?.n ?? 0;
}

/** Whether an import was undone since this record. Reads every row after it: for short spans. */
export function removedAfter(db: Db, seq: number): boolean {
  return (one<{ n: number }>(db, SQL.removedAfter, seq)?.n ?? 0) > 0;
}

/** How many records there are: the chain has no holes. */
export function countRecords(db: Db): number {
  return one<{ seq: number | null }>(db, SQL.newest)?.seq ?? 0;
}
