// How a table of the books is described for the complete export: its file, its columns, and what each of them means. Read by the exporter, the importer, the README and the tests.

/** A value of the database. */
export type Stored = string | number | bigint | Buffer | null;
/** One line of an exported file, parsed. */
export type ExportedRow = Readonly<Record<string, unknown>>;

interface Named {
  /** The field's name in the exported file. */
  readonly name: string;
  /** One sentence for the person who reads the file. */
  readonly says: string;
}

/** text, integer (safe), flag (0/1 as false/true), json (stored text, embedded), hex (stored bytes, as lower-case hex). */
export interface PlainColumn extends Named { readonly kind: 'text' | 'integer' | 'flag' | 'json' | 'hex' }
/** Stored as the row number of another table; exported as that row's key. */
/** `none` is what the table holds instead of a row number where there is no such row; null unless given. */
export interface RefColumn extends Named { readonly kind: 'ref'; readonly table: string; readonly none?: number }
/** Stored bytes, exported as a file of their own; the field holds its name in the archive. */
export interface FileColumn extends Named {
  readonly kind: 'file';
  readonly folder: string;
  readonly extension: string;
  /** SQL over the row `t` that answers what the file is called. */
  readonly called: string;
}
/**
 * Not in the export, and why. `fill` says what the importer puts there: 'default' leaves it to the table, 'record' is the number of the record that the
 * import writes into the log for this row, a function works it out from the exported row.
 */
export interface LeftOutColumn {
  readonly kind: 'left-out';
  readonly reason: string;
  readonly fill: 'default' | 'record' | ((row: ExportedRow) => Stored);
}
export type Column = PlainColumn | RefColumn | FileColumn | LeftOutColumn;
export type ExportedColumn = Exclude<Column, LeftOutColumn>;

export interface Table {
  /** Name in the database. */
  readonly table: string;
  /** Name of the file below data/, without its ending. */
  readonly file: string;
  /** What one line of it is. */
  readonly says: string;
  /** Column by which other tables name its rows; null when none does. */
  readonly key: string | null;
  /** Instead of a key: SQL over the row `x` that names it, and the same from an exported row. */
  readonly named?: { readonly sql: string; of(row: ExportedRow): unknown };
  /** SQL order that an import reproduces: by row number, or by the primary key. */
  readonly order: string;
  /** Set-up puts rows there; an import replaces them. */
  readonly seeded?: true;
  /** Triggers that judge a row by what there was when it was written, or change another row then: set aside while rows come in again as they stood. */
  readonly judges?: readonly string[];
  /** SQL condition on the row `t`; rows outside of it are leftovers that mean nothing. */
  readonly where?: string;
  /** By their name in the database, in the order of the exported fields. */
  readonly columns: Readonly<Record<string, Column>>;
}

const plain = (kind: PlainColumn['kind']) => (name: string, says: string): PlainColumn => ({ kind, name, says });

export const text = plain('text');
export const integer = plain('integer');
export const flag = plain('flag');
export const json = plain('json');
export const hex = plain('hex');
export const ref = (table: string, name: string, says: string): RefColumn => ({ kind: 'ref', table, name, says });
/** A reference that is `none` instead of null where it names nothing. */
export const refOr = (none: number, table: string, name: string, says: string): RefColumn => ({ kind: 'ref', table, name, says, none });
export const file = (folder: string, extension: string, called: string, says: string): FileColumn => ({ kind: 'file', name: 'file', folder, extension, called, says });
export const leftOut = (reason: string, fill: LeftOutColumn['fill'] = 'default'): LeftOutColumn => ({ kind: 'left-out', reason, fill });

/** The row number of the database: it means nothing outside. */
export const RID = leftOut('Row number inside the database; the order of the lines stands for it.');
/** Which record of the log certifies the row: found again by the record's entity and entityId. */
export const RECORD = leftOut('Number of a record in the log of this vault; the record itself is in audit.jsonl and names the row by its id.', 'record');

/** Columns that are written to the file, with their names in the database. */
export function exportedColumns(table: Table): [column: string, as: ExportedColumn][] {
  return Object.entries(table.columns).flatMap(([column, as]): [string, ExportedColumn][] => (as.kind === 'left-out' ? [] : [[column, as]]));
}
