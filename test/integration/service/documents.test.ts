// Quotes and what follows them: issued for good, answered, converted in whole and in part, never in the sums; deposits and the final invoice; cancel and reissue.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAppError } from '../../../contract/errors.ts';
import type { DraftBody } from '../../../contract/invoices.ts';
import { PAPER_KINDS, type DraftKind } from '../../../domain/lifecycle.ts';
import { documentsConvert, documentsLeft, documentsReissue } from '../../../main/service/convert.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { draftsDiscard, draftsGet, draftsList, draftsSave } from '../../../main/service/drafts.ts';
import { findAll, homeSummary } from '../../../main/service/home.ts';
import { invoicesCounts, invoicesDuplicate, invoicesGet, invoicesList, invoicesProve, storePdf } from '../../../main/service/invoices.ts';
import { invoicesIssue } from '../../../main/service/issue.ts';
import { documentsAct, documentsCounts, documentsLife, documentsList } from '../../../main/service/life.ts';
import { kindWords } from '../../../paper/kindWords.ts';
import { addCustomer, allProved, type Company, draftBody, line, openCompany, taxId, TODAY } from '../../fixtures/company.ts';

let company: Company;
let customerId: string;
let vat: string;
beforeEach(() => {
  company = openCompany();
  customerId = addCustomer(company.ctx);
  vat = taxId(company.ctx, 'VAT 23');
});
afterEach(() => company.close());

const NO_FILTERS = { customerId: null, from: null, to: null, currency: null, overdueOn: null };
const body = (kind: DraftKind, more: Partial<DraftBody> = {}): DraftBody =>
  draftBody(customerId, { kind, lines: [line({ quantity: '10', unitPrice: '100', taxIds: [vat] }), line({ description: 'Frame', quantity: '4', unitPrice: '2.50', taxIds: [vat] })], ...more });

function issue(id: string, version = 1) {
  return invoicesIssue(company.ctx, { draftId: id, version, acceptWarnings: true });
}
function issued(kind: DraftKind, more: Partial<DraftBody> = {}) {
  return issue(draftsSave(company.ctx, { body: body(kind, more) }).id);
}
function convert(id: string, to: DraftKind, more: Partial<Parameters<typeof documentsConvert>[1]> = {}) {
  return documentsConvert(company.ctx, { id, newId: company.ctx.newId(), to, today: TODAY, lines: null, size: null, ...more }).id;
}
const life = (id: string, today = TODAY) => documentsLife(company.ctx, { id, today });
const act = (id: string, action: 'accept' | 'decline' | 'reopen' | 'cancel', today = TODAY) => documentsAct(company.ctx, { id, action, today });
const snapshotOf = (id: string) => invoicesGet(company.ctx, { id }).snapshot;
const credit = (id: string) => invoicesCredit(company.ctx, { id, newId: company.ctx.newId(), request: { kind: 'whole' }, issueDate: TODAY, reason: '' });
const codes = (work: () => unknown): string[] => {
  try {
    work();
  } catch (error) {
    if (isAppError(error)) return error.detail.fields?.map(({ path, code }) => `${path} ${code}`) ?? [error.code];
    throw error;
  }
  return [];
};

