// Roles of the business and how far they reach, over the real encrypted database: discounts, credit notes, and people who see only their own.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAppError } from '../../../contract/errors.ts';
import type { DraftBody } from '../../../contract/invoices.ts';
import type { Limits } from '../../../domain/roles.ts';
import { assertWithin } from '../../../main/ipc/ownOnly.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { customersGet, customersList } from '../../../main/service/customers.ts';
import { documentsConvert } from '../../../main/service/convert.ts';
import { draftsGet, draftsList, draftsSave } from '../../../main/service/drafts.ts';
import { findAll, homeSummary, type VaultFacts } from '../../../main/service/home.ts';
import { invoicesCounts, invoicesList } from '../../../main/service/invoices.ts';
import { invoicesIssue } from '../../../main/service/issue.ts';
import { itemsGet, itemsSave } from '../../../main/service/items.ts';
import { paymentsAccount } from '../../../main/service/paymentLists.ts';
import { documentsCounts, documentsList } from '../../../main/service/life.ts';
import { rolesList, rolesRemove, rolesSave } from '../../../main/service/roles.ts';
import type { Ctx } from '../../../main/service/context.ts';
import { addCustomer, addItem, type Company, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';

let company: Company;
let customerId: string;
beforeEach(() => {
  company = openCompany();
  customerId = addCustomer(company.ctx);
});
afterEach(() => company.close());

const TOM = '01900000-0000-7000-8000-0000000000aa';
const ANA = '01900000-0000-7000-8000-0000000000bb';
const as = (id: string, limits: Limits = {}): Ctx => ({ ...company.ctx, actor: { id, name: id === TOM ? 'Tom' : 'Ana', role: 'cashier' }, limits });
const ALL = { customerId: null, from: null, to: null, currency: null, overdueOn: null };
const VAULT: VaultFacts = { chain: 'ok', kitMadeOn: '2026-01-01', recoveryCodesLeft: 10, mode: 'keychain', failedBefore: 0 };
const percent = (value: string) => ({ kind: 'allowance' as const, percent: value, amount: null, reason: '' });
const fixed = (amount: number) => ({ kind: 'allowance' as const, percent: null, amount, reason: '' });
const onAll = (one: ReturnType<typeof percent> | ReturnType<typeof fixed>) => ({ ...one, taxIds: null, afterTax: false });

function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (isAppError(error)) return [error.code, ...(error.detail.fields ?? []).map(({ path, code }) => `${path} ${code}`)].join(' ');
    throw error;
  }
  return 'none';
}
const issued = (ctx: Ctx, body: Partial<DraftBody> = {}) => issueInvoice(ctx, draftBody(customerId, body));

