// Payments from a file: matched to their documents, booked like those recorded by hand, never twice; what cannot be is named by its row; and all of it can be voided again.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import { isAppError } from '../../../contract/errors.ts';
import { imports as wall, type ImportMapping } from '../../../contract/imports.ts';
import type { DraftBody } from '../../../contract/invoices.ts';
import { tabled } from '../../../main/import/frappe.ts';
import { importsCommit, importsInspect, importsList, importsPreview, importsRefused, importsUndo, type JobHooks } from '../../../main/import/jobs.ts';
import { closingClose } from '../../../main/service/closing.ts';
import { invoicesList } from '../../../main/service/invoices.ts';
import { applyCredit, refundCredit, voidPayment } from '../../../main/service/paymentActs.ts';
import { paymentsAccount, paymentsGet, paymentsList, paymentsOfDocument } from '../../../main/service/paymentLists.ts';
import { ratesEnter } from '../../../main/service/rates.ts';
import { addCustomer, allProved, type Company, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';

let company: Company;
let customerId: string;
beforeEach(() => {
  company = openCompany();
  customerId = addCustomer(company.ctx, { code: 'K1', name: 'Café Müller' });
});
afterEach(() => company.close());

const EVERYTHING = { q: '', after: null, limit: 200, filters: { customerId: null, from: null, to: null, currency: null, method: null, state: null } };
const HEAD = 'Payment number,Payment date,Invoice number,Amount,Method,Reference\n';

function issue(amount: string, fields: Partial<DraftBody> = {}): { id: string; number: string } {
  return issueInvoice(company.ctx, draftBody(customerId, { lines: [line({ quantity: '1', unitPrice: amount })], ...fields }));
}
const look = (content: string | Buffer) => importsInspect(company.ctx, Buffer.from(content), 'payments').mapping;
const preview = (content: string, mapping: ImportMapping = look(content)) => importsPreview(company.ctx, Buffer.from(content), 'payments', mapping);
function commit(content: string | Buffer, more: { mapping?: ImportMapping; leaveOut?: boolean; skipDuplicates?: boolean; hooks?: JobHooks } = {}) {
  const { mapping = look(content), leaveOut = false, skipDuplicates = true, hooks } = more;
  return importsCommit(company.ctx, { bytes: Buffer.from(content), file: 'payments.csv', kind: 'payments', mapping, skipDuplicates, leaveOut }, hooks);
}
const wrongs = (content: string, mapping?: ImportMapping) => preview(content, mapping).problems.map(({ row, column, code }) => `${row} ${column} ${code}`);
function codeOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return isAppError(error) ? error.code : error;
  }
  return null;
}
const payments = () => paymentsList(company.ctx, EVERYTHING).rows;
const stateOf = (id: string) => {
  const { status, balance } = paymentsOfDocument(company.ctx, { id });
  return [status, balance];
};
const SUMS = ['customer_total', 'month_total', 'due_total', 'day_total', 'open_part'];
const sums = () => Object.fromEntries(SUMS.map((table) => [table, company.ctx.db.prepare(`SELECT * FROM ${table}`).all()]));
const EVENTS = ['payment_act', 'payment', 'settlement', 'credit_source', 'payment_import', 'csv_import', 'audit_log'];
const events = () => Object.fromEntries(EVENTS.map((table) => [table, company.ctx.db.prepare(`SELECT count(*) AS n FROM ${table}`).get()]));

