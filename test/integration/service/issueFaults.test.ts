import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { schema } from '../../../main/db/migrate.ts';
import { openDatabase } from '../../../main/db/open.ts';
import { draftsGet } from '../../../main/service/drafts.ts';
import { invoicesIssue } from '../../../main/service/issue.ts';
import { addCustomer, type Company, openCompany } from '../../fixtures/company.ts';
import { inProcess, newDraft, type Shared, untilItDies, wrongs } from '../../fixtures/issueFaults.ts';

let company: Company;
let shared: Shared;
beforeEach(() => {
  company = openCompany();
  shared = { file: company.file, key: company.key, ak: company.ctx.ak, customerId: addCustomer(company.ctx) };
});
afterEach(() => company.close());

/** How many statements one issue runs, BEGIN and COMMIT included, and a way to fail at one of them. */
function failAt(failing: number | null, code: string): { count(): number; stop(): void } {
  const statement: { run: Function; get: Function; all: Function } = Object.getPrototypeOf(company.ctx.db.prepare('SELECT 1'));
  const real = { ...{ run: statement.run, get: statement.get, all: statement.all } };
  let n = 0;
  for (const name of ['run', 'get', 'all'] as const) {
    statement[name] = function (this: { source: string }, ...params: unknown[]) {
      // A rollback that fails would hide what is looked for: SQLite rolls back by itself when the file closes.
      if (this.source !== 'ROLLBACK' && n++ === failing) throw Object.assign(new Error(code), { code });
      return Reflect.apply(real[name], this, params) as unknown;
    };
  }
  return { count: () => n, stop: () => void Object.assign(statement, real) };
}

/** Of the second issue: the first also stores the seller and the buyer, which the others share. */
function statementsOfOneIssue(): number {
  invoicesIssue(company.ctx, { draftId: newDraft(company, shared.customerId), version: 1, acceptWarnings: true });
  const draftId = newDraft(company, shared.customerId);
  const watch = failAt(null, '');
  invoicesIssue(company.ctx, { draftId, version: 1, acceptWarnings: true });
  watch.stop();
  return watch.count();
}

describe('an issue that is interrupted', () => {
  it('by an I/O error or a full disk at any of its statements leaves the draft as it was, and the next try takes the same number', () => {
    const total = statementsOfOneIssue();
    expect(total).toBeGreaterThan(25);
    for (let at = 0; at < total; at += 1) {
      const draftId = newDraft(company, shared.customerId);
      const before = draftsGet(company.ctx, { id: draftId });
      const watch = failAt(at, at % 2 === 0 ? 'SQLITE_IOERR_WRITE' : 'SQLITE_FULL');
      try {
        expect(() => invoicesIssue(company.ctx, { draftId, version: 1, acceptWarnings: true }), `statement ${at}`).toThrow(
          at % 2 === 0 ? 'DB_DAMAGED' : 'DISK_FULL',
        );
      } finally {
        watch.stop();
      }
      expect(company.ctx.db.inTransaction).toBe(false);
      expect(draftsGet(company.ctx, { id: draftId })).toEqual(before);
      if (at % 8 === 0) expect(wrongs(shared, draftId)).toEqual([]);
    }
    expect(wrongs(shared, null)).toEqual([]);
  });

  it('by kill -9 before or after any statement leaves a draft or a whole invoice: no gap, no double (T39, a sample)', async () => {
    const total = statementsOfOneIssue();
    const sample = 40;
    for (let i = 0; i < sample; i += 1) {
      // Evenly spread, and the last ones are around COMMIT.
      const at = i < sample - 4 ? Math.floor((i * total) / (sample - 4)) : total - 1 - (i % 2);
      const draftId = newDraft(company, shared.customerId);
      const signal = await untilItDies(shared, { kind: 'kill', draftId, at, when: i % 2 === 0 ? 'before' : 'after' });
      expect(signal, `statement ${at}`).toBe('SIGKILL');
      expect(wrongs(shared, draftId), `statement ${at}`).toEqual([]);
    }
  }, 300_000);

  it('by kill -9 at a moment of its own choosing leaves whole invoices only', async () => {
    for (let i = 0; i < 4; i += 1) {
      await untilItDies(shared, { kind: 'issue', count: 2000 }, (child) => void setTimeout(() => child.kill('SIGKILL'), 500 + i * 137));
      expect(wrongs(shared, null)).toEqual([]);
    }
  }, 300_000);
});

