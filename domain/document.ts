// The arithmetic of a whole document, once for everybody: the live editor, the issuing service, the page and the tests. Sums follow EN 16931 exactly (T27).
import { type Adjustment, adjustmentAmount, signedAdjustment } from './adjustment.ts';
import { exponentOf } from './currency.ts';
import { type Rounding, decOf, divDec, divRound, formatDec, mul, parseDec } from './decimal.ts';
import { DomainError } from './error.ts';
import { type EnteredLine, type LineInput, enterLine } from './line.ts';
import { type Minor, NOTHING, addMinor, minorOf, negMinor, subMinor, sumMinor } from './money.ts';
import { ONE, type TaxComponent, type TaxSet, type TaxTotal } from './tax.ts';
import { taxExclusive, taxInclusive } from './taxing.ts';
import { type TaxPart, type TaxSets, adjustmentOnLines, netParts, openTaxSets, splitAdjustment, sumParts } from './taxParts.ts';

export type { Adjustment } from './adjustment.ts';
export type { LineInput } from './line.ts';
export type { TaxCategory, TaxComponent, TaxTotal } from './tax.ts';

export interface DocumentAdjustment extends Adjustment {
  /** The taxes it carries; null: it is split over the document's tax sets in proportion (T12). */
  readonly taxes: readonly TaxComponent[] | null;
  /** Taken off what is payable, not off the tax base (T11). Only allowances; a percentage is of the gross total. */
  readonly afterTax: boolean;
}

export interface DocumentInput {
  /** ISO 4217. */
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  readonly lines: readonly LineInput[];
  readonly adjustments: readonly DocumentAdjustment[];
  readonly prepaid: Minor;
  /** What is payable is rounded to a multiple of this many minor units: 5 for Swiss cash (T24), 100 for whole rupees (T25); 0 for none. */
  readonly payableRounding: Minor;
  /** How the tax is rounded (T26, T33). Everything else is half away from zero. */
  readonly taxRounding: Rounding;
}

export interface LineTotals extends EnteredLine {
  /** BT-131. With prices that include tax: this line's share of its tax set's net. */
  readonly net: Minor;
  /** Price without tax as a decimal, at least four decimals where it had to be worked out (T09). */
  readonly netUnitPrice: string;
}

export interface AdjustmentTotals {
  /** BT-92 or BT-99, without tax. For an allowance after tax: what is taken off. */
  readonly amount: Minor;
  /** The same in the document's price mode, as the person entered it. */
  readonly entered: Minor;
  /** The net amount in each tax set it touches. */
  readonly split: readonly { readonly taxKey: string; readonly amount: Minor }[];
}

export interface DocumentTotals {
  readonly lines: readonly LineTotals[];
  readonly adjustments: readonly AdjustmentTotals[];
  /** BT-106, sum of line nets. */
  readonly lineNet: Minor;
  /** BT-107. */
  readonly allowances: Minor;
  /** BT-108. */
  readonly charges: Minor;
  /** BT-109 = 106 - 107 + 108. */
  readonly net: Minor;
  /** BT-110, without withholding. */
  readonly tax: Minor;
  /** BT-112 = 109 + 110. */
  readonly gross: Minor;
  readonly withheld: Minor;
  readonly afterTaxAllowances: Minor;
  /** BT-113: paid before, withheld and taken off after tax. */
  readonly prepaid: Minor;
  /** BT-114. */
  readonly rounding: Minor;
  /** BT-115 = 112 - 113 + 114. */
  readonly payable: Minor;
  readonly taxes: readonly TaxTotal[];
}

/** A document adjustment that lessens or raises the tax base, cut into its parts. */
interface Split {
  readonly entered: Minor;
  readonly parts: readonly TaxPart[];
}

/**
 * Computes everything. Pure and quick enough for every keystroke.
 * Throws DomainError when a number is malformed, a rule of the input is broken (PRICE_NEGATIVE, ADJUSTMENT, TAX_TWICE ...) or an amount
 * leaves the safe integers (AMOUNT_TOO_LARGE).
 */