describe('documents that ask for nothing', () => {
  it.each([
    ['quote', 'Q-2026-0001'], ['order-confirmation', 'OC-2026-0001'], ['delivery-note', 'DN-2026-0001'], ['pro-forma', 'PF-2026-0001'],
  ] as const)('a %s takes a number of its own series and touches no sum', (kind, number) => {
    const { ctx } = company;
    const before = [invoicesCounts(ctx, { today: TODAY }).sums, ctx.db.prepare('SELECT * FROM customer_total').all(), ctx.db.prepare('SELECT * FROM due_total').all(), ctx.db.prepare('SELECT * FROM month_total').all()];
    const made = issued(kind);
    expect(made.number).toBe(number);
    expect(invoicesGet(ctx, { id: made.id }).open).toBe(0);
    expect(snapshotOf(made.id)).toMatchObject({ kind, dueDate: null, terms: null, origin: null });
    expect([invoicesCounts(ctx, { today: TODAY }).sums, ctx.db.prepare('SELECT * FROM customer_total').all(), ctx.db.prepare('SELECT * FROM due_total').all(), ctx.db.prepare('SELECT * FROM month_total').all()]).toEqual(before);
    expect(invoicesList(ctx, { q: '', after: null, limit: 10, filters: NO_FILTERS }).rows).toEqual([]);
    expect(invoicesList(ctx, { q: 'Café', after: null, limit: 10, filters: NO_FILTERS }).rows).toEqual([]);
    expect(invoicesList(ctx, { q: number, after: null, limit: 10, filters: { ...NO_FILTERS, customerId } }).rows).toEqual([]);
    expect(findAll(ctx, { q: number }).invoices.map((row) => [row.kind, row.number, row.open])).toEqual([[kind, number, 0]]);
    expect(documentsList(ctx, { kind, q: '', after: null, limit: 10, customerId: null, state: null, today: TODAY }).rows.map((row) => [row.number, row.state])).toEqual([[number, 'issued']]);
    expect(documentsCounts(ctx).kinds.find((one) => one.kind === kind)?.count).toBe(1);
  });

  it('a quote needs no due date, no rate and a day that comes after its own; a delivery note not even prices', () => {
    expect(codes(() => issued('quote', { validUntil: '2026-11-19' }))).toContain('validUntil VALID_BEFORE_ISSUE');
    expect(issued('quote', { validUntil: TODAY, currency: 'USD' }).number).toBe('Q-2026-0001');
    expect(codes(() => issued('quote', { lines: [line({ unitPrice: '' })] }))).toContain('lines.0.unitPrice PRICE_MISSING');
    expect(issued('delivery-note', { lines: [line({ unitPrice: '' })] }).number).toBe('DN-2026-0001');
  });

  it('a customer’s own are listed newest first and page by page, and nobody else’s', () => {
    const { ctx } = company;
    const other = addCustomer(ctx, { name: 'Somebody else' });
    const mine = ['2026-11-01', '2026-11-03', '2026-11-05'].map((issueDate) => {
      issued('quote', { issueDate, customerId: other });
      return issued('quote', { issueDate }).number;
    });
    issued('pro-forma');
    const page = (after: string | null) => documentsList(ctx, { kind: 'quote', q: '', after, limit: 2, customerId, state: null, today: TODAY });
    const first = page(null);
    expect([...first.rows, ...page(first.next).rows].map(({ number }) => number)).toEqual(mine.toReversed());
    expect(page(first.next).next).toBeNull();
  });

  it('T68 a quote is open on its last day and expired the day after, in the list too', () => {
    const { id } = issued('quote', { validUntil: '2026-11-30' });
    expect([life(id, '2026-11-30').state, life(id, '2026-12-01').state]).toEqual(['issued', 'expired']);
    const list = (state: 'waiting' | 'expired', today: string) => documentsList(company.ctx, { kind: 'quote', q: '', after: null, limit: 5, customerId: null, state, today }).rows.length;
    expect([list('waiting', '2026-11-30'), list('expired', '2026-11-30'), list('waiting', '2026-12-01'), list('expired', '2026-12-01')]).toEqual([1, 0, 0, 1]);
    expect(life(id, '2026-12-01').actions).toEqual(['accept', 'decline']);
    expect(act(id, 'accept', '2026-12-01').state).toBe('accepted');
  });

  it('answers are events that are taken back by more events, with a record each; pressed twice is once', () => {
    const { id } = issued('quote');
    act(id, 'decline');
    act(id, 'decline');
    expect(life(id)).toMatchObject({ state: 'declined', actions: ['reopen'], conversions: [] });
    expect(codes(() => act(id, 'accept'))).toEqual(['action STATE']);
    act(id, 'reopen');
    act(id, 'accept');
    expect(invoicesGet(company.ctx, { id }).history.map(({ action }) => action)).toEqual(['invoice.issue', 'document.decline', 'document.reopen', 'document.accept']);
    expect(company.ctx.db.prepare("SELECT count(*) FROM audit_log WHERE action LIKE 'document.%' AND action <> 'document.issue'").pluck().get()).toBe(3);
  });

  it('T41 no state of any kind lets a row of it be changed, deleted or replaced, and its seal holds in all of them', () => {
    const { ctx } = company;
    const quote = issued('quote', { validUntil: '2026-12-24' }).id;
    const papers = PAPER_KINDS.map((kind) => issued(kind).id);
    storePdf(ctx, quote, Buffer.from('%PDF-1.7'));
    const frozen = [quote, ...papers].map((id) => JSON.stringify(invoicesGet(ctx, { id }).snapshot));
    const attack = () => {
      for (const table of ['document', 'document_line', 'document_tax', 'document_pdf', 'paper_event', 'paper_state', 'document_source', 'document_deposit']) {
        if (ctx.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() === 0) continue;
        expect(() => ctx.db.exec(`DELETE FROM ${table}`), table).toThrow(/append-only/);
        const [column] = ctx.db.prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${table}')`).all().slice(-1);
        if (table !== 'paper_state') expect(() => ctx.db.exec(`UPDATE ${table} SET ${column?.name} = ${column?.name}`), table).toThrow(/append-only/);
        expect(() => ctx.db.exec(`REPLACE INTO ${table} SELECT * FROM ${table}`), table).toThrow(/append-only/);
      }
      expect(() => ctx.db.exec("UPDATE paper_state SET state = 'declined'")).toThrow(/append-only/);
      expect([quote, ...papers].map((id) => JSON.stringify(invoicesGet(ctx, { id }).snapshot))).toEqual(frozen);
      expect(invoicesProve(ctx, { id: quote }).intact).toBe(true);
      expect(allProved(company.ctx)).toBe(true);
    };
    attack();
    act(quote, 'accept');
    attack();
    const invoice = issue(convert(quote, 'invoice')).id;
    expect(life(quote).state).toBe('converted');
    attack();
    credit(invoice);
    expect(life(quote).state).toBe('accepted');
    act(quote, 'cancel');
    attack();
    expect(life(quote)).toMatchObject({ state: 'cancelled', actions: [], conversions: [] });
  });

  it('T42 the walk over all documents misses one that was deleted with its triggers', () => {
    const { id } = issued('quote');
    expect(allProved(company.ctx)).toBe(true);
    const { db } = company.ctx;
    db.pragma('foreign_keys = OFF');
    for (const name of db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()) db.exec(`DROP TRIGGER ${name}`);
    db.prepare('DELETE FROM document WHERE id = ?').run(id);
    expect(allProved(company.ctx)).toBe(false);
  });

  it('T43 duplicating makes a draft of the same kind that is good as long as the first one was', () => {
    const { id } = issued('quote', { validUntil: '2026-12-10' });
    const copy = draftsGet(company.ctx, { id: invoicesDuplicate(company.ctx, { id, today: '2027-01-01' }).id }).body;
    expect(copy).toMatchObject({ kind: 'quote', issueDate: '2027-01-01', validUntil: '2027-01-21' });
    expect(copy.sources).toBeUndefined();
  });
});

