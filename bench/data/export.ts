// Copies a whole database under another key in one pass: ATTACH with the new key, then every table, index and trigger. What a backup under its own key will do.
import { closeSync, openSync, readSync, writeFileSync } from 'node:fs';
import type { Db } from '../../main/db/open.ts';

interface Part { type: string; name: string; sql: string }

/** The new file is proved to be encrypted: without a key ATTACH would silently write it in clear. */
export function exportUnderKey(db: Db, path: string, key: Buffer): void {
  // A connection that may not create its own file may not create an attached one either.
  writeFileSync(path, '');
  db.exec(`ATTACH '${path.replaceAll("'", "''")}' AS out KEY "x'${key.toString('hex')}'"`);
  try {
    // The search index is contentless: it cannot be rebuilt from itself, only copied, and writing its tables needs SQLite's defensive mode off.
    db.unsafeMode(true);
    // Only where no foreign key is checked does SQLite hand over whole b-trees, indexes too, instead of sorting each index anew. The source has been checked.
    db.pragma('foreign_keys=OFF');
    db.pragma('out.synchronous=OFF');
    db.exec('BEGIN');
    // As 'VACUUM' does: tables and indexes first, then the rows, triggers last.
    const parts = db.prepare<[], Part>("SELECT type, name, sql FROM main.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid").all();
    const virtual = parts.filter(({ sql }) => sql.startsWith('CREATE VIRTUAL'));
    const isShadow = (name: string): boolean => virtual.some((table) => name.startsWith(`${table.name}_`));
    for (const part of parts) if ((part.type === 'table' && !isShadow(part.name)) || part.type === 'index') db.exec(intoOut(part.sql));
    for (const { name, type } of parts) if (type === 'table' && !virtual.some((table) => table.name === name)) copyRows(db, name, isShadow(name));
    for (const part of parts) if (part.type !== 'table' && part.type !== 'index') db.exec(intoOut(part.sql));
    for (const pragma of ['user_version', 'application_id']) db.pragma(`out.${pragma}=${Number(db.pragma(`main.${pragma}`, { simple: true }))}`);
    db.exec('COMMIT');
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK');
    db.pragma('foreign_keys=ON');
    db.unsafeMode(false);
    db.exec('DETACH out');
  }
  if (isPlain(path)) throw new Error('the export is not encrypted');
}

function copyRows(db: Db, name: string, shadow: boolean): void {
  // A new search table brings rows of its own.
  if (shadow) db.exec(`DELETE FROM out."${name}"`);
  const columns = db.prepare<[string], { name: string; hidden: number }>('SELECT name, hidden FROM pragma_table_xinfo(?)').all(name);
  // Generated columns make themselves. Where there are none, '*' lets SQLite copy whole rows without taking them apart.
  const kept = columns.every(({ hidden }) => hidden === 0) ? '*' : columns.filter(({ hidden }) => hidden === 0).map((column) => `"${column.name}"`).join(', ');
  db.exec(`INSERT INTO out."${name}" ${kept === '*' ? '' : `(${kept})`} SELECT ${kept} FROM main."${name}"`);
}

function intoOut(sql: string): string {
  return sql.replace(/^CREATE (TABLE|UNIQUE INDEX|INDEX|TRIGGER|VIEW|VIRTUAL TABLE)\s+("?)/, 'CREATE $1 out.$2');
}

function isPlain(path: string): boolean {
  const head = Buffer.alloc(16);
  const fd = openSync(path, 'r');
  readSync(fd, head, 0, head.length, 0);
  closeSync(fd);
  return head.toString('latin1').startsWith('SQLite format 3');
}
