// One row of a table as one line of JSON, and back. Pure; used by the export and the import.
import { AppError } from '../../contract/errors.ts';
import { type Column, type ExportedRow, exportedColumns, type ExportedColumn, type Stored, type Table } from './columns.ts';

/** A stored JSON text that JSON.stringify would write otherwise travels under this one key, letter by letter. */
const AS_TEXT = '$text';

/** The line without its end. `fileName` is where the row's file lies in the archive. */
export function lineOf(table: Table, row: Readonly<Record<string, Stored>>, fileName: string | null): string {
  const out: Record<string, unknown> = {};
  for (const [column, as] of exportedColumns(table)) out[as.name] = as.kind === 'file' ? fileName : outside(as, row[column] ?? null);
  return JSON.stringify(out);
}

function outside(as: ExportedColumn, value: Stored): unknown {
  if (value === null) return null;
  if (as.kind === 'hex') return Buffer.isBuffer(value) ? value.toString('hex') : fault();
  if (as.kind === 'flag') return value === 1;
  if (as.kind === 'json') return embedded(String(value));
  // the key of a referenced row may be a stored hash
  return Buffer.isBuffer(value) ? value.toString('hex') : value;
}

/** Stored JSON as a value of the line; as its own text where reading and writing it again would change a letter. */
export function embedded(stored: string): unknown {
  const value: unknown = JSON.parse(stored);
  const isMarked = typeof value === 'object' && value !== null && AS_TEXT in value;
  return JSON.stringify(value) === stored && !isMarked ? value : { [AS_TEXT]: stored };
}

/** The other way round. */
export function unembedded(value: unknown): string {
  if (typeof value === 'object' && value !== null && AS_TEXT in value) return typeof value[AS_TEXT] === 'string' ? value[AS_TEXT] : fault();
  return JSON.stringify(value);
}

function fault(): never {
  throw new AppError('EXPORT_DAMAGED');
}

/** A line as an object. @throws AppError EXPORT_DAMAGED */
export function parseLine(line: string): ExportedRow {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return fault();
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fault();
  return Object.fromEntries(Object.entries(value));
}

/** What the importer knows beyond the row itself. */
export interface Inside {
  /** Row number of another table's row by its key. */
  rid(table: string, key: string): number | undefined;
  /** The record of the log that certifies this row. */
  record: number;
  /** Bytes of a file of the archive. */
  bytes(name: string): Buffer;
}

/**
 * Columns and values to insert. Fields that an older export did not have yet are left to the table; a field nobody knows is refused.
 * @throws AppError EXPORT_DAMAGED for a value of the wrong kind or a reference to nothing
 */
export function valuesOf(table: Table, row: ExportedRow, inside: Inside): (readonly [column: string, value: Stored])[] {
  const known = new Set(exportedColumns(table).map(([, as]) => as.name));
  if (Object.keys(row).some((name) => !known.has(name))) fault();
  return Object.entries(table.columns).flatMap(([column, as]) => {
    const value = insideOf(as, row, inside);
    return value === undefined ? [] : [[column, value] as const];
  });
}

function insideOf(as: Column, row: ExportedRow, inside: Inside): Stored | undefined {
  if (as.kind === 'left-out') return as.fill === 'default' ? undefined : as.fill === 'record' ? inside.record : as.fill(row);
  const value = row[as.name];
  if (value === undefined) return undefined;
  if (value === null) return as.kind === 'ref' ? (as.none ?? null) : null;
  switch (as.kind) {
    case 'flag':
      return typeof value === 'boolean' ? Number(value) : fault();
    case 'integer':
      return Number.isSafeInteger(value) ? BigInt(Number(value)) : fault();
    case 'json':
      return unembedded(value);
    case 'text':
      return typeof value === 'string' ? value : fault();
    case 'hex':
      return typeof value === 'string' && /^([0-9a-f]{2})*$/.test(value) ? Buffer.from(value, 'hex') : fault();
    case 'ref':
      return (typeof value === 'string' ? inside.rid(as.table, value) : undefined) ?? fault();
    case 'file':
      return typeof value === 'string' ? inside.bytes(value) : fault();
  }
}
