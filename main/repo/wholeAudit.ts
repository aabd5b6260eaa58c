// SQL over the whole log for the complete export and back: our own records with their bodies, and those of books that were brought in. Called by main/export only.
import type { Db } from '../db/open.ts';
import { each, one, run } from './statement.ts';

export interface AuditRow {
  vault: string;
  epoch: number;
  seq: number;
  at: string;
  actor: string;
  actorName: string;
  action: string;
  entity: string;
  entityId: string | null;
  bodyHash: Buffer;
  prev: Buffer;
  mac: Buffer;
  /** Null where it was erased. */
  body: string | null;
  erasedBy: number | null;
}

const SQL = {
  foreign: `SELECT vault, epoch, seq, at, actor, actor_name AS actorName, action, entity, entity_id AS entityId, body_hash AS bodyHash, prev, mac, body, erased_by AS erasedBy
            FROM foreign_audit ORDER BY rid`,
  own: `SELECT ? AS vault, l.epoch, l.seq, l.at, l.actor, coalesce(u.name, '') AS actorName, l.action, l.entity, l.entity_id AS entityId, l.body_hash AS bodyHash, l.prev, l.mac, b.body,
          e.erased_by_seq AS erasedBy
        FROM audit_log l LEFT JOIN audit_body b ON b.seq = l.seq LEFT JOIN audit_erasure e ON e.seq = l.seq LEFT JOIN user u ON u.id = l.actor ORDER BY l.seq`,
  add: `INSERT INTO foreign_audit (vault, epoch, seq, at, actor, actor_name, action, entity, entity_id, body_hash, prev, mac, body, erased_by)
        VALUES (@vault, @epoch, @seq, @at, @actor, @actorName, @action, @entity, @entityId, @bodyHash, @prev, @mac, @body, @erasedBy)`,
  count: 'SELECT (SELECT count(*) FROM foreign_audit) + (SELECT coalesce(max(seq), 0) FROM audit_log) AS n',
} as const;

/** What was brought in first, then our own, each in its order. `vaultId` names our own. */
export function* wholeAudit(db: Db, vaultId: string): Generator<AuditRow> {
  yield* each<AuditRow>(db, SQL.foreign);
  yield* each<AuditRow>(db, SQL.own, vaultId);
}

export function countAudit(db: Db): number {
  return one<{ n: number }>(db, SQL.count)?.n ?? 0;
}

/** Keeps a record of other books beside our own log; it is never changed again. */
export function addForeign(db: Db, row: AuditRow): void {
  run(db, SQL.add, { ...row });
}
