// Money that comes in: one payment over many documents, part, over, foreign, in cash, early; credit used later, given back, undone. Every rule of T24, T36, T51-T56, T58, T60 against a real database.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import { isAppError } from '../../../contract/errors.ts';
import { payments as wall } from '../../../contract/payments.ts';
import type { Parsed } from '../../../contract/index.ts';
import type { DraftBody } from '../../../contract/invoices.ts';
import { verifyAudit } from '../../../main/audit/verify.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { homeSummary, type VaultFacts } from '../../../main/service/home.ts';
import { invoicesGet, invoicesList } from '../../../main/service/invoices.ts';
import { applyCredit, refundCredit, voidPayment, writeOff } from '../../../main/service/paymentActs.ts';
import { paymentsAccount, paymentsGet, paymentsList, paymentsOfDocument } from '../../../main/service/paymentLists.ts';
import { loadReceipt, paymentsReceipt, storeReceiptPdf } from '../../../main/service/receipt.ts';
import { proposeAllocation, recordPayment } from '../../../main/service/payments.ts';
import { paymentsSaveSettings } from '../../../main/service/paymentSettings.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, taxId, TODAY } from '../../fixtures/company.ts';

let company: Company;
let customerId: string;
beforeEach(() => {
  company = openCompany();
  customerId = addCustomer(company.ctx);
});
afterEach(() => company.close());

type Record_ = Parsed<'payments.record'>;
const METHOD = { method: 'transfer' as const, reference: '', brand: null, last4: '' };
const VAULT: VaultFacts = { chain: 'ok', kitMadeOn: '2026-01-01', recoveryCodesLeft: 10, mode: 'keychain', failedBefore: 0 };
const NONE = { customerId: null, from: null, to: null, currency: null, overdueOn: null };

function issue(amount: string, fields: Partial<DraftBody> = {}): string {
  return issueInvoice(company.ctx, draftBody(customerId, { lines: [line({ quantity: '1', unitPrice: amount })], ...fields })).id;
}
const to = (documentId: string, amount: number, rest: Record_['allocations'][number]['rest'] = 'open') => ({ documentId, amount, rest });
function wish(amount: number, allocations: Record_['allocations'], fields: Partial<Record_> = {}): Record_ {
  return { id: uuid(), customerId, currency: 'EUR', amount, rate: null, baseAmount: null, paidOn: TODAY, method: METHOD, note: '', allocations, ...fields };
}
const pay = (amount: number, allocations: Record_['allocations'], fields: Partial<Record_> = {}) => recordPayment(company.ctx, wish(amount, allocations, fields));
const stateOf = (id: string) => {
  const { status, balance } = paymentsOfDocument(company.ctx, { id });
  const row = invoicesList(company.ctx, { q: '', after: null, limit: 50, filters: NONE }).rows.find((r) => r.id === id);
  expect({ status: row?.status, balance: row?.open }).toEqual({ status, balance }); // list and page say the same (T28)
  return [status, balance];
};
const account = () => paymentsAccount(company.ctx, { customerId, on: TODAY });
const voided = (kind: 'payment' | 'settlement' | 'refund', id: string) => voidPayment(company.ctx, { id: uuid(), target: { kind, id }, date: TODAY, reason: 'Typed twice' });
function refusal(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    if (isAppError(error)) return error.detail.fields?.[0]?.code ?? error.code;
    throw error;
  }
  return 'nothing refused';
}
/** Everything the sums say, to be compared before and after. */
function sums(): unknown {
  const { db } = company.ctx;
  const read = (sql: string) => db.prepare(sql).all();
  return {
    state: read('SELECT status, balance, paid, credited, written_off, discounted, rounded, base_left, due_date FROM document_state ORDER BY document_rid'),
    parts: read('SELECT * FROM open_part'),
    customers: read('SELECT customer_rid, currency, open, credit FROM customer_total ORDER BY 1, 2'),
    due: read('SELECT * FROM due_total WHERE amount <> 0 OR count <> 0 ORDER BY 1, 2'),
  };
}
/** A row that says "nothing has settled it" and no row are the same. */
const untouched = (before: unknown, after: unknown) => {
  const plain = (s: unknown) => ({ ...(s as Record<string, unknown>), state: undefined });
  expect(plain(after)).toEqual(plain(before));
};