describe('conversion', () => {
  it('whole: quote, order confirmation, delivery note, invoice, each naming what it comes from', () => {
    const quote = issued('quote', { reference: 'PO 7' });
    const order = issue(convert(quote.id, 'order-confirmation'));
    expect(life(quote.id)).toMatchObject({ state: 'converted', made: [{ number: order.number }] });
    const note = issue(convert(order.id, 'delivery-note'));
    expect(life(order.id).state).toBe('issued');
    const invoice = issue(convert(note.id, 'invoice'));
    expect(snapshotOf(invoice.id)).toMatchObject({ kind: 'invoice', reference: 'PO 7', origin: { kind: 'delivery-note', number: note.number, issueDate: TODAY }, totals: { gross: 124_230 } });
    // What was billed through the delivery note is billed of the order too.
    expect([life(note.id).state, life(order.id).state]).toEqual(['converted', 'converted']);
    expect(codes(() => convert(order.id, 'invoice'))).toEqual(['to CONVERT_NOT_ALLOWED']);
    expect(allProved(company.ctx)).toBe(true);
  });

  it('by line and quantity: what is left shrinks with drafts and invoices, and comes back when they go', () => {
    const { ctx } = company;
    const quote = issued('quote');
    const left = () => documentsLeft(ctx, { id: quote.id, to: 'invoice' }).lines.map((one) => one.left);
    const first = convert(quote.id, 'invoice', { lines: [{ line: 0, quantity: '3' }] });
    expect(left()).toEqual(['7', '4']);
    draftsDiscard(ctx, { id: first });
    expect(left()).toEqual(['10', '4']);
    const second = issue(convert(quote.id, 'invoice', { lines: [{ line: 0, quantity: '3' }, { line: 1, quantity: '4' }] }));
    expect([left(), life(quote.id).state]).toEqual([['7', '0'], 'issued']);
    expect(codes(() => convert(quote.id, 'invoice', { lines: [{ line: 0, quantity: '7.5' }] }))).toEqual(['lines.0.quantity CONVERT_OVER']);
    expect(documentsLeft(ctx, { id: quote.id, to: 'delivery-note' }).lines.map((one) => one.left)).toEqual(['10', '4']);
    issue(convert(quote.id, 'invoice'));
    expect([left(), life(quote.id).state]).toEqual([['0', '0'], 'converted']);
    credit(second.id);
    expect([left(), life(quote.id).state]).toEqual([['3', '4'], 'accepted']);
    expect(allProved(company.ctx)).toBe(true);
  });

  it('a draft changed before it is issued uses up what it says then, and never less than nothing is left', () => {
    const { ctx } = company;
    const quote = issued('quote');
    const id = convert(quote.id, 'invoice');
    const { body: draft } = draftsGet(ctx, { id });
    draftsSave(ctx, { id, version: 1, body: { ...draft, lines: draft.lines.map((one, i) => ({ ...one, quantity: i === 0 ? '12' : '1' })) } });
    issue(id, 2);
    expect(documentsLeft(ctx, { id: quote.id, to: 'invoice' }).lines.map((one) => one.left)).toEqual(['0', '3']);
  });

  it('T60 asked twice with the same id it makes one draft, before and after that is issued', () => {
    const quote = issued('quote');
    const newId = company.ctx.newId();
    const id = convert(quote.id, 'invoice', { newId });
    expect(convert(quote.id, 'invoice', { newId })).toBe(id);
    issue(id);
    expect(convert(quote.id, 'invoice', { newId })).toBe(id);
    expect(life(quote.id)).toMatchObject({ drafts: [], made: [{ id }] });
  });

  it('a pro forma and a declined quote become what the law of documents lets them', () => {
    const quote = issued('quote');
    const proForma = issue(convert(quote.id, 'pro-forma'));
    expect(life(quote.id).state).toBe('issued');
    expect(life(proForma.id).conversions).toEqual(['delivery-note', 'invoice', 'deposit-invoice']);
    act(quote.id, 'decline');
    expect(codes(() => convert(quote.id, 'invoice'))).toEqual(['to CONVERT_NOT_ALLOWED']);
  });
});

