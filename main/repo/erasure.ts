// SQL of forgetting a person: what stands against it, what goes, and the tombstone that stays. Called by main/service/erasure.ts and whoever must know who was erased.
import type { ErasureBlock } from '../../contract/erasure.ts';
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';

/** What is known of an erased person: nothing but that they were erased. */
export interface Tombstone {
  customerId: string;
  at: string;
  by: string;
  documents: number;
  keptUntil: string | null;
}

/** Papers nobody has answered or carried on. */
const OPEN_PAPER = "s.state IN ('issued', 'accepted')";
const SQL = {
  blocks: `SELECT (SELECT count(DISTINCT document_rid) FROM open_part WHERE customer_rid = @rid) AS owed,
      (SELECT count(*) FROM credit_source WHERE customer_rid = @rid AND unused > 0) AS credit,
      (SELECT count(*) FROM draft WHERE customer_rid = @rid AND discarded_at IS NULL AND issued = 0) AS drafts,
      (SELECT count(*) FROM recurring WHERE customer_rid = @rid AND state <> 'ended') AS recurring,
      (SELECT count(*) FROM document d JOIN paper_state s ON s.document_rid = d.rid WHERE d.customer_rid = @rid AND ${OPEN_PAPER}
        AND (d.valid_until IS NULL OR d.valid_until >= @today)) AS papers`,
  documents: `SELECT count(*) AS documents, max(max(d.issue_date), coalesce((SELECT max(a.date) FROM payment_act a WHERE a.customer_rid = @rid), '')) AS newest FROM document d
    WHERE d.customer_rid = @rid AND NOT EXISTS (SELECT 1 FROM document_erasure e WHERE e.id = d.id)`,
  records: "SELECT count(*) AS n FROM audit_of a CROSS JOIN audit_log l ON l.seq = a.seq JOIN audit_body b ON b.seq = l.seq WHERE a.entity_id = ? AND l.entity = 'customer' AND l.action <> 'customer.erase'",
  tombstone: 'SELECT customer_id AS customerId, at, by, documents, kept_until AS keptUntil FROM erasure WHERE customer_id = ?',
  name: 'SELECT c.name FROM customer c JOIN erasure e ON e.customer_id = c.id WHERE c.rid = ?',
  tombstones: 'SELECT customer_id AS customerId, at, by, documents, kept_until AS keptUntil FROM erasure ORDER BY rid',
  bury: 'INSERT INTO erasure (customer_id, at, by, documents, kept_until, audit_seq) VALUES (@customerId, @at, @by, @documents, @keptUntil, @seq)',
  empty: `UPDATE customer SET code = '', name = @name, contact = '', email = '', phone = '', street = '', street2 = '', city = '', region = '', postcode = '', vat_id = '', tax_number = '',
      terms = NULL, language = NULL, notes = '', sort_name = @sortName, archived = 1, version = version + 1 WHERE id = @id`,
  letGo: "INSERT INTO audit_erasure (seq, erased_by_seq) SELECT l.seq, @by FROM audit_of a CROSS JOIN audit_log l ON l.seq = a.seq JOIN audit_body b ON b.seq = l.seq WHERE a.entity_id = @id AND l.entity = 'customer' AND l.seq <> @by",
  bodies: "DELETE FROM audit_body WHERE seq IN (SELECT l.seq FROM audit_of a CROSS JOIN audit_log l ON l.seq = a.seq JOIN audit_erasure e ON e.seq = l.seq WHERE a.entity_id = ? AND l.entity = 'customer')",
  foreign: "UPDATE foreign_audit SET body = NULL, erased_by = @by WHERE entity_id = @id AND entity = 'customer' AND body IS NOT NULL",
  draftFiles: `DELETE FROM attachment WHERE document_id IN (SELECT id FROM draft WHERE customer_rid = ? AND discarded_at IS NOT NULL AND issued = 0)`,
  drafts: 'DELETE FROM draft WHERE customer_rid = ? AND discarded_at IS NOT NULL AND issued = 0',
  notes: 'DELETE FROM document_note WHERE document_id IN (SELECT id FROM document WHERE customer_rid = ?)',
  quiet: 'DELETE FROM reminder_quiet WHERE customer_rid = ?',
} as const;

/** How much of each still stands against it; only what there is. */
export function erasureBlocks(db: Db, rid: number, today: string): { what: ErasureBlock; count: number }[] {
  const found = one<Record<ErasureBlock, number>>(db, SQL.blocks, { rid, today });
  if (found === undefined) return [];
  const order: ErasureBlock[] = ['owed', 'credit', 'drafts', 'recurring', 'papers'];
  return order.filter((what) => found[what] > 0).map((what) => ({ what, count: found[what] }));
}

export function documentsOf(db: Db, rid: number): { documents: number; newest: string | null } {
  return one(db, SQL.documents, { rid }) ?? { documents: 0, newest: null };
}

/** How many records of the log still say something about the customer. */
export function recordsAbout(db: Db, id: string): number {
  return one<{ n: number }>(db, SQL.records, id)?.n ?? 0;
}

export function readTombstone(db: Db, id: string): Tombstone | undefined {
  return one(db, SQL.tombstone, id);
}

/** What stands instead of an erased customer's name; undefined for everybody else. */
export function erasedNameOf(db: Db, customerRid: number): string | undefined {
  return one<{ name: string }>(db, SQL.name, customerRid)?.name;
}

/** Everybody who was erased, in that order. */
export function readTombstones(db: Db): Tombstone[] {
  return all(db, SQL.tombstones);
}

/** Leaves of the customer what the books need: that there is one. Before bury(): afterwards nothing of it may change. */
export function emptyCustomer(db: Db, id: string, name: string, sortName: string): void {
  run(db, SQL.empty, { id, name, sortName });
}

/** Writes the tombstone; from here on the customer can never be filled in again. */
export function bury(db: Db, stone: Tombstone, seq: number): void {
  run(db, SQL.bury, { ...stone, seq });
}

/** What the law does not ask for, after bury(): bodies of the log (their hashes stay in the chain), drafts thrown away with their files, internal notes. */
export function dropAbout(db: Db, id: string, rid: number, seq: number): void {
  run(db, SQL.letGo, { id, by: seq });
  run(db, SQL.bodies, id);
  run(db, SQL.foreign, { id, by: seq });
  run(db, SQL.draftFiles, rid);
  run(db, SQL.drafts, rid);
  run(db, SQL.notes, rid);
  run(db, SQL.quiet, rid);
}
