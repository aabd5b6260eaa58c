// Takes an import of old documents out again: rows, sums and search words, as if it had never been; the log keeps both. Called by main/import/jobs.ts, inside its transaction.
import { AppError } from '../../contract/errors.ts';
import { unindexCustomer } from '../repo/customers.ts';
import { addDayTotals } from '../repo/dayTotals.ts';
import { unindexDocument, wordsOf } from '../repo/documents.ts';
import { erasedNameOf } from '../repo/erasure.ts';
import { readSnapshot } from '../repo/frozen.ts';
import { importedCustomers, type ImportedDocument, importedDocuments, issueDates, removeCustomer, removeDocument } from '../repo/importedDocuments.ts';
import type { StoredImport } from '../repo/imports.ts';
import { allTaxes } from '../repo/taxes.ts';
import { refreshLastDates, takeFromTotals } from '../repo/undoTotals.ts';
import { assertPeriodOpen } from '../service/closing.ts';
import { audit, type Ctx } from '../service/context.ts';
import { found } from '../service/problems.ts';
import { halfStep, type JobHooks } from './hooks.ts';

/** How many documents went. IMPORT_USED when anything of ours was built on one of them; then nothing is kept of the undo. */
export function undoDocuments(ctx: Ctx, { rid, id }: StoredImport, hooks: JobHooks): number {
  try {
    return takeOut(ctx, rid, id, hooks);
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'SQLITE_CONSTRAINT_FOREIGNKEY') throw new AppError('IMPORT_USED', { params: { drafts: 0 } });
    throw failure;
  }
}

function takeOut(ctx: Ctx, importRid: number, importId: string, hooks: JobHooks): number {
  const documents = importedDocuments(ctx.db, importRid);
  // Closed books change no more, not even back.
  for (const date of issueDates(ctx.db, importRid)) assertPeriodOpen(ctx, date, 'importId');
  const people = importedCustomers(ctx.db, importRid);
  const all = documents.length;
  const taxRids = new Map(allTaxes(ctx.db).map((tax) => [tax.id, tax.rid]));
  // Words first, all of them: a removed row between two words makes the search index write out what it has gathered.
  documents.forEach((document, i) => {
    const snapshot = found(readSnapshot(ctx.db, document.rid));
    const words = wordsOf(document.rid, { snapshot, sequence: document.sequence, customerRid: document.customerRid });
    unindexDocument(ctx.db, { ...words, buyer: erasedNameOf(ctx.db, document.customerRid) ?? words.buyer });
    halfStep(hooks, 'undoing', i + 1, 2 * all);
  });
  for (const person of people) unindexCustomer(ctx.db, person.rid);
  documents.forEach((document, i) => {
    removeOne(ctx, document, importId, (tax) => found(taxRids.get(tax)));
    halfStep(hooks, 'undoing', all + i + 1, 2 * all);
  });
  refreshLastDates(ctx.db, documents.map(({ customerRid }) => customerRid));
  for (let at = 0; at < people.length; at += 250) audit(ctx, 'customer.remove', 'customer', null, { import: importId, ids: people.slice(at, at + 250).map((one) => one.id) });
  for (const person of people) removeCustomer(ctx.db, person.rid);
  return all;
}

function removeOne(ctx: Ctx, { rid, id, customerRid }: ImportedDocument, importId: string, taxRid: (tax: string) => number): void {
  const snapshot = found(readSnapshot(ctx.db, rid));
  takeFromTotals(ctx.db, { snapshot, documentRid: rid, customerRid });
  addDayTotals(ctx.db, snapshot, taxRid, -1);
  audit(ctx, 'invoice.remove', 'invoice', id, { number: snapshot.number, import: importId });
  removeDocument(ctx.db, rid);
}
