// Credit notes over the real encrypted database: T41 T42 T48 T49 T50 T60, and every sum that follows them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAppError } from '../../../contract/errors.ts';
import { invoices as wall, snapshot as snapshotSchema, type DraftBody } from '../../../contract/invoices.ts';
import { pendingPdfs } from '../../../main/repo/pdf.ts';
import { contentHash } from '../../../main/repo/documents.ts';
import { businessGet, businessSave } from '../../../main/service/business.ts';
import { invoicesCredit, invoicesCreditLeft } from '../../../main/service/credit.ts';
import { customersGet } from '../../../main/service/customers.ts';
import { findAll, homeSummary, type VaultFacts } from '../../../main/service/home.ts';
import { invoicesCounts, invoicesGet, invoicesList, invoicesProve, proveAll, storePdf } from '../../../main/service/invoices.ts';
import { seriesList } from '../../../main/service/series.ts';
import { draftsSave } from '../../../main/service/drafts.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, taxId, TODAY } from '../../fixtures/company.ts';

let company: Company;
let customerId: string;
let vat: string;
beforeEach(() => {
  company = openCompany();
  customerId = addCustomer(company.ctx);
  vat = taxId(company.ctx, 'VAT 23');
});
afterEach(() => company.close());

const ALL = { customerId: null, from: null, to: null, currency: null, overdueOn: null };
const VAULT: VaultFacts = { chain: 'ok', kitMadeOn: '2026-01-01', recoveryCodesLeft: 10, mode: 'keychain', failedBefore: 0 };
type Request = Parameters<typeof invoicesCredit>[1]['request'];
const WHOLE: Request = { kind: 'whole' };
const pieces = (quantity: string | null, at = 0): Request => ({ kind: 'lines', lines: [{ line: at, quantity }] });
const credit = (id: string, request: Request = WHOLE, more: { newId?: string; issueDate?: string; reason?: string } = {}) =>
  invoicesCredit(company.ctx, { id, newId: company.ctx.newId(), request, issueDate: TODAY, reason: '', ...more });
const view = (id: string) => invoicesGet(company.ctx, { id });
const list = (filters: Partial<typeof ALL> | Record<string, string> = {}, q = '') => invoicesList(company.ctx, { q, after: null, limit: 50, filters: { ...ALL, ...filters } }).rows;
const issue = (fields: Partial<DraftBody> = {}) => issueInvoice(company.ctx, draftBody(customerId, fields));
/** 3 x 1.03 at 23 %: the pieces never come out even. */
const three = (fields: Partial<DraftBody> = {}) => issue({ lines: [line({ quantity: '3', unitPrice: '1.03', taxIds: [vat] })], ...fields });

function refusal(call: () => unknown) {
  try {
    call();
  } catch (error) {
    if (isAppError(error)) return [error.code, ...(error.detail.fields ?? []).map(({ path, code }) => `${path} ${code}`)];
    throw error;
  }
  return null;
}

describe('a whole credit note', () => {
  it('T48 has its own series, carries number and date of the invoice, and is zero with it at every tax rate', () => {
    const reduced = taxId(company.ctx, 'VAT 9 ');
    const invoice = issue({
      lines: [line({ quantity: '3', unitPrice: '10.05', taxIds: [vat] }), line({ quantity: '7', unitPrice: '1.11', taxIds: [reduced] })],
      adjustments: [{ kind: 'allowance', percent: null, amount: 357, reason: 'Loyal', taxIds: null, afterTax: false }],
      reference: 'PO 7',
    });
    const note = credit(invoice.id, WHOLE, { reason: 'Damaged on the way' });
    expect(note.number).toBe('CN-2026-0001');
    const [of, by] = [view(invoice.id), view(note.id)];
    expect(by.snapshot).toMatchObject({ kind: 'credit-note', original: { number: invoice.number, issueDate: TODAY }, dueDate: null, reference: 'PO 7', note: 'Damaged on the way' });
    expect(by.snapshot.taxes).toEqual(of.snapshot.taxes);
    expect(by.snapshot.totals).toEqual(of.snapshot.totals);
    expect(snapshotSchema.parse(by.snapshot)).toEqual(by.snapshot);
    expect(wall['invoices.get'].output.parse(by)).toEqual(by);
    expect(by.originalId).toBe(invoice.id);
    expect(of).toMatchObject({ credited: 'full', originalId: null, credits: [{ id: note.id, number: 'CN-2026-0001', amount: of.snapshot.totals.payable, by: 'Nora Quinn' }] });
    expect(of.snapshot.original).toBeNull();
  });

  it('of a foreign invoice takes its rate, and the rest of an invoice credited in part is exactly what was left', () => {
    const invoice = issue({ currency: 'USD', rate: '0.92', pricesIncludeTax: true, lines: [line({ quantity: '3', unitPrice: '9.99', taxIds: [vat] }), line({ quantity: '1', unitPrice: '0.03', taxIds: [vat] })] });
    const notes = [credit(invoice.id, pieces('1')), credit(invoice.id)].map(({ id }) => view(id).snapshot);
    const { totals, taxes, baseTotal } = view(invoice.id).snapshot;
    const sum = (of: (snapshot: (typeof notes)[number]) => number | null) => notes.reduce((all, snapshot) => all + (of(snapshot) ?? 0), 0);
    expect(sum((note) => note.totals.payable)).toBe(totals.payable);
    expect(sum((note) => note.taxes[0]?.amount ?? 0)).toBe(taxes[0]?.amount);
    expect(sum((note) => note.baseTotal)).toBe(baseTotal);
    expect(notes.every((note) => note.rate === '0.92' && note.currency === 'USD')).toBe(true);
  });

  it('follows the financial year and the 16 characters of India (T45)', () => {
    const india = openCompany({ country: 'IN', currency: 'INR' });
    const buyer = addCustomer(india.ctx, { country: 'IN' });
    const { id } = issueInvoice(india.ctx, draftBody(buyer, { currency: 'INR' }));
    expect(invoicesCredit(india.ctx, { id, newId: india.ctx.newId(), request: WHOLE, issueDate: TODAY, reason: '' }).number).toBe('CN/26-27/0001');
    india.close();
  });
});

