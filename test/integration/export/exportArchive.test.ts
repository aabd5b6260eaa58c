// The archive of a period for any accountant: PDFs by number, tables that add up and that no spreadsheet takes for a program.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DOCUMENT_COLUMNS, exportArchive, LINE_COLUMNS } from '../../../main/export/exportArchive.ts';
import { openZip } from '../../../main/export/zipRead.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { loadPdf, storePdf } from '../../../main/service/invoices.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, taxId } from '../../fixtures/company.ts';

let company: Company;
const folder = mkdtempSync(join(tmpdir(), 'billfold-archive-'));
const files = new Map<string, Buffer>();
let first: { id: string; number: string };
beforeAll(async () => {
  company = openCompany();
  const customer = addCustomer(company.ctx, { name: '=cmd|calc, "Ltd"', code: '-7' });
  const body = (issueDate: string) => draftBody(customer, { issueDate, subject: '+49', lines: [line({ quantity: '2', unitPrice: '50', description: '@evil', taxIds: [taxId(company.ctx, 'VAT 23')] })] });
  first = issueInvoice(company.ctx, body('2026-02-03'));
  storePdf(company.ctx, first.id, Buffer.from('%PDF one'));
  invoicesCredit(company.ctx, { id: first.id, newId: company.ctx.newId(), issueDate: '2026-02-05', reason: 'x', request: { kind: 'whole' } });
  issueInvoice(company.ctx, body('2026-03-01'));
  const target = join(folder, 'feb.zip');
  expect(exportArchive(company.ctx, { from: '2026-02-01', to: '2026-02-28', target, part: `${target}.part` })).toMatchObject({ documents: 2, withoutPdf: 1 });
  const zip = openZip(target);
  for (const entry of zip.entries.values()) files.set(entry.name, await zip.whole(entry, 1e7));
  zip.close();
});
afterAll(() => {
  company.close();
  rmSync(folder, { recursive: true, force: true });
});
const rows = (name: string): string[] => String(files.get(name)).replace('\u{FEFF}', '').trimEnd().split('\r\n');

it('holds the PDFs of the period by number, byte for byte, and no others', () => {
  expect([...files.keys()]).toEqual(['documents.csv', 'lines.csv', `pdf/${first.number}.pdf`]);
  expect(files.get(`pdf/${first.number}.pdf`)?.equals(loadPdf(company.ctx, first.id).bytes)).toBe(true);
});

it('T84 lists documents and lines; credit notes count below zero, and nothing in them is a formula', () => {
  const [head, invoice, note] = rows('documents.csv');
  expect(head?.split(',')).toEqual([...DOCUMENT_COLUMNS]);
  expect(invoice).toBe(`${first.number},invoice,,2026-02-03,,2026-02-17,'-7,"'=cmd|calc, ""Ltd""",AT,,'+49,EUR,100.00,23.00,123.00,123.00,EUR,,pdf/${first.number}.pdf`);
  expect(note).toContain(`,credit-note,${first.number},2026-02-05,`);
  expect(note).toContain(',EUR,-100.00,-23.00,-123.00,-123.00,');
  expect(rows('lines.csv')).toEqual([LINE_COLUMNS.join(','), `${first.number},1,'@evil,,2,pcs,50,EUR,100.00,VAT 23 %,23,S`, expect.stringContaining(",1,'@evil,,2,pcs,50,EUR,-100.00,")]);
});

it('refuses days without documents and a file that is there, and leaves nothing when it is cancelled', () => {
  const target = join(folder, 'x.zip');
  expect(() => exportArchive(company.ctx, { from: '2025-01-01', to: '2025-01-31', target, part: `${target}.part` })).toThrow('DATEV_NOTHING');
  expect(() => exportArchive(company.ctx, { from: '2026-02-01', to: '2026-02-28', target: join(folder, 'feb.zip'), part: `${target}.part` })).toThrow('FILE_EXISTS');
  expect(() => exportArchive(company.ctx, { from: '2026-02-01', to: '2026-02-28', target, part: `${target}.part` }, { cancelled: () => true })).toThrow('CANCELLED');
  expect([existsSync(target), readdirSync(folder)]).toEqual([false, ['feb.zip']]);
});
