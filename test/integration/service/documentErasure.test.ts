// T83: documents whose time to be kept is over lose whoever they name, once and on record; what is in its time stays, no total changes, and the proof says "erased" and not "broken".
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { missingGuards } from '../../../main/audit/guards.ts';
import { countSeals } from '../../../main/backup/seals.ts';
import { figuresUpTo } from '../../../main/backup/figures.ts';
import { pendingPdfs } from '../../../main/repo/pdf.ts';
import { bankCommit } from '../../../main/import/bank/jobs.ts';
import { bankAccept, bankLines } from '../../../main/service/bank.ts';
import { attach, asidesGet, asidesSaveNote } from '../../../main/service/asides.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { customersGet } from '../../../main/service/customers.ts';
import { erasedPapersOf, erasureKeeping, erasurePast, erasureSaveKeeping, erasureTidy, reapplyErasedPapers } from '../../../main/service/documentErasure.ts';
import { erasureErase, erasureLook, erasureSteps } from '../../../main/service/erasure.ts';
import { invoicesDuplicate, invoicesGet, invoicesList, invoicesProve, loadPdf, storePdf } from '../../../main/service/invoices.ts';
import { paymentsList } from '../../../main/service/paymentLists.ts';
import { voidPayment } from '../../../main/service/paymentActs.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { loadReceipt, paymentsReceipt, storeReceiptPdf } from '../../../main/service/receipt.ts';
import { remindersGet, remindersSend, storeReminderPdf } from '../../../main/service/reminders.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, wholeProof } from '../../fixtures/company.ts';

const NAMES = /xylander|greta|galway road/i;
let company: Company;
let id: string;
let payment: string;
let reminder: string;

beforeEach(() => {
  company = openCompany();
  id = addCustomer(company.ctx, { name: 'Greta Xylander', contact: 'Greta', email: 'greta@x.example', street: 'Galway Road 5', code: 'X1' });
});
afterEach(() => company.close());

function invoiceOf(day: string, customer = id): string {
  company.setNow(`${day}T10:00:00.000Z`);
  const body = draftBody(customer, {
    issueDate: day, reference: 'PO Xylander', subject: 'Garden of Greta Xylander', note: 'Dear Greta', lines: [line({ description: 'Roses for Greta', detail: 'Galway Road', adjustments: [{ kind: 'allowance', percent: '10', amount: null, reason: 'Greta is a friend' }] })],
  });
  const { id: invoice } = issueInvoice(company.ctx, body);
  storePdf(company.ctx, invoice, Buffer.from(`%PDF Xylander ${day}`));
  return invoice;
}

function pay(invoice: string, day: string, customer = id): string {
  company.setNow(`${day}T10:00:00.000Z`);
  const { open } = invoicesGet(company.ctx, { id: invoice });
  const one = company.ctx.newId();
  recordPayment(company.ctx, {
    id: one, customerId: customer, currency: 'EUR', amount: open, rate: null, baseAmount: null, paidOn: day, method: { method: 'transfer', reference: 'Xylander rent', brand: null, last4: '' }, note: 'Greta came in',
    allocations: [{ documentId: invoice, amount: open, rest: 'open' }],
  });
  return one;
}

/** An invoice of 2018 with all that can lie beside one, reminded of, paid and receipted; and one of 2024 to the same person. */
function aLife(): { old: string; young: string } {
  const { ctx } = company;
  const old = invoiceOf('2018-03-01');
  asidesSaveNote(ctx, { documentId: old, text: 'Greta called' });
  for (const _piece of attach(ctx, old, 'Xylander.txt', Buffer.from('Greta'))) continue;
  company.setNow('2018-05-01T10:00:00.000Z');
  reminder = ctx.newId();
  remindersSend(ctx, { id: reminder, customerId: id, currency: 'EUR', documentIds: [old] });
  storeReminderPdf(ctx, reminder, Buffer.from('%PDF Xylander'));
  payment = pay(old, '2018-06-01');
  paymentsReceipt(ctx, { id: payment });
  storeReceiptPdf(ctx, payment, Buffer.from('%PDF Xylander'), null);
  const young = invoiceOf('2024-03-01');
  pay(young, '2024-04-01');
  company.setNow('2026-11-20T09:00:00.000Z');
  return { old, young };
}

