// Which fields of each kind of record a column can feed, in the order the pickers show them. The import screen's own list; main checks again.
import type { ImportKind } from '../../contract/imports.ts';

export const IMPORT_FIELDS: Readonly<Record<ImportKind, readonly string[]>> = {
  customers: ['name', 'contact', 'email', 'phone', 'street', 'street2', 'postcode', 'city', 'region', 'country', 'vatId', 'taxNumber', 'code', 'currency', 'language', 'terms', 'notes', 'archived'],
  items: ['name', 'code', 'description', 'unit', 'price', 'cost', 'currency', 'tax', 'archived'],
  documents: [
    'number', 'date', 'dueDate', 'kind', 'customerCode', 'customerName', 'contact', 'email', 'phone', 'street', 'street2', 'postcode', 'city', 'region', 'country', 'vatId', 'itemCode', 'itemName',
    'description', 'quantity', 'unit', 'unitPrice', 'amount', 'discount', 'tax', 'documentDiscount', 'documentDiscountPercent', 'discountIsAmount', 'discountBeforeTax', 'shipping', 'shippingTax', 'adjustment', 'currency', 'rate', 'reference', 'subject', 'note', 'total', 'status',
  ],
  payments: ['date', 'paid', 'document', 'applied', 'paymentNumber', 'customerCode', 'customerName', 'method', 'brand', 'last4', 'reference', 'currency', 'rate', 'note', 'paymentState'],
};
/** Without one of each of these no row can come in. */
export const NEEDED: Readonly<Record<ImportKind, readonly (readonly string[])[]>> = {
  customers: [['name']], items: [['name'], ['price']], documents: [['number'], ['date'], ['customerCode', 'customerName'], ['unitPrice', 'amount']],
  payments: [['date'], ['paid', 'applied'], ['document', 'customerName', 'customerCode']],
};

/** The mapping with one column changed; a field taken from another column is freed there. */
export function assign(columns: readonly (string | null)[], column: number, field: string | null): (string | null)[] {
  return columns.map((was, i) => {
    if (i === column) return field;
    return field !== null && was === field ? null : was;
  });
}

/** Needed fields that no column feeds. */
export function missingFields(kind: ImportKind, columns: readonly (string | null)[]): string[] {
  return NEEDED[kind].filter((either) => !either.some((field) => columns.includes(field))).map(([field = '']) => field);
}

/** The list an import fills. */
export function listOf(kind: ImportKind): 'customers' | 'items' | 'invoices' | 'payments' {
  return kind === 'documents' ? 'invoices' : kind;
}
