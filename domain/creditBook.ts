// An issued invoice taken apart for crediting: every figure it is made of, what earlier credit notes took of each, and what is left. Called by creditNote.ts only.
import type { Adjustment } from './adjustment.ts';
import { type Rounding, formatDec, isZero, parseDec, sub } from './decimal.ts';
import { type Minor, NOTHING, apportion, minor, minorOf } from './money.ts';
import { less } from './share.ts';
import type { Snapshot } from './snapshotShape.ts';
import { ONE, type TaxComponent, type TaxSet, isCharged, isSimple } from './tax.ts';
import { type TaxedSum, type Taxing, taxExclusive, taxInclusive } from './taxing.ts';
import { type TaxPart, openTaxSets, splitAdjustment, sumParts } from './taxParts.ts';

/**
 * What a document takes of an invoice, figure by figure: plain JSON, stored with every credit note. They are linear: the figures of all credit
 * notes of an invoice add up, and never beyond the invoice's own.
 */
export interface CreditFigures {
  /** Per line of the invoice. Decimal strings. */
  readonly quantities: readonly string[];
  readonly gross: readonly number[];
  readonly lineAdjustments: readonly (readonly number[])[];
  /** Per part, in the invoice's price mode, with its sign in the sum: the lines first, then document adjustments by tax set. */
  readonly entered: readonly number[];
  /** Per tax set. */
  readonly nets: readonly number[];
  /** Prices with tax only: per tax set, the tax of each charged component in it. */
  readonly cells: readonly (readonly number[])[];
  /** In step with the invoice's taxes. */
  readonly taxes: readonly { readonly base: number; readonly amount: number }[];
  /** In step with the invoice's adjustments; 0 for those before tax. */
  readonly afterTax: readonly number[];
  readonly prepaid: number;
  readonly rounding: number;
  readonly payable: number;
  readonly baseTotal: number | null;
}

/** Something on the invoice that carries taxes. A line has its position, a piece of a document adjustment that of the adjustment. */
export interface CreditPart {
  readonly line: number | null;
  readonly adjustment: number | null;
  readonly set: number;
  /** Goes with the lines of its set, or with all lines where no line has its taxes (freight at a rate of its own). */
  readonly scope: 'set' | 'all';
}

export interface CreditBook {
  readonly invoice: Snapshot;
  readonly rounding: Rounding;
  readonly sets: readonly TaxSet[];
  readonly parts: readonly CreditPart[];
  readonly whole: CreditFigures;
  readonly left: CreditFigures;
  /** Nothing is left to credit. */
  readonly full: boolean;
}

interface Apart {
  readonly sets: readonly TaxSet[];
  readonly parts: readonly CreditPart[];
  readonly entered: readonly Minor[];
  readonly sums: readonly TaxedSum[];
  readonly taxing: Taxing;
}

/** Opens the invoice with everything credited before. */
export function openCreditBook(invoice: Snapshot, before: readonly CreditFigures[]): CreditBook {
  const apart = cut(invoice);
  const whole = wholeFigures(invoice, apart);
  const left = before.reduce(subtractFigures, whole);
  const { sets, parts } = apart;
  return { invoice, rounding: invoice.taxRounding, sets, parts, whole, left, full: before.length > 0 && isSpent(whole, left) };
}

/** True when no line has anything left and neither tax nor total has. */
export function isSpent(whole: CreditFigures, left: CreditFigures): boolean {
  const lines = left.quantities.every((quantity, i) => lineSpent(whole, i, quantity, left.entered[i] ?? 0));
  return lines && left.entered.every((amount) => amount === 0) && left.taxes.every(({ amount }) => amount === 0) && left.payable === 0;
}

/** A line is spent when its money is; one that never cost anything, when its quantity is. */
export function lineSpent(whole: CreditFigures, i: number, quantity: string, entered: number): boolean {
  return entered === 0 && (whole.entered[i] !== 0 || isZero(parseDec(quantity)));
}

function componentsOf(invoice: Snapshot, positions: readonly number[]): TaxComponent[] {
  return positions.flatMap((position) => invoice.taxes[position]?.component ?? []);
}

