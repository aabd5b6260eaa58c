// How much a person may take off: each line alone, and everything together, measured against list prices before any discount. Read by the issuing service and, as a hint, by the editor.
import { parseDec, pow10 } from './decimal.ts';

interface Taken { kind: 'allowance' | 'charge'; percent: string | null; amount: number }
/** The part of an issued (or nearly issued) document this looks at; every amount in the document's own price mode. */
export interface Discounted {
  lines: readonly {
    gross: number; adjustments: readonly Taken[];
    /** What the line would come to at the list price; absent or null where there is no list price. */
    listed?: number | null;
  }[];
  adjustments: readonly (Taken & { entered: number })[];
}

export interface OverLimit {
  /** Dotted path of what takes too much. */
  path: string;
  limit: string;
}

interface Line { back: boolean; base: number; reduced: boolean; taken: bigint; count: number }

/**
 * Where more than `limit` per cent is taken off; empty when nothing is. A price below the list price is a discount like any other; so is a line that takes back,
 * which counts in full against what the document sells. Each discount may be out by half a unit of rounding, which is forgiven.
 * `places`: where each line of the document stands in the draft, which may have blank lines between.
 */
export function overDiscountLimit(document: Discounted, limit: string, places: readonly number[] = document.lines.map((_, i) => i)): OverLimit[] {
  const lines = document.lines.map(weigh);
  const at = (i: number): number => places[i] ?? i;
  const over = lines.flatMap((line, i) => (exceeds(line.taken, line.count, BigInt(line.base), limit) ? [{ path: `lines.${at(i)}.${line.reduced ? 'unitPrice' : 'adjustments'}`, limit }] : []));
  if (over.length > 0) return over;
  const onDocument = document.adjustments.reduce((sum, { kind, entered }) => sum + (kind === 'allowance' ? BigInt(Math.abs(entered)) : 0n), 0n);
  const firstBack = lines.findIndex(({ back }) => back);
  if (onDocument === 0n && firstBack < 0) return []; // nothing beyond the lines, and each of these is within
  const all = lines.reduce((sum, { back, base, taken }) => sum + (back ? BigInt(base) : taken), onDocument);
  const gross = lines.reduce((sum, { back, base }) => sum + (back ? 0n : BigInt(base)), 0n);
  const count = lines.reduce((sum, line) => sum + line.count, document.adjustments.length);
  return exceeds(all, count, gross, limit) ? [{ path: onDocument === 0n ? `lines.${at(firstBack)}.quantity` : 'adjustments', limit }] : [];
}

function weigh({ gross, adjustments, listed }: Discounted['lines'][number]): Line {
  const asked = Math.abs(gross);
  const base = Math.max(asked, Math.abs(listed ?? 0));
  const reduced = base > asked;
  return { back: gross < 0, base, reduced, taken: BigInt(base - asked) + takenOff(adjustments), count: adjustments.length + (reduced ? 1 : 0) };
}

function takenOff(adjustments: readonly Taken[]): bigint {
  return adjustments.reduce((sum, { kind, amount }) => sum + (kind === 'allowance' ? BigInt(Math.abs(amount)) : 0n), 0n);
}

function exceeds(taken: bigint, count: number, gross: bigint, limit: string): boolean {
  const { units, scale } = parseDec(limit);
  return (taken - BigInt(count)) * 100n * pow10(scale) > units * gross;
}
