// The complete export: reads everything at one moment and writes one archive beside its place, then gives it its name. Run by the job process and by tests.
import { linkSync, renameSync, rmSync, existsSync, fsyncSync, openSync, closeSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { createHash } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import { schema } from '../db/migrate.ts';
import { diskError } from '../files/write.ts';
import { fileNameFor } from '../files/place.ts';
import type { JobHooks } from '../import/hooks.ts';
import { auditHead } from '../audit/chain.ts';
import { readBusiness } from '../repo/business.ts';
import { countAudit, wholeAudit } from '../repo/wholeAudit.ts';
import { countRows, documentSums, fileBytes, fileNames, numbersWithoutPdf, wholeRows } from '../repo/wholeTables.ts';
import { readTogether, type Ctx } from '../service/context.ts';
import { found } from '../service/problems.ts';
import { auditLine } from './auditLines.ts';
import { exportedColumns, type FileColumn, type Table } from './columns.ts';
import { readmeText } from './describe.ts';
import { lineOf } from './lines.ts';
import { AUDIT, dataFile, FORMAT, FORMAT_VERSION, keyOf, MANIFEST, manifestText, README, type ManifestFile } from './manifest.ts';
import { TABLES } from './tables.ts';
import { createZip, type ZipWriter, type Written } from './zipWrite.ts';

export interface ExportRequest {
  /** Where it ends up; nothing may be there. */
  target: string;
  /** Where it is written meanwhile, in the same folder. The caller removes it when the job was ended from outside. */
  part: string;
  /** Program and version. */
  madeBy: string;
  vaultId: string;
}
export interface ExportResult {
  bytes: number;
  documents: number;
  /** Documents whose PDF is not made yet. */
  withoutPdf: number;
}
const EVERY = 200;
/** Lines are gathered to pieces of about this size before they are compressed. */
const PIECE = 64 * 1024;

interface Progress { tick(): void }

/** @throws AppError FILE_EXISTS, DISK_FULL, DISK_READONLY, PLACE_NO_ACCESS, PLACE_GONE, CANCELLED; nothing is left then */
export function exportBusiness(ctx: Ctx, request: ExportRequest, hooks: JobHooks = {}): ExportResult {
  if (existsSync(request.target)) throw new AppError('FILE_EXISTS');
  const archive = createZip(request.part);
  let open = true;
  try {
    const answer = readTogether(ctx, () => fill(ctx, archive, request, hooks));
    archive.finish();
    open = false;
    const { size } = statSync(request.part);
    settle(request);
    return { ...answer, bytes: size };
  } catch (error) {
    if (open) archive.abandon();
    rmSync(request.part, { force: true });
    throw error;
  }
}

/** Gives the finished file its name without ever replacing another one. */
export function settle({ part, target }: Pick<ExportRequest, 'part' | 'target'>): void {
  try {
    try {
      linkSync(part, target); // fails when there is a file, whoever made it meanwhile
      rmSync(part);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw new AppError('FILE_EXISTS');
      // sticks are formatted without hard links
      if (existsSync(target)) throw new AppError('FILE_EXISTS');
      renameSync(part, target);
    }
    syncFolder(dirname(target));
  } catch (error) {
    throw diskError(error);
  }
}

/** So that the name survives a power cut too; not every system lets a folder be opened. */
function syncFolder(folder: string): void {
  let file: number;
  try {
    file = openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(file);
  } catch {
    // some file systems refuse; the file itself is safe
  } finally {
    closeSync(file);
  }
}

function fill(ctx: Ctx, archive: ZipWriter, { madeBy, vaultId }: ExportRequest, hooks: JobHooks): Omit<ExportResult, 'bytes'> {
  const business = found(readBusiness(ctx.db)).name;
  const files: ManifestFile[] = [];
  const progress = counter(hooks, TABLES.reduce((sum, table) => sum + countRows(ctx.db, table) * (fileOf(table) === null ? 1 : 2), countAudit(ctx.db)));
  files.push(archive.put(README, Buffer.from(readmeText(), 'utf8'), 'deflate'));
  for (const table of TABLES) files.push(...putTable(ctx, archive, table, progress));
  const log = lines(archive, AUDIT);
  for (const row of wholeAudit(ctx.db, vaultId)) {
    log.add(auditLine(row));
    progress.tick();
  }
  files.push(log.end());
  const sums = documentSums(ctx.db);
  const withoutPdf = numbersWithoutPdf(ctx.db);
  const head = auditHead(ctx.db);
  const vault = { id: vaultId, epoch: head?.epoch ?? 0, seq: head?.seq ?? 0, mac: (head?.mac ?? Buffer.alloc(32)).toString('hex') };
  const text = manifestText({ format: FORMAT, version: FORMAT_VERSION, schema: schema.latest, madeAt: ctx.clock.now(), madeBy, business, vault, sums, withoutPdf, files });
  archive.put(MANIFEST, Buffer.from(text, 'utf8'), 'deflate');
  return { documents: sums.reduce((n, sum) => n + sum.documents, 0), withoutPdf: withoutPdf.length };
}

function counter(hooks: JobHooks, total: number): Progress {
  let done = 0;
  return {
    tick() {
      done += 1;
      if (done % EVERY !== 0 && done !== total) return;
      if (hooks.cancelled?.() === true) throw new AppError('CANCELLED');
      hooks.onProgress?.({ stage: 'writing', done: Math.min(done, total), total });
    },
  };
}

function fileOf(table: Table): readonly [column: string, as: FileColumn] | null {
  for (const [column, as] of exportedColumns(table)) if (as.kind === 'file') return [column, as];
  return null;
}

function putTable(ctx: Ctx, archive: ZipWriter, table: Table, progress: Progress): ManifestFile[] {
  const stored = fileOf(table);
  const names = stored === null ? [] : placeFiles(ctx, table, stored);
  const out = lines(archive, dataFile(table));
  let at = 0;
  for (const row of wholeRows(ctx.db, table, keyOf)) {
    out.add(lineOf(table, row, names[at] ?? null));
    at += 1;
    progress.tick();
  }
  return [out.end(), ...(stored === null ? [] : putFiles(ctx, archive, table, stored[0], names, progress))];
}

/** A name in the archive for each file, no two the same on any file system. */
function placeFiles(ctx: Ctx, table: Table, [column, { folder, extension, called }]: readonly [string, FileColumn]): (string | null)[] {
  const taken = new Set<string>();
  return [...fileNames(ctx.db, table, column, called)].map((row) => {
    if (row.called === null) return null;
    const stem = fileNameFor(row.called);
    for (let n = 1; ; n += 1) {
      const name = `${folder}/${stem}${n === 1 ? '' : ` (${n})`}.${extension}`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}

function* putFiles(ctx: Ctx, archive: ZipWriter, table: Table, column: string, names: readonly (string | null)[], progress: Progress): Generator<Written> {
  let at = 0;
  for (const { bytes } of fileBytes(ctx.db, table, column)) {
    const name = names[at] ?? null;
    at += 1;
    progress.tick();
    // PNG and PDF are compressed inside
    if (name !== null && bytes !== null) yield archive.put(name, bytes, 'store');
  }
}

/** An entry of lines, with their number. */
function lines(archive: ZipWriter, name: string): { add(line: string): void; end(): ManifestFile } {
  const entry = archive.entry(name, 'deflate');
  let waiting: string[] = [];
  let size = 0;
  let rows = 0;
  const flush = (): void => {
    if (waiting.length > 0) entry.add(Buffer.from(`${waiting.join('\n')}\n`, 'utf8'));
    waiting = [];
    size = 0;
  };
  return {
    add(line) {
      waiting.push(line);
      size += line.length;
      rows += 1;
      if (size >= PIECE) flush();
    },
    end() {
      flush();
      const { bytes, sha256 } = entry.end();
      return { name, bytes, rows, sha256 };
    },
  };
}

/** SHA-256 of each data file as an export would write it now, without writing anything: the importer compares it with what it read. */
export function* entityHashes(ctx: Ctx): Generator<{ name: string; sha256: string }> {
  for (const table of TABLES) {
    const stored = fileOf(table);
    const names = stored === null ? [] : placeFiles(ctx, table, stored);
    const hash = createHash('sha256');
    let at = 0;
    for (const row of wholeRows(ctx.db, table, keyOf)) {
      hash.update(`${lineOf(table, row, names[at] ?? null)}\n`);
      at += 1;
    }
    yield { name: dataFile(table), sha256: hash.digest('hex') };
  }
}
