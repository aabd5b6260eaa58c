import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftsDiscard, draftsGet, draftsList, draftsRestore, draftsSave } from '../../../main/service/drafts.ts';
import { addCustomer, type Company, draftBody, line, openCompany } from '../../fixtures/company.ts';

let company: Company;
let customerId: string;
beforeEach(() => {
  company = openCompany();
  customerId = addCustomer(company.ctx);
});
afterEach(() => company.close());

const list = (q = '', after: string | null = null, limit = 50) => draftsList(company.ctx, { q, after, limit });

describe('drafts', () => {
  it('keep whatever was typed so far, also nothing at all', () => {
    const { ctx } = company;
    const halfTyped = draftBody(null, {
      lines: [
        line({ description: '', quantity: '', unitPrice: '', adjustments: [{ kind: 'allowance', percent: '', amount: null, reason: '' }] }),
      ],
    });
    const { id } = draftsSave(ctx, { body: halfTyped });
    expect(draftsGet(ctx, { id })).toMatchObject({ id, version: 1, body: halfTyped });
    const empty = draftsSave(ctx, { body: draftBody(null, { lines: [] }) });
    expect(list().rows.find((row) => row.id === empty.id)).toMatchObject({ customerId: null, customer: '', total: null });
  });

  it('are saved by version, so that two windows cannot overwrite each other', () => {
    const { ctx } = company;
    const { id } = draftsSave(ctx, { body: draftBody(customerId) });
    expect(draftsSave(ctx, { id, version: 1, body: draftBody(customerId, { subject: 'A' }) }).version).toBe(2);
    expect(() => draftsSave(ctx, { id, version: 1, body: draftBody(customerId, { subject: 'B' }) })).toThrow('CONFLICT');
    expect(draftsGet(ctx, { id }).body.subject).toBe('A');
    expect(() => draftsSave(ctx, { id: ctx.newId(), version: 1, body: draftBody(null) })).toThrow('NOT_FOUND');
  });

  it('can be discarded and brought back', () => {
    const { ctx } = company;
    const { id } = draftsSave(ctx, { body: draftBody(customerId) });
    draftsDiscard(ctx, { id });
    draftsDiscard(ctx, { id });
    expect(list()).toMatchObject({ rows: [], total: 0 });
    expect(() => draftsGet(ctx, { id })).toThrow('NOT_FOUND');
    expect(() => draftsSave(ctx, { id, version: 1, body: draftBody(customerId) })).toThrow('CONFLICT');
    draftsRestore(ctx, { id });
    expect(draftsGet(ctx, { id }).body).toEqual(draftBody(customerId));
    expect(() => draftsRestore(ctx, { id: ctx.newId() })).toThrow('NOT_FOUND');
  });

  it('are listed by last change, page by page, with what they would cost', () => {
    const { ctx } = company;
    const ids = ['one', 'two', 'three', 'four', 'five'].map((subject) => draftsSave(ctx, { body: draftBody(customerId, { subject }) }).id);
    draftsSave(ctx, { id: ids[0] ?? '', version: 1, body: draftBody(customerId, { subject: 'one' }) });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const got: ReturnType<typeof list> = list('', after, 2);
      expect(got.total).toBe(5);
      seen.push(...got.rows.map((row) => row.subject));
      after = got.next;
    } while (after !== null);
    expect(seen).toEqual(['one', 'five', 'four', 'three', 'two']);
    expect(list('', null, 1).rows[0]).toMatchObject({ customerId, customer: 'Café Müller', total: 2500, currency: 'EUR' });
  });

  it('are found by customer, subject, reference and lines', () => {
    const { ctx } = company;
    draftsSave(ctx, {
      body: draftBody(customerId, { subject: 'Überholung', reference: 'PO-77', lines: [line({ description: 'Kurbelwelle' })] }),
    });
    draftsSave(ctx, { body: draftBody(null, { subject: 'Other' }) });
    for (const q of ['mull', 'uberh', 'po 77', 'kurb', 'caf kur'])
      expect(list(q), q).toMatchObject({ total: 1, rows: [{ subject: 'Überholung' }] });
    expect(list('nothing')).toEqual({ rows: [], next: null, total: 0 });
  });
});
