// Reports on money: ageing, statement, payments journal and year against the books they are about.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reports as wall, type ReportAsk, type ReportName, type ReportTable } from '../../../contract/reports.ts';
import { AGE_BUCKETS, ageing } from '../../../domain/ageing.ts';
import { addDays } from '../../../domain/date.ts';
import { minor } from '../../../domain/money.ts';
import { reportWork } from '../../../main/report/work.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { applyCredit, refundCredit, voidPayment, writeOff } from '../../../main/service/paymentActs.ts';
import { paymentsAccount } from '../../../main/service/paymentLists.ts';
import { proposeAllocation, recordPayment } from '../../../main/service/payments.ts';
import { reportDocuments, reportTable, shortened } from '../../../main/service/reports.ts';
import { diceOf } from '../../fixtures/books.ts';
import { addCustomer, type Company, customerInput, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';
import { noPrinter } from '../../fixtures/noPrinter.ts';
import { customersSave } from '../../../main/service/customers.ts';

let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());

const ask = (report: ReportName, more: Partial<ReportAsk> = {}): ReportAsk => ({ report, from: '2026-01-01', to: TODAY, basis: 'issue', by: 'month', customerId: null, ...more });
const run = (report: ReportName, more: Partial<ReportAsk> = {}): ReportTable => {
  const table = reportTable(company.ctx, ask(report, more));
  expect(wall['reports.run'].output.parse(shortened(table))).toEqual(table);
  return table;
};
type Cells = ReportTable['sections'][number]['rows'][number]['cells'];
const cellsOf = (table: ReportTable, id = ''): Cells[] => table.sections.filter((section) => section.id === id).flatMap(({ rows }) => rows.map(({ cells }) => cells));
const TRANSFER = { method: 'transfer' as const, reference: '', brand: null, last4: '' };

interface Shop {
  customers: string[];
  invoices: { id: string; customer: string; currency: string }[];
  payments: string[];
  /** What the ageing of each day said on that day. */
  said: Map<string, ReportTable>;
}

/** A shop that bills, is paid, credits, writes off, gives back and undoes at random; each day ends with its own ageing. */
function randomShop(seed: number, steps: number): Shop {
  const { ctx } = company;
  const dice = diceOf(seed);
  const shop: Shop = { customers: ['Anna', 'Bert', 'Cora'].map((name) => addCustomer(ctx, { name })), invoices: [], payments: [], said: new Map() };
  let day = '2026-05-01';
  const attempt = (act: () => void) => {
    try {
      act();
    } catch (error) {
      // What the books refuse (paid already, nothing left to credit) changes nothing.
      expect(error).toMatchObject({ name: 'AppError' });
    }
  };
  const some = <T>(list: readonly T[]): T | undefined => list[dice(list.length)];
  for (let n = 0; n < steps; n += 1) {
    company.setNow(`${day}T10:00:00.000Z`);
    const customer = some(shop.customers) ?? '';
    const foreign = dice(4) === 0;
    const currency = foreign ? 'USD' : 'EUR';
    const invoice = some(shop.invoices);
    switch (dice(8)) {
      case 0: case 1: case 2: {
        const { id } = issueInvoice(ctx, draftBody(customer, { issueDate: day, dueDate: addDays(day, dice(60)), currency, rate: foreign ? `0.${80 + dice(20)}` : '', lines: [line({ quantity: '1', unitPrice: `${10 + dice(500)}.${10 + dice(89)}` })] }));
        shop.invoices.push({ id, customer, currency });
        break;
      }
      case 3: case 4: attempt(() => {
        const amount = 500 + dice(60_000);
        const id = ctx.newId();
        const { allocations } = proposeAllocation(ctx, { customerId: customer, currency, amount });
        recordPayment(ctx, { id, customerId: customer, currency, amount, rate: foreign ? `0.${80 + dice(20)}` : null, baseAmount: null, paidOn: day, note: '', method: TRANSFER, allocations: allocations.slice(0, dice(3)).map((one) => ({ ...one, rest: 'open' as const })) });
        shop.payments.push(id);
      }); break;
      case 5: if (invoice) attempt(() => invoicesCredit(ctx, { id: invoice.id, newId: ctx.newId(), request: { kind: 'lines', lines: [{ line: 0, quantity: '0.25' }] }, issueDate: day, reason: 'x' })); break;
      case 6: {
        const payment = some(shop.payments);
        if (payment && dice(2) === 0) attempt(() => refundCredit(ctx, { id: ctx.newId(), source: { kind: 'payment', id: payment }, amount: 1 + dice(400), paidOn: day, method: TRANSFER, note: '' }));
        else if (payment && invoice) attempt(() => applyCredit(ctx, { id: ctx.newId(), source: { kind: 'payment', id: payment }, date: day, allocations: [{ documentId: invoice.id, amount: 1 + dice(300) }], note: '' }));
        break;
      }
      default: {
        const payment = some(shop.payments);
        if (payment && dice(2) === 0) attempt(() => voidPayment(ctx, { id: ctx.newId(), target: { kind: 'payment', id: payment }, date: day, reason: 'x' }));
        else if (invoice) attempt(() => writeOff(ctx, { id: ctx.newId(), documentId: invoice.id, date: day, reason: 'x' }));
      }
    }
    if (dice(3) === 0) {
      shop.said.set(day, reportTable(ctx, ask('ageing', { from: day, to: day })));
      day = addDays(day, 1 + dice(9));
    }
  }
  company.setNow(`${TODAY}T10:00:00.000Z`);
  return shop;
}

