// The one list of the complete export against the schema: no table and no column may be forgotten, and nothing may be listed that is not there.
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schema } from '../../../main/db/migrate.ts';
import { exportedColumns } from '../../../main/export/columns.ts';
import { describedFiles, readmeText } from '../../../main/export/describe.ts';
import { keyOf } from '../../../main/export/manifest.ts';
import { EXCLUDED, TABLES } from '../../../main/export/tables.ts';

const db = new Database(':memory:');
schema.migrate(db);
/** Tables of the search are made of several; only the one that was declared counts. */
const real = db.prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all();
const virtual = real.filter(({ sql }) => /^CREATE VIRTUAL/i.test(sql)).map(({ name }) => name);
const tables = real.map(({ name }) => name).filter((name) => !virtual.some((one) => name.startsWith(`${one}_`)));
const columnsOf = (table: string) => db.prepare<[string], { name: string; type: string; pk: number }>('SELECT name, type, pk FROM pragma_table_xinfo(?)').all(table);

describe('the complete export', () => {
  it('names every table of the schema once: exported with its columns, or excluded with a reason', () => {
    const named = [...TABLES.map(({ table }) => table), ...Object.keys(EXCLUDED)];
    const missing = tables.filter((table) => !named.includes(table));
    expect(missing, 'describe these tables in main/export/tables/, or exclude them with a reason in main/export/tables.ts').toEqual([]);
    expect(named.filter((table) => !tables.includes(table)), 'these are no tables').toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  it.each(TABLES.map((table) => [table.table, table] as const))('has every column of %s, and the order of its rows is total', (name, table) => {
    const listed = Object.keys(table.columns);
    expect(columnsOf(name).map((column) => column.name).toSorted(), 'compare main/export/tables/ with the schema').toEqual(listed.toSorted());
    const ordered = table.order.split(', ');
    const key = columnsOf(name).filter(({ pk }) => pk > 0).map((column) => column.name);
    expect(key.length > 0 ? ordered.slice(-key.length).toSorted() : ordered).toEqual(key.length > 0 ? key.toSorted() : ['rid']);
    expect(() => db.prepare(`SELECT ${listed.join(', ')} FROM ${name} t${table.where === undefined ? '' : ` WHERE ${table.where}`} ORDER BY ${table.order}`)).not.toThrow();
  });

  it('says something about every field, and gives every file and field a name of its own', () => {
    for (const { fields, name, says } of describedFiles()) {
      expect(says.length, name).toBeGreaterThan(5);
      expect(new Set(fields.map(([field]) => field)).size, name).toBe(fields.length);
      for (const [field, meaning] of fields) expect(meaning.endsWith('.'), `${name} ${field}`).toBe(true);
    }
    expect(new Set(TABLES.map(({ file }) => file)).size).toBe(TABLES.length);
    for (const reason of Object.values(EXCLUDED)) expect(reason.length).toBeGreaterThan(10);
  });

  it('puts what is named before what names it, so that an import finds every reference', () => {
    const seen = new Set<string>();
    for (const table of TABLES) {
      for (const [, as] of exportedColumns(table)) {
        if (as.kind !== 'ref') continue;
        expect(seen.has(as.table) || as.table === table.table, `${table.table} names ${as.table}`).toBe(true);
        expect(() => keyOf(as.table)).not.toThrow();
      }
      seen.add(table.table);
    }
  });

  it('never exports a column that holds a key, a PIN, a phone secret or a recovery code', () => {
    const secret = /secret|pin_|pepper|_key$|totp|backup_key|slot/;
    for (const { table, columns } of TABLES) expect(Object.keys(columns).filter((name) => secret.test(name)), table).toEqual([]);
    for (const table of ['vault_meta', 'user', 'user_totp', 'recovery_code']) expect(Object.keys(EXCLUDED)).toContain(table);
  });

  it('is documented: docs/EXPORT.md has every file and every field with the same words as the README in the archive', () => {
    const doc = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'EXPORT.md'), 'utf8');
    const wanted = describedFiles().flatMap(({ name, says, fields }) => [`### ${name}`, says, ...fields.map(([field, meaning]) => `| ${field} | ${meaning} |`)]);
    expect(wanted.filter((text) => !doc.includes(`${text}\n`)), 'add these lines to docs/EXPORT.md').toEqual([]);
    expect(wanted.filter((text) => text.startsWith('|')).every((text) => readmeText().includes(text.split(' | ')[1]?.replace(/ \|$/, '') ?? '?'))).toBe(true);
  });
});
