// Which lines of a file are in the books already: the same file again, an overlapping statement, or the same movements in another format. Pure; called by the bank's import.
import type { BankFormat } from './bankStatement.ts';

/** A line of one account, day and amount, as far as doubles are concerned. */
export interface Comparable {
  /** Hash of everything else it says. */
  readonly mark: string;
  readonly bankRef: string;
  readonly format: BankFormat;
}

/** Of a cut reference at least this much must agree. */
const FEWEST_REF = 8;

/**
 * For each new line, whether it is one of those that are there. All are of the same account, day and amount. Each old line accounts for one new line at
 * most, so that two equal payments of a day stay two. First by everything they say, then by the bank's reference (some formats cut it), and last, between
 * different formats only, by counting: the second of two in one format is the second in the other.
 */
export function doublesOf(there: readonly Comparable[], fresh: readonly Comparable[]): boolean[] {
  const used = new Set<number>();
  const double = fresh.map(() => false);
  const pair = (same: (old: Comparable, one: Comparable) => boolean): void => {
    fresh.forEach((one, i) => {
      if (double[i] === true) return;
      const at = there.findIndex((old, k) => !used.has(k) && same(old, one));
      if (at < 0) return;
      used.add(at);
      double[i] = true;
    });
  };
  pair((old, one) => old.format === one.format && old.mark === one.mark);
  pair((old, one) => sameRef(old.bankRef, one.bankRef));
  pair((old, one) => old.format !== one.format);
  return double;
}

function sameRef(a: string, b: string): boolean {
  if (a === '' || b === '') return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short === long || (short.length >= FEWEST_REF && long.startsWith(short));
}
