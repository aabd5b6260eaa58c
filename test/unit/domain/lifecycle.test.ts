// The life of documents: kinds, states, conversions in whole and in part, deposits and final invoices (T57).
import { describe, expect, test } from 'vitest';
import { type Conversion, conversionLeft, convertDocument, isConverted } from '../../../domain/conversion.ts';
import { type Deposit, depositInput, finalInvoice } from '../../../domain/deposit.ts';
import { type DocumentInput, computeDocument } from '../../../domain/document.ts';
import {
  DOCUMENT_KINDS,
  DOCUMENT_STATES,
  actionsOf,
  conversionsOf,
  directionOf,
  isExpired,
  isTaxDocument,
  stateAfter,
  statesOf,
} from '../../../domain/lifecycle.ts';
import { minor, sumMinor } from '../../../domain/money.ts';
import { discount, document, line, money, tax } from './build.ts';
import { dice, randomDocument } from './randomDocument.ts';

describe('states', () => {
  test('a quote is accepted, declined, expired, taken back and converted; a declined one is not billed', () => {
    expect(actionsOf('quote', 'issued')).toEqual(['accept', 'decline', 'convert', 'expire', 'cancel']);
    expect(stateAfter('quote', 'expired', 'accept')).toBe('accepted');
    expect(stateAfter('quote', stateAfter('quote', 'issued', 'decline'), 'reopen')).toBe('issued');
    expect(conversionsOf('quote', 'declined')).toEqual([]);
    expect(() => stateAfter('quote', 'declined', 'convert')).toThrow('STATE');
  });

  test('T41 an issued tax document goes nowhere but to cancelled, and a credit note not even there', () => {
    expect(actionsOf('invoice', 'issued')).toEqual(['cancel']);
    expect(actionsOf('final-invoice', 'issued')).toEqual(['cancel']);
    expect(actionsOf('credit-note', 'issued')).toEqual([]);
    for (const kind of DOCUMENT_KINDS.filter(isTaxDocument))
      for (const state of statesOf(kind))
        for (const action of actionsOf(kind, state)) if (state !== 'draft') expect(stateAfter(kind, state, action)).not.toBe('draft');
  });

  test('every action leads to a state of the kind, and only drafts are issued', () => {
    for (const kind of DOCUMENT_KINDS)
      for (const state of DOCUMENT_STATES) {
        for (const action of actionsOf(kind, state)) expect(statesOf(kind)).toContain(stateAfter(kind, state, action));
        expect(actionsOf(kind, state).includes('issue')).toBe(state === 'draft');
        if (state === 'draft' || state === 'cancelled' || state === 'converted') expect(conversionsOf(kind, state)).toEqual([]);
      }
  });

  test('T68 a quote is good on its last day', () => {
    expect(['2026-03-29', '2026-03-30'].map((today) => isExpired('quote', 'issued', '2026-03-29', today))).toEqual([false, true]);
    expect(isExpired('quote', 'accepted', '2026-03-29', '2026-04-30')).toBe(false);
  });

  test('only what is owed counts, and credit notes count back', () => {
    expect(DOCUMENT_KINDS.map(directionOf)).toEqual([0, 0, 0, 0, 1, 1, 1, -1, 0]);
  });
});

