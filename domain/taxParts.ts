// Everything on a document that carries taxes, cut into parts by tax set: lines, and document adjustments split over the sets. Called by document arithmetic only.
import { type Adjustment, adjustmentAmount, signedAdjustment } from './adjustment.ts';
import { parseDec, pow10 } from './decimal.ts';
import { type Minor, allocateUnits, apportion, minorOf, sumMinor } from './money.ts';
import { ONE, type TaxComponent, type TaxSet, taxSetOf } from './tax.ts';
import type { TaxedSum } from './taxing.ts';

/** An amount as entered, with the sign it has in the document's sum, and the position of its tax set. */
export interface TaxPart {
  readonly set: number;
  readonly amount: Minor;
}

/** The tax sets of one document, numbered in order of first appearance. */
export interface TaxSets {
  readonly all: TaxSet[];
  readonly place: (components: readonly TaxComponent[]) => number;
}

export function openTaxSets(): TaxSets {
  const all: TaxSet[] = [];
  const positions = new Map<string, number>();
  const place = (components: readonly TaxComponent[]): number => {
    const set = taxSetOf(components);
    const known = positions.get(set.key);
    if (known !== undefined) return known;
    positions.set(set.key, all.length);
    return all.push(set) - 1;
  };
  return { all, place };
}

/** The sum of the parts in each tax set. */
export function sumParts(sets: readonly TaxSet[], parts: readonly TaxPart[]): TaxedSum[] {
  const amounts: Minor[][] = sets.map(() => []);
  for (const { set, amount } of parts) amounts[set]?.push(amount);
  return sets.map((set, i) => ({ set, sum: sumMinor(amounts[i] ?? []) }));
}

/**
 * Splits a document adjustment over tax sets. With taxes of its own it is one part; without, it falls on the sets of the lines:
 * a percentage takes that percentage of each set, a fixed amount goes in proportion to what the sets are worth (T12, T13).
 * `amount` is the adjustment's unsigned amount, `lineSums` the entered sum of the lines in each set.
 */
export function splitAdjustment(
  adjustment: Adjustment,
  amount: Minor,
  taxes: readonly TaxComponent[] | null,
  lineSums: readonly Minor[],
  sets: TaxSets,
): TaxPart[] {
  if (taxes !== null) return [{ set: sets.place(taxes), amount: signedAdjustment(adjustment.kind, amount) }];
  if (lineSums.length === 0) return [{ set: sets.place([]), amount: signedAdjustment(adjustment.kind, amount) }];
  const shares = adjustment.percent === null ? splitFixed(amount, lineSums) : splitPercent(amount, adjustment.percent, lineSums);
  return shares.map((share, set) => ({ set, amount: signedAdjustment(adjustment.kind, minorOf(share)) }));
}

function splitPercent(amount: Minor, percent: string, lineSums: readonly Minor[]): bigint[] {
  const { units, scale } = parseDec(percent);
  return apportion(
    lineSums.map((sum) => BigInt(sum) * units),
    pow10(scale + 2),
    BigInt(amount),
  );
}

/** Where goods and returns meet, only the sets that go the document's way carry a fixed amount: a return must not grow by a discount. */
function splitFixed(amount: Minor, lineSums: readonly Minor[]): bigint[] {
  const direction = Math.sign(sumMinor(lineSums));
  const weights = lineSums.map((sum) => (direction === 0 || Math.sign(sum) === direction ? BigInt(Math.abs(sum)) : 0n));
  return allocateUnits(BigInt(amount), weights);
}

/** The net of every part when prices include tax: each set's net is divided among its parts so that the sum is exact (T08). */
export function netParts(parts: readonly TaxPart[], sums: readonly TaxedSum[], nets: readonly Minor[]): Minor[] {
  const result = parts.map((part) => part.amount);
  sums.forEach(({ set }, position) => {
    const members = parts.flatMap((part, i) => (part.set === position ? [i] : []));
    const ideals = members.map((i) => BigInt(parts[i]?.amount ?? 0) * ONE * ONE);
    const shares = apportion(ideals, set.factor, BigInt(nets[position] ?? 0));
    members.forEach((member, i) => {
      result[member] = minorOf(shares[i] ?? 0n);
    });
  });
  return result;
}

/** The unsigned amount of an adjustment on the sum of the lines. */
export function adjustmentOnLines(adjustment: Adjustment, lineSums: readonly Minor[]): Minor {
  return adjustmentAmount(adjustment, sumMinor(lineSums));
}