const past = () => erasurePast(company.ctx, { limit: 200 });
const tidy = () => erasureTidy(company.ctx, { ids: past().rows.map((row) => row.id) });
const proof = () => wholeProof(company.ctx);
/** Tables in which a name still stands, stored bytes included. */
function naming(): string[] {
  const { db } = company.ctx;
  const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE '%_fts_%'").all();
  return tables.map(({ name }) => name).filter((name) => db.prepare<[], Record<string, unknown>>(`SELECT * FROM "${name}"`).all().some((row) => Object.values(row).some((value) => NAMES.test(Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))));
}
const totals = () => JSON.stringify(['customer_total', 'month_total', 'day_total', 'due_total', 'document_state', 'document_tax', 'credit_source', 'settlement'].map((name) => company.ctx.db.prepare(`SELECT * FROM ${name}`).all()));
const found = (q: string) => invoicesList(company.ctx, { q, after: null, limit: 10, filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null } }).rows.length;
const paymentsFound = (q: string) => paymentsList(company.ctx, { q, after: null, limit: 10, filters: { customerId: null, from: null, to: null, currency: null, method: null, state: null } }).rows.length;

describe('T83 documents past the time they have to be kept', () => {
  it('are listed with the day that was their last, and only they: not what is in its time, owed, or followed by something newer', () => {
    const { old } = aLife();
    const late = invoiceOf('2019-02-01');
    pay(late, '2024-01-05');
    invoiceOf('2017-02-01', addCustomer(company.ctx, { name: 'Owes Still', code: 'O' }));
    company.setNow('2024-12-31T09:00:00.000Z');
    expect(past().rows).toEqual([]);
    company.setNow('2025-01-01T09:00:00.000Z');
    expect(past()).toEqual({ rows: [{ id: old, kind: 'invoice', number: 'INV-2018-0001', customer: 'Greta Xylander', issueDate: '2018-03-01', keptUntil: '2024-12-31' }], total: 1, more: false });
    company.setNow('2031-01-01T09:00:00.000Z');
    expect(past().rows.map((row) => row.id)).toContain(late);
  });

  it('keep number, dates, figures and tax, lose every text and file that may name somebody, and prove as erased', () => {
    const { old, young } = aLife();
    const [before, kept, sums] = [invoicesGet(company.ctx, { id: old }), invoicesGet(company.ctx, { id: young }), totals()];
    expect(tidy()).toEqual({ erased: 1 });
    const after = invoicesGet(company.ctx, { id: old });
    const { lines, buyer, reference: _r, subject: _s, note: _n, ...rest } = before.snapshot;
    expect(after.snapshot).toEqual({
      ...rest, reference: 'Erased', subject: 'Erased', note: 'Erased',
      buyer: { name: 'Erased', contact: '', street: '', street2: '', city: '', region: '', postcode: '', country: buyer?.country, vatId: '', taxNumber: '', email: '', phone: '' },
      lines: lines.map((one) => ({ ...one, description: 'Erased', detail: 'Erased', adjustments: one.adjustments.map((a) => ({ ...a, reason: 'Erased' })) })),
    });
    expect(after).toMatchObject({ pdf: { state: 'erased' }, erased: { no: 1, by: 'Nora Quinn', keptUntil: '2024-12-31' } });
    expect(after.contentHash).not.toBe(before.contentHash);
    expect(invoicesProve(company.ctx, { id: old })).toMatchObject({ intact: true, erased: { no: 1 } });
    expect(proof()).toMatchObject({ whole: true, erased: 1, touchedCount: 0, guards: [] });
    expect(countSeals(company.ctx.db, () => undefined)).toSatisfy(({ all, fitting }: { all: number; fitting: number }) => all === fitting);
    expect(totals()).toBe(sums);
    expect(invoicesGet(company.ctx, { id: young })).toEqual(kept);
    expect(asidesGet(company.ctx, { documentId: old })).toMatchObject({ note: null, attachments: [] });
    expect(remindersGet(company.ctx, { id: reminder })).toMatchObject({ letter: { buyer: { name: 'Erased' }, text: 'Erased', total: 2250 }, pdf: null });
    for (const act of [() => loadPdf(company.ctx, { id: old }.id), () => loadReceipt(company.ctx, payment), () => invoicesDuplicate(company.ctx, { id: old, today: '2026-11-20' }), () => storePdf(company.ctx, old, Buffer.from('x')),
      () => voidPayment(company.ctx, { id: company.ctx.newId(), target: { kind: 'payment', id: payment }, date: '2026-11-20', reason: 'Greta' }),
      () => invoicesCredit(company.ctx, { id: old, newId: company.ctx.newId(), request: { kind: 'whole' }, issueDate: '2026-11-20', reason: 'Late' })]) expect(act).toThrow(/erased/i);
    expect(pendingPdfs(company.ctx.db)).toEqual([]);
    expect([found('xylander'), found('garden'), found('INV-2018'), paymentsFound('rent'), past().total]).toEqual([1, 1, 1, 1, 0]);
  });

  it('leave nobody behind once the last document of a person is past its time and the person is erased', () => {
    const { old, young } = aLife();
    const sums = totals();
    expect(erasureLook(company.ctx, { id })).toMatchObject({ documents: 1, past: 1, keptUntil: '2030-12-31' });
    expect(erasureErase(company.ctx, { id })).toMatchObject({ documents: 1, past: 1, keptUntil: '2030-12-31' });
    expect(invoicesGet(company.ctx, { id: old }).snapshot.buyer?.name).toBe('Erased');
    expect(invoicesGet(company.ctx, { id: young }).snapshot.buyer?.name).toBe('Greta Xylander');
    const { body } = company.ctx.db.prepare<[], { body: string }>("SELECT b.body FROM audit_log l JOIN audit_body b ON b.seq = l.seq WHERE l.action = 'customer.erase'").get() ?? { body: '' };
    expect(JSON.parse(body)).toMatchObject({ documents: 1, keptUntil: '2030-12-31', past: 1 });
    expect(proof()).toMatchObject({ whole: true, erased: 1 });
    company.setNow('2031-01-01T09:00:00.000Z');
    expect(tidy()).toEqual({ erased: 1 });
    expect(naming()).toEqual([]);
    expect(proof()).toMatchObject({ whole: true, erased: 2 });
    expect(found(customersGet(company.ctx, { id }).customer.name.slice(-4))).toBe(2);
    expect(totals()).toBe(sums);
  });

  it('go some at a time when there are many, and whoever is cut off between two steps finishes by asking again', () => {
    for (let n = 0; n < 25; n += 1) pay(invoiceOf(`2017-${String((n % 12) + 1).padStart(2, '0')}-01`), '2018-01-15');
    company.setNow('2026-11-20T09:00:00.000Z');
    const cut = erasureSteps(company.ctx, { id });
    expect([cut.next(), cut.next()]).toEqual([{ done: false, value: { done: 10, total: 25 } }, { done: false, value: { done: 20, total: 25 } }]);
    expect(customersGet(company.ctx, { id }).customer.name).toBe('Greta Xylander');
    expect(erasureLook(company.ctx, { id })).toMatchObject({ erased: null, past: 5 });
    expect(proof()).toMatchObject({ whole: true, erased: 20 });
    expect(erasureErase(company.ctx, { id })).toMatchObject({ past: 5 });
    expect(naming()).toEqual([]);
    expect(proof()).toMatchObject({ whole: true, erased: 25 });
  });

  it('keep who they are for while another one’s document in its time says the very same', () => {
    const { ctx } = company;
    const twin = addCustomer(ctx, { name: 'Greta Xylander', contact: 'Greta', email: 'greta@x.example', street: 'Galway Road 5', code: 'X2' });
    const old = invoiceOf('2018-03-01');
    pay(old, '2018-04-01');
    const theirs = invoiceOf('2024-03-01', twin);
    company.setNow('2026-11-20T09:00:00.000Z');
    tidy();
    expect(invoicesGet(ctx, { id: theirs }).snapshot.buyer?.name).toBe('Greta Xylander');
    expect(proof()).toMatchObject({ whole: true, erased: 1 });
  });

  it('are erased by nobody but a person who asks, and only as far as they are past their time', () => {
    const { old, young } = aLife();
    expect(erasureTidy(company.ctx, { ids: [young, company.ctx.newId(), old] })).toEqual({ erased: 1 });
    expect(erasureTidy(company.ctx, { ids: [young, old] })).toEqual({ erased: 0 });
    expect(invoicesGet(company.ctx, { id: young }).erased).toBeNull();
  });

  it('stay for as long as the business says, which is never shorter than the law', () => {
    aLife();
    expect(erasureKeeping(company.ctx)).toEqual({ own: null, law: 6, years: 6 });
    expect(() => erasureSaveKeeping(company.ctx, { years: 5 })).toThrow('INVALID_INPUT');
    erasureSaveKeeping(company.ctx, { years: 10 });
    expect([erasureKeeping(company.ctx).years, past().total]).toEqual([10, 0]);
    erasureSaveKeeping(company.ctx, { years: null });
    expect(past().total).toBe(1);
  });

  it('take the words of the bank line that paid them with them, and leave its day and amount', () => {
    const { ctx } = company;
    const old = invoiceOf('2018-03-01');
    const file = '<Document><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>DE96999900000001234567</IBAN></Id><Ccy>EUR</Ccy></Acct><Ntry><Amt Ccy="EUR">22.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2018-03-20</Dt></BookgDt><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Greta Xylander</Nm></Dbtr></RltdPties><RmtInf><Ustrd>From Greta</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>';
    bankCommit(ctx, { bytes: Buffer.from(file), file: 'b.xml', mapping: null, skipProblems: false });
    const lines = (state: 'todo' | 'booked') => bankLines(ctx, { accountId: null, state, q: '', after: null, limit: 10 }).rows;
    bankAccept(ctx, { id: ctx.newId(), lineId: lines('todo')[0]?.id ?? '', customerId: id, rate: null, allocations: [{ documentId: old, amount: 2250, rest: 'open' }] });
    company.setNow('2026-11-20T09:00:00.000Z');
    expect(lines('booked')).toMatchObject([{ name: 'Greta Xylander' }]);
    expect(tidy()).toEqual({ erased: 1 });
    expect(lines('booked')).toMatchObject([{ name: '', text: '', date: '2018-03-20', amount: 2250 }]);
    expect(naming()).toEqual(['audit_body', 'customer']); // the customers themselves were not erased
    expect(proof().whole).toBe(true);
  });

  it('are counted with their PDFs in what a backup from before is held against', () => {
    aLife();
    const seq = Number(company.ctx.db.prepare('SELECT max(seq) FROM audit_log').pluck().get());
    const before = figuresUpTo(company.ctx.db, seq);
    tidy();
    expect(figuresUpTo(company.ctx.db, seq)).toEqual(before);
  });
});