describe('what an invoice calls itself', () => {
  it('T57 billing fewer than were ordered makes a part invoice, frozen, sealed, proven and named so in lists, links and search', () => {
    const { ctx } = company;
    const order = issued('order-confirmation');
    const draft = convert(order.id, 'invoice', { lines: [{ line: 0, quantity: '4' }] });
    expect(draftsList(ctx, { q: '', after: null, limit: 5 }).rows.map(({ kind, title }) => [kind, title])).toEqual([['invoice', 'part-invoice']]);
    expect(life(order.id).drafts).toMatchObject([{ title: 'part-invoice' }]);
    const first = issue(draft);
    const rest = issue(convert(order.id, 'invoice'));
    expect(snapshotOf(first.id)).toMatchObject({ kind: 'invoice', part: true });
    expect(kindWords(snapshotOf(first.id), 'en').title).toBe('Part invoice');
    const listed = (q: string, filters = NO_FILTERS) => invoicesList(ctx, { q, after: null, limit: 10, filters }).rows.map(({ number, kind, title }) => [number, kind, title]);
    const both = [[rest.number, 'invoice', 'part-invoice'], [first.number, 'invoice', 'part-invoice']];
    expect([listed(''), listed('', { ...NO_FILTERS, customerId: null }), listed('INV')]).toEqual([both, both, both]);
    expect(life(order.id).made.map(({ number, title }) => [number, title])).toEqual([[first.number, 'part-invoice'], [rest.number, 'part-invoice']]);
    expect(allProved(company.ctx)).toBe(true);
    expect(() => ctx.db.exec('UPDATE document SET part = 0')).toThrow('append-only');
  });

  it('T57 all of an order, a delivery and what is written by hand are invoices and nothing else; a person may say otherwise, and a copy says nothing', () => {
    const { ctx } = company;
    const order = issued('order-confirmation');
    const note = issue(convert(order.id, 'delivery-note', { lines: [{ line: 0, quantity: '3' }] }));
    expect(draftsGet(ctx, { id: convert(note.id, 'invoice') }).body.part).toBeUndefined();
    const whole = issue(convert(issued('quote').id, 'invoice'));
    expect('part' in snapshotOf(whole.id)).toBe(false);
    const said = issued('invoice', { part: true });
    expect(snapshotOf(said.id).part).toBe(true);
    expect(draftsGet(ctx, { id: invoicesDuplicate(ctx, { id: said.id, today: TODAY }).id }).body.part).toBeUndefined();
    expect(snapshotOf(issued('deposit-invoice', { part: true }).id).part).toBeUndefined();
    expect(allProved(company.ctx)).toBe(true);
  });
});

