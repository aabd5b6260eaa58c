// Reminders from the list of documents: a letter for each customer and currency of what is late among the chosen rows, as one act with progress and Stop. Called by the list's acts.
import type { BatchReport } from '../../contract/batch.ts';
import type { InvoiceRow } from '../../contract/invoices.ts';
import { api, asApiError, call } from '../app/api.ts';
import { todayLocal } from '../app/clock.ts';
import { noteProgress, useBatch } from '../batch/batchStore.ts';
import { statusOf } from '../invoices/status.ts';
import { groupLetters } from './acts.ts';

/** Something is owed of it, and its day has passed. */
export function isLate(row: Pick<InvoiceRow, 'open' | 'dueDate'>): boolean {
  return row.open > 0 && statusOf(row.dueDate, todayLocal()).kind === 'late';
}

/** Writes the letters one by one. What is not late, or could not be reminded of, is in the report with its reason. */
export async function remindRows(job: string, rows: readonly InvoiceRow[]): Promise<BatchReport> {
  const late = rows.filter(isLate);
  const failed: BatchReport['failed'] = rows.filter((row) => !isLate(row)).map(({ id }) => ({ id, code: 'NOTHING_LATE', fields: [] }));
  let done = 0;
  for (const { customer: _name, documentIds, ...letter } of groupLetters(late.map(({ id, ...row }) => ({ ...row, documentId: id })))) {
    if (useBatch.getState().stopping) return { state: 'cancelled', done, failed };
    try {
      await call(api().reminders.send({ id: crypto.randomUUID(), ...letter, documentIds: [...documentIds] }));
      done += documentIds.length;
    } catch (error) {
      const { code } = asApiError(error);
      for (const id of documentIds) failed.push({ id, code, fields: [] });
    }
    noteProgress({ job, stage: 'saving', done: done + failed.length, total: rows.length });
  }
  return { state: 'done', done, failed };
}
