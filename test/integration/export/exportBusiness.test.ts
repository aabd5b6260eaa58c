// The complete export of a random business: everything is in it, every hash and sum is right, and nothing secret is.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportBusiness, type ExportRequest } from '../../../main/export/exportBusiness.ts';
import { manifest, type Manifest } from '../../../main/export/manifest.ts';
import { clearPart } from '../../../main/export/part.ts';
import { openZip } from '../../../main/export/zipRead.ts';
import { readSnapshot } from '../../../main/repo/frozen.ts';
import { contentHash, findDocument } from '../../../main/repo/documents.ts';
import { type Company, openCompany } from '../../fixtures/company.ts';
import { fillAtRandom } from '../../fixtures/randomBusiness.ts';

const VAULT = '01900000-0000-4000-8000-0000000000aa';
let company: Company;
let folder: string;
let made: ReturnType<typeof fillAtRandom>;
let said: Manifest;
const content = new Map<string, Buffer>();
const request = (name: string): ExportRequest => ({ target: join(folder, name), part: join(folder, `${name}.part`), madeBy: 'Billfold test', vaultId: VAULT });
const rows = (file: string): Record<string, unknown>[] => (content.get(file)?.toString('utf8') ?? '').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));

beforeAll(async () => {
  company = openCompany({ country: 'DE', language: 'de' });
  folder = mkdtempSync(join(tmpdir(), 'billfold-export-'));
  made = fillAtRandom(company, 7, 200);
  exportBusiness(company.ctx, request('a.zip'));
  const zip = openZip(join(folder, 'a.zip'));
  for (const entry of zip.entries.values()) content.set(entry.name, await zip.whole(entry, 1e9));
  zip.close();
  said = manifest.parse(JSON.parse(content.get('manifest.json')?.toString('utf8') ?? ''));
}, 120_000);
afterAll(() => {
  company.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a complete export', () => {
  it('is a ZIP file that other programs open and find whole', () => {
    const seen = execFileSync('python3', ['-c', 'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))', join(folder, 'a.zip')]).toString().trim();
    expect(seen).toBe(`None ${content.size}`);
  });

  it('holds every file of its manifest with the size, lines and SHA-256 that stand there, and no other', () => {
    expect([...said.files.map(({ name }) => name), 'manifest.json'].toSorted()).toEqual([...content.keys()].toSorted());
    for (const { name, bytes, sha256, rows: lines } of said.files) {
      const found = content.get(name) ?? Buffer.alloc(0);
      expect(found.length, name).toBe(bytes);
      expect(createHash('sha256').update(found).digest('hex'), name).toBe(sha256);
      if (lines !== undefined) expect(found.toString('utf8').split('\n').length - 1, name).toBe(lines);
    }
  });

  it('holds each document with its lines, taxes, credits and parties; amounts add up to the sums of the manifest', () => {
    const documents = rows('data/documents.jsonl');
    expect(documents).toHaveLength(made.invoices.length + made.notes);
    expect(rows('data/credits.jsonl')).toHaveLength(made.notes);
    expect(rows('data/drafts.jsonl')).toHaveLength(made.drafts);
    for (const sum of said.sums) {
      const ours = documents.filter((one) => one['kind'] === sum.kind && one['currency'] === sum.currency);
      expect(ours).toHaveLength(sum.documents);
      expect(String(ours.reduce((n, one) => n + BigInt(Number(one['payable'])), 0n))).toBe(sum.payable);
    }
    const lines = rows('data/document-lines.jsonl');
    for (const one of documents.slice(0, 50)) {
      const own = lines.filter((row) => row['document'] === one['id']);
      expect(own).toHaveLength(Number(one['lineCount']));
      expect(own.reduce((n, row) => n + Number(row['net']), 0)).toBe(one['lineNet']);
    }
    const head = findDocument(company.ctx.db, String(documents[0]?.['id']));
    const snapshot = head && readSnapshot(company.ctx.db, head.rid);
    expect(snapshot && contentHash(snapshot).toString('hex')).toBe(documents[0]?.['contentHash']);
  });

  it('holds every PDF by the number of its document, byte for byte, and names the documents that have none yet', () => {
    const pdfs = rows('data/pdfs.jsonl');
    expect(pdfs.length + said.withoutPdf.length).toBe(made.invoices.length + made.notes);
    const numbers = new Map(rows('data/documents.jsonl').map((one) => [one['id'], one['number']]));
    for (const { document, file, sha256 } of pdfs) {
      expect(file).toBe(`pdf/${numbers.get(document)}.pdf`);
      expect(createHash('sha256').update(content.get(String(file)) ?? '').digest('hex')).toBe(sha256);
    }
    expect(content.get(String(rows('data/logos.jsonl')[0]?.['file']))?.subarray(1, 4).toString()).toBe('PNG');
  });

  it('holds the whole log with its bodies, in order', () => {
    const log = rows('audit.jsonl');
    const { n } = company.ctx.db.prepare<[], { n: number }>('SELECT count(*) AS n FROM audit_log').get() ?? { n: 0 };
    expect(log).toHaveLength(n);
    expect(log.map((row) => row['seq'])).toEqual(Array.from({ length: n }, (_, i) => i + 1));
    expect(log.every((row) => row['vault'] === VAULT && row['body'] !== null)).toBe(true);
    expect(said.vault.mac).toBe(log.at(-1)?.['mac']);
  });

  it('has no key in it: neither the database key nor the audit key, in any spelling', () => {
    const everything = Buffer.concat([...content.values()]);
    for (const key of [company.key, company.ctx.ak]) {
      for (const spelling of [key, Buffer.from(key.toString('hex')), Buffer.from(key.toString('base64'))]) expect(everything.includes(spelling)).toBe(false);
    }
  });

  it('says in the README that it is not encrypted', () => {
    expect(content.get('README.txt')?.toString('utf8')).toContain('NOT ENCRYPTED');
  });

  it('has the same data files when it is made again: nothing in them depends on the moment', () => {
    exportBusiness(company.ctx, request('again.zip'));
    const zip = openZip(join(folder, 'again.zip'));
    expect([...zip.entries.values()].filter(({ name }) => name !== 'manifest.json').map(({ name, crc, size }) => [name, crc, size])).toEqual(openedOnce(join(folder, 'a.zip')).filter(([name]) => name !== 'manifest.json'));
    zip.close();
  });

  it('never replaces a file, and leaves nothing when it is cancelled', () => {
    writeFileSync(join(folder, 'mine.zip'), 'mine');
    expect(() => exportBusiness(company.ctx, request('mine.zip'))).toThrow('FILE_EXISTS');
    expect(readFileSync(join(folder, 'mine.zip'), 'utf8')).toBe('mine');
    let asked = 0;
    expect(() => exportBusiness(company.ctx, request('b.zip'), { cancelled: () => (asked += 1) > 2 })).toThrow('CANCELLED');
    expect(readdirSync(folder).filter((name) => name.startsWith('b.zip'))).toEqual([]);
  });

  it('refuses a full disk in words, leaves no part behind, and removes one that a crash has left', () => {
    if (existsSync('/dev/full')) expect(() => exportBusiness(company.ctx, { ...request('c.zip'), part: '/dev/full' })).toThrow(/FILE_EXISTS|DISK_FULL/);
    const part = join(folder, 'd.zip.part');
    exportBusiness(company.ctx, request('d.zip'));
    writeFileSync(part, readFileSync(join(folder, 'd.zip')).subarray(0, 5000));
    clearPart(part);
    expect(existsSync(part)).toBe(false);
    writeFileSync(part, 'something of somebody else');
    clearPart(part);
    expect(existsSync(part)).toBe(true);
  });
});

function openedOnce(path: string): [string, number, number][] {
  const zip = openZip(path);
  zip.close();
  return [...zip.entries.values()].map(({ name, crc, size }) => [name, crc, size]);
}
