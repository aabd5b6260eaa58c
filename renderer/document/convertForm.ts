// What is typed into the panel of the next document, as a request. Pure; the panel and its tests call it.
import type { Input } from '../../contract/index.ts';
import { isDec, isZero, parseDec } from '../../domain/decimal.ts';

type Lines = Input<'documents.convert'>['lines'];

/** Null: all that is left, untouched. Undefined: nothing goes over, or something cannot be read. */
export function wishOf(quantities: readonly string[], lines: readonly { readonly left: string }[]): Lines | undefined {
  const typed = quantities.map((quantity) => (quantity === '' ? '0' : quantity));
  if (!typed.every(isDec)) return undefined;
  const taken = typed.flatMap((quantity, line) => (isZero(parseDec(quantity)) ? [] : [{ line, quantity }]));
  if (taken.length === 0) return undefined;
  return typed.every((quantity, line) => quantity === lines[line]?.left) ? null : taken;
}