describe('deposits', () => {
  const thousand = (more: Partial<DraftBody> = {}) => issued('order-confirmation', { lines: [line({ quantity: '1', unitPrice: '1000', taxIds: [vat] })], ...more });

  it('T57 30 % of 1000 is 300 + 69 at 23 %, the final invoice 700 + 161, the tax over both exactly that of the whole', () => {
    const { ctx } = company;
    const order = thousand();
    const deposit = issue(convert(order.id, 'deposit-invoice', { size: { percent: '30' } }));
    expect([deposit.number, snapshotOf(deposit.id).totals]).toMatchObject(['DEP-2026-0001', { net: 30_000, tax: 6_900, payable: 36_900 }]);
    const draft = convert(order.id, 'final-invoice');
    expect(draftsGet(ctx, { id: draft }).body.deposits).toEqual([deposit.id]);
    const last = issue(draft);
    expect(last.number).toBe('INV-2026-0001');
    const { totals, taxes, deposits, lines } = snapshotOf(last.id);
    expect(totals).toMatchObject({ net: 70_000, tax: 16_100, gross: 86_100, payable: 86_100 });
    expect(taxes.map(({ base, amount }) => [base, amount])).toEqual([[70_000, 16_100]]);
    expect(deposits).toEqual([{ number: deposit.number, issueDate: TODAY }]);
    expect(lines.map(({ description, net }) => [description, net])).toEqual([['Poster A2', 100_000], [`Less deposit invoice ${deposit.number} of 20 Nov 2026`, -30_000]]);
    expect(invoicesCounts(ctx, { today: TODAY }).sums).toEqual([{ currency: 'EUR', amount: 123_000, count: 2 }]);
    expect([life(order.id).state, life(deposit.id).finals.map(({ number }) => number), life(last.id).deposits.map(({ id }) => id)]).toEqual(['converted', [last.number], [deposit.id]]);
    expect(allProved(company.ctx)).toBe(true);
  });

  it('T57 a deposit is taken off once, and free again when its final invoice is credited', () => {
    const { ctx } = company;
    const order = thousand();
    const deposit = issue(convert(order.id, 'deposit-invoice', { size: { amount: 25_000 } }));
    const final = issue(convert(order.id, 'final-invoice'));
    const twice = draftsSave(ctx, { body: body('final-invoice', { deposits: [deposit.id] }) });
    expect(codes(() => issue(twice.id))).toContain('deposits DEPOSIT_TAKEN');
    expect(codes(() => credit(deposit.id))).toEqual(['id DEPOSIT_TAKEN_OFF']);
    credit(final.id);
    expect(snapshotOf(invoicesGet(ctx, { id: final.id }).credits[0]?.id ?? '').totals).toMatchObject({ net: 75_000, payable: 92_250 });
    expect(issue(convert(order.id, 'final-invoice')).number).toBe('INV-2026-0002');
    expect(allProved(company.ctx)).toBe(true);
  });

  it('refuses deposits over the whole, and one under a tax the whole does not have', () => {
    const { ctx } = company;
    const order = thousand();
    issue(convert(order.id, 'deposit-invoice', { size: { percent: '80' } }));
    expect(codes(() => convert(order.id, 'deposit-invoice', { size: { percent: '21' } }))).toEqual(['size DEPOSIT_OVER']);
    expect(codes(() => convert(order.id, 'deposit-invoice'))).toEqual(['size REQUIRED']);
    const other = issued('deposit-invoice', { lines: [line({ taxIds: [taxId(ctx, 'VAT 9 ')] })] });
    const mixed = draftsSave(ctx, { body: body('final-invoice', { deposits: [other.id] }) });
    expect(codes(() => issue(mixed.id))).toContain('deposits DEPOSIT_TAX');
  });

  it('a deposit without an order behind it gets a final invoice to write the lines of', () => {
    const deposit = issued('deposit-invoice', { lines: [line({ quantity: '1', unitPrice: '100', taxIds: [vat] })] });
    const id = convert(deposit.id, 'final-invoice');
    expect(draftsGet(company.ctx, { id }).body).toMatchObject({ kind: 'final-invoice', lines: [], deposits: [deposit.id] });
  });
});

