// Schema step 104: receipts as documents of their own: a number from a series of receipts, frozen words, a PDF made once. A receipt of a payment that was taken back stays. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const KINDS = "'invoice', 'deposit-invoice', 'credit-note', 'quote', 'order-confirmation', 'delivery-note', 'pro-forma', 'receipt'";

/** The table of series anew, since only so its kinds can be widened. What names its rows finds them again: checked when the step is done. */
const SERIES = `
  PRAGMA defer_foreign_keys = ON;
  CREATE TEMP TABLE kept_series AS SELECT rid, id, version, kind, name, pattern, rules, is_default, archived, device_id FROM number_series;
  DROP TABLE number_series;
  CREATE TABLE number_series (
    rid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36), version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    kind TEXT NOT NULL CHECK (kind IN (${KINDS})),
    name TEXT NOT NULL,
    pattern TEXT NOT NULL,
    rules TEXT NOT NULL CHECK (rules IN ('plain', 'india')),
    is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)), archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    -- A series belongs to one device, so that two laptops can one day number offline.
    device_id TEXT NOT NULL CHECK (length(device_id) = 36)
  ) STRICT;
  INSERT INTO number_series (rid, id, version, kind, name, pattern, rules, is_default, archived, device_id) SELECT * FROM kept_series;
  DROP TABLE kept_series;
`;

const TABLES = `
  CREATE TABLE receipt (
    rid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    -- One for each payment.
    payment_rid INTEGER NOT NULL UNIQUE REFERENCES payment (rid),
    number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 60),
    series_rid INTEGER NOT NULL REFERENCES number_series (rid),
    period TEXT NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence >= 1),
    -- What it says, word for word, and the hash of it.
    body TEXT NOT NULL CHECK (json_valid(body)),
    content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    at TEXT NOT NULL CHECK (length(at) = 24), by TEXT NOT NULL,
    UNIQUE (series_rid, period, sequence)
  ) STRICT;
  CREATE TABLE receipt_pdf (
    receipt_rid INTEGER PRIMARY KEY REFERENCES receipt (rid),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    made_at TEXT NOT NULL CHECK (length(made_at) = 24),
    bytes BLOB NOT NULL CHECK (length(bytes) > 0)
  ) STRICT;
`;

const held = (table: string, key: string): string => `
  CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${key})
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;`;

export const receipts: Migration = {
  version: 104,
  up(db) {
    db.exec(SERIES);
    db.exec(TABLES);
    db.exec(held('receipt', 'rid = NEW.rid OR payment_rid = NEW.payment_rid') + held('receipt_pdf', 'receipt_rid = NEW.receipt_rid'));
  },
};
