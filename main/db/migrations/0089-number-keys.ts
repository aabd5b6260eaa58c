// Schema step 89: the keys by which bank lines find documents are written down for 64 documents at a time, as in step 88; and taking an import out again no longer looks for authors. Run by migrate.ts only.
import type { Migration } from '../migration.ts';
import { NUMBER_KEY_SQL } from './0048-bank.ts';

const WHOLE = '(SELECT coalesce(max(rid), 0) & ~63 FROM document)';
const key = (of: string): string => NUMBER_KEY_SQL.replace('(number)', `(${of})`);

const SQL = `
  DROP INDEX document_number_key;
  CREATE TABLE number_key (
    key TEXT NOT NULL, document_rid INTEGER NOT NULL,
    PRIMARY KEY (key, document_rid)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO number_key (key, document_rid) SELECT ${NUMBER_KEY_SQL}, rid FROM document WHERE rid <= ${WHOLE} ORDER BY 1, 2;
  CREATE TRIGGER number_key_batch AFTER INSERT ON document WHEN NEW.rid & 63 = 0
  BEGIN INSERT OR IGNORE INTO number_key (key, document_rid) SELECT ${NUMBER_KEY_SQL}, rid FROM document WHERE rid > NEW.rid - 64; END;
  CREATE TRIGGER number_key_gone AFTER DELETE ON document
  BEGIN DELETE FROM number_key WHERE key = ${key('OLD.number')} AND document_rid = OLD.rid; END;

  -- Without a reference to the document: only what came with an import ever goes, and that has no author. Each row that went would have been looked for in all of them.
  DROP TRIGGER document_author_batch;
  DROP VIEW document_by;
  ALTER TABLE document_author RENAME TO document_author_before;
  CREATE TABLE document_author (
    author TEXT NOT NULL, document_rid INTEGER NOT NULL,
    PRIMARY KEY (author, document_rid)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO document_author (author, document_rid) SELECT author, document_rid FROM document_author_before ORDER BY 1, 2;
  DROP TABLE document_author_before;
  CREATE TRIGGER document_author_stays BEFORE UPDATE ON document_author
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER document_author_batch AFTER INSERT ON document WHEN NEW.rid & 63 = 0
  BEGIN
    INSERT OR IGNORE INTO document_author (author, document_rid)
      SELECT l.actor, d.rid FROM document d JOIN audit_log l ON l.seq = d.audit_seq WHERE d.import_rid IS NULL AND d.rid > NEW.rid - 64;
  END;
  CREATE VIEW document_by AS
    SELECT author, document_rid FROM document_author WHERE document_rid <= ${WHOLE}
    UNION ALL SELECT l.actor, d.rid FROM document d JOIN audit_log l ON l.seq = d.audit_seq WHERE d.import_rid IS NULL AND d.rid > ${WHOLE};
`;

export const numberKeys: Migration = {
  version: 89,
  up(db) {
    db.exec(SQL);
  },
};
