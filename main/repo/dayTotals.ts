// SQL of the sums per day that reports read: tax by rate and sales, written with each document. Called by documents.ts when it stores one, and by report services.
import { AppError } from '../../contract/errors.ts';
import type { Snapshot } from '../../contract/invoices.ts';
import { exponentOf } from '../../domain/currency.ts';
import { convert, minor, negMinor } from '../../domain/money.ts';
import type { TaxCategory } from '../../domain/tax.ts';
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';

/** By issue, by supply where a document names another day for it, or as it falls due: by payment for the documents of that way, by issue for the others. */
export type TaxBasis = 'issue' | 'supply' | 'paid';
export interface TaxSum {
  taxRid: number;
  taxId: string;
  name: string;
  category: TaxCategory;
  rate: string;
  withholding: number;
  baseCurrency: string;
  base: number;
  amount: number;
  documents: number;
}
export interface SalesSum {
  /** 'YYYY-MM' or 'YYYY-MM-DD'. */
  span: string;
  currency: string;
  net: number;
  tax: number;
  invoices: number;
  notes: number;
}

/** What the sums are kept of: documents that sell or take back. Quotes and the like are no sales. */
const DIRECTION: Readonly<Record<string, 1 | -1>> = { invoice: 1, 'deposit-invoice': 1, 'final-invoice': 1, 'credit-note': -1 };

const SQL = {
  add: `INSERT INTO day_total (day, basis, tax_rate_rid, category, rate, withholding, currency, base_currency, name, net, tax, base_net, base_tax, invoices, notes)
        VALUES (@day, @basis, @taxRid, @category, @rate, @withholding, @currency, @baseCurrency, @name, @net, @tax, @baseNet, @baseTax, @invoices, @notes)
        ON CONFLICT DO UPDATE SET name = excluded.name, net = net + excluded.net, tax = tax + excluded.tax,
          base_net = base_net + excluded.base_net, base_tax = base_tax + excluded.base_tax, invoices = invoices + excluded.invoices, notes = notes + excluded.notes`,
  empty: 'DELETE FROM day_total WHERE day = ? AND invoices = 0 AND notes = 0 AND net = 0 AND tax = 0 AND base_net = 0 AND base_tax = 0',
  // With a bare max() SQLite answers the other bare columns from that row: the name of the newest day.
  taxes: `SELECT t.tax_rate_rid AS taxRid, r.id AS taxId, t.name, max(t.day) AS newest, t.category, t.rate, t.withholding, t.base_currency AS baseCurrency,
            sum(t.base_net) AS base, sum(t.base_tax) AS amount, sum(t.invoices + t.notes) AS documents
          FROM day_total t CROSS JOIN tax_rate r ON r.rid = t.tax_rate_rid
          WHERE t.day BETWEEN @from AND @to AND t.tax_rate_rid <> 0 AND (t.basis = 'issue' OR @shifted = 1)
          GROUP BY t.tax_rate_rid, t.category, t.rate, t.withholding, t.base_currency
          HAVING documents <> 0 OR base <> 0 OR amount <> 0`,
  sales: `SELECT substr(day, 1, @length) AS span, currency, sum(net) AS net, sum(tax) AS tax, sum(invoices) AS invoices, sum(notes) AS notes FROM day_total
          WHERE day BETWEEN @from AND @to AND basis = 'issue' AND tax_rate_rid = 0 GROUP BY span, currency ORDER BY currency, span`,
  baseSales: `SELECT substr(day, 1, 7) AS span, base_currency AS currency, sum(base_net) AS net, sum(base_tax) AS tax, sum(invoices) AS invoices, sum(notes) AS notes FROM day_total
          WHERE day BETWEEN @from AND @to AND basis = 'issue' AND tax_rate_rid = 0 AND base_currency = @baseCurrency GROUP BY span ORDER BY span`,
  correction: `SELECT a.date AS day, d.currency, d.base_currency AS baseCurrency, d.rate AS documentRate, x.tax_rate_rid AS taxRid, x.category, x.rate, x.withholding, x.name, t.base AS net, t.amount AS tax
    FROM settlement s JOIN document d ON d.rid = s.document_rid JOIN settlement_tax t ON t.settlement_rid = s.rid JOIN document_tax x ON x.document_rid = s.document_rid AND x.position = t.position
      JOIN payment_act a ON a.rid = @actRid WHERE s.rid = @settlementRid`,
  documents: "SELECT coalesce(sum(invoices + notes), 0) AS n FROM day_total WHERE day BETWEEN ? AND ? AND basis = 'issue' AND tax_rate_rid = 0",
} as const;

