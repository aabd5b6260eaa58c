// Schema step 30: the business. Profile, taxes, series, customers, items, drafts, issued documents with their totals and search. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

/** Every amount is a whole number of minor units that JavaScript can hold exactly (SECURITY e 56). */
const minor = (name: string) => `${name} INTEGER NOT NULL CHECK (${name} BETWEEN -9007199254740991 AND 9007199254740991)`;
const minorOrNull = (name: string) => `${name} INTEGER CHECK (${name} BETWEEN -9007199254740991 AND 9007199254740991)`;
const flag = (name: string) => `${name} INTEGER NOT NULL DEFAULT 0 CHECK (${name} IN (0, 1))`;
const id = 'id TEXT NOT NULL UNIQUE CHECK (length(id) = 36)';
const version = 'version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1)';
const date = (name: string) => `${name} TEXT CHECK (length(${name}) = 10)`;
const instant = (name: string) => `${name} TEXT CHECK (length(${name}) = 24)`;
const currency = (name: string) => `${name} TEXT CHECK (length(${name}) = 3)`;

/** Documents the books count. The others (quotes and what follows them) lie in the same tables, held by the same triggers, and in indexes of their own. */
const COUNTED = "kind IN ('invoice', 'deposit-invoice', 'final-invoice', 'credit-note')";
const PAPER = "kind IN ('quote', 'order-confirmation', 'delivery-note', 'pro-forma')";
const KINDS = "kind IN ('invoice', 'deposit-invoice', 'final-invoice', 'credit-note', 'quote', 'order-confirmation', 'delivery-note', 'pro-forma')";

/** An index of its own for words begun by one letter, by two, and so on: a beginning without one is answered by gathering every document that has it first. */
const PREFIXES = '1 2 3 4 5 6 7 8';

const BUSINESS = `
  CREATE TABLE logo (
    rid INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
    png BLOB NOT NULL
  ) STRICT;

  -- One row. The profile is one JSON value: it is only ever read and written whole.
  CREATE TABLE business (
    rid INTEGER PRIMARY KEY CHECK (rid = 1),
    ${version},
    profile TEXT NOT NULL CHECK (json_valid(profile)),
    logo_rid INTEGER REFERENCES logo (rid),
    ${instant('updated_at')} NOT NULL
  ) STRICT;

  CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL CHECK (json_valid(value))) STRICT, WITHOUT ROWID;

  CREATE TABLE tax_rate (
    rid INTEGER PRIMARY KEY,
    ${id}, ${version},
    name TEXT NOT NULL,
    category TEXT NOT NULL CHECK (category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
    ${flag('compound')}, ${flag('withholding')},
    reason TEXT NOT NULL DEFAULT '',
    ${flag('is_default')}, ${flag('archived')}
  ) STRICT;
  CREATE TABLE tax_rate_version (
    tax_rate_rid INTEGER NOT NULL REFERENCES tax_rate (rid),
    ${date('valid_from')} NOT NULL,
    rate TEXT NOT NULL,
    PRIMARY KEY (tax_rate_rid, valid_from)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE number_series (
    rid INTEGER PRIMARY KEY,
    ${id}, ${version},
    kind TEXT NOT NULL CHECK (${KINDS} AND kind <> 'final-invoice'),
    name TEXT NOT NULL,
    pattern TEXT NOT NULL,
    rules TEXT NOT NULL CHECK (rules IN ('plain', 'india')),
    ${flag('is_default')}, ${flag('archived')},
    -- A series belongs to one device, so that two laptops can one day number offline.
    device_id TEXT NOT NULL CHECK (length(device_id) = 36)
  ) STRICT;
  CREATE TABLE series_counter (
    series_rid INTEGER NOT NULL REFERENCES number_series (rid),
    period TEXT NOT NULL,
    next INTEGER NOT NULL CHECK (next BETWEEN 1 AND 1000000000),
    -- Highest number given out; 'next' never goes back under it.
    taken INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0 AND taken < next),
    ${date('last_date')},
    PRIMARY KEY (series_rid, period)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER series_counter_keeps_taken BEFORE UPDATE OF taken ON series_counter WHEN NEW.taken < OLD.taken
  BEGIN SELECT RAISE(ABORT, 'numbers given out stay given out'); END;
  CREATE TRIGGER series_counter_no_delete BEFORE DELETE ON series_counter
  BEGIN SELECT RAISE(ABORT, 'numbers given out stay given out'); END;
`;

