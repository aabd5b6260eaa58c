// One invoice over several delivery notes and orders: every line once, its source over it, the rest of what was billed in part, and a refusal that says which one does not fit.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAppError } from '../../../contract/errors.ts';
import type { DraftBody } from '../../../contract/invoices.ts';
import type { DraftKind } from '../../../domain/lifecycle.ts';
import { documentsCollect } from '../../../main/service/collect.ts';
import { documentsConvert, documentsLeft, documentsReissue } from '../../../main/service/convert.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { draftsDiscard, draftsGet, draftsRestore, draftsSave } from '../../../main/service/drafts.ts';
import { invoicesGet } from '../../../main/service/invoices.ts';
import { invoicesIssue } from '../../../main/service/issue.ts';
import { documentsAct, documentsLife } from '../../../main/service/life.ts';
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
