// Schema step 70: where backups go, what became of each try, and restore drills. Tries and drills are never changed. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const id = 'id TEXT NOT NULL UNIQUE CHECK (length(id) = 36)';
const instant = (name: string) => `${name} TEXT CHECK (length(${name}) = 24)`;

const TABLES = `
  -- A place is known by the marker file in it, which holds this id. Where it was last seen is a hint only: drives change their letters.
  CREATE TABLE backup_target (
    rid INTEGER PRIMARY KEY,
    ${id},
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('stick', 'folder', 'network')),
    label TEXT NOT NULL CHECK (label <> ''),
    place TEXT NOT NULL CHECK (place <> ''),
    -- Of a stick: the folder below its root.
    below TEXT NOT NULL,
    -- The sync program that looks after a folder.
    program TEXT NOT NULL,
    -- 1: backups go there by themselves.
    enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
    -- When the owner saw the list of what would be removed and agreed; before that nothing is.
    ${instant('keep_agreed_at')},
    ${instant('added_at')} NOT NULL,
    ${instant('removed_at')}
  ) STRICT;
  CREATE TRIGGER backup_target_no_delete BEFORE DELETE ON backup_target BEGIN SELECT RAISE(ABORT, 'append-only'); END;

  CREATE TABLE backup_run (
    rid INTEGER PRIMARY KEY,
    ${id},
    target_rid INTEGER NOT NULL REFERENCES backup_target (rid),
    act TEXT NOT NULL CHECK (act IN ('backup', 'scrub', 'prune')),
    cause TEXT NOT NULL CHECK (cause IN ('person', 'schedule', 'quit', 'stick', 'restore')),
    ok INTEGER NOT NULL CHECK (ok IN (0, 1)),
    -- Why not, and how far it came; '' when it went well.
    code TEXT NOT NULL, stage TEXT NOT NULL,
    name TEXT NOT NULL, backup_seq INTEGER, bytes INTEGER CHECK (bytes >= 0), sha256 TEXT NOT NULL,
    -- The last record of the log that is inside.
    head_epoch INTEGER, head_seq INTEGER,
    -- Counts and sums as they were at that moment, one JSON value.
    figures TEXT CHECK (json_valid(figures)),
    -- Of scrub and prune: how many were looked at or removed.
    n INTEGER NOT NULL DEFAULT 0 CHECK (n >= 0),
    ms INTEGER NOT NULL CHECK (ms >= 0),
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    ${instant('at')} NOT NULL, by TEXT NOT NULL,
    CHECK (ok = (code = '')),
    CHECK (NOT (act = 'backup' AND ok = 1) OR (name <> '' AND backup_seq IS NOT NULL AND bytes IS NOT NULL AND head_seq IS NOT NULL AND figures IS NOT NULL))
  ) STRICT;
  -- Each ends in the order of the rows: the last one is found without looking at those before it, after years of one an hour.
  CREATE INDEX backup_run_last ON backup_run (target_rid, act);
  CREATE INDEX backup_run_good ON backup_run (target_rid, act, ok);
  CREATE INDEX backup_run_any ON backup_run (act, ok);
  CREATE INDEX backup_run_day ON backup_run (target_rid, act, at, ok);
  CREATE INDEX backup_run_name ON backup_run (name) WHERE name <> '';

  CREATE TABLE backup_drill (
    rid INTEGER PRIMARY KEY,
    ${id},
    target_rid INTEGER NOT NULL REFERENCES backup_target (rid),
    cause TEXT NOT NULL CHECK (cause IN ('person', 'schedule')),
    ok INTEGER NOT NULL CHECK (ok IN (0, 1)),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    -- What was compared, live beside restored, one JSON value.
    compared TEXT NOT NULL CHECK (json_valid(compared)),
    ms INTEGER NOT NULL CHECK (ms >= 0),
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    ${instant('at')} NOT NULL, by TEXT NOT NULL,
    CHECK (ok = (code = ''))
  ) STRICT;
  ${['backup_run', 'backup_drill'].map((table) => `
  CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE rid = NEW.rid OR id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;`).join('')}
`;

export const backup: Migration = {
  version: 70,
  up(db) {
    db.exec(TABLES);
  },
};
