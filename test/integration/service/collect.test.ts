// One invoice over several delivery notes and orders: every line once, its source over it, the rest of what was billed in part, and a refusal that says which one does not fit.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAppError } from '../../../contract/errors.ts';
import { type DraftBody, MOST_SOURCES } from '../../../contract/invoices.ts';
import type { DraftKind } from '../../../domain/lifecycle.ts';
import { documentsCollect, documentsOpen } from '../../../main/service/collect.ts';
import { documentsConvert, documentsLeft, documentsReissue } from '../../../main/service/convert.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { draftsDiscard, draftsGet, draftsList, draftsRestore, draftsSave } from '../../../main/service/drafts.ts';
import { invoicesGet } from '../../../main/service/invoices.ts';
import { invoicesIssue } from '../../../main/service/issue.ts';
import { assertWithin } from '../../../main/ipc/ownOnly.ts';
import type { Ctx } from '../../../main/service/context.ts';
import { erasureErase } from '../../../main/service/erasure.ts';
import { documentsAct, documentsLife, documentsList } from '../../../main/service/life.ts';
import { recordPayment } from '../../../main/service/payments.ts';
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

function issued(kind: DraftKind, more: Partial<DraftBody> = {}) {
  const lines = [line({ quantity: '10', unitPrice: '100', taxIds: [vat] }), line({ description: 'Frame', quantity: '4', unitPrice: '2.50', taxIds: [vat] })];
  return issue(draftsSave(company.ctx, { body: draftBody(customerId, { kind, lines, ...more }) }).id);
}
const issue = (draftId: string, version = 1) => invoicesIssue(company.ctx, { draftId, version, acceptWarnings: true });
const collect = (ids: string[], newId = company.ctx.newId()) => documentsCollect(company.ctx, { ids, newId, today: TODAY }).id;
const convert = (id: string, to: DraftKind, lines: { line: number; quantity: string }[] | null = null) =>
  documentsConvert(company.ctx, { id, newId: company.ctx.newId(), to, today: TODAY, lines, size: to === 'deposit-invoice' ? { percent: '30' } : null }).id;
const bodyOf = (id: string) => draftsGet(company.ctx, { id }).body;
const snapshotOf = (id: string) => invoicesGet(company.ctx, { id }).snapshot;
const life = (id: string) => documentsLife(company.ctx, { id, today: TODAY });
const quantities = (id: string) => bodyOf(id).lines.map(({ quantity }) => quantity);
const refused = (work: () => unknown): unknown[] => {
  try {
    work();
  } catch (error) {
    if (isAppError(error)) return error.detail.fields?.flatMap(({ code, params }) => [code, params?.number]) ?? [error.code];
    throw error;
  }
  return [];
};

