import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reports as wall, type ReportAsk, type ReportName, type ReportTable } from '../../../contract/reports.ts';
import type { InvoiceView } from '../../../contract/invoices.ts';
import { exponentOf } from '../../../domain/currency.ts';
import { add, formatDec, mul, decOf, parseDec } from '../../../domain/decimal.ts';
import { convert, minor } from '../../../domain/money.ts';
import { salesBy, taxReport } from '../../../domain/taxReport.ts';
import { MIGRATIONS } from '../../../main/db/migrations.ts';
import { documentsConvert } from '../../../main/service/convert.ts';
import { draftsSave } from '../../../main/service/drafts.ts';
import { invoicesIssue } from '../../../main/service/issue.ts';
import { reportDocuments, reportTable, shortened } from '../../../main/service/reports.ts';
import { invoicesCounts } from '../../../main/service/invoices.ts';
import { voidPayment } from '../../../main/service/paymentActs.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { taxesList, taxesSave } from '../../../main/service/taxes.ts';
import { addTaxes, randomBooks, signOf } from '../../fixtures/books.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';

let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());

const ask = (report: ReportName, more: Partial<ReportAsk> = {}): ReportAsk => ({ report, from: '2026-01-01', to: '2026-12-31', basis: 'issue', by: 'month', customerId: null, ...more });
const run = (report: ReportName, more: Partial<ReportAsk> = {}): ReportTable => {
  const table = reportTable(company.ctx, ask(report, more));
  expect(wall['reports.run'].output.parse(shortened(table))).toEqual(table);
  return table;
};
/** The sections' rows as records of column to cell, with the currency. */
const rowsOf = (table: ReportTable) =>
  table.sections.flatMap(({ id, currency, columns, rows }) => rows.map(({ cells, drill }) => ({ section: id, currency, drill, ...Object.fromEntries(columns.map((column, i) => [column.id, cells[i]])) })));
type Row = ReturnType<typeof rowsOf>[number] & Record<string, unknown>;

