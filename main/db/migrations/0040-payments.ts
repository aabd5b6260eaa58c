// Schema step 40: money that came in. Events that are never changed (payments, settlements, refunds, voids), and the sums that follow from them, kept by the same transaction. Run by migrate.ts only.
import type { Migration } from '../migration.ts';
import { bringIn } from './0040-bringIn.ts';

const minor = (name: string) => `${name} INTEGER NOT NULL CHECK (${name} BETWEEN -9007199254740991 AND 9007199254740991)`;
const positive = (name: string) => `${name} INTEGER NOT NULL CHECK (${name} BETWEEN 1 AND 9007199254740991)`;
const notNegative = (name: string) => `${name} INTEGER NOT NULL DEFAULT 0 CHECK (${name} BETWEEN 0 AND 9007199254740991)`;
const minorOrNull = (name: string) => `${name} INTEGER CHECK (${name} BETWEEN -9007199254740991 AND 9007199254740991)`;
const flag = (name: string) => `${name} INTEGER NOT NULL DEFAULT 0 CHECK (${name} IN (0, 1))`;
const id = 'id TEXT NOT NULL UNIQUE CHECK (length(id) = 36)';
const date = (name: string) => `${name} TEXT CHECK (length(${name}) = 10)`;
const instant = (name: string) => `${name} TEXT CHECK (length(${name}) = 24)`;
const currency = (name: string) => `${name} TEXT CHECK (length(${name}) = 3)`;

/** Of a card never more than its brand and last four digits (T82). */
const METHOD = `
    method TEXT NOT NULL CHECK (method IN ('cash', 'transfer', 'card', 'cheque', 'other')),
    reference TEXT NOT NULL, brand TEXT CHECK ((brand IS NULL) = (method <> 'card')), last4 TEXT NOT NULL CHECK (length(last4) IN (0, 4))`;

