// Reads another program's SQLite file: from a copy in memory, never written, and nothing in it is trusted. Called by main/import only.
import Database from 'better-sqlite3';

export type ForeignRow = Readonly<Record<string, unknown>>;

/** The tables of a Frappe Books file that an import reads. */
const FRAPPE = {
  Party: 'SELECT * FROM Party LIMIT ? + 0',
  Address: 'SELECT * FROM Address LIMIT ? + 0',
  Item: 'SELECT * FROM Item LIMIT ? + 0',
  TaxDetail: 'SELECT * FROM TaxDetail LIMIT ? + 0',
  SalesInvoice: 'SELECT * FROM SalesInvoice LIMIT ? + 0',
  SalesInvoiceItem: 'SELECT * FROM SalesInvoiceItem LIMIT ? + 0',
  Payment: 'SELECT * FROM Payment LIMIT ? + 0',
  PaymentFor: 'SELECT * FROM PaymentFor LIMIT ? + 0',
} as const;

/** The rows of its tables, of those that are there; null for what is no sound database. Real tables only: a view in a strange file may compute for ever. */
export function frappeTables(bytes: Buffer, most: number): Map<string, ForeignRow[]> | null {
  const copy = Buffer.from(bytes);
  // A database in memory knows no log beside it; these two bytes say that there is one.
  copy.fill(1, 18, 20);
  let db: Database.Database | undefined;
  try {
    const opened = new Database(copy, { readonly: true });
    db = opened;
    opened.pragma('trusted_schema=OFF');
    opened.pragma('cell_size_check=ON');
    const isTable = opened.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ? AND sql NOT LIKE 'CREATE VIRTUAL%'");
    return new Map(Object.entries(FRAPPE).flatMap(([name, sql]) => (isTable.get(name) === undefined ? [] : [[name, opened.prepare<[number], ForeignRow>(sql).all(most)] as const])));
  } catch {
    return null; // damaged, encrypted, or another kind of file that begins alike
  } finally {
    db?.close();
  }
}
