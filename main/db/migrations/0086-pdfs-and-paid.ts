// Schema step 86: which documents still wait for their PDF follows from how far the printing has come, so that issuing writes no row for it; an index of what is paid. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

export const pdfsAndPaid: Migration = {
  version: 86,
  up(db) {
    db.exec(`
      -- Up to this rid every document has its PDF, or came with an import and gets none. It moves when PDFs are stored, and back when an import is undone.
      CREATE TABLE pdf_progress (one INTEGER PRIMARY KEY CHECK (one = 1), through INTEGER NOT NULL CHECK (through >= 0)) STRICT;
      INSERT INTO pdf_progress (one, through) SELECT 1, coalesce((SELECT min(document_rid) - 1 FROM pdf_pending), (SELECT max(rid) FROM document), 0);
      DROP TABLE pdf_pending;
      CREATE VIEW pdf_pending AS
        SELECT d.rid AS document_rid, d.id AS id, d.issue_date AS issue_date FROM document d
        WHERE d.rid > (SELECT through FROM pdf_progress) AND d.import_rid IS NULL
          AND NOT EXISTS (SELECT 1 FROM document_pdf p WHERE p.document_rid = d.rid);
      -- The rid of a document taken out again goes to the next one issued, which wants its PDF.
      CREATE TRIGGER pdf_progress_back AFTER DELETE ON document
      BEGIN UPDATE pdf_progress SET through = OLD.rid - 1 WHERE through >= OLD.rid; END;
      -- Where hardly anything is paid, the list of what is paid begins here.
      CREATE INDEX document_paid ON document_state (document_rid) WHERE status = 'paid';
    `);
  },
};
