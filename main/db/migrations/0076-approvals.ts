// Schema step 76: what waits for a second person, and what was decided. Requests and decisions are rows for ever; where a request stands follows from them. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const fixed = (table: string) => `
  CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;`;

const TABLES = `
  CREATE TABLE approval (
    rid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('bank', 'credit', 'role', 'settings')),
    -- The call as it was asked for, ready to be carried out.
    method TEXT NOT NULL, input TEXT NOT NULL CHECK (json_valid(input)),
    -- What it is about as it was then; another one later makes the request stale.
    basis TEXT NOT NULL,
    -- For the person who decides: what would change.
    about TEXT NOT NULL CHECK (json_valid(about)),
    requested_by TEXT NOT NULL, requested_at TEXT NOT NULL CHECK (length(requested_at) = 24), expires_at TEXT NOT NULL CHECK (length(expires_at) = 24),
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq)
  ) STRICT;
  CREATE TABLE approval_decision (
    rid INTEGER PRIMARY KEY,
    approval_rid INTEGER NOT NULL UNIQUE REFERENCES approval (rid),
    decision TEXT NOT NULL CHECK (decision IN ('approve', 'decline', 'withdraw', 'stale')),
    by TEXT NOT NULL, at TEXT NOT NULL CHECK (length(at) = 24), note TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq)
  ) STRICT;
  -- Whatever a program gets wrong: nobody says yes to what they asked for, and nothing is decided after its time.
  CREATE TRIGGER approval_by_another BEFORE INSERT ON approval_decision
  WHEN NEW.decision = 'approve' AND NEW.by = (SELECT requested_by FROM approval WHERE rid = NEW.approval_rid)
  BEGIN SELECT RAISE(ABORT, 'a second person decides'); END;
  CREATE TRIGGER approval_in_time BEFORE INSERT ON approval_decision
  WHEN NEW.at >= (SELECT expires_at FROM approval WHERE rid = NEW.approval_rid)
  BEGIN SELECT RAISE(ABORT, 'the request has expired'); END;
  ${fixed('approval')}${fixed('approval_decision')}
`;

export const approvals: Migration = {
  version: 76,
  up(db) {
    db.exec(TABLES);
  },
};
