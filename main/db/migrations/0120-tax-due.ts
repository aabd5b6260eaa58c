// Schema step 120: tax that falls due when money arrives. Since when (for ever, like a rate), what each payment carries of its document's tax, and its sums per day. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

const amount = (name: string) => `${name} INTEGER NOT NULL CHECK (${name} BETWEEN -9007199254740991 AND 9007199254740991)`;
const undone = (document: string) => `EXISTS (SELECT 1 FROM document d JOIN csv_import i ON i.rid = d.import_rid WHERE d.rid = ${document} AND i.undone_at IS NOT NULL)`;

const TABLES = `
  -- Each choice is a row for ever; of several for one day the last one holds. Books without a row are taxed when invoiced.
  CREATE TABLE tax_due (
    rid INTEGER PRIMARY KEY,
    valid_from TEXT NOT NULL CHECK (valid_from GLOB '????-??-01'),
    due TEXT NOT NULL CHECK (due IN ('invoiced', 'paid')),
    audit_seq INTEGER NOT NULL REFERENCES audit_log (seq),
    at TEXT NOT NULL CHECK (length(at) = 24), by TEXT NOT NULL
  ) STRICT;

  -- What a settlement, a refund of a credit note, or the issue itself ('opening': paid before) carries of one tax of a document. Signed as in the report. Undoing writes the same with the other sign.
  -- 'discount' and 'given-up' bring no money: they only take from what is left. doc_*: worth at the document's own rate; paid_*: at the rate of the money; both in the business's currency.
  CREATE TABLE cash_tax (
    rid INTEGER PRIMARY KEY,
    day TEXT NOT NULL CHECK (length(day) = 10),
    kind TEXT NOT NULL CHECK (kind IN ('received', 'opening', 'discount', 'given-up')),
    act_rid INTEGER REFERENCES payment_act (rid),
    settlement_rid INTEGER REFERENCES settlement (rid),
    refund_rid INTEGER REFERENCES payment_refund (rid),
    document_rid INTEGER NOT NULL REFERENCES document (rid),
    position INTEGER NOT NULL CHECK (position >= 0),
    ${['base', 'amount', 'doc_base', 'doc_amount', 'paid_base', 'paid_amount'].map(amount).join(', ')},
    CHECK ((kind = 'opening') = (act_rid IS NULL)), CHECK (settlement_rid IS NULL OR refund_rid IS NULL)
  ) STRICT;
  CREATE INDEX cash_tax_day ON cash_tax (day);
  CREATE INDEX cash_tax_document ON cash_tax (document_rid);
  CREATE INDEX cash_tax_settlement ON cash_tax (settlement_rid) WHERE settlement_rid IS NOT NULL;
  CREATE INDEX cash_tax_refund ON cash_tax (refund_rid) WHERE refund_rid IS NOT NULL;

  -- Of documents whose tax falls due when paid. 'issue' and 'shift': what day_total holds of them. 'received': what fell due, at the rate of the money; 'released': the same with what was
  -- given up, at the rate of the document; 'given-up': that part of it.
  CREATE TABLE cash_day_total (
    day TEXT NOT NULL CHECK (length(day) = 10),
    basis TEXT NOT NULL CHECK (basis IN ('issue', 'shift', 'received', 'released', 'given-up')),
    tax_rate_rid INTEGER NOT NULL,
    category TEXT NOT NULL CHECK (category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
    rate TEXT NOT NULL, withholding INTEGER NOT NULL CHECK (withholding IN (0, 1)),
    currency TEXT NOT NULL CHECK (length(currency) = 3), base_currency TEXT NOT NULL CHECK (length(base_currency) = 3),
    name TEXT NOT NULL,
    ${['net', 'tax', 'base_net', 'base_tax'].map(amount).join(', ')},
    invoices INTEGER NOT NULL, notes INTEGER NOT NULL,
    PRIMARY KEY (day, basis, tax_rate_rid, category, rate, withholding, currency, base_currency)
  ) STRICT, WITHOUT ROWID;
`;

const APPEND_ONLY = ['tax_due', 'cash_tax'].map((table) => `
  CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE rid = NEW.rid) BEGIN SELECT RAISE(ABORT, 'append-only'); END;`).join('');

const GUARDS = `
  CREATE TRIGGER tax_due_no_delete BEFORE DELETE ON tax_due BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  -- Only the undo of the import that brought the document in.
  CREATE TRIGGER cash_tax_no_delete BEFORE DELETE ON cash_tax WHEN NOT ${undone('OLD.document_rid')} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER cash_tax_in_open_period BEFORE INSERT ON cash_tax WHEN NEW.day <= (SELECT through FROM period_closing ORDER BY rid DESC LIMIT 1)
  BEGIN SELECT RAISE(ABORT, 'the period is closed'); END;
  -- A document keeps the way of its day of issue: a change never reaches back to one.
  CREATE TRIGGER tax_due_after_documents BEFORE INSERT ON tax_due
  WHEN EXISTS (SELECT 1 FROM document WHERE issue_date >= NEW.valid_from AND kind IN ('invoice', 'deposit-invoice', 'final-invoice', 'credit-note'))
  BEGIN SELECT RAISE(ABORT, 'documents were issued since'); END;
`;

export const taxDue: Migration = {
  version: 120,
  up(db) {
    for (const sql of [TABLES, APPEND_ONLY, GUARDS]) db.exec(sql);
  },
};