const EVENTS = `
  -- What a person did with money, once: its id is made by the window, so doing it again finds it done (T60). 'input_hash' tells the same wish from another under the same id.
  CREATE TABLE payment_act (
    rid INTEGER PRIMARY KEY,
    ${id},
    kind TEXT NOT NULL CHECK (kind IN ('payment', 'apply', 'write-off', 'refund', 'void', 'credit-note')),
    customer_rid INTEGER NOT NULL REFERENCES customer (rid),
    ${date('date')} NOT NULL, note TEXT NOT NULL,
    input_hash BLOB NOT NULL CHECK (length(input_hash) = 32),
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    ${instant('at')} NOT NULL, by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX payment_act_customer ON payment_act (customer_rid, rid);

  CREATE TABLE payment (
    rid INTEGER PRIMARY KEY REFERENCES payment_act (rid),
    number INTEGER NOT NULL UNIQUE CHECK (number >= 1),
    customer_rid INTEGER NOT NULL REFERENCES customer (rid),
    ${date('paid_on')} NOT NULL,
    ${currency('currency')} NOT NULL, ${positive('amount')}, ${currency('base_currency')} NOT NULL, rate TEXT, ${minorOrNull('base_amount')},
    ${METHOD},
    CHECK ((currency = base_currency) = (base_amount IS NULL))
  ) STRICT;
  CREATE INDEX payment_list ON payment (paid_on);
  CREATE INDEX payment_customer ON payment (customer_rid, paid_on);

  -- What can settle documents: a payment, or a document that gives back. 'unused' is credit of the customer; nothing but the running columns ever changes.
  CREATE TABLE credit_source (
    rid INTEGER PRIMARY KEY,
    customer_rid INTEGER NOT NULL REFERENCES customer (rid),
    payment_rid INTEGER UNIQUE REFERENCES payment (rid),
    document_rid INTEGER UNIQUE REFERENCES document (rid),
    ${currency('currency')} NOT NULL, ${positive('amount')}, ${minorOrNull('base_amount')},
    ${notNegative('unused')}, ${minorOrNull('base_left')}, ${notNegative('refunded')}, ${flag('voided')},
    CHECK ((payment_rid IS NULL) <> (document_rid IS NULL)), CHECK (unused + refunded <= amount)
  ) STRICT;
  CREATE INDEX credit_open ON credit_source (customer_rid, currency) WHERE unused > 0;

  -- 'beside_rid': the payment it came with, and goes with when that is voided. The worths are what left the document and the source, so that a void brings back exactly these.
  CREATE TABLE settlement (
    rid INTEGER PRIMARY KEY,
    ${id},
    act_rid INTEGER NOT NULL REFERENCES payment_act (rid),
    kind TEXT NOT NULL CHECK (kind IN ('payment', 'credit-note', 'write-off', 'early-discount', 'rounding')),
    document_rid INTEGER NOT NULL REFERENCES document (rid),
    source_rid INTEGER REFERENCES credit_source (rid),
    beside_rid INTEGER REFERENCES credit_source (rid),
    ${minor('amount')}, ${minorOrNull('document_base')}, ${minorOrNull('source_base')}, ${minor('gain')},
    CHECK ((kind IN ('payment', 'credit-note')) = (source_rid IS NOT NULL)),
    CHECK (source_rid IS NULL OR beside_rid IS NULL),
    CHECK (amount > 0 OR (amount < 0 AND kind = 'rounding'))
  ) STRICT;
  CREATE INDEX settlement_act ON settlement (act_rid);
  CREATE INDEX settlement_document ON settlement (document_rid);
  CREATE INDEX settlement_source ON settlement (source_rid) WHERE source_rid IS NOT NULL;
  CREATE INDEX settlement_beside ON settlement (beside_rid) WHERE beside_rid IS NOT NULL;
  -- By how much an early-payment discount corrects each tax of its document, by position in document_tax (T58). Positive lessens.
  CREATE TABLE settlement_tax (
    settlement_rid INTEGER NOT NULL REFERENCES settlement (rid),
    position INTEGER NOT NULL CHECK (position >= 0),
    ${minor('base')}, ${minor('amount')},
    PRIMARY KEY (settlement_rid, position)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE payment_refund (
    rid INTEGER PRIMARY KEY REFERENCES payment_act (rid),
    source_rid INTEGER NOT NULL REFERENCES credit_source (rid),
    ${date('paid_on')} NOT NULL, ${positive('amount')}, ${minorOrNull('source_base')},
    ${METHOD}
  ) STRICT;
  CREATE INDEX payment_refund_source ON payment_refund (source_rid);
  CREATE INDEX payment_refund_list ON payment_refund (paid_on);

  -- One row for each thing undone: voiding a payment undoes its settlements with it. Nothing is undone twice.
  CREATE TABLE payment_void (
    rid INTEGER PRIMARY KEY,
    act_rid INTEGER NOT NULL REFERENCES payment_act (rid),
    payment_rid INTEGER UNIQUE REFERENCES payment (rid),
    settlement_rid INTEGER UNIQUE REFERENCES settlement (rid),
    refund_rid INTEGER UNIQUE REFERENCES payment_refund (rid),
    CHECK ((payment_rid IS NOT NULL) + (settlement_rid IS NOT NULL) + (refund_rid IS NOT NULL) = 1)
  ) STRICT;
  CREATE INDEX payment_void_act ON payment_void (act_rid);

  CREATE VIRTUAL TABLE payment_fts USING fts5(words, content='', columnsize=0, detail=none, prefix='1 2 3 4 5 6 7 8', tokenize='ascii');
`;

