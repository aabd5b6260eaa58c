import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customersArchive, customersGet, customersList, customersSave, customersSuggest } from '../../../main/service/customers.ts';
import { itemsArchive, itemsGet, itemsList, itemsSave, itemsSuggest } from '../../../main/service/items.ts';
import {
  addCustomer,
  addItem,
  type Company,
  customerInput,
  draftBody,
  issueInvoice,
  itemInput,
  openCompany,
  taxId,
} from '../../fixtures/company.ts';
import { draftsSave } from '../../../main/service/drafts.ts';

let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());

const page = { q: '', after: null, limit: 50, archived: false };
const actions = () =>
  company.ctx.db.prepare<[], { action: string; entity_id: string }>('SELECT action, entity_id FROM audit_log ORDER BY seq').all();

describe('customers', () => {
  it('are read back exactly as they were saved', () => {
    const { ctx } = company;
    const input = customerInput({
      code: 'K-1',
      terms: { kind: 'eom', days: 10 },
      language: 'de',
      currency: 'CHF',
      notes: 'two\nlines',
      vatId: 'ATU12345678',
    });
    const { id, version } = customersSave(ctx, input);
    expect(customersGet(ctx, { id })).toEqual({
      customer: { ...input, id, version, archived: false, createdAt: expect.any(String) },
      erased: false,
      invoiced: [],
      drafts: 0,
    });
  });

  it('keep the change of whoever saved first; the other one is told (optimistic versions)', () => {
    const { ctx } = company;
    const id = addCustomer(ctx);
    expect(customersSave(ctx, { ...customerInput({ city: 'Graz' }), id, version: 1 })).toEqual({ id, version: 2 });
    expect(() => customersSave(ctx, { ...customerInput({ city: 'Linz' }), id, version: 1 })).toThrow('CONFLICT');
    expect(() => customersSave(ctx, { ...customerInput(), id })).toThrow('INVALID_INPUT');
    expect(customersGet(ctx, { id }).customer.city).toBe('Graz');
    expect(() => customersSave(ctx, { ...customerInput(), id: ctx.newId(), version: 1 })).toThrow('NOT_FOUND');
  });

  it('never share a code, whatever its case', () => {
    const { ctx } = company;
    const first = addCustomer(ctx, { code: 'Abc' });
    addCustomer(ctx, { code: '' });
    addCustomer(ctx, { code: '' });
    expect(() => addCustomer(ctx, { code: 'aBC' })).toThrow('DUPLICATE');
    expect(customersSave(ctx, { ...customerInput({ code: 'ABC' }), id: first, version: 1 }).version).toBe(2);
  });

  it('are listed by name in pages that neither repeat nor lose one', () => {
    const { ctx } = company;
    const names = ['Zeta', 'Äpfel & Co', 'beta', 'Alpha', 'Öl', 'alpha', 'Éclair'];
    for (const name of names) addCustomer(ctx, { name });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { rows, next, total }: ReturnType<typeof customersList> = customersList(ctx, { ...page, after, limit: 2 });
      expect(total).toBe(names.length);
      seen.push(...rows.map((row) => row.name));
      after = next;
    } while (after !== null);
    expect(seen).toEqual(['Alpha', 'alpha', 'Äpfel & Co', 'beta', 'Éclair', 'Öl', 'Zeta']);
  });

  it('a cursor that is not ours is refused, not run', () => {
    for (const after of ['x', Buffer.from('["a"]').toString('base64url'), Buffer.from('{}').toString('base64url')]) {
      expect(() => customersList(company.ctx, { ...page, after })).toThrow('INVALID_INPUT');
    }
  });

  it('are found by the beginning of any word, without accents, and typed signs are no query syntax', () => {
    const { ctx } = company;
    addCustomer(ctx, { name: 'Café Müller', contact: 'Eva Straße', city: 'Wien' });
    addCustomer(ctx, { name: 'Muller Brothers', contact: '', city: 'Cork', email: '' });
    const names = (q: string) =>
      customersList(ctx, { ...page, q })
        .rows.map((row) => row.name)
        .sort();
    expect(names('mul')).toEqual(['Café Müller', 'Muller Brothers']);
    expect(names('strasse cafe')).toEqual(['Café Müller']);
    expect(names('cor')).toEqual(['Muller Brothers']);
    for (const q of ['"', '*', 'AND OR NOT', "'; DROP TABLE customer; --", '(((', 'mul*ler', 'name:mul', '^mul', 'ıİ', '日本', '\u0301'])
      expect(() => names(q)).not.toThrow();
    expect(customersList(ctx, { ...page, q: 'mul' }).total).toBe(2);
  });

  it('type-ahead puts the code typed in full first, then names that begin so, then other words', () => {
    const { ctx } = company;
    addCustomer(ctx, { name: 'Great Ant Farm' });
    addCustomer(ctx, { name: 'Antonia' });
    addCustomer(ctx, { name: 'Zoo', code: 'ANT' });
    expect(customersSuggest(ctx, { q: 'ant' }).rows.map((row) => row.name)).toEqual(['Zoo', 'Antonia', 'Great Ant Farm']);
  });

  it('renamed ones are found by the new name and no longer by the old', () => {
    const { ctx } = company;
    const id = addCustomer(ctx, { name: 'Oldname', contact: '', email: '' });
    customersSave(ctx, { ...customerInput({ name: 'Newname', contact: '', email: '' }), id, version: 1 });
    expect(customersSuggest(ctx, { q: 'oldn' }).rows).toEqual([]);
    expect(customersSuggest(ctx, { q: 'newn' }).rows).toHaveLength(1);
  });

  it('archived ones leave lists and type-ahead but can be listed, counted and brought back', () => {
    const { ctx } = company;
    const id = addCustomer(ctx);
    customersArchive(ctx, { id, archived: true });
    expect(customersList(ctx, page)).toMatchObject({ rows: [], total: 0 });
    expect(customersSuggest(ctx, { q: 'caf' }).rows).toEqual([]);
    expect(customersList(ctx, { ...page, archived: true })).toMatchObject({ total: 1, rows: [{ id, archived: true }] });
    customersArchive(ctx, { id, archived: false });
    expect(customersList(ctx, page).total).toBe(1);
  });

  it('show what they were invoiced per currency, never added up, and their open drafts', () => {
    const { ctx } = company;
    const id = addCustomer(ctx);
    issueInvoice(ctx, draftBody(id));
    issueInvoice(ctx, draftBody(id, { issueDate: '2026-11-21' }));
    issueInvoice(ctx, draftBody(id, { currency: 'USD', rate: '0.9', issueDate: '2026-11-21' }));
    draftsSave(ctx, { body: draftBody(id) });
    expect(customersGet(ctx, { id })).toMatchObject({
      invoiced: [
        { currency: 'EUR', amount: 5000, count: 2 },
        { currency: 'USD', amount: 2500, count: 1 },
      ],
      drafts: 1,
    });
    expect(customersList(ctx, page).rows[0]).toMatchObject({ invoices: 3, lastInvoice: '2026-11-21' });
  });
});

