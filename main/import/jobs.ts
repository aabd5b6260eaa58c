// What imports.* of the wall does, as plain functions over bytes: the file dialog and the separate process are the app's. Called by the job process and tests.
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import type { Output } from '../../contract/index.ts';
import {
  mapping as mappingSchema,
  type ImportKind,
  type ImportMapping,
  type ImportPick,
  type ImportPreview,
} from '../../contract/imports.ts';
import { numberLocale } from '../../domain/numberLocale.ts';
import { readBusiness, readSetting, writeSetting } from '../repo/business.ts';
import { addCustomerRow, indexCustomer, unindexCustomer } from '../repo/customers.ts';
import {
  addImport,
  detachDiscardedDrafts,
  draftsWaitingFor,
  importedRows,
  listImports,
  markUndone,
  readImport,
  removeImported,
} from '../repo/imports.ts';
import { addItemRow, indexItem, unindexItem } from '../repo/items.ts';
import { allTaxes } from '../repo/taxes.ts';
import { audit, manyRecords, readTogether, type Ctx } from '../service/context.ts';
import { found } from '../service/problems.ts';
import { readCsv } from './csv.ts';
import { fieldsOf, guessColumns, guessNumbers, headingsKey } from './fields.ts';
import { planImport, step, type AnyPlan, type JobHooks, type Plan } from './plan.ts';
import type { Checked } from './rows.ts';

export type { JobHooks, Progress } from './plan.ts';

const SAMPLE_ROWS = 5;
const SAMPLE_CELL = 200;
const GUESSED_FROM = 500;

/** A first look at a file: how it is written, its headings, five rows, and which column is most likely what. Errors: those of readCsv. */
export function importsInspect(ctx: Ctx, bytes: Buffer, kind: ImportKind): Omit<ImportPick, 'token' | 'file' | 'size'> {
  const sample: string[][] = [];
  let rows = 0;
  const { encoding, delimiter, headers } = readCsv(bytes, {
    row: (cells) => {
      rows += 1;
      if (sample.length < GUESSED_FROM) sample.push(cells);
    },
  });
  if (rows === 0) throw new AppError('CSV_EMPTY'); // headings alone bring nothing in
  const remembered = recall(ctx, kind, headers);
  const columns = remembered?.columns ?? guessColumns(kind, headers);
  const amounts = columns.flatMap((column, i) => (column === 'price' || column === 'cost' ? sample.map((cells) => cells[i] ?? '') : []));
  const numbers = remembered?.numbers ?? guessNumbers(amounts, usualNumbers(ctx));
  return {
    rows,
    encoding,
    delimiter,
    headers: headers.map((header) => header.slice(0, 80)),
    sample: sample.slice(0, SAMPLE_ROWS).map((cells) => cells.slice(0, 200).map((cell) => cell.slice(0, SAMPLE_CELL))),
    mapping: { columns, numbers },
    remembered: remembered !== undefined,
  };
}

function usualNumbers(ctx: Ctx): ImportMapping['numbers'] {
  const business = readBusiness(ctx.db);
  const { decimal } = numberLocale(`${business?.language ?? 'en'}-${business?.country ?? ''}`);
  return decimal === ',' ? 'comma' : 'point';
}

const REMEMBERED = 10;
const memory = z.array(z.object({ headings: z.string(), mapping: mappingSchema })).max(REMEMBERED);
const memoryKey = (kind: ImportKind) => `mapping.${kind}`;

/** The mapping of the last import with these very headings. */
function recall(ctx: Ctx, kind: ImportKind, headers: readonly string[]): ImportMapping | undefined {
  const key = headingsKey(headers);
  const known = new Set<string | null>([null, ...fieldsOf(kind)]);
  const entry = readSetting(ctx.db, memoryKey(kind), memory)?.find((candidate) => candidate.headings === key);
  return entry?.mapping.columns.length === headers.length && entry.mapping.columns.every((column) => known.has(column))
    ? entry.mapping
    : undefined;
}

function remember(ctx: Ctx, kind: ImportKind, headers: readonly string[], mapping: ImportMapping): void {
  const headings = headingsKey(headers);
  const others = (readSetting(ctx.db, memoryKey(kind), memory) ?? []).filter((entry) => entry.headings !== headings);
  writeSetting(ctx.db, memoryKey(kind), [{ headings, mapping }, ...others].slice(0, REMEMBERED));
}

const PREVIEW_ROWS = 10;

/** A dry run over the whole file: nothing is stored. */
export function importsPreview(ctx: Ctx, bytes: Buffer, kind: ImportKind, mapping: ImportMapping, hooks: JobHooks = {}): ImportPreview {
  const { plan } = readTogether(ctx, () => planImport(ctx, bytes, kind, mapping, hooks));
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
}

/**
 * All or nothing, in one transaction: rows, audit records that name each of them, one for the import. IMPORT_HAS_PROBLEMS when a row is bad, or has the code of a
 * record that is there already and doubles are not to be skipped; CANCELLED, and then nothing is stored.
 */
