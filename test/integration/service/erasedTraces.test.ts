// T83: what other tables and the search say of an erased person goes too: payments, bank lines, ended recurring invoices, the words they are found by.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bankCommit } from '../../../main/import/bank/jobs.ts';
import { verifyAudit } from '../../../main/audit/verify.ts';
import { missingGuards } from '../../../main/audit/guards.ts';
import { bankAccept, bankLine, bankLines } from '../../../main/service/bank.ts';
import { customersSave } from '../../../main/service/customers.ts';
import { draftsSave } from '../../../main/service/drafts.ts';
import { erasureErase } from '../../../main/service/erasure.ts';
import { invoicesList, invoicesProve } from '../../../main/service/invoices.ts';
import { refundCredit } from '../../../main/service/paymentActs.ts';
import { paymentsGet, paymentsList } from '../../../main/service/paymentLists.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { recurringAdopt, recurringEnd, recurringGet, recurringList, recurringStart } from '../../../main/service/recurring.ts';
import { addCustomer, type Company, customerInput, draftBody, issueInvoice, line, openCompany } from '../../fixtures/company.ts';

let company: Company;
let id: string;
beforeEach(() => {
  company = openCompany();
  id = addCustomer(company.ctx, { name: 'Greta Xylander', code: 'X1' });
});
afterEach(() => company.close());

const statement = Buffer.from(
  '<Document><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>DE96999900000001234567</IBAN></Id><Ccy>EUR</Ccy></Acct><Ntry><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>B77</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Greta Xylander</Nm></Dbtr><DbtrAcct><Id><IBAN>DE26888800000007654321</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>From Xylander, invoice</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>',
);
const lines = () => bankLines(company.ctx, { accountId: null, state: 'booked', q: '', after: null, limit: 10 }).rows;
const bankFinds = (q: string) => bankLines(company.ctx, { accountId: null, state: 'booked', q, after: null, limit: 10 }).rows.length;
const paymentsFound = (q: string) => paymentsList(company.ctx, { q, after: null, limit: 10, filters: { customerId: null, from: null, to: null, currency: null, method: null, state: null } }).rows.length;
const documentsFound = (q: string) => invoicesList(company.ctx, { q, after: null, limit: 10, filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null } }).rows.length;
/** Every text of the tables, but for the pages that were issued and the search's own pieces. */
const everywhere = () => {
  const { db } = company.ctx;
  const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE '%_fts_%' AND name <> 'party_snapshot'").all();
  return tables.map(({ name }) => JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all())).join('\n');
};
const sealed = () => {
  const walk = verifyAudit(company.ctx.db, company.ctx.ak);
  for (let at = walk.next(); ; at = walk.next()) if (at.done === true) return at.value;
};

/** An invoice paid through the bank, another by hand under a later name and given back in part, and a recurring invoice that ended. */
function aLife(): { invoice: string; payment: string; recurring: string } {
  const { ctx } = company;
  const invoice = issueInvoice(ctx, draftBody(id, { lines: [line({ quantity: '1', unitPrice: '100', taxIds: [] })] }));
  bankCommit(ctx, { bytes: statement, file: 'b.xml', mapping: null, skipProblems: false });
  const [told] = bankLines(ctx, { accountId: null, state: 'todo', q: '', after: null, limit: 10 }).rows;
  bankAccept(ctx, { id: ctx.newId(), lineId: told?.id ?? '', customerId: id, rate: null, allocations: [{ documentId: invoice.id, amount: 10_000, rest: 'open' }] });
  customersSave(ctx, { id, version: 1, ...customerInput({ name: 'Greta Xylander-Immel', code: 'X1' }) });
  const payment = ctx.newId();
  recordPayment(ctx, { id: payment, customerId: id, currency: 'EUR', amount: 500, rate: null, baseAmount: null, paidOn: '2026-11-20', method: { method: 'transfer', reference: 'Xylander rent', brand: null, last4: '' }, note: 'Greta came in herself', allocations: [] });
  refundCredit(ctx, { id: ctx.newId(), source: { kind: 'payment', id: payment }, amount: 500, paidOn: '2026-11-20', method: { method: 'transfer', reference: 'to Xylander', brand: null, last4: '' }, note: 'Back to Greta' });
  const draft = draftsSave(ctx, { body: draftBody(id, { subject: 'Care for Xylander', note: 'Dear Greta' }) });
  const { id: recurring } = recurringAdopt(ctx, { id: null, draftId: draft.id, version: draft.version });
  const begun = recurringStart(ctx, { id: recurring, version: recurringGet(ctx, { id: recurring }).version });
  recurringEnd(ctx, { id: recurring, version: begun.version });
  return { invoice: invoice.id, payment, recurring };
}

