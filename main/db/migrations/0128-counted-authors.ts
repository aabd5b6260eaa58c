// Schema step 128: how many documents of each kind a person issued, counted as they are written down, so that who sees only their own has counts as quick as everybody. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const SQL = `
  CREATE TABLE document_author_count (
    author TEXT NOT NULL,
    kind TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (author, kind)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO document_author_count (author, kind, n)
    SELECT a.author, d.kind, count(*) FROM document_author a JOIN document d ON d.rid = a.document_rid GROUP BY 1, 2;
  -- Not an upsert: under the batch's own OR IGNORE it would do nothing.
  CREATE TRIGGER document_author_counted AFTER INSERT ON document_author
  BEGIN
    INSERT OR IGNORE INTO document_author_count (author, kind, n) SELECT NEW.author, kind, 0 FROM document WHERE rid = NEW.document_rid;
    UPDATE document_author_count SET n = n + 1 WHERE author = NEW.author AND kind = (SELECT kind FROM document WHERE rid = NEW.document_rid);
  END;
`;

export const countedAuthors: Migration = {
  version: 128,
  up(db) {
    db.exec(SQL);
  },
};
