// SQL of sales by customer and by item, and of the documents behind a figure of a report. Called by report services only; what reads every line runs in the job process.
import type { TaxBasis } from './dayTotals.ts';
import type { Db } from '../db/open.ts';
import { WAY } from './cashTax.ts';
import { all } from './statement.ts';

export interface CustomerSum {
  customerRid: number;
  id: string;
  name: string;
  currency: string;
  net: number;
  invoices: number;
  notes: number;
}
/** One quantity of one item: grouped before it is added, since quantities are decimals. */
export interface ItemSum {
  itemRid: number | null;
  id: string | null;
  code: string;
  name: string;
  unit: string;
  quantity: string;
  currency: string;
  net: number;
  lines: number;
  /** Lines of credit notes among them: their quantity is taken off. */
  notes: number;
}
/** A document behind a figure, with the two amounts the figure is made of (in the document's currency, without sign). */
export interface BehindRow {
  /** Below zero for what is no document of its own: a discount, or one undone. */
  rid: number;
  id: string;
  kind: 'invoice' | 'deposit-invoice' | 'final-invoice' | 'credit-note';
  number: string;
  day: string;
  customer: string;
  currency: string;
  baseCurrency: string;
  rate: string | null;
  first: number;
  second: number;
  /** -1 for what is taken off: a credit note, or an early-payment discount. */
  sign: 1 | -1;
}
export interface Span {
  from: string;
  to: string;
}
export interface TaxKey {
  taxRid: number;
  category: string;
  rate: string;
  withholding: number;
  baseCurrency: string;
}
/** Where the next page begins: documents before this day and rid. */
export interface Before {
  date: string;
  rid: number;
}

const SALE = "d.kind IN ('invoice', 'deposit-invoice', 'final-invoice', 'credit-note')";
const SIGNED = (value: string) => `CASE d.kind WHEN 'credit-note' THEN -(${value}) ELSE ${value} END`;
const SIGN = "CASE d.kind WHEN 'credit-note' THEN -1 ELSE 1 END AS sign";
const ABOUT = 'd.id, d.kind, d.number, coalesce(b.name, c.name) AS customer, d.currency, d.base_currency AS baseCurrency, d.rate';
const HEAD = `d.rid, ${SIGN}, ${ABOUT}`;
const PEOPLE = 'JOIN customer c ON c.rid = d.customer_rid LEFT JOIN party_snapshot b ON b.rid = d.buyer_rid';
const BEFORE = '(d.issue_date, d.rid) < (@date, @rid)';
const NEWEST = 'ORDER BY d.issue_date DESC, d.rid DESC LIMIT @limit + 0';
const OF_TAX = 'x.tax_rate_rid = @taxRid AND x.category = @category AND x.rate = @taxRate AND x.withholding = @withholding';
const TAXED = `(SELECT sum(x.base) FROM document_tax x WHERE x.document_rid = d.rid AND ${OF_TAX}) AS first,
  (SELECT sum(x.amount) FROM document_tax x WHERE x.document_rid = d.rid AND ${OF_TAX}) AS second`;
const HAS_TAX = `d.base_currency = @baseCurrency AND EXISTS (SELECT 1 FROM document_tax x WHERE x.document_rid = d.rid AND ${OF_TAX})`;
/** In the report by payment the documents of the other way stand by their issue. */
const OTHER_WAY = `(@paid = 0 OR coalesce(${WAY('d')}, 'invoiced') = 'invoiced')`;
const ITEM_LINE = 'l.document_rid = d.rid AND l.item_rid IS @itemRid AND (@itemRid IS NOT NULL OR l.description = @description)';

export interface IssuedNumbers {
  name: string;
  first: string;
  last: string;
  lowest: number;
  highest: number;
  count: number;
}

