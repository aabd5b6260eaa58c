// Schema step 93: a bank line that is the money of several customers: one payment for each, all of the same line. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const TABLES = `
  -- The payments of a line beside the one its decision names. Together they are the line.
  CREATE TABLE bank_share (
    payment_rid INTEGER PRIMARY KEY REFERENCES payment (rid),
    line_rid INTEGER NOT NULL REFERENCES bank_line (rid)
  ) STRICT;
  CREATE INDEX bank_share_line ON bank_share (line_rid);
  CREATE TRIGGER bank_share_no_update BEFORE UPDATE ON bank_share BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER bank_share_no_delete BEFORE DELETE ON bank_share BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  -- One payment is of one line.
  CREATE TRIGGER bank_share_once BEFORE INSERT ON bank_share
  WHEN EXISTS (SELECT 1 FROM bank_share WHERE payment_rid = NEW.payment_rid) OR EXISTS (SELECT 1 FROM bank_state WHERE payment_rid = NEW.payment_rid)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`;

export const bankShares: Migration = {
  version: 93,
  up(db) {
    db.exec(TABLES);
  },
};