const PEOPLE_AND_THINGS = `
  CREATE TABLE csv_import (
    rid INTEGER PRIMARY KEY,
    ${id},
    kind TEXT NOT NULL CHECK (kind IN ('customers', 'items', 'documents', 'payments')),
    file TEXT NOT NULL,
    ${instant('at')} NOT NULL,
    added INTEGER NOT NULL CHECK (added >= 0),
    skipped INTEGER NOT NULL CHECK (skipped >= 0),
    -- Set when a document is issued to one of its customers or with one of its items: from then on it cannot be undone.
    ${flag('used')},
    ${instant('undone_at')},
    CHECK (used = 0 OR undone_at IS NULL)
  ) STRICT;

  CREATE TABLE customer (
    rid INTEGER PRIMARY KEY,
    ${id}, ${version},
    code TEXT NOT NULL, name TEXT NOT NULL CHECK (name <> ''), contact TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
    street TEXT NOT NULL, street2 TEXT NOT NULL, city TEXT NOT NULL, region TEXT NOT NULL, postcode TEXT NOT NULL,
    country TEXT NOT NULL CHECK (length(country) IN (0, 2)),
    vat_id TEXT NOT NULL, tax_number TEXT NOT NULL, ${currency('currency')}, language TEXT, terms TEXT CHECK (json_valid(terms)), notes TEXT NOT NULL,
    ${flag('archived')},
    -- The name as it is sorted and compared: folded, no accents.
    sort_name TEXT NOT NULL,
    import_rid INTEGER REFERENCES csv_import (rid),
    ${instant('created_at')} NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX customer_code ON customer (code COLLATE NOCASE) WHERE code <> '';
  CREATE INDEX customer_list ON customer (archived, sort_name, rid);
  CREATE INDEX customer_import ON customer (import_rid) WHERE import_rid IS NOT NULL;

  CREATE TABLE item (
    rid INTEGER PRIMARY KEY,
    ${id}, ${version},
    code TEXT NOT NULL, name TEXT NOT NULL CHECK (name <> ''), description TEXT NOT NULL, unit TEXT NOT NULL,
    price TEXT NOT NULL, cost TEXT, ${currency('currency')},
    ${flag('archived')},
    -- Set when the first line of an issued document names it: from then on it cannot be removed.
    ${flag('issued')},
    sort_name TEXT NOT NULL,
    import_rid INTEGER REFERENCES csv_import (rid),
    ${instant('created_at')} NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX item_code ON item (code COLLATE NOCASE) WHERE code <> '';
  CREATE INDEX item_list ON item (archived, sort_name, rid);
  CREATE INDEX item_import ON item (import_rid) WHERE import_rid IS NOT NULL;
  CREATE TABLE item_tax (
    item_rid INTEGER NOT NULL REFERENCES item (rid) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 3),
    tax_rate_rid INTEGER NOT NULL REFERENCES tax_rate (rid),
    PRIMARY KEY (item_rid, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER item_issued_stays BEFORE DELETE ON item WHEN OLD.issued = 1
  BEGIN SELECT RAISE(ABORT, 'an issued document names this item'); END;

  -- How many there are, kept by triggers: counting 100,000 rows for a heading is too slow.
  CREATE TABLE tally (what TEXT PRIMARY KEY, n INTEGER NOT NULL CHECK (n >= 0)) STRICT, WITHOUT ROWID;
  INSERT INTO tally (what, n) VALUES ('customer0', 0), ('customer1', 0), ('item0', 0), ('item1', 0);
  ${['customer', 'item'].map((table) => `
  CREATE TRIGGER ${table}_tally_add AFTER INSERT ON ${table}
  BEGIN UPDATE tally SET n = n + 1 WHERE what = '${table}' || NEW.archived; END;
  CREATE TRIGGER ${table}_tally_drop AFTER DELETE ON ${table}
  BEGIN UPDATE tally SET n = n - 1 WHERE what = '${table}' || OLD.archived; END;
  CREATE TRIGGER ${table}_tally_move AFTER UPDATE OF archived ON ${table} WHEN NEW.archived <> OLD.archived
  BEGIN
    UPDATE tally SET n = n - 1 WHERE what = '${table}' || OLD.archived;
    UPDATE tally SET n = n + 1 WHERE what = '${table}' || NEW.archived;
  END;`).join('\n')}

  -- Contentless: the words lie in the index only, folded, split and cut by repo/words.ts (to 'ascii' every other letter is part of a word). detail=none: whole-word prefixes are all that a type-ahead asks for.
  CREATE VIRTUAL TABLE customer_fts USING fts5(words, content='', contentless_delete=1, detail=none, prefix='${PREFIXES}', tokenize='ascii');
  CREATE VIRTUAL TABLE item_fts USING fts5(words, content='', contentless_delete=1, detail=none, prefix='${PREFIXES}', tokenize='ascii');

  -- A draft becomes the document of the same id when it is issued. That is what makes issuing twice harmless (T60). Its row is then marked and emptied,
  -- and gone when the next draft is made: taking it out of the tree would more than double what the issue itself has to write of drafts.
  CREATE TABLE draft (
    rid INTEGER PRIMARY KEY,
    ${id}, ${version},
    kind TEXT NOT NULL DEFAULT 'invoice' CHECK (${KINDS} AND kind <> 'credit-note'),
    customer_rid INTEGER REFERENCES customer (rid),
    -- What it was converted from.
    source_rid INTEGER REFERENCES document (rid),
    subject TEXT NOT NULL, ${currency('currency')} NOT NULL, ${minorOrNull('total')}, ${date('issue_date')} NOT NULL,
    ${instant('created_at')} NOT NULL, ${instant('updated_at')} NOT NULL, ${instant('discarded_at')}, ${flag('issued')},
    words TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body))
  ) STRICT;
  -- No index for the list: drafts are few, and each index is one more page to write at every issue.
  CREATE INDEX draft_customer ON draft (customer_rid) WHERE customer_rid IS NOT NULL;
  CREATE INDEX draft_source ON draft (source_rid) WHERE source_rid IS NOT NULL;
`;