describe('T83 books restored from before', () => {
  it('erase them again under their numbers, once, and keep the row of what they do not have', () => {
    const { old } = aLife();
    const stones = [
      { no: 4, kind: 'document' as const, id: old, at: '2026-11-19T10:00:00.000Z', by: 'Nora Quinn', keptUntil: '2024-12-31', oldHash: 'ab'.repeat(32), newHash: 'cd'.repeat(32) },
      { no: 5, kind: 'payment' as const, id: payment, at: '2026-11-19T10:00:00.000Z', by: 'Nora Quinn', keptUntil: '2024-12-31', oldHash: null, newHash: null },
      { no: 9, kind: 'document' as const, id: company.ctx.newId(), at: '2026-11-19T10:00:00.000Z', by: 'Nora Quinn', keptUntil: '2024-12-31', oldHash: 'ab'.repeat(32), newHash: 'cd'.repeat(32) },
    ];
    expect(reapplyErasedPapers(company.ctx, stones)).toBe(2);
    expect(erasedPapersOf(company.ctx.db).map(({ no, id: of }) => [no, of])).toEqual(stones.map(({ no, id: of }) => [no, of]));
    expect(invoicesGet(company.ctx, { id: old })).toMatchObject({ snapshot: { buyer: { name: 'Erased' } }, erased: { no: 4, at: '2026-11-19T10:00:00.000Z' } });
    expect(paymentsFound('rent')).toBe(1);
    expect(proof()).toMatchObject({ whole: true });
    expect(reapplyErasedPapers(company.ctx, stones)).toBe(0);
  });
});