describe('discounts up to the limit of the role', () => {
  const ten = () => as(TOM, { discountPercent: '10' });
  const one = (adjustments: DraftBody['lines'][number]['adjustments'], more: Partial<DraftBody> = {}) => ({ lines: [line({ quantity: '3', unitPrice: '99.95', adjustments })], ...more });

  it('lets exactly the limit through and not a tenth of a per cent more, as per cent and as an amount', () => {
    expect(refusal(() => issued(ten(), one([percent('10')])))).toBe('none');
    expect(refusal(() => issued(ten(), one([percent('10.1')])))).toBe('DOCUMENT_INVALID lines.0.adjustments DISCOUNT_OVER_LIMIT');
    expect(refusal(() => issued(ten(), one([fixed(2998)])))).toBe('none');
    expect(refusal(() => issued(ten(), one([fixed(3100)])))).toBe('DOCUMENT_INVALID lines.0.adjustments DISCOUNT_OVER_LIMIT');
    expect(refusal(() => issued(as(TOM), one([percent('90')])))).toBe('none');
  });

  it('adds up what is taken off the line and off the whole', () => {
    expect(refusal(() => issued(ten(), one([percent('6')], { adjustments: [onAll(percent('6'))] })))).toBe('DOCUMENT_INVALID adjustments DISCOUNT_OVER_LIMIT');
    expect(refusal(() => issued(ten(), one([percent('4')], { adjustments: [onAll(percent('5'))] })))).toBe('none');
    expect(refusal(() => issued(ten(), one([percent('6'), percent('6')])))).toBe('DOCUMENT_INVALID lines.0.adjustments DISCOUNT_OVER_LIMIT');
  });

  describe('a price below the list counts as a discount', () => {
    const priced = (unitPrice: string, more: Partial<DraftBody['lines'][number]> = {}) => ({ lines: [line({ quantity: '2', itemId, description: 'Desk lamp', unitPrice, ...more })] });
    let itemId: string;
    beforeEach(() => {
      itemId = addItem(company.ctx, { name: 'Desk lamp', price: '100' });
    });

    it('with the item chosen: up to the limit, together with discounts, and not through a price per hundred', () => {
      expect(refusal(() => issued(ten(), priced('90')))).toBe('none');
      expect(refusal(() => issued(ten(), priced('50')))).toBe('DOCUMENT_INVALID lines.0.unitPrice DISCOUNT_OVER_LIMIT');
      expect(refusal(() => issued(ten(), priced('95', { adjustments: [percent('6')] })))).toBe('DOCUMENT_INVALID lines.0.unitPrice DISCOUNT_OVER_LIMIT');
      expect(refusal(() => issued(ten(), priced('100', { per: '100' })))).toBe('DOCUMENT_INVALID lines.0.unitPrice DISCOUNT_OVER_LIMIT');
      expect(refusal(() => issued(as(TOM), priced('50')))).toBe('none');
      expect(refusal(() => issued(ten(), { ...priced('50'), kind: 'quote' }))).toBe('DOCUMENT_INVALID lines.0.unitPrice DISCOUNT_OVER_LIMIT');
    });

    it('with the name typed by hand; words of their own and other currencies have no list price', () => {
      expect(refusal(() => issued(ten(), priced('50', { itemId: null, description: ' desk LAMP ' })))).toBe('DOCUMENT_INVALID lines.0.unitPrice DISCOUNT_OVER_LIMIT');
      expect(refusal(() => issued(ten(), priced('50', { itemId: null, description: 'Repair' })))).toBe('none');
      expect(refusal(() => issued(ten(), { ...priced('50'), currency: 'USD', rate: '0.5' }))).toBe('none');
    });

    it('what an issued quote agreed may be invoiced after the price went up, and not a cent less', () => {
      const quote = issued(company.ctx, { ...priced('60'), kind: 'quote' });
      const convert = () => {
        const { id } = documentsConvert(ten(), { id: quote.id, newId: company.ctx.newId(), to: 'invoice', size: null, today: TODAY, lines: null });
        return draftsGet(ten(), { id });
      };
      const draft = convert();
      const cheaper = draftsSave(ten(), { id: draft.id, version: draft.version, body: { ...draft.body, lines: draft.body.lines.map((one) => ({ ...one, unitPrice: '50' })) } });
      expect(refusal(() => invoicesIssue(ten(), { draftId: draft.id, version: cheaper.version, acceptWarnings: true }))).toBe('DOCUMENT_INVALID lines.0.unitPrice DISCOUNT_OVER_LIMIT');
      const again = draftsSave(ten(), { id: draft.id, version: cheaper.version, body: draft.body });
      expect(refusal(() => invoicesIssue(ten(), { draftId: draft.id, version: again.version, acceptWarnings: true }))).toBe('none');
    });

    it('they cannot lower the list price first; raising it and new items stay open to them', () => {
      const { version, archived: _archived, createdAt: _createdAt, ...item } = itemsGet(company.ctx, { id: itemId });
      const save = (ctx: Ctx, more: Partial<typeof item>) => itemsSave(ctx, { ...item, version: itemsGet(ctx, { id: itemId }).version, ...more });
      expect(version).toBe(1);
      expect(refusal(() => save(ten(), { price: '50' }))).toBe('INVALID_INPUT price PRICE_BY_LIMIT');
      expect(refusal(() => save(ten(), { currency: 'JPY' }))).toBe('INVALID_INPUT price PRICE_BY_LIMIT');
      expect(refusal(() => save(ten(), { price: '110' }))).toBe('none');
      expect(refusal(() => save(as(TOM), { price: '50' }))).toBe('none');
    });
  });

  it('a refused issue takes no number: the next one follows without a gap', () => {
    const first = issued(ten()).number;
    refusal(() => issued(ten(), one([percent('50')])));
    expect(Number(issued(ten()).number.slice(-4))).toBe(Number(first.slice(-4)) + 1);
  });
});

describe('turnover is for who may see reports', () => {
  const seen = (...permissions: string[]) => {
    const ctx: Ctx = { ...as(TOM), may: (permission) => permissions.includes(permission) };
    const { months, thisMonth, outstanding, recent } = homeSummary(ctx, { today: TODAY }, VAULT);
    return [months.length, thisMonth.length, outstanding.length, recent.length, invoicesCounts(ctx, { today: TODAY }).sums.length];
  };

  it('main gives no sums of months to others, and what is owed only to who reminds; documents are there for all', () => {
    issued(company.ctx);
    expect(seen('report.read')).toEqual([12, 1, 1, 1, 1]);
    expect(seen('reminder.send')).toEqual([0, 0, 1, 1, 0]);
    expect(seen('invoice.read')).toEqual([0, 0, 0, 1, 0]);
  });
});