const DOCUMENTS = `
  CREATE TABLE party_snapshot (
    rid INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    body TEXT NOT NULL CHECK (json_valid(body)),
    -- For lists, which would otherwise read the whole body for each of their rows.
    name TEXT NOT NULL GENERATED ALWAYS AS (json_extract(body, '$.name')) STORED
  ) STRICT;

  CREATE TABLE document (
    rid INTEGER PRIMARY KEY,
    ${id},
    kind TEXT NOT NULL CHECK (${KINDS}),
    number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 60),
    series_rid INTEGER NOT NULL REFERENCES number_series (rid),
    period TEXT NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence >= 1),
    customer_rid INTEGER NOT NULL REFERENCES customer (rid),
    seller_rid INTEGER NOT NULL REFERENCES party_snapshot (rid),
    buyer_rid INTEGER REFERENCES party_snapshot (rid),
    -- What it was converted from.
    origin_rid INTEGER REFERENCES document (rid),
    ${date('issue_date')} NOT NULL, ${date('valid_until')}, ${date('due_date')}, ${date('supply_date')}, terms TEXT CHECK (json_valid(terms)),
    reference TEXT NOT NULL, subject TEXT NOT NULL, note TEXT NOT NULL,
    ${currency('currency')} NOT NULL, rate TEXT, ${currency('base_currency')} NOT NULL, ${minorOrNull('base_total')},
    language TEXT NOT NULL, ${flag('prices_include_tax')},
    tax_rounding TEXT NOT NULL CHECK (tax_rounding IN ('half-up', 'half-even', 'down')),
    ${['line_net', 'allowances', 'charges', 'net', 'tax', 'gross', 'withheld', 'after_tax_allowances', 'prepaid', 'rounding', 'payable'].map(minor).join(',\n    ')},
    template TEXT NOT NULL,
    -- How many rows belong to it: the triggers below let exactly these in, within the issuing transaction, and none later.
    line_count INTEGER NOT NULL CHECK (line_count BETWEEN 0 AND 1000),
    adjustment_count INTEGER NOT NULL CHECK (adjustment_count BETWEEN 0 AND 5020),
    tax_count INTEGER NOT NULL CHECK (tax_count BETWEEN 0 AND 100),
    content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    ${instant('issued_at')} NOT NULL, issued_by TEXT NOT NULL,
    CHECK (net = line_net - allowances + charges AND gross = net + tax AND payable = gross - prepaid + rounding)
  ) STRICT;
  CREATE UNIQUE INDEX document_number ON document (number, kind);
  -- Ascending although lists read it backwards: new rows then go to the end of the index, which keeps its pages full. Every index ends with the rid by itself.
  CREATE INDEX document_list ON document (issue_date) WHERE ${COUNTED};
  CREATE INDEX document_paper ON document (kind, issue_date) WHERE ${PAPER};
  CREATE INDEX document_origin ON document (origin_rid) WHERE origin_rid IS NOT NULL;
  -- With the issue date, so that what is overdue of a month is picked out without looking at every invoice due since.
  CREATE INDEX document_due ON document (due_date, rid, issue_date) WHERE ${COUNTED};
  -- Holds all that a list shows of an invoice: a customer's invoices lie years apart, and reading each from its own page is what the cipher makes dear.
  CREATE INDEX document_customer ON document (customer_rid, issue_date, rid, id, number, subject, due_date, currency, payable, buyer_rid, kind);
  -- Only what is not in the business's own currency: few rows, so that a list in one currency never walks through all the others.
  CREATE INDEX document_foreign ON document (currency, issue_date) WHERE currency <> base_currency AND ${COUNTED};
  CREATE INDEX document_foreign_due ON document (currency, due_date) WHERE currency <> base_currency AND ${COUNTED};

  CREATE TABLE document_line (
    document_rid INTEGER NOT NULL REFERENCES document (rid),
    position INTEGER NOT NULL CHECK (position >= 0),
    -- No foreign key: checking it would scan every line when an import of items is undone. The triggers on both sides hold it.
    item_rid INTEGER,
    description TEXT NOT NULL, detail TEXT NOT NULL, quantity TEXT NOT NULL, unit TEXT NOT NULL,
    unit_price TEXT NOT NULL, per TEXT NOT NULL, net_unit_price TEXT NOT NULL,
    ${['gross', 'entered', 'net'].map(minor).join(', ')},
    taxes TEXT NOT NULL CHECK (json_valid(taxes)),
    PRIMARY KEY (document_rid, position)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE document_adjustment (
    document_rid INTEGER NOT NULL REFERENCES document (rid),
    position INTEGER NOT NULL CHECK (position >= 0),
    -- Null: an adjustment of the whole document.
    line INTEGER CHECK (line >= 0),
    kind TEXT NOT NULL CHECK (kind IN ('allowance', 'charge')),
    percent TEXT, ${minor('amount')}, reason TEXT NOT NULL,
    -- Of the whole document only: an amount on a line is in the document's price mode already.
    ${minorOrNull('entered')},
    ${flag('after_tax')}, taxes TEXT CHECK (json_valid(taxes)),
    CHECK ((line IS NULL) = (entered IS NOT NULL)),
    PRIMARY KEY (document_rid, position)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE document_tax (
    document_rid INTEGER NOT NULL REFERENCES document (rid),
    position INTEGER NOT NULL CHECK (position >= 0),
    tax_rate_rid INTEGER NOT NULL REFERENCES tax_rate (rid),
    name TEXT NOT NULL, category TEXT NOT NULL CHECK (category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')), rate TEXT NOT NULL,
    ${flag('compound')}, ${flag('withholding')}, reason TEXT,
    ${minor('base')}, ${minor('amount')},
    PRIMARY KEY (document_rid, position)
  ) STRICT, WITHOUT ROWID;

  -- What a credit note takes of its invoice, written with the note: 'amount' is what it gives back in all, 'closes' says that nothing is left after it.
  CREATE TABLE document_credit (
    document_rid INTEGER PRIMARY KEY REFERENCES document (rid),
    original_rid INTEGER NOT NULL REFERENCES document (rid),
    ${minor('amount')}, ${flag('closes')},
    figures TEXT NOT NULL CHECK (json_valid(figures)),
    CHECK (original_rid <> document_rid)
  ) STRICT;
  -- Holds all that a list asks of an invoice's credit notes.
  CREATE INDEX document_credited ON document_credit (original_rid, closes, amount);

  CREATE TABLE document_pdf (
    document_rid INTEGER PRIMARY KEY REFERENCES document (rid),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    ${instant('made_at')} NOT NULL,
    bytes BLOB NOT NULL CHECK (length(bytes) > 0)
  ) STRICT;
  -- Which documents still wait for their PDF: filled at issue, emptied when it is stored.
  CREATE TABLE pdf_pending (document_rid INTEGER PRIMARY KEY REFERENCES document (rid)) STRICT;

  CREATE VIRTUAL TABLE document_fts USING fts5(words, content='', columnsize=0, detail=none, prefix='${PREFIXES}', tokenize='ascii');
`;

