// Every method's handler in one table; the compiler refuses a method without one.
import type { Books } from '../app/books.ts';
import type { House } from '../app/house.ts';
import { bankHandlers } from './handlers/bank.ts';
import { businessHandlers } from './handlers/business.ts';
import { importHandlers } from './handlers/imports.ts';
import { invoiceHandlers } from './handlers/invoices.ts';
import { listHandlers } from './handlers/lists.ts';
import { recurringHandlers } from './handlers/recurring.ts';
import { paymentHandlers } from './handlers/payments.ts';
import { reportHandlers } from './handlers/reports.ts';
import { sessionHandlers } from './handlers/session.ts';
import { setupHandlers } from './handlers/setup.ts';
import { systemHandlers } from './handlers/system.ts';
import type { Handlers } from './router.ts';

export function handlers(house: House, books: Books): Handlers {
  return {
    ...systemHandlers(house),
    ...setupHandlers(house, books),
    ...sessionHandlers(house, books),
    ...businessHandlers(house),
    ...listHandlers(house),
    ...invoiceHandlers(house),
    ...paymentHandlers(house),
    ...importHandlers(house),
    ...bankHandlers(house),
    ...recurringHandlers(house),
    ...reportHandlers(house),
  };
}
