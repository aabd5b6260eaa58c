// SQL of payments that came with a file: known again by their mark, found by their import, and the documents they name. Called by main/import only.
import type { Db } from '../db/open.ts';
import { all, each, one, run } from './statement.ts';

const SQL = {
  add: 'INSERT INTO payment_import (payment_rid, import_rid, row, mark) VALUES ((SELECT rid FROM payment_act WHERE id = ?), ?, ?, ?)',
  known: `SELECT 1 FROM payment_import i JOIN credit_source c ON c.payment_rid = i.payment_rid WHERE i.mark = ? AND c.voided = 0`,
  of: `SELECT a.id, p.number, c.refunded FROM payment_import i JOIN payment_act a ON a.rid = i.payment_rid JOIN payment p ON p.rid = i.payment_rid JOIN credit_source c ON c.payment_rid = i.payment_rid
    WHERE i.import_rid = ? AND c.voided = 0 ORDER BY i.payment_rid DESC`,
  documents: "SELECT id FROM document WHERE number = ? AND kind IN ('invoice', 'deposit-invoice', 'final-invoice') ORDER BY rid",
} as const;

export interface ImportedPayment {
  id: string;
  number: number;
  refunded: number;
}

export function addPaymentImport(db: Db, paymentId: string, importRid: number, row: number, mark: Buffer): void {
  run(db, SQL.add, paymentId, importRid, row, mark);
}

/** True while a payment with this mark stands. */
export function isPaymentKnown(db: Db, mark: Buffer): boolean {
  return one(db, SQL.known, mark) !== undefined;
}

/** What stands of an import, the newest first. */
export function paymentsOfImport(db: Db, importRid: number): ImportedPayment[] {
  return [...each<ImportedPayment>(db, SQL.of, importRid)];
}

/** Documents of this number that can be paid: nearly always one. */
export function payableNumbered(db: Db, number: string): string[] {
  return all<{ id: string }>(db, SQL.documents, number).map(({ id }) => id);
}
