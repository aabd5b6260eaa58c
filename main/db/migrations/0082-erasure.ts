// Schema step 82: persons whose data were erased. A tombstone for each, kept for ever, so that books restored from before it forget them again. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const SQL = `
  CREATE TABLE erasure (
    rid INTEGER PRIMARY KEY,
    -- By id and without a reference: it also has to stand in restored books.
    customer_id TEXT NOT NULL UNIQUE CHECK (length(customer_id) = 36),
    at TEXT NOT NULL CHECK (length(at) = 24), by TEXT NOT NULL,
    -- What had to stay: so many issued documents, until this day by the law of the business's country.
    documents INTEGER NOT NULL CHECK (documents >= 0),
    kept_until TEXT CHECK (length(kept_until) = 10),
    -- The record of the log under which the bodies of other records went.
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq)
  ) STRICT;
  CREATE TRIGGER erasure_no_update BEFORE UPDATE ON erasure BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER erasure_no_replace BEFORE INSERT ON erasure
  WHEN EXISTS (SELECT 1 FROM erasure WHERE rid = NEW.rid OR customer_id = NEW.customer_id)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;

  -- Who was erased stays empty: nothing may be filled in again.
  CREATE TRIGGER customer_stays_erased BEFORE UPDATE ON customer WHEN EXISTS (SELECT 1 FROM erasure WHERE customer_id = OLD.id)
  BEGIN SELECT RAISE(ABORT, 'erased'); END;

  -- The law asks for no internal notes; those about an erased person's documents go with the person.
  DROP TRIGGER document_note_no_delete;
  CREATE TRIGGER document_note_no_delete BEFORE DELETE ON document_note
  WHEN NOT EXISTS (SELECT 1 FROM document d JOIN customer c ON c.rid = d.customer_rid JOIN erasure e ON e.customer_id = c.id WHERE d.id = OLD.document_id)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;

  -- The same in the log of books that were brought in: the words may go, nothing else of a record may change.
  DROP TRIGGER foreign_audit_no_update;
  CREATE TRIGGER foreign_audit_no_update BEFORE UPDATE ON foreign_audit
  WHEN OLD.entity <> 'customer' OR NEW.body IS NOT NULL OR NOT EXISTS (SELECT 1 FROM erasure WHERE customer_id = OLD.entity_id)
    OR (NEW.rid, NEW.vault, NEW.seq, NEW.epoch, NEW.at, NEW.actor, NEW.actor_name, NEW.action, NEW.entity, NEW.entity_id, NEW.body_hash, NEW.prev, NEW.mac)
      IS NOT (OLD.rid, OLD.vault, OLD.seq, OLD.epoch, OLD.at, OLD.actor, OLD.actor_name, OLD.action, OLD.entity, OLD.entity_id, OLD.body_hash, OLD.prev, OLD.mac)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`;

export const erasure: Migration = {
  version: 82,
  up(db) {
    db.exec(SQL);
  },
};