describe('credit notes up to the limit of the role', () => {
  const credit = (ctx: Ctx, id: string, amount: number) => invoicesCredit(ctx, { id, newId: company.ctx.newId(), issueDate: TODAY, reason: '', request: { kind: 'sum', amount, description: 'Late delivery' } });

  it('lets the limit through, refuses a cent more, and takes no number for it', () => {
    const invoice = issued(company.ctx, { lines: [line({ quantity: '1', unitPrice: '500' })] });
    expect(refusal(() => credit(as(TOM, { creditNoteMinor: 5000 }), invoice.id, 5001))).toBe('OVER_LIMIT');
    expect(credit(as(TOM, { creditNoteMinor: 5000 }), invoice.id, 5000).number).toBe('CN-2026-0001');
    expect(refusal(() => credit(as(TOM, { creditNoteMinor: 0 }), invoice.id, 1))).toBe('OVER_LIMIT');
  });

  it('counts a note in another currency with what it is worth at home', () => {
    const invoice = issued(company.ctx, { currency: 'USD', rate: '0.5', lines: [line({ quantity: '1', unitPrice: '500' })] });
    expect(refusal(() => credit(as(TOM, { creditNoteMinor: 5000 }), invoice.id, 10_100))).toBe('OVER_LIMIT');
    expect(refusal(() => credit(as(TOM, { creditNoteMinor: 5000 }), invoice.id, 10_000))).toBe('none');
  });
});

describe('people who see only their own', () => {
  const own = (id: string) => as(id, { ownDocumentsOnly: true });
  const numbers = (ctx: Ctx, more: Record<string, unknown> = {}, q = '') => invoicesList(ctx, { q, after: null, limit: 50, filters: { ...ALL, ...more } }).rows.map(({ number }) => number);

  it('find in lists, counts, search and on the home screen what they issued or drafted, and numbers still follow each other', () => {
    const [first, second, third] = [issued(own(TOM)), issued(own(ANA)), issued(own(TOM))];
    expect([first, second, third].map(({ number }) => Number(number.slice(-4)))).toEqual([1, 2, 3]);
    expect(numbers(own(TOM))).toEqual([third.number, first.number]);
    expect(numbers(own(ANA))).toEqual([second.number]);
    expect(numbers(company.ctx)).toHaveLength(3);
    expect(numbers(own(ANA), {}, first.number)).toEqual([]);
    expect(numbers(own(ANA), {}, second.number)).toEqual([second.number]);
    expect(numbers(own(TOM), { status: 'paid' })).toEqual([]);
    expect(numbers(own(TOM), { customerId })).toEqual([third.number, first.number]);
    expect(numbers(own(TOM), { amountFrom: '0.01', amountTo: '999999' })).toEqual([third.number, first.number]);
    draftsSave(own(ANA), { body: draftBody(customerId, { subject: 'Of Ana' }) });
    expect(draftsList(own(TOM), { q: '', after: null, limit: 10 })).toMatchObject({ rows: [], total: 0 });
    expect(draftsList(own(ANA), { q: 'ana', after: null, limit: 10 }).rows).toHaveLength(1);
    expect(invoicesCounts(own(ANA), { today: TODAY })).toEqual({ all: 1, creditNotes: 0, overdue: 0, drafts: 1, thisYear: 1, sums: [] });
    const home = homeSummary(own(TOM), { today: TODAY }, VAULT);
    expect(home).toMatchObject({ outstanding: [], thisMonth: [], overdue: [], drafts: [], counts: { invoices: 2, drafts: 0 } });
    expect(home.recent.map(({ number }) => number)).toEqual([third.number, first.number]);
    expect(findAll(own(ANA), { q: first.number }).invoices).toEqual([]);
    expect(customersGet(own(TOM), { id: customerId })).toMatchObject({ invoiced: [], drafts: 0 });
    expect(customersList(own(TOM), { q: '', after: null, limit: 10, archived: false }).rows[0]).toMatchObject({ invoices: 0, lastInvoice: null });
  });

  it('page through their own list without missing or repeating one', () => {
    const mine = Array.from({ length: 7 }, (_, i) => issued(own(i % 3 === 0 ? ANA : TOM)).number);
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page = invoicesList(own(TOM), { q: '', after, limit: 2, filters: ALL });
      const rows: { number: string }[] = page.rows;
      seen.push(...rows.map(({ number }) => number));
      after = page.next;
      if (after === null) break;
    }
    expect(seen).toEqual(mine.filter((_, i) => i % 3 !== 0).reverse());
  });

  it('take money for their own invoices and are offered no others', () => {
    const mine = issued(own(TOM));
    issued(own(ANA));
    const account = (ctx: Ctx) => paymentsAccount(ctx, { customerId, on: TODAY });
    expect(account(own(TOM)).documents.map(({ id }) => id)).toEqual([mine.id]);
    expect(account(own(TOM))).toMatchObject({ credits: [], balances: [] });
    expect(account(company.ctx).documents).toHaveLength(2);
  });

  it('quotes too', () => {
    issueInvoice(own(TOM), draftBody(customerId, { kind: 'quote', validUntil: null, dueDate: null, terms: null }));
    const quotes = (ctx: Ctx) => documentsList(ctx, { q: '', after: null, limit: 10, kind: 'quote', state: null, customerId: null, today: TODAY }).rows.length;
    expect([quotes(own(TOM)), quotes(own(ANA)), quotes(company.ctx)]).toEqual([1, 0, 1]);
    expect(documentsCounts(own(ANA)).kinds.every(({ count }) => count === 0)).toBe(true);
  });

  it('are told of a document of somebody else what they are told of one that does not exist', () => {
    const { db } = company.ctx;
    const invoice = issued(own(ANA));
    const draft = draftsSave(own(ANA), { body: draftBody(customerId) });
    const touch = (who: string, id: string) => refusal(() => assertWithin(db, who, 'invoices.get', { id }));
    expect([touch(ANA, invoice.id), touch(TOM, invoice.id), touch(TOM, company.ctx.newId())]).toEqual(['none', 'NOT_FOUND', 'NOT_FOUND']);
    expect([touch(ANA, draft.id), touch(TOM, draft.id)]).toEqual(['none', 'NOT_FOUND']);
    expect(refusal(() => assertWithin(db, TOM, 'payments.list', {}))).toBe('FORBIDDEN');
    expect(refusal(() => assertWithin(db, TOM, 'payments.record', { allocations: [{ documentId: invoice.id }] }))).toBe('NOT_FOUND');
    expect(refusal(() => assertWithin(db, TOM, 'session.lock', {}))).toBe('none');
  });
});

