// Which rows of a list are chosen, and what they add up to: a sum for each currency, never across them. Pure; list screens call it.
import { type Minor, minor, addMinor } from '../../domain/money.ts';

export interface Summable {
  readonly id: string;
  readonly currency: string;
  readonly total: number | null;
}
export type Chosen<Row extends Summable> = ReadonlyMap<string, Row>;

/** With this row chosen, or no longer. */
export function toggle<Row extends Summable>(chosen: Chosen<Row>, row: Row): Chosen<Row> {
  const next = new Map(chosen);
  if (!next.delete(row.id)) next.set(row.id, row);
  return next;
}

/** One sum per currency, in order of appearance (T37). */
export function sumsOf(rows: Iterable<Summable>): { currency: string; amount: Minor }[] {
  const sums = new Map<string, Minor>();
  for (const { currency, total } of rows) {
    if (total !== null) sums.set(currency, addMinor(sums.get(currency) ?? minor(0), minor(total)));
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}
