// Schema step 48: what banks told. Statements, lines and decisions are never changed; what state a line is in follows from its decisions and is kept beside them. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const minor = (name: string) => `${name} INTEGER NOT NULL CHECK (${name} BETWEEN -9007199254740991 AND 9007199254740991)`;
const minorOrNull = (name: string) => `${name} INTEGER CHECK (${name} BETWEEN -9007199254740991 AND 9007199254740991)`;
const id = 'id TEXT NOT NULL UNIQUE CHECK (length(id) = 36)';
const date = (name: string) => `${name} TEXT CHECK (length(${name}) = 10)`;
const instant = (name: string) => `${name} TEXT CHECK (length(${name}) = 24)`;

const TOLD = `
  CREATE TABLE bank_account (
    rid INTEGER PRIMARY KEY,
    ${id},
    account TEXT NOT NULL CHECK (account <> ''),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    UNIQUE (account, currency)
  ) STRICT;

  CREATE TABLE bank_statement (
    rid INTEGER PRIMARY KEY,
    ${id},
    account_rid INTEGER NOT NULL REFERENCES bank_account (rid),
    format TEXT NOT NULL CHECK (format IN ('camt.053', 'mt940', 'ofx', 'csv')),
    file TEXT NOT NULL, reference TEXT NOT NULL, ${date('from_date')}, ${date('to_date')}, ${minorOrNull('opening')}, ${minorOrNull('closing')},
    added INTEGER NOT NULL CHECK (added >= 0), doubles INTEGER NOT NULL CHECK (doubles >= 0),
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    ${instant('at')} NOT NULL, by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX bank_statement_account ON bank_statement (account_rid, to_date);

  -- 'mark' is the hash of all a line says besides day and amount; 'nth' counts lines that are alike in everything, so that two equal payments of one day are two.
  CREATE TABLE bank_line (
    rid INTEGER PRIMARY KEY,
    ${id},
    statement_rid INTEGER NOT NULL REFERENCES bank_statement (rid),
    account_rid INTEGER NOT NULL REFERENCES bank_account (rid),
    row INTEGER NOT NULL CHECK (row >= 1),
    ${date('booking_date')} NOT NULL, ${date('value_date')}, ${minor('amount')}, reversal INTEGER NOT NULL CHECK (reversal IN (0, 1)),
    bank_ref TEXT NOT NULL, end_to_end TEXT NOT NULL, structured_ref TEXT NOT NULL, text TEXT NOT NULL, name TEXT NOT NULL, iban TEXT NOT NULL, code TEXT NOT NULL, ${minor('charges')},
    -- The telling words of the name, to know a payer again.
    payer_words TEXT NOT NULL,
    mark BLOB NOT NULL CHECK (length(mark) = 16), nth INTEGER NOT NULL CHECK (nth >= 1),
    UNIQUE (account_rid, booking_date, amount, mark, nth)
  ) STRICT;
  CREATE INDEX bank_line_iban ON bank_line (iban) WHERE iban <> '';
  CREATE INDEX bank_line_name ON bank_line (payer_words) WHERE payer_words <> '';
  CREATE VIRTUAL TABLE bank_fts USING fts5(words, content='', columnsize=0, detail=none, prefix='1 2 3 4 5 6 7 8', tokenize='ascii');

  -- What was decided about a line, each time. 'accept' names the payment it became.
  CREATE TABLE bank_event (
    rid INTEGER PRIMARY KEY,
    ${id},
    line_rid INTEGER NOT NULL REFERENCES bank_line (rid),
    kind TEXT NOT NULL CHECK (kind IN ('accept', 'aside', 'undo')),
    payment_rid INTEGER REFERENCES payment (rid),
    note TEXT NOT NULL, ${instant('at')} NOT NULL, by TEXT NOT NULL,
    CHECK ((kind = 'accept') = (payment_rid IS NOT NULL))
  ) STRICT;
  CREATE INDEX bank_event_line ON bank_event (line_rid);
`;

