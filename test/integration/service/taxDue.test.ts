// Tax that falls due when paid: what a report of a period says of it, where it comes from, and that changing the way loses nothing.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import { isAppError } from '../../../contract/errors.ts';
import type { Parsed } from '../../../contract/index.ts';
import type { DraftBody, DraftLine } from '../../../contract/invoices.ts';
import type { ReportAsk } from '../../../contract/reports.ts';
import { closingClose } from '../../../main/service/closing.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { applyCredit, refundCredit, voidPayment, writeOff } from '../../../main/service/paymentActs.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { paymentsSaveSettings } from '../../../main/service/paymentSettings.ts';
import { reportDocuments, reportTable } from '../../../main/service/reports.ts';
import { taxDueGet, taxDueSet } from '../../../main/service/taxDue.ts';
import { taxesList, taxesSave } from '../../../main/service/taxes.ts';
import { cashFaults } from '../../fixtures/cashTruth.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany } from '../../fixtures/company.ts';

let company: Company;
let customerId: string;
let [full, reduced] = ['', ''];
const METHOD = { method: 'transfer' as const, reference: '', brand: null, last4: '' };
const made = (name: string, rate: string): string =>
  taxesSave(company.ctx, { name, category: 'S', versions: [{ from: '2020-01-01', rate }], reason: '', isDefault: false, compound: false, withholding: false }).id;

beforeEach(() => {
  company = openCompany();
  customerId = addCustomer(company.ctx);
  [full, reduced] = [made('Full 19', '19'), made('Reduced 7', '7')];
});
afterEach(() => {
  expect(cashFaults(company.ctx)).toEqual([]);
  company.close();
});

const paidFrom = (validFrom = '2026-01-01') => taxDueSet(company.ctx, { validFrom, due: 'paid' });
const at = (unitPrice: string, tax: string): DraftLine => line({ quantity: '1', unitPrice, taxIds: [tax] });
const issue = (issueDate: string, lines: DraftLine[], more: Partial<DraftBody> = {}) => issueInvoice(company.ctx, draftBody(customerId, { issueDate, lines, ...more })).id;
type Wish = Parsed<'payments.record'>;
const pay = (paidOn: string, documentId: string, amount: number, more: Partial<Wish> = {}, rest: Wish['allocations'][number]['rest'] = 'open') =>
  recordPayment(company.ctx, { id: uuid(), customerId, currency: 'EUR', amount, rate: null, baseAmount: null, paidOn, method: METHOD, note: '', allocations: [{ documentId, amount, rest }], ...more }).id;
const ask = (from: string, to: string, basis: ReportAsk['basis'] = 'due'): ReportAsk => ({ report: 'tax', from, to, basis, by: 'month', customerId: null });
const sections = (from: string, to: string, basis?: ReportAsk['basis']) => reportTable(company.ctx, ask(from, to, basis)).sections;
/** Rate, base and tax of each row. */
const owed = (from: string, to: string, basis?: ReportAsk['basis']) => sections(from, to, basis).filter(({ id }) => id === 'taxCharged').flatMap(({ rows }) => rows.map(({ cells }) => [cells[2], cells[4], cells[5]]));
const steps = (from: string, to: string) => sections(from, to).filter(({ id }) => id === 'taxReconciled').flatMap(({ rows, totals }) => [...rows.map(({ cells }) => [(cells[0] as { word: string }).word, cells[2]]), ['total', totals?.[2]]]);
const refusal = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    if (isAppError(error)) return error.detail.fields?.[0]?.code ?? error.code;
    throw error;
  }
  return 'nothing refused';
};
const [JAN, FEB, MAR] = [['2026-01-01', '2026-01-31'], ['2026-02-01', '2026-02-28'], ['2026-03-01', '2026-03-31']] as const;