/** Counts one document: each of its taxes, and the whole, at its own rate and with its own sign; `way` -1 takes it out again. AMOUNT_TOO_LARGE when a sum leaves the safe integers. */
export function addDayTotals(db: Db, snapshot: Snapshot, taxRid: (id: string) => number, way: 1 | -1 = 1): void {
  const direction = DIRECTION[snapshot.kind];
  if (direction === undefined) return;
  const { issueDate, supplyDate, totals } = snapshot;
  const put = (day: string, basis: 'issue' | 'shift', by: 1 | -1, row: Row): void => {
    const side = by === way ? 1 : -1;
    write(db, { day, basis, row, money: snapshot, sign: direction === side ? 1 : -1, counts: direction < 0 ? { invoices: 0, notes: side } : { invoices: side, notes: 0 } });
  };
  put(issueDate, 'issue', 1, { taxRid: 0, category: '', rate: '0', withholding: 0, name: '', net: totals.net, tax: totals.tax });
  for (const { component: c, base, amount } of snapshot.taxes) {
    const row: Row = { taxRid: taxRid(c.id), category: c.category, rate: c.rate, withholding: Number(c.withholding), name: c.name, net: base, tax: amount };
    put(issueDate, 'issue', 1, row);
    if (supplyDate === null || supplyDate === issueDate) continue;
    put(issueDate, 'shift', -1, row);
    put(supplyDate, 'shift', 1, row);
  }
  if (way === -1) for (const day of [issueDate, supplyDate ?? issueDate]) run(db, SQL.empty, day);
}

interface Row {
  taxRid: number;
  category: TaxCategory | '';
  rate: string;
  withholding: number;
  name: string;
  net: number;
  tax: number;
}
interface Place {
  day: string;
  basis: 'issue' | 'shift';
  sign: 1 | -1;
  counts: { invoices: number; notes: number };
  row: Row;
  money: { currency: string; baseCurrency: string; rate: string | null };
}

function write(db: Db, { day, basis, sign, counts, row, money: { currency, baseCurrency, rate } }: Place): void {
  const signed = (value: number): number => (sign < 0 ? negMinor(minor(value)) : value);
  const inBase = (value: number): number => (currency === baseCurrency ? value : convert(minor(value), rate, exponentOf(currency), exponentOf(baseCurrency)));
  try {
    run(db, SQL.add, {
      ...row, ...counts, day, basis, currency, baseCurrency, net: signed(row.net), tax: signed(row.tax), baseNet: signed(inBase(row.net)), baseTax: signed(inBase(row.tax)),
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_CHECK') throw new AppError('AMOUNT_TOO_LARGE');
    throw error;
  }
}

interface Correction extends Row {
  day: string;
  currency: string;
  baseCurrency: string;
  documentRate: string | null;
}

/** An early-payment discount lessens the tax of its day (-1, T58); undoing it gives it back on the day it is undone (1). It is no document of its own. */
export function correctDayTotals(db: Db, settlementRid: number, actRid: number, by: 1 | -1): void {
  for (const { day, currency, baseCurrency, documentRate, ...row } of all<Correction>(db, SQL.correction, { settlementRid, actRid })) {
    write(db, { row, day, basis: 'issue', sign: by, counts: { invoices: 0, notes: 0 }, money: { currency, baseCurrency, rate: documentRate } });
  }
}

/** Base and tax in the business's currency per tax, category and rate, both days included. */
export function taxSums(db: Db, from: string, to: string, basis: TaxBasis): TaxSum[] {
  return all<TaxSum>(db, SQL.taxes, { from, to, shifted: basis === 'supply' ? 1 : 0 });
}

/** Sales without tax per day or month and currency, credit notes taken off. Never added across currencies (T37). */
export function salesSums(db: Db, from: string, to: string, by: 'day' | 'month'): SalesSum[] {
  return all<SalesSum>(db, SQL.sales, { from, to, length: by === 'day' ? 10 : 7 });
}

/** The same per month in the business's own currency, each document at its own dated rate. */
export function baseSalesSums(db: Db, from: string, to: string, baseCurrency: string): SalesSum[] {
  return all<SalesSum>(db, SQL.baseSales, { from, to, baseCurrency });
}

/** How many invoices and credit notes were issued in a span: decides whether a report is long. */
export function documentsBetween(db: Db, from: string, to: string): number {
  return one<{ n: number }>(db, SQL.documents, from, to)?.n ?? 0;
}
