// Schema step 40 on books in use: what was issued before there were payments is open, credit notes have settled their invoices, and every sum agrees with documents issued after.
import { expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import { type Company, addCustomer, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { openAmounts } from '../../../main/db/migrations/0107-open-amounts.ts';
import { payments } from '../../../main/db/migrations/0040-payments.ts';
import type { Db } from '../../../main/db/open.ts';
import { recordPayment } from '../../../main/service/payments.ts';

/** The same sums in any books: everything the step keeps, without ids that are made anew. */
function kept(db: Db): unknown {
  const read = (sql: string) => db.prepare(sql).all();
  return {
    parts: read('SELECT * FROM open_part'),
    states: read('SELECT * FROM document_state ORDER BY document_rid'),
    sources: read('SELECT * FROM credit_source ORDER BY rid'),
    settlements: read('SELECT kind, document_rid, source_rid, amount, document_base, source_base, gain FROM settlement ORDER BY rid'),
    acts: read('SELECT id, kind, customer_rid, date, audit_seq, by FROM payment_act ORDER BY rid'),
    due: read('SELECT * FROM due_total WHERE amount <> 0 ORDER BY due_date, currency'),
    customers: read('SELECT * FROM customer_total'),
  };
}

/** Takes the step back, as books of the version before have never seen it. */
function before40(db: Db): void {
  db.pragma('foreign_keys = OFF');
  const names = (type: string, like: string): string[] => db.prepare<[string, string], string>("SELECT name FROM sqlite_master WHERE type = ? AND name LIKE ? AND sql IS NOT NULL").pluck().all(type, like);
  db.exec('DROP VIEW open_document');
  for (const table of ['payment_void', 'payment_refund', 'settlement_tax', 'settlement', 'credit_source', 'payment', 'payment_act', 'document_state', 'open_part', 'payment_fts']) {
    for (const trigger of names('trigger', `${table}%`)) db.exec(`DROP TRIGGER IF EXISTS ${trigger}`);
    db.exec(`DROP TABLE ${table}`);
  }
  // later steps look into these tables from triggers of their own
  const later = db.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%payment%'").pluck().all();
  for (const trigger of later) db.exec(`DROP TRIGGER ${trigger}`);
  db.exec(`CREATE INDEX document_due ON document (due_date, rid, issue_date);
    CREATE INDEX document_foreign_due ON document (currency, due_date) WHERE currency <> base_currency;
    ALTER TABLE customer_total DROP COLUMN open; ALTER TABLE customer_total DROP COLUMN credit`);
  db.pragma('foreign_keys = ON');
}

function trade(company: Company): void {
  const { ctx } = company;
  const customerId = addCustomer(ctx);
  const five = (fields = {}) => issueInvoice(ctx, draftBody(customerId, { lines: [line({ quantity: '5', unitPrice: '10.01' })], ...fields })).id;
  const credit = (id: string, request: Parameters<typeof invoicesCredit>[1]['request']) => invoicesCredit(ctx, { id, newId: uuid(), request, issueDate: TODAY, reason: '' });
  const some = (quantity: string) => ({ kind: 'lines' as const, lines: [{ line: 0, quantity }] });
  five();
  const part = five({ dueDate: '2026-11-25' });
  credit(part, some('2'));
  const dollars = five({ currency: 'USD', rate: '0.917' });
  credit(dollars, some('1'));
  credit(dollars, some('1'));
  credit(five(), { kind: 'whole' });
  five({ lines: [line({ quantity: '-1', unitPrice: '7' })] });
}

it('opens what was issued before, and settles it with its credit notes, as if the step had been there all along', () => {
  const company = openCompany();
  try {
    const { db } = company.ctx;
    trade(company);
    const asItCameToBe = kept(db);
    before40(db);
    db.transaction(() => {
      payments.up(db);
      openAmounts.up(db); // the table of what is owed is a later step's by now
    })();
    expect(kept(db)).toEqual(asItCameToBe);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    const open = db.prepare<[], string>("SELECT d.id FROM open_part o JOIN document d ON d.rid = o.document_rid WHERE o.currency = 'EUR' LIMIT 1").pluck().get() ?? '';
    const customerId = db.prepare<[], string>('SELECT id FROM customer').pluck().get() ?? '';
    const method = { method: 'cash' as const, reference: '', brand: null, last4: '' };
    expect(recordPayment(company.ctx, { id: uuid(), customerId, currency: 'EUR', amount: 100, rate: null, baseAmount: null, paidOn: TODAY, method, note: '', allocations: [{ documentId: open, amount: 100, rest: 'open' }] }).unapplied).toBe(0);
  } finally {
    company.close();
  }
});