export function computeDocument(input: DocumentInput): DocumentTotals {
  const exponent = exponentOf(input.currency);
  const sets = openTaxSets();
  const entered = input.lines.map((line) => enterLine(line, exponent));
  const lineParts = entered.map((line, i) => ({ set: sets.place(input.lines[i]?.taxes ?? []), amount: line.entered }));
  const splits = splitAll(input.adjustments, lineParts, sets);
  const parts = [...lineParts, ...splits.flatMap((split) => split.parts)];

  const sums = sumParts(sets.all, parts);
  const { nets, totals } = input.pricesIncludeTax ? taxInclusive(sums, input.taxRounding) : taxExclusive(sums, input.taxRounding);
  const partNets = input.pricesIncludeTax ? netParts(parts, sums, nets) : parts.map((part) => part.amount);

  const lines = entered.map((line, i) => ({
    ...line,
    net: partNets[i] ?? NOTHING,
    netUnitPrice: netUnitPrice(
      input.lines[i]?.unitPrice ?? '0',
      input.pricesIncludeTax ? sets.all[lineParts[i]?.set ?? 0] : undefined,
      exponent,
    ),
  }));
  const head = sumHead(lines, input.adjustments, splits, partNets.slice(lines.length), totals);
  const adjustments = adjustmentTotals(input.adjustments, splits, partNets.slice(lines.length), sets.all, head.gross);
  return { lines, adjustments, ...head, ...sumPayable(input, head.gross, adjustments, totals), taxes: totals };
}

function splitAll(adjustments: readonly DocumentAdjustment[], lineParts: readonly TaxPart[], sets: TaxSets): Split[] {
  const lineSums = sumParts(sets.all, lineParts).map(({ sum }) => sum);
  return adjustments.map((adjustment) => {
    if (adjustment.afterTax && adjustment.kind === 'charge') throw new DomainError('AFTER_TAX_CHARGE');
    if (adjustment.afterTax) return { entered: NOTHING, parts: [] };
    const entered = adjustmentOnLines(adjustment, lineSums);
    return { entered, parts: splitAdjustment(adjustment, entered, adjustment.taxes, lineSums, sets) };
  });
}

/** The price without tax. Worked out of a price with tax it keeps at least four decimals, two more than were typed (T09). */
function netUnitPrice(unitPrice: string, within: TaxSet | undefined, exponent: number): string {
  const price = parseDec(unitPrice);
  if (!within) return formatDec(price);
  const decimals = Math.min(10, Math.max(4, exponent + 2, price.scale + 2));
  return formatDec(divDec(mul(price, decOf(ONE * ONE)), decOf(within.factor), decimals));
}

/** BT-106 to BT-112. */
function sumHead(
  lines: readonly LineTotals[],
  adjustments: readonly DocumentAdjustment[],
  splits: readonly Split[],
  splitNets: readonly Minor[],
  totals: readonly TaxTotal[],
) {
  const lineNet = sumMinor(lines.map((line) => line.net));
  const kinds = splits.flatMap(({ parts }, i) => parts.map(() => adjustments[i]?.kind));
  const allowances = negMinor(sumMinor(splitNets.filter((_, i) => kinds[i] === 'allowance')));
  const charges = sumMinor(splitNets.filter((_, i) => kinds[i] === 'charge'));
  const net = addMinor(subMinor(lineNet, allowances), charges);
  const tax = sumMinor(totals.filter(({ component }) => !component.withholding).map(({ amount }) => amount));
  return { lineNet, allowances, charges, net, tax, gross: addMinor(net, tax) };
}

function adjustmentTotals(
  adjustments: readonly DocumentAdjustment[],
  splits: readonly Split[],
  splitNets: readonly Minor[],
  sets: readonly TaxSet[],
  gross: Minor,
): AdjustmentTotals[] {
  let next = 0;
  return adjustments.map((adjustment, i) => {
    const { entered, parts } = splits[i] ?? { entered: NOTHING, parts: [] };
    if (adjustment.afterTax) {
      const amount = adjustmentAmount(adjustment, gross);
      return { amount, entered: amount, split: [] };
    }
    const split = parts.map((part, k) => ({
      taxKey: sets[part.set]?.key ?? '',
      amount: signedAdjustment(adjustment.kind, splitNets[next + k] ?? NOTHING),
    }));
    next += parts.length;
    return { amount: sumMinor(split.map(({ amount }) => amount)), entered, split };
  });
}

/** BT-113 to BT-115. Rounding what is payable changes neither the tax nor the total (T24, BR-CO-16). */
function sumPayable(input: DocumentInput, gross: Minor, adjustments: readonly AdjustmentTotals[], totals: readonly TaxTotal[]) {
  const withheld = sumMinor(totals.filter(({ component }) => component.withholding).map(({ amount }) => amount));
  const afterTaxAllowances = sumMinor(adjustments.filter((_, i) => input.adjustments[i]?.afterTax).map(({ amount }) => amount));
  const prepaid = addMinor(input.prepaid, withheld, afterTaxAllowances);
  const due = subMinor(gross, prepaid);
  const rounding = subMinor(roundPayable(due, input.payableRounding), due);
  return { withheld, afterTaxAllowances, prepaid, rounding, payable: addMinor(due, rounding) };
}

/** The multiple of `increment` nearest to what is due; half away from zero. */
export function roundPayable(due: Minor, increment: Minor): Minor {
  if (increment === 0) return due;
  return minorOf(divRound(BigInt(due), BigInt(increment)) * BigInt(increment));
}
