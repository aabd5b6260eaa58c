// SQL of imports as a whole: what came in when, and taking all of it out again. Called by main/import only.
import type { ImportKind } from '../../contract/imports.ts';
import type { Db } from '../db/open.ts';
import { all, each, one, run } from './statement.ts';

export interface StoredImport {
  rid: number;
  id: string;
  kind: ImportKind;
  file: string;
  at: string;
  added: number;
  used: boolean;
  undoneAt: string | null;
}
type Row = Omit<StoredImport, 'used'> & { used: number };

const COLUMNS = 'rid, id, kind, file, at, added, used, undone_at AS undoneAt';
const SQL = {
  add: 'INSERT INTO csv_import (id, kind, file, at, added, skipped) VALUES (?, ?, ?, ?, ?, ?)',
  get: `SELECT ${COLUMNS} FROM csv_import WHERE id = ?`,
  list: `SELECT ${COLUMNS} FROM csv_import ORDER BY rid DESC LIMIT 100`,
  undone: 'UPDATE csv_import SET undone_at = ? WHERE rid = ?',
  customers: 'SELECT rid, id FROM customer WHERE import_rid = ? ORDER BY rid',
  items: 'SELECT rid, id FROM item WHERE import_rid = ? ORDER BY rid',
  removeCustomer: 'DELETE FROM customer WHERE rid = ?',
  removeItem: 'DELETE FROM item WHERE rid = ?',
  draftsWaiting: `SELECT (SELECT count(*) FROM draft d JOIN customer c ON c.rid = d.customer_rid WHERE c.import_rid = @rid AND d.discarded_at IS NULL AND d.issued = 0)
    + (SELECT count(*) FROM recurring r JOIN customer c ON c.rid = r.customer_rid WHERE c.import_rid = @rid) AS n`,
  detachDiscarded: `UPDATE draft SET customer_rid = NULL WHERE discarded_at IS NOT NULL AND customer_rid IN (SELECT rid FROM customer WHERE import_rid = ?)`,
} as const;

export function addImport(
  db: Db,
  values: { id: string; kind: ImportKind; file: string; at: string; added: number; skipped: number },
): number {
  const { id, kind, file, at, added, skipped } = values;
  return run(db, SQL.add, id, kind, file, at, added, skipped).rid;
}

function importOf(row: Row): StoredImport {
  return { ...row, used: row.used === 1 };
}

export function readImport(db: Db, id: string): StoredImport | undefined {
  const row = one<Row>(db, SQL.get, id);
  return row && importOf(row);
}

/** Newest first. */
export function listImports(db: Db): StoredImport[] {
  return all<Row>(db, SQL.list).map(importOf);
}

export function markUndone(db: Db, rid: number, at: string): void {
  run(db, SQL.undone, at, rid);
}

/** What an import brought in and is still there. */
export function importedRows(db: Db, { kind, rid }: StoredImport): { rid: number; id: string }[] {
  return [...each<{ rid: number; id: string }>(db, kind === 'customers' ? SQL.customers : SQL.items, rid)];
}

/** Live drafts to customers of an import. */
export function draftsWaitingFor(db: Db, rid: number): number {
  return one<{ n: number }>(db, SQL.draftsWaiting, { rid })?.n ?? 0;
}

/** Discarded drafts let go of the customers that are about to leave. */
export function detachDiscardedDrafts(db: Db, rid: number): void {
  run(db, SQL.detachDiscarded, rid);
}

export function removeImported(db: Db, kind: ImportKind, rid: number): void {
  run(db, kind === 'customers' ? SQL.removeCustomer : SQL.removeItem, rid);
}
