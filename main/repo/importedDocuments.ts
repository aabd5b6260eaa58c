// SQL of documents that came with an import: what was left out, the series they count in, and taking them out again. Called by main/import only.
import type { RefusedRow } from '../../contract/imports.ts';
import type { Db } from '../db/open.ts';
import { all, each, one, run } from './statement.ts';

const SQL = {
  refuse: 'INSERT INTO import_refused (import_rid, position, row, number, column_name, code, value, currency, amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  refused: `SELECT position, row, number, column_name AS "column", code, value, currency, amount FROM import_refused WHERE import_rid = ? AND position > ? ORDER BY position LIMIT ? + 0`,
  refusedCount: 'SELECT count(*) AS n FROM import_refused WHERE import_rid = ?',
  named: `SELECT id FROM customer WHERE archived IN (0, 1) AND sort_name = ? AND (? = '' OR postcode = ?) ORDER BY archived, rid LIMIT 1`,
  itemWithCode: "SELECT rid, id, name FROM item WHERE code = ? COLLATE NOCASE AND code <> ''",
  documents: 'SELECT rid, id, sequence, customer_rid AS customerRid FROM document WHERE import_rid = ? ORDER BY rid',
  days: 'SELECT DISTINCT issue_date AS day FROM document WHERE import_rid = ?',
  customers: 'SELECT rid, id FROM customer WHERE import_rid = ? ORDER BY rid',
  parts: ['document_pdf', 'document_credit', 'document_tax', 'document_adjustment', 'document_line'].map((table) => `DELETE FROM ${table} WHERE document_rid = ?`),
  document: 'DELETE FROM document WHERE rid = ?',
  customer: 'DELETE FROM customer WHERE rid = ?',
  customerSums: 'DELETE FROM customer_total WHERE customer_rid = ? AND count = 0 AND amount = 0',
} as const;

export interface Refusal extends RefusedRow {
  position: number;
}

export function addRefused(db: Db, importRid: number, position: number, { row, number, column, code, value, currency, amount }: RefusedRow): void {
  run(db, SQL.refuse, importRid, position, row, number, column, code, value, currency, amount);
}

export function listRefused(db: Db, importRid: number, after: number, limit: number): Refusal[] {
  return all<Refusal>(db, SQL.refused, importRid, after, limit);
}

export function countRefused(db: Db, importRid: number): number {
  return one<{ n: number }>(db, SQL.refusedCount, importRid)?.n ?? 0;
}

/** Id of the customer of this folded name, and of this postcode where one is given. */
export function customerNamed(db: Db, sortName: string, postcode: string): string | undefined {
  return one<{ id: string }>(db, SQL.named, sortName, postcode, postcode)?.id;
}

export function itemOfCode(db: Db, code: string): { rid: number; id: string; name: string } | undefined {
  return one(db, SQL.itemWithCode, code);
}

export interface ImportedDocument {
  rid: number;
  id: string;
  sequence: number;
  customerRid: number;
}

export function importedDocuments(db: Db, importRid: number): ImportedDocument[] {
  return [...each<ImportedDocument>(db, SQL.documents, importRid)];
}

export function importedCustomers(db: Db, importRid: number): { rid: number; id: string }[] {
  return [...each<{ rid: number; id: string }>(db, SQL.customers, importRid)];
}

/** The days its documents were issued on. */
export function issueDates(db: Db, importRid: number): string[] {
  return [...each<{ day: string }>(db, SQL.days, importRid)].map(({ day }) => day);
}

/** Takes one document out with all its parts. The triggers let it go only when its import is marked as undone; whatever else still names it stops this by its foreign key. */
export function removeDocument(db: Db, rid: number): void {
  for (const sql of SQL.parts) run(db, sql, rid);
  run(db, SQL.document, rid);
}

export function removeCustomer(db: Db, rid: number): void {
  run(db, SQL.customerSums, rid);
  run(db, SQL.customer, rid);
}