describe('the report by payment', () => {
  it('T51 counts an invoice in the months it is paid in, part by part, and leads to the payments', () => {
    paidFrom();
    const id = issue('2026-01-10', [at('100', full)]);
    const first = pay('2026-02-05', id, 5000);
    pay('2026-03-05', id, 6900);
    expect([owed(...JAN), owed(...FEB), owed(...MAR)]).toEqual([[], [['19', 4202, 798]], [['19', 5798, 1102]]]);
    expect(owed(...JAN, 'issue')).toEqual([['19', 10000, 1900]]);
    expect(reportTable(company.ctx, ask(...JAN)).ask.basis).toBe('paid');
    const drill = sections(...FEB)[0]?.rows[0]?.drill ?? '';
    const { rows, columns } = reportDocuments(company.ctx, { ask: ask(...FEB), drill, after: null, limit: 50 });
    expect(columns.map(({ id: column }) => column)).toEqual(['date', 'number', 'customer', 'payment', 'base', 'amount']);
    expect(rows).toMatchObject([{ id: first, kind: 'payment', cells: ['2026-02-05', expect.any(String), 'Café Müller', '1', 4202, 798] }]);
  });

  it('goes from what was invoiced to what is due, line by line to the cent', () => {
    paidFrom();
    const old = issue('2026-01-10', [at('100', full)]);
    issue('2026-02-10', [at('200', full)]);
    pay('2026-02-20', old, 11900);
    expect(steps('2026-01-20', '2026-02-15')).toEqual([['taxInvoiced', 3800], ['taxUnpaidEnd', -5700], ['taxUnpaidStart', 1900], ['total', 0]]);
    expect(steps('2026-02-11', '2026-02-20')).toEqual([['taxInvoiced', 0], ['taxUnpaidEnd', -3800], ['taxUnpaidStart', 5700], ['total', 1900]]);
    expect(steps(...JAN)).toEqual([['taxInvoiced', 1900], ['taxUnpaidEnd', -1900], ['taxUnpaidStart', 0], ['total', 0]]);
    expect(steps(...FEB)).toEqual([['taxInvoiced', 3800], ['taxUnpaidEnd', -3800], ['taxUnpaidStart', 1900], ['total', 1900]]);
  });

  it('T54 a payment that is undone gives its tax back on the day it is undone, and it can come again', () => {
    paidFrom();
    const id = issue('2026-01-10', [at('33.33', full), at('11.11', reduced)]);
    const payment = pay('2026-02-05', id, 3000);
    voidPayment(company.ctx, { id: uuid(), target: { kind: 'payment', id: payment }, date: '2026-03-01', reason: 'Bounced' });
    const [there, back] = [owed(...FEB), owed(...MAR)];
    expect(there.map(([rate, base, tax]) => [rate, -Number(base), -Number(tax)])).toEqual(back);
    pay('2026-03-20', id, 5155);
    expect(owed('2026-01-01', '2026-12-31')).toEqual([['19', 3333, 633], ['7', 1111, 78]]);
  });

  it('T53 a credit note on an unpaid invoice makes nothing due, rate by rate, and the rest brings the rest', () => {
    paidFrom();
    const id = issue('2026-01-10', [at('100', full), at('100', reduced)]);
    invoicesCredit(company.ctx, { id, newId: uuid(), request: { kind: 'lines', lines: [{ line: 1, quantity: '1' }] }, issueDate: '2026-02-01', reason: '' });
    expect(owed(...FEB)).toEqual([['7', 0, 0]]);
    pay('2026-03-01', id, 11900);
    expect(owed(...MAR)).toEqual([['19', 10000, 1900]]);
  });

  it('T53 T56 a credit note on a paid invoice gives tax back when its money goes out or is used, not before', () => {
    paidFrom();
    const id = issue('2026-01-10', [at('100', full)]);
    pay('2026-01-15', id, 11900);
    const note = uuid();
    invoicesCredit(company.ctx, { id, newId: note, request: { kind: 'whole' }, issueDate: '2026-01-20', reason: '' });
    expect(owed(...JAN)).toEqual([['19', 10000, 1900]]);
    const refund = uuid();
    refundCredit(company.ctx, { id: refund, source: { kind: 'credit-note', id: note }, paidOn: '2026-02-02', amount: 5950, method: METHOD, note: '' });
    expect(owed(...FEB)).toEqual([['19', -5000, -950]]);
    voidPayment(company.ctx, { id: uuid(), target: { kind: 'refund', id: refund }, date: '2026-02-03', reason: 'x' });
    const other = issue('2026-03-01', [at('200', full)]);
    applyCredit(company.ctx, { id: uuid(), source: { kind: 'credit-note', id: note }, date: '2026-03-02', allocations: [{ documentId: other, amount: 11900 }], note: '' });
    expect([owed(...FEB), owed(...MAR)]).toEqual([[], [['19', 0, 0]]]);
    pay('2026-03-03', other, 11900);
    expect(owed(...MAR)).toEqual([['19', 10000, 1900]]);
  });

  it('T58 an early-payment discount is never due, a written-off rest neither; T52 what is paid too much is not yet anything', () => {
    paidFrom();
    paymentsSaveSettings(company.ctx, { writeOffLimit: 100000, cashRounding: 0 });
    const early = issue('2026-01-10', [at('100', full)], { terms: { kind: 'net', days: 30, early: { percent: '2', days: 10 } } });
    pay('2026-01-15', early, 11662, {}, 'early');
    expect(owed(...JAN)).toEqual([['19', 9800, 1862]]);
    const lost = issue('2026-02-01', [at('100', full)]);
    pay('2026-02-10', lost, 5950);
    writeOff(company.ctx, { id: uuid(), documentId: lost, date: '2026-02-20', reason: 'Bankrupt' });
    expect(owed(...FEB)).toEqual([['19', 5000, 950]]);
    expect(steps(...FEB)).toEqual([['taxInvoiced', 1900], ['taxUnpaidEnd', 0], ['taxUnpaidStart', 0], ['taxGivenUp', -950], ['total', 950]]);
    const next = issue('2026-03-01', [at('10', full)]);
    pay('2026-03-02', next, 1190, { amount: 5000 });
    expect(owed(...MAR)).toEqual([['19', 1000, 190]]);
  });

  it('T24 what coins cannot pay changes no tax', () => {
    paidFrom();
    paymentsSaveSettings(company.ctx, { writeOffLimit: 0, cashRounding: 5 });
    const id = issue('2026-01-10', [at('9.99', full)]);
    pay('2026-01-15', id, 1190, { method: { ...METHOD, method: 'cash' } }, 'rounding');
    expect(owed(...JAN)).toEqual([['19', 999, 190]]);
  });

  it('T36 money in another currency counts at the rate of its payment, and the difference has a line', () => {
    paidFrom();
    const id = issue('2026-01-10', [at('1000', full)], { currency: 'USD', rate: '0.92' });
    pay('2026-02-10', id, 119000, { currency: 'USD', rate: '0.9' });
    expect(owed(...FEB)).toEqual([['19', 90000, 17100]]);
    expect(steps(...FEB)).toEqual([['taxInvoiced', 0], ['taxUnpaidEnd', 0], ['taxUnpaidStart', 17480], ['taxExchange', -380], ['total', 17100]]);
  });
});