describe('recording a payment', () => {
  it('T52 95 on 89: the invoice is paid, 6.00 is credit of the customer and settles the next one', () => {
    const first = issue('89');
    const payment = pay(9500, [to(first, 8900)]);
    expect(payment).toMatchObject({ number: 1, unapplied: 600, gain: 0 });
    expect(stateOf(first)).toEqual(['paid', 0]);
    expect(account()).toMatchObject({ documents: [], balances: [{ currency: 'EUR', open: 0, credit: 600 }], credits: [{ kind: 'payment', id: payment.id, left: 600 }] });
    const next = issue('20');
    expect(applyCredit(company.ctx, { id: uuid(), source: { kind: 'payment', id: payment.id }, date: TODAY, allocations: [{ documentId: next, amount: 600 }], note: '' })).toMatchObject({ left: 0 });
    expect(stateOf(next)).toEqual(['partial', 1400]);
    expect(account().balances).toEqual([{ currency: 'EUR', open: 1400, credit: 0 }]);
    expect(wall['payments.get'].output.parse(paymentsGet(company.ctx, { id: payment.id })).settlements).toHaveLength(2);
    expect(wall['payments.account'].output.parse(account())).toEqual(account());
  });

  it('T55 one payment of 100 over 30 and 50: both paid, 20 unapplied; allocations and rest are the payment', () => {
    const [a, b] = [issue('30'), issue('50')];
    const proposed = proposeAllocation(company.ctx, { customerId, currency: 'EUR', amount: 10_000 });
    expect(proposed).toEqual({ allocations: [{ documentId: a, amount: 3000 }, { documentId: b, amount: 5000 }], unapplied: 2000 });
    const payment = pay(10_000, proposed.allocations.map((part) => ({ ...part, rest: 'open' as const })));
    expect(payment.unapplied).toBe(2000);
    expect([stateOf(a), stateOf(b)]).toEqual([['paid', 0], ['paid', 0]]);
    const view = paymentsGet(company.ctx, { id: payment.id });
    expect(view.settlements.reduce((sum, { amount }) => sum + amount, 0) + view.unapplied).toBe(view.amount);
  });

  it('T53 a credit note of 10 on 50 leaves 40 in part paid; 30 on 50 leaves 20; one after payment becomes credit', () => {
    const a = issueInvoice(company.ctx, draftBody(customerId, { lines: [line({ quantity: '5', unitPrice: '10' })] })).id;
    const credit = (id: string, quantity: string) => invoicesCredit(company.ctx, { id, newId: uuid(), request: { kind: 'lines', lines: [{ line: 0, quantity }] }, issueDate: TODAY, reason: '' }).id;
    credit(a, '1');
    expect(stateOf(a)).toEqual(['partial', 4000]);
    credit(a, '2');
    expect(stateOf(a)).toEqual(['partial', 2000]);
    pay(2000, [to(a, 2000)]);
    expect(stateOf(a)).toEqual(['paid', 0]);
    const note = credit(a, '2');
    expect(stateOf(note)).toEqual(['open', -2000]);
    expect(account().balances).toEqual([{ currency: 'EUR', open: 0, credit: 2000 }]);
    const next = issue('15');
    applyCredit(company.ctx, { id: uuid(), source: { kind: 'credit-note', id: note }, date: TODAY, allocations: [{ documentId: next, amount: 1500 }], note: '' });
    expect([stateOf(next), stateOf(note)]).toEqual([['credited', 0], ['partial', -500]]);
  });

  it('T51 100.00 paid in three times 33.33 is still due with 0.01', () => {
    const a = issue('100');
    for (let i = 0; i < 3; i += 1) pay(3333, [to(a, 3333)]);
    expect(stateOf(a)).toEqual(['partial', 1]);
  });

  it('T36 1000 USD issued at 0.92 and paid at 0.90: fully paid, 20.00 lost; what the bank credited counts before a rate', () => {
    const a = issue('1000', { currency: 'USD', rate: '0.92' });
    expect(pay(100_000, [to(a, 100_000)], { currency: 'USD', rate: '0.90' }).gain).toBe(-2000);
    expect(stateOf(a)).toEqual(['paid', 0]);
    const b = issue('1000', { currency: 'USD', rate: '0.92' });
    expect(pay(100_000, [to(b, 100_000)], { currency: 'USD', baseAmount: 93_155 }).gain).toBe(1155);
  });

  it('T35 a foreign payment without a rate is refused, never taken at 1 or 0', () => {
    const a = issue('1000', { currency: 'USD', rate: '0.92' });
    expect(refusal(() => pay(100_000, [to(a, 100_000)], { currency: 'USD' }))).toBe('RATE_MISSING');
    expect(refusal(() => pay(100_000, [to(a, 100_000)], { currency: 'USD', rate: '0' }))).toBe('RATE_MISSING');
    expect(stateOf(a)).toEqual(['open', 100_000]);
  });

  it('T24 Swiss cash: 107.83 is paid with 107.85, and 0.02 of rounding stands apart', () => {
    paymentsSaveSettings(company.ctx, { writeOffLimit: 100, cashRounding: 5 });
    const a = issue('107.83');
    const cash = { method: { ...METHOD, method: 'cash' as const } };
    expect(refusal(() => pay(10_785, [to(a, 10_785, 'rounding')]))).toBe('CASH_ROUNDING');
    expect(refusal(() => pay(10_784, [to(a, 10_784, 'rounding')], cash))).toBe('CASH_ROUNDING');
    pay(10_785, [to(a, 10_785, 'rounding')], cash);
    const { settlements, ...state } = paymentsOfDocument(company.ctx, { id: a });
    expect(state).toMatchObject({ status: 'paid', balance: 0, paid: 10_785, rounded: -2 });
    expect(settlements.map(({ kind, amount }) => [kind, amount])).toEqual([['rounding', -2], ['payment', 10_785]]);
  });

  it('T25 whole rupees in cash: 1049.50 is paid with 1050', () => {
    paymentsSaveSettings(company.ctx, { writeOffLimit: 100, cashRounding: 100 });
    const a = issue('1049.5');
    pay(105_000, [to(a, 105_000, 'rounding')], { method: { ...METHOD, method: 'cash' } });
    expect(stateOf(a)).toEqual(['paid', 0]);
  });

  it('T58 2 % early on 119.00: 116.62 settles it, and the tax is corrected by 0.38', () => {
    const early = { kind: 'net' as const, days: 30, early: { percent: '2', days: 10 } };
    company.close();
    company = openCompany({ country: 'DE' });
    customerId = addCustomer(company.ctx);
    const vat = taxId(company.ctx, 'USt 19');
    const a = issue('100', { terms: early, lines: [line({ quantity: '1', unitPrice: '100', taxIds: [vat] })] });
    expect(account().documents[0]?.early).toEqual({ until: '2026-11-30', discount: 238, pay: 11_662 });
    expect(refusal(() => pay(11_600, [to(a, 11_600, 'early')]))).toBe('EARLY_PAYMENT');
    expect(refusal(() => pay(11_662, [to(a, 11_662, 'early')], { paidOn: '2026-12-01' }))).toBe('EARLY_PAYMENT');
    const payment = pay(11_662, [to(a, 11_662, 'early')], { paidOn: '2026-11-30' });
    expect(paymentsOfDocument(company.ctx, { id: a })).toMatchObject({ status: 'paid', balance: 0, paid: 11_662, discounted: 238 });
    expect(company.ctx.db.prepare('SELECT base, amount FROM settlement_tax').all()).toEqual([{ base: 200, amount: 38 }]);
    voided('payment', payment.id);
    expect(stateOf(a)).toEqual(['open', 11_900]);
  });

  it('writes off a small difference up to the limit, with the payment or alone, and no more', () => {
    const [a, b, c] = [issue('50'), issue('0.8'), issue('2')];
    pay(4950, [to(a, 4950, 'write-off')]);
    expect(paymentsOfDocument(company.ctx, { id: a })).toMatchObject({ status: 'paid', balance: 0, writtenOff: 50 });
    expect(writeOff(company.ctx, { id: uuid(), documentId: b, date: TODAY, reason: 'Not worth a stamp' })).toMatchObject({ amount: 80 });
    expect(stateOf(b)).toEqual(['written-off', 0]);
    expect(refusal(() => writeOff(company.ctx, { id: uuid(), documentId: c, date: TODAY, reason: '' }))).toBe('WRITE_OFF_LIMIT');
  });

  it('T60 the same id twice books once and answers the same; another wish under it is refused', () => {
    const a = issue('50');
    const once = wish(7000, [to(a, 5000)]);
    expect(recordPayment(company.ctx, once)).toEqual(recordPayment(company.ctx, once));
    expect(paymentsList(company.ctx, { q: '', after: null, limit: 50, filters: { customerId: null, from: null, to: null, currency: null, method: null, state: null } }).rows).toHaveLength(1);
    expect(refusal(() => recordPayment(company.ctx, { ...once, amount: 7001 }))).toBe('CONFLICT');
    const refund = { id: uuid(), source: { kind: 'payment' as const, id: once.id }, amount: 500, paidOn: TODAY, method: METHOD, note: '' };
    expect([refundCredit(company.ctx, refund), refundCredit(company.ctx, refund)]).toEqual([{ id: refund.id, left: 1500 }, { id: refund.id, left: 1500 }]);
  });

  it('T55 refuses more than is owed, more than there is, another customer, another currency, the same document twice', () => {
    const a = issue('50');
    const dollars = issue('50', { currency: 'USD', rate: '0.9' });
    const other = customerId;
    customerId = addCustomer(company.ctx, { name: 'Somebody else' });
    const theirs = issue('50');
    customerId = other;
    const before = sums();
    expect(refusal(() => pay(6000, [to(a, 5001)]))).toBe('PAYMENT_OVER');
    expect(refusal(() => pay(100, [to(a, 101)]))).toBe('PAYMENT_OVER');
    expect(refusal(() => pay(6000, [to(theirs, 5000)]))).toBe('PAYMENT_UNKNOWN');
    expect(refusal(() => pay(6000, [to(dollars, 5000)]))).toBe('PAYMENT_CURRENCY');
    expect(refusal(() => pay(6000, [to(a, 1000), to(a, 1000)]))).toBe('PAYMENT_UNKNOWN');
    expect(sums()).toEqual(before);
  });

  it('T82 keeps of a card its brand and last four digits, and refuses its number in every text', () => {
    const card = { method: 'card' as const, reference: '', brand: 'visa' as const, last4: '4242' };
    const { id } = pay(1000, [], { method: card });
    expect(paymentsGet(company.ctx, { id })).toMatchObject({ brand: 'visa', last4: '4242' });
    const number = '4111 1111 1111 1111';
    expect(refusal(() => pay(1000, [], { method: { ...card, reference: number } }))).toBe('CARD_NUMBER');
    expect(refusal(() => pay(1000, [], { note: `card ${number}` }))).toBe('CARD_NUMBER');
    expect(refusal(() => pay(1000, [], { method: { ...card, last4: '42' } }))).toBe('CARD_LAST4');
    expect(refusal(() => pay(1000, [], { method: { ...METHOD, brand: 'visa' } }))).toBe('CARD_DETAILS_NOT_ALLOWED');
    expect(wall['payments.record'].input.safeParse({ ...wish(1000, []), note: number }).success).toBe(false);
  });
});

