// Starting an invoice or another document, from a key, a button or the palette.
import type { DraftKind } from '../../domain/lifecycle.ts';
import { may } from './may.ts';
import { customerOnScreen, go, useRoute } from './navigate.ts';

/** A new document of this kind, for the customer on screen if there is one. */
export function newDocument(kind: DraftKind): void {
  if (!may('draft.write')) return;
  const customerId = customerOnScreen(useRoute.getState().route);
  go({ screen: 'editor', kind, ...(customerId !== undefined && { customerId }) });
}

/** A new invoice, for the customer on screen if there is one. */
export function newInvoice(): void {
  if (!may('draft.write')) return;
  const customerId = customerOnScreen(useRoute.getState().route);
  go(customerId === undefined ? { screen: 'editor' } : { screen: 'editor', customerId });
}
