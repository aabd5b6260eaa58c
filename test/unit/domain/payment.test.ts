// Settling documents: T24-T25 cash, T36 exchange, T51-T56 payments, T58 early payment, T68 due by date.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OpenDocument, allocatePayment, checkAllocations, refund, unappliedOf } from '../../../domain/allocation.ts';
import { computeDocument } from '../../../domain/document.ts';
import { earlyDiscount, earlyUntil, isEarly } from '../../../domain/earlyPayment.ts';
import { realisedGain, worthOf } from '../../../domain/exchange.ts';
import {
  checkedInstalments,
  equalInstalments,
  nextInstalment,
  overdueInstalments,
  percentInstalments,
} from '../../../domain/instalment.ts';
import { type Minor, minor, sumMinor } from '../../../domain/money.ts';
import { checkedMethod, methodProblem } from '../../../domain/paymentMethod.ts';
import { type SettlementKind, balanceOf, cashPayment, cashSettlements, dueState, statusOf, writeOff } from '../../../domain/settlement.ts';
import { document, line, money, tax } from './build.ts';

const settled = (payable: string, ...entries: [SettlementKind, string][]) =>
  balanceOf(
    money(payable),
    entries.map(([kind, amount]) => ({ kind, amount: money(amount) })),
  );
const open = (id: string, balance: string, more: Partial<OpenDocument> = {}): OpenDocument => ({
  id,
  currency: 'EUR',
  balance: money(balance),
  dueDate: '2026-12-01',
  issueDate: '2026-11-01',
  ...more,
});

describe('balance and status', () => {
  test('T53 a credit of 10 on 50 leaves 40, partial; of 30 leaves 20', () => {
    const state = settled('50', ['credit-note', '10']);
    expect([state.balance, statusOf(state)]).toEqual([4000, 'partial']);
    expect(settled('50', ['credit-note', '30']).balance).toBe(2000);
  });

  test('nothing settled is open, everything is paid, by credit notes alone it is credited, and a cancelled one says so', () => {
    expect(statusOf(settled('50'))).toBe('open');
    expect(statusOf(settled('50', ['payment', '30'], ['credit-note', '20']))).toBe('paid');
    expect(statusOf(settled('50', ['payment', '49.99'], ['write-off', '0.01']))).toBe('paid');
    expect(statusOf(settled('50', ['credit-note', '50']))).toBe('credited');
    expect(statusOf(settled('50', ['credit-note', '50']), true)).toBe('cancelled');
    expect(statusOf(settled('50', ['credit-note', '49.99'], ['write-off', '0.01']))).toBe('paid');
    expect(statusOf(settled('0'))).toBe('paid');
  });

  test('T68 due 29 March is overdue on 30 March, by date and not by hours', () => {
    expect(dueState(money('1'), '2026-03-29', '2026-03-28')).toEqual({ state: 'later', days: -1 });
    expect(dueState(money('1'), '2026-03-29', '2026-03-29')).toEqual({ state: 'today', days: 0 });
    expect(dueState(money('1'), '2026-03-29', '2026-03-30')).toEqual({ state: 'overdue', days: 1 });
    expect(dueState(money('0'), '2026-03-29', '2026-03-30')).toEqual({ state: 'none', days: null });
    expect(dueState(money('1'), null, '2026-03-30')).toEqual({ state: 'open', days: null });
  });

  test('a small difference is written off either way, within the limit and not beyond', () => {
    expect(writeOff(money('0.05'), money('0.05'))).toEqual({ kind: 'write-off', amount: 5 });
    expect(writeOff(money('-0.01'), money('0.05')).amount).toBe(-1);
    expect(() => writeOff(money('0.06'), money('0.05'))).toThrow('WRITE_OFF_LIMIT');
    expect(() => writeOff(money('0'), money('0.05'))).toThrow('WRITE_OFF_LIMIT');
  });
});

describe('cash', () => {
  test('T24 Swiss cash: 107.83 is 107.85 in coins, 0.02 shown apart, and the document is paid', () => {
    const paid = cashPayment(money('107.83'), money('110'), minor(5));
    expect(paid).toEqual({ due: 10785, paid: 10785, rounding: -2, change: 215 });
    expect(statusOf(balanceOf(money('107.83'), cashSettlements(paid)))).toBe('paid');
    expect(cashPayment(money('107.82'), money('107.80'), minor(5))).toEqual({ due: 10780, paid: 10780, rounding: 2, change: 0 });
  });

  test('T25 whole rupees: 1049.50 is 1050', () => {
    expect(cashPayment(money('1049.50'), money('1050'), minor(100))).toMatchObject({ due: 105000, rounding: -50 });
  });

  test('less than is due is a part payment and is not rounded', () => {
    expect(cashPayment(money('107.83'), money('100'), minor(5))).toEqual({ due: 10785, paid: 10000, rounding: 0, change: 0 });
    expect(() => cashPayment(money('0'), money('1'), minor(5))).toThrow('PAYMENT_AMOUNT');
  });
});

