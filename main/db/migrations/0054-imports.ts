// Schema step 54: documents that were issued in another program. They lie among the others, held by the same triggers, and know the import they came with:
// only its undo may take them out, and only while nothing of ours was built on them. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const PARTS = ['document_line', 'document_adjustment', 'document_tax', 'document_credit', 'document_pdf'];

/** True while the import of this document is being undone: csv_import.undone_at is set first, in the same transaction. */
const undone = (document: string) => `EXISTS (SELECT 1 FROM document d JOIN csv_import i ON i.rid = d.import_rid WHERE d.rid = ${document} AND i.undone_at IS NOT NULL)`;

const TABLES = `
  ALTER TABLE document ADD COLUMN import_rid INTEGER REFERENCES csv_import (rid);
  CREATE INDEX document_import ON document (import_rid) WHERE import_rid IS NOT NULL;

  -- What a file held and could not become a document: line by line, with its row in the file and why. Never changed.
  CREATE TABLE import_refused (
    import_rid INTEGER NOT NULL REFERENCES csv_import (rid),
    position INTEGER NOT NULL CHECK (position >= 1),
    row INTEGER NOT NULL CHECK (row >= 1),
    number TEXT NOT NULL, column_name TEXT NOT NULL, code TEXT NOT NULL, value TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    -- Null where the file says no amount that can be read.
    amount INTEGER CHECK (amount BETWEEN -9007199254740991 AND 9007199254740991),
    PRIMARY KEY (import_rid, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER import_refused_no_update BEFORE UPDATE ON import_refused BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER import_refused_no_delete BEFORE DELETE ON import_refused BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`;

const TRIGGERS = `
  DROP TRIGGER document_no_delete;
  CREATE TRIGGER document_no_delete BEFORE DELETE ON document WHEN NOT ${undone('OLD.rid')} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  ${PARTS.map((table) => `
  DROP TRIGGER ${table}_no_delete;
  CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} WHEN NOT ${undone('OLD.document_rid')} BEGIN SELECT RAISE(ABORT, 'append-only'); END;`).join('')}

  DROP TRIGGER credit_source_no_delete;
  CREATE TRIGGER credit_source_no_delete BEFORE DELETE ON credit_source WHEN NOT ${undone('OLD.document_rid')} BEGIN SELECT RAISE(ABORT, 'append-only'); END;

  -- Money on a document, or credit of it used.
  CREATE TRIGGER settlement_import AFTER INSERT ON settlement
  BEGIN
    UPDATE csv_import SET used = 1 WHERE used = 0 AND rid IN (SELECT import_rid FROM document WHERE rid = NEW.document_rid
      UNION SELECT d.import_rid FROM credit_source c JOIN document d ON d.rid = c.document_rid WHERE c.rid = NEW.source_rid);
  END;
  CREATE TRIGGER payment_refund_import AFTER INSERT ON payment_refund
  BEGIN
    UPDATE csv_import SET used = 1 WHERE used = 0 AND rid = (SELECT d.import_rid FROM credit_source c JOIN document d ON d.rid = c.document_rid WHERE c.rid = NEW.source_rid);
  END;

  -- The customers that came in the same file are no use of it by others.
  DROP TRIGGER document_customer_import;
  CREATE TRIGGER document_customer_import AFTER INSERT ON document
  BEGIN UPDATE csv_import SET used = 1 WHERE rid = (SELECT import_rid FROM customer WHERE rid = NEW.customer_rid) AND rid IS NOT NEW.import_rid AND used = 0; END;
  -- A credit note of ours on an invoice that came with an import: from now on that import stays.
  CREATE TRIGGER document_credit_import AFTER INSERT ON document_credit
  BEGIN
    UPDATE csv_import SET used = 1 WHERE used = 0 AND rid = (SELECT import_rid FROM document WHERE rid = NEW.original_rid)
      AND rid IS NOT (SELECT import_rid FROM document WHERE rid = NEW.document_rid);
  END;
`;

export const imports: Migration = {
  version: 54,
  up(db) {
    db.exec(TABLES);
    db.exec(TRIGGERS);
  },
};
