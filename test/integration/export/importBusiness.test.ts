// Bringing a complete export into new books: the same business to the byte, provable there, and all or nothing.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../main/audit/verify.ts';
import { exportBusiness } from '../../../main/export/exportBusiness.ts';
import { booksAreEmpty, importBusiness, lookIntoExport } from '../../../main/export/importBusiness.ts';
import { manifest as manifestSchema, manifestText, type Manifest } from '../../../main/export/manifest.ts';
import { openZip } from '../../../main/export/zipRead.ts';
import { createZip } from '../../../main/export/zipWrite.ts';
import { businessGet } from '../../../main/service/business.ts';
import { customersList } from '../../../main/service/customers.ts';
import { invoicesCounts, invoicesGet, invoicesList, invoicesProve, loadPdf, proveAll } from '../../../main/service/invoices.ts';
import { seriesList } from '../../../main/service/series.ts';
import { addCustomer, type Company, draftBody, issueInvoice, openCompany, TODAY } from '../../fixtures/company.ts';
import { fillAtRandom } from '../../fixtures/randomBusiness.ts';

const [ONE, TWO, THREE] = ['01900000-0000-4000-8000-0000000000aa', '01900000-0000-4000-8000-0000000000bb', '01900000-0000-4000-8000-0000000000cc'];
const DOCUMENTS = 2000;
const folder = mkdtempSync(join(tmpdir(), 'billfold-import-'));
const companies: Company[] = [];
const open = (): Company => {
  const company = openCompany({ name: 'To be replaced', country: 'FR', language: 'fr' });
  companies.push(company);
  return company;
};
const write = (company: Company, name: string, vaultId: string): string => {
  const target = join(folder, name);
  exportBusiness(company.ctx, { target, part: `${target}.part`, madeBy: 'Billfold test', vaultId });
  return target;
};
async function contents(path: string): Promise<Map<string, Buffer>> {
  const zip = openZip(path);
  const found = new Map<string, Buffer>();
  for (const entry of zip.entries.values()) found.set(entry.name, await zip.whole(entry, 1e9));
  zip.close();
  return found;
}

let original: Company;
let made: ReturnType<typeof fillAtRandom>;
let source: string;
let copy: Company;
/** A small one: what must be refused is refused whatever its size. */
let small: string;

