// Schema step 88: who did what to which thing is written down for 64 records at a time, so that issuing does not pay for it. Run by migrate.ts only.
// An index of the whole log costs every record a page of its own in the middle of a tree, three of them with the authors of documents; sixty-four records together cost little more than one.
// Up to the last full 64 the tables below answer, after it the log itself: the views put both together. The drill of a backup compares the tables with the log.
import type { Migration } from '../migration.ts';

/** The newest record or document of the last full batch: a multiple of 64. */
const whole = (table: 'audit_log' | 'document', key: 'seq' | 'rid'): string => `(SELECT coalesce(max(${key}), 0) & ~63 FROM ${table})`;
const AUTHORS = 'SELECT l.actor, d.rid FROM document d JOIN audit_log l ON l.seq = d.audit_seq WHERE d.import_rid IS NULL';

const SQL = `
  DROP INDEX audit_who;
  DROP INDEX audit_about;
  DROP TRIGGER document_author_add;

  -- By person and action, each in the order of the chain: a filter is a handful of these ranges, merged.
  CREATE TABLE audit_who (
    actor TEXT NOT NULL, action TEXT NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY (actor, action, seq)
  ) STRICT, WITHOUT ROWID;
  -- By thing, in the order of the chain.
  CREATE TABLE audit_about (
    entity_id TEXT NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY (entity_id, seq)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO audit_who (actor, action, seq) SELECT actor, action, seq FROM audit_log WHERE seq <= ${whole('audit_log', 'seq')} ORDER BY 1, 2, 3;
  INSERT INTO audit_about (entity_id, seq) SELECT entity_id, seq FROM audit_log WHERE entity_id IS NOT NULL AND seq <= ${whole('audit_log', 'seq')} ORDER BY 1, 2;
  DELETE FROM document_author WHERE document_rid > ${whole('document', 'rid')};

  -- Where somebody cut the log short, what comes again is there already: the chain tells of it, and work goes on.
  CREATE TRIGGER audit_log_batch AFTER INSERT ON audit_log WHEN NEW.seq & 63 = 0
  BEGIN
    INSERT OR IGNORE INTO audit_who (actor, action, seq) SELECT actor, action, seq FROM audit_log WHERE seq > NEW.seq - 64 ORDER BY 1, 2, 3;
    INSERT OR IGNORE INTO audit_about (entity_id, seq) SELECT entity_id, seq FROM audit_log WHERE entity_id IS NOT NULL AND seq > NEW.seq - 64 ORDER BY 1, 2;
  END;
  -- An import that is undone takes documents away again, and their rids are given out anew: then a batch comes by twice.
  CREATE TRIGGER document_author_batch AFTER INSERT ON document WHEN NEW.rid & 63 = 0
  BEGIN
    INSERT OR IGNORE INTO document_author (author, document_rid) ${AUTHORS} AND d.rid > NEW.rid - 64;
  END;

  CREATE VIEW audit_by AS
    SELECT actor, action, seq FROM audit_who
    UNION ALL SELECT actor, action, seq FROM audit_log WHERE seq > ${whole('audit_log', 'seq')};
  CREATE VIEW audit_of AS
    SELECT entity_id, seq FROM audit_about
    UNION ALL SELECT entity_id, seq FROM audit_log WHERE entity_id IS NOT NULL AND seq > ${whole('audit_log', 'seq')};
  CREATE VIEW document_by AS
    SELECT author, document_rid FROM document_author WHERE document_rid <= ${whole('document', 'rid')}
    UNION ALL ${AUTHORS} AND d.rid > ${whole('document', 'rid')};

  ${['audit_who', 'audit_about'].flatMap((table) => ['UPDATE', 'DELETE'].map((what) => `
  CREATE TRIGGER ${table}_no_${what.toLowerCase()} BEFORE ${what} ON ${table}
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;`)).join('')}
`;

export const indexedInBatches: Migration = {
  version: 88,
  up(db) {
    db.exec(SQL);
  },
};
