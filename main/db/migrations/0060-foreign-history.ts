// Schema step 60: the log of books that were brought in from a complete export. Their MACs belong to another key, so they stand beside our own log, never in it.
import type { Migration } from '../migration.ts';

export const foreignHistory: Migration = {
  version: 60,
  up(db) {
    db.exec(`
      CREATE TABLE foreign_audit (
        rid INTEGER PRIMARY KEY,
        vault TEXT NOT NULL CHECK (length(vault) = 36),
        seq INTEGER NOT NULL CHECK (seq > 0),
        epoch INTEGER NOT NULL CHECK (epoch > 0),
        at TEXT NOT NULL CHECK (length(at) = 24),
        actor TEXT NOT NULL,
        actor_name TEXT NOT NULL,
        action TEXT NOT NULL CHECK (length(action) BETWEEN 1 AND 60),
        entity TEXT NOT NULL CHECK (length(entity) BETWEEN 1 AND 60),
        entity_id TEXT,
        body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
        prev BLOB NOT NULL CHECK (length(prev) = 32),
        mac BLOB NOT NULL CHECK (length(mac) = 32),
        -- Null where it had been erased.
        body TEXT,
        erased_by INTEGER,
        UNIQUE (vault, seq)
      ) STRICT;
      CREATE INDEX foreign_audit_entity ON foreign_audit (entity_id) WHERE entity_id IS NOT NULL;
      CREATE TRIGGER foreign_audit_no_update BEFORE UPDATE ON foreign_audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
      CREATE TRIGGER foreign_audit_no_delete BEFORE DELETE ON foreign_audit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    `);
  },
};
