// Schema step 20: the audit log. Rows are chained by MAC and append-only; bodies lie beside them so that an erasure can drop one and keep the chain.
import type { Migration } from '../migration.ts';

export const audit: Migration = {
  version: 20,
  up(db) {
    db.exec(`
      CREATE TABLE audit_log (
        seq INTEGER PRIMARY KEY CHECK (seq > 0),
        epoch INTEGER NOT NULL CHECK (epoch > 0),
        at TEXT NOT NULL CHECK (length(at) = 24),
        actor TEXT NOT NULL,
        action TEXT NOT NULL CHECK (length(action) BETWEEN 1 AND 60),
        entity TEXT NOT NULL CHECK (length(entity) BETWEEN 1 AND 60),
        entity_id TEXT,
        body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
        prev BLOB NOT NULL CHECK (length(prev) = 32),
        mac BLOB NOT NULL CHECK (length(mac) = 32)
      ) STRICT;

      CREATE TABLE audit_body (
        seq INTEGER PRIMARY KEY REFERENCES audit_log (seq),
        body TEXT NOT NULL
      ) STRICT;

      -- A body may only go after its erasure is on record; the chain keeps its hash.
      CREATE TABLE audit_erasure (
        seq INTEGER PRIMARY KEY REFERENCES audit_log (seq),
        erased_by_seq INTEGER NOT NULL REFERENCES audit_log (seq)
      ) STRICT;

      CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
      BEGIN SELECT RAISE(ABORT, 'append-only'); END;
      CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
      BEGIN SELECT RAISE(ABORT, 'append-only'); END;
      CREATE TRIGGER audit_body_no_update BEFORE UPDATE ON audit_body
      BEGIN SELECT RAISE(ABORT, 'append-only'); END;
      CREATE TRIGGER audit_body_no_delete BEFORE DELETE ON audit_body
      WHEN NOT EXISTS (SELECT 1 FROM audit_erasure WHERE seq = OLD.seq)
      BEGIN SELECT RAISE(ABORT, 'append-only'); END;
      CREATE TRIGGER audit_erasure_no_update BEFORE UPDATE ON audit_erasure
      BEGIN SELECT RAISE(ABORT, 'append-only'); END;
      CREATE TRIGGER audit_erasure_no_delete BEFORE DELETE ON audit_erasure
      BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    `);
  },
};