/** Sums written by the issuing transaction itself, so that no screen ever adds up all rows. Amounts are what is payable. */
const TOTALS = `
  CREATE TABLE customer_total (
    customer_rid INTEGER NOT NULL REFERENCES customer (rid),
    ${currency('currency')} NOT NULL,
    ${minor('amount')}, count INTEGER NOT NULL CHECK (count >= 0), ${date('last_date')} NOT NULL,
    PRIMARY KEY (customer_rid, currency)
  ) STRICT, WITHOUT ROWID;
  -- Month '9999-99' is the sum of all months: kept beside the newest one, so that both lie on one page.
  -- 'volume' adds up sizes without signs. While it is a safe integer, so is every sum any screen can make of these documents.
  CREATE TABLE month_total (
    month TEXT NOT NULL CHECK (length(month) = 7),
    ${currency('currency')} NOT NULL, ${currency('base_currency')} NOT NULL,
    ${['amount', 'base_amount', 'volume', 'base_volume'].map(minor).join(', ')},
    -- Invoices; credit notes are counted beside them and lessen the amounts.
    count INTEGER NOT NULL CHECK (count >= 0), notes INTEGER NOT NULL CHECK (notes >= 0),
    PRIMARY KEY (month, currency, base_currency)
  ) STRICT, WITHOUT ROWID;
  -- One row per due day, less what was credited of it: what is overdue is a sum over days, not over invoices. '9999-12-31' stands for no due date.
  CREATE TABLE due_total (
    ${date('due_date')} NOT NULL,
    ${currency('currency')} NOT NULL,
    ${minor('amount')}, count INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (due_date, currency)
  ) STRICT, WITHOUT ROWID;
`;

