import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendAudit } from '../../../main/audit/chain.ts';
import { verifyAudit } from '../../../main/audit/verify.ts';
import { schema, schemaOf, userVersion } from '../../../main/db/migrate.ts';
import { MIGRATIONS } from '../../../main/db/migrations.ts';
import { openDatabase, type Db } from '../../../main/db/open.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, taxId } from '../../fixtures/company.ts';
import { invoicesGet, storePdf } from '../../../main/service/invoices.ts';

const AK = randomBytes(32);
let folder: string;
let db: Db;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'billfold-'));
  db = openDatabase(join(folder, 'vault.db'), randomBytes(32), { create: true, schemaVersion: schema.latest });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('schema step 30', () => {
  it('comes on top of a vault that has been in use, and keeps what is there', () => {
    schemaOf(MIGRATIONS.filter(({ version }) => version <= 20)).migrate(db);
    for (let i = 0; i < 5; i += 1) {
      db.transaction(() =>
        appendAudit(db, AK, {
          at: '2026-11-20T09:00:00.000Z',
          actor: 'system',
          action: 'session.open',
          entity: 'session',
          entityId: null,
          body: { i },
        }),
      )();
    }
    schemaOf(MIGRATIONS.filter(({ version }) => version <= 30)).migrate(db);
    expect(userVersion(db)).toBe(30);
    expect([...verifyAudit(db, AK)]).toEqual([]);
    expect(db.prepare('SELECT count(*) AS n FROM audit_body').get()).toEqual({ n: 5 });
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('makes every table STRICT', () => {
    schema.migrate(db);
    const loose = db
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE '%_fts%' AND name NOT LIKE 'sqlite%'",
      )
      .all();
    expect(loose).toEqual([]);
  });

  it('refuses what no program of ours would write: an amount past the safe integers, a short id, a text for a number', () => {
    schema.migrate(db);
    const add = (values: string) => () =>
      db.exec(
        `INSERT INTO month_total (month, currency, base_currency, amount, base_amount, volume, base_volume, count, notes) VALUES (${values}, 0)`,
      );
    add("'2026-11', 'EUR', 'EUR', 1, 1, 1, 1, 1")();
    expect(add("'2026-12', 'EUR', 'EUR', 9007199254740992, 0, 0, 0, 1")).toThrow(/CHECK/);
    expect(add("'2026-12', 'EUR', 'EUR', 'x', 0, 0, 0, 1")).toThrow(/INTEGER/);
    expect(() => db.exec("INSERT INTO customer (id) VALUES ('short')")).toThrow();
  });
});

describe('what was issued', () => {
  let company: Company;
  beforeEach(() => {
    company = openCompany();
    const vat = taxId(company.ctx, 'VAT 23');
    const adjustments = [{ kind: 'allowance' as const, percent: '10', amount: null, reason: 'Regular' }];
    const { id } = issueInvoice(company.ctx, draftBody(addCustomer(company.ctx), { lines: [line({ taxIds: [vat], adjustments })] }));
    storePdf(company.ctx, id, Buffer.from('%PDF-1.7'));
    company.ctx.db.exec("INSERT INTO logo (hash, png) VALUES ('" + 'a'.repeat(64) + "', x'00')");
  });
  afterEach(() => company.close());

  const tables = ['document', 'document_line', 'document_adjustment', 'document_tax', 'document_pdf', 'party_snapshot', 'logo'];

  it.each(tables)('%s can be neither updated, deleted nor replaced (T41, T42)', (table) => {
    const { ctx } = company;
    const columns = ctx.db
      .prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => name);
    // Named, because a generated column can be read but not written.
    const named = columns.join(', ');
    const before = ctx.db.prepare(`SELECT * FROM ${table}`).all();
    expect(before).not.toEqual([]);
    for (const column of columns) expect(() => ctx.db.exec(`UPDATE ${table} SET ${column} = ${column}`), column).toThrow(/append-only/);
    expect(() => ctx.db.exec(`DELETE FROM ${table}`)).toThrow(/append-only/);
    expect(() => ctx.db.exec(`INSERT OR REPLACE INTO ${table} (${named}) SELECT ${named} FROM ${table}`)).toThrow(/append-only/);
    expect(() => ctx.db.exec(`REPLACE INTO ${table} (${named}) SELECT ${named} FROM ${table} LIMIT 1`)).toThrow(/append-only/);
    expect(() =>
      ctx.db.exec(
        `INSERT INTO ${table} (${named}) SELECT ${named} FROM ${table} WHERE true ON CONFLICT DO UPDATE SET ${columns.at(-1)} = excluded.${columns.at(-1)}`,
      ),
    ).toThrow(/append-only/);
    expect(ctx.db.prepare(`SELECT * FROM ${table}`).all()).toEqual(before);
  });

  it('gets no further lines, taxes or adjustments once it is issued', () => {
    const { db: open } = company.ctx;
    for (const table of ['document_line', 'document_adjustment', 'document_tax']) {
      const columns = open
        .prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
        .all()
        .map(({ name }) => name);
      const copied = columns.map((name) => (name === 'position' ? 'position + 1' : name)).join(', ');
      expect(() => open.exec(`INSERT INTO ${table} SELECT ${copied} FROM ${table}`), table).toThrow(/append-only/);
    }
  });

  it('cannot be replaced even where recursive triggers are off', () => {
    const { db: open } = company.ctx;
    open.pragma('recursive_triggers = OFF');
    for (const table of ['document', 'document_line', 'document_adjustment', 'document_tax', 'document_pdf']) {
      expect(() => open.exec(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`), table).toThrow(/append-only/);
    }
  });

  it('keeps its customer, its items and its taken numbers', () => {
    const { db: open } = company.ctx;
    expect(() => open.exec('DELETE FROM customer')).toThrow(/FOREIGN KEY/);
    expect(() => open.exec('UPDATE series_counter SET taken = 0')).toThrow(/given out/);
    expect(() => open.exec('UPDATE series_counter SET next = 1')).toThrow(/CHECK/);
    expect(() => open.exec('DELETE FROM series_counter')).toThrow(/given out/);
    expect(
      invoicesGet(company.ctx, { id: open.prepare<[], { id: string }>('SELECT id FROM document').get()?.id ?? '' }).snapshot.number,
    ).toBe('INV-2026-0001');
  });
});
