// SQL for bringing a whole business into new books: whether they are empty, what set-up has put there, and what follows from the rows. Called by main/export only.
import { type Db, withDbErrors } from '../db/open.ts';
import { indexLine } from './bank.ts';
import { indexCustomer } from './customers.ts';
import { indexDocument } from './documents.ts';
import { indexItem } from './items.ts';
import { indexPayment } from './payments.ts';
import { all, one, run } from './statement.ts';

const SQL = {
  customers: 'SELECT rid, name, code, contact, city, email FROM customer WHERE rid > ? ORDER BY rid LIMIT 1000',
  items: 'SELECT rid, name, code, description FROM item WHERE rid > ? ORDER BY rid LIMIT 1000',
  documents: `SELECT d.rid, d.number, d.sequence, d.customer_rid AS customerRid, d.currency, d.issue_date AS issueDate, d.kind, d.payable, CASE WHEN e.rid IS NULL THEN coalesce(b.name, '') ELSE c.name END AS buyer, d.subject, d.reference
              FROM document d JOIN customer c ON c.rid = d.customer_rid LEFT JOIN erasure e ON e.customer_id = c.id LEFT JOIN party_snapshot b ON b.rid = d.buyer_rid WHERE d.rid > ? ORDER BY d.rid LIMIT 1000`,
  payments: `SELECT p.rid, p.number, p.reference, p.last4, c.name, a.note,
               coalesce((SELECT group_concat(d.number, ' ') FROM settlement s JOIN document d ON d.rid = s.document_rid WHERE s.act_rid = p.rid), '') AS documents
             FROM payment p JOIN payment_act a ON a.rid = p.rid JOIN customer c ON c.rid = p.customer_rid WHERE p.rid > ? ORDER BY p.rid LIMIT 1000`,
  bank: `SELECT rid, name, text, structured_ref AS structuredRef, end_to_end AS endToEnd, bank_ref AS bankRef, iban, amount FROM bank_line WHERE rid > ? ORDER BY rid LIMIT 1000`,
} as const;

/**
 * Takes triggers away and answers the way to put them back, word for word as they were. Only inside the transaction of an import: no other connection
 * ever sees the books without them.
 */
export function setAside(db: Db, triggers: readonly string[]): () => void {
  const kept = triggers.map((name) => ({ name, sql: one<{ sql: string }>(db, "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", name)?.sql }));
  for (const { name, sql } of kept) {
    if (sql === undefined) throw new Error(`no trigger ${name}`);
    run(db, `DROP TRIGGER ${name}`);
  }
  return () => {
    for (const { sql } of kept) if (sql !== undefined) run(db, sql);
  };
}

/** True when none of these tables has a row. */
export function areEmpty(db: Db, tables: readonly string[]): boolean {
  return tables.every((table) => one(db, `SELECT 1 AS n FROM ${table} LIMIT 1`) === undefined);
}

/** A transaction around work that waits for a file in between. Only where nobody else uses the connection: a job process, a test. */
export async function longTransaction<T>(db: Db, work: () => Promise<T>): Promise<T> {
  withDbErrors(() => db.exec('BEGIN IMMEDIATE'));
  try {
    const value = await work();
    withDbErrors(() => db.exec('COMMIT'));
    return value;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Makes the search of an empty index find every customer, item, payment, document and bank line. `tick` is called for each. */
export function indexEverything(db: Db, tick: () => void): void {
  eachPage<{ rid: number; name: string; code: string; contact: string; city: string; email: string }>(db, SQL.customers, (row) => indexCustomer(db, row.rid, row), tick);
  eachPage<{ rid: number; name: string; code: string; description: string }>(db, SQL.items, (row) => indexItem(db, row.rid, row), tick);
  eachPage<Parameters<typeof indexPayment>[1] & Record<'name' | 'note' | 'documents', string>>(db, SQL.payments, (row) => indexPayment(db, row, [row.name, row.note, row.documents]), tick);
  eachPage<Parameters<typeof indexLine>[2] & { rid: number }>(db, SQL.bank, (row) => indexLine(db, row.rid, row), tick);
  eachPage<Parameters<typeof indexDocument>[1]>(db, SQL.documents, (row) => indexDocument(db, row), tick);
}

function eachPage<Row extends { rid: number }>(db: Db, sql: string, act: (row: Row) => void, tick: () => void): void {
  for (let after = 0; ; ) {
    const rows = all<Row>(db, sql, after);
    for (const row of rows) {
      act(row);
      tick();
      after = row.rid;
    }
    if (rows.length === 0) return;
  }
}