describe('allocation', () => {
  test('T52 95 on 89 pays the invoice and leaves 6.00 of credit', () => {
    expect(allocatePayment(money('95'), 'EUR', [open('a', '89')])).toEqual({
      allocations: [{ document: 'a', amount: 8900 }],
      unapplied: 600,
    });
  });

  test('T55 one payment of 100 pays 30 and 50 and leaves 20', () => {
    const { allocations, unapplied } = allocatePayment(money('100'), 'EUR', [open('a', '30'), open('b', '50')]);
    expect([allocations.map(({ amount }) => amount), unapplied]).toEqual([[3000, 5000], 2000]);
  });

  test('the oldest due date comes first, none last; or the order given', () => {
    const list = [
      open('none', '10', { dueDate: null }),
      open('new', '10', { dueDate: '2026-12-02' }),
      open('old', '10', { dueDate: '2026-11-30' }),
      open('usd', '10', { currency: 'USD' }),
    ];
    const ids = (order: 'oldest' | 'given') =>
      allocatePayment(money('25'), 'EUR', list, order).allocations.map((a) => `${a.document} ${a.amount}`);
    expect(ids('oldest')).toEqual(['old 1000', 'new 1000', 'none 500']);
    expect(ids('given')).toEqual(['none 1000', 'new 1000', 'old 500']);
  });

  test.each([
    [[{ document: 'a', amount: 3001 }], 'PAYMENT_OVER'],
    [
      [
        { document: 'a', amount: 3000 },
        { document: 'b', amount: 5000 },
      ],
      'PAYMENT_OVER',
    ],
    [[{ document: 'a', amount: 0 }], 'PAYMENT_AMOUNT'],
    [[{ document: 'x', amount: 1 }], 'PAYMENT_UNKNOWN'],
    [
      [
        { document: 'a', amount: 1 },
        { document: 'a', amount: 1 },
      ],
      'PAYMENT_UNKNOWN',
    ],
    [[{ document: 'usd', amount: 1 }], 'PAYMENT_CURRENCY'],
  ])('T55 a person cannot allocate %j', (wanted, code) => {
    const list = [open('a', '30'), open('b', '50'), open('usd', '9', { currency: 'USD' })];
    expect(() =>
      checkAllocations(
        money('70'),
        'EUR',
        list,
        wanted.map((w) => ({ ...w, amount: minor(w.amount) })),
      ),
    ).toThrow(code);
  });

  test('T55 any payment over any documents: allocations and what is left are the payment, and no document gets more than it asks for', () => {
    const documents = fc.array(
      fc.record({ balance: fc.integer({ min: -5, max: 10_000 }), due: fc.constantFrom(null, '2026-01-01', '2026-05-05', '2026-03-29') }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60_000 }),
        documents,
        fc.constantFrom('oldest' as const, 'given' as const),
        (amount, given, order) => {
          const list = given.map(({ balance, due }, i) => open(String(i), '0', { balance: minor(balance), dueDate: due }));
          const { allocations, unapplied } = allocatePayment(minor(amount), 'EUR', list, order);
          expect(sumMinor(allocations.map((a) => a.amount)) + unapplied).toBe(amount);
          expect(unappliedOf(minor(amount), allocations, [])).toBe(unapplied);
          for (const a of allocations)
            expect(a.amount > 0 && a.amount <= (list.find(({ id }) => id === a.document)?.balance ?? 0)).toBe(true);
          if (unapplied > 0) expect(allocations).toHaveLength(list.filter(({ balance }) => balance > 0).length);
        },
      ),
    );
  });

  test('T56 unapplied money is given back without any document, and never more than there is', () => {
    expect(refund(money('20'), money('15'))).toBe(500);
    expect(() => refund(money('20'), money('20.01'))).toThrow('REFUND_OVER');
    expect(() => refund(money('20'), money('0'))).toThrow('PAYMENT_AMOUNT');
  });
});

describe('instalments', () => {
  const plan = equalInstalments(money('100'), 3, '2026-01-31');

  test('T51 100.00 in three parts, each on the last of its month; after 3 x 33.33 the last has 0.01 left', () => {
    expect(plan).toEqual([
      { due: '2026-01-31', amount: 3334 },
      { due: '2026-02-28', amount: 3333 },
      { due: '2026-03-31', amount: 3333 },
    ]);
    const state = settled('100', ['payment', '33.33'], ['payment', '33.33'], ['payment', '33.33']);
    expect([statusOf(state), state.balance]).toEqual(['partial', 1]);
    expect(nextInstalment(plan, money('99.99'))).toMatchObject({ due: '2026-03-31', left: 1 });
    expect(nextInstalment(plan, money('100'))).toBeNull();
  });

  test('T68 what is late is the parts due before today', () => {
    expect(overdueInstalments(plan, money('10'), '2026-02-28')).toBe(2334);
    expect(overdueInstalments(plan, money('10'), '2026-03-01')).toBe(5667);
  });

  test('by percent, and only plans that add up', () => {
    expect(
      percentInstalments(money('99.99'), [
        { due: '2026-01-01', percent: '30' },
        { due: '2026-02-01', percent: '70' },
      ]).map(({ amount }) => amount),
    ).toEqual([3000, 6999]);
    expect(() => percentInstalments(money('100'), [{ due: '2026-01-01', percent: '99.9' }])).toThrow('INSTALMENTS');
    expect(() => checkedInstalments(money('100'), [{ due: '2026-01-01', amount: money('99') }])).toThrow('INSTALMENTS');
    expect(() =>
      checkedInstalments(money('2'), [
        { due: '2026-01-02', amount: money('1') },
        { due: '2026-01-01', amount: money('1') },
      ]),
    ).toThrow('INSTALMENTS');
    expect(() => equalInstalments(money('100'), 0, '2026-01-01')).toThrow('INSTALMENTS');
  });
});

