// How much a person may take off: each line alone, and everything together, measured against the prices before any discount. Read by the issuing service and, as a hint, by the editor.
import { parseDec, pow10 } from './decimal.ts';

interface Taken { kind: 'allowance' | 'charge'; percent: string | null; amount: number }
/** The part of an issued (or nearly issued) document this looks at; every amount in the document's own price mode. */
export interface Discounted {
  lines: readonly { gross: number; adjustments: readonly Taken[] }[];
  adjustments: readonly (Taken & { entered: number })[];
}

export interface OverLimit {
  /** Dotted path of what takes too much. */
  path: string;
  limit: string;
}

/**
 * Where more than `limit` per cent is taken off; empty when nothing is. Each discount may be out by half a unit of rounding, which is forgiven.
 * `places`: where each line of the document stands in the draft, which may have blank lines between.
 */
export function overDiscountLimit(document: Discounted, limit: string, places: readonly number[] = document.lines.map((_, i) => i)): OverLimit[] {
  const lines = document.lines.map(({ gross, adjustments }) => ({ gross: Math.abs(gross), taken: takenOff(adjustments), count: adjustments.length }));
  const over = lines.flatMap((line, i) => (exceeds(line.taken, line.count, line.gross, limit) ? [{ path: `lines.${places[i] ?? i}.adjustments`, limit }] : []));
  if (over.length > 0) return over;
  const onDocument = document.adjustments.reduce((sum, { kind, entered }) => sum + (kind === 'allowance' ? BigInt(Math.abs(entered)) : 0n), 0n);
  if (onDocument === 0n) return []; // nothing beyond the lines, and each of these is within
  const all = lines.reduce((sum, { taken }) => sum + taken, onDocument);
  const gross = lines.reduce((sum, line) => sum + BigInt(line.gross), 0n);
  const count = lines.reduce((sum, line) => sum + line.count, document.adjustments.length);
  return exceedsBig(all, count, gross, limit) ? [{ path: 'adjustments', limit }] : [];
}

function takenOff(adjustments: readonly Taken[]): bigint {
  return adjustments.reduce((sum, { kind, amount }) => sum + (kind === 'allowance' ? BigInt(Math.abs(amount)) : 0n), 0n);
}

function exceeds(taken: bigint, count: number, gross: number, limit: string): boolean {
  return exceedsBig(taken, count, BigInt(gross), limit);
}

function exceedsBig(taken: bigint, count: number, gross: bigint, limit: string): boolean {
  const { units, scale } = parseDec(limit);
  return (taken - BigInt(count)) * 100n * pow10(scale) > units * gross;
}
