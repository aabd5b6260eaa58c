// What imports.* of the wall does, as plain functions over bytes: the file dialog and the separate process are the app's. Called by the job process and tests.
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import type { Output, Parsed } from '../../contract/index.ts';
import type { ImportKind, ImportMapping, ImportPreview } from '../../contract/imports.ts';
import { addCustomerRow, indexCustomer, unindexCustomer } from '../repo/customers.ts';
import { countRefused, listRefused } from '../repo/importedDocuments.ts';
import {
  addImport,
  detachDiscardedDrafts,
  draftsWaitingFor,
  importedRows,
  listImports,
  markUndone,
  readImport,
  removeImported,
  type StoredImport,
} from '../repo/imports.ts';
import { addItemRow, indexItem, unindexItem } from '../repo/items.ts';
import { allTaxes } from '../repo/taxes.ts';
import { audit, manyRecords, readTogether, type Ctx } from '../service/context.ts';
import { found } from '../service/problems.ts';
import { saveDocuments, type Into } from './documentCommit.ts';
import { previewOf } from './documentPlan.ts';
import { undoDocuments } from './documentUndo.ts';
import { halfStep, type JobHooks } from './hooks.ts';
import { savePayments, undoPayments } from './paymentCommit.ts';
import { previewOfPayments } from './paymentPlan.ts';
import { remember, SAMPLE_CELL } from './inspect.ts';
import { planImport, type AnyPlan, type Plan } from './plan.ts';
import type { Checked } from './rows.ts';

export type { JobHooks, Progress } from './hooks.ts';
export { importsInspect } from './inspect.ts';

const PREVIEW_ROWS = 10;

/** A dry run over the whole file: nothing is stored. */
export function importsPreview(ctx: Ctx, bytes: Buffer, kind: ImportKind, mapping: ImportMapping, hooks: JobHooks = {}): ImportPreview {
  const planned = readTogether(ctx, () => planImport(ctx, bytes, kind, mapping, hooks));
  if (planned.kind === 'documents') return previewOf(planned.plan, PREVIEW_ROWS);
  if (planned.kind === 'payments') return previewOfPayments(planned.plan, PREVIEW_ROWS);
  const { plan } = planned;
  const rows: readonly Checked<object>[] = plan.good.slice(0, PREVIEW_ROWS);
  const taxNames = new Map<unknown, string>(allTaxes(ctx.db).map((tax) => [tax.id, tax.name]));
  return {
    rows: plan.rows,
    good: plan.good.length,
    bad: plan.bad,
    duplicates: plan.duplicates.length,
    sameCode: plan.sameCode,
    problems: plan.problems,
    problemCount: plan.problemCount,
    sample: rows.map(({ fields }) => Object.entries(fields).flatMap(([field, value]) => shownValue(field, value, taxNames))),
  };
}

/** One value as a person reads it: taxes by name, terms as their days. What is empty is not shown. */
function shownValue(field: string, value: unknown, taxNames: ReadonlyMap<unknown, string>): { field: string; value: string }[] {
  if (value === '' || value === null || (Array.isArray(value) && value.length === 0)) return [];
  const terms = z.object({ days: z.number() }).safeParse(value);
  return [{ field, value: textOf(terms.success ? String(terms.data.days) : value, taxNames).slice(0, SAMPLE_CELL) }];
}

