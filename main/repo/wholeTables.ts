// SQL over whole tables as main/export/tables.ts describes them: every row out in order, rows in, and what stands where. Called by main/export only.
import { exportedColumns, type ExportedColumn, type Stored, type Table } from '../export/columns.ts';
import type { Db } from '../db/open.ts';
import { all, each, one, run, type Param } from './statement.ts';

/** SQL over the row `x` by which a table's rows are named; asked for each reference. */
export type KeyOf = (table: string) => string;

const column = (as: ExportedColumn, name: string, keyOf: KeyOf): string => {
  if (as.kind === 'ref') return `(SELECT ${keyOf(as.table)} FROM ${as.table} x WHERE x.rid = t.${name}) AS ${name}`;
  return as.kind === 'file' ? `t.${name} IS NOT NULL AS ${name}` : `t.${name}`;
};
const whereOf = ({ where }: Table): string => (where === undefined ? '' : ` WHERE ${where}`);

/** Every row in the order of the table, without its files. The connection is busy until the last one was taken. */
export function wholeRows(db: Db, table: Table, keyOf: KeyOf): IterableIterator<Record<string, Stored>> {
  const columns = exportedColumns(table).map(([name, as]) => column(as, name, keyOf));
  return each(db, `SELECT ${columns.join(', ')} FROM ${table.table} t${whereOf(table)} ORDER BY ${table.order}`);
}

/** What the files of a table are called, in the same order, without reading them; null where a row has none. */
export function fileNames(db: Db, table: Table, name: string, called: string): IterableIterator<{ called: string | null }> {
  return each(db, `SELECT CASE WHEN t.${name} IS NULL THEN NULL ELSE ${called} END AS called FROM ${table.table} t${whereOf(table)} ORDER BY ${table.order}`);
}

/** The stored files of a table in the same order, null where a row has none. */
export function fileBytes(db: Db, table: Table, name: string): IterableIterator<{ bytes: Buffer | null }> {
  return each(db, `SELECT t.${name} AS bytes FROM ${table.table} t${whereOf(table)} ORDER BY ${table.order}`);
}

export function countRows(db: Db, table: Table): number {
  return one<{ n: number }>(db, `SELECT count(*) AS n FROM ${table.table} t${whereOf(table)}`)?.n ?? 0;
}

/** Adds one row with these columns; answers its row number. The triggers of the table do their part. */
export function addRow(db: Db, table: Table, values: readonly (readonly [column: string, value: Stored])[]): number {
  const names = values.map(([name]) => name);
  return run(db, `INSERT INTO ${table.table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`, ...values.map(([, value]): Param => value)).rid;
}

/** Empties a table that set-up has filled with a beginning. */
export function clearTable(db: Db, table: string): void {
  run(db, `DELETE FROM ${table}`);
}

/** References of the whole database that point at nothing. */
export function brokenReferences(db: Db): number {
  const found = db.pragma('foreign_key_check');
  return Array.isArray(found) ? found.length : 1;
}

export interface DocumentSum { kind: string; currency: string; documents: number; net: string; tax: string; gross: string; payable: string }
interface SumRow { kind: string; currency: string; net: bigint; tax: bigint; gross: bigint; payable: bigint }

/** Sums over every issued document per kind and currency; exact whatever their size. */
export function documentSums(db: Db): DocumentSum[] {
  const sums = sumUp();
  const read = db.prepare<[], SumRow>('SELECT kind, currency, net, tax, gross, payable FROM document ORDER BY rid').safeIntegers(true);
  for (const row of read.iterate()) sums.add(row);
  return sums.result();
}

/** Adds up documents; used over the database and over the lines of a file, so that both say the same. */
export function sumUp(): { add(row: SumRow): void; result(): DocumentSum[] } {
  const sums = new Map<string, Omit<SumRow, 'kind' | 'currency'> & { documents: number }>();
  return {
    add({ kind, currency, net, tax, gross, payable }) {
      const key = `${kind} ${currency}`;
      const sum = sums.get(key) ?? { documents: 0, net: 0n, tax: 0n, gross: 0n, payable: 0n };
      sums.set(key, { documents: sum.documents + 1, net: sum.net + net, tax: sum.tax + tax, gross: sum.gross + gross, payable: sum.payable + payable });
    },
    result: () =>
      [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, { documents, net, tax, gross, payable }]) => {
        const [kind = '', currency = ''] = key.split(' ');
        return { kind, currency, documents, net: String(net), tax: String(tax), gross: String(gross), payable: String(payable) };
      }),
  };
}

/** Numbers of documents whose PDF is not made yet. */
export function numbersWithoutPdf(db: Db): string[] {
  return all<{ number: string }>(db, 'SELECT number FROM document d WHERE NOT EXISTS (SELECT 1 FROM document_pdf p WHERE p.document_rid = d.rid) AND NOT EXISTS (SELECT 1 FROM document_erasure e WHERE e.id = d.id) ORDER BY rid').map(({ number }) => number);
}
