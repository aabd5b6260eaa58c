// Schema step 102: the traces of an erased person in payments and bank lines may be emptied, and nothing else of those rows. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const erased = (customerRid: string): string => `EXISTS (SELECT 1 FROM customer c JOIN erasure e ON e.customer_id = c.id WHERE c.rid = ${customerRid})`;

/** Refuses every change but emptying `texts`, and that only where `who` is an erased customer. */
const guard = (table: string, who: string, texts: readonly string[], rest: readonly string[]): string => `
  DROP TRIGGER ${table}_no_update;
  CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
  WHEN NOT ${erased(who)} OR ${texts.map((text) => `NEW.${text} <> ''`).join(' OR ')}
    OR (${rest.map((column) => `NEW.${column}`).join(', ')}) IS NOT (${rest.map((column) => `OLD.${column}`).join(', ')})
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;`;

const SQL = [
  guard('payment_act', 'OLD.customer_rid', ['note'], ['rid', 'id', 'kind', 'customer_rid', 'date', 'input_hash', 'audit_seq', 'at', 'by']),
  guard('payment', 'OLD.customer_rid', ['reference'], ['rid', 'number', 'customer_rid', 'paid_on', 'currency', 'amount', 'base_currency', 'rate', 'base_amount', 'method', 'brand', 'last4']),
  guard('payment_refund', '(SELECT s.customer_rid FROM credit_source s WHERE s.rid = OLD.source_rid)', ['reference'], ['rid', 'source_rid', 'paid_on', 'amount', 'source_base', 'method', 'brand', 'last4']),
  guard(
    'bank_line', '(SELECT p.customer_rid FROM bank_state s JOIN payment p ON p.rid = s.payment_rid WHERE s.line_rid = OLD.rid)',
    ['end_to_end', 'structured_ref', 'text', 'name', 'iban', 'payer_words'],
    ['rid', 'id', 'statement_rid', 'account_rid', 'row', 'booking_date', 'value_date', 'amount', 'reversal', 'bank_ref', 'code', 'charges', 'mark', 'nth'],
  ),
].join('\n');

export const erasedTraces: Migration = {
  version: 102,
  up(db) {
    db.exec(SQL);
  },
};
