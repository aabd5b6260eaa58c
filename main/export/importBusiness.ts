// Brings a complete export into new books: everything or nothing, proven before the first row is written and again before it is kept. Run by the job process and by tests.
import { createHash, createSecretKey } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import { schema } from '../db/migrate.ts';
import { auditWriter } from '../audit/chain.ts';
import { step, type JobHooks, type Progress } from '../import/hooks.ts';
import { documentsAfter, contentHash } from '../repo/documents.ts';
import { areEmpty, indexEverything, longTransaction, setAside } from '../repo/emptyBooks.ts';
import { readSnapshot } from '../repo/frozen.ts';
import { addForeign, type AuditRow } from '../repo/wholeAudit.ts';
import { settlePdfs } from '../repo/pdf.ts';
import { addRow, brokenReferences, clearTable, documentSums } from '../repo/wholeTables.ts';
import { audit, type Ctx } from '../service/context.ts';
import { parseAuditLine } from './auditLines.ts';
import { type ExportedRow, exportedColumns, type Table } from './columns.ts';
import { entityHashes } from './exportBusiness.ts';
import { valuesOf } from './lines.ts';
import { AUDIT, dataFile, type Manifest } from './manifest.ts';
import { bytesOf, openExport, type OpenExport, proveExport, refuse, rowsOf } from './readExport.ts';
import { TABLES } from './tables.ts';

/** What is in a file, for the person to look at before it comes in. */
export interface ExportSummary { business: string; madeAt: string; documents: number; customers: number; items: number; drafts: number; pdfs: number }
export interface ImportResult { documents: number; records: number }

/** Whether these books are as set-up left them: only then a business can come in. */
export function booksAreEmpty(ctx: Ctx): boolean {
  return areEmpty(ctx.db, [...TABLES.filter(({ seeded }) => seeded !== true).map(({ table }) => table), 'foreign_audit']);
}

/** Looks at the manifest only. @throws as openExport */
export async function lookIntoExport(path: string): Promise<ExportSummary> {
  const open = await openExport(path);
  open.zip.close();
  const rows = (file: string): number => open.files.get(`data/${file}.jsonl`)?.rows ?? 0;
  const { business, madeAt } = open.manifest;
  return { business, madeAt, documents: rows('documents'), customers: rows('customers'), items: rows('items'), drafts: rows('drafts'), pdfs: rows('pdfs') };
}

/**
 * Replaces what set-up left by the business in the file, in one transaction. The log of the file is kept beside our own, which gets one record of the
 * import and one for each document, so that every document can be proven here too.
 * @throws AppError BOOKS_NOT_EMPTY, EXPORT_FOREIGN, EXPORT_DAMAGED, EXPORT_FROM_FUTURE, CANCELLED, DISK_FULL; nothing is kept then
 */
export async function importBusiness(given: Ctx, path: string, hooks: JobHooks = {}): Promise<ImportResult> {
  // as manyRecords() does, for work that waits for the file in between: the key lives no longer than this
  const ctx: Ctx = { ...given, write: auditWriter(given.db, createSecretKey(given.ak)) };
  if (!booksAreEmpty(ctx)) throw new AppError('BOOKS_NOT_EMPTY');
  const open = await openExport(path);
  try {
    await proveExport(open, hooks);
    return await longTransaction(ctx.db, () => bringIn(ctx, open, hooks));
  } finally {
    open.zip.close();
  }
}

interface Work { ctx: Ctx; open: OpenExport; rids: Map<string, Map<string, number>>; records: Map<string, number>; pdfs: Map<string, string>; record: number; tick(stage?: Progress['stage']): void }

async function bringIn(ctx: Ctx, open: OpenExport, hooks: JobHooks): Promise<ImportResult> {
  if (!booksAreEmpty(ctx)) throw new AppError('BOOKS_NOT_EMPTY'); // somebody may have written meanwhile
  const { manifest, seal } = open;
  const documents = rowsIn(open, dataFileOf('document'));
  const records = rowsIn(open, AUDIT);
  for (const { table, seeded } of TABLES.toReversed()) if (seeded === true) clearTable(ctx.db, table);
  const record = audit(ctx, 'business.import', 'business', null, { from: manifest.vault.id, madeAt: manifest.madeAt, manifest: seal, documents, records });
  const work: Work = { ctx, open, rids: new Map(), records: new Map(), pdfs: await pdfHashes(open), record, tick: ticker(hooks, manifest) };
  const putBack = setAside(ctx.db, TABLES.flatMap(({ judges }) => judges ?? []));
  for (const table of TABLES) await bringTable(work, table);
  putBack();
  await bringLog(work);
  settlePdfs(ctx.db);
  indexEverything(ctx.db, () => work.tick());
  prove(work);
  return { documents, records };
}

const rowsIn = ({ files }: OpenExport, name: string): number => files.get(name)?.rows ?? 0;

function dataFileOf(name: string): string {
  const table = TABLES.find((one) => one.table === name);
  if (table === undefined) throw new Error(`no ${name} in the list of tables`);
  return dataFile(table);
}