describe('payments from a file', () => {
  it('pay the invoices they name, whatever customer column there is; the sums of the file are all accounted for', () => {
    const [a, b] = [issue('100'), issue('50')];
    const file = `${HEAD}P-1,2026-11-21,${a.number},40.00,Bank transfer,SEPA 77\nP-2,2026-11-22,${a.number},60.00,Cash,\n,2026-11-22,${b.number},20,Visa,\n`;
    const seen = preview(file);
    expect(seen).toMatchObject({ rows: 3, good: 3, bad: 0, duplicates: 0, payments: { fitLines: 3, settled: 1, credit: [], sums: [{ currency: 'EUR', file: 12000, fit: 12000, refused: 0, there: 0 }] } });
    expect(wall['imports.preview'].output.parse(seen)).toEqual(seen);
    expect(payments()).toEqual([]);
    expect(commit(file)).toMatchObject({ added: 3, skipped: 0, refused: 0 });
    expect([stateOf(a.id), stateOf(b.id)]).toEqual([['paid', 0], ['partial', 3000]]);
    expect(payments().map(({ number, paidOn, amount, method, brand, reference, state }) => [number, paidOn, amount, method, brand, reference, state])).toEqual([
      [3, '2026-11-22', 2000, 'card', 'visa', '', 'applied'], [2, '2026-11-22', 6000, 'cash', null, 'P-2', 'applied'], [1, '2026-11-21', 4000, 'transfer', null, 'SEPA 77', 'applied'],
    ]);
    expect(paymentsList(company.ctx, { ...EVERYTHING, q: 'P-1' }).rows).toHaveLength(1);
    expect(allProved(company.ctx)).toBe(true);
  });

  it('T55: rows of one payment number are one payment over several documents; what no document takes stays as credit', () => {
    const [a, b] = [issue('30'), issue('50')];
    const file = `Payment Number,Date,Customer Name,Invoice Number,Amount,Amount Applied to Invoice\n7,2026-11-21,Cafe Muller,${a.number},100.00,30.00\n7,2026-11-21,Cafe Muller,${b.number},100.00,50.00\n`;
    expect(preview(file)).toMatchObject({ rows: 2, good: 1, payments: { settled: 2, credit: [{ currency: 'EUR', amount: 2000 }], sums: [{ file: 10000, fit: 10000 }] } });
    commit(file);
    const [payment] = payments();
    expect(payment).toMatchObject({ amount: 10000, unapplied: 2000, state: 'credit' });
    const { settlements, unapplied } = paymentsGet(company.ctx, { id: payment?.id ?? '' });
    expect(settlements.map(({ amount }) => amount).toSorted()).toEqual([3000, 5000]);
    expect(settlements.reduce((all, { amount }) => all + amount, unapplied)).toBe(10000);
  });

  it('without a payment number, rows of one reference, payer and day are one payment; several numbers may stand in one cell', () => {
    const [a, b, c] = [issue('30'), issue('50'), issue('20')];
    commit(`Date,Invoice,Amount,Reference\n2026-11-21,${a.number},30,wire 1\n2026-11-21,${b.number},50,wire 1\n2026-11-22,${c.number},20,wire 1\n`);
    expect(payments().map(({ amount }) => amount)).toEqual([2000, 8000]);
    const [d, e] = [issue('5'), issue('6')];
    commit(`Date,Invoice,Amount\n2026-11-23,"${d.number}, ${e.number}",11\n`);
    expect([stateOf(d.id), stateOf(e.id)]).toEqual([['paid', 0], ['paid', 0]]);
  });

  it('T51 T52 T53: parts leave the cent they leave, too much is credit for the next time', () => {
    const [a, b] = [issue('100'), issue('89')];
    commit(`Date,Invoice,Amount\n2026-11-21,${a.number},33.33\n2026-11-22,${a.number},33.33\n2026-11-23,${a.number},33.33\n2026-11-21,${b.number},95\n`);
    expect([stateOf(a.id), stateOf(b.id)]).toEqual([['partial', 1], ['paid', 0]]);
    const [credit] = paymentsAccount(company.ctx, { customerId, on: TODAY }).credits;
    expect(credit?.left).toBe(600);
    applyCredit(company.ctx, { id: uuid(), source: { kind: 'payment', id: credit?.id ?? '' }, date: '2026-11-24', allocations: [{ documentId: a.id, amount: 1 }], note: '' });
    expect(stateOf(a.id)).toEqual(['paid', 0]);
  });

  it('T56: money that names no invoice is the customer’s credit and can be given back without one', () => {
    commit('Date,Client code,Amount\n2026-11-21,k1,42\n');
    const [payment] = payments();
    expect(payment).toMatchObject({ customerId, unapplied: 4200 });
    refundCredit(company.ctx, { id: uuid(), source: { kind: 'payment', id: payment?.id ?? '' }, amount: 4200, paidOn: '2026-11-22', method: { method: 'cash', reference: '', brand: null, last4: '' }, note: '' });
    expect(payments()[0]).toMatchObject({ unapplied: 0, refunded: 4200 });
  });

  it('in another currency want a rate, and keep it', () => {
    const { number, id } = issue('100', { currency: 'USD', rate: '0.9' });
    const bare = `Date,Invoice,Amount,Currency\n2026-11-21,${number},100,USD\n`;
    expect(wrongs(bare)).toEqual(['2 rate RATE_MISSING']);
    expect(wrongs(`Date,Invoice,Amount,Currency\n2026-11-21,${number},100,EUR\n`)).toEqual(['2 Currency PAYMENT_CURRENCY']);
    commit(`Date,Invoice,Amount,Currency,Exchange rate\n2026-11-21,${number},100,USD,0.92\n`);
    expect(stateOf(id)).toEqual(['paid', 0]);
    expect(paymentsGet(company.ctx, { id: payments()[0]?.id ?? '' })).toMatchObject({ baseAmount: 9200, gain: 200 });
    // Where the file says none, the books may know one of that day (T35).
    const second = issue('10', { currency: 'USD', rate: '0.9' });
    ratesEnter(company.ctx, { id: uuid(), currency: 'USD', day: '2026-11-20', rate: '0.95', source: 'bank' });
    commit(`Date,Invoice,Amount,Currency\n2026-11-21,${second.number},10,USD\n`);
    expect(paymentsGet(company.ctx, { id: payments()[0]?.id ?? '' })).toMatchObject({ amount: 1000, baseAmount: 950 });
  });
});