/** What follows from the events. Written with them, read by every list, and allowed to change. */
const SUMS = `
  -- Only for documents that something has settled, and for those that give back: without a row a document asks for all of its payable amount, so issuing writes none.
  -- 'balance' is below zero for what is still to be used of a credit note. 'noted': how much of an invoice credit notes took (0 none, 1 part, 2 all).
  CREATE TABLE document_state (
    document_rid INTEGER PRIMARY KEY REFERENCES document (rid),
    status TEXT NOT NULL CHECK (status IN ('open', 'partial', 'paid', 'credited', 'written-off')),
    ${['balance', 'paid', 'credited', 'written_off', 'discounted', 'rounded'].map(minor).join(', ')},
    ${minorOrNull('base_left')},
    -- When the next part falls due; null for what is settled or has no due date.
    ${date('due_date')},
    noted INTEGER NOT NULL DEFAULT 0 CHECK (noted IN (0, 1, 2))
  ) STRICT;
  CREATE INDEX document_status ON document_state (status, document_rid) WHERE status IN ('partial', 'credited', 'written-off');

  -- What is owed now, by customer: one row for each open document, or for each open instalment of one. Settled ones are gone. '9999-12-31' stands for no due date.
  CREATE TABLE open_part (
    customer_rid INTEGER NOT NULL REFERENCES customer (rid),
    document_rid INTEGER NOT NULL REFERENCES document (rid),
    part INTEGER NOT NULL CHECK (part >= 0),
    ${currency('currency')} NOT NULL, ${date('issue_date')} NOT NULL, ${date('due_date')} NOT NULL, ${positive('balance')},
    -- The first open part of its document; and whether the document is in the business's own currency.
    ${flag('next')}, ${flag('own')},
    PRIMARY KEY (customer_rid, document_rid, part)
  ) STRICT, WITHOUT ROWID;
  -- One entry per open document, at the day its next part falls due. With the issue date, so that what is overdue of a month is picked out in the index.
  CREATE INDEX open_due ON open_part (due_date, document_rid, issue_date) WHERE next = 1;
  CREATE INDEX open_foreign_due ON open_part (currency, due_date, document_rid, issue_date) WHERE next = 1 AND own = 0;
  CREATE VIEW open_document AS
    SELECT customer_rid, document_rid, currency, issue_date, min(due_date) AS due_date, sum(balance) AS balance FROM open_part GROUP BY customer_rid, document_rid;

  -- What is overdue is read from the open ones now.
  DROP INDEX document_due;
  DROP INDEX document_foreign_due;

  -- What a customer owes, and what is theirs to use. What they owe in all is the difference.
  ALTER TABLE customer_total ADD COLUMN ${notNegative('open')};
  ALTER TABLE customer_total ADD COLUMN ${notNegative('credit')};
`;

const FROZEN = ['payment_act', 'payment', 'settlement', 'settlement_tax', 'payment_refund', 'payment_void'];
const APPEND_ONLY = [
  ...FROZEN.map((table) => `
    CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;`),
  // Against REPLACE on a connection that forgot recursive_triggers.
  ...['payment_act', 'payment', 'settlement', 'payment_refund', 'payment_void', 'credit_source'].map((table) => `
    CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE rid = NEW.rid)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;`),
  ...['payment_act', 'settlement'].map((table) => `
    CREATE TRIGGER ${table}_one_id BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;`),
  `
    CREATE TRIGGER payment_void_once BEFORE INSERT ON payment_void
    WHEN EXISTS (SELECT 1 FROM payment_void WHERE payment_rid = NEW.payment_rid) OR EXISTS (SELECT 1 FROM payment_void WHERE settlement_rid = NEW.settlement_rid)
      OR EXISTS (SELECT 1 FROM payment_void WHERE refund_rid = NEW.refund_rid)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    CREATE TRIGGER settlement_tax_no_replace BEFORE INSERT ON settlement_tax
    WHEN EXISTS (SELECT 1 FROM settlement_tax WHERE settlement_rid = NEW.settlement_rid AND position = NEW.position)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    CREATE TRIGGER credit_source_no_delete BEFORE DELETE ON credit_source BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    CREATE TRIGGER credit_source_same BEFORE UPDATE OF rid, customer_rid, payment_rid, document_rid, currency, amount, base_amount ON credit_source
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    CREATE TRIGGER credit_source_stays_void BEFORE UPDATE OF voided ON credit_source WHEN OLD.voided = 1 AND NEW.voided = 0
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    -- Money settles only documents of its own customer and currency.
    CREATE TRIGGER settlement_of_customer BEFORE INSERT ON settlement WHEN NEW.source_rid IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM credit_source c JOIN document d ON d.rid = NEW.document_rid
        WHERE c.rid = NEW.source_rid AND c.customer_rid = d.customer_rid AND c.currency = d.currency)
    BEGIN SELECT RAISE(ABORT, 'another customer or currency'); END;`,
].join('\n');

export const payments: Migration = {
  version: 40,
  up(db) {
    db.exec(EVENTS);
    db.exec(SUMS);
    bringIn(db);
    db.exec(APPEND_ONLY);
  },
};