describe('two processes', () => {
  it('that issue 500 each at the same time get 1000 consecutive numbers (T40)', async () => {
    const both = await Promise.all([inProcess(shared, { kind: 'issue', count: 500 }), inProcess(shared, { kind: 'issue', count: 500 })]);
    const numbers = both.flat().map(String).sort();
    expect(numbers).toEqual(Array.from({ length: 1000 }, (_, i) => `INV-2026-${String(i + 1).padStart(4, '0')}`));
    expect(wrongs(shared, null)).toEqual([]);
  }, 300_000);
});

describe('a full disk', () => {
  it('refuses the issue as a whole, and once there is room it goes through', () => {
    const { ctx } = company;
    const draftId = newDraft(company, shared.customerId);
    const pages = Number(ctx.db.pragma('page_count', { simple: true }));
    ctx.db.pragma(`max_page_count = ${pages}`);
    expect(() => {
      for (let i = 0; i < 50; i += 1)
        invoicesIssue(ctx, { draftId: i === 0 ? draftId : newDraft(company, shared.customerId), version: 1, acceptWarnings: true });
    }).toThrow('DISK_FULL');
    ctx.db.pragma('max_page_count = 1073741823');
    expect(wrongs(shared, draftId)).toEqual([]);
  });
});

/** A small disk of our own, where this may be made; undefined elsewhere. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-disk-'));
  const made = process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]).status === 0;
  if (made) return folder;
  rmSync(folder, { recursive: true });
  return undefined;
}
const disk = smallDisk();
afterAll(() => {
  if (disk === undefined) return;
  spawnSync('umount', [disk]);
  rmSync(disk, { recursive: true });
});

describe.skipIf(disk === undefined)('a real disk that is full', () => {
  it('refuses the issue as a whole; nothing stored is lost, and once there is room it goes through', () => {
    const small = openCompany({}, disk);
    const there = { file: small.file, key: small.key, ak: small.ctx.ak, customerId: addCustomer(small.ctx) };
    const draftId = newDraft(small, there.customerId);
    const filler = join(disk ?? '', 'filler');
    writeFileSync(filler, Buffer.alloc(2_000_000));
    expect(() => {
      for (let i = 0; i < 500; i += 1)
        invoicesIssue(small.ctx, { draftId: newDraft(small, there.customerId), version: 1, acceptWarnings: true });
    }).toThrow('DISK_FULL');
    expect(draftsGet(small.ctx, { id: draftId }).version).toBe(1);
    rmSync(filler);
    expect(wrongs(there, draftId)).toEqual([]);
    small.ctx.db.close();
  });
});

describe('a medium that cannot be written', () => {
  it('refuses every write with its own code, and reads go on', () => {
    const draftId = newDraft(company, shared.customerId);
    company.ctx.db.pragma('wal_checkpoint(TRUNCATE)');
    const db = openDatabase(company.file, company.key, { readonly: true, schemaVersion: schema.latest });
    const ctx = { ...company.ctx, db };
    expect(() => invoicesIssue(ctx, { draftId, version: 1, acceptWarnings: true })).toThrow('DB_READONLY');
    expect(() => addCustomer(ctx)).toThrow('DB_READONLY');
    expect(draftsGet(ctx, { id: draftId }).version).toBe(1);
    db.close();
  });
});

describe('the issue date', () => {
  it.each(['America/Los_Angeles', 'Pacific/Auckland', 'Europe/Berlin'])(
    'stays the day it is, saved a hundred times in %s (T61)',
    async (zone) => {
      const dates = ['2026-01-01', '2026-03-29', '2026-12-31'];
      const answer = await inProcess(shared, { kind: 'dates', dates, times: 100 }, { TZ: zone });
      expect(answer).toEqual(
        dates.map((date, i) => ({ stored: date, number: `INV-2026-${String(i + 1).padStart(4, '0')}`, issued: [date, date] })),
      );
    },
  );
});