describe('one invoice over several delivery notes', () => {
  it('has the lines of each, oldest first, says which are whose, and both sides show each other', () => {
    const later = issued('delivery-note', { issueDate: '2026-11-12', supplyDate: '2026-11-13', reference: 'PO 7' });
    const first = issued('delivery-note', { issueDate: '2026-11-03', reference: 'PO 7' });
    const draft = collect([later.id, first.id]);
    expect(bodyOf(draft)).toMatchObject({ customerId, reference: 'PO 7', supplyDate: '2026-11-13', issueDate: TODAY });
    expect(bodyOf(draft).part).toBeUndefined();
    expect([life(first.id).drafts.length, life(later.id).drafts.length]).toEqual([1, 1]);
    const invoice = issue(draft);
    const { origin, origins, totals, lines } = snapshotOf(invoice.id);
    expect([origin, origins]).toEqual([null, [
      { kind: 'delivery-note', number: first.number, issueDate: '2026-11-03', lines: [0, 1] },
      { kind: 'delivery-note', number: later.number, issueDate: '2026-11-12', lines: [2, 3] },
    ]]);
    expect([lines.length, totals.net, totals.tax]).toEqual([4, 202_000, 46_460]);
    expect(life(invoice.id).origins.map(({ number }) => number)).toEqual([first.number, later.number]);
    for (const note of [first, later]) expect(life(note.id)).toMatchObject({ state: 'converted', drafts: [], made: [{ number: invoice.number }] });
    expect(life(invoice.id).conversions).not.toContain('delivery-note');
    expect(allProved(company.ctx)).toBe(true);
  });

  it('bills nothing twice: of what was billed in part the rest goes over, drafts count, and what is billed is refused by its number', () => {
    const [part, whole, fresh] = [issued('delivery-note'), issued('delivery-note'), issued('delivery-note')];
    issue(convert(part.id, 'invoice', [{ line: 0, quantity: '4' }]));
    issue(convert(whole.id, 'invoice'));
    expect(refused(() => collect([part.id, whole.id]))).toEqual(['COLLECT_BILLED', whole.number]);
    const draft = collect([part.id, fresh.id]);
    expect(quantities(draft)).toEqual(['6', '4', '10', '4']);
    expect(refused(() => collect([fresh.id]))).toEqual(['COLLECT_BILLED', fresh.number]);
    draftsDiscard(company.ctx, { id: draft });
    expect(quantities(collect([fresh.id, part.id]))).toEqual(['6', '4', '10', '4']);
  });

  it('a draft that was thrown away and brought back is not issued once another billed the same', () => {
    const [a, b] = [issued('delivery-note'), issued('delivery-note')];
    const first = collect([a.id, b.id]);
    draftsDiscard(company.ctx, { id: first });
    issue(collect([a.id, b.id]));
    draftsRestore(company.ctx, { id: first });
    expect(refused(() => issue(first, 3))).toEqual(['SOURCE_BILLED', a.number, 'SOURCE_BILLED', b.number]);
  });

  it('nor is one of whose lines some were billed meanwhile: the line is named', () => {
    const order = issued('order-confirmation');
    const first = convert(order.id, 'invoice');
    draftsDiscard(company.ctx, { id: first });
    issue(convert(order.id, 'invoice', [{ line: 1, quantity: '4' }]));
    draftsRestore(company.ctx, { id: first });
    expect(refused(() => issue(first, 3))).toEqual(['LINE_BILLED', order.number]);
  });

  it('two notes of one order, and the order itself, bill together no more than was ordered', () => {
    const order = issued('order-confirmation');
    const notes = [{ line: 0, quantity: '6' }, { line: 0, quantity: '4' }].map((some) => issue(convert(order.id, 'delivery-note', [some])));
    issue(convert(order.id, 'invoice', [{ line: 0, quantity: '5' }]));
    const draft = collect(notes.map(({ id }) => id).slice(0, 1));
    expect(quantities(draft)).toEqual(['5']);
    expect(documentsLeft(company.ctx, { id: order.id, to: 'invoice' }).lines.map(({ left }) => left)).toEqual(['0', '4']);
    draftsDiscard(company.ctx, { id: draft });
    expect(refused(() => collect(notes.map(({ id }) => id)))).toEqual(['COLLECT_BILLED', notes[1]?.number]);
    expect(refused(() => collect([order.id, notes[0]?.id ?? '']))).toEqual(['COLLECT_BILLED', notes[0]?.number]);
    expect(quantities(collect([order.id]))).toEqual(['5', '4']);
  });

  it('a delivery after its invoice has nothing left to bill, until that invoice is credited', () => {
    const invoice = issued('invoice');
    const note = issue(convert(invoice.id, 'delivery-note'));
    expect(refused(() => collect([note.id]))).toEqual(['COLLECT_BILLED', note.number]);
    invoicesCredit(company.ctx, { id: invoice.id, newId: company.ctx.newId(), request: { kind: 'whole' }, issueDate: TODAY, reason: '' });
    expect(quantities(collect([note.id]))).toEqual(['10', '4']);
  });

  it('a note whose lines were all taken out is not named and stays open; the last one left is named like any other', () => {
    const [a, b] = [issued('delivery-note'), issued('delivery-note')];
    const draft = collect([a.id, b.id]);
    const body = bodyOf(draft);
    draftsSave(company.ctx, { id: draft, version: 1, body: { ...body, lines: body.lines.filter(({ sourceAt }) => sourceAt === 1) } });
    const { origin, origins } = snapshotOf(issue(draft, 2).id);
    expect([origin?.number, origins]).toEqual([b.number, undefined]);
    expect([life(a.id).state, life(b.id).state]).toEqual(['issued', 'converted']);
    expect(allProved(company.ctx)).toBe(true);
  });

  it('credited in full, all its notes are free again; written anew, all of them are tied to the new one', () => {
    const [a, b] = [issued('delivery-note'), issued('order-confirmation')];
    const invoice = issue(collect([a.id, b.id]));
    const draftId = company.ctx.newId();
    documentsReissue(company.ctx, { id: invoice.id, noteId: company.ctx.newId(), draftId, issueDate: TODAY, reason: '' });
    expect([life(a.id).state, life(b.id).state]).toEqual(['issued', 'issued']);
    const again = issue(draftId);
    expect(snapshotOf(again.id).origins).toEqual(snapshotOf(invoice.id).origins);
    expect([life(a.id).state, life(b.id).state]).toEqual(['converted', 'converted']);
    expect(allProved(company.ctx)).toBe(true);
  });

  it('T60 asked twice with the same id it makes one draft; the same note named twice counts once', () => {
    const note = issued('delivery-note');
    const newId = company.ctx.newId();
    expect([collect([note.id, note.id], newId), collect([note.id], newId)]).toEqual([newId, newId]);
    expect(quantities(newId)).toEqual(['10', '4']);
    expect(snapshotOf(issue(newId).id).origin?.number).toBe(note.number);
  });
});