describe('in parts', () => {
  it('T49 one unit at a time: each rounded by itself, the remainder to the last', () => {
    const { id } = three();
    const notes = ['1', '1', '1'].map((quantity) => view(credit(id, pieces(quantity)).id).snapshot);
    expect(notes.map(({ totals }) => totals.tax).reduce((a, b) => a + b)).toBe(view(id).snapshot.totals.tax);
    expect(notes.map(({ totals }) => totals.tax)).toEqual([24, 24, 23]);
    expect(notes.map(({ number }) => number)).toEqual(['CN-2026-0001', 'CN-2026-0002', 'CN-2026-0003']);
    expect(view(id).credited).toBe('full');
  });

  it('says what is left, line by line, and what the window needs to work out the next one', () => {
    const { id } = three();
    credit(id, pieces('0.5'));
    const left = invoicesCreditLeft(company.ctx, { id });
    expect(wall['invoices.creditLeft'].output.parse(left)).toEqual(left);
    expect(left).toMatchObject({ lines: [{ quantity: '2.5', amount: 257 }], full: false, lastIssued: TODAY });
    expect(left.before).toHaveLength(1);
  });

  it('T50 a price reduction is exactly the sum that was typed, the next takes the rest, and more than is left is refused at the amount', () => {
    const sum = (amount: number): Request => ({ kind: 'sum', amount, description: 'Scratched' });
    const invoice = three();
    const first = view(credit(invoice.id, sum(100)).id).snapshot;
    expect([first.totals.payable, first.lines.map(({ description }) => description)]).toEqual([100, ['Scratched']]);
    expect(refusal(() => credit(invoice.id, sum(281)))).toEqual(['DOCUMENT_INVALID', 'request.amount CREDIT_OVER']);
    expect(refusal(() => credit(invoice.id, sum(-1)))).toEqual(['DOCUMENT_INVALID', 'request.amount CREDIT_OVER']);
    const rest = view(credit(invoice.id, sum(280)).id).snapshot;
    expect(rest.totals.payable).toBe(280);
    expect(first.totals.tax + rest.totals.tax).toBe(view(invoice.id).snapshot.totals.tax);
    expect(view(invoice.id).credited).toBe('full');
  });

  it('T50 more than is left is refused at its line, takes no number and leaves nothing behind', () => {
    const { id } = three();
    credit(id, pieces('2'));
    const rows = () => company.ctx.db.prepare('SELECT (SELECT count(*) FROM document) + (SELECT count(*) FROM audit_log) + (SELECT sum(next) FROM series_counter)').pluck().get();
    const before = rows();
    expect(refusal(() => credit(id, pieces('1.01')))).toEqual(['DOCUMENT_INVALID', 'request.lines.0.quantity CREDIT_OVER']);
    expect(refusal(() => credit(id, pieces('1', 4)))).toEqual(['DOCUMENT_INVALID', 'request.lines.0.quantity CREDIT_LINE']);
    expect(refusal(() => credit(id, { kind: 'lines', lines: [] }))).toEqual(['DOCUMENT_INVALID', 'request CREDIT_EMPTY']);
    expect(rows()).toBe(before);
    credit(id);
    expect(refusal(() => credit(id))).toEqual(['DOCUMENT_INVALID', 'request CREDIT_NOTHING_LEFT']);
  });
});

