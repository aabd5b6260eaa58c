// A whole database copied into a new file under another key, in one pass and of one moment. Called by main/backup/snapshot.ts; bench row 20b measures it.
// VACUUM INTO and then a new key would read and write every page twice, and each page costs a MAC each time.
import { type Db, openDatabase, rawKey, withDbErrors } from './open.ts';
import { schema } from './migrate.ts';

interface Part { type: 'table' | 'index' | 'trigger' | 'view'; name: string; sql: string }
interface Column { name: string; hidden: number }
/** How many rows each table of the copy must have. */
export type Copied = ReadonlyMap<string, number>;

const SQL = {
  attach: 'ATTACH ? AS live KEY ?',
  parts: "SELECT type, name, sql FROM live.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid",
  columns: "SELECT name, hidden FROM pragma_table_xinfo(?, 'live')",
};

/**
 * Writes `to` (which must not exist) from the database `from`, which others may go on writing. The new file is the connection's own database, so that its key
 * is given as every key is, byte by byte; the old one is attached and only read. The caller syncs the file. Errors as openDatabase.
 */
export function copyUnderKey(from: { path: string; key: Buffer }, to: { path: string; key: Buffer }): Copied {
  const out = openDatabase(to.path, to.key, { create: true, scratch: true, schemaVersion: schema.latest });
  const raw = rawKey(from.key);
  try {
    return withDbErrors(() => {
      out.prepare<[string, Buffer]>(SQL.attach).run(from.path, raw);
      // The search indexes hold no text: they cannot be made anew from themselves, only copied, and SQLite's defence keeps everybody from writing their tables.
      out.unsafeMode(true);
      // Only where no foreign key is checked does SQLite hand over whole b-trees instead of sorting each index anew. The copy is checked whole afterwards.
      out.pragma('foreign_keys=OFF');
      out.exec('BEGIN');
      const copied = copyAll(out);
      for (const name of ['user_version', 'application_id']) out.pragma(`${name}=${Number(out.pragma(`live.${name}`, { simple: true }))}`);
      out.exec('COMMIT');
      return copied;
    });
  } finally {
    raw.fill(0);
    out.close();
  }
}

/** As VACUUM does it: tables and indexes first, then the rows, views and triggers last. */
function copyAll(out: Db): Copied {
  const parts = out.prepare<[], Part>(SQL.parts).all();
  const virtual = parts.filter(({ sql }) => /^CREATE VIRTUAL/i.test(sql));
  const isVirtual = (name: string): boolean => virtual.some((table) => table.name === name);
  const isShadow = (name: string): boolean => virtual.some((table) => name.startsWith(`${table.name}_`));
  const isTable = ({ type }: Part): boolean => type === 'table';
  for (const part of parts) if ((isTable(part) && !isShadow(part.name)) || part.type === 'index') out.exec(part.sql);
  const copied = new Map(parts.filter((part) => isTable(part) && !isVirtual(part.name)).map(({ name }) => [name, copyRows(out, name, isShadow(name))]));
  for (const part of parts) if (part.type === 'view' || part.type === 'trigger') out.exec(part.sql);
  return copied;
}

function copyRows(out: Db, name: string, shadow: boolean): number {
  const table = quoted(name);
  if (shadow) run(out, `DELETE FROM main.${table}`); // a new search table brings rows of its own
  const columns = out.prepare<[string], Column>(SQL.columns).all(name);
  // Generated columns make themselves. Where there are none, '*' lets SQLite copy whole rows without taking them apart.
  const kept = columns.filter(({ hidden }) => hidden === 0).map((column) => quoted(column.name)).join(', ');
  const all = columns.every(({ hidden }) => hidden === 0);
  return run(out, all ? `INSERT INTO main.${table} SELECT * FROM live.${table}` : `INSERT INTO main.${table} (${kept}) SELECT ${kept} FROM live.${table}`);
}

/** Statements on tables by name: the names come from the schema of our own database. */
function run(out: Db, sql: string): number {
  return out.prepare(sql).run().changes;
}

/** How many rows of each table are there now. */
export function countRows(db: Db, names: Iterable<string>): Copied {
  const counts = new Map<string, number>();
  for (const name of names) {
    const sql = `SELECT count(*) FROM main.${quoted(name)}`;
    counts.set(name, Number(db.prepare(sql).pluck().get()));
  }
  return counts;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
