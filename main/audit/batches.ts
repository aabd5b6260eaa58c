// Whether the tables that say who did what to which thing, who issued which document and how many (schema steps 88, 128) agree with the log they were made from: the screens filter by them. Called by main/backup/seals.ts.
import type { Db } from '../db/open.ts';

const BATCHED = '(SELECT coalesce(max(seq), 0) & ~63 FROM audit_log)';
const SQL = {
  // As many rows as records, and none that says something else: then none is missing either.
  who: `SELECT (SELECT count(*) FROM audit_who) = ${BATCHED}
          AND NOT EXISTS (SELECT 1 FROM audit_who w LEFT JOIN audit_log l ON l.seq = w.seq WHERE l.actor IS NOT w.actor OR l.action IS NOT w.action)`,
  about: `SELECT (SELECT count(*) FROM audit_about) = (SELECT count(*) FROM audit_log WHERE entity_id IS NOT NULL AND seq <= ${BATCHED})
            AND NOT EXISTS (SELECT 1 FROM audit_about a LEFT JOIN audit_log l ON l.seq = a.seq WHERE l.entity_id IS NOT a.entity_id)`,
} as const;
// An import that was undone may leave rows beyond the newest whole batch: they are right too.
const AUTHORS = {
  said: 'SELECT NOT EXISTS (SELECT 1 FROM document_author a LEFT JOIN document d ON d.rid = a.document_rid LEFT JOIN audit_log l ON l.seq = d.audit_seq WHERE l.actor IS NOT a.author)',
  whole: `SELECT NOT EXISTS (SELECT 1 FROM document d JOIN audit_log l ON l.seq = d.audit_seq
            WHERE d.import_rid IS NULL AND d.rid <= (SELECT coalesce(max(rid), 0) & ~63 FROM document) AND NOT EXISTS (SELECT 1 FROM document_author a WHERE a.author = l.actor AND a.document_rid = d.rid))`,
  counted: `SELECT (SELECT coalesce(sum(n), 0) FROM document_author_count) = (SELECT count(*) FROM document_author)
              AND NOT EXISTS (SELECT author, kind, n FROM document_author_count WHERE n > 0
                EXCEPT SELECT a.author, d.kind, count(*) FROM document_author a JOIN document d ON d.rid = a.document_rid GROUP BY 1, 2)`,
} as const;

/** False when a filter of the log would hide or invent a record. Reads the whole log. */
export function batchesFit(db: Db): boolean {
  const holds = (sql: string): boolean => db.prepare(sql).pluck().get() === 1;
  return holds(SQL.who) && holds(SQL.about);
}

/** False when somebody who sees only their own would be shown others' documents, miss some, or read wrong counts. */
export function authorsFit(db: Db): boolean {
  return Object.values(AUTHORS).every((sql) => db.prepare(sql).pluck().get() === 1);
}