describe('who may, and what stays of it', () => {
  it('somebody who sees only their own documents collects only their own; one of another among them stops it, and nothing is made', () => {
    const { ctx } = company;
    const ben: Ctx = { ...ctx, actor: { id: ctx.newId(), name: 'Ben', role: 'cashier' }, limits: { ownDocumentsOnly: true } };
    const note = (at: Ctx) => invoicesIssue(at, { draftId: draftsSave(at, { body: draftBody(customerId, { kind: 'delivery-note', lines: [line({ quantity: '2', taxIds: [vat] })] }) }).id, version: 1, acceptWarnings: true }).id;
    const [mine, again, other] = [note(ben), note(ben), note(ctx)];
    const within = (ids: string[]) => assertWithin(ctx.db, ben.actor.id, 'documents.collect', { ids, newId: ctx.newId(), today: TODAY });
    expect(() => within([mine, other])).toThrow('NOT_FOUND');
    expect(() => within([other])).toThrow('NOT_FOUND');
    within([mine, again]);
    const draft = documentsCollect(ben, { ids: [mine, again], newId: ctx.newId(), today: TODAY }).id;
    expect([ben, ctx].map((at) => draftsList(at, { q: '', after: null, limit: 10 }).rows.map(({ id }) => id))).toEqual([[draft], [draft]]);
    assertWithin(ctx.db, ben.actor.id, 'drafts.get', { id: draft });
    expect(documentsList(ben, { kind: 'delivery-note', q: '', after: null, limit: 10, customerId, state: 'waiting', today: TODAY }).rows.map(({ id }) => id)).toEqual([again, mine]);
  });

  it('everything open of a customer that goes on one invoice together is found, oldest first: not what is billed, also through its order or a draft, cancelled, or of others', () => {
    const open = (ctx = company.ctx) => documentsOpen(ctx, { kind: 'delivery-note', customerId, today: TODAY });
    const [billed, gone, drafted] = ['2026-11-05', '2026-11-07', '2026-11-08'].map((issueDate) => issued('delivery-note', { issueDate }).id);
    const [late, early] = ['2026-11-12', '2026-11-01'].map((issueDate) => issued('delivery-note', { issueDate }).id);
    const dollars = issued('delivery-note', { issueDate: '2026-11-02', currency: 'USD' });
    issued('delivery-note', { issueDate: '2026-11-03', adjustments: [{ kind: 'allowance', percent: '10', amount: null, reason: 'x', taxIds: null, afterTax: false }] });
    issued('delivery-note', { customerId: addCustomer(company.ctx, { name: 'Somebody else' }) });
    const order = issued('order-confirmation');
    issue(convert(order.id, 'delivery-note'));
    issue(convert(order.id, 'invoice'));
    issue(collect([billed ?? '']));
    collect([drafted ?? '']);
    documentsAct(company.ctx, { id: gone ?? '', action: 'cancel', today: TODAY });
    expect([open().rows.map(({ id }) => id), open().left]).toEqual([[early, late], 2]);
    collect(open().rows.map(({ id }) => id));
    expect(open()).toMatchObject({ rows: [{ id: dollars.id }], left: 1 });
    const ben: Ctx = { ...company.ctx, actor: { id: company.ctx.newId(), name: 'Ben', role: 'cashier' }, limits: { ownDocumentsOnly: true } };
    expect(open(ben)).toEqual({ rows: [], left: 0 });
  });

  it('more than one invoice holds: the oldest as many as it holds, and the number of the others', () => {
    for (let n = 0; n < MOST_SOURCES + 2; n += 1) issued('delivery-note');
    const open = documentsOpen(company.ctx, { kind: 'delivery-note', customerId, today: TODAY });
    expect([open.rows.length, open.rows[0]?.number, open.left]).toEqual([MOST_SOURCES, 'DN-2026-0001', 2]);
    expect(bodyOf(collect(open.rows.map(({ id }) => id))).lines).toHaveLength(2 * MOST_SOURCES);
  });

  it('of a customer who was erased, with notes and invoice past their time, it still names its notes, proves, and is not collected again', () => {
    company.setNow('2010-03-10T09:00:00.000Z');
    const [a, b] = [issued('delivery-note', { issueDate: '2010-03-01' }), issued('delivery-note', { issueDate: '2010-03-02' })];
    const invoice = issue(documentsCollect(company.ctx, { ids: [a.id, b.id], newId: company.ctx.newId(), today: '2010-03-10' }).id);
    const paid = { id: company.ctx.newId(), customerId, currency: 'EUR', rate: null, baseAmount: null, paidOn: '2010-03-11', note: '', method: { method: 'cash' as const, reference: '', brand: null, last4: '' } };
    const { open } = invoicesGet(company.ctx, { id: invoice.id });
    recordPayment(company.ctx, { ...paid, amount: open, allocations: [{ documentId: invoice.id, amount: open, rest: 'open' }] });
    company.setNow('2026-11-20T09:00:00.000Z');
    expect(erasureErase(company.ctx, { id: customerId })).toMatchObject({ past: 3 });
    expect(life(invoice.id).origins.map(({ number }) => number)).toEqual([a.number, b.number]);
    expect(snapshotOf(invoice.id)).toMatchObject({ buyer: { name: 'Erased' }, origins: [{ number: a.number, lines: [0, 1] }, { number: b.number, lines: [2, 3] }] });
    expect(refused(() => collect([a.id, b.id]))).toEqual(['DOCUMENT_ERASED']);
    expect(allProved(company.ctx)).toBe(true);
  });
});

