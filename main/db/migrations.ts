// The schema's history, oldest first. A new step is a new file and one more line here; released steps are never edited.
import type { Migration } from './migration.ts';
import { vault } from './migrations/0010-vault.ts';
import { audit } from './migrations/0020-audit.ts';
import { billing } from './migrations/0030-billing.ts';
import { payments } from './migrations/0040-payments.ts';
import { documents } from './migrations/0042-documents.ts';
import { recurring } from './migrations/0044-recurring.ts';
import { reminders } from './migrations/0045-reminders.ts';
import { reports } from './migrations/0046-reports.ts';
import { closing } from './migrations/0047-closing.ts';
import { bank } from './migrations/0048-bank.ts';
import { gains } from './migrations/0049-gains.ts';
import { asides } from './migrations/0050-asides.ts';
import { views } from './migrations/0052-views.ts';
import { imports } from './migrations/0054-imports.ts';
import { foreignHistory } from './migrations/0060-foreign-history.ts';
import { backup } from './migrations/0070-backup.ts';
import { people } from './migrations/0074-people.ts';
import { approvals } from './migrations/0076-approvals.ts';
import { auditLog } from './migrations/0078-audit-log.ts';
import { alerts } from './migrations/0080-alerts.ts';
import { erasure } from './migrations/0082-erasure.ts';
import { pdfsAndPaid } from './migrations/0086-pdfs-and-paid.ts';
import { indexedInBatches } from './migrations/0088-indexed-in-batches.ts';
import { numberKeys } from './migrations/0089-number-keys.ts';
import { rates } from './migrations/0090-rates.ts';
import { paymentImports } from './migrations/0092-payment-imports.ts';
import { bankShares } from './migrations/0093-bank-shares.ts';
import { erasedTraces } from './migrations/0102-erased-traces.ts';
import { receipts } from './migrations/0104-receipts.ts';
import { pastAuditKeys } from './migrations/0106-past-audit-keys.ts';
import { openAmounts } from './migrations/0107-open-amounts.ts';
import { partInvoices } from './migrations/0108-part-invoices.ts';
import { erasedParts } from './migrations/0112-erased-parts.ts';
import { documentErasure } from './migrations/0114-document-erasure.ts';
import { taxDue } from './migrations/0120-tax-due.ts';
import { cashMonths } from './migrations/0122-cash-months.ts';
import { rightsKept } from './migrations/0126-rights-kept.ts';
import { countedAuthors } from './migrations/0128-counted-authors.ts';
import { severalSources } from './migrations/0130-several-sources.ts';
import { moreRightsKept } from './migrations/0132-more-rights-kept.ts';
import { taxDueSaid } from './migrations/0133-tax-due-said.ts';
import { recurringUndone } from './migrations/0134-recurring-undone.ts';
import { keptByCountry } from './migrations/0135-kept-by-country.ts';
import { paymentFilters } from './migrations/0136-payment-filters.ts';

export const MIGRATIONS: readonly Migration[] = [
  vault,
  audit,
  billing,
  payments,
  documents,
  recurring,
  reminders,
  reports,
  closing,
  bank,
  gains,
  asides,
  views,
  imports,
  foreignHistory,
  backup,
  people,
  approvals,
  auditLog,
  alerts,
  erasure,
  pdfsAndPaid,
  indexedInBatches,
  numberKeys,
  rates,
  paymentImports,
  bankShares,
  erasedTraces,
  receipts,
  pastAuditKeys,
  openAmounts,
  partInvoices,
  erasedParts,
  documentErasure,
  taxDue,
  cashMonths,
  rightsKept,
  countedAuthors,
  severalSources,
  moreRightsKept,
  taxDueSaid,
  recurringUndone,
  keptByCountry,
  paymentFilters,
];
