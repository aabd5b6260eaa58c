// SQL of the tax report by payment: sums of a period, what was not yet paid at its ends, and what is behind a figure. Called by report services only.
import { addDays } from '../../domain/date.ts';
import type { Db } from '../db/open.ts';
import type { TaxSum } from './dayTotals.ts';
import type { BehindRow, Before, Span, TaxKey } from './reportRows.ts';
import { all } from './statement.ts';

/** Tax of documents that falls due when paid, up to the beginning of a period and within it, in the business's currency. */
export interface CashSum {
  baseCurrency: string;
  basis: 'issue' | 'received' | 'released' | 'given-up';
  baseBefore: number;
  taxBefore: number;
  base: number;
  tax: number;
}
/** A row behind a figure, and the payment it came with. */
export type CashBehind = BehindRow & { paymentId: string | null; payment: number | null };

/** Added to places of payments, so that they never collide with those of documents in one list. */
const BEYOND = 4_000_000_000_000;
const KEY = 'tax_rate_rid = @taxRid AND category = @category AND rate = @taxRate AND withholding = @withholding AND base_currency = @baseCurrency';
const OF_TAX = 'x.tax_rate_rid = @taxRid AND x.category = @category AND x.rate = @taxRate AND x.withholding = @withholding';
const ABOUT = 'd.id, d.kind, d.number, coalesce(b.name, c.name) AS customer, d.base_currency AS currency, d.base_currency AS baseCurrency, NULL AS rate';
const PEOPLE = 'JOIN customer c ON c.rid = d.customer_rid LEFT JOIN party_snapshot b ON b.rid = d.buyer_rid';
const SIDE = (net: string, tax: string, n: string, from: string) =>
  `SELECT max(day) AS day, tax_rate_rid, category, rate, withholding, base_currency, name, sum(${net}) AS base_net, sum(${tax}) AS base_tax, sum(${n}) AS n FROM ${from} AND day BETWEEN @from AND @to
    GROUP BY tax_rate_rid, category, rate, withholding, base_currency`;

const SQL = {
  taxes: `SELECT sums.tax_rate_rid AS taxRid, r.id AS taxId, sums.name, max(sums.day) AS newest, sums.category, sums.rate, sums.withholding, sums.base_currency AS baseCurrency, sum(sums.base_net) AS base, sum(sums.base_tax) AS amount, sum(sums.n) AS documents
    FROM (SELECT * FROM (${SIDE('base_net', 'base_tax', 'invoices + notes', "day_total WHERE basis = 'issue' AND tax_rate_rid <> 0")})
      UNION ALL SELECT * FROM (${SIDE('0 - base_net', '0 - base_tax', '0 - invoices - notes', "cash_day_total WHERE basis = 'issue'")})
      UNION ALL SELECT * FROM (${SIDE('base_net', 'base_tax', 'invoices + notes', "cash_day_total WHERE basis = 'received'")})) sums JOIN tax_rate r ON r.rid = sums.tax_rate_rid
    GROUP BY sums.tax_rate_rid, sums.category, sums.rate, sums.withholding, sums.base_currency HAVING documents <> 0 OR base <> 0 OR amount <> 0`,
  // Up to a day, without it: whole months, and the days of the last one.
  standing: `SELECT base_currency AS baseCurrency, basis, sum(base_net) AS base, sum(base_tax) AS tax FROM (
      SELECT base_currency, basis, base_net, base_tax FROM cash_month_total WHERE month < substr(@until, 1, 7)
      UNION ALL SELECT base_currency, basis, base_net, base_tax FROM cash_day_total WHERE day >= substr(@until, 1, 7) AND day < @until AND withholding = 0)
    WHERE basis <> 'shift' GROUP BY base_currency, basis`,
  days: `SELECT day FROM cash_day_total WHERE day BETWEEN @from AND min(@to, @date) AND basis = 'received' AND ${KEY} GROUP BY day ORDER BY day DESC`,
  // A settlement with its document, and the document that gives back beside it, stand apart: each is a row.
  ofDay: `SELECT e.rid + @beyond AS rid, 1 AS sign, ${ABOUT}, e.day, e.paid_base AS first, e.paid_amount AS second, a.id AS paymentId, p.number AS payment
    FROM cash_tax e INDEXED BY cash_tax_day JOIN document d ON d.rid = e.document_rid JOIN document_tax x ON x.document_rid = e.document_rid AND x.position = e.position ${PEOPLE}
      LEFT JOIN settlement s ON s.rid = e.settlement_rid LEFT JOIN credit_source k ON k.rid = s.source_rid LEFT JOIN payment p ON p.rid = k.payment_rid LEFT JOIN payment_act a ON a.rid = p.rid
    WHERE e.day = @day AND (e.day, e.rid + @beyond) < (@date, @rid) AND e.kind IN ('received', 'opening') AND ${OF_TAX} AND d.base_currency = @baseCurrency ORDER BY e.rid DESC LIMIT @limit + 0`,
} as const;

/** Base and tax that fell due, per tax: of payments, and of documents of the other way by their issue. */
export function paidTaxSums(db: Db, from: string, to: string): TaxSum[] {
  return all<TaxSum>(db, SQL.taxes, { from, to });
}

export function cashStanding(db: Db, from: string, to: string): CashSum[] {
  const [before, after] = [from, addDays(to, 1)].map((until) => all<Pick<CashSum, 'baseCurrency' | 'basis' | 'base' | 'tax'>>(db, SQL.standing, { until }));
  return (after ?? []).map((sum) => {
    const was = before?.find(({ baseCurrency, basis }) => baseCurrency === sum.baseCurrency && basis === sum.basis) ?? { base: 0, tax: 0 };
    return { ...sum, baseBefore: was.base, taxBefore: was.tax, base: sum.base - was.base, tax: sum.tax - was.tax };
  });
}

/** What payments brought of one tax, newest first; in the business's currency, signed. */
export function paymentsOfTax(db: Db, span: Span, { rate: taxRate, ...key }: TaxKey, before: Before, limit: number): CashBehind[] {
  const params = { ...span, ...key, taxRate, ...before, limit, beyond: BEYOND };
  const rows: CashBehind[] = [];
  for (const { day } of all<{ day: string }>(db, SQL.days, params)) {
    if (rows.length >= limit) break;
    rows.push(...all<CashBehind>(db, SQL.ofDay, { ...params, day, limit: limit - rows.length }));
  }
  return rows;
}