const SQL = {
  // A number with its sequence before it, padded: the least and greatest of these texts are the first and last number.
  numbers: `SELECT s.name, d.period, min(d.sequence) AS lowest, max(d.sequence) AS highest, count(*) AS count,
      substr(min(printf('%010d', d.sequence) || d.number), 11) AS first, substr(max(printf('%010d', d.sequence) || d.number), 11) AS last
    FROM document d INDEXED BY document_list JOIN number_series s ON s.rid = d.series_rid WHERE d.issue_date BETWEEN @from AND @to GROUP BY d.series_rid, d.period ORDER BY s.rid, d.period LIMIT 500`,
  // CROSS JOIN keeps the order: sums come from the index alone, names are looked up once per customer.
  customers: `SELECT s.customerRid, c.id, c.name, s.currency, s.net, s.invoices, s.notes FROM (
      SELECT d.customer_rid AS customerRid, d.currency, sum(${SIGNED('d.net')}) AS net, sum(d.kind <> 'credit-note') AS invoices, sum(d.kind = 'credit-note') AS notes
      FROM document d INDEXED BY document_list WHERE d.issue_date BETWEEN @from AND @to AND ${SALE} GROUP BY d.customer_rid, d.currency
    ) s CROSS JOIN customer c ON c.rid = s.customerRid`,
  items: `SELECT s.*, i.id, coalesce(i.code, '') AS code, coalesce(i.name, s.description) AS name FROM (
      SELECT l.item_rid AS itemRid, CASE WHEN l.item_rid IS NULL THEN l.description ELSE '' END AS description, l.unit, l.quantity, d.currency,
        sum(${SIGNED('l.net')}) AS net, count(*) AS lines, sum(d.kind = 'credit-note') AS notes
      FROM document d INDEXED BY document_list CROSS JOIN document_line l ON l.document_rid = d.rid
      WHERE d.issue_date BETWEEN @from AND @to AND ${SALE} GROUP BY l.item_rid, 2, l.unit, l.quantity, d.currency
    ) s LEFT JOIN item i ON i.rid = s.itemRid`,
  adjustments: `SELECT d.currency, sum(${SIGNED('d.charges - d.allowances')}) AS net FROM document d INDEXED BY document_list
    WHERE d.issue_date BETWEEN @from AND @to AND ${SALE} AND (d.charges <> 0 OR d.allowances <> 0) GROUP BY d.currency`,
  // Only days that have such a tax are opened: a rare rate in ten years is found as quickly as the usual one in a month.
  taxDays: `SELECT DISTINCT day FROM day_total WHERE day BETWEEN @from AND min(@to, @date) AND basis = 'issue' AND tax_rate_rid = @taxRid AND category = @category
    AND rate = @taxRate AND withholding = @withholding AND base_currency = @baseCurrency ORDER BY day DESC`,
  otherDays: `SELECT DISTINCT t.day FROM day_total t WHERE t.day BETWEEN @from AND min(@to, @date) AND t.basis = 'issue' AND t.tax_rate_rid = @taxRid AND t.category = @category
    AND t.rate = @taxRate AND t.withholding = @withholding AND t.base_currency = @baseCurrency
    AND NOT EXISTS (SELECT 1 FROM cash_day_total k WHERE k.day = t.day AND k.basis = 'issue' AND k.tax_rate_rid = t.tax_rate_rid AND k.category = t.category AND k.rate = t.rate AND k.withholding = t.withholding
      AND k.currency = t.currency AND k.base_currency = t.base_currency AND k.net = t.net AND k.tax = t.tax AND k.invoices = t.invoices AND k.notes = t.notes) ORDER BY t.day DESC`,
  byTax: `SELECT ${HEAD}, d.issue_date AS day, ${TAXED} FROM document d INDEXED BY document_list ${PEOPLE}
    WHERE d.issue_date = @day AND ${BEFORE} AND ${SALE} AND ${HAS_TAX} AND (@supply = 0 OR d.supply_date IS NULL OR d.supply_date = d.issue_date) AND ${OTHER_WAY} ${NEWEST}`,
  bySupply: `SELECT ${HEAD}, d.supply_date AS day, ${TAXED} FROM document d INDEXED BY document_supply ${PEOPLE}
    WHERE d.supply_date BETWEEN @from AND @to AND d.supply_date IS NOT NULL AND d.supply_date <> d.issue_date AND (d.supply_date, d.rid) < (@date, @rid) AND ${SALE} AND ${HAS_TAX}
    ORDER BY d.supply_date DESC, d.rid DESC LIMIT @limit + 0`,
  // Early-payment discounts correct the tax on the day of their payment. Their places are below zero, so that they never collide with a document's.
  byDiscount: `SELECT -s.rid AS rid, -1 AS sign, ${ABOUT}, p.paid_on AS day, sum(t.base) AS first, sum(t.amount) AS second
    FROM payment p INDEXED BY payment_list CROSS JOIN settlement s ON s.act_rid = p.rid AND s.kind = 'early-discount' JOIN settlement_tax t ON t.settlement_rid = s.rid
      JOIN document d ON d.rid = s.document_rid JOIN document_tax x ON x.document_rid = d.rid AND x.position = t.position AND ${OF_TAX} ${PEOPLE}
    WHERE p.paid_on BETWEEN @from AND min(@to, @date) AND (p.paid_on, -s.rid) < (@date, @rid) AND d.base_currency = @baseCurrency AND ${OTHER_WAY}
    GROUP BY s.rid ORDER BY p.paid_on DESC, s.rid LIMIT @limit + 0`,
  // Undone discounts are few: every void is looked at.
  byUndone: `SELECT -1000000000 - v.rid AS rid, 1 AS sign, ${ABOUT}, a.date AS day, sum(t.base) AS first, sum(t.amount) AS second
    FROM payment_void v CROSS JOIN settlement s ON s.rid = v.settlement_rid AND s.kind = 'early-discount' JOIN payment_act a ON a.rid = v.act_rid JOIN settlement_tax t ON t.settlement_rid = s.rid
      JOIN document d ON d.rid = s.document_rid JOIN document_tax x ON x.document_rid = d.rid AND x.position = t.position AND ${OF_TAX} ${PEOPLE}
    WHERE v.settlement_rid IS NOT NULL AND a.date BETWEEN @from AND @to AND (a.date, -1000000000 - v.rid) < (@date, @rid) AND d.base_currency = @baseCurrency AND ${OTHER_WAY}
    GROUP BY v.rid ORDER BY a.date DESC, v.rid LIMIT @limit + 0`,
  byCustomer: `SELECT ${HEAD}, d.issue_date AS day, d.net AS first, d.tax AS second FROM document d INDEXED BY document_customer ${PEOPLE}
    WHERE d.customer_rid = (SELECT rid FROM customer WHERE id = @customerId) AND d.issue_date BETWEEN @from AND @to AND ${BEFORE} AND ${SALE} AND d.currency = @currency ${NEWEST}`,
  byDay: `SELECT ${HEAD}, d.issue_date AS day, d.net AS first, d.tax AS second FROM document d INDEXED BY document_list ${PEOPLE}
    WHERE d.issue_date BETWEEN @from AND @to AND ${BEFORE} AND ${SALE} AND d.currency = @currency ${NEWEST}`,
  byItem: `SELECT ${HEAD}, d.issue_date AS day, (SELECT sum(l.net) FROM document_line l WHERE ${ITEM_LINE} AND l.unit = @unit) AS first, 0 AS second
    FROM document d INDEXED BY document_list ${PEOPLE}
    WHERE d.issue_date BETWEEN @from AND @to AND ${BEFORE} AND ${SALE} AND d.currency = @currency
      AND EXISTS (SELECT 1 FROM document_line l WHERE ${ITEM_LINE} AND l.unit = @unit) ${NEWEST}`,
  adjusted: `SELECT ${HEAD}, d.issue_date AS day, d.charges - d.allowances AS first, 0 AS second FROM document d INDEXED BY document_list ${PEOPLE}
    WHERE d.issue_date BETWEEN @from AND @to AND ${BEFORE} AND ${SALE} AND d.currency = @currency AND (d.charges <> 0 OR d.allowances <> 0) ${NEWEST}`,
} as const;

