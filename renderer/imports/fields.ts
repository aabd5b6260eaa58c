// Which fields of a customer or an item a column can feed, in the order the pickers show them. The import screen's own list; main checks again.
import type { ImportKind } from '../../contract/imports.ts';

export const IMPORT_FIELDS: Readonly<Record<ImportKind, readonly string[]>> = {
  customers: ['name', 'contact', 'email', 'phone', 'street', 'street2', 'postcode', 'city', 'region', 'country', 'vatId', 'taxNumber', 'code', 'currency', 'language', 'terms', 'notes', 'archived'],
  items: ['name', 'code', 'description', 'unit', 'price', 'cost', 'currency', 'tax', 'archived'],
};
/** Without these no row can come in. */
export const NEEDED: Readonly<Record<ImportKind, readonly string[]>> = { customers: ['name'], items: ['name', 'price'] };

/** The mapping with one column changed; a field taken from another column is freed there. */
export function assign(columns: readonly (string | null)[], column: number, field: string | null): (string | null)[] {
  return columns.map((was, i) => {
    if (i === column) return field;
    return field !== null && was === field ? null : was;
  });
}

/** Needed fields that no column feeds. */
export function missingFields(kind: ImportKind, columns: readonly (string | null)[]): string[] {
  return NEEDED[kind].filter((field) => !columns.includes(field));
}