describe('undoing and giving back', () => {
  it('T54: credit that was used, and a rest that was written off, are taken back by their act; nothing is, twice', () => {
    const [a, b, c] = [issue('100'), issue('50'), issue('0.80')];
    const { id } = pay(15000, []);
    const before = sums();
    const used = uuid();
    applyCredit(company.ctx, { id: used, source: { kind: 'payment', id }, date: TODAY, allocations: [{ documentId: a, amount: 10000 }, { documentId: b, amount: 5000 }], note: '' });
    paymentsSaveSettings(company.ctx, { writeOffLimit: 100, cashRounding: 0 });
    const gone = uuid();
    writeOff(company.ctx, { id: gone, documentId: c, date: TODAY, reason: '' });
    const take = (act: string) => voidPayment(company.ctx, { id: uuid(), target: { kind: 'act', id: act }, date: TODAY, reason: '' });
    take(used);
    take(gone);
    expect([stateOf(a), stateOf(b), stateOf(c)]).toEqual([['open', 10000], ['open', 5000], ['open', 80]]);
    expect(sums()).toEqual({ ...(before as object), state: expect.anything() });
    expect([refusal(() => take(used)), refusal(() => take(gone)), refusal(() => take(id)), refusal(() => take(uuid()))]).toEqual(['PAYMENT_VOID', 'PAYMENT_VOID', 'PAYMENT_VOID', 'PAYMENT_VOID']);
    expect(account().credits[0]?.left).toBe(15000);
  });

  it('T54 voiding a payment returns balance, status, exchange gain and credit exactly; the history keeps both', () => {
    const [a, b] = [issue('1000', { currency: 'USD', rate: '0.92' }), issue('30', { currency: 'USD', rate: '0.92' })];
    pay(30_000, [to(a, 30_000)], { currency: 'USD', rate: '0.9166666667' });
    const before = sums();
    const payment = pay(80_000, [to(a, 70_000), to(b, 1000)], { currency: 'USD', rate: '0.9' });
    expect(payment.gain).not.toBe(0);
    voided('payment', payment.id);
    const now = sums();
    untouched(before, now);
    expect(stateOf(a)).toEqual(['partial', 70_000]);
    expect(stateOf(b)).toEqual(['open', 3000]);
    const view = paymentsGet(company.ctx, { id: payment.id });
    expect(view).toMatchObject({ state: 'void', unapplied: 0, gain: 0 });
    expect(view.history.map(({ kind, undoes }) => [kind, undoes])).toEqual([['void', 'payment'], ['payment', null]]);
    expect(view.settlements.every((settlement) => settlement.voided)).toBe(true);
    expect(refusal(() => voided('payment', payment.id))).toBe('PAYMENT_VOID');
    expect(refusal(() => applyCredit(company.ctx, { id: uuid(), source: { kind: 'payment', id: payment.id }, date: TODAY, allocations: [{ documentId: a, amount: 1 }], note: '' }))).toBe('PAYMENT_VOID');
  });

  it('T54 one settlement alone can be taken back, with the write-off that came beside it; the money is credit again', () => {
    const a = issue('50');
    const payment = pay(4950, [to(a, 4950, 'write-off')]);
    const { settlements } = paymentsGet(company.ctx, { id: payment.id });
    voided('settlement', settlements.find(({ kind }) => kind === 'payment')?.id ?? '');
    expect(stateOf(a)).toEqual(['open', 5000]);
    expect(account().balances).toEqual([{ currency: 'EUR', open: 5000, credit: 4950 }]);
  });

  it('T24 T54 rounding is not taken back without its payment', () => {
    paymentsSaveSettings(company.ctx, { writeOffLimit: 100, cashRounding: 5 });
    const a = issue('107.83');
    const payment = pay(10_785, [to(a, 10_785, 'rounding')], { method: { ...METHOD, method: 'cash' } });
    const ids = paymentsGet(company.ctx, { id: payment.id }).settlements;
    expect(refusal(() => voided('settlement', ids.find(({ kind }) => kind === 'rounding')?.id ?? ''))).toBe('PAYMENT_VOID');
    voided('payment', payment.id);
    expect(stateOf(a)).toEqual(['open', 10_783]);
  });

  it('T56 the unapplied part is given back without any document, and no more than it', () => {
    const payment = pay(2000, []);
    const refund = (amount: number) => refundCredit(company.ctx, { id: uuid(), source: { kind: 'payment', id: payment.id }, amount, paidOn: TODAY, method: METHOD, note: '' });
    const given = refund(1500);
    expect(given.left).toBe(500);
    expect(refusal(() => refund(501))).toBe('REFUND_OVER');
    expect(refusal(() => voided('payment', payment.id))).toBe('PAYMENT_VOID_REFUNDED');
    expect(account().balances).toEqual([{ currency: 'EUR', open: 0, credit: 500 }]);
    voided('refund', given.id);
    expect(account().balances).toEqual([{ currency: 'EUR', open: 0, credit: 2000 }]);
    voided('payment', payment.id);
    expect(account().balances).toEqual([]);
  });
});