describe('T83 an edit that pretends to be an erasure', () => {
  const run = (sql: string) => () => company.ctx.db.exec(sql);

  it('is refused by the tables: without a row of the list, of a document in its time, or beyond the texts', () => {
    const { old, young } = aLife();
    for (const sql of ["UPDATE document SET subject = 'Erased'", "UPDATE document_line SET description = 'Erased'", "UPDATE document_adjustment SET reason = 'Erased'", 'DELETE FROM document_pdf', "UPDATE reminder SET body = '{}'", "UPDATE receipt SET body = '{}'",
      'DELETE FROM receipt_pdf', 'DELETE FROM reminder_pdf', 'DELETE FROM attachment', 'DELETE FROM document_note', `UPDATE party_snapshot SET body = '{"name":""}'`, "UPDATE payment SET reference = ''", "UPDATE payment_act SET note = ''"]) expect(run(sql), sql).toThrow('append-only');
    const seq = Number(company.ctx.db.prepare('SELECT max(seq) FROM audit_log').pluck().get());
    const row = (of: string, kept: string, auditSeq = seq, at = '2026-11-20T09:00:00.000Z') =>
      `INSERT INTO document_erasure (kind, id, at, by, kept_until, old_hash, new_hash, audit_seq) SELECT 'document', id, '${at}', 'x', '${kept}', content_hash, content_hash, ${auditSeq} FROM document WHERE id = '${of}'`;
    expect(run(row(old, '2024-12-31'))).toThrow('kept by law'); // no record of its own
    const forged = (of: string) => company.ctx.db.prepare("INSERT INTO audit_log SELECT max(seq) + 1, epoch, '2026-11-20T09:30:00.000Z', actor, 'document.erase', 'document', ?, body_hash, prev, mac FROM audit_log").run(of).lastInsertRowid;
    const [ofYoung, ofOld] = [Number(forged(young)), Number(forged(old))];
    for (const kept of ['2030-12-31', '2024-12-31', '2029-12-31']) expect(run(row(young, kept, ofYoung)), kept).toThrow('kept by law');
    expect(run(row(young, '2030-12-31', ofYoung, '2031-01-01T00:00:00.000Z'))).toThrow('kept by law'); // later than its record
    company.ctx.db.exec(row(old, '2024-12-31', ofOld));
    for (const sql of ['DELETE FROM document_erasure', "UPDATE document_erasure SET by = 'y'", `UPDATE document SET subject = 'Sold', content_hash = content_hash WHERE id = '${old}'`, `UPDATE document SET payable = 1 WHERE id = '${old}'`, "UPDATE document_line SET description = 'Cheaper'", 'UPDATE document_line SET net = 1']) {
      expect(run(sql), sql).toThrow('append-only');
    }
  });

  it('is refused by the tables before the time of the business’s own country, and let through in restored books, where it was right when it was made', () => {
    const { ctx } = company;
    const profile = (country: string) => ctx.db.prepare("UPDATE business SET profile = json_set(profile, '$.country', ?)").run(country);
    const { old } = aLife(); // of 2018
    const forged = (again: boolean) => {
      const seq = Number(ctx.db.prepare("INSERT INTO audit_log SELECT max(seq) + 1, epoch, '2026-11-20T09:30:00.000Z', actor, 'document.erase', 'document', ?, body_hash, prev, mac FROM audit_log").run(old).lastInsertRowid);
      ctx.db.prepare('INSERT INTO audit_body VALUES (?, ?)').run(seq, JSON.stringify(again ? { again } : {}));
      return seq;
    };
    const row = (kept: string, seq: number) => run(`INSERT INTO document_erasure (kind, id, at, by, kept_until, old_hash, new_hash, audit_seq) SELECT 'document', id, '2026-11-20T09:00:00.000Z', 'x', '${kept}', content_hash, content_hash, ${seq} FROM document WHERE id = '${old}'`);
    const [first, again] = [forged(false), forged(true)];
    for (const [country, kept] of [['DE', '2025-12-31'], ['AT', '2024-12-31'], ['CH', '2025-12-31'], ['', '2025-12-31']] as const) {
      profile(country);
      expect(row(kept, first), country).toThrow('kept by law');
    }
    profile('DE');
    expect(row('2023-12-31', again)).toThrow('kept by law'); // no country has five years
    row('2024-12-31', again)();
    expect(erasedPapersOf(ctx.db)).toMatchObject([{ id: old, keptUntil: '2024-12-31' }]);
  });

  it('in each country the service and the tables agree: the first day after the time it goes, the day before it stays', () => {
    const old = invoiceOf('2018-03-01');
    pay(old, '2018-04-01');
    company.ctx.db.exec("UPDATE business SET profile = json_set(profile, '$.country', 'AT')");
    company.setNow('2025-12-31T20:00:00.000Z');
    expect(tidy()).toEqual({ erased: 0 });
    company.setNow('2026-01-01T09:00:00.000Z');
    expect(tidy()).toEqual({ erased: 1 });
    expect(proof()).toMatchObject({ whole: true });
  });

  it('is found by the proof where the tables were got round: a forged record, other figures, or a document in its time', () => {
    const { old, young } = aLife();
    tidy();
    expect(proof().whole).toBe(true);
    const { db } = company.ctx;
    const triggers = db.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('document', 'document_erasure', 'document_line')").all();
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    const touched = () => proof().touched.map((one) => one.number);
    db.exec("UPDATE document_line SET net = net + 1 WHERE document_rid = 1");
    expect(touched()).toEqual(['INV-2018-0001']);
    db.exec("UPDATE document_line SET net = net - 1 WHERE document_rid = 1");
    const kept = db.prepare<[string], { kept: string }>('SELECT kept_until AS kept FROM document_erasure WHERE id = ?').get(old)?.kept;
    db.exec(`UPDATE document_erasure SET kept_until = '2023-12-31' WHERE id = '${old}'`);
    expect(touched()).toEqual(['INV-2018-0001']);
    db.exec(`UPDATE document_erasure SET kept_until = '${kept}' WHERE id = '${old}'`);
    expect(touched()).toEqual([]);
    // the young one emptied in the same manner, under the record of the old one
    db.exec(`INSERT INTO document_erasure (kind, id, at, by, kept_until, old_hash, new_hash, audit_seq) SELECT 'document', '${young}', at, by, kept_until, old_hash, new_hash, audit_seq FROM document_erasure WHERE id = '${old}'`);
    db.exec(`UPDATE document SET subject = 'Erased' WHERE id = '${young}'`);
    expect(touched()).toEqual(['INV-2024-0001']);
    expect(missingGuards(db)).not.toEqual([]);
  });
});
