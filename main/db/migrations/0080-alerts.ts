// Schema step 80: what the watch noticed. Alerts and what was done about them are never changed; which of them are open, and what the watch has learned, is kept beside them. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const TABLES = `
  CREATE TABLE alert (
    rid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    rule TEXT NOT NULL CHECK (rule <> ''),
    -- What it is about, so that one cause is told once.
    cause TEXT NOT NULL CHECK (cause <> ''),
    at TEXT NOT NULL CHECK (length(at) = 24),
    -- Who did it, as the log says; null when nobody did (a backup that is overdue).
    actor TEXT,
    -- The record of the log that shows it.
    evidence_seq INTEGER REFERENCES audit_log (seq),
    entity TEXT NOT NULL, entity_id TEXT,
    facts TEXT NOT NULL CHECK (json_valid(facts)),
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq)
  ) STRICT;
  CREATE INDEX alert_cause ON alert (cause);

  CREATE TABLE alert_event (
    rid INTEGER PRIMARY KEY,
    alert_rid INTEGER NOT NULL REFERENCES alert (rid),
    kind TEXT NOT NULL CHECK (kind IN ('again', 'acknowledge')),
    at TEXT NOT NULL CHECK (length(at) = 24),
    by_id TEXT, by TEXT NOT NULL, note TEXT NOT NULL,
    evidence_seq INTEGER REFERENCES audit_log (seq),
    facts TEXT CHECK (json_valid(facts)),
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    CHECK ((kind = 'again') = (facts IS NOT NULL))
  ) STRICT;
  CREATE INDEX alert_event_alert ON alert_event (alert_rid);
  -- Acknowledged once, and nothing comes after it.
  CREATE TRIGGER alert_event_open BEFORE INSERT ON alert_event WHEN NOT EXISTS (SELECT 1 FROM alert_open WHERE alert_rid = NEW.alert_rid)
  BEGIN SELECT RAISE(ABORT, 'not open'); END;

  CREATE TABLE alert_open (
    alert_rid INTEGER PRIMARY KEY REFERENCES alert (rid),
    cause TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TRIGGER alert_opens AFTER INSERT ON alert BEGIN INSERT INTO alert_open (alert_rid, cause) VALUES (NEW.rid, NEW.cause); END;
  CREATE TRIGGER alert_closes AFTER INSERT ON alert_event WHEN NEW.kind = 'acknowledge' BEGIN DELETE FROM alert_open WHERE alert_rid = NEW.alert_rid; END;

  ${['alert', 'alert_event'].map((table) => `
  CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE rid = NEW.rid)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;`).join('\n')}

  -- One row: up to which record the log was looked at. What was written before the watch began is only learned from.
  CREATE TABLE alert_watch (
    rid INTEGER PRIMARY KEY CHECK (rid = 1),
    seq INTEGER NOT NULL CHECK (seq >= 0),
    quiet_through INTEGER NOT NULL CHECK (quiet_through >= 0),
    last_at TEXT NOT NULL
  ) STRICT;
  INSERT INTO alert_watch (rid, seq, quiet_through, last_at) VALUES (1, 0, (SELECT coalesce(max(seq), 0) FROM audit_log), '');
  -- Running counts by person: of what (a measure), and in which hour of the day or on which day since 1970.
  CREATE TABLE alert_habit (
    actor TEXT NOT NULL, measure TEXT NOT NULL, bucket INTEGER NOT NULL, n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (actor, measure, bucket)
  ) STRICT, WITHOUT ROWID;
`;

export const alerts: Migration = {
  version: 80,
  up(db) {
    db.exec(TABLES);
  },
};
