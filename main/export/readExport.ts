// Looks at a complete export before anything is believed: names, sizes, hashes, number of lines, sums, and whether this Billfold can read it. Used by the import only; it never writes.
import { createHash } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import { schema } from '../db/migrate.ts';
import { step, type JobHooks } from '../import/hooks.ts';
import { sumUp } from '../repo/wholeTables.ts';
import type { ExportedRow } from './columns.ts';
import { parseLine } from './lines.ts';
import { AUDIT, dataFile, FORMAT_VERSION, MANIFEST, manifest as manifestSchema, README, type Manifest, type ManifestFile } from './manifest.ts';
import { TABLES } from './tables.ts';
import { openZip, type ZipReader } from './zipRead.ts';

export interface OpenExport {
  readonly zip: ZipReader;
  readonly manifest: Manifest;
  /** SHA-256 of the manifest itself, for the record. */
  readonly seal: string;
  readonly files: ReadonlyMap<string, ManifestFile>;
}

const MOST_MANIFEST = 1024 * 1024 * 1024;
/** A draft of a thousand lines is one megabyte. */
const MOST_LINE = 16 * 1024 * 1024;

export function refuse(what: string): never {
  throw new AppError('EXPORT_DAMAGED', { params: { what } });
}

/** Opens it and reads the manifest. The caller closes the archive. @throws AppError EXPORT_FOREIGN, EXPORT_DAMAGED, EXPORT_FROM_FUTURE, FILE_GONE, FILE_UNREADABLE */
export async function openExport(path: string): Promise<OpenExport> {
  const zip = openZip(path);
  try {
    const entry = zip.entries.get(MANIFEST);
    if (entry === undefined) throw new AppError('EXPORT_FOREIGN');
    const bytes = await zip.whole(entry, MOST_MANIFEST);
    const manifest = readManifest(bytes);
    const files = new Map(manifest.files.map((file) => [file.name, file]));
    checkNames(zip, manifest, files);
    return { zip, manifest, files, seal: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    zip.close();
    throw named(error, MANIFEST);
  }
}

/** Damage that the archive itself shows says of which file. */
function named(error: unknown, what: string): unknown {
  return error instanceof AppError && error.code === 'EXPORT_DAMAGED' && error.detail.params === undefined ? new AppError('EXPORT_DAMAGED', { params: { what } }) : error;
}

function readManifest(bytes: Buffer): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return refuse(MANIFEST);
  }
  const head = manifestSchema.pick({ format: true, version: true, schema: true }).safeParse(value);
  if (!head.success) throw new AppError('EXPORT_FOREIGN');
  // first of all: a newer one may look different in every other part
  if (head.data.version > FORMAT_VERSION || head.data.schema > schema.latest) throw new AppError('EXPORT_FROM_FUTURE');
  const whole = manifestSchema.safeParse(value);
  return whole.success ? whole.data : refuse(MANIFEST);
}

/** Exactly what the manifest lists is there, and every file that this schema needs is listed. */
function checkNames(zip: ZipReader, manifest: Manifest, files: ReadonlyMap<string, ManifestFile>): void {
  if (files.size !== manifest.files.length || zip.entries.size !== files.size + 1) refuse(MANIFEST);
  for (const { name, bytes } of manifest.files) if (zip.entries.get(name)?.size !== bytes) refuse(name);
  const data = new Set(TABLES.map(dataFile));
  for (const { name } of manifest.files) if (name.startsWith('data/') && !data.has(name)) refuse(name);
  const needed = manifest.schema === schema.latest ? [...data] : [dataFile(first())];
  for (const name of [README, AUDIT, ...needed]) if (!files.has(name)) refuse(name);
}

function first(): (typeof TABLES)[number] {
  const table = TABLES.find((one) => one.table === 'business');
  if (table === undefined) throw new Error('no business in the list of tables');
  return table;
}

/** Reads every byte once: hashes, numbers of lines, and the sums of the documents must be those of the manifest. */
export async function proveExport(open: OpenExport, hooks: JobHooks): Promise<void> {
  const total = open.manifest.files.length;
  let done = 0;
  for (const file of open.manifest.files) {
    await proveFile(open, file);
    done += 1;
    step(hooks, 'checking', done, total);
  }
  const sums = sumUp();
  for await (const row of rowsOf(open, dataFile(documents()))) {
    const [kind, currency] = [row['kind'], row['currency']];
    if (typeof kind !== 'string' || typeof currency !== 'string') refuse('data/documents.jsonl');
    sums.add({ kind, currency, net: whole(row['net']), tax: whole(row['tax']), gross: whole(row['gross']), payable: whole(row['payable']) });
  }
  if (JSON.stringify(sums.result()) !== JSON.stringify(open.manifest.sums)) refuse('data/documents.jsonl');
}

function documents(): (typeof TABLES)[number] {
  const table = TABLES.find((one) => one.table === 'document');
  if (table === undefined) throw new Error('no documents in the list of tables');
  return table;
}

function whole(value: unknown): bigint {
  return Number.isSafeInteger(value) ? BigInt(Number(value)) : refuse('data/documents.jsonl');
}

async function proveFile({ zip }: OpenExport, { name, sha256, rows }: ManifestFile): Promise<void> {
  const entry = zip.entries.get(name);
  if (entry === undefined) refuse(name);
  const hash = createHash('sha256');
  let ends = 0;
  let last = 10;
  try {
    for await (const piece of zip.read(entry)) {
      hash.update(piece);
      if (rows === undefined) continue;
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) ends += 1;
      last = piece.at(-1) ?? last;
    }
  } catch (error) {
    throw named(error, name);
  }
  if (hash.digest('hex') !== sha256 || (rows !== undefined && (ends !== rows || last !== 10))) refuse(name);
}

/** The rows of a file in order; none when an older export does not have the file. The bytes are held against the manifest once more, for the file may have changed meanwhile. */
export async function* rowsOf({ zip, files }: OpenExport, name: string): AsyncGenerator<ExportedRow> {
  const entry = zip.entries.get(name);
  const listed = files.get(name);
  if (entry === undefined || listed === undefined) return;
  const hash = createHash('sha256');
  let rest = Buffer.alloc(0);
  for await (const piece of zip.read(entry)) {
    hash.update(piece);
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      yield rowOf(bytes.toString('utf8', start, end), name);
      start = end + 1;
    }
    rest = Buffer.from(bytes.subarray(start));
    if (rest.length > MOST_LINE) refuse(name);
  }
  if (rest.length > 0 || hash.digest('hex') !== listed.sha256) refuse(name);
}

function rowOf(line: string, name: string): ExportedRow {
  try {
    return parseLine(line);
  } catch {
    return refuse(name);
  }
}

/** One stored file, held against the manifest. */
export async function bytesOf({ zip, files }: OpenExport, name: string): Promise<Buffer> {
  const entry = zip.entries.get(name);
  const listed = files.get(name);
  if (entry === undefined || listed === undefined || listed.rows !== undefined) return refuse(name);
  const bytes = await zip.whole(entry, listed.bytes);
  return createHash('sha256').update(bytes).digest('hex') === listed.sha256 ? bytes : refuse(name);
}
