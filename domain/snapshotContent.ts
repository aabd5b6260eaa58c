// The lines, adjustments, taxes and sums of a snapshot, out of what was computed. Called by snapshot.ts only.
import { formatDec, parseDec } from './decimal.ts';
import type { DocumentTotals } from './document.ts';
import type { draftInput } from './draftInput.ts';
import { NOTHING } from './money.ts';
import type { Snapshot, SnapshotTotals } from './snapshotShape.ts';

type Read = ReturnType<typeof draftInput>;

/** Lines past those of the draft are the deposits taken off. */
export function contentOf(
  lines: Read['lines'],
  input: Read['input'],
  totals: DocumentTotals,
  positions: (taxes: readonly { id: string }[]) => number[],
): Pick<Snapshot, 'lines' | 'adjustments' | 'taxes'> {
  return {
    lines: input.lines.map(({ description, quantity, unit, unitPrice, per, taxes, adjustments }, i) => {
      const { gross = NOTHING, entered = NOTHING, net = NOTHING, netUnitPrice = '0', adjustments: amounts = [] } = totals.lines[i] ?? {};
      return {
        itemId: lines[i]?.itemId ?? null,
        description,
        detail: lines[i]?.detail ?? '',
        quantity: plain(quantity),
        unit,
        unitPrice: plain(unitPrice),
        per: plain(per),
        netUnitPrice,
        gross,
        entered,
        net,
        taxes: positions(taxes),
        adjustments: adjustments.map((a, k) => ({
          kind: a.kind,
          percent: a.percent === null ? null : plain(a.percent),
          amount: amounts[k] ?? NOTHING,
          reason: a.reason,
        })),
      };
    }),
    adjustments: input.adjustments.map((a, i) => ({
      kind: a.kind,
      percent: a.percent === null ? null : plain(a.percent),
      amount: totals.adjustments[i]?.amount ?? NOTHING,
      entered: totals.adjustments[i]?.entered ?? NOTHING,
      reason: a.reason,
      afterTax: a.afterTax,
      taxes: a.taxes === null ? null : positions(a.taxes),
    })),
    taxes: totals.taxes.map(({ component, base, amount }) => ({ component: { ...component }, base, amount })),
  };
}

function plain(decimal: string): string {
  return formatDec(parseDec(decimal));
}

/** The sums as the page says them. */
export function headOf(totals: DocumentTotals): SnapshotTotals {
  const { lineNet, allowances, charges, net, tax, gross, withheld, afterTaxAllowances, prepaid, rounding, payable } = totals;
  return { lineNet, allowances, charges, net, tax, gross, withheld, afterTaxAllowances, prepaid, rounding, payable };
}