/** The invoice's own arithmetic again, from what was entered. */
function cut(invoice: Snapshot): Apart {
  const sets = openTaxSets();
  const linePieces = invoice.lines.map((line) => ({ set: sets.place(componentsOf(invoice, line.taxes)), amount: minor(line.entered) }));
  const lineSums = sumParts(sets.all, linePieces).map(({ sum }) => sum);
  const pieces: TaxPart[] = [...linePieces];
  const parts: CreditPart[] = linePieces.map(({ set }, line) => ({ line, adjustment: null, set, scope: 'set' }));
  invoice.adjustments.forEach((given, adjustment) => {
    if (given.afterTax) return;
    const typed: Adjustment = { ...given, amount: given.percent === null ? minor(given.entered) : null };
    const taxes = given.taxes && componentsOf(invoice, given.taxes);
    for (const piece of splitAdjustment(typed, minor(given.entered), taxes, lineSums, sets)) {
      pieces.push(piece);
      parts.push({ line: null, adjustment, set: piece.set, scope: piece.set < lineSums.length ? 'set' : 'all' });
    }
  });
  const sums = sumParts(sets.all, pieces);
  const taxing = (invoice.pricesIncludeTax ? taxInclusive : taxExclusive)(sums, invoice.taxRounding);
  return { sets: sets.all, parts, entered: pieces.map(({ amount }) => amount), sums, taxing };
}

function wholeFigures(invoice: Snapshot, { entered, sums, taxing }: Apart): CreditFigures {
  const { prepaid, withheld, afterTaxAllowances, rounding, payable } = invoice.totals;
  const cell = ({ set, sum }: TaxedSum, i: number) => cellsOf(set, sum, taxing.nets[i] ?? NOTHING);
  return {
    quantities: invoice.lines.map(({ quantity }) => quantity),
    gross: invoice.lines.map(({ gross }) => gross),
    lineAdjustments: invoice.lines.map(({ adjustments }) => adjustments.map(({ amount }) => amount)),
    entered,
    nets: taxing.nets,
    cells: invoice.pricesIncludeTax ? sums.map(cell) : [],
    taxes: invoice.taxes.map(({ base, amount }) => ({ base, amount })),
    afterTax: invoice.adjustments.map(({ afterTax, amount }) => (afterTax ? amount : 0)),
    prepaid: minor(prepaid - withheld - afterTaxAllowances),
    rounding,
    payable,
    baseTotal: invoice.baseTotal,
  };
}

/** The tax inside a gross sum, divided among its components as the invoice's arithmetic does (taxing.ts). */
function cellsOf(set: TaxSet, sum: Minor, net: Minor): Minor[] {
  const ideals = set.taxes.filter(isCharged).map((tax) => BigInt(sum) * tax.fraction * (isSimple(tax) ? ONE : ONE + set.simple));
  return apportion(ideals, set.factor, BigInt(sum) - BigInt(net)).map(minorOf);
}

/** a - b in every figure. */
export function subtractFigures(a: CreditFigures, b: CreditFigures): CreditFigures {
  const each = (left: readonly number[], right: readonly number[]) => left.map((amount, i) => less(amount, right[i] ?? 0));
  return {
    quantities: a.quantities.map((quantity, i) => formatDec(sub(parseDec(quantity), parseDec(b.quantities[i] ?? '0')))),
    gross: each(a.gross, b.gross),
    lineAdjustments: a.lineAdjustments.map((amounts, i) => each(amounts, b.lineAdjustments[i] ?? [])),
    entered: each(a.entered, b.entered),
    nets: each(a.nets, b.nets),
    cells: a.cells.map((amounts, i) => each(amounts, b.cells[i] ?? [])),
    taxes: a.taxes.map(({ base, amount }, i) => ({
      base: less(base, b.taxes[i]?.base ?? 0),
      amount: less(amount, b.taxes[i]?.amount ?? 0),
    })),
    afterTax: each(a.afterTax, b.afterTax),
    prepaid: less(a.prepaid, b.prepaid),
    rounding: less(a.rounding, b.rounding),
    payable: less(a.payable, b.payable),
    baseTotal: a.baseTotal === null ? null : less(a.baseTotal, b.baseTotal ?? 0),
  };
}