describe('what every screen says', () => {
  it('home, lists and counts follow the balance: part paid is owed with its rest, paid is neither owed nor late', () => {
    const late = '2027-01-10';
    const [a, b] = [issue('30', { dueDate: '2026-12-01', subject: 'a' }), issue('50', { dueDate: '2026-12-01', subject: 'b' })];
    pay(4000, [to(a, 3000), to(b, 1000)]);
    const { outstanding, overdue, counts } = homeSummary(company.ctx, { today: late }, VAULT);
    expect(outstanding).toMatchObject([{ overdue: 4000, overdueCount: 1, today: 0, later: 0 }]);
    expect(overdue.map(({ subject, open }) => [subject, open])).toEqual([['b', 4000]]);
    expect(counts.overdue).toBe(1);
    const list = (filters: Partial<Parsed<'invoices.list'>['filters']>, q = '') =>
      invoicesList(company.ctx, { q, after: null, limit: 50, filters: { ...NONE, ...filters } }).rows.map(({ subject }) => subject);
    for (const found of [list({ overdueOn: late }), list({ overdueOn: late, customerId }), list({ overdueOn: late }, 'inv'), list({ status: 'unpaid' }), list({ status: 'partial' }), list({ status: 'partial', customerId })])
      expect(found).toEqual(['b']);
    expect(list({ status: 'paid' })).toEqual(['a']);
    expect(list({ status: 'paid' }, 'inv')).toEqual(['a']);
    expect(list({ status: 'credited' })).toEqual([]);
  });

  it('lists what is paid newest first, page by page, also where hardly anything is', () => {
    const [a, b, c] = [issue('30', { issueDate: '2026-02-03' }), issue('50', { issueDate: '2026-02-01' }), issue('70', { issueDate: '2026-02-02' })];
    issue('80', { issueDate: '2026-02-04' });
    const zero = issue('0', { issueDate: '2026-01-31' });
    pay(15_000, [to(b, 5000), to(a, 3000), to(c, 7000)]);
    const page = (filters: Partial<Parsed<'invoices.list'>['filters']>, limit: number, after: string | null = null) => invoicesList(company.ctx, { q: '', after, limit, filters: { ...NONE, ...filters } });
    const ids = (list: ReturnType<typeof page>) => list.rows.map(({ id }) => id);
    const first = page({ status: 'paid' }, 3);
    expect(ids(first)).toEqual([a, c, b]);
    expect(ids(page({ status: 'paid' }, 3, first.next))).toEqual([zero]);
    // The customer's list goes another way through the books.
    expect(ids(page({ status: 'paid', customerId }, 50))).toEqual([a, c, b, zero]);
    expect(ids(page({ status: 'paid', from: '2026-02-02' }, 50))).toEqual([a, c]);
  });

  it('T54 what was issued stays byte for byte, and so do the events: they cannot be changed or removed', () => {
    const a = issue('50');
    const sealed = invoicesGet(company.ctx, { id: a }).contentHash;
    const payment = pay(6000, [to(a, 5000)]);
    refundCredit(company.ctx, { id: uuid(), source: { kind: 'payment', id: payment.id }, amount: 100, paidOn: TODAY, method: METHOD, note: '' });
    const settlement = paymentsGet(company.ctx, { id: payment.id }).settlements[0]?.id ?? '';
    voided('settlement', settlement);
    expect(invoicesGet(company.ctx, { id: a }).contentHash).toBe(sealed);
    for (const table of ['payment_act', 'payment', 'settlement', 'payment_refund', 'payment_void']) {
      expect(() => company.ctx.db.exec(`DELETE FROM ${table}`)).toThrow('append-only');
      expect(() => company.ctx.db.exec(`UPDATE ${table} SET rid = rid + 1000`)).toThrow('append-only');
    }
    expect(() => company.ctx.db.exec('DELETE FROM credit_source')).toThrow('append-only');
    expect(() => company.ctx.db.exec('UPDATE credit_source SET amount = amount + 1')).toThrow('append-only');
    expect([...verifyAudit(company.ctx.db, company.ctx.ak)]).toEqual([]);
  });

  it('T41 T60 a receipt takes a number of its own series once, says what the payment settled that day, and stays as it is when the payment is taken back: only a second PDF says that it is void', () => {
    const { ctx } = company;
    const [a, b] = [issue('30'), issue('50')];
    const payment = pay(9000, [to(a, 3000), to(b, 5000)]);
    const first = paymentsGet(company.ctx, { id: payment.id }).settlements.find(({ documentId }) => documentId === a);
    voided('settlement', first?.id ?? '');
    expect(paymentsGet(ctx, { id: payment.id }).receipt).toBeNull();
    expect([paymentsReceipt(ctx, { id: payment.id }), paymentsReceipt(ctx, { id: payment.id })]).toEqual([{ number: 'RC-2026-0001' }, { number: 'RC-2026-0001' }]);
    const issued = loadReceipt(ctx, payment.id);
    expect(issued).toMatchObject({ pdf: null, receipt: { number: 'RC-2026-0001', amount: 9000, rows: [{ amount: 5000 }], unapplied: 4000, buyer: { name: 'Café Müller' } } });
    expect(storeReceiptPdf(ctx, payment.id, Buffer.from('one'), null)).toEqual(Buffer.from('one'));
    expect(storeReceiptPdf(ctx, payment.id, Buffer.from('two'), null)).toEqual(Buffer.from('one'));
    expect(() => ctx.db.exec("INSERT INTO receipt_void_pdf SELECT * FROM receipt_pdf")).toThrow('append-only');
    voided('payment', payment.id);
    const { voidedOn, ...left } = loadReceipt(ctx, payment.id);
    expect([left, voidedOn]).toEqual([{ receipt: issued.receipt, pdf: null }, expect.stringMatching(/^\d{4}-\d\d-\d\d$/)]);
    expect(refusal(() => storeReceiptPdf(ctx, payment.id, Buffer.from('late'), null))).toBe('PAYMENT_VOID');
    expect([storeReceiptPdf(ctx, payment.id, Buffer.from('void'), voidedOn), storeReceiptPdf(ctx, payment.id, Buffer.from('void 2'), voidedOn)]).toEqual([Buffer.from('void'), Buffer.from('void')]);
    expect(loadReceipt(ctx, payment.id).pdf).toEqual(Buffer.from('void'));
    expect(ctx.db.prepare('SELECT bytes FROM receipt_pdf').all()).toEqual([{ bytes: Buffer.from('one') }]);
    expect(paymentsGet(ctx, { id: payment.id })).toMatchObject({ state: 'void', receipt: { number: 'RC-2026-0001', by: 'Nora Quinn' } });
    const next = pay(1000, []);
    expect(paymentsReceipt(ctx, { id: next.id })).toEqual({ number: 'RC-2026-0002' });
    for (const sql of ['DELETE FROM receipt', "UPDATE receipt SET number = 'x'", 'DELETE FROM receipt_pdf', 'DELETE FROM receipt_void_pdf', "UPDATE receipt_void_pdf SET bytes = x'00'", "UPDATE receipt_pdf SET bytes = x'00'"]) expect(() => ctx.db.exec(sql), sql).toThrow('append-only');
    expect([...verifyAudit(ctx.db, ctx.ak)]).toEqual([]);
  });

  it('there is no receipt for a payment that was taken back, and a refused one takes no number', () => {
    const payment = pay(1000, []);
    voided('payment', payment.id);
    expect(refusal(() => paymentsReceipt(company.ctx, { id: payment.id }))).toBe('PAYMENT_VOID');
    expect(paymentsReceipt(company.ctx, { id: pay(1000, []).id })).toEqual({ number: 'RC-2026-0001' });
  });

  it('lists payments newest first in pages, by customer, method, state and words', () => {
    const a = issue('50');
    pay(1000, [], { paidOn: '2026-11-01' });
    pay(5000, [to(a, 5000)], { paidOn: '2026-11-03', method: { ...METHOD, method: 'cheque', reference: 'CHQ 4711' } });
    voided('payment', pay(700, [], { paidOn: '2026-11-02' }).id);
    const filters = { customerId: null, from: null, to: null, currency: null, method: null, state: null };
    const list = (more: Partial<Parsed<'payments.list'>['filters']> = {}, q = '', after: string | null = null, limit = 50) => paymentsList(company.ctx, { q, after, limit, filters: { ...filters, ...more } });
    const amounts = (page: ReturnType<typeof list>) => page.rows.map(({ amount }) => amount);
    expect(wall['payments.list'].output.parse(list())).toEqual(list());
    expect(amounts(list())).toEqual([5000, 700, 1000]);
    const first = list({}, '', null, 2);
    expect(amounts(list({}, '', first.next, 2))).toEqual([1000]);
    expect(amounts(list({ customerId }))).toEqual([5000, 700, 1000]);
    expect(amounts(list({ method: 'cheque' }))).toEqual([5000]);
    expect(amounts(list({ state: 'credit' }))).toEqual([1000]);
    expect(amounts(list({ state: 'void' }))).toEqual([700]);
    expect(amounts(list({}, '4711'))).toEqual([5000]);
    expect(amounts(list({}, 'caf inv'))).toEqual([5000]);
    expect(amounts(list({ from: '2026-11-02', to: '2026-11-02' }))).toEqual([700]);
  });
});
