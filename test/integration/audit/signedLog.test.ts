// The signed file of the log and its verifier, which knows nothing of Billfold: whole files hold, edited, reordered and cut ones do not, and it says where.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditFilters } from '../../../contract/audit.ts';
import { formatKit } from '../../../domain/recoveryKitCode.ts';
import { appendAudit } from '../../../main/audit/chain.ts';
import { logSigner } from '../../../main/audit/signer.ts';
import { auditWork, type AuditFileDone } from '../../../main/export/auditWork.ts';
import type { Ctx } from '../../../main/service/context.ts';
import { customersSave } from '../../../main/service/customers.ts';
import { kitKeys } from '../../../main/vault/kit.ts';
import { addCustomer, addItem, type Company, customerInput, draftBody, issueInvoice, line, openCompany } from '../../fixtures/company.ts';
import { noPrinter } from '../../fixtures/noPrinter.ts';

const VAULT = '01900000-0000-7000-8000-0000000000aa';
const ALL: AuditFilters = { actor: null, actions: [], entityId: null, from: null, to: null };
const TOOL = join(import.meta.dirname, '../../../tools/verify-audit.mjs');
const RK = randomBytes(32);

let company: Company;
let ctx: Ctx;
let folder: string;
let file: string;
beforeEach(() => {
  company = openCompany();
  folder = mkdtempSync(join(tmpdir(), 'billfold-log-'));
  file = join(folder, 'log.jsonl');
  // The first records of this company have a key of their own: a log begun under the kit's.
  company.ctx.db.exec('DROP TRIGGER audit_log_no_delete; DROP TRIGGER audit_body_no_delete; PRAGMA foreign_keys = OFF; DELETE FROM audit_body; DELETE FROM audit_log; PRAGMA foreign_keys = ON');
  ctx = { ...company.ctx, ak: kitKeys(RK).ak };
  const id = addCustomer(ctx, { name: 'Zoë “Quote” Ünal', city: 'Wien' });
  customersSave(ctx, { ...customerInput({ name: 'Zoë “Quote” Ünal', city: 'Graz' }), id, version: 1 });
  for (let n = 0; n < 5; n += 1) addItem(ctx, { name: `Item ${n}` });
  issueInvoice(ctx, draftBody(id, { lines: [line()] }));
});
afterEach(() => {
  company.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(filters: Partial<AuditFilters> = {}, format: 'signed' | 'csv' = 'signed', q = ''): AuditFileDone {
  rmSync(file, { force: true });
  return auditWork(ctx, { name: 'auditFile', format, q, filters: { ...ALL, ...filters }, language: 'en', vaultId: VAULT, target: file, part: `${file}.part` }, {}, noPrinter) as AuditFileDone;
}
/** The program as a person runs it. */
async function verify(...args: string[]): Promise<{ code: number; out: string }> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [TOOL, file, ...args]);
    return { code: 0, out: stdout };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code: number; stdout?: string; stderr?: string };
    return { code, out: stdout + stderr };
  }
}
const lines = (): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');
const keep = (kept: readonly string[]): void => writeFileSync(file, `${kept.join('\n')}\n`);