/** Every row, every record, the index and the proof: known from the start, so that the bar only goes forward. */
function ticker(hooks: JobHooks, { files }: Manifest): Work['tick'] {
  const rows = (name: string): number => files.find((file) => file.name === name)?.rows ?? 0;
  const documents = rows(dataFileOf('document'));
  const total = files.reduce((n, file) => n + (file.rows ?? 0), 0) + 2 * documents + rows(dataFileOf('customer')) + rows(dataFileOf('item')) + rows(dataFileOf('payment')) + rows(dataFileOf('bank_line'));
  let done = 0;
  return (stage = 'saving') => {
    done += 1;
    step(hooks, stage, Math.min(done, total), total);
  };
}

async function pdfHashes(open: OpenExport): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for await (const row of rowsOf(open, dataFileOf('document_pdf'))) hashes.set(textOf(row, 'document'), textOf(row, 'sha256'));
  return hashes;
}

function textOf(row: ExportedRow, field: string): string {
  const value = row[field];
  return typeof value === 'string' ? value : refuse(field);
}

async function bringTable(work: Work, table: Table): Promise<void> {
  const name = dataFile(table);
  const keyColumn = table.key === null ? undefined : table.columns[table.key];
  const keyField = keyColumn === undefined || keyColumn.kind === 'left-out' ? null : keyColumn.name;
  const nameOf = (row: ExportedRow): unknown => table.named?.of(row) ?? (keyField === null ? null : row[keyField]);
  const fileField = exportedColumns(table).find(([, as]) => as.kind === 'file')?.[1].name;
  const known = new Map<string, number>();
  work.rids.set(table.table, known);
  for await (const row of rowsOf(work.open, name)) {
    const stored = fileField === undefined ? null : row[fileField];
    const bytes = typeof stored === 'string' ? await bytesOf(work.open, stored) : Buffer.alloc(0);
    try {
      const record = recordOf(work, table, row);
      const rid = addRow(work.ctx.db, table, valuesOf(table, row, { rid: (other, of) => work.rids.get(other)?.get(of), record, bytes: () => bytes }));
      const called = nameOf(row);
      if (typeof called === 'string') known.set(called, rid);
    } catch (error) {
      throw ofFile(error, name);
    }
    work.tick();
  }
}

/** What the tables refuse (a number twice, an amount that is none) is the fault of the file. */
function ofFile(error: unknown, what: string): unknown {
  const refused = error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_CONSTRAINT');
  const damaged = error instanceof AppError && error.code === 'EXPORT_DAMAGED';
  return refused || damaged ? new AppError('EXPORT_DAMAGED', { params: { what } }) : error;
}

/** A document gets a record of its own in our log, with its seal and that of its PDF; everything else stands under the record of the import. */
function recordOf({ ctx, records, pdfs, record }: Work, { table }: Table, row: ExportedRow): number {
  if (table === 'document_pdf') return records.get(textOf(row, 'document')) ?? record;
  if (table !== 'document') return record;
  const id = textOf(row, 'id');
  const sha256 = pdfs.get(id);
  const seq = audit(ctx, 'invoice.adopt', 'invoice', id, { number: textOf(row, 'number'), contentHash: textOf(row, 'contentHash'), ...(sha256 !== undefined && { sha256 }) });
  records.set(id, seq);
  return seq;
}

/** The log of the other books, with its chain walked as far as that is possible without their key: no gaps, each record names the one before, bodies fit their hashes. */
async function bringLog(work: Work): Promise<void> {
  let last: AuditRow | null = null;
  for await (const line of rowsOf(work.open, AUDIT)) {
    const row = parseAuditLine(line);
    const before: AuditRow | null = last?.vault === row.vault ? last : null;
    const follows = row.seq === (before?.seq ?? 0) + 1 && row.prev.equals(before?.mac ?? Buffer.alloc(32)) && row.epoch >= (before?.epoch ?? 1);
    const fits = row.body === null ? row.erasedBy !== null : createHash('sha256').update(row.body).digest().equals(row.bodyHash);
    if (!follows || !fits) refuse(AUDIT);
    try {
      addForeign(work.ctx.db, row);
    } catch (error) {
      throw ofFile(error, AUDIT);
    }
    last = row;
    work.tick();
  }
  const { id, mac } = work.open.manifest.vault;
  if (last !== null && (last.vault !== id || last.mac.toString('hex') !== mac)) refuse(AUDIT);
}

/** Before anything is kept: every seal fits, nothing points nowhere, the sums are those of the manifest, and an export would write the same files again. */
function prove({ ctx, open, tick }: Work): void {
  for (let after = 0; ; ) {
    const heads = documentsAfter(ctx.db, after, 100);
    for (const head of heads) {
      const snapshot = readSnapshot(ctx.db, head.rid);
      if (snapshot === undefined || !contentHash(snapshot).equals(head.contentHash)) refuse(snapshot?.number ?? dataFileOf('document'));
      after = head.rid;
      tick('checking');
    }
    if (heads.length === 0) break;
  }
  if (brokenReferences(ctx.db) > 0) refuse('data');
  if (JSON.stringify(documentSums(ctx.db)) !== JSON.stringify(open.manifest.sums)) refuse(dataFileOf('document'));
  // An older export has fewer fields: its files would be written with the new ones.
  if (open.manifest.schema !== schema.latest) return;
  for (const { name, sha256 } of entityHashes(ctx)) if (open.files.get(name)?.sha256 !== sha256) refuse(name);
}