describe('T83 the traces of an erased person', () => {
  it('go from payments, refunds, bank lines and recurring invoices; days, amounts and what was issued stay, and everything still proves', () => {
    const { ctx } = company;
    const { invoice, payment } = aLife();
    expect(everywhere()).toMatch(/Xylander|Greta/);
    const money = () => JSON.stringify([ctx.db.prepare('SELECT rid, number, paid_on, amount, method FROM payment').all(), ctx.db.prepare('SELECT amount, booking_date, hex(mark), bank_ref FROM bank_line').all(), ctx.db.prepare('SELECT * FROM customer_total').all()]);
    const before = money();
    erasureErase(ctx, { id });
    expect(everywhere()).not.toMatch(/xylander|greta|immel|DE26888800000007654321/i);
    expect(money()).toBe(before);
    expect(paymentsGet(ctx, { id: payment })).toMatchObject({ amount: 500, reference: '', note: '' });
    expect(bankLine(ctx, { id: lines()[0]?.id ?? '' })).toMatchObject({ name: '', text: '', iban: '', amount: 10_000, bankRef: 'B77' });
    expect(invoicesProve(ctx, { id: invoice })).toMatchObject({ intact: true });
    expect(sealed()).toMatchObject({ ok: true });
    expect(missingGuards(ctx.db)).toEqual([]);
    expect(bankCommit(ctx, { bytes: statement, file: 'b.xml', mapping: null, skipProblems: false })).toMatchObject({ added: 0, doubles: 1 });
  });

  it('are found by no word any more, under no name they ever had; numbers still find what is kept', () => {
    const { ctx } = company;
    aLife();
    expect([documentsFound('xylander'), paymentsFound('xylander'), paymentsFound('immel'), bankFinds('xylander')]).toEqual([1, 2, 1, 1]);
    erasureErase(ctx, { id });
    for (const q of ['xyl', 'xylander', 'greta', 'immel', 'rent']) expect([documentsFound(q), paymentsFound(q), bankFinds(q), recurringList(ctx, { q, after: null, limit: 10 }).rows.length], q).toEqual([0, 0, 0, 0]);
    expect([documentsFound('0001'), documentsFound('INV'), documentsFound(id.slice(-4)), paymentsFound('2'), paymentsFound('INV'), bankFinds('B77'), bankFinds('100')]).toEqual([1, 1, 1, 2, 1, 1, 1]);
  });

  it('open no way back in: no draft, recurring invoice or changed row for them, and other people’s rows stay shut', () => {
    const { ctx } = company;
    const other = addCustomer(ctx, { name: 'Bert', code: 'B' });
    recordPayment(ctx, { id: ctx.newId(), customerId: other, currency: 'EUR', amount: 500, rate: null, baseAmount: null, paidOn: '2026-11-20', method: { method: 'transfer', reference: 'mine', brand: null, last4: '' }, note: 'keep', allocations: [] });
    const { recurring } = aLife();
    const open = draftsSave(ctx, { body: draftBody(null) });
    erasureErase(ctx, { id });
    expect(() => draftsSave(ctx, { body: draftBody(id) })).toThrow('CUSTOMER_ERASED');
    expect(() => draftsSave(ctx, { id: open.id, version: open.version, body: draftBody(id) })).toThrow('CUSTOMER_ERASED');
    expect(() => recurringStart(ctx, { id: recurring, version: recurringGet(ctx, { id: recurring }).version })).toThrow('CUSTOMER_ERASED');
    for (const sql of ["UPDATE payment SET reference = ''", "UPDATE payment_act SET note = ''", 'UPDATE payment SET amount = 1', "UPDATE payment SET reference = 'x'", "UPDATE bank_line SET name = 'x'", 'UPDATE bank_line SET amount = 1', 'UPDATE payment_refund SET amount = 1']) {
      expect(() => ctx.db.exec(sql), sql).toThrow('append-only');
    }
  });

  it('of a bank line of several go only in their part, whoever of them is erased, and the rest with the last', () => {
    const { ctx } = company;
    const bert = addCustomer(ctx, { name: 'Bert Öhlschläger', code: 'B' });
    const said = statement.toString().replace('From Xylander, invoice', 'XYLANDER rent, Oehlschlaeger heating, Greta');
    bankCommit(ctx, { bytes: Buffer.from(said), file: 'b.xml', mapping: null, skipProblems: false });
    const [told] = bankLines(ctx, { accountId: null, state: 'todo', q: '', after: null, limit: 10 }).rows;
    const lineId = told?.id ?? '';
    bankAccept(ctx, { id: ctx.newId(), lineId, customerId: id, rate: null, allocations: [], others: [{ id: ctx.newId(), customerId: bert, amount: 4000, allocations: [] }] });
    for (const payment of paymentsList(ctx, { q: '', after: null, limit: 10, filters: { customerId: null, from: null, to: null, currency: null, method: null, state: null } }).rows) refundCredit(ctx, { id: ctx.newId(), source: { kind: 'payment', id: payment.id }, amount: payment.amount, paidOn: '2026-11-20', method: { method: 'transfer', reference: '', brand: null, last4: '' }, note: '' });
    erasureErase(ctx, { id: bert });
    expect(bankLine(ctx, { id: lineId })).toMatchObject({ name: 'Greta Xylander', text: 'XYLANDER rent, _____________ heating, Greta', iban: 'DE26888800000007654321' });
    expect([bankFinds('xylander'), bankFinds('oehlschlaeger'), bankFinds('heating')]).toEqual([1, 0, 1]);
    for (const sql of ["UPDATE bank_line SET text = 'someone else'", "UPDATE bank_line SET text = replace(text, 'rent', 'tent')", "UPDATE bank_line SET text = '%' || substr(text, 2)", 'UPDATE bank_line SET amount = 1']) expect(() => ctx.db.exec(sql), sql).toThrow('append-only');
    erasureErase(ctx, { id });
    expect(bankLine(ctx, { id: lineId })).toMatchObject({ name: '', text: '', iban: '', amount: 10_000 });
    expect(everywhere()).not.toMatch(/xylander|greta|schl(ä|ae)ger/i);
    expect(sealed()).toMatchObject({ ok: true });
  });

  it('of who sent the line go with them although another one’s money is in it too', () => {
    const { ctx } = company;
    const bert = addCustomer(ctx, { name: 'Bert', code: 'B' });
    bankCommit(ctx, { bytes: statement, file: 'b.xml', mapping: null, skipProblems: false });
    const [told] = bankLines(ctx, { accountId: null, state: 'todo', q: '', after: null, limit: 10 }).rows;
    bankAccept(ctx, { id: ctx.newId(), lineId: told?.id ?? '', customerId: bert, rate: null, allocations: [], others: [{ id: ctx.newId(), customerId: id, amount: 4000, allocations: [] }] });
    const mine = paymentsList(ctx, { q: '', after: null, limit: 10, filters: { customerId: id, from: null, to: null, currency: null, method: null, state: null } }).rows;
    for (const payment of mine) refundCredit(ctx, { id: ctx.newId(), source: { kind: 'payment', id: payment.id }, amount: payment.amount, paidOn: '2026-11-20', method: { method: 'transfer', reference: '', brand: null, last4: '' }, note: '' });
    erasureErase(ctx, { id });
    expect(bankLine(ctx, { id: told?.id ?? '' })).toMatchObject({ name: '', iban: '', text: 'From ________, invoice' });
  });
});