describe('early payment', () => {
  const discounted = (lines: Parameters<typeof document>[0], amount: string, percent = '2') => {
    const t = computeDocument(document(lines));
    return earlyDiscount({ net: t.net, gross: t.gross, taxes: t.taxes }, money(amount), { percent, days: 10 });
  };

  test('T58 2 % on 119.00: 116.62 to pay, tax corrected by 0.38', () => {
    expect(discounted([line('1', '100', [tax('19')])], '119')).toMatchObject({
      discount: 238,
      pay: 11662,
      net: 200,
      tax: 38,
      taxes: [{ base: 200, amount: 38 }],
    });
  });

  test('T58 with several rates each tax gets its share, and all of it adds up', () => {
    const {
      discount,
      net,
      tax: corrected,
      taxes,
    } = discounted([line('1', '100', [tax('19')]), line('1', '33.33', [tax('7')])], '154.66', '3');
    expect([discount, net + corrected]).toEqual([464, 464]);
    expect(taxes.map(({ amount }) => amount)).toEqual([57, 7]);
    expect(sumMinor(taxes.map(({ base }) => base))).toBe(net);
  });

  test('after a part was credited the discount is on what is still open', () => {
    expect(discounted([line('1', '100', [tax('19')])], '59.50')).toMatchObject({ discount: 119, pay: 5831, tax: 19, net: 100 });
  });

  test('the last day counts', () => {
    const terms = { percent: '2', days: 10 };
    expect(earlyUntil('2026-02-20', terms)).toBe('2026-03-02');
    expect([isEarly('2026-02-20', '2026-03-02', terms), isEarly('2026-02-20', '2026-03-03', terms)]).toEqual([true, false]);
    expect(() => discounted([line('1', '100', [tax('19')])], '119', '101')).toThrow('EARLY_PAYMENT');
  });
});

describe('foreign currency', () => {
  const worth = (amount: string, rate: string | null) => worthOf(money(amount), 'USD', rate, 'EUR');

  test('T36 1000 USD issued at 0.92 and paid at 0.90 is a loss of 20.00', () => {
    expect(realisedGain(worth('1000', '0.92'), worth('1000', '0.90'), money('1000'))).toBe(-2000);
    expect(realisedGain(worth('1000', '0.92'), worth('1000', '0.95'), money('1000'))).toBe(3000);
  });

  test('T35 without a rate there is no worth', () => {
    expect(() => worth('1', null)).toThrow('RATE_MISSING');
    expect(worthOf(money('1'), 'EUR', null, 'EUR').base).toBeNull();
  });

  test('T36 in parts, gains add up to that of the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 8 }), (parts) => {
        const whole = minor(parts.reduce((a, b) => a + b, 0));
        let [owed, paid, gains] = [worthOf(whole, 'USD', '0.9217', 'EUR'), worthOf(whole, 'USD', '0.8733', 'EUR'), 0];
        const [issued, received] = [owed.base ?? 0, paid.base ?? 0];
        for (const part of parts.map(minor)) {
          const [a, b] = [
            realisedGain(owed, { amount: part, base: minor(0) }, part),
            realisedGain(paid, { amount: part, base: minor(0) }, part),
          ];
          gains += realisedGain(owed, paid, part);
          const rest = (left: { amount: Minor; base: Minor | null }, gone: number) => ({
            amount: minor(left.amount - part),
            base: minor((left.base ?? 0) + gone),
          });
          [owed, paid] = [rest(owed, a), rest(paid, b)];
        }
        expect(gains).toBe(received - issued);
      }),
    );
  });
});

describe('methods', () => {
  test('T82 of a card only its brand and last four digits are kept', () => {
    expect(methodProblem({ method: 'card', reference: 'slip 12', brand: 'visa', last4: '4242' })).toBeNull();
    expect(methodProblem({ method: 'card', reference: '', brand: 'visa', last4: '424242' })).toBe('CARD_LAST4');
    expect(methodProblem({ method: 'card', reference: '', brand: null, last4: '4242' })).toBe('CARD_BRAND_MISSING');
    expect(methodProblem({ method: 'transfer', reference: 'paid with 4242 4242 4242 4242', brand: null, last4: '' })).toBe('CARD_NUMBER');
    expect(() => checkedMethod({ method: 'cash', reference: '', brand: null, last4: '4242' })).toThrow('METHOD');
  });
});
