import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { home as homeWall, find as findWall, invoices as invoicesWall } from '../../../contract/invoices.ts';
import { unpackRows } from '../../../contract/packed.ts';
import { findAll, homeSummary, type VaultFacts } from '../../../main/service/home.ts';
import { invoicesCounts, invoicesList } from '../../../main/service/invoices.ts';
import { draftsSave } from '../../../main/service/drafts.ts';
import { addCustomer, addItem, type Company, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';

let company: Company;
let anna: string;
let bert: string;
beforeEach(() => {
  company = openCompany();
  anna = addCustomer(company.ctx, { name: 'Anna Atelier' });
  bert = addCustomer(company.ctx, { name: 'Bert Bau' });
});
afterEach(() => company.close());

const ALL = { customerId: null, from: null, to: null, currency: null, overdueOn: null };
const list = (filters: Partial<typeof ALL> | Record<string, string> = {}, q = '', after: string | null = null, limit = 50) =>
  invoicesList(company.ctx, { q, after, limit, filters: { ...ALL, ...filters } });
const subjects = (rows: { subject: string }[]) => rows.map((row) => row.subject);
const VAULT: VaultFacts = { chain: 'ok', kitMadeOn: '2026-01-01', recoveryCodesLeft: 10, mode: 'keychain', failedBefore: 0 };

/** Six invoices over two years, two customers and two currencies. */
function issueSome(): void {
  const { ctx } = company;
  const rows: [string, string, string, string][] = [
    [anna, '2025-11-05', 'EUR', 'old'],
    [bert, '2026-10-01', 'EUR', 'october'],
    [anna, '2026-11-01', 'EUR', 'early'],
    [bert, '2026-11-06', 'USD', 'dollars'],
    [anna, '2026-11-06', 'EUR', 'due today'],
    [bert, '2026-11-20', 'EUR', 'new'],
  ];
  for (const [customerId, issueDate, currency, subject] of rows) {
    issueInvoice(
      ctx,
      draftBody(customerId, {
        issueDate,
        currency,
        subject,
        rate: currency === 'EUR' ? '' : '0.5',
        lines: [line({ quantity: '1', unitPrice: '10' })],
      }),
    );
  }
}

describe('the invoice list', () => {
  it('is newest first by issue date, in pages that neither repeat nor lose one', () => {
    issueSome();
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const got: ReturnType<typeof list> = list({}, '', after, 2);
      seen.push(...subjects(got.rows));
      after = got.next;
    } while (after !== null);
    expect(seen).toEqual(['new', 'due today', 'dollars', 'early', 'october', 'old']);
  });

  it('shows the name that stands on the document, and its total', () => {
    issueSome();
    const { rows, next } = invoicesWall['invoices.list'].output.parse(list());
    expect({ rows: unpackRows(rows), next }).toEqual(list());
    expect(list().rows[0]).toMatchObject({
      customer: 'Bert Bau',
      customerId: bert,
      number: 'INV-2026-0005',
      total: 1000,
      dueDate: '2026-12-04',
    });
  });

  it('keeps to its filters, alone and together, on every page', () => {
    issueSome();
    expect(subjects(list({ customerId: anna }).rows)).toEqual(['due today', 'early', 'old']);
    expect(subjects(list({ currency: 'USD' }).rows)).toEqual(['dollars']);
    expect(subjects(list({ from: '2026-10-01', to: '2026-11-01' }).rows)).toEqual(['early', 'october']);
    expect(subjects(list({ customerId: bert, from: '2026-11-01', currency: 'EUR' }).rows)).toEqual(['new']);
    expect(subjects(list({ overdueOn: TODAY }).rows)).toEqual(['old', 'october', 'early']);
    expect(subjects(list({ overdueOn: TODAY, customerId: anna }).rows)).toEqual(['early', 'old']);
    expect(subjects(list({ customerId: anna, to: '2026-11-05' }, '', null, 1).rows)).toEqual(['early']);
    const first = list({ overdueOn: TODAY }, '', null, 2);
    expect(subjects(list({ overdueOn: TODAY }, '', first.next, 2).rows)).toEqual(['early']);
  });

  it('is searched by number (with and without zeros), customer, subject and reference, newest issued first', () => {
    issueSome();
    expect(subjects(list({}, 'anna').rows)).toEqual(['due today', 'early', 'old']);
    expect(subjects(list({}, 'INV-2026-0003').rows)).toEqual(['dollars']);
    expect(subjects(list({}, '2026 3').rows)).toEqual(['dollars']);
    expect(subjects(list({}, 'dol').rows)).toEqual(['dollars']);
    expect(subjects(list({ customerId: bert }, 'inv').rows)).toEqual(['new', 'dollars', 'october']);
    const page = list({}, 'inv', null, 4);
    expect(subjects(list({}, 'inv', page.next, 4).rows)).toEqual(['october', 'old']);
  });

  it('is counted from sums', () => {
    issueSome();
    draftsSave(company.ctx, { body: draftBody(anna) });
    expect(invoicesCounts(company.ctx, { today: TODAY })).toEqual({
      all: 6,
      creditNotes: 0,
      overdue: 3,
      drafts: 1,
      thisYear: 5,
      sums: [
        { currency: 'EUR', amount: 5000, count: 5 },
        { currency: 'USD', amount: 1000, count: 1 },
      ],
    });
  });
});