describe.each([11, 12, 13, 14, 15, 16, 17, 18])('a random shop %i', (seed) => {
  it('T28: ageing, statements and accounts agree: what is owed is what was booked, per customer and currency', () => {
    const { customers } = randomShop(seed, 60);
    const aged = run('ageing', { from: TODAY, to: TODAY });
    for (const customerId of customers) {
      const account = paymentsAccount(company.ctx, { customerId, on: TODAY });
      const statement = run('statement', { customerId });
      for (const { currency, open, credit } of account.balances) {
        const rows = aged.sections.filter((section) => section.currency === currency).flatMap((section) => section.rows);
        const row = rows.find(({ drill }) => drill !== null && Buffer.from(drill, 'base64url').toString().includes(customerId));
        expect([row?.cells[6] ?? 0, row?.cells[7] ?? 0]).toEqual([0 - credit, open - credit]);
        expect(statement.sections.find((section) => section.currency === currency)?.totals?.[5]).toBe(open - credit);
        const behind = reportDocuments(company.ctx, { ask: ask('ageing', { from: TODAY, to: TODAY }), drill: row?.drill ?? '', after: null, limit: 200 });
        expect(wall['reports.documents'].output.parse(behind)).toEqual(behind);
        expect(behind.rows.reduce((sum, { cells }) => sum + Number(cells[4]), 0)).toBe(open - credit);
        // T68: the same buckets as the domain gives the same documents.
        const expected = ageing(account.documents.filter((one) => one.currency === currency).map((one) => ({ currency, balance: minor(one.balance), dueDate: one.dueDate })), [{ currency, amount: minor(credit) }], TODAY)[0];
        expect(row?.cells.slice(1, 6)).toEqual(AGE_BUCKETS.map((bucket) => expected?.buckets[bucket] ?? 0));
      }
      for (const section of statement.sections) {
        const balances = account.balances.find(({ currency }) => currency === section.currency);
        expect(section.totals?.[5]).toBe((balances?.open ?? 0) - (balances?.credit ?? 0));
        expect(Number(section.rows[0]?.cells[5]) + Number(section.totals?.[3]) - Number(section.totals?.[4])).toBe(section.totals?.[5]);
      }
    }
  });

  it('ageing of a day in the past says what it said on that day', () => {
    const { said: days } = randomShop(seed, 60);
    expect(days.size).toBeGreaterThan(5);
    for (const [day, said] of days) expect(run('ageing', { from: day, to: day }).sections).toEqual(said.sections);
  });

  it('a statement goes on where the one before ended', () => {
    const { customers } = randomShop(seed, 40);
    for (const customerId of customers) {
      const whole = run('statement', { customerId });
      const second = run('statement', { customerId, from: '2026-07-01' });
      const first = run('statement', { customerId, to: '2026-06-30' });
      for (const { currency, totals, rows } of second.sections) {
        const before = first.sections.find((section) => section.currency === currency);
        expect(rows[0]?.cells[5]).toBe(before?.totals?.[5] ?? 0);
        expect(totals?.[5]).toBe(whole.sections.find((section) => section.currency === currency)?.totals?.[5]);
      }
    }
  });

  it('every movement of the journal leads to its payment or credit note, also what was given back and what was undone', () => {
    randomShop(seed, 60);
    const numberOf = (opens: { what: string; id: string } | undefined): unknown =>
      opens?.what === 'payment'
        ? company.ctx.db.prepare('SELECT CAST(p.number AS TEXT) FROM payment p JOIN payment_act a ON a.rid = p.rid WHERE a.id = ?').pluck().get(opens.id)
        : company.ctx.db.prepare("SELECT number FROM document WHERE kind = 'credit-note' AND id = ?").pluck().get(opens?.id ?? '');
    const rows = run('payments').sections.filter(({ id }) => id === 'movements').flatMap((section) => section.rows);
    expect(rows.length).toBeGreaterThan(5);
    for (const { cells, opens } of rows) expect(numberOf(opens), JSON.stringify(cells)).toBe(cells[2]);
  });

  it('the journal is the money: what came in less what went out, whatever the period is cut into', () => {
    randomShop(seed, 60);
    const whole = run('payments');
    const received = (table: ReportTable, currency: string | null) => Number(table.sections.find((section) => section.id === 'byMethod' && section.currency === currency)?.totals?.[2] ?? 0);
    const parts = ['2026-05-01', '2026-06-01', '2026-07-15'].map((from, i) => run('payments', { from, to: ['2026-05-31', '2026-07-14', TODAY][i] ?? TODAY }));
    for (const { currency } of whole.sections.filter(({ id }) => id === 'byMethod')) {
      expect(parts.reduce((sum, part) => sum + received(part, currency), 0)).toBe(received(whole, currency));
      expect(whole.sections.find((section) => section.id === 'movements' && section.currency === currency)?.totals?.[6]).toBe(received(whole, currency));
    }
    const money = company.ctx.db.prepare<[], { currency: string; amount: number }>(`SELECT currency, sum(amount) AS amount FROM (
        SELECT currency, amount FROM payment WHERE rid NOT IN (SELECT payment_rid FROM payment_void WHERE payment_rid IS NOT NULL)
        UNION ALL SELECT s.currency, -r.amount FROM payment_refund r JOIN credit_source s ON s.rid = r.source_rid WHERE r.rid NOT IN (SELECT refund_rid FROM payment_void WHERE refund_rid IS NOT NULL)
      ) GROUP BY currency HAVING sum(amount) <> 0 ORDER BY currency`).all();
    expect(money.map(({ currency, amount }) => [currency, amount])).toEqual([...new Set(whole.sections.filter(({ id }) => id === 'byMethod').map(({ currency }) => currency))].map((currency) => [currency, received(whole, currency)]).filter(([, amount]) => amount !== 0));
  });
});

