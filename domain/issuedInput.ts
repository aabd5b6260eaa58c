// An issued document as arithmetic input and totals again, with the taxes it was frozen with: what conversions and final invoices go on from. Pure; services and the editor call it.
import type { Adjustment, DocumentInput, DocumentTotals } from './document.ts';
import { type Minor, NOTHING, minor } from './money.ts';
import type { Snapshot, SnapshotAdjustment, SnapshotLine } from './snapshotShape.ts';
import type { TaxComponent } from './tax.ts';

/** Exactly what the document was computed from, but for what was rounded in cash: that is decided anew. */
export function issuedInput(snapshot: Snapshot): DocumentInput {
  const components = snapshot.taxes.map(({ component }): TaxComponent => component);
  const taxesAt = (positions: readonly number[]) => positions.flatMap((position) => components[position] ?? []);
  return {
    currency: snapshot.currency,
    pricesIncludeTax: snapshot.pricesIncludeTax,
    lines: snapshot.lines.map((line) => ({ ...wordsOf(line), adjustments: line.adjustments.map(adjustmentOf), taxes: taxesAt(line.taxes) })),
    adjustments: snapshot.adjustments.map((a) => ({
      // What was typed: with prices that include tax the amount on paper is the one without.
      ...adjustmentOf({ ...a, amount: a.entered }),
      afterTax: a.afterTax,
      taxes: a.taxes === null ? null : taxesAt(a.taxes),
    })),
    prepaid: NOTHING,
    payableRounding: NOTHING,
    taxRounding: snapshot.taxRounding,
  };
}

function wordsOf({ description, quantity, unit, unitPrice, per }: SnapshotLine) {
  return { description, quantity, unit, unitPrice, per };
}

function adjustmentOf({ kind, percent, amount, reason }: SnapshotAdjustment): Adjustment {
  return { kind, percent, amount: percent === null ? minor(amount) : null, reason };
}

/** Its figures as they were frozen. */
export function issuedTotals({ lines, adjustments, taxes, totals }: Snapshot): DocumentTotals {
  const figures = mapMinor(totals);
  return {
    ...figures,
    lines: lines.map((line) => ({
      gross: minor(line.gross),
      entered: minor(line.entered),
      net: minor(line.net),
      netUnitPrice: line.netUnitPrice,
      adjustments: line.adjustments.map(({ amount }) => minor(amount)),
    })),
    adjustments: adjustments.map(({ amount, entered }) => ({ amount: minor(amount), entered: minor(entered), split: [] })),
    taxes: taxes.map(({ component, base, amount }) => ({ component, base: minor(base), amount: minor(amount) })),
  };
}

function mapMinor({ lineNet, allowances, charges, net, tax, gross, withheld, afterTaxAllowances, prepaid, rounding, payable }: Snapshot['totals']) {
  const head: Record<keyof Snapshot['totals'], Minor> = {
    lineNet: minor(lineNet),
    allowances: minor(allowances),
    charges: minor(charges),
    net: minor(net),
    tax: minor(tax),
    gross: minor(gross),
    withheld: minor(withheld),
    afterTaxAllowances: minor(afterTaxAllowances),
    prepaid: minor(prepaid),
    rounding: minor(rounding),
    payable: minor(payable),
  };
  return head;
}