describe('roles of the business', () => {
  const all = () => rolesList(company.ctx).roles;
  const bodies = () => company.ctx.db.prepare("SELECT l.action, b.body FROM audit_log l JOIN audit_body b ON b.seq = l.seq WHERE l.entity = 'role' ORDER BY l.seq").all() as { action: string; body: string }[];

  it('are made, changed and removed, each on the record with what changed', () => {
    const { role } = rolesSave(company.ctx, { name: 'Night shift', permissions: ['draft.write', 'invoice.issue'], limits: { discountPercent: '5' } });
    expect(all().find((one) => one.role === role)).toMatchObject({ name: 'Night shift', builtIn: false, permissions: ['draft.write', 'invoice.issue'], limits: { discountPercent: '5' }, holders: 0 });
    rolesSave(company.ctx, { role, version: 1, name: 'Night', permissions: ['draft.write'], limits: { ownDocumentsOnly: true } });
    expect(refusal(() => rolesSave(company.ctx, { role, version: 1, name: 'Night', permissions: [], limits: {} }))).toBe('CONFLICT');
    rolesRemove(company.ctx, { role });
    expect(all().some((one) => one.role === role)).toBe(false);
    expect(refusal(() => rolesRemove(company.ctx, { role }))).toBe('NOT_FOUND');
    const log = bodies();
    expect(log.map(({ action }) => action)).toEqual(['role.create', 'role.save', 'role.remove']);
    expect(log[1]?.body).toContain('"field":"permissions","from":"draft.write, invoice.issue","to":"draft.write"');
  });

  it('cannot hold what only owners may, take a name twice, or change what a role of the program may', () => {
    expect(refusal(() => rolesSave(company.ctx, { name: 'Sly', permissions: ['user.manage'], limits: {} }))).toBe('INVALID_INPUT permissions OWNER_ONLY');
    rolesSave(company.ctx, { name: 'Night', permissions: [], limits: {} });
    expect(refusal(() => rolesSave(company.ctx, { name: ' NIGHT', permissions: [], limits: {} }))).toBe('DUPLICATE name DUPLICATE');
    expect(refusal(() => rolesSave(company.ctx, { role: 'owner', limits: { ownDocumentsOnly: true } }))).toBe('INVALID_INPUT role INVALID');
    rolesSave(company.ctx, { role: 'cashier', permissions: ['report.read'], limits: { discountPercent: '10' } });
    expect(all().find(({ role }) => role === 'cashier')).toMatchObject({ limits: { discountPercent: '10' } });
    expect(all().find(({ role }) => role === 'cashier')?.permissions).not.toContain('report.read');
    rolesSave(company.ctx, { role: 'cashier', limits: {} });
    expect(all().find(({ role }) => role === 'cashier')?.limits).toEqual({});
  });
});
