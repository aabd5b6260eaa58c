// Schema step 46: what reports read. Sums per day of tax and sales, written with each document, and an index that answers sales without opening documents. Run by migrate.ts only.
import { exponentOf } from '../../../domain/currency.ts';
import { convert, minor } from '../../../domain/money.ts';
import type { Migration } from '../migration.ts';
import type { Db } from '../open.ts';

const amount = (name: string) => `${name} INTEGER NOT NULL CHECK (${name} BETWEEN -9007199254740991 AND 9007199254740991)`;

/**
 * One row per day, tax and currency; tax 0 with an empty category is the whole document. Credit notes are taken off.
 * 'issue' counts on the day of issue. 'shift' moves a document whose supply was on another day: minus on the one, plus on the other, so that
 * 'issue' alone is the report by issue and both together the report by supply.
 */
const TABLES = `
  CREATE TABLE day_total (
    day TEXT NOT NULL CHECK (length(day) = 10),
    basis TEXT NOT NULL CHECK (basis IN ('issue', 'shift')),
    -- No foreign key: 0 is no tax of the table.
    tax_rate_rid INTEGER NOT NULL,
    category TEXT NOT NULL CHECK (category IN ('', 'S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
    rate TEXT NOT NULL, withholding INTEGER NOT NULL CHECK (withholding IN (0, 1)),
    currency TEXT NOT NULL CHECK (length(currency) = 3), base_currency TEXT NOT NULL CHECK (length(base_currency) = 3),
    -- As on the newest document.
    name TEXT NOT NULL,
    ${['net', 'tax', 'base_net', 'base_tax'].map(amount).join(', ')},
    invoices INTEGER NOT NULL, notes INTEGER NOT NULL,
    PRIMARY KEY (day, basis, tax_rate_rid, category, rate, withholding, currency, base_currency)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX document_supply ON document (supply_date) WHERE supply_date IS NOT NULL AND supply_date <> issue_date;
  -- The list's index, wide enough to add up sales by customer from it alone. Lists read it by date and rid as before.
  DROP INDEX document_list;
  CREATE INDEX document_list ON document (issue_date, rid, kind, customer_rid, currency, net);
`;

interface Row {
  kind: string;
  issueDate: string;
  supplyDate: string | null;
  currency: string;
  baseCurrency: string;
  documentRate: string | null;
  taxRid: number;
  category: string;
  rate: string;
  withholding: number;
  name: string;
  net: number;
  tax: number;
}

const OLD = `
  SELECT d.rid AS place, -1 AS position, d.kind, d.issue_date AS issueDate, d.supply_date AS supplyDate, d.currency, d.base_currency AS baseCurrency, d.rate AS documentRate,
    0 AS taxRid, '' AS category, '0' AS rate, 0 AS withholding, '' AS name, d.net, d.tax
  FROM document d WHERE d.kind IN ('invoice', 'deposit-invoice', 'final-invoice', 'credit-note')
  UNION ALL
  SELECT d.rid, t.position, d.kind, d.issue_date, d.supply_date, d.currency, d.base_currency, d.rate, t.tax_rate_rid, t.category, t.rate, t.withholding, t.name, t.base, t.amount
  FROM document d JOIN document_tax t ON t.document_rid = d.rid WHERE d.kind IN ('invoice', 'deposit-invoice', 'final-invoice', 'credit-note')
  ORDER BY place, position`;

const ADD = `
  INSERT INTO day_total (day, basis, tax_rate_rid, category, rate, withholding, currency, base_currency, name, net, tax, base_net, base_tax, invoices, notes)
  VALUES (@day, @basis, @taxRid, @category, @rate, @withholding, @currency, @baseCurrency, @name, @net, @tax, @baseNet, @baseTax, @invoices, @notes)
  ON CONFLICT DO UPDATE SET name = excluded.name, net = net + excluded.net, tax = tax + excluded.tax,
    base_net = base_net + excluded.base_net, base_tax = base_tax + excluded.base_tax, invoices = invoices + excluded.invoices, notes = notes + excluded.notes`;

/** Books from before this step: every document once, as main/repo/dayTotals.ts does it at issue. */
function countOld(db: Db): void {
  const add = db.prepare(ADD);
  for (const row of db.prepare<[], Row>(OLD).all()) {
    const inBase = (value: number): number =>
      row.currency === row.baseCurrency ? value : convert(minor(value), row.documentRate, exponentOf(row.currency), exponentOf(row.baseCurrency));
    const sign = row.kind === 'credit-note' ? -1 : 1;
    const { kind: _kind, issueDate, supplyDate, documentRate: _rate, ...rest } = row;
    const put = (day: string, basis: 'issue' | 'shift', by: 1 | -1): void => {
      const signed = (value: number): number => sign * by * value;
      add.run({
        ...rest, day, basis, net: signed(row.net), tax: signed(row.tax), baseNet: signed(inBase(row.net)), baseTax: signed(inBase(row.tax)),
        invoices: sign > 0 ? by : 0, notes: sign < 0 ? by : 0,
      });
    };
    put(issueDate, 'issue', 1);
    if (row.taxRid !== 0 && supplyDate !== null && supplyDate !== issueDate) {
      put(issueDate, 'shift', -1);
      put(supplyDate, 'shift', 1);
    }
  }
}

export const reports: Migration = {
  version: 46,
  up(db) {
    db.exec(TABLES);
    countOld(db);
  },
};