describe('ageing', () => {
  it('T68: due on 29 March, it is late on the 30th and not before, by date; 30 days late is still the first month', () => {
    const customer = addCustomer(company.ctx);
    issueInvoice(company.ctx, draftBody(customer, { issueDate: '2026-03-01', dueDate: '2026-03-29', lines: [line({ quantity: '1', unitPrice: '100' })] }));
    const on = (to: string) => cellsOf(run('ageing', { from: to, to }))[0]?.slice(1, 6);
    expect(on('2026-03-29')).toEqual([10_000, 0, 0, 0, 0]);
    expect(on('2026-03-30')).toEqual([0, 10_000, 0, 0, 0]);
    expect(on('2026-04-28')).toEqual([0, 10_000, 0, 0, 0]);
    expect(on('2026-04-29')).toEqual([0, 0, 10_000, 0, 0]);
    expect(on('2026-06-28')).toEqual([0, 0, 0, 0, 10_000]);
    expect(on('2026-02-28')).toBeUndefined();
  });

  it('T69: net 30 from 30 January is not late before 2 March', () => {
    const customer = addCustomer(company.ctx);
    issueInvoice(company.ctx, draftBody(customer, { issueDate: '2026-01-30', terms: { kind: 'net', days: 30 }, lines: [line({ quantity: '1', unitPrice: '100' })] }));
    expect(cellsOf(run('ageing', { from: '2026-03-01', to: '2026-03-01' }))[0]?.[1]).toBe(10_000);
    expect(cellsOf(run('ageing', { from: '2026-03-02', to: '2026-03-02' }))[0]?.[2]).toBe(10_000);
  });
});

