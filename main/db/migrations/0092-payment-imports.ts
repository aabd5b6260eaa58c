// Schema step 92: payments that came with a file: which import, which row, and a mark by which the same money is known again. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const TABLES = `
  -- 'mark' is the hash of what the file says of the money: as long as a payment stands, nothing with its mark comes in again.
  CREATE TABLE payment_import (
    payment_rid INTEGER PRIMARY KEY REFERENCES payment (rid),
    import_rid INTEGER NOT NULL REFERENCES csv_import (rid),
    row INTEGER NOT NULL CHECK (row >= 1),
    mark BLOB NOT NULL CHECK (length(mark) = 16)
  ) STRICT;
  CREATE INDEX payment_import_of ON payment_import (import_rid, payment_rid);
  CREATE INDEX payment_import_mark ON payment_import (mark);
  CREATE TRIGGER payment_import_no_update BEFORE UPDATE ON payment_import BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER payment_import_no_delete BEFORE DELETE ON payment_import BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER payment_import_no_replace BEFORE INSERT ON payment_import WHEN EXISTS (SELECT 1 FROM payment_import WHERE payment_rid = NEW.payment_rid)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER payment_import_once BEFORE INSERT ON payment_import
  WHEN EXISTS (SELECT 1 FROM payment_import i JOIN credit_source c ON c.payment_rid = i.payment_rid WHERE i.mark = NEW.mark AND c.voided = 0)
    AND EXISTS (SELECT 1 FROM credit_source WHERE payment_rid = NEW.payment_rid AND voided = 0)
  BEGIN SELECT RAISE(ABORT, 'this money is here already'); END;
`;

export const paymentImports: Migration = {
  version: 92,
  up(db) {
    db.exec(TABLES);
  },
};
