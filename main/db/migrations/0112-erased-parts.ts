// Schema step 112: a bank line of several customers may be emptied of one of them; and the PDF of a receipt that was taken back, beside the one from before. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const TEXTS = ['end_to_end', 'structured_ref', 'text', 'name', 'iban', 'payer_words'];
const REST = ['rid', 'id', 'statement_rid', 'account_rid', 'row', 'booking_date', 'value_date', 'amount', 'reversal', 'bank_ref', 'code', 'charges', 'mark', 'nth'];
const PAYERS = `SELECT payment_rid FROM bank_state WHERE line_rid = OLD.rid UNION SELECT payment_rid FROM bank_share WHERE line_rid = OLD.rid`;

/** A text may be emptied, or letters of it become low lines: as a pattern of the old text, each stands for one letter. */
const changed = (text: string): string => `NOT (NEW.${text} IN ('', OLD.${text}) OR (length(NEW.${text}) = length(OLD.${text}) AND length(replace(NEW.${text}, '%', '')) = length(replace(OLD.${text}, '%', '')) AND OLD.${text} LIKE NEW.${text}))`;

const LINES = `
  DROP TRIGGER bank_line_no_update;
  CREATE TRIGGER bank_line_no_update BEFORE UPDATE ON bank_line
  WHEN NOT EXISTS (SELECT 1 FROM payment p JOIN customer c ON c.rid = p.customer_rid JOIN erasure e ON e.customer_id = c.id WHERE p.rid IN (${PAYERS}))
    OR ${TEXTS.map(changed).join('\n    OR ')}
    OR (${REST.map((column) => `NEW.${column}`).join(', ')}) IS NOT (${REST.map((column) => `OLD.${column}`).join(', ')})
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`;

const VOID_PDF = `
  CREATE TABLE receipt_void_pdf (
    receipt_rid INTEGER PRIMARY KEY REFERENCES receipt (rid),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    made_at TEXT NOT NULL CHECK (length(made_at) = 24),
    bytes BLOB NOT NULL CHECK (length(bytes) > 0)
  ) STRICT;
  CREATE TRIGGER receipt_void_pdf_no_update BEFORE UPDATE ON receipt_void_pdf BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER receipt_void_pdf_no_delete BEFORE DELETE ON receipt_void_pdf BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER receipt_void_pdf_no_replace BEFORE INSERT ON receipt_void_pdf
  WHEN EXISTS (SELECT 1 FROM receipt_void_pdf WHERE receipt_rid = NEW.receipt_rid)
    OR NOT EXISTS (SELECT 1 FROM receipt r JOIN payment_void v ON v.payment_rid = r.payment_rid WHERE r.rid = NEW.receipt_rid)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`;

export const erasedParts: Migration = {
  version: 112,
  up(db) {
    db.exec(LINES);
    db.exec(VOID_PDF);
  },
};