function textOf(value: unknown, taxNames: ReadonlyMap<unknown, string>): string {
  if (Array.isArray(value)) return value.map((id) => taxNames.get(id) ?? '').join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** How a person knows the file again; the path itself stays outside. */
export interface CommitRequest {
  bytes: Buffer;
  file: string;
  kind: ImportKind;
  mapping: ImportMapping;
  skipDuplicates: boolean;
  /** Documents and payments that cannot be are left out and listed, instead of stopping the whole import. */
  leaveOut?: boolean | undefined;
}

/**
 * All or nothing, in one transaction: rows, audit records that name each of them, one for the import. IMPORT_HAS_PROBLEMS when a row is bad, or has the code of a
 * record that is there already and doubles are not to be skipped; CANCELLED, and then nothing is stored.
 */
export function importsCommit(
  given: Ctx,
  { bytes, file, kind, mapping, skipDuplicates, leaveOut = false }: CommitRequest,
  hooks: JobHooks = {},
): Output<'imports.commit'> {
  return manyRecords(given, (ctx) => {
    const planned = planImport(ctx, bytes, kind, mapping, hooks);
    const { plan } = planned;
    const grouped = planned.kind === 'documents' || planned.kind === 'payments';
    const [bad, sameCode] = grouped ? [planned.plan.refused.length, plan.duplicates.length] : [planned.plan.bad, planned.plan.sameCode];
    if ((bad > 0 && !(leaveOut && grouped)) || (!skipDuplicates && sameCode > 0))
      throw new AppError('IMPORT_HAS_PROBLEMS', { params: { bad, duplicates: plan.duplicates.length } });
    const skipped = skipDuplicates ? plan.duplicates.length : 0;
    const added = plan.good.length + plan.duplicates.length - skipped;
    const [id, at] = [ctx.newId(), ctx.clock.now()];
    const rid = addImport(ctx.db, { id, kind, file: file.slice(0, 120), at, added, skipped });
    const said = saveRows(ctx, planned, skipDuplicates, { rid, id, at }, hooks);
    remember(ctx, kind, plan.headers, mapping);
    audit(ctx, 'import.commit', 'import', id, { kind, added, skipped, ...(said && { refused: said.refused, sums: said.sums }) });
    return { importId: id, added, skipped, ...said };
  });
}

function saveRows(ctx: Ctx, planned: AnyPlan, skipDuplicates: boolean, into: Into, hooks: JobHooks): ReturnType<typeof saveDocuments> | undefined {
  const { db } = ctx;
  if (planned.kind === 'documents') return saveDocuments(ctx, planned.plan, into, hooks);
  if (planned.kind === 'payments') return savePayments(ctx, planned.plan, into, hooks);
  if (planned.kind === 'customers') {
    saveEach(ctx, chosen(planned.plan, skipDuplicates), { entity: 'customer', add: addCustomerRow, index: (rid, f) => indexCustomer(db, rid, f) }, into, hooks);
  } else {
    saveEach(ctx, chosen(planned.plan, skipDuplicates), { entity: 'item', add: addItemRow, index: (rid, f) => indexItem(db, rid, f) }, into, hooks);
  }
  return undefined;
}

/** In the order of the file. */
function chosen<T>({ good, duplicates }: Plan<T>, skipDuplicates: boolean): Checked<T>[] {
  return skipDuplicates ? good : [...good, ...duplicates].sort((a, b) => a.row - b.row);
}

interface Store<T> {
  entity: 'customer' | 'item';
  add(db: Ctx['db'], id: string, fields: T, at: string, imported: { importRid: number; archived: boolean }): number;
  index(rid: number, fields: T): void;
}

/**
 * First all rows, then all search words: a row between two words makes the search index write out its few words each time. One record tells of
 * hundreds of rows by their ids: each is as provable as with a record of its own, for a twentieth of the work.
 */
function saveEach<T>(ctx: Ctx, rows: readonly Checked<T>[], store: Store<T>, into: Into, hooks: JobHooks): void {
  const ids = rows.map(() => ctx.newId());
  const rids = rows.map(({ fields, archived }, i) => {
    halfStep(hooks, 'saving', i + 1, 2 * rows.length);
    return store.add(ctx.db, ids[i] ?? '', fields, into.at, { importRid: into.rid, archived });
  });
  record(ctx, `${store.entity}.import`, store.entity, into.id, ids);
  rows.forEach(({ fields }, i) => {
    store.index(rids[i] ?? 0, fields);
    halfStep(hooks, 'saving', rows.length + i + 1, 2 * rows.length);
  });
}

const IDS_A_RECORD = 250;

function record(ctx: Ctx, action: `${Store<unknown>['entity']}.${'import' | 'remove'}`, entity: string, importId: string, ids: readonly string[]): void {
  for (let at = 0; at < ids.length; at += IDS_A_RECORD)
    audit(ctx, action, entity, null, { import: importId, ids: ids.slice(at, at + IDS_A_RECORD) });
}

/**
 * Takes out everything an import brought in; each removal stays on record. IMPORT_USED when a document was issued from it, something was booked on one
 * of its documents, or a live draft is addressed to one of its customers (discard it first). Drafts keep the words and prices of removed items. A
 * second undo answers 0. Payments are voided, not removed: IMPORT_REFUNDED when money of one was given back.
 */
export function importsUndo(given: Ctx, importId: string, hooks: JobHooks = {}): Output<'imports.undo'> {
  return manyRecords(given, (ctx) => {
    const done = found(readImport(ctx.db, importId));
    if (done.undoneAt !== null) return { removed: 0 };
    const people = done.kind === 'customers' || done.kind === 'documents';
    const drafts = people ? draftsWaitingFor(ctx.db, done.rid) : 0;
    if (done.used || drafts > 0) throw new AppError('IMPORT_USED', { params: { drafts } });
    if (people) detachDiscardedDrafts(ctx.db, done.rid);
    // First, since the tables let imported documents go only when their import is marked.
    markUndone(ctx.db, done.rid, ctx.clock.now());
    const removed = done.kind === 'payments' ? undoPayments(ctx, done, hooks) : done.kind === 'documents' ? undoDocuments(ctx, done, hooks) : undoRows(ctx, done, hooks);
    audit(ctx, 'import.undo', 'import', importId, { removed });
    return { removed };
  });
}

function undoRows(ctx: Ctx, done: StoredImport, hooks: JobHooks): number {
  const rows = importedRows(ctx.db, done);
  const [entity, unindex] = done.kind === 'customers' ? (['customer', unindexCustomer] as const) : (['item', unindexItem] as const);
  rows.forEach(({ rid }, i) => {
    unindex(ctx.db, rid);
    halfStep(hooks, 'undoing', i + 1, 2 * rows.length);
  });
  record(ctx, `${entity}.remove`, entity, done.id, rows.map(({ id }) => id));
  rows.forEach(({ rid }, i) => {
    removeImported(ctx.db, done.kind, rid);
    halfStep(hooks, 'undoing', rows.length + i + 1, 2 * rows.length);
  });
  return rows.length;
}

const REFUSED_PAGE = 200;

/** What was left out of an import, a page at a time. NOT_FOUND. */
export function importsRefused(ctx: Ctx, { importId, after }: Parsed<'imports.refused'>): Output<'imports.refused'> {
  return readTogether(ctx, () => {
    const { rid } = found(readImport(ctx.db, importId));
    const rows = listRefused(ctx.db, rid, after, REFUSED_PAGE + 1);
    const shown = rows.slice(0, REFUSED_PAGE);
    return { rows: shown.map(({ position: _place, ...row }) => row), total: countRefused(ctx.db, rid), next: rows.length > REFUSED_PAGE ? (shown.at(-1)?.position ?? null) : null };
  });
}

export function importsList(ctx: Ctx): Output<'imports.list'> {
  return {
    rows: listImports(ctx.db).map(({ rid, id, kind, file, at, added, used, undoneAt }) => ({
      id,
      kind,
      file,
      at,
      added,
      refused: kind === 'documents' || kind === 'payments' ? countRefused(ctx.db, rid) : 0,
      undone: undoneAt !== null,
      canUndo: undoneAt === null && !used,
    })),
  };
}