/** Net sales per customer and currency. */
export function salesByCustomer(db: Db, span: Span): CustomerSum[] {
  return all<CustomerSum>(db, SQL.customers, { ...span });
}

/** Net sales per item, unit, quantity and currency. What no item stands for goes by its description. */
export function salesByItem(db: Db, span: Span): ItemSum[] {
  return all<ItemSum>(db, SQL.items, { ...span });
}

/** Discounts and charges of whole documents: what net sales have and no line has. */
export function documentAdjustments(db: Db, span: Span): { currency: string; net: number }[] {
  return all<{ currency: string; net: number }>(db, SQL.adjustments, { ...span });
}

/** Documents that carry this tax and discounts that correct it, newest first; first is the taxed amount, second the tax. */
export function documentsOfTax(db: Db, span: Span, basis: TaxBasis, { rate: taxRate, ...key }: TaxKey, before: Before, limit: number): BehindRow[] {
  const params = { ...span, ...key, taxRate, ...before, limit, supply: basis === 'supply' ? 1 : 0, paid: basis === 'paid' ? 1 : 0 };
  const onIssue: BehindRow[] = [];
  for (const { day } of all<{ day: string }>(db, basis === 'paid' ? SQL.otherDays : SQL.taxDays, params)) {
    if (onIssue.length >= limit) break;
    onIssue.push(...all<BehindRow>(db, SQL.byTax, { ...params, day, limit: limit - onIssue.length }));
  }
  const others = [...(basis === 'supply' ? [SQL.bySupply] : []), SQL.byDiscount, SQL.byUndone].flatMap((sql) => all<BehindRow>(db, sql, params));
  if (others.length === 0) return onIssue;
  return [...onIssue, ...others].sort((a, b) => (a.day === b.day ? b.rid - a.rid : a.day < b.day ? 1 : -1)).slice(0, limit);
}

export function documentsOfCustomer(db: Db, span: Span, customerId: string, currency: string, before: Before, limit: number): BehindRow[] {
  return all<BehindRow>(db, SQL.byCustomer, { ...span, customerId, currency, ...before, limit });
}

export function documentsOfDays(db: Db, span: Span, currency: string, before: Before, limit: number): BehindRow[] {
  return all<BehindRow>(db, SQL.byDay, { ...span, currency, ...before, limit });
}

export interface ItemKey {
  itemRid: number | null;
  description: string;
  unit: string;
}
export function documentsOfItem(db: Db, span: Span, key: ItemKey, currency: string, before: Before, limit: number): BehindRow[] {
  return all<BehindRow>(db, SQL.byItem, { ...span, ...key, currency, ...before, limit });
}

/** Documents with a discount or charge of their own. */
export function documentsAdjusted(db: Db, span: Span, currency: string, before: Before, limit: number): BehindRow[] {
  return all<BehindRow>(db, SQL.adjusted, { ...span, currency, ...before, limit });
}

/** Which numbers were issued, per series and counter. Opens every document of the span: for the job process. */
export function issuedNumbers(db: Db, span: Span): IssuedNumbers[] {
  return all<IssuedNumbers>(db, SQL.numbers, { ...span });
}
