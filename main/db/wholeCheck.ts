// Everything that can be checked in a database file nobody writes, in pieces that several threads share: every page once in its place, every row, every index, every reference.
// Called by main/backup/verify.ts and main/restore through lanes. Together it is what integrity_check and foreign_key_check say of the whole file.
import { type Db, openDatabase } from './open.ts';
import { freePages } from './freePages.ts';
import type { Lanes } from './lanes.ts';
import { schema } from './migrate.ts';
import { LOCK_PAGE } from './sealedPage.ts';

export interface CheckTask {
  kind: 'check';
  path: string;
  key: SharedArrayBuffer;
  cacheKib: number;
  units: Unit[];
}
/** What one thread does at a stretch: things that look at the same pages. */
interface Unit {
  tables: string[];
  trees: string[];
  references: string[];
}
/** Of the numbers of all pages in the trees looked at: a page that belongs to two trees or to none changes them. */
export interface PageSums { pages: number; sum: number; squares: number }

interface Part { name: string; table: string; type: string; root: number; virtual: number }
const PRIME = 4_294_967_291;
const SQL = {
  parts: "SELECT name, tbl_name AS \"table\", type, rootpage AS root, coalesce(sql LIKE 'CREATE VIRTUAL%', 0) AS \"virtual\" FROM sqlite_master WHERE type IN ('table', 'index')",
  referring: "SELECT DISTINCT m.name FROM sqlite_master m, pragma_foreign_key_list(m.name) WHERE m.type = 'table'",
  pages: `SELECT count(*) AS pages, coalesce(sum(pageno), 0) AS sum, coalesce(sum(pageno * pageno % ${PRIME}), 0) AS squares FROM dbstat WHERE name = ?`,
};
const SCHEMA_TABLE = 'sqlite_schema';

/**
 * Whether all of it is as SQLite wants it. `db` is open on the file, which lies still; errors of SQLite mean no as well.
 * `beside`: done by this thread while the others check; what it throws is thrown.
 */
export function isWhole(db: Db, path: string, key: Buffer, cacheKib: number, lanes: Lanes, beside: () => void = () => undefined): boolean {
  const free = freePages(path, key);
  if (free === null) return false;
  const shared = new SharedArrayBuffer(key.length);
  key.copy(Buffer.from(shared));
  try {
    const found = lanes.run({ kind: 'check', path, key: shared, cacheKib, units: unitsOf(db) }, (task, claim) => {
      beside();
      return checkUnits(task, claim, db);
    });
    const expected = sumsOf(Number(db.pragma('page_count', { simple: true })), free);
    return !found.includes(null) && (['pages', 'sum', 'squares'] as const).every((what) => found.reduce((sum, part) => sum + (part?.[what] ?? 0), 0) === expected[what]);
  } finally {
    Buffer.from(shared).fill(0);
  }
}

/** The tables with the most indexes first: they take longest, and nobody should begin with them at the end. */
function unitsOf(db: Db): Unit[] {
  const parts = db.prepare<[], Part>(SQL.parts).all();
  const virtual = parts.filter((part) => part.virtual === 1).map(({ name }) => name);
  const ownerOf = (table: string): string => virtual.find((name) => table.startsWith(`${name}_`)) ?? table;
  const units = new Map<string, Unit>([[SCHEMA_TABLE, { tables: [SCHEMA_TABLE], trees: [SCHEMA_TABLE], references: [] }]]);
  for (const { name, table, type, root } of parts) {
    const unit = units.get(ownerOf(table)) ?? { tables: [], trees: [], references: [] };
    units.set(ownerOf(table), unit);
    if (type === 'table') unit.tables.push(name);
    if (root > 0) unit.trees.push(name);
  }
  // with the table itself: its pages are then open, and opening one is half of what a page costs
  for (const { name } of db.prepare<[], { name: string }>(SQL.referring).all()) units.get(ownerOf(name))?.references.push(name);
  return [...units.values()].toSorted((a, b) => b.trees.length - a.trees.length);
}

/** What can be claimed; null when something is wrong. */
export function checkUnits(task: CheckTask, claim: () => number | null, own: Db | null): PageSums | null {
  const total: PageSums = { pages: 0, sum: 0, squares: 0 };
  let db = own;
  try {
    for (let n = claim(); n !== null; n = claim()) {
      const unit = task.units[n];
      if (unit === undefined) continue;
      db ??= openDatabase(task.path, Buffer.from(task.key), { readonly: true, schemaVersion: schema.latest, cacheKib: task.cacheKib });
      if (!isSound(db, unit)) return null;
      for (const tree of unit.trees) add(total, db.prepare<[string], PageSums>(SQL.pages).get(tree));
    }
    return total;
  } catch {
    return null; // whatever a damaged page makes SQLite say
  } finally {
    if (db !== own) db?.close();
  }
}

function isSound(db: Db, { tables, references }: Unit): boolean {
  const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
  return tables.every((table) => db.pragma(`integrity_check(${quoted(table)})`, { simple: true }) === 'ok')
    && references.every((table) => db.pragma(`foreign_key_check(${quoted(table)})`, { simple: true }) === undefined);
}

function add(total: PageSums, more: PageSums | undefined): void {
  total.pages += more?.pages ?? 0;
  total.sum += more?.sum ?? 0;
  total.squares += more?.squares ?? 0;
}

/** What the trees must have: every page but the free ones and the one for locks. */
function sumsOf(pages: number, free: ReadonlySet<number>): PageSums {
  const total: PageSums = { pages: 0, sum: 0, squares: 0 };
  for (let n = 1; n <= pages; n += 1) if (n !== LOCK_PAGE && !free.has(n)) add(total, { pages: 1, sum: n, squares: (n * n) % PRIME });
  return total;
}
