// SQL of the history of logins, read from the log. Called by services only.
import type { Db } from '../db/open.ts';
import { all } from './statement.ts';

export interface LoginRow { action: string; at: string; body: string | null }

const SQL = {
  of: `SELECT l.action, l.at, b.body FROM (SELECT seq FROM audit_by WHERE actor = ? AND action IN ('session.open', 'session.refused') ORDER BY seq DESC LIMIT 50) a
       CROSS JOIN audit_log l ON l.seq = a.seq LEFT JOIN audit_body b ON b.seq = l.seq ORDER BY l.seq DESC`,
} as const;

/** Newest first; by the index of who did what. */
export function loginsOf(db: Db, userId: string): LoginRow[] {
  return all<LoginRow>(db, SQL.of, userId);
}