/** Every document behind a row, in small pages. */
function behind(row: Row, asked: ReportAsk) {
  const found: ReturnType<typeof reportDocuments>['rows'] = [];
  let after: string | null = null;
  do {
    const page: ReturnType<typeof reportDocuments> = reportDocuments(company.ctx, { ask: asked, drill: String(row.drill), after, limit: 3 });
    expect(wall['reports.documents'].output.parse(page)).toEqual(page);
    found.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return found;
}

/** What the domain's own report says of the same documents. */
function expectedTax(issued: readonly InvoiceView[], { from, to, basis }: ReportAsk) {
  const documents = issued.map(({ id, snapshot }) => ({
    id, direction: signOf(snapshot), taxDate: basis === 'supply' ? (snapshot.supplyDate ?? snapshot.issueDate) : snapshot.issueDate, currency: snapshot.currency, rate: snapshot.rate, taxes: snapshot.taxes,
  }));
  return taxReport(documents, 'EUR', from, to);
}

describe.each([1, 2, 3, 4, 5, 6])('random books %i', (seed) => {
  it.each([
    ask('tax'), ask('tax', { basis: 'supply' }), ask('tax', { from: '2026-02-10', to: '2026-03-20' }), ask('tax', { from: '2026-02-10', to: '2026-03-20', basis: 'supply' }), ask('tax', { from: '2025-01-01', to: '2025-12-31', basis: 'supply' }),
  ])('T28: the tax report is the sum over the documents, by issue and by supply, whatever the days (%#)', (asked) => {
    const { issued } = randomBooks(company.ctx, seed, 24);
    const expected = expectedTax(issued, asked);
    const rows = rowsOf(run('tax', asked)) as Row[];
    const charged = [...expected.filter((row) => !row.withholding), ...expected.filter((row) => row.withholding)];
    expect(rows.map((row) => [row.tax, row.rate, row.base, row.amount, row.documents])).toEqual(charged.map((row) => [row.name, row.rate, row.base, row.amount, row.documents.length]));
    for (const [i, row] of rows.entries()) {
      const documents = behind(row, asked);
      expect(documents.map(({ id }) => id).sort()).toEqual([...(charged[i]?.documents ?? [])].sort());
      expect(documents.reduce((sum, { cells }) => sum + Number(cells[3]), 0)).toBe(row.base);
      expect(documents.reduce((sum, { cells }) => sum + Number(cells[4]), 0)).toBe(row.amount);
    }
  });

  it('T28: sales by customer, by item and by period are the same sums over the same documents, to the cent, and each row is its documents', () => {
    const { issued, customers } = randomBooks(company.ctx, seed, 24);
    const sales = issued.map(({ customerId, snapshot }) => ({ key: customerId, currency: snapshot.currency, direction: signOf(snapshot), net: minor(snapshot.totals.net) }));
    const names = new Map(customers.map((id, i) => [id, ['Anna', 'Bert', 'Cora', 'Dora'][i]]));
    const byCustomer = rowsOf(run('salesCustomer')) as Row[];
    expect(byCustomer.map((row) => [row.currency, row.customer, row.net])).toEqual(salesBy(sales).map(({ key, currency, net }) => [currency, names.get(key), net]));
    const all = (currency: string) => sales.filter((sale) => sale.currency === currency).reduce((sum, { direction, net }) => sum + direction * net, 0);
    for (const report of ['salesCustomer', 'salesItem', 'salesPeriod'] as const) {
      for (const by of report === 'salesPeriod' ? (['day', 'month', 'quarter', 'year'] as const) : (['month'] as const)) {
        const table = run(report, { by });
        for (const { currency, columns, totals } of table.sections) expect([currency, totals?.[columns.findIndex(({ id }) => id === 'net')]]).toEqual([currency, all(currency ?? '')]);
        for (const row of rowsOf(table) as Row[]) {
          const documents = behind(row, ask(report, { by }));
          expect(documents.reduce((sum, { cells }) => sum + Number(cells[3]), 0)).toBe(row.net);
        }
      }
    }
    const period = run('salesPeriod').sections.find(({ currency }) => currency === 'EUR');
    const gross = issued.filter(({ snapshot }) => snapshot.currency === 'EUR').reduce((sum, { snapshot }) => sum + signOf(snapshot) * snapshot.totals.gross, 0);
    expect(period?.totals?.[5]).toBe(gross);
    expect(Number(period?.totals?.[1]) + Number(period?.totals?.[2])).toBe(issued.filter(({ snapshot }) => snapshot.currency === 'EUR').length);
  });

  it('quantities of an item add up exactly, those given back taken off', () => {
    const { issued } = randomBooks(company.ctx, seed, 16);
    const expected = new Map<string, ReturnType<typeof parseDec>>();
    for (const { snapshot } of issued) {
      for (const one of snapshot.lines) {
        const key = `${snapshot.currency} ${one.itemId ?? 'By hand'} ${one.unit}`;
        expected.set(key, add(expected.get(key) ?? decOf(0n), mul(parseDec(one.quantity), decOf(BigInt(signOf(snapshot))))));
      }
    }
    const rows = (rowsOf(run('salesItem')) as Row[]).filter((row) => typeof row.item === 'string');
    expect(rows.map((row) => row.quantity).sort()).toEqual([...expected.values()].map(formatDec).sort());
  });

  it('books from before the reports get the same sums when they are brought to this version', () => {
    randomBooks(company.ctx, seed, 12);
    const { db } = company.ctx;
    const before = db.prepare('SELECT * FROM day_total').all();
    db.exec('DROP TABLE day_total; DROP INDEX document_supply; DROP INDEX document_list; CREATE INDEX document_list ON document (issue_date)');
    const step = MIGRATIONS.find(({ version }) => version === 46);
    db.transaction(() => step?.up(db))();
    expect(db.prepare('SELECT * FROM day_total').all()).toEqual(before);
    expect(before.length).toBeGreaterThan(10);
  });
});

describe('the tax report', () => {
  it('T18: six kinds of 0 % stand apart from each other and from a rate', () => {
    const { ctx } = company;
    const customer = addCustomer(ctx, { vatId: 'ATU12345678' });
    const taxes = addTaxes(ctx);
    const zero = taxesSave(ctx, { name: 'Zero', category: 'Z', versions: [{ from: '2020-01-01', rate: '0' }], compound: false, withholding: false, reason: '', isDefault: false }).id;
    for (const id of [taxes.standard, taxes.exempt, zero]) issueInvoice(ctx, draftBody(customer, { lines: [line({ taxIds: [id], quantity: '1', unitPrice: '100' })] }));
    const rows = rowsOf(run('tax')) as Row[];
    expect(rows.map((row) => [row.category, row.rate, row.base, row.amount])).toEqual([
      [{ word: 'categoryS' }, '19.6', 10_000, 1960],
      [{ word: 'categoryZ' }, '0', 10_000, 0],
      [{ word: 'categoryE' }, '0', 10_000, 0],
    ]);
  });

  it('T20: a rate changed afterwards changes no report of documents that have the old one', () => {
    const { ctx } = company;
    const customer = addCustomer(ctx);
    const { standard } = addTaxes(ctx);
    issueInvoice(ctx, draftBody(customer, { lines: [line({ taxIds: [standard], quantity: '1', unitPrice: '100' })] }));
    const before = run('tax');
    const tax = taxesList(ctx, { archived: false }).rows.find(({ id }) => id === standard);
    if (tax === undefined) throw new Error('no tax');
    const { archived: _archived, ...fields } = tax;
    taxesSave(ctx, { ...fields, versions: [{ from: '2020-01-01', rate: '25' }] });
    expect(run('tax')).toEqual(before);
    issueInvoice(ctx, draftBody(customer, { lines: [line({ taxIds: [standard], quantity: '1', unitPrice: '100' })] }));
    expect((rowsOf(run('tax')) as Row[]).map((row) => [row.rate, row.amount])).toEqual([['25', 2500], ['19.6', 1960]]);
  });

  it('T34, T37: a foreign document is converted at its own rate, base and tax each rounded once; what was withheld stands apart', () => {
    const { ctx } = company;
    const customer = addCustomer(ctx);
    const { standard, withheld } = addTaxes(ctx);
    for (const rate of ['0.858762', '0.9']) {
      issueInvoice(ctx, draftBody(customer, { currency: 'USD', rate, lines: [line({ taxIds: [standard, withheld], quantity: '1', unitPrice: '1560' })] }));
    }
    const inBase = (value: number, rate: string) => convert(minor(value), rate, exponentOf('USD'), exponentOf('EUR'));
    const rows = rowsOf(run('tax')) as Row[];
    expect(rows.map((row) => [row.section, row.currency, row.base, row.amount])).toEqual([
      ['taxCharged', 'EUR', 133_967 + 140_400, inBase(30_576, '0.858762') + inBase(30_576, '0.9')],
      ['taxWithheld', 'EUR', 133_967 + 140_400, inBase(23_400, '0.858762') + inBase(23_400, '0.9')],
    ]);
  });

  it('T58: an early-payment discount lessens the tax on the day it is paid, undoing it gives it back on its own day, and both lead to the invoice', () => {
    const { ctx } = company;
    const customer = addCustomer(ctx);
    const { standard } = addTaxes(ctx);
    const { id } = issueInvoice(ctx, draftBody(customer, { issueDate: '2026-03-25', terms: { kind: 'net', days: 30, early: { percent: '2', days: 10 } }, lines: [line({ taxIds: [standard], quantity: '1', unitPrice: '100' })] }));
    const payment = ctx.newId();
    recordPayment(ctx, {
      id: payment, customerId: customer, currency: 'EUR', amount: 11_721, rate: null, baseAmount: null, paidOn: '2026-04-02', note: '', method: { method: 'transfer', reference: '', brand: null, last4: '' },
      allocations: [{ documentId: id, amount: 11_721, rest: 'early' }],
    });
    const taxed = (from: string, to: string) => {
      const rows = rowsOf(run('tax', { from, to })) as Row[];
      for (const row of rows) {
        const documents = behind(row, ask('tax', { from, to }));
        expect(documents.reduce((sum, { cells }) => sum + Number(cells[4]), 0)).toBe(row.amount);
        expect(documents.every((one) => one.id === id)).toBe(true);
      }
      return rows.map((row) => [row.base, row.amount, row.documents]);
    };
    expect(taxed('2026-01-01', '2026-03-31')).toEqual([[10_000, 1960, 1]]);
    expect(taxed('2026-04-01', '2026-04-30')).toEqual([[-200, -39, 0]]);
    voidPayment(ctx, { id: ctx.newId(), target: { kind: 'payment', id: payment }, date: '2026-05-03', reason: 'Bounced' });
    expect(taxed('2026-05-01', '2026-05-31')).toEqual([[200, 39, 0]]);
    expect(taxed('2026-01-01', '2026-12-31')).toEqual([[10_000, 1960, 1]]);
  });

  it('T57: a deposit and its final invoice together report the tax of the whole, and quotes and orders nothing', () => {
    const { ctx } = company;
    const { standard } = addTaxes(ctx);
    const customer = addCustomer(ctx);
    const issue = (id: string) => invoicesIssue(ctx, { draftId: id, version: 1, acceptWarnings: true }).id;
    const order = issue(draftsSave(ctx, { body: draftBody(customer, { kind: 'order-confirmation', lines: [line({ quantity: '1', unitPrice: '1000', taxIds: [standard] })] }) }).id);
    expect([run('tax').sections, run('salesPeriod').sections, run('salesCustomer').sections]).toEqual([[], [], []]);
    const convert = (to: 'deposit-invoice' | 'final-invoice', size: { percent: string } | null) => issue(documentsConvert(ctx, { id: order, newId: ctx.newId(), to, today: TODAY, lines: null, size }).id);
    const ids = [convert('deposit-invoice', { percent: '30' }), convert('final-invoice', null)];
    const [row] = rowsOf(run('tax')) as Row[];
    expect([row?.base, row?.amount, row?.documents]).toEqual([100_000, 19_600, 2]);
    expect(row === undefined ? [] : behind(row, ask('tax')).map(({ id }) => id).sort()).toEqual(ids.sort());
    for (const report of ['salesPeriod', 'salesCustomer', 'salesItem'] as const) expect((rowsOf(run(report)) as Row[]).reduce((sum, one) => sum + Number(one.net), 0)).toBe(100_000);
  });

  it('supply on another day moves a document to the period of its supply, and only in the report that asks for it', () => {
    const { ctx } = company;
    const customer = addCustomer(ctx);
    const { standard } = addTaxes(ctx);
    issueInvoice(ctx, draftBody(customer, { issueDate: '2026-04-02', supplyDate: '2026-03-30', lines: [line({ taxIds: [standard], quantity: '1', unitPrice: '100' })] }));
    const first = { from: '2026-01-01', to: '2026-03-31' };
    expect(run('tax', first).sections).toEqual([]);
    expect((rowsOf(run('tax', { ...first, basis: 'supply' })) as Row[]).map((row) => row.amount)).toEqual([1960]);
    expect(run('tax', { from: '2026-04-01', to: '2026-06-30', basis: 'supply' }).sections).toEqual([]);
    expect(run('tax', { from: '2026-04-01', to: '2026-06-30' }).sections).toHaveLength(1);
  });
});

describe('sales', () => {
  it('T70: by year follows the financial year of the business, by quarter the calendar', () => {
    company.close();
    company = openCompany({ country: 'GB', currency: 'GBP' });
    const { ctx } = company;
    const customer = addCustomer(ctx);
    for (const issueDate of ['2026-03-31', '2026-04-01']) issueInvoice(ctx, draftBody(customer, { issueDate, currency: 'GBP' }));
    expect((rowsOf(run('salesPeriod', { by: 'year' })) as Row[]).map((row) => row.period)).toEqual(['25-26', '26-27']);
    expect((rowsOf(run('salesPeriod', { by: 'quarter' })) as Row[]).map((row) => row.period)).toEqual(['2026-Q1', '2026-Q2']);
  });

  it('agree with what the list of invoices says was invoiced (T28)', () => {
    randomBooks(company.ctx, 99, 12);
    const counts = invoicesCounts(company.ctx, { today: TODAY });
    const table = run('salesPeriod');
    expect(table.sections.map(({ currency, totals }) => [currency, totals?.[1]])).toEqual(counts.sums.map(({ currency, count }) => [currency, count]));
  });

  it('a row leads nowhere outside its report: made-up keys and days beyond it are refused', () => {
    const drill = (key: object) => Buffer.from(JSON.stringify(key)).toString('base64url');
    const get = (value: string) => reportDocuments(company.ctx, { ask: ask('salesPeriod'), drill: value, after: null, limit: 10 });
    expect(() => get('abc')).toThrow('INVALID_INPUT');
    expect(() => get(drill({ of: 'days', from: '2020-01-01', to: '2026-12-31', currency: 'EUR' }))).toThrow('INVALID_INPUT');
    expect(() => get(drill({ of: 'customer', customerId: 'x', currency: 'EUR', more: 1 }))).toThrow('INVALID_INPUT');
  });

  it('no question a report asks reads the documents or their lines from end to end', () => {
    const { ctx } = company;
    const { customers } = randomBooks(ctx, 5, 8);
    const asked = new Set<string>();
    const db = new Proxy(ctx.db, {
      get: (target, name) => {
        if (name === 'prepare') return (sql: string) => (asked.add(sql), target.prepare(sql));
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    for (const report of wall['reports.run'].input.shape.ask.shape.report.options) {
      const asking = ask(report, { basis: 'supply', customerId: customers[0] ?? null });
      for (const row of rowsOf(reportTable({ ...ctx, db }, asking)) as Row[]) {
        if (row.drill !== null) reportDocuments({ ...ctx, db }, { ask: asking, drill: String(row.drill), after: null, limit: 5 });
      }
    }
    const plans = [...asked].flatMap((sql) => ctx.db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql.replaceAll(/[@?]\w*/g, "''")}`).all().map(({ detail }) => detail));
    expect(asked.size).toBeGreaterThan(8);
    expect(plans.filter((detail) => /^SCAN (d|f|l|x|t|r|document|document_line|document_tax|day_total)\b(?! USING COVERING INDEX settlement_gain)/.test(detail))).toEqual([]);
  });
});