describe('changing the way', () => {
  it('a document keeps the way of its day of issue, its credit notes too: nothing is taxed twice or never', () => {
    const before = issue('2026-01-10', [at('100', full)]);
    taxDueSet(company.ctx, { validFrom: '2026-02-01', due: 'paid' });
    const after = issue('2026-02-10', [at('200', full)]);
    pay('2026-02-15', before, 5950);
    pay('2026-03-15', after, 23800);
    invoicesCredit(company.ctx, { id: before, newId: uuid(), request: { kind: 'whole' }, issueDate: '2026-03-20', reason: '' });
    expect([owed(...JAN), owed(...FEB), owed(...MAR)]).toEqual([[['19', 10000, 1900]], [], [['19', 10000, 1900]]]);
    const drill = sections(...MAR)[0]?.rows[0]?.drill ?? '';
    const all = reportDocuments(company.ctx, { ask: ask(...MAR), drill, after: null, limit: 50 });
    const one = reportDocuments(company.ctx, { ask: ask(...MAR), drill, after: null, limit: 1 });
    const two = reportDocuments(company.ctx, { ask: ask(...MAR), drill, after: one.next, limit: 1 });
    expect(all.rows.map(({ kind, cells }) => [kind, cells[5]])).toEqual([['credit-note', -1900], ['payment', 3800]]);
    expect([...one.rows, ...two.rows]).toEqual(all.rows);
  });

  it('refuses a day that documents or closed books reach, whatever way it comes in, and says which day is free', () => {
    issue('2026-03-10', [at('100', full)]);
    expect(refusal(() => paidFrom('2026-03-01'))).toBe('TAX_DUE_ISSUED');
    expect(refusal(() => paidFrom('2026-04-15'))).toBe('TAX_DUE_MONTH');
    expect(() => company.ctx.db.prepare("INSERT INTO tax_due (valid_from, due, audit_seq, at, by) SELECT '2026-03-01', 'paid', max(seq), '2026-03-01T00:00:00.000Z', 'x' FROM audit_log").run()).toThrow(/issued since/);
    expect(taxDueGet(company.ctx)).toEqual({ choices: [], earliest: '2026-04-01' });
    closingClose(company.ctx, { through: '2026-05-31' });
    expect(refusal(() => paidFrom('2026-05-01'))).toBe('PERIOD_CLOSED');
    paidFrom('2026-06-01');
    expect(refusal(() => paidFrom('2026-07-01'))).toBe('TAX_DUE_SAME');
    expect(taxDueGet(company.ctx).choices).toMatchObject([{ validFrom: '2026-06-01', due: 'paid', by: 'Nora Quinn' }]);
    const said = company.ctx.db.prepare<[], { body: string }>("SELECT b.body FROM audit_log a JOIN audit_body b ON b.seq = a.seq WHERE a.action = 'settings.taxDue'").all();
    expect(said.map(({ body }) => JSON.parse(body))).toEqual([{ changes: [{ field: 'due.2026-06-01', from: 'invoiced', to: 'paid' }] }]);
  });

  it('T42 what a payment carried is never changed or taken out', () => {
    paidFrom();
    pay('2026-01-15', issue('2026-01-10', [at('100', full)]), 11900);
    for (const sql of ['UPDATE cash_tax SET amount = 0', 'DELETE FROM cash_tax', "UPDATE tax_due SET due = 'invoiced'", 'DELETE FROM tax_due']) expect(() => company.ctx.db.exec(sql), sql).toThrow(/append-only/);
    expect(refusal(() => (closingClose(company.ctx, { through: '2026-01-31' }), pay('2026-01-20', issue('2026-02-10', [at('1', full)]), 119)))).toBe('PERIOD_CLOSED');
  });

  it('books that never chose write none of it', () => {
    pay('2026-01-15', issue('2026-01-10', [at('100', full)]), 11900);
    expect(['cash_tax', 'cash_day_total', 'tax_due'].map((table) => company.ctx.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())).toEqual([0, 0, 0]);
    expect(owed(...JAN)).toEqual([['19', 10000, 1900]]);
    expect(sections(...JAN).map(({ id }) => id)).toEqual(['taxCharged']);
    expect(taxesList(company.ctx, { archived: false }).rows.length).toBeGreaterThan(0);
  });
});
