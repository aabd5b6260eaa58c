// Reports: T37 currencies are never added, T68 lateness by date, T70 financial years; the statement's balance is the sum of the ageing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageing, bucketOf } from '../../../domain/ageing.ts';
import { allocatePayment } from '../../../domain/allocation.ts';
import { assertOpen, closeThrough, financialYearOf, isClosed, periodBefore, periodsOf, reopenThrough } from '../../../domain/closing.ts';
import { addDays } from '../../../domain/date.ts';
import { minor, negMinor, subMinor } from '../../../domain/money.ts';
import { type StatementEntry, type StatementKind, statements } from '../../../domain/statement.ts';
import { type ReportedDocument, salesBy, taxReport } from '../../../domain/taxReport.ts';
import { money, tax } from './build.ts';

describe('ageing', () => {
  test('T68 due today is not late, tomorrow it is one day late; buckets end where they say', () => {
    const due = '2026-03-29';
    expect([0, 1, 30, 31, 60, 61, 90, 91].map((days) => bucketOf(due, addDays(due, days)))).toEqual([
      'notDue',
      'days1to30',
      'days1to30',
      'days31to60',
      'days31to60',
      'days61to90',
      'days61to90',
      'over90',
    ]);
    expect(bucketOf(null, due)).toBe('notDue');
  });

  test('T37 one row per currency, never a sum of two; unapplied credit stands beside', () => {
    const rows = ageing(
      [
        { currency: 'USD', balance: money('10'), dueDate: '2026-01-01' },
        { currency: 'EUR', balance: money('20'), dueDate: null },
        { currency: 'EUR', balance: money('0'), dueDate: null },
      ],
      [
        { currency: 'EUR', amount: money('5') },
        { currency: 'GBP', amount: money('1') },
      ],
      '2026-01-15',
    );
    expect(rows.map(({ currency, count, credit, total }) => [currency, count, credit, total])).toEqual([
      ['EUR', 1, 500, 1500],
      ['GBP', 0, 100, -100],
      ['USD', 1, 0, 1000],
    ]);
    expect(rows[2]?.buckets.days1to30).toBe(1000);
  });
});

