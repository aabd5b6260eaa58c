// What other programs take off or add to a whole document (a discount, shipping, a rounding) as its allowances and charges. Called by documentRows.ts and documentBuild.ts only.
import type { DraftAdjustment } from '../../contract/invoices.ts';
import { exactMinor } from '../../domain/bankStatement.ts';
import { isNegative, isZero, parseDec } from '../../domain/decimal.ts';
import type { Lang } from '../../domain/lang.ts';
import type { RowCells } from './cells.ts';
import type { DocumentField } from './documentFields.ts';
import { type RowProblem, shown } from './rows.ts';
import { type Read, readFlag, readNumber } from './values.ts';

/** As the cells say it; null where nothing, or nothing but zero, stands there. */
export interface Extras {
  readonly discountPercent: string | null;
  readonly discountAmount: string | null;
  /** Of a column that holds either: which of them; null where the file does not say. */
  readonly isAmount: boolean | null;
  /** Lessens what is taxed; null where the file does not say. */
  readonly beforeTax: boolean | null;
  readonly shipping: string | null;
  /** Null: the column is not there, or says nothing. */
  readonly shippingTaxIds: readonly string[] | null;
  /** Added after the tax, below zero taken off: a rounding, as a rule. */
  readonly adjustment: string | null;
}

const AMOUNTS = [['discountPercent', 'documentDiscountPercent'], ['discountAmount', 'documentDiscount'], ['shipping', 'shipping'], ['adjustment', 'adjustment']] as const;
const REASONS: Readonly<Record<Lang, { shipping: string; adjustment: string }>> = {
  en: { shipping: 'Shipping', adjustment: 'Adjustment' }, de: { shipping: 'Versand', adjustment: 'Ausgleich' }, fr: { shipping: 'Livraison', adjustment: 'Ajustement' }, es: { shipping: 'Envío', adjustment: 'Ajuste' },
};

export function readExtras({ text, value }: RowCells<DocumentField>, numbers: 'point' | 'comma', taxOf: (cell: string) => Read<string[] | null>): Extras {
  const number = (field: DocumentField): string | null => {
    const read = value(field, (cell) => readNumber(cell.replace('%', ''), numbers), null);
    return read === null || isZero(parseDec(read)) ? null : read;
  };
  const flag = (field: DocumentField): boolean | null => (text(field) === '' ? null : value<boolean | null>(field, readFlag, null));
  return {
    discountPercent: number('documentDiscountPercent'), discountAmount: number('documentDiscount'), isAmount: flag('discountIsAmount'), beforeTax: flag('discountBeforeTax'),
    shipping: number('shipping'), shippingTaxIds: value('shippingTax', taxOf, null), adjustment: number('adjustment'),
  };
}

interface Row {
  row: number;
  extras: Extras;
}

/** Rows of one document say the same of the whole, or nothing. */
export function extrasDiffer(lines: readonly Row[]): RowProblem[] {
  return AMOUNTS.flatMap(([key, field]): RowProblem[] => {
    const first = lines.find(({ extras }) => extras[key] !== null)?.extras[key];
    const other = lines.find(({ extras }) => extras[key] !== null && extras[key] !== first);
    return other === undefined ? [] : [{ row: other.row, column: field, code: 'DOCUMENT_DIFFERS', value: shown(other.extras[key] ?? '') }];
  });
}

export interface ExtraMeans {
  sign: 1 | -1;
  currency: string;
  language: Lang;
}

/**
 * The allowances and charges of a document, in every way the file can be meant, the likeliest first: where it says a total, that one counts which comes to it.
 * A single empty way for a document without any; problems where an amount is finer than its currency.
 */
export function adjustmentWays(lines: readonly Row[], { sign, currency, language }: ExtraMeans): { ways: DraftAdjustment[][]; problems: RowProblem[] } {
  const said = <K extends keyof Extras>(key: K): Extras[K] | null => lines.find(({ extras }) => extras[key] !== null)?.extras[key] ?? null;
  const problems: RowProblem[] = [];
  const amountOf = (key: 'discountAmount' | 'shipping' | 'adjustment', field: DocumentField): number | null => {
    const text = said(key);
    if (text === null) return null;
    const amount = exactMinor(text, currency);
    if (amount === null) problems.push({ row: lines[0]?.row ?? 0, column: field, code: 'DECIMALS', value: shown(text) });
    return amount;
  };
  const discounts = discountWays(said('discountPercent'), said('discountAmount'), amountOf, said('isAmount'), said('beforeTax'));
  const shipping = shippingWays(amountOf('shipping', 'shipping'), said('shippingTaxIds'), sign, REASONS[language].shipping);
  const adjustment = amountOf('adjustment', 'adjustment');
  const last = adjustment === null ? [] : [adjustmentOf(sign * adjustment, REASONS[language].adjustment)];
  return { ways: discounts.flatMap((discount) => shipping.map((charge) => [...discount, ...charge, ...last])), problems };
}

/** A percentage falls on each tax by itself, an amount in proportion (T12, T13). Programs write discounts with and without a minus. */
function discountWays(percent: string | null, text: string | null, amountOf: (key: 'discountAmount', field: DocumentField) => number | null, isAmount: boolean | null, beforeTax: boolean | null): DraftAdjustment[][] {
  const plain = (decimal: string): string => (isNegative(parseDec(decimal)) ? decimal.slice(1) : decimal);
  const bare = { kind: 'allowance' as const, percent: null, amount: null, reason: '', taxIds: null, afterTax: false };
  const ways: DraftAdjustment[] = percent === null ? [] : [{ ...bare, percent: plain(percent) }];
  // One column for both: what it holds says another one, or the total.
  if (text !== null && isAmount !== true && (isAmount === false || percent === null)) ways.push({ ...bare, percent: plain(text) });
  if (text !== null && isAmount !== false) {
    const amount = amountOf('discountAmount', 'documentDiscount');
    if (amount !== null) ways.splice(percent === null ? 0 : ways.length, 0, { ...bare, amount: Math.abs(amount) });
  }
  if (ways.length === 0) return [[]];
  const after = ways.map((way) => ({ ...way, afterTax: true }));
  return (beforeTax === null ? [...ways, ...after] : beforeTax ? ways : after).map((way) => [way]);
}

/** Taxed as the file says; where it does not, like the goods it goes with, else not at all. */
function shippingWays(amount: number | null, taxIds: readonly string[] | null, sign: 1 | -1, reason: string): DraftAdjustment[][] {
  if (amount === null) return [[]];
  const charge = { kind: sign * amount > 0 ? ('charge' as const) : ('allowance' as const), percent: null, amount: Math.abs(amount), reason, afterTax: false };
  const ways = taxIds === null ? [null, []] : [[...taxIds]];
  return ways.map((taxes) => [{ ...charge, taxIds: taxes }]);
}

function adjustmentOf(amount: number, reason: string): DraftAdjustment {
  const less = amount < 0;
  return { kind: less ? 'allowance' : 'charge', percent: null, amount: Math.abs(amount), reason, taxIds: less ? null : [], afterTax: less };
}