beforeAll(async () => {
  original = openCompany({ country: 'DE', language: 'de' });
  companies.push(original);
  made = fillAtRandom(original, 11, DOCUMENTS);
  source = write(original, 'one.zip', ONE);
  const little = openCompany();
  companies.push(little);
  fillAtRandom(little, 5, 120);
  small = write(little, 'small.zip', ONE);
  copy = open();
  await importBusiness(copy.ctx, source);
}, 300_000);
afterAll(() => {
  for (const company of companies) company.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a business brought into new books', () => {
  it('is the same business: its own export has byte-identical data files, PDFs and logos', async () => {
    const [before, after] = [await contents(source), await contents(write(copy, 'two.zip', TWO))];
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [name, bytes] of before) if (name !== 'manifest.json' && name !== 'audit.jsonl') expect(after.get(name)?.equals(bytes), name).toBe(true);
    const sums = (files: Map<string, Buffer>): unknown => manifestSchema.parse(JSON.parse(String(files.get('manifest.json')))).sums;
    expect(sums(after)).toEqual(sums(before));
  });

  it('keeps the log it came with letter by letter as history of its own, before its own log', async () => {
    const before = String((await contents(source)).get('audit.jsonl'));
    const after = String((await contents(join(folder, 'two.zip'))).get('audit.jsonl'));
    expect(after.startsWith(before)).toBe(true);
    const own = after.slice(before.length).trim().split('\n').map((line) => JSON.parse(line));
    expect(own.every((row) => row.vault === TWO)).toBe(true);
    expect(own.filter((row) => row.action === 'business.import')).toHaveLength(1);
    expect(own.find((row) => row.action === 'business.import').body).toMatchObject({ from: ONE, documents: DOCUMENTS + made.notes });
    const { db } = copy.ctx;
    expect(() => db.exec('DELETE FROM foreign_audit')).toThrow('append-only');
    expect(() => db.exec("UPDATE foreign_audit SET at = '2020-01-01T00:00:00.000Z'")).toThrow('append-only');
  });

  it('proves every document there under the new vault’s own key (T42), PDFs too', () => {
    const walk = verifyAudit(copy.ctx.db, copy.ctx.ak);
    let step = walk.next();
    while (step.done !== true) step = walk.next();
    expect(step.value.ok).toBe(true);
    const prove = proveAll(copy.ctx);
    let one = prove.next();
    while (one.done !== true) one = prove.next();
    expect(one.value).toBe(true);
    for (const id of made.invoices.slice(0, 20)) expect(invoicesProve(copy.ctx, { id }).intact).toBe(true);
    const id = made.invoices[1] ?? '';
    expect(loadPdf(copy.ctx, id).bytes.equals(loadPdf(original.ctx, id).bytes)).toBe(true);
    copy.ctx.db.exec('DROP TRIGGER document_no_update');
    copy.ctx.db.prepare('UPDATE document SET subject = ? WHERE id = ?').run('forged', id);
    expect(invoicesProve(copy.ctx, { id }).intact).toBe(false);
    copy.ctx.db.prepare('UPDATE document SET subject = ? WHERE id = ?').run(invoicesGet(original.ctx, { id }).snapshot.subject, id);
  });

  it('shows the same lists, sums and searches, and the profile of the file instead of the one typed at set-up', () => {
    const counts = { today: TODAY };
    expect(invoicesCounts(copy.ctx, counts)).toEqual(invoicesCounts(original.ctx, counts));
    const query = { q: 'muller', after: null, limit: 50, archived: false };
    expect(customersList(copy.ctx, query).rows.map(({ id }) => id)).toEqual(customersList(original.ctx, query).rows.map(({ id }) => id));
    const list = { q: 'Łódź', after: null, limit: 50, filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null } };
    expect(invoicesList(copy.ctx, list).rows).toEqual(invoicesList(original.ctx, list).rows);
    expect(businessGet(copy.ctx)).toEqual(businessGet(original.ctx));
  });

  it('goes on with the numbers: the next invoice takes the one that the old books would have given (T38)', () => {
    const next = (company: Company): string | undefined => seriesList(company.ctx, { archived: false }).rows.find(({ kind }) => kind === 'invoice')?.next;
    expect(next(copy)).toBe(next(original));
    const customerId = addCustomer(copy.ctx, { name: 'After the move' });
    const wanted = next(copy);
    copy.setNow(`${TODAY}T10:00:00.000Z`);
    expect(issueInvoice(copy.ctx, draftBody(customerId)).number).toBe(wanted);
  });

  it('can be exported and brought in a second time, with both logs in it', async () => {
    const third = open();
    await importBusiness(third.ctx, write(copy, 'three.zip', TWO));
    const log = String((await contents(write(third, 'four.zip', THREE))).get('audit.jsonl')).trim().split('\n').map((line) => JSON.parse(line));
    expect([...new Set(log.map((row) => row.vault))]).toEqual([ONE, TWO, THREE]);
  });
});

/** The same archive with some files changed; the manifest follows unless it is told otherwise. */
async function changed(name: string, change: (files: Map<string, Buffer>, manifest: Manifest) => void, follow = true): Promise<string> {
  const files = await contents(small);
  const manifest = manifestSchema.parse(JSON.parse(String(files.get('manifest.json'))));
  files.delete('manifest.json');
  change(files, manifest);
  if (follow) {
    manifest.files = [...files].map(([file, bytes]) => ({
      name: file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), ...(file.endsWith('.jsonl') && { rows: bytes.toString('utf8').split('\n').length - 1 }),
    }));
  }
  const path = join(folder, name);
  rmSync(path, { force: true });
  const zip = createZip(path);
  for (const [file, bytes] of files) zip.put(file, bytes, 'deflate');
  zip.put('manifest.json', Buffer.from(manifestText(manifest)), 'deflate');
  zip.finish();
  return path;
}
const edit = (files: Map<string, Buffer>, name: string, from: string | RegExp, to: string): void => {
  const text = String(files.get(name));
  const next = text.replace(from, to);
  if (next === text) throw new Error(`nothing to change in ${name}`);
  files.set(name, Buffer.from(next));
};

