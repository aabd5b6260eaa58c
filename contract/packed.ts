// Long lists travel over the wall as one JSON text: the bridge between main's world and the page's copies objects field by field, twice, and text at once.
import type { z } from 'zod';

/** JSON text of a T that the wall has checked. */
export type Packed<T> = string & { readonly packed?: T };
/** JSON text of rows: the names of the columns once, then each row's values in that order. */
export type PackedRows<T> = string & { readonly row?: T };

/** Checks like `schema`, then packs: handlers answer values, callers get text for `unpack`. */
export function packed<S extends z.ZodType>(schema: S) {
  return schema.transform((value): Packed<z.output<S>> => JSON.stringify(value));
}

/** What was packed; only for texts that came over the wall. */
export function unpack<T>(text: Packed<T>): T {
  return JSON.parse(text) as T; // packed() wrote it from a T
}

/** As packed(), for at most `most` rows of one shape: hundreds of times the same names would be a third of the text. A row's fields must all be there; null is a value. */
export function packedRows<S extends z.ZodObject>(row: S, most: number) {
  const names = Object.keys(row.shape);
  if (Object.values(row.shape as Record<string, z.ZodType>).some((field) => field.safeParse(undefined).success)) throw new Error('a packed row leaves nothing out');
  return row.array().max(most).transform((rows): PackedRows<z.output<S>> => JSON.stringify([names, ...rows.map((one: Record<string, unknown>) => names.map((name) => one[name]))]));
}

/** The rows that were packed; only for texts that came over the wall. */
export function unpackRows<T>(text: PackedRows<T>): T[] {
  const [names, ...rows] = JSON.parse(text) as [string[], ...unknown[][]]; // packedRows() wrote it
  return rows.map((values) => {
    const row: Record<string, unknown> = {};
    for (const [at, name] of names.entries()) row[name] = values[at];
    return row as T;
  });
}
