// Starting an invoice, from a key, a button or the palette.
import { customerOnScreen, go, useRoute } from './navigate.ts';

/** A new invoice, for the customer on screen if there is one. */
export function newInvoice(): void {
  const customerId = customerOnScreen(useRoute.getState().route);
  go(customerId === undefined ? { screen: 'editor' } : { screen: 'editor', customerId });
}