describe('it is issued', () => {
  it('T60 once: the same id answers the same note, and an id that is something else is refused', () => {
    const [one, other] = [three(), three()];
    const newId = company.ctx.newId();
    const note = credit(one.id, pieces('1'), { newId });
    expect(credit(one.id, pieces('1'), { newId })).toEqual(note);
    expect(credit(one.id, WHOLE, { newId })).toEqual(note);
    expect(view(one.id).credits).toHaveLength(1);
    expect(refusal(() => credit(other.id, WHOLE, { newId }))).toEqual(['CONFLICT']);
    expect(refusal(() => credit(one.id, WHOLE, { newId: other.id }))).toEqual(['CONFLICT']);
    expect(refusal(() => credit(one.id, WHOLE, { newId: draftsSave(company.ctx, { body: draftBody(customerId) }).id }))).toEqual(['CONFLICT']);
  });

  it('not of a credit note, not of nothing, not before its invoice, and back-dated only as the business wants (T44)', () => {
    const { ctx } = company;
    const invoice = three();
    const note = credit(invoice.id, pieces('1'), { issueDate: '2026-11-25' });
    expect(refusal(() => credit(note.id))).toEqual(['DOCUMENT_INVALID', 'id STATE']);
    expect(refusal(() => invoicesCreditLeft(ctx, { id: note.id }))).toEqual(['DOCUMENT_INVALID', 'id STATE']);
    expect(refusal(() => credit(ctx.newId()))).toEqual(['NOT_FOUND']);
    expect(refusal(() => credit(invoice.id, WHOLE, { issueDate: '2026-11-19' }))).toEqual(['DOCUMENT_INVALID', 'issueDate CREDIT_BEFORE_INVOICE']);
    const { logo: _logo, ...profile } = businessGet(ctx);
    businessSave(ctx, { ...profile, backdating: 'refuse' });
    expect(refusal(() => credit(invoice.id))).toEqual(['DOCUMENT_INVALID', 'issueDate BACKDATED']);
  });

  it('never with a letter that the page cannot draw', () => {
    const strict = { ...company.ctx, missingGlyphs: (text: string) => [...text].filter((letter) => letter === '☃') };
    const { id } = three();
    expect(refusal(() => invoicesCredit(strict, { id, newId: strict.newId(), request: WHOLE, issueDate: TODAY, reason: 'Snow ☃' }))).toEqual(['MISSING_GLYPHS', 'reason MISSING_GLYPHS']);
  });

  it('T41 T42 sealed, in the log, append-only and proved like an invoice, which itself never changes', () => {
    const { ctx } = company;
    const invoice = three();
    const seal = view(invoice.id).contentHash;
    const note = credit(invoice.id, pieces('1'));
    expect(contentHash(view(note.id).snapshot).toString('hex')).toBe(view(note.id).contentHash);
    expect(invoicesProve(ctx, { id: note.id }).intact).toBe(true);
    expect(invoicesProve(ctx, { id: invoice.id })).toMatchObject({ intact: true, seal });
    const said = ctx.db.prepare("SELECT b.body FROM audit_log l JOIN audit_body b ON b.seq = l.seq WHERE l.action = 'invoice.credit' AND l.entity_id = ?").pluck().get(note.id);
    expect(JSON.parse(String(said))).toMatchObject({ number: 'CN-2026-0001', contentHash: view(note.id).contentHash, original: invoice.id });
    for (const sql of [
      "UPDATE document_credit SET figures = '{}'", 'UPDATE document_credit SET amount = 0', 'DELETE FROM document_credit',
      'INSERT OR REPLACE INTO document_credit SELECT document_rid, original_rid, amount, 1, figures FROM document_credit',
      'INSERT INTO document_credit SELECT original_rid, document_rid, amount, closes, figures FROM document_credit',
    ])
      expect(() => ctx.db.exec(sql), sql).toThrow('append-only');
    const walk = proveAll(ctx);
    let step = walk.next();
    while (!step.done) step = walk.next();
    expect(step.value).toBe(true);
    expect(pendingPdfs(ctx.db)).toEqual([invoice.id, note.id]);
    storePdf(ctx, note.id, Buffer.from('%PDF-1.7'));
    expect(view(note.id)).toMatchObject({ pdf: { state: 'ready' }, history: [{ action: 'invoice.credit' }, { action: 'invoice.pdf' }] });
    expect(invoicesProve(ctx, { id: note.id }).intact).toBe(true);
  });

  it('a note pointed at another invoice behind the program is found (T42)', () => {
    const { ctx } = company;
    const [one] = [three(), three()];
    const note = credit(one.id, pieces('1'));
    ctx.db.exec('DROP TRIGGER document_credit_no_update');
    ctx.db.exec("UPDATE document_credit SET original_rid = (SELECT rid FROM document WHERE number = 'INV-2026-0002')");
    expect(invoicesProve(ctx, { id: note.id }).intact).toBe(false);
  });
});

