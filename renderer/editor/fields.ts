// Names of everything in the editor that can have the focus, a problem or a hint, and the way from a problem's path to them. Pure; the whole editor uses it.
import { type EditorDoc, keptLines } from './draftDoc.ts';
import type { Cell } from './gridKeys.ts';

type Head = 'customer' | 'issueDate' | 'validUntil' | 'dueDate' | 'reference' | 'subject' | 'currency' | 'rate' | 'language' | 'supplyDate' | 'series' | 'kind' | 'deposits' | 'note' | 'issue';
export type FieldId = Head | `line:${number}:${Cell}` | `adjustment:${number}`;

/** The cell of a line as a field. */
export function cellId(key: number, cell: Cell): FieldId {
  return `line:${key}:${cell}`;
}

const HEADS: Readonly<Record<string, Head>> = {
  customerId: 'customer', customer: 'customer', buyer: 'customer', issueDate: 'issueDate', validUntil: 'validUntil', dueDate: 'dueDate', terms: 'dueDate', supplyDate: 'supplyDate',
  reference: 'reference', subject: 'subject', note: 'note', currency: 'currency', rate: 'rate', language: 'language', seriesId: 'issue', number: 'issue', seller: 'issue', pricesIncludeTax: 'currency', deposits: 'issue',
};
const CELL_OF: Readonly<Record<string, Cell>> = {
  itemId: 'item', description: 'item', detail: 'detail', quantity: 'quantity', unit: 'unit', unitPrice: 'unitPrice', per: 'unitPrice', adjustments: 'discount', taxIds: 'tax', taxes: 'tax',
};

/** Where a problem at "lines.2.quantity" or "dueDate" belongs on screen. Unknown paths belong to the Issue button. */
export function fieldOf(path: string, doc: EditorDoc): FieldId {
  const [first = '', index = '', name = ''] = path.replace(/^body\./, '').split('.');
  if (first === 'lines') {
    const line = keptLines(doc)[Number(index)] ?? doc.lines[0];
    return line ? cellId(line.key, CELL_OF[name] ?? 'item') : 'issue';
  }
  if (first === 'adjustments') {
    const adjustment = doc.adjustments[Number(index)];
    return adjustment ? `adjustment:${adjustment.key}` : 'issue';
  }
  return HEADS[first] ?? 'issue';
}

const HEAD_ORDER: readonly Head[] = ['customer', 'issueDate', 'dueDate', 'subject', 'reference', 'currency', 'rate', 'language', 'supplyDate', 'series'];

/** Where a field stands when one walks the screen from the top: for "the first problem". */
export function orderOf(field: FieldId, doc: EditorDoc): number {
  const head = HEAD_ORDER.findIndex((h) => h === field);
  if (head >= 0) return head;
  const [kind, key] = field.split(':');
  if (kind === 'line') return 1000 + doc.lines.findIndex((line) => line.key === Number(key));
  if (kind === 'adjustment') return 3000 + doc.adjustments.findIndex((a) => a.key === Number(key));
  return field === 'note' ? 4000 : 5000;
}

/** Puts the focus into a field, all of its text selected. False when it is not on screen. */
export function focusField(root: ParentNode, field: FieldId): boolean {
  const element = root.querySelector<HTMLElement>(`[data-field="${field}"]`);
  if (!element) return false;
  element.focus();
  if (element instanceof HTMLInputElement) element.select();
  return true;
}

/** A field that shows red for a reason of its own (a date half typed): it must stop issuing too. */
export function invalidElsewhere(root: ParentNode): HTMLElement | null {
  return root.querySelector<HTMLElement>('input[aria-invalid="true"]');
}