const STATES = `
  CREATE TABLE bank_state (
    line_rid INTEGER PRIMARY KEY REFERENCES bank_line (rid),
    account_rid INTEGER NOT NULL REFERENCES bank_account (rid),
    booking_date TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'todo' CHECK (state IN ('todo', 'booked', 'aside')),
    payment_rid INTEGER REFERENCES payment (rid),
    CHECK ((state = 'booked') = (payment_rid IS NOT NULL))
  ) STRICT;
  CREATE INDEX bank_state_list ON bank_state (state, booking_date, line_rid);
  CREATE INDEX bank_state_account ON bank_state (account_rid, state, booking_date, line_rid);
  -- One line is one payment.
  CREATE UNIQUE INDEX bank_state_payment ON bank_state (payment_rid) WHERE payment_rid IS NOT NULL;
  CREATE TABLE bank_tally (
    account_rid INTEGER NOT NULL REFERENCES bank_account (rid),
    state TEXT NOT NULL, n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (account_rid, state)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER bank_account_tally AFTER INSERT ON bank_account
  BEGIN INSERT INTO bank_tally (account_rid, state, n) VALUES (NEW.rid, 'todo', 0), (NEW.rid, 'booked', 0), (NEW.rid, 'aside', 0); END;
  CREATE TRIGGER bank_line_state AFTER INSERT ON bank_line
  BEGIN INSERT INTO bank_state (line_rid, account_rid, booking_date) VALUES (NEW.rid, NEW.account_rid, NEW.booking_date); END;
  CREATE TRIGGER bank_state_add AFTER INSERT ON bank_state
  BEGIN UPDATE bank_tally SET n = n + 1 WHERE account_rid = NEW.account_rid AND state = NEW.state; END;
  CREATE TRIGGER bank_state_move AFTER UPDATE OF state ON bank_state WHEN NEW.state <> OLD.state
  BEGIN
    UPDATE bank_tally SET n = n - 1 WHERE account_rid = OLD.account_rid AND state = OLD.state;
    UPDATE bank_tally SET n = n + 1 WHERE account_rid = NEW.account_rid AND state = NEW.state;
  END;
  -- The state follows from the decisions, wherever they come from. Only what is to do can be accepted or set aside, and only the rest can be undone.
  CREATE TRIGGER bank_event_fits BEFORE INSERT ON bank_event
  WHEN (SELECT state FROM bank_state WHERE line_rid = NEW.line_rid) = 'todo' AND NEW.kind = 'undo'
    OR (SELECT state FROM bank_state WHERE line_rid = NEW.line_rid) <> 'todo' AND NEW.kind <> 'undo'
  BEGIN SELECT RAISE(ABORT, 'not in this state'); END;
  CREATE TRIGGER bank_event_moves AFTER INSERT ON bank_event
  BEGIN
    UPDATE bank_state SET state = CASE NEW.kind WHEN 'accept' THEN 'booked' WHEN 'aside' THEN 'aside' ELSE 'todo' END, payment_rid = NEW.payment_rid
    WHERE line_rid = NEW.line_rid;
  END;
  -- A payment that is taken back, on whatever screen, leaves its line to do again.
  CREATE TRIGGER bank_payment_voided AFTER INSERT ON payment_void WHEN NEW.payment_rid IS NOT NULL
  BEGIN
    INSERT INTO bank_event (id, line_rid, kind, payment_rid, note, at, by)
    SELECT a.id, s.line_rid, 'undo', NULL, a.note, a.at, a.by FROM bank_state s JOIN payment_act a ON a.rid = NEW.act_rid WHERE s.payment_rid = NEW.payment_rid;
  END;
  -- Open documents of one amount, for lines that name none: whole ones are found by their total, so that issuing has one index less to write; these are the rest.
  CREATE INDEX document_partial ON document_state (balance) WHERE status = 'partial';
  CREATE INDEX open_later ON open_part (balance, currency) WHERE part > 0;
`;

/**
 * A number as it is looked up in what payers write: without marks between, letters that look like digits as digits. domain/bankNumbers.ts does the same;
 * a test holds them together.
 */
const MARKS = ['-', '/', ' ', '.', '_', '#', ':', '+', ',', '(', ')', '|'];
const ALIKE = [['O', '0'], ['Q', '0'], ['I', '1'], ['L', '1'], ['S', '5'], ['B', '8'], ['Z', '2']];
export const NUMBER_KEY_SQL = [...MARKS.map((mark) => [mark, '']), ...ALIKE].reduce((sql, [from, to]) => `replace(${sql}, '${from}', '${to}')`, 'upper(number)');

const NUMBERS = `CREATE INDEX document_number_key ON document (${NUMBER_KEY_SQL});`;

const TABLES = ['bank_account', 'bank_statement', 'bank_line', 'bank_event'];
const APPEND_ONLY = TABLES.map((table) => `
  CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE rid = NEW.rid) OR EXISTS (SELECT 1 FROM ${table} WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;`).join('\n');

export const bank: Migration = {
  version: 48,
  up(db) {
    db.exec(TOLD);
    db.exec(STATES);
    db.exec(NUMBERS);
    db.exec(APPEND_ONLY);
  },
};
