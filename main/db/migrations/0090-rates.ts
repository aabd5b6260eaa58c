// Schema step 90: dated exchange rates. Every entry, import and undo is a row for ever; of a day's rates the newest act counts that was not undone. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const held = (table: string, key: string): string => `
  CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${key})
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;`;

const TABLES = `
  CREATE TABLE exchange_act (
    rid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('enter', 'import', 'undo')),
    -- The act that an undo takes back.
    undoes INTEGER UNIQUE REFERENCES exchange_act (rid),
    -- Where the rates are from, as a person reads it: a file's name, a bank.
    source TEXT NOT NULL,
    rates INTEGER NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    at TEXT NOT NULL CHECK (length(at) = 24), by TEXT NOT NULL,
    CHECK ((kind = 'undo') = (undoes IS NOT NULL))
  ) STRICT;
  CREATE TABLE exchange_rate (
    base TEXT NOT NULL CHECK (length(base) = 3),
    currency TEXT NOT NULL CHECK (length(currency) = 3 AND currency <> base),
    day TEXT NOT NULL CHECK (length(day) = 10),
    act_rid INTEGER NOT NULL REFERENCES exchange_act (rid),
    -- Units of the base currency for one of the currency, as an exact decimal.
    rate TEXT NOT NULL CHECK (rate GLOB '*[1-9]*' AND rate NOT GLOB '*[^0-9.]*'),
    PRIMARY KEY (base, currency, day, act_rid)
  ) STRICT, WITHOUT ROWID;
  ${held('exchange_act', 'rid = NEW.rid OR id = NEW.id')}
  ${held('exchange_rate', 'base = NEW.base AND currency = NEW.currency AND day = NEW.day AND act_rid = NEW.act_rid')}
`;

export const rates: Migration = {
  version: 90,
  up(db) {
    db.exec(TABLES);
  },
};