describe('what cannot come in', () => {
  it('is named by its row: no such invoice, another customer, more than is open, nothing open, closed days, failed payments, half words', () => {
    const other = addCustomer(company.ctx, { name: 'Blue Door' });
    const [a, b] = [issue('100'), issueInvoice(company.ctx, draftBody(other, { lines: [line({ quantity: '1', unitPrice: '10' })] }))];
    closingClose(company.ctx, { through: '2026-09-30' });
    const head = 'Number,Date,Customer,Invoice,Amount,Applied,Status\n';
    expect(wrongs(`${head}1,2026-11-21,,NO-1,5,5,\n`)).toEqual(['2 Invoice DOCUMENT_UNKNOWN']);
    expect(wrongs(`${head}1,2026-11-21,Blue Door,${a.number},5,5,\n`)).toEqual(['2 Customer WRONG_CUSTOMER']);
    expect(wrongs(`${head}1,2026-11-21,Nobody,,5,,\n`)).toEqual(['2 Customer CUSTOMER_UNKNOWN']);
    expect(wrongs(`${head}1,2026-11-21,,,5,,\n`)).toEqual(['2 Customer REQUIRED']);
    expect(wrongs(`${head}1,2026-11-21,,${a.number},200,101,\n`)).toEqual(['2 Applied PAYMENT_OVER']);
    expect(wrongs(`${head}1,2026-11-21,,${a.number},50,60,\n`)).toEqual(['2 Applied SHARES_OVER']);
    expect(wrongs(`${head}1,2026-11-21,,${a.number},100,100,\n2,2026-11-22,,${a.number},1,1,\n`)).toEqual(['3 Invoice DOCUMENT_SETTLED']);
    expect(wrongs(`${head}1,2026-09-30,,${a.number},5,5,\n`)).toEqual(['2 Date PERIOD_CLOSED']);
    expect(wrongs(`${head}1,2026-11-21,,${a.number},5,5,Failed\n`)).toEqual(['2 Status NOT_RECEIVED']);
    expect(wrongs(`${head}1,soon,,${a.number},5,5,\n1,2026-11-21,,${a.number},-5,,\n`)).toEqual(['2 Date DATE', '3 Amount PAYMENT_AMOUNT', '3 Date PAYMENT_DIFFERS', '3 Applied REQUIRED']);
    expect(wrongs(`${head}1,2026-11-21,,${a.number},5.005,,\n`)).toEqual(['2 Amount DECIMALS']);
    expect(wrongs(`${head}1,2026-11-21,,${a.number},5,,\n1,2026-11-21,,${b.number},5,,\n`)).toEqual(['3 Invoice PAYMENT_DIFFERS']);
    expect(payments()).toEqual([]);
  });

  it('T82: a full card number is refused wherever it stands and not repeated; four digits are kept', () => {
    const { number } = issue('100');
    const head = 'Date,Invoice,Amount,Method,Card ending,Reference,Notes\n';
    const seen = preview(`${head}2026-11-21,${number},1,Card,4111 1111 1111 1111,,\n2026-11-21,${number},2,Card,,4111111111111111,\n2026-11-21,${number},3,Cash,,,4111-1111-1111-1111\n`);
    expect(seen.problems.map(({ row, code }) => `${row} ${code}`)).toEqual(['2 CARD_LAST4', '3 CARD_NUMBER', '4 CARD_NUMBER']);
    expect(JSON.stringify(seen)).not.toMatch(/4111.?1111.?1111.?1111/);
    commit(`${head}2026-11-21,${number},1,MasterCard,**** **** **** 4242,,\n`);
    expect(payments()[0]).toMatchObject({ method: 'card', brand: 'mastercard', last4: '4242' });
  });

  it('stops the whole import, or is left out and kept as a list when the person says so', () => {
    const { number, id } = issue('100');
    const file = `${HEAD}1,2026-11-21,${number},40,,\n2,2026-11-21,NO-1,60,,\n`;
    const before = events();
    expect(codeOf(() => commit(file))).toBe('IMPORT_HAS_PROBLEMS');
    expect(events()).toEqual(before);
    const { importId } = commit(file, { leaveOut: true });
    expect(importsRefused(company.ctx, { importId, after: 0 }).rows).toEqual([{ row: 3, number: 'NO-1', column: 'Invoice number', code: 'DOCUMENT_UNKNOWN', value: 'NO-1', currency: 'EUR', amount: 6000 }]);
    expect(importsList(company.ctx).rows[0]).toMatchObject({ kind: 'payments', added: 1, refused: 1, canUndo: true });
    expect(stateOf(id)).toEqual(['partial', 6000]);
  });

  it('is all that is not there when nobody wants it any more', () => {
    const { number } = issue('5000');
    const file = `${HEAD}${Array.from({ length: 600 }, (_, i) => `${i},2026-11-21,${number},1,,`).join('\n')}\n`;
    const before = events();
    let saving = false;
    const hooks: JobHooks = { onProgress: ({ stage }) => { saving ||= stage === 'saving'; }, cancelled: () => saving };
    expect(codeOf(() => commit(file, { hooks }))).toBe('CANCELLED');
    expect(saving).toBe(true);
    expect(events()).toEqual(before);
  });
});

