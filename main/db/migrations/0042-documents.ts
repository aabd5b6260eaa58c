// Schema step 42: the life of documents after they are issued. States of quotes and what follows them, what was converted into what, deposits taken off, notes. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const instant = (name: string) => `${name} TEXT CHECK (length(${name}) = 24)`;
const STATES = "'issued', 'accepted', 'declined', 'converted', 'cancelled'";
const minor = (name: string) => `${name} INTEGER NOT NULL CHECK (${name} BETWEEN -9007199254740991 AND 9007199254740991)`;

const LIFE = `
  -- Where a document that asks for nothing stands: always what its newest event says (the trigger below), kept for lists. That a quote expired is never written, its date says so.
  CREATE TABLE paper_state (
    document_rid INTEGER PRIMARY KEY REFERENCES document (rid),
    state TEXT NOT NULL CHECK (state IN (${STATES}))
  ) STRICT;

  CREATE INDEX paper_in_state ON paper_state (state, document_rid);

  -- What was done with it, and by whom. Never changed: an answer given by mistake is taken back by one more event.
  CREATE TABLE paper_event (
    rid INTEGER PRIMARY KEY,
    document_rid INTEGER NOT NULL REFERENCES document (rid),
    action TEXT NOT NULL CHECK (action IN ('accept', 'decline', 'convert', 'unconvert', 'cancel', 'reopen')),
    state TEXT NOT NULL CHECK (state IN (${STATES})),
    ${instant('at')} NOT NULL, by TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq)
  ) STRICT;
  CREATE INDEX paper_events ON paper_event (document_rid);

  -- What an issued document used up of another: which of its lines, how much of each, and how much of its fixed discounts.
  -- Position 0 is what it was made from; a document billed through a delivery note uses up the order behind it too.
  CREATE TABLE document_source (
    document_rid INTEGER NOT NULL REFERENCES document (rid),
    position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 9),
    source_rid INTEGER NOT NULL REFERENCES document (rid),
    lines TEXT NOT NULL CHECK (json_valid(lines)),
    adjustments TEXT NOT NULL CHECK (json_valid(adjustments)),
    CHECK (source_rid <> document_rid),
    PRIMARY KEY (document_rid, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX document_used ON document_source (source_rid);

  -- Which deposit invoices a final invoice takes off.
  CREATE TABLE document_deposit (
    document_rid INTEGER NOT NULL REFERENCES document (rid),
    position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 49),
    deposit_rid INTEGER NOT NULL REFERENCES document (rid),
    ${minor('amount')},
    PRIMARY KEY (document_rid, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX document_taken_off ON document_deposit (deposit_rid);
`;

const APPEND_ONLY = ['paper_event', 'document_source', 'document_deposit'].map((table) => `
  CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;`).join('');

const GUARDS = `
  CREATE TRIGGER paper_event_no_replace BEFORE INSERT ON paper_event WHEN EXISTS (SELECT 1 FROM paper_event WHERE rid = NEW.rid)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER paper_event_moves AFTER INSERT ON paper_event
  BEGIN
    SELECT RAISE(ABORT, 'no such state') WHERE NOT EXISTS (SELECT 1 FROM paper_state WHERE document_rid = NEW.document_rid);
    UPDATE paper_state SET state = NEW.state WHERE document_rid = NEW.document_rid;
  END;
  CREATE TRIGGER paper_state_follows BEFORE UPDATE ON paper_state
  WHEN NEW.document_rid <> OLD.document_rid
    OR NEW.state IS NOT (SELECT state FROM paper_event WHERE document_rid = NEW.document_rid ORDER BY rid DESC LIMIT 1)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER paper_state_no_delete BEFORE DELETE ON paper_state BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER paper_state_begins BEFORE INSERT ON paper_state
  WHEN NEW.state <> 'issued' OR EXISTS (SELECT 1 FROM paper_state WHERE document_rid = NEW.document_rid)
    OR NOT EXISTS (SELECT 1 FROM document WHERE rid = NEW.document_rid AND kind IN ('quote', 'order-confirmation', 'delivery-note', 'pro-forma'))
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;

  -- A deposit is taken off once: by one final invoice that was not credited in full.
  CREATE TRIGGER document_deposit_once BEFORE INSERT ON document_deposit
  WHEN EXISTS (SELECT 1 FROM document_deposit WHERE document_rid = NEW.document_rid AND position = NEW.position)
    OR EXISTS (SELECT 1 FROM document_deposit d WHERE d.deposit_rid = NEW.deposit_rid
      AND NOT EXISTS (SELECT 1 FROM document_credit k WHERE k.original_rid = d.document_rid AND k.closes = 1))
    OR EXISTS (SELECT 1 FROM document_credit WHERE original_rid = NEW.deposit_rid)
    OR NOT EXISTS (SELECT 1 FROM document f JOIN document d ON d.rid = NEW.deposit_rid WHERE f.rid = NEW.document_rid AND f.kind = 'final-invoice'
      AND d.kind = 'deposit-invoice' AND d.customer_rid = f.customer_rid AND d.currency = f.currency AND d.payable = NEW.amount)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER document_source_no_replace BEFORE INSERT ON document_source
  WHEN EXISTS (SELECT 1 FROM document_source WHERE document_rid = NEW.document_rid AND position = NEW.position)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;

  -- How many of each kind were issued, for the headings of lists.
  INSERT INTO tally (what, n) VALUES ('quote', 0), ('order-confirmation', 0), ('delivery-note', 0), ('pro-forma', 0);
  CREATE TRIGGER paper_state_tally AFTER INSERT ON paper_state
  BEGIN UPDATE tally SET n = n + 1 WHERE what = (SELECT kind FROM document WHERE rid = NEW.document_rid); END;
`;

export const documents: Migration = {
  version: 42,
  up(db) {
    for (const sql of [LIFE, APPEND_ONLY, GUARDS]) db.exec(sql);
  },
};
