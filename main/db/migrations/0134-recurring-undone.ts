// Schema step 134: a decided date of a recurring invoice may be taken back and decided once more. Both are kept: the decision and that it was taken back. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

/** `m` stands: nobody took it back. */
const STANDS = 'NOT EXISTS (SELECT 1 FROM recurring_undone u WHERE u.recurring_rid = m.recurring_rid AND u.date = m.date AND u.turn = m.turn)';

const SQL = `
  CREATE TABLE recurring_made_more (
    recurring_rid INTEGER NOT NULL REFERENCES recurring (rid),
    date TEXT NOT NULL CHECK (length(date) = 10),
    -- Counts the decisions about this date; all but the last were taken back.
    turn INTEGER NOT NULL DEFAULT 1 CHECK (turn >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('origin', 'issued', 'drafted', 'skipped')),
    document_rid INTEGER REFERENCES document (rid),
    draft_id TEXT CHECK (length(draft_id) = 36),
    at TEXT NOT NULL CHECK (length(at) = 24),
    by TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    CHECK ((document_rid IS NOT NULL) = (kind IN ('origin', 'issued')) AND (draft_id IS NOT NULL) = (kind = 'drafted')),
    PRIMARY KEY (recurring_rid, date, turn)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO recurring_made_more (recurring_rid, date, kind, document_rid, draft_id, at, by, audit_seq)
    SELECT recurring_rid, date, kind, document_rid, draft_id, at, by, audit_seq FROM recurring_made;
  DROP TRIGGER recurring_never_back;
  DROP TABLE recurring_made;
  ALTER TABLE recurring_made_more RENAME TO recurring_made;
  CREATE UNIQUE INDEX recurring_made_document ON recurring_made (document_rid) WHERE kind = 'issued';
  CREATE UNIQUE INDEX recurring_made_draft ON recurring_made (draft_id) WHERE draft_id IS NOT NULL;
  CREATE INDEX recurring_made_newest ON recurring_made (date) WHERE kind <> 'origin';

  CREATE TABLE recurring_undone (
    recurring_rid INTEGER NOT NULL,
    date TEXT NOT NULL,
    turn INTEGER NOT NULL,
    at TEXT NOT NULL CHECK (length(at) = 24),
    by TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    PRIMARY KEY (recurring_rid, date, turn),
    FOREIGN KEY (recurring_rid, date, turn) REFERENCES recurring_made (recurring_rid, date, turn)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER recurring_undone_no_update BEFORE UPDATE ON recurring_undone BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER recurring_undone_no_delete BEFORE DELETE ON recurring_undone BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  -- What was issued stays: only a date left out, or made into a draft, is taken back, and once.
  CREATE TRIGGER recurring_undone_once BEFORE INSERT ON recurring_undone
  WHEN NOT EXISTS (SELECT 1 FROM recurring_made m WHERE m.recurring_rid = NEW.recurring_rid AND m.date = NEW.date AND m.turn = NEW.turn AND m.kind IN ('drafted', 'skipped') AND ${STANDS})
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;

  CREATE TRIGGER recurring_made_no_update BEFORE UPDATE ON recurring_made BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER recurring_made_no_delete BEFORE DELETE ON recurring_made
  WHEN (SELECT state FROM recurring WHERE rid = OLD.recurring_rid) <> 'setup' OR OLD.kind <> 'origin'
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER recurring_made_no_replace BEFORE INSERT ON recurring_made
  WHEN EXISTS (SELECT 1 FROM recurring_made WHERE recurring_rid = NEW.recurring_rid AND date = NEW.date AND turn = NEW.turn)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  -- One decision at a time stands for a date.
  CREATE TRIGGER recurring_made_once BEFORE INSERT ON recurring_made
  WHEN EXISTS (SELECT 1 FROM recurring_made m WHERE m.recurring_rid = NEW.recurring_rid AND m.date = NEW.date AND ${STANDS})
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;

  -- A schedule goes back only to before a date that was taken back and is open again.
  CREATE TRIGGER recurring_never_back BEFORE UPDATE ON recurring
  WHEN (NEW.made < OLD.made OR (OLD.through IS NOT NULL AND (NEW.through IS NULL OR NEW.through < OLD.through)))
    AND NOT EXISTS (
      SELECT 1 FROM recurring_undone o WHERE o.recurring_rid = OLD.rid AND o.date <= OLD.through AND o.date > coalesce(NEW.through, '')
        AND NOT EXISTS (SELECT 1 FROM recurring_made m WHERE m.recurring_rid = o.recurring_rid AND m.date = o.date AND ${STANDS}))
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`;

export const recurringUndone: Migration = {
  version: 134,
  up(db) {
    db.exec(SQL);
  },
};