describe('the same money', () => {
  it('T60: is booked once: the same file again is told, a longer one brings what is new', () => {
    const { number, id } = issue('100');
    const file = `${HEAD}1,2026-11-21,${number},40,,\n,2026-11-22,${number},10,Cash,till\n`;
    commit(file);
    expect(preview(file)).toMatchObject({ good: 0, duplicates: 2, sameCode: 2, problemCount: 0, payments: { sums: [{ file: 5000, fit: 0, there: 5000 }] } });
    expect(commit(file)).toMatchObject({ added: 0, skipped: 2 });
    expect(codeOf(() => commit(file, { skipDuplicates: false }))).toBe('IMPORT_HAS_PROBLEMS');
    expect(commit(`${file}3,2026-11-23,${number},50,,\n`)).toMatchObject({ added: 1, skipped: 2 });
    expect(stateOf(id)).toEqual(['paid', 0]);
    expect(payments()).toHaveLength(3);
  });

  it('twice in one file is a mistake only a person can mend; no statement books a mark twice or forgets one', () => {
    const { number } = issue('100');
    expect(wrongs(`Date,Invoice,Amount\n2026-11-21,${number},40\n2026-11-21,${number},40\n`)).toEqual(['3  ROW_TWICE']);
    expect(wrongs(`${HEAD}9,2026-11-21,${number},40,,\n9,2026-11-21,${number},40,,\n`)).toEqual(['3 Invoice number ROW_TWICE']);
    commit(`${HEAD}1,2026-11-21,${number},40,,\n2,2026-11-21,${number},40,,\n`);
    for (const sql of ['DELETE FROM payment_import', "UPDATE payment_import SET mark = x'00'", 'INSERT OR REPLACE INTO payment_import SELECT payment_rid, import_rid, 9, mark FROM payment_import']) expect(() => company.ctx.db.exec(sql)).toThrow(/append-only|here already/);
  });
});