describe('what does not fit is refused by its number', () => {
  it('another customer, another currency, other prices, a discount over the whole, a deposit, a cancelled one, another kind', () => {
    const note = issued('delivery-note', { issueDate: '2026-11-01' });
    const other = issued('delivery-note', { customerId: addCustomer(company.ctx, { name: 'Somebody else' }) });
    const dollars = issued('delivery-note', { currency: 'USD' });
    const inside = issued('delivery-note', { pricesIncludeTax: true });
    const less = issued('delivery-note', { adjustments: [{ kind: 'allowance', percent: '10', amount: null, reason: 'x', taxIds: null, afterTax: false }] });
    const order = issued('order-confirmation');
    issue(convert(order.id, 'deposit-invoice'));
    const gone = issued('delivery-note');
    documentsAct(company.ctx, { id: gone.id, action: 'cancel', today: TODAY });
    const quote = issued('quote');
    const codes = [other, dollars, inside, less, order, gone, quote].map(({ id }) => refused(() => collect([note.id, id])));
    expect(codes).toEqual([
      ['COLLECT_CUSTOMER', other.number], ['COLLECT_CURRENCY', dollars.number], ['COLLECT_PRICES', inside.number], ['COLLECT_DISCOUNT', less.number],
      ['COLLECT_DEPOSIT', order.number], ['COLLECT_STATE', gone.number], ['COLLECT_STATE', quote.number],
    ]);
    expect(bodyOf(collect([less.id])).adjustments).toHaveLength(1);
  });

  it('the rows of what was made from what are added, never changed', () => {
    issue(collect([issued('delivery-note').id, issued('delivery-note').id]));
    for (const sql of ["UPDATE document_source SET lines = '[]'", 'DELETE FROM document_source']) expect(() => company.ctx.db.exec(sql)).toThrow('append-only');
  });
});