describe('what an item costs', () => {
  it('goes only to whoever may see it, and what they save leaves it as it was', () => {
    const { ctx } = company;
    const { id } = itemsSave(ctx, itemInput({ name: 'Chai', cost: '7.20' }));
    const cashier = { ...ctx, may: (permission: string) => permission !== 'item.cost' };
    for (const cost of [itemsGet(cashier, { id }).cost, itemsList(cashier, page).rows[0]?.cost, itemsSuggest(cashier, { q: 'cha' }).rows[0]?.cost]) expect(cost).toBeNull();
    itemsSave(cashier, { ...itemInput({ name: 'Chai, loose', cost: null }), id, version: 1 });
    expect(itemsGet(ctx, { id })).toMatchObject({ name: 'Chai, loose', cost: '7.20' });
    itemsSave(cashier, { ...itemInput({ name: 'Chai, loose', cost: '1' }), id, version: 2 });
    expect(itemsGet(ctx, { id }).cost).toBe('7.20');
    expect(itemsGet(ctx, { id: itemsSave(cashier, itemInput({ code: 'N', cost: '3' })).id }).cost).toBeNull();
  });
});

describe('items', () => {
  it('are read back as saved, with their taxes in order', () => {
    const { ctx } = company;
    const taxIds = [taxId(ctx, 'VAT 9'), taxId(ctx, 'VAT 23')];
    const { id } = itemsSave(ctx, itemInput({ code: 'P1', price: '0.0049', cost: '0.001', taxIds }));
    expect(itemsGet(ctx, { id })).toMatchObject({ code: 'P1', price: '0.0049', cost: '0.001', taxIds, version: 1 });
    itemsSave(ctx, { ...itemInput({ taxIds: [taxIds[1] ?? ''] }), id, version: 1 });
    expect(itemsGet(ctx, { id }).taxIds).toEqual([taxIds[1]]);
  });

  it('refuse a tax that does not exist, or one tax twice', () => {
    const { ctx } = company;
    expect(() => addItem(ctx, { taxIds: [ctx.newId()] })).toThrow(
      expect.objectContaining({ detail: { fields: [{ path: 'taxIds.0', code: 'NOT_FOUND' }] } }),
    );
    const vat = taxId(ctx, 'VAT 23');
    expect(() => addItem(ctx, { taxIds: [vat, vat] })).toThrow('INVALID_INPUT');
    expect(itemsList(ctx, page).total).toBe(0);
  });

  it('are listed, suggested, archived and versioned like customers', () => {
    const { ctx } = company;
    const id = addItem(ctx, { name: 'Chai', code: '1' });
    addItem(ctx, { name: 'Chang', code: '2' });
    expect(itemsSuggest(ctx, { q: 'ch' }).rows.map((row) => row.name)).toEqual(['Chai', 'Chang']);
    expect(itemsSuggest(ctx, { q: '2' }).rows[0]?.name).toBe('Chang');
    itemsArchive(ctx, { id, archived: true });
    expect(itemsList(ctx, { ...page, q: 'chai' }).rows).toEqual([]);
    expect(() => itemsSave(ctx, { ...itemInput(), id, version: 1 })).toThrow('CONFLICT');
  });
});