describe('every sum follows', () => {
  const home = (today = TODAY) => homeSummary(company.ctx, { today }, VAULT);

  it('the lists show it below zero, the invoice with what is still open, and search finds it', () => {
    const invoice = three();
    const note = credit(invoice.id, pieces('1'));
    expect(list().map(({ number, kind, total, credited, open }) => [number, kind, total, credited, open])).toEqual([
      ['CN-2026-0001', 'credit-note', -127, 'none', 0],
      ['INV-2026-0001', 'invoice', 380, 'part', 253],
    ]);
    expect(list({ customerId }).map(({ total }) => total)).toEqual([-127, 380]);
    expect(list({}, 'CN-2026-0001').map(({ id }) => id)).toEqual([note.id]);
    expect(list({}, 'cn').map(({ id }) => id)).toEqual([note.id]);
    expect(findAll(company.ctx, { q: 'cn 1' }).invoices.map(({ id }) => id)).toEqual([note.id]);
    expect(list({ from: TODAY, to: TODAY }, 'caf')).toHaveLength(2);
  });

  it('what was invoiced to a customer, in a month and in all; invoices are counted, notes beside them', () => {
    const invoice = three();
    three();
    credit(invoice.id, pieces('1'), { issueDate: '2026-12-01' });
    expect(customersGet(company.ctx, { id: customerId }).invoiced).toEqual([{ currency: 'EUR', amount: 633, count: 2 }]);
    expect(invoicesCounts(company.ctx, { today: TODAY })).toMatchObject({ all: 3, creditNotes: 1, thisYear: 2, sums: [{ currency: 'EUR', amount: 633, count: 2 }] });
    const { months } = home('2026-12-02');
    expect(months.slice(-2)).toEqual([
      { month: '2026-11', amount: 760, before: 0, count: 2 },
      { month: '2026-12', amount: -127, before: 0, count: 0 },
    ]);
    expect(home().counts.invoices).toBe(2);
  });

  it('an invoice credited in part is late with what is left; credited in full it is late no more', () => {
    const late = '2027-01-10';
    const invoice = three({ dueDate: '2026-12-01' });
    three({ dueDate: '2026-12-01' });
    credit(invoice.id, pieces('1'));
    expect(home(late).outstanding).toMatchObject([{ overdue: 633, overdueCount: 2 }]);
    credit(invoice.id);
    expect(home(late).outstanding).toMatchObject([{ overdue: 380, overdueCount: 1 }]);
    expect(home(late).overdue.map(({ number }) => number)).toEqual(['INV-2026-0002']);
    expect(home('2026-12-01').dueToday.map(({ number }) => number)).toEqual(['INV-2026-0002']);
    expect(invoicesCounts(company.ctx, { today: late }).overdue).toBe(1);
    for (const found of [list({ overdueOn: late }), list({ overdueOn: late, customerId }), list({ overdueOn: late }, 'inv'), list({ overdueOn: late }, 'INV-2026-0002')])
      expect(found.map(({ number }) => number)).toEqual(['INV-2026-0002']);
    expect(list({ overdueOn: late }, 'INV-2026-0001')).toEqual([]);
  });

  it('everything credited leaves zero in every sum', () => {
    const foreign = issue({ currency: 'USD', rate: '0.92', lines: [line({ quantity: '3', unitPrice: '1.03', taxIds: [vat] })] });
    for (const { id } of [three(), foreign]) {
      credit(id, pieces('1'));
      credit(id);
    }
    for (const table of ['customer_total', 'month_total', 'due_total']) expect(company.ctx.db.prepare(`SELECT sum(abs(amount)) FROM ${table}`).pluck().get()).toBe(0);
    expect(company.ctx.db.prepare('SELECT sum(abs(base_amount)) FROM month_total').pluck().get()).toBe(0);
    expect(home().outstanding.every(({ laterCount }) => laterCount === 0)).toBe(true);
  });
});

it('each kind of document keeps a series of its own: the last of a kind stays', () => {
  expect(seriesList(company.ctx, { archived: true }).rows.map(({ kind, pattern, isDefault }) => [kind, pattern, isDefault])).toEqual([
    ['invoice', 'INV-{YYYY}-{0000}', true],
    ['credit-note', 'CN-{YYYY}-{0000}', true],
    ['quote', 'Q-{YYYY}-{0000}', true],
    ['order-confirmation', 'OC-{YYYY}-{0000}', true],
    ['delivery-note', 'DN-{YYYY}-{0000}', true],
    ['pro-forma', 'PF-{YYYY}-{0000}', true],
    ['deposit-invoice', 'DEP-{YYYY}-{0000}', true],
  ]);
});
