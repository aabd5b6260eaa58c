// The tax of a period, per component and in the business's own currency, with the documents behind every figure; and sales by any key. Called by reports only; the repository may add up in SQL, and tests hold it to this.
import { compareDates } from './date.ts';
import { exponentOf } from './currency.ts';
import { formatDec, parseDec } from './decimal.ts';
import { DomainError } from './error.ts';
import { type Minor, NOTHING, addMinor, convert, minor, negMinor } from './money.ts';
import type { TaxCategory, TaxComponent } from './tax.ts';

export interface ReportedDocument {
  readonly id: string;
  /** Credit notes and early-payment corrections count back: their amounts are positive and are taken off. */
  readonly direction: 1 | -1;
  /** The day the tax falls due: issue, supply or payment, as the owner's law and setting say. */
  readonly taxDate: string;
  readonly currency: string;
  /** Base currency for one; null when it is the base currency. */
  readonly rate: string | null;
  readonly taxes: readonly { readonly component: TaxComponent; readonly base: number; readonly amount: number }[];
}

export interface TaxRow {
  readonly taxId: string;
  /** As on the newest document. */
  readonly name: string;
  readonly category: TaxCategory;
  /** Canonical decimal string. */
  readonly rate: string;
  readonly withholding: boolean;
  readonly base: Minor;
  readonly amount: Minor;
  /** Every figure leads to its documents. */
  readonly documents: readonly string[];
}

/**
 * Sums per tax, category and rate from one date to another, both included, in order of category and rate. A foreign document is converted at its own
 * rate, base and tax each rounded once (T34). Throws PERIOD_ORDER, and RATE_MISSING rather than adding currencies (T35, T37).
 */
export function taxReport(documents: readonly ReportedDocument[], baseCurrency: string, from: string, to: string): TaxRow[] {
  if (compareDates(from, to) > 0) throw new DomainError('PERIOD_ORDER', { from, to });
  const rows = new Map<string, TaxRow>();
  for (const document of documents) {
    if (compareDates(document.taxDate, from) < 0 || compareDates(document.taxDate, to) > 0) continue;
    for (const { component, base, amount } of document.taxes) {
      const { id, name, category, withholding } = component;
      const rate = formatDec(parseDec(component.rate));
      const key = `${category}:${rate}:${id}:${withholding}`;
      const row = rows.get(key) ?? { taxId: id, name, category, rate, withholding, base: NOTHING, amount: NOTHING, documents: [] };
      const worth = (value: number) => inBase(minor(value), document, baseCurrency);
      const seen = row.documents.at(-1) === document.id ? row.documents : [...row.documents, document.id];
      rows.set(key, { ...row, name, base: addMinor(row.base, worth(base)), amount: addMinor(row.amount, worth(amount)), documents: seen });
    }
  }
  return [...rows.values()].sort(byCategoryAndRate);
}

/** With the document's direction. */
function inBase(value: Minor, { currency, rate, direction }: ReportedDocument, baseCurrency: string): Minor {
  const worth = currency === baseCurrency ? value : convert(value, rate, exponentOf(currency), exponentOf(baseCurrency));
  return direction < 0 ? negMinor(worth) : worth;
}

const CATEGORIES: readonly TaxCategory[] = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O'];

/** The order of every tax report: category, then rate. */
export function byCategoryAndRate(a: Pick<TaxRow, 'category' | 'rate' | 'taxId'>, b: Pick<TaxRow, 'category' | 'rate' | 'taxId'>): number {
  const order = CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category);
  if (order !== 0) return order;
  const [left, right] = [parseDec(a.rate), parseDec(b.rate)];
  const difference = right.units * 10n ** BigInt(10 - right.scale) - left.units * 10n ** BigInt(10 - left.scale);
  if (difference !== 0n) return difference < 0n ? -1 : 1;
  return a.taxId < b.taxId ? -1 : 1;
}

export interface Sale {
  /** Customer, item, month: whatever is asked for. */
  readonly key: string;
  readonly currency: string;
  readonly direction: 1 | -1;
  /** Without tax. */
  readonly net: Minor;
}

export interface SalesRow {
  readonly key: string;
  readonly currency: string;
  readonly net: Minor;
  readonly count: number;
}

/** Net sales per key and currency, largest first within a currency; credit notes taken off (T37: currencies are never added). */
export function salesBy(sales: readonly Sale[]): SalesRow[] {
  const rows = new Map<string, SalesRow>();
  for (const { key, currency, direction, net } of sales) {
    const place = `${currency} ${key}`;
    const row = rows.get(place) ?? { key, currency, net: NOTHING, count: 0 };
    rows.set(place, { ...row, net: addMinor(row.net, direction < 0 ? negMinor(net) : net), count: row.count + 1 });
  }
  return [...rows.values()].sort((a, b) =>
    a.currency < b.currency ? -1 : a.currency > b.currency ? 1 : b.net - a.net || (a.key < b.key ? -1 : 1),
  );
}