describe('the home screen', () => {
  it("shows months in the base currency at each document's own rate, beside the year before", () => {
    issueSome();
    const summary = homeSummary(company.ctx, { today: TODAY }, VAULT);
    expect(homeWall['home.summary'].output.parse(summary)).toEqual(summary);
    expect(summary.months).toHaveLength(12);
    expect(summary.months.at(-1)).toEqual({ month: '2026-11', amount: 3500, before: 1000, count: 4 });
    expect(summary.months.at(-2)).toEqual({ month: '2026-10', amount: 1000, before: 0, count: 1 });
    expect(summary.months[0]?.month).toBe('2025-12');
  });

  it('never adds up currencies without a rate (T37), and splits what is open at today', () => {
    issueSome();
    const summary = homeSummary(company.ctx, { today: TODAY }, VAULT);
    expect(summary.thisMonth).toEqual([
      { currency: 'EUR', amount: 3000, count: 3 },
      { currency: 'USD', amount: 1000, count: 1 },
    ]);
    expect(summary.outstanding).toEqual([
      { currency: 'EUR', overdue: 3000, overdueCount: 3, today: 1000, todayCount: 1, later: 1000, laterCount: 1 },
      { currency: 'USD', overdue: 0, overdueCount: 0, today: 1000, todayCount: 1, later: 0, laterCount: 0 },
    ]);
    expect(subjects(summary.overdue)).toEqual(['old', 'october', 'early']);
    expect(subjects(summary.dueToday)).toEqual(['dollars', 'due today']);
    expect(subjects(summary.recent)).toEqual(['new', 'due today', 'dollars', 'early', 'october']);
    expect(summary.counts).toEqual({ customers: 2, items: 0, invoices: 6, drafts: 0, overdue: 3, dueToday: 2 });
    expect(summary.security).toMatchObject({
      chain: 'ok',
      pdfsPending: 6,
      records: company.ctx.db.prepare('SELECT count(*) FROM audit_log').pluck().get(),
    });
  });

  it('works for a business that has nothing yet', () => {
    const summary = homeSummary(company.ctx, { today: TODAY }, VAULT);
    expect(homeWall['home.summary'].output.parse(summary)).toEqual(summary);
    expect(summary).toMatchObject({
      business: 'Harbour Street Studio',
      user: 'Nora Quinn',
      baseCurrency: 'EUR',
      thisMonth: [],
      outstanding: [],
      recent: [],
    });
  });
});

it('the palette finds customers, items, invoices and drafts at once, and nothing for nothing', () => {
  issueSome();
  addItem(company.ctx, { name: 'Anna doll' });
  draftsSave(company.ctx, { body: draftBody(anna) });
  const found = findAll(company.ctx, { q: 'anna' });
  expect(findWall['find.all'].output.parse(found)).toEqual(found);
  expect([found.customers.length, found.items.length, found.invoices.length, found.drafts.length]).toEqual([1, 1, 3, 1]);
  expect(findAll(company.ctx, { q: ' - ' })).toEqual({ customers: [], items: [], invoices: [], drafts: [] });
});