export function importsCommit(
  given: Ctx,
  { bytes, file, kind, mapping, skipDuplicates }: CommitRequest,
  hooks: JobHooks = {},
): Output<'imports.commit'> {
  return manyRecords(given, (ctx) => {
    const planned = planImport(ctx, bytes, kind, mapping, hooks);
    const { plan } = planned;
    if (plan.bad > 0 || (!skipDuplicates && plan.sameCode > 0))
      throw new AppError('IMPORT_HAS_PROBLEMS', { params: { bad: plan.bad, duplicates: plan.duplicates.length } });
    const skipped = skipDuplicates ? plan.duplicates.length : 0;
    const added = plan.good.length + plan.duplicates.length - skipped;
    const [id, at] = [ctx.newId(), ctx.clock.now()];
    const rid = addImport(ctx.db, { id, kind, file: file.slice(0, 120), at, added, skipped });
    saveRows(ctx, planned, skipDuplicates, { rid, id, at }, hooks);
    remember(ctx, kind, plan.headers, mapping);
    audit(ctx, 'import.commit', 'import', id, { kind, added, skipped });
    return { importId: id, added, skipped };
  });
}

interface Into {
  rid: number;
  id: string;
  at: string;
}

function saveRows(ctx: Ctx, planned: AnyPlan, skipDuplicates: boolean, into: Into, hooks: JobHooks): void {
  const { db } = ctx;
  if (planned.kind === 'customers') {
    saveEach(ctx, chosen(planned.plan, skipDuplicates), { entity: 'customer', add: addCustomerRow, index: (rid, f) => indexCustomer(db, rid, f) }, into, hooks);
  } else {
    saveEach(ctx, chosen(planned.plan, skipDuplicates), { entity: 'item', add: addItemRow, index: (rid, f) => indexItem(db, rid, f) }, into, hooks);
  }
}

/** In the order of the file. */
function chosen<T>({ good, duplicates }: Plan<T>, skipDuplicates: boolean): Checked<T>[] {
  return skipDuplicates ? good : [...good, ...duplicates].sort((a, b) => a.row - b.row);
}

interface Store<T> {
  entity: string;
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
    step(hooks, 'saving', i + 1, 2 * rows.length);
    return store.add(ctx.db, ids[i] ?? '', fields, into.at, { importRid: into.rid, archived });
  });
  record(ctx, `${store.entity}.import`, store.entity, into.id, ids);
  rows.forEach(({ fields }, i) => {
    store.index(rids[i] ?? 0, fields);
    step(hooks, 'saving', rows.length + i + 1, 2 * rows.length);
  });
}

const IDS_A_RECORD = 250;

function record(ctx: Ctx, action: string, entity: string, importId: string, ids: readonly string[]): void {
  for (let at = 0; at < ids.length; at += IDS_A_RECORD)
    audit(ctx, action, entity, null, { import: importId, ids: ids.slice(at, at + IDS_A_RECORD) });
}

/**
 * Takes out everything an import brought in; each removal stays on record. IMPORT_USED when a document was issued from it, or a live draft is
 * addressed to one of its customers (discard it first). Drafts keep the words and prices of removed items. A second undo answers 0.
 */
export function importsUndo(given: Ctx, importId: string, hooks: JobHooks = {}): Output<'imports.undo'> {
  return manyRecords(given, (ctx) => {
    const done = found(readImport(ctx.db, importId));
    if (done.undoneAt !== null) return { removed: 0 };
    const drafts = done.kind === 'customers' ? draftsWaitingFor(ctx.db, done.rid) : 0;
    if (done.used || drafts > 0) throw new AppError('IMPORT_USED', { params: { drafts } });
    if (done.kind === 'customers') detachDiscardedDrafts(ctx.db, done.rid);
    const rows = importedRows(ctx.db, done);
    const [entity, unindex] = done.kind === 'customers' ? (['customer', unindexCustomer] as const) : (['item', unindexItem] as const);
    rows.forEach(({ rid }, i) => {
      unindex(ctx.db, rid);
      step(hooks, 'undoing', i + 1, 2 * rows.length);
    });
    record(ctx, `${entity}.remove`, entity, importId, rows.map(({ id }) => id));
    rows.forEach(({ rid }, i) => {
      removeImported(ctx.db, done.kind, rid);
      step(hooks, 'undoing', rows.length + i + 1, 2 * rows.length);
    });
    markUndone(ctx.db, done.rid, ctx.clock.now());
    audit(ctx, 'import.undo', 'import', importId, { removed: rows.length });
    return { removed: rows.length };
  });
}

export function importsList(ctx: Ctx): Output<'imports.list'> {
  return {
    rows: listImports(ctx.db).map(({ id, kind, file, at, added, used, undoneAt }) => ({
      id,
      kind,
      file,
      at,
      added,
      undone: undoneAt !== null,
      canUndo: undoneAt === null && !used,
    })),
  };
}
