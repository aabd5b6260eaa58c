// Whether the tables that say who did what to which thing (schema step 88) agree with the log they were made from: the screens filter by them. Called by main/backup/seals.ts.
import type { Db } from '../db/open.ts';

const BATCHED = '(SELECT coalesce(max(seq), 0) & ~63 FROM audit_log)';
const SQL = {
  // As many rows as records, and none that says something else: then none is missing either.
  who: `SELECT (SELECT count(*) FROM audit_who) = ${BATCHED}
          AND NOT EXISTS (SELECT 1 FROM audit_who w LEFT JOIN audit_log l ON l.seq = w.seq WHERE l.actor IS NOT w.actor OR l.action IS NOT w.action)`,
  about: `SELECT (SELECT count(*) FROM audit_about) = (SELECT count(*) FROM audit_log WHERE entity_id IS NOT NULL AND seq <= ${BATCHED})
            AND NOT EXISTS (SELECT 1 FROM audit_about a LEFT JOIN audit_log l ON l.seq = a.seq WHERE l.entity_id IS NOT a.entity_id)`,
} as const;

/** False when a filter of the log would hide or invent a record. Reads the whole log. */
export function batchesFit(db: Db): boolean {
  const holds = (sql: string): boolean => db.prepare(sql).pluck().get() === 1;
  return holds(SQL.who) && holds(SQL.about);
}
