// SQL of what waits for a second person. Rows are only ever added. Called by services only.
import type { ApprovalKind, Decision } from '../../domain/fourEyes.ts';
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';

export interface ApprovalRow {
  rid: number;
  id: string;
  kind: ApprovalKind;
  method: string;
  input: string;
  basis: string;
  about: string;
  requestedBy: string;
  requestedAt: string;
  expiresAt: string;
  requester: string;
  decision: Decision | null;
  decidedBy: string | null;
  decider: string | null;
  decidedAt: string | null;
  note: string;
}
type NewApproval = Pick<ApprovalRow, 'id' | 'kind' | 'method' | 'input' | 'basis' | 'about' | 'requestedBy' | 'requestedAt' | 'expiresAt'> & { auditSeq: number };

const ROW = `SELECT a.rid, a.id, a.kind, a.method, a.input, a.basis, a.about, a.requested_by AS requestedBy, a.requested_at AS requestedAt, a.expires_at AS expiresAt,
    coalesce(u.name, '') AS requester, d.decision, d.by AS decidedBy, v.name AS decider, d.at AS decidedAt, coalesce(d.note, '') AS note
  FROM approval a LEFT JOIN user u ON u.id = a.requested_by LEFT JOIN approval_decision d ON d.approval_rid = a.rid LEFT JOIN user v ON v.id = d.by`;
const SQL = {
  list: `${ROW} ORDER BY a.rid DESC LIMIT 200`,
  one: `${ROW} WHERE a.id = ?`,
  open: `${ROW} WHERE d.rid IS NULL AND a.expires_at > ? ORDER BY a.rid`,
  add: `INSERT INTO approval (id, kind, method, input, basis, about, requested_by, requested_at, expires_at, audit_seq)
        VALUES (@id, @kind, @method, @input, @basis, @about, @requestedBy, @requestedAt, @expiresAt, @auditSeq)`,
  decide: 'INSERT INTO approval_decision (approval_rid, decision, by, at, note, audit_seq) VALUES (@rid, @decision, @by, @at, @note, @auditSeq)',
  users: 'SELECT id FROM user WHERE disabled_at IS NULL AND suspended_at IS NULL AND enrol_until IS NULL',
} as const;

/** Newest first. */
export function listApprovals(db: Db): ApprovalRow[] {
  return all<ApprovalRow>(db, SQL.list);
}

export function findApproval(db: Db, id: string): ApprovalRow | undefined {
  return one<ApprovalRow>(db, SQL.one, id);
}

/** Neither decided nor expired at this moment. */
export function openApprovals(db: Db, now: string): ApprovalRow[] {
  return all<ApprovalRow>(db, SQL.open, now);
}

export function addApproval(db: Db, row: NewApproval): void {
  run(db, SQL.add, { ...row });
}

export function decideApproval(db: Db, row: { rid: number; decision: Decision; by: string; at: string; note: string; auditSeq: number }): void {
  run(db, SQL.decide, { ...row });
}

/** Ids of everybody who could get in today. */
export function presentUsers(db: Db): string[] {
  return all<{ id: string }>(db, SQL.users).map(({ id }) => id);
}
