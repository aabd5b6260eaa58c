// Every method's handler in one table; the compiler refuses a method without one.
import type { Books } from '../app/books.ts';
import type { House } from '../app/house.ts';
import { auditHandlers } from './handlers/audit.ts';
import { alertHandlers } from './handlers/alerts.ts';
import { approvalHandlers } from './handlers/approvals.ts';
import { asideHandlers } from './handlers/asides.ts';
import { backupHandlers } from './handlers/backup.ts';
import { restoreHandlers } from './handlers/restore.ts';
import { bankHandlers } from './handlers/bank.ts';
import { batchHandlers } from './handlers/batch.ts';
import { businessHandlers } from './handlers/business.ts';
import { erasureHandlers } from './handlers/erasure.ts';
import { exportHandlers } from './handlers/exports.ts';
import { taxDueHandlers } from './handlers/taxDue.ts';
import { closingHandlers } from './handlers/closing.ts';
import { ratesHandlers } from './handlers/rates.ts';
import { datevHandlers } from './handlers/datev.ts';
import { documentHandlers } from './handlers/documents.ts';
import { importHandlers } from './handlers/imports.ts';
import { invoiceHandlers } from './handlers/invoices.ts';
import { listHandlers } from './handlers/lists.ts';
import { recurringHandlers } from './handlers/recurring.ts';
import { paymentHandlers } from './handlers/payments.ts';
import { reportHandlers } from './handlers/reports.ts';
import { reminderHandlers } from './handlers/reminders.ts';
import { sessionHandlers } from './handlers/session.ts';
import { sessionsHandlers } from './handlers/sessions.ts';
import { setupHandlers } from './handlers/setup.ts';
import { systemHandlers } from './handlers/system.ts';
import { userHandlers } from './handlers/users.ts';
import { viewHandlers } from './handlers/views.ts';
import type { Handlers } from './router.ts';

export function handlers(house: House, books: Books): Handlers {
  return {
    ...systemHandlers(house),
    ...setupHandlers(house, books),
    ...sessionHandlers(house, books),
    ...businessHandlers(house),
    ...listHandlers(house),
    ...invoiceHandlers(house),
    ...documentHandlers(house),
    ...asideHandlers(house),
    ...paymentHandlers(house),
    ...importHandlers(house),
    ...bankHandlers(house),
    ...exportHandlers(house),
    ...erasureHandlers(house),
    ...datevHandlers(house),
    ...viewHandlers(house),
    ...batchHandlers(house),
    ...recurringHandlers(house),
    ...reminderHandlers(house),
    ...reportHandlers(house),
    ...closingHandlers(house),
    ...taxDueHandlers(house),
    ...ratesHandlers(house),
    ...backupHandlers(house),
    ...restoreHandlers(house, books),
    ...approvalHandlers(house),
    ...sessionsHandlers(house),
    ...userHandlers(house),
    ...auditHandlers(house),
    ...alertHandlers(house),
  };
}
