// Old documents from a file: the same rows, sums and seals as documents issued here, with their own numbers; what cannot be is listed; and all of it can be taken back.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAppError } from '../../../contract/errors.ts';
import { imports as wall, type ImportMapping } from '../../../contract/imports.ts';
import { importsCommit, importsInspect, importsList, importsPreview, importsRefused, importsUndo, type JobHooks } from '../../../main/import/jobs.ts';
import { refusedCsv } from '../../../main/import/refusedCsv.ts';
import { pendingPdfs } from '../../../main/repo/pdf.ts';
import { customersGet, customersList } from '../../../main/service/customers.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { invoicesCounts, invoicesGet, invoicesList, invoicesProve } from '../../../main/service/invoices.ts';
import { closingClose } from '../../../main/service/closing.ts';
import { taxDueSet } from '../../../main/service/taxDue.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { countPendingPdfs } from '../../../main/repo/pdf.ts';
import { addCustomer, addItem, allProved, type Company, draftBody, issueInvoice, openCompany, taxId } from '../../fixtures/company.ts';

let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());

const HEAD = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';
const FILE = `${HEAD}1001,A1,Lantern,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
1001,A2,Heart,2,2010-12-01 08:26:00,3.39,17850.0,United Kingdom
1002,A1,Lantern,1,2010-12-02 09:00:00,2.55,13047.0,EIRE
1003,A3,Gift,1,2010-12-02 09:10:00,0.0,13047.0,EIRE
1003,A1,Lantern,10,2010-12-02 09:10:00,1.00,13047.0,EIRE
C1004,A1,Lantern,-2,2010-12-03 10:00:00,2.55,17850.0,United Kingdom
1005,A1,Lantern,5,2010-12-03 11:00:00,2.55,,United Kingdom
1005,A2,Heart,1,2010-12-03 11:00:00,7.46,,United Kingdom
1006,A9,Adjust,1,2010-12-04 11:00:00,-11.50,17850.0,United Kingdom
`;
const LIST = { q: '', after: null, limit: 200, filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null } };

const look = (content: string | Buffer) => importsInspect(company.ctx, Buffer.from(content), 'documents').mapping;
const preview = (content: string, mapping: ImportMapping = look(content)) => importsPreview(company.ctx, Buffer.from(content), 'documents', mapping);
function commit(content: string | Buffer, more: { mapping?: ImportMapping; leaveOut?: boolean; skipDuplicates?: boolean; hooks?: JobHooks } = {}) {
  const { mapping = look(content), leaveOut = false, skipDuplicates = true, hooks } = more;
  return importsCommit(company.ctx, { bytes: Buffer.from(content), file: 'old.csv', kind: 'documents', mapping, skipDuplicates, leaveOut }, hooks);
}
function codeOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return isAppError(error) ? error.code : error;
  }
  return null;
}
const rows = () => invoicesList(company.ctx, LIST).rows;
const get = (number: string) => invoicesGet(company.ctx, { id: rows().find((row) => row.number === number)?.id ?? '' });
const DERIVED = ['customer', 'document', 'document_line', 'document_tax', 'customer_total', 'month_total', 'due_total', 'day_total', 'tally', 'pdf_progress', 'open_part', 'credit_source', 'document_state'];
const state = () => Object.fromEntries(DERIVED.map((table) => [table, company.ctx.db.prepare(`SELECT * FROM ${table}`).all()]));

