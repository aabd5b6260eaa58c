// Schema step 45: reminders. Letters as they went out, frozen with their PDF; what each claimed for which document; who is left in peace. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const amount = (name: string) => `${name} INTEGER NOT NULL CHECK (${name} BETWEEN 0 AND 9007199254740991)`;

const SQL = `
  -- A letter to one customer about documents in one currency. Its id is made by the window, so sending it again finds it sent (T60).
  CREATE TABLE reminder (
    rid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    -- Counts letters, so that people can name them; it is no number the law asks for.
    number INTEGER NOT NULL UNIQUE CHECK (number >= 1),
    customer_rid INTEGER NOT NULL REFERENCES customer (rid),
    date TEXT NOT NULL CHECK (length(date) = 10),
    level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 9),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    ${amount('open')}, ${amount('fee')}, ${amount('interest')}, ${amount('total')},
    -- The letter word for word.
    body TEXT NOT NULL CHECK (json_valid(body)),
    content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    at TEXT NOT NULL CHECK (length(at) = 24), by TEXT NOT NULL,
    CHECK (total = open + fee + interest)
  ) STRICT;
  CREATE INDEX reminder_customer ON reminder (customer_rid, rid);

  -- What was claimed beside a document. The document itself never changes.
  CREATE TABLE reminder_entry (
    reminder_rid INTEGER NOT NULL REFERENCES reminder (rid),
    document_rid INTEGER NOT NULL REFERENCES document (rid),
    level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 9),
    due_date TEXT NOT NULL CHECK (length(due_date) = 10),
    ${amount('balance')}, ${amount('fee')}, ${amount('interest')},
    PRIMARY KEY (reminder_rid, document_rid)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX reminder_entry_document ON reminder_entry (document_rid, reminder_rid);

  CREATE TABLE reminder_void (
    reminder_rid INTEGER PRIMARY KEY REFERENCES reminder (rid),
    reason TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    at TEXT NOT NULL CHECK (length(at) = 24), by TEXT NOT NULL
  ) STRICT;

  CREATE TABLE reminder_pdf (
    reminder_rid INTEGER PRIMARY KEY REFERENCES reminder (rid),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    made_at TEXT NOT NULL CHECK (length(made_at) = 24),
    bytes BLOB NOT NULL CHECK (length(bytes) > 0)
  ) STRICT;

  -- How far each document has come; follows from the letters that were not taken back.
  CREATE TABLE reminder_state (
    document_rid INTEGER PRIMARY KEY REFERENCES document (rid),
    level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 9),
    date TEXT NOT NULL CHECK (length(date) = 10),
    count INTEGER NOT NULL CHECK (count >= 1)
  ) STRICT;

  -- Left in peace up to a day; '9999-12-31' for good.
  CREATE TABLE reminder_quiet (
    rid INTEGER PRIMARY KEY,
    customer_rid INTEGER UNIQUE REFERENCES customer (rid),
    document_rid INTEGER UNIQUE REFERENCES document (rid),
    until TEXT NOT NULL CHECK (length(until) = 10),
    CHECK ((customer_rid IS NULL) <> (document_rid IS NULL))
  ) STRICT;
`;

const APPEND_ONLY = ['reminder', 'reminder_entry', 'reminder_void', 'reminder_pdf']
  .map((table) => `
    CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;`)
  .concat(
    ['reminder_void', 'reminder_pdf'].map((table) => `
    CREATE TRIGGER ${table}_once BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE reminder_rid = NEW.reminder_rid)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;`),
    `
    CREATE TRIGGER reminder_no_replace BEFORE INSERT ON reminder
    WHEN EXISTS (SELECT 1 FROM reminder WHERE rid = NEW.rid OR id = NEW.id OR number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    CREATE TRIGGER reminder_entry_no_replace BEFORE INSERT ON reminder_entry
    WHEN EXISTS (SELECT 1 FROM reminder_entry WHERE reminder_rid = NEW.reminder_rid AND document_rid = NEW.document_rid)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;`,
  )
  .join('\n');

export const reminders: Migration = {
  version: 45,
  up(db) {
    db.exec(SQL);
    db.exec(APPEND_ONLY);
  },
};
