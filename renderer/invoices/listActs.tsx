// What can be done with many documents at once, as two tables: one more act is one more entry. The bars of the lists draw and run them.
import { IconFileTypeCsv, IconFileTypePdf, IconLock, IconMailExclamation, type Icon } from '@tabler/icons-react';
import type { DraftRow, InvoiceRow } from '../../contract/invoices.ts';
import type { Permission } from '../../domain/roles.ts';
import { api, call } from '../app/api.ts';
import { isLate, remindRows } from '../reminders/remindRows.ts';
import type { BatchAct } from '../batch/batchStore.ts';

/** `id` is also the key of its words: batch.act.<id>, batch.doing.<id>, batch.done.<id>. */
export interface ListAct<Row> extends BatchAct<Row> {
  readonly icon: Icon;
  readonly may: Permission;
}

const NO_FILTERS = { customerId: null, from: null, to: null, currency: null, overdueOn: null };

export const ISSUED_ACTS: readonly ListAct<InvoiceRow>[] = [
  { id: 'pdf', icon: IconFileTypePdf, may: 'invoice.printMany', fits: (rows) => rows.length > 1, run: (ids, job) => call(api().batch.pdf({ ids, job })) },
  { id: 'csv', icon: IconFileTypeCsv, may: 'list.export', fits: (rows) => rows.length > 1, run: (ids, job) => call(api().batch.csv({ ids, q: '', filters: NO_FILTERS, job })) },
  { id: 'remind', icon: IconMailExclamation, may: 'reminder.send', fits: (rows) => rows.some(isLate), run: (_ids, job, rows) => remindRows(job, rows) },
];

export const DRAFT_ACTS: readonly ListAct<DraftRow>[] = [
  { id: 'issue', icon: IconLock, may: 'invoice.issue', fits: (rows) => rows.length > 0, run: (ids, job) => call(api().batch.issue({ ids, job })) },
];
