// Begins recording a payment: for the customer on screen, if any. The palette calls it.
import { customerOnScreen, go, useRoute } from './navigate.ts';

export function recordPayment(): void {
  const customerId = customerOnScreen(useRoute.getState().route);
  go({ screen: 'recordPayment', ...(customerId !== undefined && { customerId }) });
}
