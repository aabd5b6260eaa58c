// Acts over many documents: each by itself, with a report; and the files made of a list.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listCsv, listPdf } from '../../../main/batch/files.ts';
import { eachOf, inIssueOrder, issueStored, type BatchHooks } from '../../../main/service/batch.ts';
import { draftsSave } from '../../../main/service/drafts.ts';
import { storePdf } from '../../../main/service/invoices.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany } from '../../fixtures/company.ts';

const EVERYTHING = { customerId: null, from: null, to: null, currency: null, overdueOn: null };
const folder = mkdtempSync(join(tmpdir(), 'billfold-batch-'));
let company: Company;
let customerId = '';
beforeAll(() => {
  company = openCompany();
  customerId = addCustomer(company.ctx, { name: '=HYPERLINK("x"), Ltd' });
});
afterAll(() => {
  company.close();
  rmSync(folder, { recursive: true, force: true });
});

const steps: string[] = [];
const hooks = (until = Infinity): BatchHooks => ({
  cancelled: () => steps.length >= until,
  step: async (done, total) => {
    steps.push(`${done}/${total}`);
  },
});
const draft = (fields: Parameters<typeof draftBody>[1] = {}) => draftsSave(company.ctx, { body: draftBody(customerId, fields) }).id;
const numbers = () => company.ctx.db.prepare('SELECT number FROM document ORDER BY rid').pluck().all();

it('issues draft by draft; what has a problem or a warning stays a draft and is reported, and the numbers have no gap', async () => {
  const good = [draft(), draft()];
  const noLines = draft({ lines: [] });
  const warned = draft({ adjustments: [{ kind: 'allowance', percent: '5', amount: null, reason: '', taxIds: null, afterTax: false }] });
  const report = await eachOf([good[0] ?? '', noLines, warned, company.ctx.newId(), good[1] ?? ''], (id) => issueStored(company.ctx, id), hooks());
  expect(report).toMatchObject({ state: 'done', done: 2 });
  expect(report.failed.map(({ code, fields }) => [code, ...fields.map((field) => field.code)])).toEqual([
    ['DOCUMENT_INVALID', 'LINES_MISSING'], ['DOCUMENT_INVALID', 'ADJUSTMENT_REASON_MISSING'], ['NOT_FOUND'],
  ]);
  expect(numbers()).toEqual(['INV-2026-0001', 'INV-2026-0002']);
  expect(steps).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5']);
});

it('takes the numbers in the order of the dates, whatever the order of the list', () => {
  const [late, early, middle] = ['2027-03-01', '2027-01-01', '2027-02-01'].map((issueDate) => draft({ issueDate }));
  expect(inIssueOrder(company.ctx, [late ?? '', early ?? '', middle ?? ''])).toEqual([early, middle, late]);
});

it('stops between two, and what is done stays done', async () => {
  steps.length = 0;
  const ids = [draft(), draft(), draft()];
  const report = await eachOf(ids, (id) => issueStored(company.ctx, id), hooks(2));
  expect(report).toEqual({ state: 'cancelled', done: 2, failed: [] });
  expect(numbers()).toHaveLength(4);
  // The third is still a draft.
  issueStored(company.ctx, ids[2] ?? '');
  expect(numbers().at(-1)).toBe('INV-2026-0005');
});

it('a fault that is no refusal ends the batch instead of being counted', async () => {
  await expect(eachOf(['a'], () => { throw new TypeError('broken'); }, hooks())).rejects.toThrow('broken');
});

it('makes one PDF of all pages, in order, and writes nothing when one is missing', async () => {
  const [one, two, three] = [1, 2, 3].map(() => issueInvoice(company.ctx, draftBody(customerId)).id);
  for (const [id, pages] of [[one, 1], [two, 2]] as const) {
    const pdf = await PDFDocument.create();
    for (let n = 0; n < pages; n += 1) pdf.addPage([200 + pages, 300]);
    storePdf(company.ctx, id ?? '', Buffer.from(await pdf.save()));
  }
  const path = join(folder, 'all.pdf');
  expect(await listPdf(company.ctx, { ids: [two ?? '', one ?? ''], target: path, part: `${path}.part` }, {})).toEqual({ pages: 3 });
  const made = await PDFDocument.load(readFileSync(path));
  expect(made.getPages().map((page) => page.getWidth())).toEqual([202, 202, 201]);
  await expect(listPdf(company.ctx, { ids: [one ?? '', three ?? ''], target: join(folder, 'no.pdf'), part: join(folder, 'no.pdf.part') }, {})).rejects.toThrow('PDF_PENDING');
  expect(readdirSync(folder)).toEqual(['all.pdf']);
});

it('T84 writes the list as CSV: exact amounts, and no cell that a spreadsheet would run', () => {
  issueInvoice(company.ctx, draftBody(customerId, { subject: '@SUM(A1)', lines: [line({ quantity: '3', unitPrice: '411.52' })] }));
  const path = join(folder, 'list.csv');
  const seen: number[] = [];
  const { rows } = listCsv(company.ctx, { ids: null, q: '', filters: EVERYTHING, lang: 'de', target: path, part: `${path}.part` }, { onProgress: ({ done }) => seen.push(done) });
  const text = readFileSync(path, 'utf8');
  const lines = text.trimEnd().split('\r\n');
  expect(lines).toHaveLength(rows + 1);
  expect(lines[0]).toMatch(/^\u{FEFF}Nummer,Art,Datum/u);
  expect(lines[1]).toMatch(/^INV-2026-\d{4},invoice,2026-11-20,\d{4}-\d{2}-\d{2},"'=HYPERLINK\(""x""\), Ltd",'@SUM\(A1\),EUR,1234\.56,1234\.56,open$/);
  expect(seen.at(-1)).toBe(rows);
  expect(listCsv(company.ctx, { ids: null, q: '1.234,56', filters: EVERYTHING, lang: 'en', target: path, part: `${path}.part` }, {})).toEqual({ rows: 1 });
});
