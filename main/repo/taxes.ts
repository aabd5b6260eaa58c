// SQL of tax rates and their versions over time. Called by services only.
import type { TaxRate } from '../../contract/business.ts';
import type { Db } from '../db/open.ts';
import { all, one, run } from './statement.ts';

interface Row {
  rid: number;
  id: string;
  version: number;
  name: string;
  category: TaxRate['category'];
  compound: number;
  withholding: number;
  reason: string;
  is_default: number;
  archived: number;
}
export type TaxFields = Pick<TaxRate, 'name' | 'category' | 'versions' | 'compound' | 'withholding' | 'reason' | 'isDefault'>;
export type StoredTax = TaxRate & { rid: number };

const COLUMNS = 'rid, id, version, name, category, compound, withholding, reason, is_default, archived';
const SQL = {
  list: `SELECT ${COLUMNS} FROM tax_rate ORDER BY archived, rid LIMIT 200`,
  versions: 'SELECT tax_rate_rid, valid_from, rate FROM tax_rate_version ORDER BY tax_rate_rid, valid_from DESC LIMIT 6000',
  add: `INSERT INTO tax_rate (id, name, category, compound, withholding, reason, is_default)
        VALUES (@id, @name, @category, @compound, @withholding, @reason, @isDefault)`,
  save: `UPDATE tax_rate SET name = @name, category = @category, compound = @compound, withholding = @withholding, reason = @reason, is_default = @isDefault,
           version = version + 1
         WHERE id = @id AND version = @version RETURNING rid, version`,
  archive: 'UPDATE tax_rate SET archived = ?, is_default = is_default AND NOT ?, version = version + 1 WHERE id = ? RETURNING version',
  dropVersions: 'DELETE FROM tax_rate_version WHERE tax_rate_rid = ?',
  addVersion: 'INSERT INTO tax_rate_version (tax_rate_rid, valid_from, rate) VALUES (?, ?, ?)',
} as const;

/** Every tax rate, archived ones too: few by nature, and drafts may still name an archived one. */
export function allTaxes(db: Db): StoredTax[] {
  const versions = new Map<number, TaxRate['versions']>();
  for (const { tax_rate_rid, valid_from, rate } of all<{ tax_rate_rid: number; valid_from: string; rate: string }>(db, SQL.versions)) {
    const list = versions.get(tax_rate_rid) ?? [];
    list.push({ from: valid_from, rate });
    versions.set(tax_rate_rid, list);
  }
  return all<Row>(db, SQL.list).map((row) => ({
    rid: row.rid,
    id: row.id,
    version: row.version,
    name: row.name,
    category: row.category,
    versions: versions.get(row.rid) ?? [],
    compound: row.compound === 1,
    withholding: row.withholding === 1,
    reason: row.reason,
    isDefault: row.is_default === 1,
    archived: row.archived === 1,
  }));
}

export function addTax(db: Db, id: string, fields: TaxFields): void {
  const { rid } = run(db, SQL.add, { ...columns(fields), id });
  addVersions(db, rid, fields);
}

/** Versions are replaced whole: issued documents hold their own copy of the rate (T20). Undefined when the version is not the newest. */
export function saveTax(db: Db, id: string, version: number, fields: TaxFields): number | undefined {
  const saved = one<{ rid: number; version: number }>(db, SQL.save, { ...columns(fields), id, version });
  if (saved === undefined) return undefined;
  run(db, SQL.dropVersions, saved.rid);
  addVersions(db, saved.rid, fields);
  return saved.version;
}

export function archiveTax(db: Db, id: string, archived: boolean): number | undefined {
  return one<{ version: number }>(db, SQL.archive, Number(archived), Number(archived), id)?.version;
}

function columns(fields: TaxFields) {
  const { name, category, reason } = fields;
  return {
    name,
    category,
    reason,
    compound: Number(fields.compound),
    withholding: Number(fields.withholding),
    isDefault: Number(fields.isDefault),
  };
}

function addVersions(db: Db, rid: number, fields: TaxFields): void {
  for (const { from, rate } of fields.versions) run(db, SQL.addVersion, rid, from, rate);
}
