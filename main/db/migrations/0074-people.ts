// Schema step 74: several people. A user's role may be one of the business's own, users wait for their first login or pause, and it is known who wrote what. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

/** Somebody who can get in today and may change who else can: there is always one. */
const rules = (row: string) => `${row}.role = 'owner' AND ${row}.disabled_at IS NULL AND ${row}.suspended_at IS NULL AND ${row}.enrol_until IS NULL`;

const SQL = `
  DROP TRIGGER user_last_owner;

  CREATE TABLE role (
    rid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    name_folded TEXT NOT NULL UNIQUE,
    -- Permissions by name, as a JSON array. A name that a later program does not know counts for nothing.
    permissions TEXT NOT NULL CHECK (json_valid(permissions)),
    created_at TEXT NOT NULL CHECK (length(created_at) = 24),
    removed_at TEXT CHECK (length(removed_at) = 24)
  ) STRICT;

  -- How far a role reaches: for the program's roles by their name, for own ones by their id.
  CREATE TABLE role_limit (
    role TEXT PRIMARY KEY CHECK (role <> 'owner'),
    discount_percent TEXT,
    credit_note_minor INTEGER CHECK (credit_note_minor BETWEEN 0 AND 9007199254740991),
    own_documents_only INTEGER NOT NULL DEFAULT 0 CHECK (own_documents_only IN (0, 1))
  ) STRICT, WITHOUT ROWID;

  -- The column is made anew because its old list of roles cannot be widened.
  ALTER TABLE user ADD COLUMN role_now TEXT NOT NULL DEFAULT 'auditor' CHECK (length(role_now) BETWEEN 1 AND 36);
  UPDATE user SET role_now = role;
  ALTER TABLE user DROP COLUMN role;
  ALTER TABLE user RENAME COLUMN role_now TO role;
  ALTER TABLE user ADD COLUMN suspended_at TEXT CHECK (length(suspended_at) = 24);
  -- Until then the one-time code makes a PIN; NULL for who has one.
  ALTER TABLE user ADD COLUMN enrol_until TEXT CHECK (length(enrol_until) = 24);
  ALTER TABLE user ADD COLUMN language TEXT CHECK (language IN ('system', 'en', 'de', 'fr', 'es'));
  ALTER TABLE user ADD COLUMN theme TEXT CHECK (theme IN ('system', 'light', 'dark'));

  CREATE TRIGGER user_last_owner BEFORE UPDATE OF role, disabled_at, suspended_at, enrol_until ON user
  WHEN ${rules('OLD')} AND NOT (${rules('NEW')})
    AND NOT EXISTS (SELECT 1 FROM user AS other WHERE ${rules('other')} AND other.rid <> OLD.rid)
  BEGIN SELECT RAISE(ABORT, 'the last owner stays'); END;

  CREATE TRIGGER role_never_deleted BEFORE DELETE ON role
  BEGIN SELECT RAISE(ABORT, 'roles are retired, not deleted'); END;
  CREATE TRIGGER role_in_use_stays BEFORE UPDATE OF removed_at ON role
  WHEN NEW.removed_at IS NOT NULL AND EXISTS (SELECT 1 FROM user WHERE role = OLD.id AND disabled_at IS NULL)
  BEGIN SELECT RAISE(ABORT, 'somebody has this role'); END;

  -- Who issued a document or began a draft: for people who see only their own. Names on paper can repeat and change; these are ids.
  CREATE TABLE document_author (
    author TEXT NOT NULL,
    document_rid INTEGER NOT NULL REFERENCES document (rid) ON DELETE CASCADE,
    PRIMARY KEY (author, document_rid)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE draft_author (
    draft_rid INTEGER PRIMARY KEY REFERENCES draft (rid) ON DELETE CASCADE,
    author TEXT NOT NULL
  ) STRICT;
  INSERT INTO document_author (author, document_rid)
    SELECT l.actor, d.rid FROM document d JOIN audit_log l ON l.seq = d.audit_seq WHERE d.import_rid IS NULL;
  CREATE TRIGGER document_author_add AFTER INSERT ON document WHEN NEW.import_rid IS NULL
  BEGIN INSERT INTO document_author (author, document_rid) SELECT actor, NEW.rid FROM audit_log WHERE seq = NEW.audit_seq; END;
  CREATE TRIGGER document_author_stays BEFORE UPDATE ON document_author
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`;

export const people: Migration = {
  version: 74,
  up(db) {
    db.exec(SQL);
  },
};
