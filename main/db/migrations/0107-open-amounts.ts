// Schema step 107: what is owed carries the total of its document, so that "late, between these amounts" is picked out in one index. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const SQL = `
  ALTER TABLE open_part ADD COLUMN payable INTEGER;
  UPDATE open_part SET payable = (SELECT d.payable FROM document d WHERE d.rid = open_part.document_rid);
  -- A complete export does not hold it: there it is the document's.
  CREATE TRIGGER open_part_payable AFTER INSERT ON open_part WHEN NEW.payable IS NULL
  BEGIN
    UPDATE open_part SET payable = (SELECT d.payable FROM document d WHERE d.rid = NEW.document_rid)
      WHERE customer_rid = NEW.customer_rid AND document_rid = NEW.document_rid AND part = NEW.part;
  END;
  DROP INDEX open_due;
  CREATE INDEX open_due ON open_part (due_date, document_rid, issue_date, payable) WHERE next = 1;
`;

export const openAmounts: Migration = {
  version: 107,
  up(db) {
    db.exec(SQL);
  },
};
