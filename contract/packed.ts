// Long lists travel over the wall as one JSON text: the bridge between main's world and the page's copies objects field by field, twice, and text at once.
import type { z } from 'zod';

/** JSON text of a T that the wall has checked. */
export type Packed<T> = string & { readonly packed?: T };

/** Checks like `schema`, then packs: handlers answer values, callers get text for `unpack`. */
export function packed<S extends z.ZodType>(schema: S) {
  return schema.transform((value): Packed<z.output<S>> => JSON.stringify(value));
}

/** What was packed; only for texts that came over the wall. */
export function unpack<T>(text: Packed<T>): T {
  return JSON.parse(text) as T; // packed() wrote it from a T
}