describe('a dry run over old documents', () => {
  it('groups lines by number, counts documents, and accounts for every cent of the file', () => {
    const seen = preview(FILE);
    expect(seen).toMatchObject({ rows: 9, good: 4, bad: 2, duplicates: 0, problemCount: 3 });
    expect(seen.problems.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual(['8 CustomerID BUYER_MISSING', '9 CustomerID BUYER_MISSING', '10 UnitPrice PRICE_NEGATIVE']);
    expect(seen.documents).toMatchObject({ fitLines: 6, refusedLines: 3, creditNotes: 1, newCustomers: 2 });
    const [sum] = seen.documents?.sums ?? [];
    // 15.30 + 6.78 + 2.55 + 0.00 + 10.00 - 5.10 fit; 12.75 + 7.46 have no customer; a price below zero cannot be added up
    expect(sum).toEqual({ currency: 'EUR', file: 2953 + 2021, fit: 2953, refused: 2021, there: 0 });
    expect(wall['imports.preview'].output.parse(seen)).toEqual(seen);
    expect(rows()).toEqual([]);
  });

  it('refuses a mapping without number, date, customer or price', () => {
    const mapping = look(FILE);
    for (const field of ['number', 'date', 'customerCode', 'unitPrice'])
      expect(codeOf(() => preview(FILE, { ...mapping, columns: mapping.columns.map((one) => (one === field ? null : one)) }))).toBe('INVALID_INPUT');
  });

  it('names rows of one document that disagree, dates that are none, and totals that are not met', () => {
    const head = 'Number,Date,Client,Description,Qty,Price,Total\n';
    const codes = (content: string) => preview(`${head}${content}`).problems.map(({ row, code }) => `${row} ${code}`);
    expect(codes('1,2024-05-01,Ann,x,1,5,\n1,2024-05-02,Ann,y,1,5,\n')).toEqual(['3 DOCUMENT_DIFFERS']);
    expect(codes('1,2024-05-01,Ann,x,1,5,\n1,2024-05-01,Bob,y,1,5,\n')).toEqual(['3 DOCUMENT_DIFFERS']);
    expect(codes('1,2024-02-30,Ann,x,1,5,\n2,soon,Ann,x,1,5,\n3,,Ann,x,1,5,\n,2024-05-01,Ann,x,1,5,\n')).toEqual(['2 DATE', '3 DATE', '4 REQUIRED', '5 REQUIRED']);
    expect(codes('1,2024-05-01,Ann,x,2,5,10.01\n2,2024-05-01,Ann,x,2,5,10.00\n')).toEqual(['2 TOTAL_DIFFERS']);
    expect(codes('1,2024-05-01,Ann,x,0,5,\n2,2024-05-01,Ann,x,many,5,\n3,2024-05-01,Ann,4111 1111 1111 1111,1,5,\n')).toEqual(['2 QUANTITY_ZERO', '3 NUMBER', '4 CARD_NUMBER']);
  });
});

describe('an import of old documents', () => {
  it('is all or nothing as long as nobody says that the rest may be left out', () => {
    const before = state();
    expect(codeOf(() => commit(FILE))).toBe('IMPORT_HAS_PROBLEMS');
    expect(state()).toEqual(before);
    expect(importsList(company.ctx).rows).toEqual([]);
  });

  it('keeps numbers, dates and customers; cancellations become credit notes; T28: every sum agrees with the file', () => {
    const done = commit(FILE, { leaveOut: true });
    expect(done).toMatchObject({ added: 4, skipped: 0, refused: 3, sums: [{ fit: 2953 }] });
    expect(rows().map(({ number, kind, total, issueDate, customer }) => [number, kind, total, issueDate, customer])).toEqual([
      ['C1004', 'credit-note', -510, '2010-12-03', '17850'],
      ['1003', 'invoice', 1000, '2010-12-02', '13047'],
      ['1002', 'invoice', 255, '2010-12-02', '13047'],
      ['1001', 'invoice', 2208, '2010-12-01', '17850'],
    ]);
    expect(invoicesCounts(company.ctx, { today: '2010-12-31' })).toMatchObject({ all: 4, creditNotes: 1, sums: [{ currency: 'EUR', amount: 2953, count: 3 }] });
    const { snapshot } = get('C1004');
    expect(snapshot).toMatchObject({ kind: 'credit-note', original: null, dueDate: null, totals: { payable: 510 }, lines: [{ quantity: '2', unitPrice: '2.55', description: 'Lantern', detail: 'A1' }] });
    expect(get('1002').snapshot.buyer).toMatchObject({ name: '13047', country: 'IE' });
  });

  it('T41 T42: an imported document is sealed, on record and proved like one issued here, and no statement changes or deletes it', () => {
    commit(FILE, { leaveOut: true });
    for (const { id } of rows()) expect(invoicesProve(company.ctx, { id }).intact).toBe(true);
    expect(get('1001').history).toEqual([{ at: expect.any(String), action: 'invoice.import', by: 'Nora Quinn' }]);
    for (const sql of ['DELETE FROM document', 'UPDATE document SET number = 9', 'DELETE FROM document_line', 'UPDATE document_line SET net = 1', 'DELETE FROM import_refused', 'UPDATE import_refused SET code = 1'])
      expect(() => company.ctx.db.exec(sql)).toThrow(/append-only/);
    expect(allProved(company.ctx)).toBe(true);
  });

  it('T47: an imported number is never given out again, nor brought in twice', () => {
    const { number } = issueInvoice(company.ctx, draftBody(addCustomer(company.ctx)));
    const file = `Number,Date,Client,Description,Qty,Price\n${number},2024-05-01,Ann,x,1,5\nX-1,2024-05-01,Ann,x,1,5\n`;
    expect(preview(file)).toMatchObject({ good: 1, duplicates: 1, sameCode: 1, documents: { sums: [{ file: 1000, fit: 500, there: 500 }] } });
    expect(codeOf(() => commit(file, { skipDuplicates: false }))).toBe('IMPORT_HAS_PROBLEMS');
    expect(commit(file)).toMatchObject({ added: 1, skipped: 1 });
    expect(commit(file)).toMatchObject({ added: 0, skipped: 2 });
  });

  it('draws no PDF before somebody asks: two thousand pages must not hold up the machine', () => {
    commit(FILE, { leaveOut: true });
    expect(countPendingPdfs(company.ctx.db)).toBe(0);
    expect(get('1001').pdf.state).toBe('pending');
  });

  it('T48 its tax falls due as its day says, with the invoice or when paid, and its credit note goes the same way', () => {
    const { ctx } = company;
    taxDueSet(ctx, { validFrom: '2026-02-01', due: 'paid' });
    const file = 'Number,Date,Customer,Description,Quantity,UnitPrice,VAT\nR-1,2026-01-31,Bakery,Bread,1,100,9\nR-2,2026-02-01,Bakery,Bread,1,100,9\n';
    commit(file);
    expect([get('R-1'), get('R-2')].map(({ snapshot }) => snapshot.taxDue)).toEqual([undefined, 'paid']);
    const { id } = invoicesCredit(ctx, { id: get('R-2').id, newId: ctx.newId(), request: { kind: 'whole' }, issueDate: '2026-02-02', reason: '' });
    expect(invoicesGet(ctx, { id }).snapshot.taxDue).toBe('paid');
    expect(allProved(ctx)).toBe(true);
  });

  it('uses customers and items of the books where codes or names fit, prints the address of the file, and takes taxes by name, by rate or as chosen', () => {
    const { ctx } = company;
    const customerId = addCustomer(ctx, { code: 'K7', name: 'Café Müller', city: 'Wien' });
    const itemId = addItem(ctx, { code: 'P1', name: 'Poster' });
    const file = 'Number,Date,Customer number,Customer name,City,SKU,Description,Qty,Price,Tax,Total\nR-1,01.05.2024,k7,,Graz,p1,,2,10,23 %,24.60\nR-2,02.05.2024,,cafe muller,,,Work,1,100,,109.00\n';
    const mapping = look(file);
    expect(mapping.documents).toEqual({ dates: 'dmy', tax: null, pricesIncludeTax: false });
    commit(file, { mapping: { ...mapping, documents: { dates: 'dmy', tax: taxId(ctx, 'VAT 9 '), pricesIncludeTax: false } } });
    expect(get('R-1')).toMatchObject({ customerId, snapshot: { issueDate: '2024-05-01', buyer: { name: 'Café Müller', city: 'Graz' }, lines: [{ itemId, description: 'Poster' }], totals: { payable: 2460 } } });
    expect(get('R-2')).toMatchObject({ customerId, snapshot: { buyer: { city: 'Wien' }, totals: { net: 10000, tax: 900 } } });
    expect(customersGet(ctx, { id: customerId }).customer.city).toBe('Wien');
  });

  it('reads dates, signs and brackets as people write them, UTF-16 with a mark, and cells that look like formulas as the text they are', () => {
    const file = Buffer.from('\ufeffRechnungsnummer;Rechnungsdatum;Kunde;Bezeichnung;Menge;Einzelpreis\nG-1;3. März 2024;Ann;"=cmd|\' /C calc\'!A0";(2);1.234,50 €\nG-2;31.12.99;Ann;+49;1;0,10\n', 'utf16le');
    commit(file);
    expect(get('G-1').snapshot).toMatchObject({ kind: 'credit-note', issueDate: '2024-03-03', lines: [{ description: "=cmd|' /C calc'!A0", quantity: '2' }], totals: { payable: 246900 } });
    expect(get('G-2').snapshot).toMatchObject({ issueDate: '1999-12-31', totals: { payable: 10 } });
  });

  it.each([`${HEAD}1,"x`, `${HEAD}${'x'.repeat(100_000)}\n`, `${HEAD}${'x,'.repeat(300)}\n`, '', `${HEAD}\0`])('of a file that cannot be read to its end stores nothing (%#)', (content) => {
    const before = state();
    expect(codeOf(() => commit(content, { mapping: look(FILE), leaveOut: true }))).toMatch(/^CSV_/);
    expect(state()).toEqual(before);
  });

  it('stops as if it had never begun when nobody wants it any more', () => {
    const file = `${HEAD}${Array.from({ length: 1500 }, (_, i) => `${i + 1},A,Thing,1,2010-12-01,1.5,7,France`).join('\n')}\n`;
    const before = state();
    let saving = false;
    const hooks: JobHooks = { onProgress: ({ stage }) => { saving ||= stage === 'saving'; }, cancelled: () => saving };
    expect(codeOf(() => commit(file, { hooks }))).toBe('CANCELLED');
    expect(saving).toBe(true);
    expect(state()).toEqual(before);
  });
});

describe('what was left out', () => {
  it('is listed line by line with row and reason, a page at a time, and goes to a file that does nothing in a spreadsheet', () => {
    const { importId } = commit(FILE, { leaveOut: true });
    const list = importsRefused(company.ctx, { importId, after: 0 });
    expect(list).toMatchObject({ total: 3, next: null });
    expect(list.rows.map(({ row, number, code, amount }) => [row, number, code, amount])).toEqual([[8, '1005', 'BUYER_MISSING', 1275], [9, '1005', 'BUYER_MISSING', 746], [10, '1006', 'PRICE_NEGATIVE', null]]);
    expect(wall['imports.refused'].output.parse(list)).toEqual(list);
    expect(importsList(company.ctx).rows[0]).toMatchObject({ kind: 'documents', added: 4, refused: 3, canUndo: true });
    const file = `${HEAD}=1+1,A,x,1,2010-12-01,2,,\n${Array.from({ length: 450 }, (_, i) => `N${i},A,x,1,2010-12-01,2,,`).join('\n')}\nOK,A,x,1,2010-12-01,2,5,\n`;
    const second = commit(file, { leaveOut: true }).importId;
    const lines = refusedCsv(company.ctx, second).toString('utf8').split('\r\n');
    expect(lines).toHaveLength(453);
    expect(lines[1]).toBe("2,'=1+1,CustomerID,BUYER_MISSING,,EUR,2.00");
  });
});

describe('taking an import of documents back', () => {
  it('leaves everything as it was before, and says so in the log', () => {
    const { ctx } = company;
    issueInvoice(ctx, draftBody(addCustomer(ctx, { code: '17850' })));
    const before = state();
    const { importId } = commit(FILE, { leaveOut: true });
    expect(importsUndo(ctx, importId)).toEqual({ removed: 4 });
    expect(state()).toEqual(before);
    expect(invoicesList(ctx, { ...LIST, q: 'C1004' }).rows).toEqual([]);
    expect(customersList(ctx, { q: '13047', after: null, limit: 10, archived: false }).rows).toEqual([]);
    expect(allProved(company.ctx)).toBe(true);
    expect(importsUndo(ctx, importId)).toEqual({ removed: 0 });
    expect(commit(FILE, { leaveOut: true })).toMatchObject({ added: 4 });
    expect(allProved(company.ctx)).toBe(true);
  });

  it('leaves no document waiting for a PDF that another program made, and the next one issued waits for its own', () => {
    const { ctx } = company;
    const { importId } = commit(FILE, { leaveOut: true });
    expect(pendingPdfs(ctx.db)).toEqual([]);
    expect(ctx.db.prepare('SELECT through FROM pdf_progress').pluck().get()).toBe(4);
    importsUndo(ctx, importId);
    // it gets the place in the table that an imported one had
    const { id } = issueInvoice(ctx, draftBody(addCustomer(ctx)));
    expect(pendingPdfs(ctx.db)).toEqual([id]);
  });

  it('is refused once a credit note or an invoice of ours was built on it', () => {
    const { ctx } = company;
    const first = commit(FILE, { leaveOut: true }).importId;
    const invoice = rows().find(({ number }) => number === '1001');
    invoicesCredit(ctx, { id: invoice?.id ?? '', newId: ctx.newId(), issueDate: '2026-11-20', reason: '', request: { kind: 'whole' } });
    expect(importsList(ctx).rows[0]?.canUndo).toBe(false);
    expect(codeOf(() => importsUndo(ctx, first))).toBe('IMPORT_USED');
    const second = commit('Number,Date,Client,Description,Qty,Price\nZ-1,2024-05-01,Zoe,x,1,5\n').importId;
    issueInvoice(ctx, draftBody(rows().find(({ number }) => number === 'Z-1')?.customerId ?? ''));
    expect(codeOf(() => importsUndo(ctx, second))).toBe('IMPORT_USED');
    expect(allProved(company.ctx)).toBe(true);
  });

  it('is refused once money was booked on one of its documents, even when that was undone again', () => {
    const { ctx } = company;
    const { importId } = commit(FILE, { leaveOut: true });
    const invoice = rows().find(({ number }) => number === '1003');
    const [id, customerId, documentId] = [ctx.newId(), invoice?.customerId ?? '', invoice?.id ?? ''];
    recordPayment(ctx, {
      id, customerId, currency: 'EUR', amount: 1000, rate: null, baseAmount: null, paidOn: '2026-11-20', method: { method: 'cash', reference: '', brand: null, last4: '' }, note: '',
      allocations: [{ documentId, amount: 1000, rest: 'open' }],
    });
    expect(codeOf(() => importsUndo(ctx, importId))).toBe('IMPORT_USED');
    expect(rows()).toHaveLength(4);
  });

  it('and bringing in are refused in a closed period', () => {
    const { ctx } = company;
    const { importId } = commit(FILE, { leaveOut: true });
    closingClose(ctx, { through: '2010-12-02' });
    expect(codeOf(() => importsUndo(ctx, importId))).toBe('PERIOD_CLOSED');
    expect(preview('Number,Date,Client,Description,Qty,Price\nZ-1,2010-12-02,Zoe,x,1,5\n').problems.map(({ code }) => code)).toEqual(['PERIOD_CLOSED']);
  });
});