describe('the log', () => {
  it('gets exactly one record for each write, and none for a refused one', () => {
    const { ctx } = company;
    const before = actions().length;
    const id = addCustomer(ctx, { code: 'A' });
    customersSave(ctx, { ...customerInput({ code: 'A', city: 'Graz' }), id, version: 1 });
    expect(() => addCustomer(ctx, { code: 'A' })).toThrow();
    expect(() => customersSave(ctx, { ...customerInput(), id, version: 1 })).toThrow();
    customersArchive(ctx, { id, archived: true });
    expect(
      actions()
        .slice(before)
        .map(({ action }) => action),
    ).toEqual(['customer.create', 'customer.save', 'customer.archive']);
    const body = ctx.db
      .prepare("SELECT b.body FROM audit_log l JOIN audit_body b ON b.seq = l.seq WHERE l.action = 'customer.save'")
      .pluck()
      .get();
    expect(body).toBe('{"changes":[{"field":"city","from":"Wien","to":"Graz"}],"version":2}');
  });

  it('a write whose log record cannot be made is not made either', () => {
    const { ctx } = company;
    ctx.db.exec("CREATE TEMP TRIGGER t BEFORE INSERT ON main.audit_body BEGIN SELECT RAISE(ABORT, 'no log'); END");
    expect(() => addCustomer(ctx)).toThrow(/no log/);
    expect(customersList(ctx, page).total).toBe(0);
  });
});