describe('the payments journal', () => {
  it('T36: 1000 USD issued at 0.92 and paid at 0.90 shows its worth and a loss of 20.00, and leads to the invoice', () => {
    const { ctx } = company;
    const customer = addCustomer(ctx);
    const { id } = issueInvoice(ctx, draftBody(customer, { currency: 'USD', rate: '0.92', lines: [line({ quantity: '1', unitPrice: '1000' })] }));
    recordPayment(ctx, { id: ctx.newId(), customerId: customer, currency: 'USD', amount: 100_000, rate: '0.9', baseAmount: null, paidOn: TODAY, note: '', method: TRANSFER, allocations: [{ documentId: id, amount: 100_000, rest: 'open' }] });
    const table = run('payments');
    expect(cellsOf(table, 'movements').map((cells) => cells.slice(6))).toEqual([[100_000, 90_000]]);
    const exchange = table.sections.find((section) => section.id === 'exchange');
    expect([exchange?.currency, exchange?.totals?.[4], exchange?.rows[0]?.opens]).toEqual(['EUR', -2000, { what: 'document', id }]);
    expect(cellsOf(run('statement', { customerId: customer }), '').at(-1)?.[5]).toBe(0);
  });
});

describe('the year', () => {
  it('T38, T70: numbers without gaps, sales, tax, money and what was owed on its last day', () => {
    const { ctx } = company;
    const customer = addCustomer(ctx);
    for (const issueDate of ['2026-01-15', '2026-02-15', '2027-01-02']) issueInvoice(ctx, draftBody(customer, { issueDate, lines: [line({ quantity: '1', unitPrice: '100' })] }));
    company.setNow('2027-02-01T10:00:00.000Z');
    const table = run('year', { to: '2026-12-31' });
    expect(cellsOf(table, 'numbers')).toEqual([['Invoices', 'INV-2026-0001', 'INV-2026-0002', 2, 0]]);
    expect(cellsOf(table, 'salesByMonth').map(([month]) => month)).toEqual(['2026-01', '2026-02']);
    expect(cellsOf(table, 'owedAtEnd')[0]?.at(-1)).toBe(20_000);
  });
});

describe('a statement on paper', () => {
  it('T85: is in the customer’s language with their address, whatever language the window has and whatever script their name', async () => {
    const { ctx } = company;
    const { id } = customersSave(ctx, customerInput({ name: 'מאפיית השחר בע״מ', language: 'de', country: 'IL', city: 'תל אביב' }));
    issueInvoice(ctx, draftBody(id, { lines: [line({ quantity: '1', unitPrice: '100' })] }));
    const ready = await reportWork(ctx, { name: 'reportPage', ask: ask('statement', { customerId: id }), language: 'fr' }, {}, noPrinter);
    if (ready === null || !('page' in ready)) throw new Error('no page');
    expect([ready.language, ready.title]).toEqual(['de', 'Kundenkontoauszug']);
    expect(ready.page.html).toMatch(/<bdi[^>]*>מאפיית השחר בע״מ<\/bdi>/u);
    expect(ready.page.html).toContain('Israel');
    expect(ready.page.html).toContain('Vortrag');
    expect(ready.page.html).not.toMatch(/Relevé|Report/);
  });

  it('T84: a name with markup is text', async () => {
    const { ctx } = company;
    const customer = addCustomer(ctx, { name: '<script>alert(1)</script>' });
    issueInvoice(ctx, draftBody(customer));
    const ready = await reportWork(ctx, { name: 'reportPage', ask: ask('salesCustomer'), language: 'en' }, {}, noPrinter);
    if (ready === null || !('page' in ready)) throw new Error('no page');
    expect(ready.page.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(ready.page.html).not.toContain('<script>');
  });

  it('is of somebody', () => {
    expect(() => reportTable(company.ctx, ask('statement'))).toThrow('INVALID_INPUT');
  });
});