describe('conversion', () => {
  const input = document(
    [
      line('10', '5', [tax('20')]),
      line('4', '2.50', [tax('20')], { adjustments: [{ kind: 'allowance', percent: null, amount: minor(100), reason: 'x' }] }),
    ],
    {
      adjustments: [discount({ amount: money('7') }), discount({ percent: '10' })],
    },
  );
  const source = { kind: 'quote' as const, state: 'accepted' as const, input };
  const step = (before: Conversion[], wanted: [number, string][] | null, to: 'invoice' | 'delivery-note' = 'invoice') =>
    convertDocument(source, to, before, wanted && wanted.map(([l, quantity]) => ({ line: l, quantity })));

  test('whole: the same lines, prices, taxes and discounts', () => {
    expect(step([], null).input).toEqual(input);
    expect(isConverted(['10', '4'], 'quote', [step([], null).conversion])).toBe(true);
  });

  test('in part: fixed discounts in proportion, the last part takes the remainder, percentages stay', () => {
    const first = step(
      [],
      [
        [0, '3'],
        [1, '1'],
      ],
    );
    const second = step([first.conversion], [[0, '7']]);
    const third = step([first.conversion, second.conversion], null);
    expect([first, second, third].map((c) => c.input.lines.map((l) => l.quantity))).toEqual([['3', '1'], ['7'], ['3']]);
    expect([first, second, third].map((c) => c.input.adjustments[0]?.amount)).toEqual([204, 408, 88]);
    expect([first, third].map((c) => c.input.lines.at(-1)?.adjustments[0]?.amount)).toEqual([25, 75]);
    expect(third.input.adjustments[1]?.percent).toBe('10');
    expect(isConverted(['10', '4'], 'quote', [first.conversion, second.conversion])).toBe(false);
    expect(isConverted(['10', '4'], 'quote', [first.conversion, second.conversion, third.conversion])).toBe(true);
  });

  test('a charge on lines that cost nothing goes with the last of them', () => {
    const free = {
      ...source,
      input: document([line('2', '0', [tax('20')])], { adjustments: [discount({ kind: 'charge', amount: money('5') })] }),
    };
    const first = convertDocument(free, 'invoice', [], [{ line: 0, quantity: '1' }]).conversion;
    const last = convertDocument(free, 'invoice', [first], null).conversion;
    expect([first, last].map(({ adjustments }) => adjustments)).toEqual([[0], [500]]);
  });

  test('what is delivered does not lessen what is billed', () => {
    const delivered = step([], null, 'delivery-note').conversion;
    expect(conversionLeft(['10', '4'], 'quote', 'billing', [delivered])).toEqual(['10', '4']);
    expect(conversionLeft(['10', '4'], 'quote', 'delivery', [delivered])).toEqual(['0', '0']);
    expect(step([delivered], null).input.lines).toHaveLength(2);
  });

  test.each<[[number, string][] | null, string]>([
    [[[0, '10.5']], 'CONVERT_OVER'],
    [[[0, '-1']], 'CONVERT_OVER'],
    [[[2, '1']], 'CONVERT_LINE'],
    [
      [
        [0, '1'],
        [0, '1'],
      ],
      'CONVERT_LINE',
    ],
    [[[0, '0']], 'CONVERT_EMPTY'],
    [[], 'CONVERT_EMPTY'],
  ])('refuses %j', (wanted, code) => {
    expect(() => step([], wanted)).toThrow(code);
  });

  test('refuses what is left over of nothing, and kinds that do not follow', () => {
    expect(() => step([step([], null).conversion], null)).toThrow('CONVERT_EMPTY');
    expect(() => convertDocument({ ...source, state: 'declined' }, 'invoice', [], null)).toThrow('CONVERT_NOT_ALLOWED');
    expect(() => convertDocument({ ...source, kind: 'credit-note', state: 'issued' }, 'invoice', [], null)).toThrow('CONVERT_NOT_ALLOWED');
  });

  test('random parts of any document use up every quantity and every fixed discount, no more and no less', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const [d, whole] = [dice(seed), randomDocument(seed)];
      if (whole.lines.length === 0 || whole.lines.some((l) => /^-?[0.]+$/.test(l.quantity))) continue;
      const before: Conversion[] = [];
      const quantities = whole.lines.map((l) => l.quantity);
      for (let n = 0; !isConverted(quantities, 'quote', before); n += 1) {
        const left = conversionLeft(quantities, 'quote', 'billing', before);
        const some = left.flatMap((quantity, l) =>
          /^-?[0.]+$/.test(quantity) || d.chance(50)
            ? []
            : [{ line: l, quantity: n % 2 && Math.abs(Number(quantity)) > 1 ? (quantity.startsWith('-') ? '-1' : '1') : quantity }],
        );
        before.push(convertDocument({ ...source, input: whole }, 'invoice', before, n > 20 || some.length === 0 ? null : some).conversion);
      }
      whole.adjustments.forEach((a, i) => {
        if (a.amount !== null) expect(sumMinor(before.map((c) => c.adjustments[i] ?? minor(0))), `seed ${seed}`).toBe(a.amount);
      });
    }
  });
});

describe('deposits', () => {
  const deposit = (whole: DocumentInput, size: Parameters<typeof depositInput>[1], before: Deposit[] = []): Deposit => {
    const input = depositInput(whole, size, 'Deposit', before);
    return { input, totals: computeDocument(input), label: 'Deposit DEP-1 of 2026-01-31' };
  };

  test('T57 a deposit of 30 % of 1000 is 300 + 60, the final invoice 700 + 140, the tax over both 200.00', () => {
    const whole = document([line('10', '100', [tax('20')])]);
    const first = deposit(whole, { percent: '30' });
    expect(first.totals).toMatchObject({ net: 30_000, tax: 6000, payable: 36_000 });
    const { totals, input } = finalInvoice(whole, [first]);
    expect(totals).toMatchObject({ net: 70_000, tax: 14_000, payable: 84_000 });
    expect(input.lines.at(-1)).toMatchObject({ description: 'Deposit DEP-1 of 2026-01-31', quantity: '-1', unitPrice: '300' });
    expect(computeDocument(input)).toEqual(totals);
  });

  test('T57 where rounding twice would lose a cent, the final invoice makes it good', () => {
    const whole = document([line('1', '100.03', [tax('20')])]);
    const first = deposit(whole, { percent: '50' });
    expect([first.totals.tax, finalInvoice(whole, [first]).totals.tax]).toEqual([1000, 1001]);
  });

  test('T57 several rates, discounts and deposits: every rate adds up', () => {
    const whole = document([line('3', '33.33', [tax('20')]), line('1', '50', [tax('7')])], {
      adjustments: [discount({ percent: '10' })],
      pricesIncludeTax: true,
    });
    const first = deposit(whole, { percent: '33.3' });
    const second = deposit(whole, { amount: money('20') }, [first]);
    const { totals } = finalInvoice(whole, [first, second]);
    computeDocument(whole).taxes.forEach(({ base, amount }, i) => {
      const all = [first.totals, second.totals, totals];
      expect(sumMinor(all.map((t) => t.taxes[i]?.base ?? minor(0)))).toBe(base);
      expect(sumMinor(all.map((t) => t.taxes[i]?.amount ?? minor(0)))).toBe(amount);
    });
    expect(totals.lineNet).toBe(sumMinor(totals.lines.map(({ net }) => net)));
    expect(totals.net).toBe(totals.lineNet - totals.allowances + totals.charges);
    expect(totals.payable).toBe(totals.net + totals.tax);
  });

  test('deposits beyond the whole are refused', () => {
    const whole = document([line('10', '100', [tax('20')])]);
    const first = deposit(whole, { percent: '80' });
    expect(() => depositInput(whole, { percent: '20.01' }, 'x', [first])).toThrow('DEPOSIT_OVER');
    expect(() => depositInput(whole, { percent: '0' }, 'x')).toThrow('DEPOSIT_OVER');
    expect(depositInput(whole, { percent: '20' }, 'x', [first]).lines[0]?.unitPrice).toBe('200');
  });
});