describe('the signed log', () => {
  it('holds as it was written, with and without the kit, and names key and last seal', async () => {
    const done = write();
    expect(existsSync(`${file}.part`)).toBe(false);
    expect(done.key).toBe(logSigner(ctx.ak, VAULT).publicKey.slice(0, 16));
    const plain = await verify();
    expect(plain.out).toContain('It holds: signature, order, links and details (without the kit');
    expect(plain.code).toBe(0);
    const kit = await verify('--kit', formatKit(RK).toLowerCase(), '--key', done.key);
    expect(kit.out).toContain('and the MAC of each record.');
    expect(kit.code).toBe(0);
    expect(lines()).toHaveLength(done.records + 2);
  });

  it('finds a record by the 16 letters of a printed page, and says when none has them', async () => {
    write();
    const seal = String(JSON.parse(lines()[3] ?? '').mac).slice(0, 16).toUpperCase().replaceAll(/(.{4})/g, '$1 ');
    expect((await verify('--seal', seal)).out).toContain('the printed seal is record 3');
    const other = await verify('--seal', '0000 1111 2222 3333');
    expect([other.code, other.out.includes('no record has the printed seal')]).toEqual([1, true]);
  });

  it.each([
    ['a word edited', (all: string[]) => keep(all.map((one) => one.replace('Graz', 'Linz'))), /its details are not the ones that were sealed/],
    ['an action edited', (all: string[]) => keep(all.map((one) => one.replace('"customer.save"', '"customer.archive"'))), /the signature does not fit/],
    ['two records swapped', (all: string[]) => keep([...all.slice(0, 3), all[4] ?? '', all[3] ?? '', ...all.slice(5)]), /out of order/],
    ['a record taken out', (all: string[]) => keep([...all.slice(0, 4), ...all.slice(5)]), /records are missing/],
    ['a record put in twice', (all: string[]) => keep([...all.slice(0, 4), all[3] ?? '', ...all.slice(4)]), /doubled/],
    ['the end cut off', (all: string[]) => keep(all.slice(0, -2)), /the file was cut off/],
    ['the last record cut out before the end', (all: string[]) => keep([...all.slice(0, -2), all.at(-1) ?? '']), /the end counts/],
    ['the middle of a line cut', (all: string[]) => writeFileSync(file, `${all.join('\n')}\n`.slice(0, -40)), /is cut off/],
    ['something written after the end', (all: string[]) => keep([...all, '{"seq":99}']), /stands after the end/],
    ['the business renamed in the head', (all: string[]) => keep(all.map((one, i) => (i === 0 ? one.replace('Harbour', 'Marina') : one))), /the signature does not fit/],
    ['nothing but the head', (all: string[]) => keep(all.slice(0, 1)), /the end is missing/],
    ['no line of ours', () => writeFileSync(file, 'hello\nworld\n'), /is not JSON/],
    ['nothing at all', () => writeFileSync(file, ''), /the file is empty/],
  ])('does not hold with %s', async (_what, spoil, says) => {
    write();
    spoil(lines());
    const { code, out } = await verify();
    expect(out).toMatch(says);
    expect(out).toContain('It does not hold.');
    expect(code).toBe(1);
  });

  it('signed anew by somebody else it does not have our key, and with the kit no MAC of a changed record fits', async () => {
    write();
    const forger = { ...ctx, ak: randomBytes(32) };
    company.ctx.db.exec("DROP TRIGGER audit_log_no_update; UPDATE audit_log SET actor = 'somebody' WHERE seq = 4");
    const key = logSigner(ctx.ak, VAULT).publicKey.slice(0, 16);
    rmSync(file);
    void auditWork(forger, { name: 'auditFile', format: 'signed', q: '', filters: ALL, language: 'en', vaultId: VAULT, target: file, part: `${file}.part` }, {}, noPrinter);
    expect((await verify()).code).toBe(0); // nothing in the file itself can tell: that is what key and kit are for
    const { code, out } = await verify('--key', key);
    expect([code, out.includes('not the one you gave')]).toEqual([1, true]);
    expect((await verify('--kit', formatKit(RK))).out).toContain('record 4: its MAC does not fit');
    expect((await verify('--kit', formatKit(randomBytes(32)))).code).toBe(1);
    expect((await verify('--kit', 'ABCD')).out).toContain('typed wrong');
  });

  it('shows an erasure as one, and details that are gone without one as what they are', async () => {
    const { db } = ctx;
    const by = appendAudit(db, ctx.ak, { at: ctx.clock.now(), actor: ctx.actor.id, action: 'customer.erase', entity: 'customer', entityId: null, body: {} }).seq;
    db.prepare('INSERT INTO audit_erasure (seq, erased_by_seq) VALUES (2, ?)').run(by);
    db.prepare('DELETE FROM audit_body WHERE seq = 2').run();
    write();
    const erased = await verify();
    expect([erased.code, erased.out.includes('1 records had their details erased')]).toEqual([0, true]);
    db.prepare('DELETE FROM audit_body WHERE seq = 3').run();
    write();
    expect((await verify()).out).toContain('record 3: its details are gone, and nothing says');
    db.prepare('INSERT INTO audit_erasure (seq, erased_by_seq) VALUES (3, 4)').run();
    write();
    expect((await verify()).out).toContain('record 3: its details are gone, and record 4 is no erasure');
  });

  it('of some days is a stretch of the chain that holds by itself', async () => {
    company.setNow('2026-12-10T12:00:00.000Z');
    for (let n = 0; n < 3; n += 1) addItem(ctx, { name: `Later ${n}` });
    company.setNow('2026-12-20T12:00:00.000Z');
    addItem(ctx, { name: 'Last' });
    expect(write({ from: '2026-12-10', to: '2026-12-10' }).records).toBe(3);
    const { code, out } = await verify('--kit', formatKit(RK));
    expect([code, out.includes('3 records')]).toEqual([0, true]);
    expect(write({ from: '2030-01-01' }).records).toBe(0);
    expect((await verify()).code).toBe(0);
  });
});

describe('the log as a table', () => {
  it('has what the filters leave, in words, with no cell a spreadsheet would run', () => {
    const id = addCustomer(ctx, { name: '=cmd|x' });
    customersSave(ctx, { ...customerInput({ name: '=cmd|x', city: '+1' }), id, version: 1 });
    const done = write({ entityId: id }, 'csv');
    const text = readFileSync(file, 'utf8');
    expect(done.records).toBe(2);
    expect(text).toContain('Customer changed,customer.save,');
    expect(text).toContain("'=cmd|x");
    expect(text).toContain('City: Wien → +1');
    expect(text.split('\r\n')[0]).toBe('\u{FEFF}Record,When (UTC),Who,What,action,About,What changed,Seal');
  });

  it('of thousands of records has each once', () => {
    for (let n = 0; n < 1203; n += 1) appendAudit(ctx.db, ctx.ak, { at: ctx.clock.now(), actor: 'system', action: 'invoice.pdf', entity: 'invoice', entityId: null, body: {} });
    const { records } = write({ actions: ['invoice.pdf'] }, 'csv');
    const seqs = readFileSync(file, 'utf8').trim().split('\r\n').slice(1).map((one) => Number(one.split(',')[0]));
    expect([records, seqs.length, new Set(seqs).size]).toEqual([1203, 1203, 1203]);
  });
});