const WRITE_ONCE = ['document', 'document_line', 'document_adjustment', 'document_tax', 'document_credit', 'document_pdf', 'party_snapshot', 'logo'];
const PARTS: readonly (readonly [table: string, counter: string])[] = [
  ['document_line', 'line_count'], ['document_adjustment', 'adjustment_count'], ['document_tax', 'tax_count'],
];

/** Append-only (T41, T42). The BEFORE INSERT guards stop REPLACE even on a connection that forgot recursive_triggers. */
const APPEND_ONLY = [
  ...WRITE_ONCE.map((table) => `
    CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;`),
  ...PARTS.map(([table, counter]) => `
    CREATE TRIGGER ${table}_only_at_issue BEFORE INSERT ON ${table}
    WHEN NEW.position >= (SELECT ${counter} FROM document WHERE rid = NEW.document_rid)
      OR EXISTS (SELECT 1 FROM ${table} WHERE document_rid = NEW.document_rid AND position = NEW.position)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;`),
  `
    CREATE TRIGGER document_no_replace BEFORE INSERT ON document
    WHEN EXISTS (SELECT 1 FROM document WHERE rid = NEW.rid) OR EXISTS (SELECT 1 FROM document WHERE id = NEW.id)
      OR EXISTS (SELECT 1 FROM document WHERE number = NEW.number AND kind = NEW.kind)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    CREATE TRIGGER document_credit_of_invoice BEFORE INSERT ON document_credit
    WHEN EXISTS (SELECT 1 FROM document_credit WHERE document_rid = NEW.document_rid)
      OR EXISTS (SELECT 1 FROM document_credit WHERE original_rid = NEW.original_rid AND closes = 1)
      OR NOT EXISTS (SELECT 1 FROM document n JOIN document o ON o.rid = NEW.original_rid WHERE n.rid = NEW.document_rid AND n.kind = 'credit-note'
        AND o.kind IN ('invoice', 'deposit-invoice', 'final-invoice') AND n.customer_rid = o.customer_rid AND n.currency = o.currency AND n.payable = NEW.amount)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    CREATE TRIGGER document_pdf_no_replace BEFORE INSERT ON document_pdf
    WHEN EXISTS (SELECT 1 FROM document_pdf WHERE document_rid = NEW.document_rid)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    CREATE TRIGGER document_line_item AFTER INSERT ON document_line WHEN NEW.item_rid IS NOT NULL
    BEGIN
      SELECT RAISE(ABORT, 'no such item') WHERE NOT EXISTS (SELECT 1 FROM item WHERE rid = NEW.item_rid);
      UPDATE item SET issued = 1 WHERE rid = NEW.item_rid AND issued = 0;
    END;
    CREATE TRIGGER item_issued_import AFTER UPDATE OF issued ON item WHEN NEW.import_rid IS NOT NULL
    BEGIN UPDATE csv_import SET used = 1 WHERE rid = NEW.import_rid AND used = 0; END;
    CREATE TRIGGER document_customer_import AFTER INSERT ON document
    BEGIN UPDATE csv_import SET used = 1 WHERE rid = (SELECT import_rid FROM customer WHERE rid = NEW.customer_rid) AND used = 0; END;`,
].join('\n');

export const billing: Migration = {
  version: 30,
  up(db) {
    for (const sql of [BUSINESS, PEOPLE_AND_THINGS, DOCUMENTS, TOTALS, APPEND_ONLY]) db.exec(sql);
  },
};