describe('cancel and reissue', () => {
  it('is a credit note over everything and a new draft tied to the same order, both or neither', () => {
    const { ctx } = company;
    const order = issued('order-confirmation');
    const invoice = issue(convert(order.id, 'invoice'));
    const wish = { id: invoice.id, noteId: ctx.newId(), draftId: ctx.newId(), issueDate: TODAY, reason: 'Wrong address' };
    const done = documentsReissue(ctx, wish);
    expect(documentsReissue(ctx, wish)).toEqual(done);
    expect(invoicesGet(ctx, { id: invoice.id }).credited).toBe('full');
    expect(invoicesCounts(ctx, { today: TODAY }).sums[0]?.amount).toBe(0);
    expect(documentsLeft(ctx, { id: order.id, to: 'invoice' }).lines.map(({ left }) => left)).toEqual(['0', '0']);
    const again = issue(done.draftId);
    expect([again.number, snapshotOf(again.id).origin?.number, life(order.id).state]).toEqual(['INV-2026-0002', order.number, 'converted']);
    const { n } = ctx.db.prepare<[], { n: number }>('SELECT count(*) AS n FROM draft WHERE issued = 0').get() ?? { n: -1 };
    expect(codes(() => documentsReissue(ctx, { ...wish, noteId: ctx.newId(), draftId: ctx.newId() }))).toEqual(['request CREDIT_NOTHING_LEFT']);
    expect(ctx.db.prepare('SELECT count(*) AS n FROM draft WHERE issued = 0').get()).toEqual({ n });
  });

  it('home counts invoices, not papers', () => {
    issued('quote');
    issued('invoice');
    const vault = { chain: 'ok', mode: 'keychain', failedBefore: 0, kitMadeOn: '', recoveryCodesLeft: 10 } as const;
    const summary = homeSummary(company.ctx, { today: TODAY }, vault);
    expect([summary.counts.invoices, summary.recent.map(({ kind }) => kind), summary.thisMonth[0]?.count]).toEqual([1, ['invoice'], 1]);
  });
});
