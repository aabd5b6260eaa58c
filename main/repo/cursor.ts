// Keyset cursors: where the next page of a list begins. Opaque to the renderer, made and read by the list queries only.
import { AppError } from '../../contract/errors.ts';

/** At most a date and a rid: short enough for the contract's 120 characters. */
export type CursorKey = readonly (string | number)[];

export function writeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

type CursorParts<K extends readonly ('string' | 'number')[]> = { -readonly [I in keyof K]: K[I] extends 'string' ? string : number };

/** The key inside a cursor made for `kinds`; anything else is INVALID_INPUT. */
export function readCursor<const K extends readonly ('string' | 'number')[]>(cursor: string | null, kinds: K): CursorParts<K> | null {
  if (cursor === null) return null;
  const key = parse(cursor);
  const fits = Array.isArray(key) && key.length === kinds.length && key.every((part, i) => typeof part === kinds[i]);
  if (!fits) throw new AppError('INVALID_INPUT', { fields: [{ path: 'after', code: 'CURSOR' }] });
  return key as CursorParts<K>; // each part's type was compared above
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null; // judged by the caller
  }
}

/** Cuts a list that was read with one row too many, and makes the cursor of the page after. */
export function page<T>(rows: T[], limit: number, keyOf: (row: T) => CursorKey): { rows: T[]; next: string | null } {
  if (rows.length <= limit) return { rows, next: null };
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { rows: kept, next: last === undefined ? null : writeCursor(keyOf(last)) };
}