describe('an import that must not happen', () => {
  let empty: Company;
  beforeAll(() => {
    empty = open();
  });
  const refused = async (path: string, code: string): Promise<void> => {
    const before = empty.ctx.db.prepare('SELECT max(seq) AS n FROM audit_log').get();
    await expect(importBusiness(empty.ctx, path)).rejects.toThrow(code);
    expect(empty.ctx.db.inTransaction).toBe(false);
    expect(booksAreEmpty(empty.ctx)).toBe(true);
    expect(businessGet(empty.ctx).name).toBe('To be replaced');
    expect(empty.ctx.db.prepare('SELECT max(seq) AS n FROM audit_log').get()).toEqual(before);
  };

  it('goes only into empty books, and says so before anything is read', async () => {
    const full = open();
    addCustomer(full.ctx, {});
    expect(booksAreEmpty(full.ctx)).toBe(false);
    await expect(importBusiness(full.ctx, source)).rejects.toThrow('BOOKS_NOT_EMPTY');
    await expect(importBusiness(copy.ctx, source)).rejects.toThrow('BOOKS_NOT_EMPTY');
  });

  it.each([
    ['a flipped amount with an old hash', (files: Map<string, Buffer>) => edit(files, 'data/documents.jsonl', /"payable":(\d)/, '"payable":9$1'), false],
    ['a flipped amount with a new hash', (files: Map<string, Buffer>) => edit(files, 'data/documents.jsonl', /"payable":(\d)/, '"payable":9$1'), true],
    ['another text on a line', (files: Map<string, Buffer>) => edit(files, 'data/document-lines.jsonl', ' work"', ' werk"'), true],
    ['a line less', (files: Map<string, Buffer>) => edit(files, 'data/document-lines.jsonl', /^.*\n/, ''), true],
    ['a document less', (files: Map<string, Buffer>) => edit(files, 'data/documents.jsonl', /^.*\n/, ''), true],
    ['a seal that was made to fit nothing', (files: Map<string, Buffer>) => edit(files, 'data/documents.jsonl', /"contentHash":"../, '"contentHash":"00'), true],
    ['a customer that nobody knows', (files: Map<string, Buffer>) => edit(files, 'data/documents.jsonl', /"customer":"......../, '"customer":"ffffffff'), true],
    ['a field nobody knows', (files: Map<string, Buffer>) => edit(files, 'data/customers.jsonl', '{"id"', '{"evil":1,"id"'), true],
    ['a value of another kind', (files: Map<string, Buffer>) => edit(files, 'data/customers.jsonl', /"archived":false/, '"archived":"no"'), true],
    ['two documents of one number', (files: Map<string, Buffer>) => edit(files, 'data/documents.jsonl', 'INV-2024-0002', 'INV-2024-0001'), true],
    ['a log with a gap', (files: Map<string, Buffer>) => edit(files, 'audit.jsonl', /\n.*\n/, '\n'), true],
    ['a record whose body was changed', (files: Map<string, Buffer>) => edit(files, 'audit.jsonl', '"number":"INV-2024-0001"', '"number":"INV-2024-9999"'), true],
    ['a changed PDF', (files: Map<string, Buffer>) => files.set('pdf/INV-2024-0002.pdf', Buffer.from('%PDF another')), false],
    ['a missing PDF', (files: Map<string, Buffer>) => files.delete('pdf/INV-2024-0002.pdf'), true],
    ['a file too many', (files: Map<string, Buffer>) => files.set('data/evil.jsonl', Buffer.from('{}\n')), true],
    ['a file cut off in the middle of a line', (files: Map<string, Buffer>) => files.set('data/customers.jsonl', (files.get('data/customers.jsonl') ?? Buffer.alloc(0)).subarray(0, -5)), true],
  ])('refuses %s, and keeps nothing', async (_what, change, follow) => {
    await refused(await changed('bad.zip', change, follow), 'EXPORT_DAMAGED');
  });

  it('refuses sums that do not fit, an export of a newer Billfold, and what is no export', async () => {
    await refused(await changed('bad.zip', (_files, manifest) => { manifest.sums = manifest.sums.slice(1); }), 'EXPORT_DAMAGED');
    await refused(await changed('bad.zip', (_files, manifest) => { manifest.schema += 10; }), 'EXPORT_FROM_FUTURE');
    await refused(await changed('bad.zip', (_files, manifest) => { manifest.version += 1; }), 'EXPORT_FROM_FUTURE');
    const other = join(folder, 'other.zip');
    const zip = createZip(other);
    zip.put('hello.txt', Buffer.from('hello'), 'store');
    zip.finish();
    await refused(other, 'EXPORT_FOREIGN');
    writeFileSync(other, 'name;town');
    await refused(other, 'EXPORT_FOREIGN');
    writeFileSync(other, readFileSync(small).subarray(0, 40_000));
    await refused(other, 'EXPORT_DAMAGED');
  });

  it('keeps nothing when it is cancelled in the middle', async () => {
    let asked = 0;
    await expect(importBusiness(empty.ctx, source, { cancelled: () => (asked += 1) > 8 })).rejects.toThrow('CANCELLED');
    expect(booksAreEmpty(empty.ctx)).toBe(true);
  });

  it('tells beforehand what is in a file', async () => {
    expect(await lookIntoExport(source)).toMatchObject({ business: 'Harbour Street Studio', documents: DOCUMENTS + made.notes, customers: 40, items: 30, drafts: made.drafts });
  });
});