describe('statements', () => {
  const entry = (date: string, kind: StatementKind, amount: string, more: Partial<StatementEntry> = {}): StatementEntry => ({
    id: `${date} ${kind} ${amount}`,
    date,
    sequence: 0,
    kind,
    number: '',
    currency: 'EUR',
    amount: money(amount),
    ...more,
  });

  test('carries over what was before, runs a balance line by line, and leaves out what comes later', () => {
    const entries = [
      entry('2026-02-10', 'payment', '-50', { sequence: 4 }),
      entry('2026-01-15', 'invoice', '100', { sequence: 1 }),
      entry('2026-02-10', 'invoice', '30', { sequence: 3 }),
      entry('2026-03-01', 'invoice', '7', { sequence: 5 }),
      entry('2026-02-01', 'credit-note', '-20', { sequence: 2 }),
    ];
    const [eur] = statements(entries, '2026-02-01', '2026-02-28');
    expect(eur).toMatchObject({ opening: 10_000, charged: 3000, settled: 7000, closing: 6000 });
    expect(eur?.lines.map(({ kind, balance }) => [kind, balance])).toEqual([
      ['credit-note', 8000],
      ['invoice', 11_000],
      ['payment', 6000],
    ]);
  });

  test('T37 each currency has its own statement, silent ones none', () => {
    const list = statements(
      [
        entry('2026-01-01', 'invoice', '1'),
        entry('2026-02-01', 'invoice', '2', { currency: 'USD' }),
        entry('2026-03-01', 'invoice', '3', { currency: 'GBP' }),
      ],
      '2026-02-01',
      '2026-02-28',
    );
    expect(list.map(({ currency, opening, closing }) => [currency, opening, closing])).toEqual([
      ['EUR', 100, 100],
      ['USD', 0, 200],
    ]);
    expect(() => statements([], '2026-02-02', '2026-02-01')).toThrow('PERIOD_ORDER');
  });

  test('the closing balance is the total of the ageing, whatever was billed, paid and given back', () => {
    const step = fc.record({
      day: fc.integer({ min: 0, max: 200 }),
      amount: fc.integer({ min: 1, max: 99_999 }),
      currency: fc.constantFrom('EUR', 'USD'),
      paid: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const today = '2026-12-31';
        const on = (day: number) => addDays('2026-01-01', day);
        let documents = steps.flatMap(({ day, amount, currency, paid }, i) =>
          paid ? [] : [{ id: String(i), currency, balance: minor(amount), dueDate: addDays(on(day), 14), issueDate: on(day) }],
        );
        const credits: { currency: string; amount: ReturnType<typeof minor> }[] = [];
        for (const { amount, currency } of steps.filter(({ paid }) => paid)) {
          const { allocations, unapplied } = allocatePayment(minor(amount), currency, documents);
          documents = documents.map((d) => ({
            ...d,
            balance: subMinor(d.balance, allocations.find((a) => a.document === d.id)?.amount ?? minor(0)),
          }));
          credits.push({ currency, amount: unapplied });
        }
        const entries = steps.map(({ day, amount, currency, paid }, i) =>
          entry(on(day), paid ? 'payment' : 'invoice', '0', {
            sequence: i,
            currency,
            amount: paid ? negMinor(minor(amount)) : minor(amount),
          }),
        );
        const owed = new Map(ageing(documents, credits, today).map(({ currency, total }) => [currency, total]));
        for (const from of ['2026-01-01', '2026-04-01'])
          for (const { currency, closing } of statements(entries, from, today)) expect(closing).toBe(owed.get(currency) ?? 0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('tax report', () => {
  const vat = { component: tax('20'), base: 10_000, amount: 2000 };
  const reported = (more: Partial<ReportedDocument> = {}): ReportedDocument => ({
    id: 'a',
    direction: 1,
    taxDate: '2026-02-01',
    currency: 'EUR',
    rate: null,
    taxes: [vat],
    ...more,
  });

  test('T48 sums per rate; a full credit note brings it to zero, and every row names its documents', () => {
    const list = [
      reported(),
      reported({
        id: 'b',
        taxes: [
          { component: tax('20.0'), base: 500, amount: 100 },
          { component: tax('0', { category: 'E', reason: 'x' }), base: 900, amount: 0 },
        ],
      }),
    ];
    expect(
      taxReport(list, 'EUR', '2026-01-01', '2026-03-31').map(({ category, rate, base, amount, documents }) => [
        category,
        rate,
        base,
        amount,
        documents.join(),
      ]),
    ).toEqual([
      ['S', '20', 10_000, 2000, 'a'],
      ['S', '20', 500, 100, 'b'],
      ['E', '0', 900, 0, 'b'],
    ]);
    const [row] = taxReport([reported(), reported({ id: 'c', direction: -1 })], 'EUR', '2026-01-01', '2026-03-31');
    expect([row?.base, row?.amount, row?.documents]).toEqual([0, 0, ['a', 'c']]);
  });

  test('only what falls into the period, both ends included', () => {
    const at = (taxDate: string) => taxReport([reported({ taxDate })], 'EUR', '2026-01-01', '2026-03-31').length;
    expect(['2025-12-31', '2026-01-01', '2026-03-31', '2026-04-01'].map(at)).toEqual([0, 1, 1, 0]);
  });

  test('T34 T35 T37 a foreign document counts at its own rate, and one without a rate is refused', () => {
    expect(taxReport([reported({ currency: 'USD', rate: '0.858762' })], 'EUR', '2026-01-01', '2026-03-31')[0]).toMatchObject({
      base: 8588,
      amount: 1718,
    });
    expect(() => taxReport([reported({ currency: 'USD' })], 'EUR', '2026-01-01', '2026-03-31')).toThrow('RATE_MISSING');
  });

  test('T37 sales by key, largest first, credit notes taken off, currencies apart', () => {
    const sale = (key: string, net: string, direction: 1 | -1 = 1, currency = 'EUR') => ({ key, currency, direction, net: money(net) });
    expect(salesBy([sale('b', '5'), sale('a', '9'), sale('b', '7'), sale('a', '1', -1), sale('a', '100', 1, 'USD')])).toEqual([
      { key: 'b', currency: 'EUR', net: 1200, count: 2 },
      { key: 'a', currency: 'EUR', net: 800, count: 2 },
      { key: 'a', currency: 'USD', net: 10_000, count: 1 },
    ]);
  });
});

describe('closed periods and years', () => {
  test('nothing is booked on or before the last closed day', () => {
    expect(['2026-03-31', '2026-04-01'].map((date) => isClosed(date, '2026-03-31'))).toEqual([true, false]);
    expect(() => assertOpen('2026-03-31', '2026-03-31')).toThrow('PERIOD_CLOSED');
    expect(() => assertOpen('2000-01-01', null)).not.toThrow();
  });

  test('closing goes forward over days that have passed; opening goes back, but not behind what was filed', () => {
    expect(closeThrough('2026-03-31', '2026-04-30', '2026-05-01')).toBe('2026-04-30');
    expect(() => closeThrough('2026-03-31', '2026-03-31', '2026-05-01')).toThrow('PERIOD_ORDER');
    expect(() => closeThrough(null, '2026-05-01', '2026-05-01')).toThrow('PERIOD_ORDER');
    expect(reopenThrough('2026-04-30', '2026-03-31', '2026-03-31')).toBe('2026-03-31');
    expect(reopenThrough('2026-04-30', null, null)).toBeNull();
    expect(() => reopenThrough('2026-04-30', '2026-02-28', '2026-03-31')).toThrow('PERIOD_CLOSED');
    expect(() => reopenThrough('2026-04-30', null, '2026-03-31')).toThrow('PERIOD_CLOSED');
    expect(() => reopenThrough('2026-04-30', '2026-05-31', null)).toThrow('PERIOD_ORDER');
  });

  test('T70 31 March and 1 April lie in different years from April', () => {
    expect(financialYearOf('2026-03-31', 4)).toEqual({ name: '25-26', from: '2025-04-01', to: '2026-03-31' });
    expect(financialYearOf('2026-04-01', 4)).toEqual({ name: '26-27', from: '2026-04-01', to: '2027-03-31' });
    expect(financialYearOf('2028-02-29', 1)).toEqual({ name: '2028', from: '2028-01-01', to: '2028-12-31' });
  });

  test('quarters and months make up the year, and each has one before it', () => {
    const year = financialYearOf('2027-02-15', 4);
    expect(periodsOf(year, 3).map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2026-04-01 2026-06-30',
      '2026-07-01 2026-09-30',
      '2026-10-01 2026-12-31',
      '2027-01-01 2027-03-31',
    ]);
    expect(periodsOf(year, 1)).toHaveLength(12);
    expect(periodBefore({ from: '2026-01-01', to: '2026-03-31' })).toEqual({ from: '2025-10-01', to: '2025-12-31' });
    expect(periodBefore({ from: '2026-03-05', to: '2026-03-11' })).toEqual({ from: '2026-02-26', to: '2026-03-04' });
  });
});
