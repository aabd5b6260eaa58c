// Schema step 44: recurring invoices. The template and schedule of each, and what became of every date: written once, so no date is ever billed twice. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const SQL = `
  CREATE TABLE recurring (
    rid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    -- 'setup': not begun, may still be thrown away. 'on': makes invoices unless paused. 'ended': until it is begun again.
    state TEXT NOT NULL CHECK (state IN ('setup', 'on', 'ended')),
    mode TEXT NOT NULL CHECK (mode IN ('approve', 'auto')),
    customer_rid INTEGER REFERENCES customer (rid),
    subject TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    -- What the next invoice will come to, as far as it can be worked out.
    total INTEGER CHECK (total BETWEEN -9007199254740991 AND 9007199254740991),
    words TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    anchor TEXT NOT NULL CHECK (length(anchor) = 10),
    every INTEGER NOT NULL CHECK (every BETWEEN 1 AND 1000),
    unit TEXT NOT NULL CHECK (unit IN ('day', 'week', 'month', 'year')),
    end_date TEXT CHECK (length(end_date) = 10),
    end_count INTEGER CHECK (end_count >= 1),
    pauses TEXT NOT NULL CHECK (json_valid(pauses)),
    prices TEXT NOT NULL CHECK (json_valid(prices)),
    -- Every date up to this one is settled, and so many invoices were made of them. Neither goes back.
    through TEXT CHECK (length(through) = 10),
    made INTEGER NOT NULL DEFAULT 0 CHECK (made >= 0),
    -- First date that is not settled; '9999-12-31' when there is none.
    next_date TEXT NOT NULL CHECK (length(next_date) = 10),
    -- The draft in which its wording is being changed, if any.
    draft_id TEXT CHECK (length(draft_id) = 36),
    created_at TEXT NOT NULL CHECK (length(created_at) = 24),
    updated_at TEXT NOT NULL CHECK (length(updated_at) = 24),
    CHECK (end_date IS NULL OR end_count IS NULL)
  ) STRICT;
  CREATE INDEX recurring_due ON recurring (state, next_date);
  CREATE INDEX recurring_list ON recurring (next_date);
  CREATE INDEX recurring_customer ON recurring (customer_rid) WHERE customer_rid IS NOT NULL;
  CREATE TRIGGER recurring_never_back BEFORE UPDATE ON recurring
  WHEN NEW.made < OLD.made OR (OLD.through IS NOT NULL AND (NEW.through IS NULL OR NEW.through < OLD.through))
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER recurring_kept BEFORE DELETE ON recurring WHEN OLD.state <> 'setup'
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;

  -- What became of a date. 'origin' is the invoice a recurring one was begun with.
  CREATE TABLE recurring_made (
    recurring_rid INTEGER NOT NULL REFERENCES recurring (rid),
    date TEXT NOT NULL CHECK (length(date) = 10),
    kind TEXT NOT NULL CHECK (kind IN ('origin', 'issued', 'drafted', 'skipped')),
    document_rid INTEGER REFERENCES document (rid),
    draft_id TEXT CHECK (length(draft_id) = 36),
    at TEXT NOT NULL CHECK (length(at) = 24),
    by TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    CHECK ((document_rid IS NOT NULL) = (kind IN ('origin', 'issued')) AND (draft_id IS NOT NULL) = (kind = 'drafted')),
    PRIMARY KEY (recurring_rid, date)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX recurring_made_document ON recurring_made (document_rid) WHERE kind = 'issued';
  -- The newest date anything was made for: a clock before it was set back.
  CREATE INDEX recurring_made_newest ON recurring_made (date) WHERE kind <> 'origin';
  CREATE TRIGGER recurring_made_no_update BEFORE UPDATE ON recurring_made BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER recurring_made_no_delete BEFORE DELETE ON recurring_made
  WHEN (SELECT state FROM recurring WHERE rid = OLD.recurring_rid) <> 'setup' OR OLD.kind <> 'origin'
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER recurring_made_no_replace BEFORE INSERT ON recurring_made
  WHEN EXISTS (SELECT 1 FROM recurring_made WHERE recurring_rid = NEW.recurring_rid AND date = NEW.date)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`;

export const recurring: Migration = {
  version: 44,
  up(db) {
    db.exec(SQL);
  },
};
