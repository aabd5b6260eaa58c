// Lists, search and counts of somebody who sees only their own documents: page by page the same as everybody's list without the documents of others.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorsFit } from '../../../main/audit/batches.ts';
import type { Ctx } from '../../../main/service/context.ts';
import { findAll } from '../../../main/service/home.ts';
import { invoicesCounts, invoicesList } from '../../../main/service/invoices.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';

const NONE = { customerId: null, from: null, to: null, currency: null, overdueOn: null };
type Filters = Parameters<typeof invoicesList>[1]['filters'];

let company: Company;
let ben: Ctx;
let other: string;
/** In the order of issuing. Three full batches of 64 and a part. */
const COUNT = 203;
const mine: string[] = [];

beforeAll(() => {
  company = openCompany();
  const { ctx } = company;
  ben = { ...ctx, actor: { id: ctx.newId(), name: 'Ben', role: 'cashier' }, limits: { ownDocumentsOnly: true } };
  other = addCustomer(ctx, { name: 'Bakery Hart' });
  const customers = [addCustomer(ctx), other];
  for (let n = 0; n < COUNT; n += 1) {
    const own = n % 3 === 0;
    const at = own ? ben : ctx;
    const customerId = customers[n % 5 === 0 ? 1 : 0] ?? other;
    const { id } = issueInvoice(at, draftBody(customerId, { subject: n % 2 === 0 ? 'Monthly' : 'Once', lines: [line({ unitPrice: String(100 + (n % 7)) })] }));
    if (own) mine.push(id);
    if (n % 4 !== 0) continue;
    const amount = n % 8 === 0 ? (invoicesList(ctx, { q: '', after: null, limit: 1, filters: NONE }).rows[0]?.total ?? 500) : 500;
    recordPayment(ctx, { id: ctx.newId(), customerId, paidOn: TODAY, currency: 'EUR', amount, rate: null, baseAmount: null, method: { method: 'cash', reference: '', brand: null, last4: '' }, note: '', allocations: [{ documentId: id, amount }] } as never);
  }
});
afterAll(() => company.close());

function pages(ctx: Ctx, q: string, filters: Filters, limit: number): string[] {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const { rows, next } = invoicesList(ctx, { q, after, limit, filters });
    ids.push(...rows.map(({ id }) => id));
    if (next === null) return ids;
    after = next;
  }
}

describe('own documents only', () => {
  const asked: readonly [name: string, q: string, filters: () => Filters][] = [
    ['everything', '', () => NONE],
    ['a word', 'mon', () => NONE],
    ['two words', 'bakery monthly', () => NONE],
    ['a word nobody wrote', 'zzz', () => NONE],
    ['a customer', '', () => ({ ...NONE, customerId: other })],
    ['a word of a customer', 'once', () => ({ ...NONE, customerId: other })],
    ['a currency', '', () => ({ ...NONE, currency: 'EUR' })],
    ['a currency of no document', '', () => ({ ...NONE, currency: 'USD' })],
    ['a day', '', () => ({ ...NONE, from: TODAY, to: TODAY })],
    ['years before', '', () => ({ ...NONE, from: '2020-01-01', to: '2021-12-31' })],
    ['late', '', () => ({ ...NONE, overdueOn: '2027-12-31' })],
    ['late, a word', 'mon', () => ({ ...NONE, overdueOn: '2027-12-31' })],
    ...(['unpaid', 'partial', 'paid', 'credited'] as const).map((status): [string, string, () => Filters] => [status, '', () => ({ ...NONE, status })]),
    ['partial, a word', 'once', () => ({ ...NONE, status: 'partial' })],
    ['an amount and more', '', () => ({ ...NONE, amountFrom: '300' })],
    ['between amounts', '', () => ({ ...NONE, amountFrom: '100', amountTo: '130' })],
  ];
  it.each(asked)('%s: theirs of everybody’s, newest first, none twice and none left out', (_name, q, filters) => {
    const everybody = new Set(pages(company.ctx, q, filters(), 200));
    const expected = mine.filter((id) => everybody.has(id)).toReversed();
    for (const limit of [7, 200]) expect(pages(ben, q, filters(), limit)).toEqual(expected);
  });

  it('the list is not empty where it should not be', () => {
    expect(pages(ben, '', { ...NONE, status: 'partial' }, 200).length).toBeGreaterThan(3);
    expect(pages(ben, '', { ...NONE, status: 'paid' }, 200).length).toBeGreaterThan(3);
    expect(pages(ben, 'bakery monthly', NONE, 200).length).toBeGreaterThan(3);
  });

  it('a number typed in full finds theirs, and nothing where it is somebody else’s', () => {
    const rows = invoicesList(company.ctx, { q: '', after: null, limit: 200, filters: NONE }).rows;
    const [own, foreign] = [rows.find(({ id }) => mine.includes(id)), rows.find(({ id }) => !mine.includes(id))];
    expect(pages(ben, own?.number.toLowerCase() ?? '', NONE, 50)).toEqual([own?.id]);
    expect(pages(ben, foreign?.number ?? '', NONE, 50)).toEqual([]);
  });

  it('an amount typed finds theirs of that total', () => {
    const rows = invoicesList(company.ctx, { q: '', after: null, limit: 200, filters: NONE }).rows;
    const total = rows.find(({ id }) => mine.includes(id))?.total ?? 0;
    const typed = `${Math.trunc(total / 100)}.${String(total % 100).padStart(2, '0')}`;
    const expected = new Set(rows.filter((row) => row.total === total && mine.includes(row.id)).map(({ id }) => id));
    const all = new Set(pages(ben, typed, NONE, 5));
    for (const id of expected) expect(all).toContain(id);
    expect([...all].every((id) => mine.includes(id))).toBe(true);
    expect(findAll(ben, { q: typed }).invoices.every(({ id }) => mine.includes(id))).toBe(true);
  });

  it('counts are those of the list, at any time between two batches', () => {
    expect(invoicesCounts(ben, { today: TODAY }).all).toBe(mine.length);
    for (let n = 0; n < 70; n += 1) {
      mine.push(issueInvoice(ben, draftBody(other)).id);
      if (n % 10 === 0 || n > 50) expect(invoicesCounts(ben, { today: TODAY }).all).toBe(mine.length);
    }
    expect(pages(ben, '', NONE, 50)).toEqual(mine.toReversed());
  });
});

it('the drill of a backup sees when who issued what does not agree with the log any more', () => {
  const { db } = company.ctx;
  expect(authorsFit(db)).toBe(true);
  for (const { name } of db.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'document_author'").all()) db.exec(`DROP TRIGGER ${name}`);
  for (const sql of [
    `UPDATE document_author SET author = '${ben.actor.id}' WHERE document_rid = 2`, 'DELETE FROM document_author WHERE document_rid = 7', 'UPDATE document_author_count SET n = n + 1',
    `INSERT INTO document_author_count (author, kind, n) VALUES ('x', 'invoice', 1)`,
  ]) {
    db.exec(`SAVEPOINT tried; ${sql}`);
    expect(authorsFit(db), sql).toBe(false);
    db.exec('ROLLBACK TO tried; RELEASE tried');
  }
  expect(authorsFit(db)).toBe(true);
});