describe('taking an import of payments back', () => {
  it('T54: voids each payment, every sum is as before, the history keeps both, and the file can come in again', () => {
    const [a, b] = [issue('100'), issue('50')];
    const before = sums();
    const file = `${HEAD}1,2026-11-21,${a.number},40,,\n2,2026-11-22,${a.number},70,,\n3,2026-11-22,${b.number},50,,\n`;
    const { importId } = commit(file);
    voidPayment(company.ctx, { id: uuid(), target: { kind: 'payment', id: payments().find(({ number }) => number === 3)?.id ?? '' }, date: TODAY, reason: 'by hand' });
    expect(importsUndo(company.ctx, importId)).toEqual({ removed: 2 });
    expect(sums()).toEqual(before);
    expect([stateOf(a.id), stateOf(b.id)]).toEqual([['open', 10000], ['open', 5000]]);
    expect(payments().map(({ state }) => state)).toEqual(['void', 'void', 'void']);
    expect(importsUndo(company.ctx, importId)).toEqual({ removed: 0 });
    expect(importsList(company.ctx).rows[0]).toMatchObject({ undone: true, canUndo: false });
    expect(commit(file)).toMatchObject({ added: 3, skipped: 0 });
    expect(allProved(company.ctx)).toBe(true);
  });

  it('takes credit that was used since back with it, and stays when money of it was given back', () => {
    const later = issue('30');
    const { importId } = commit('Date,Client code,Amount\n2026-11-21,K1,100\n');
    const source = { kind: 'payment' as const, id: payments()[0]?.id ?? '' };
    applyCredit(company.ctx, { id: uuid(), source, date: TODAY, allocations: [{ documentId: later.id, amount: 3000 }], note: '' });
    const refundId = uuid();
    refundCredit(company.ctx, { id: refundId, source, amount: 7000, paidOn: TODAY, method: { method: 'cash', reference: '', brand: null, last4: '' }, note: '' });
    expect(codeOf(() => importsUndo(company.ctx, importId))).toBe('IMPORT_REFUNDED');
    expect(stateOf(later.id)).toEqual(['paid', 0]);
    voidPayment(company.ctx, { id: uuid(), target: { kind: 'refund', id: refundId }, date: TODAY, reason: '' });
    expect(importsUndo(company.ctx, importId)).toEqual({ removed: 1 });
    expect(stateOf(later.id)).toEqual(['open', 3000]);
  });
});

describe('old invoices and their payments', () => {
  it('come in as paid: documents first, then the payments of the same program', () => {
    const documents = 'Invoice Date,Invoice Number,Invoice Status,Customer Name,Item Name,Quantity,Item Price\n2024-03-01,INV-7,Paid,Blue Door,Flour,10,2.50\n2024-03-02,INV-8,Paid,Blue Door,Flour,1,30\n';
    const mapping = importsInspect(company.ctx, Buffer.from(documents), 'documents').mapping;
    importsCommit(company.ctx, { bytes: Buffer.from(documents), file: 'a.csv', kind: 'documents', mapping, skipDuplicates: true });
    const zoho = 'CustomerPayment ID,Mode,CustomerID,Description,Exchange Rate,Amount,Unused Amount,Reference Number,Currency Code,Payment Number,Customer Name,Date,Payment Status,Amount Applied to Invoice,Invoice Number\n1,Bank Transfer,9,,1.0,60.00,5.00,RF 1,EUR,12,Blue Door,2024-03-20,Paid,25.00,INV-7\n1,Bank Transfer,9,,1.0,60.00,5.00,RF 1,EUR,12,Blue Door,2024-03-20,Paid,30.00,INV-8\n';
    const seen = look(zoho);
    expect(seen.columns.flatMap((field) => field ?? [])).toEqual(['method', 'customerCode', 'note', 'rate', 'paid', 'reference', 'currency', 'paymentNumber', 'customerName', 'date', 'paymentState', 'applied', 'document']);
    expect(commit(zoho)).toMatchObject({ added: 1 });
    const rows = invoicesList(company.ctx, { q: '', after: null, limit: 9, filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null } }).rows;
    expect(rows.map(({ number, status, open }) => [number, status, open])).toEqual([['INV-8', 'paid', 0], ['INV-7', 'paid', 0]]);
    expect(payments()[0]).toMatchObject({ amount: 6000, unapplied: 500, reference: 'RF 1' });
  });

  it('the columns of a file are remembered, how dates are written and how payments came with them', () => {
    const { number } = issue('100');
    const file = `Tag;Beleg X;Wert\n03.11.2026;${number};1.000,00\n`;
    const mapping: ImportMapping = { columns: ['date', 'document', 'paid'], numbers: 'comma', payments: { dates: 'dmy', method: 'cheque' } };
    commit(file, { mapping });
    expect(payments()[0]).toMatchObject({ method: 'cheque', paidOn: '2026-11-03', amount: 100000, unapplied: 90000 });
    expect(importsInspect(company.ctx, Buffer.from(file), 'payments')).toMatchObject({ remembered: true, mapping });
  });

  it('a mapping without day, amount, or whose money it is is refused', () => {
    const { number } = issue('100');
    const file = `${HEAD}1,2026-11-21,${number},40,,\n`;
    const mapping = look(file);
    for (const field of ['date', 'document', 'paid']) expect(codeOf(() => preview(file, { ...mapping, columns: mapping.columns.map((one) => (one === field ? null : one)) }))).toBe('INVALID_INPUT');
    expect(tabled(Buffer.from(file), 'payments').toString()).toBe(file);
  });
});
