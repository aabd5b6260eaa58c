// Schema step 47: closed periods. Each closing and each opening again is a row for ever; the last one says up to which day the books are shut. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const TABLES = `
  CREATE TABLE period_closing (
    rid INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('close', 'reopen')),
    -- The last closed day after this; null: everything is open.
    through TEXT CHECK (length(through) = 10),
    reason TEXT NOT NULL,
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    at TEXT NOT NULL CHECK (length(at) = 24), by TEXT NOT NULL,
    CHECK (kind = 'reopen' OR through IS NOT NULL),
    CHECK (kind = 'close' OR reason <> '')
  ) STRICT;
  CREATE TRIGGER period_closing_no_update BEFORE UPDATE ON period_closing BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER period_closing_no_delete BEFORE DELETE ON period_closing BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER period_closing_no_replace BEFORE INSERT ON period_closing WHEN EXISTS (SELECT 1 FROM period_closing WHERE rid = NEW.rid)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  -- Services refuse in words; these hold whatever way a document or money comes in.
  CREATE TRIGGER document_in_open_period BEFORE INSERT ON document
  WHEN NEW.issue_date <= (SELECT through FROM period_closing ORDER BY rid DESC LIMIT 1)
  BEGIN SELECT RAISE(ABORT, 'the period is closed'); END;
  ${[['payment_act', 'date'], ['payment', 'paid_on'], ['payment_refund', 'paid_on']].map(([table, column]) => `
  CREATE TRIGGER ${table}_in_open_period BEFORE INSERT ON ${table}
  WHEN NEW.${column} <= (SELECT through FROM period_closing ORDER BY rid DESC LIMIT 1)
  BEGIN SELECT RAISE(ABORT, 'the period is closed'); END;`).join('\n')}
`;

export const closing: Migration = {
  version: 47,
  up(db) {
    db.exec(TABLES);
  },
};
