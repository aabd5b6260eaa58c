// Tax that falls due when paid: every cent of a document's tax comes with its payments, once; and which way holds when.
import { describe, expect, it } from 'vitest';
import { computeDocument } from '../../../domain/document.ts';
import { DRAFT_KINDS } from '../../../domain/lifecycle.ts';
import { type Minor, minor, subMinor } from '../../../domain/money.ts';
import { type TaxShare, atWorth, begunWith, checkTaxDue, taxDueOn, taxDueSaid, taxOfPart } from '../../../domain/taxDue.ts';
import { dice, randomDocument } from './randomDocument.ts';

const DOCUMENTS = 8_000;
const sum = (shares: readonly TaxShare[]) => shares.reduce((all, { base, amount }) => all + base + amount, 0);
const less = (left: readonly TaxShare[], took: readonly TaxShare[]) => left.map((one, i) => ({ base: subMinor(one.base, took[i]?.base ?? minor(0)), amount: subMinor(one.amount, took[i]?.amount ?? minor(0)) }));

/** Pays a document in random parts, undoing some, until nothing is left; answers what all of it brought. */
function payOff(seed: number, taxes: readonly TaxShare[], payable: Minor): { brought: TaxShare[]; steps: number } {
  const d = dice(seed);
  let [left, balance, steps] = [[...taxes] as TaxShare[], payable, 0];
  const kept: { part: Minor; shares: TaxShare[] }[] = [];
  while (balance !== 0) {
    const undone = kept.length > 0 && d.chance(20) && steps < 12 ? kept.splice(d.below(kept.length), 1)[0] : undefined;
    if (undone !== undefined) {
      left = left.map((one, i) => ({ base: minor(one.base + (undone.shares[i]?.base ?? 0)), amount: minor(one.amount + (undone.shares[i]?.amount ?? 0)) }));
      balance = minor(balance + undone.part);
    } else {
      const part = steps > 12 ? balance : minor(Math.sign(balance) * (1 + Number(BigInt(d.below(1_000_000)) * BigInt(Math.abs(balance)) / 1_000_000n)));
      const took = minor(Math.abs(part) > Math.abs(balance) ? balance : part);
      const shares = taxOfPart(left, balance, took);
      kept.push({ part: took, shares });
      left = less(left, shares);
      balance = subMinor(balance, took);
    }
    steps += 1;
  }
  const brought = taxes.map((_, i) => ({ base: minor(kept.reduce((all, { shares }) => all + (shares[i]?.base ?? 0), 0)), amount: minor(kept.reduce((all, { shares }) => all + (shares[i]?.amount ?? 0), 0)) }));
  return { brought, steps };
}

describe('what a payment carries of the tax', () => {
  it(`T51 T54 the payments of ${DOCUMENTS} random documents, in parts and partly undone, bring exactly their tax, row by row`, () => {
    let [tried, longest] = [0, 0];
    for (let seed = 1; seed <= DOCUMENTS; seed += 1) {
      const { totals } = { totals: computeDocument(randomDocument(seed)) };
      if (totals.payable === 0 || totals.taxes.length === 0) continue;
      const taxes = totals.taxes.map(({ base, amount }) => ({ base, amount }));
      const { brought, steps } = payOff(seed, taxes, totals.payable);
      expect({ seed, brought }).toEqual({ seed, brought: taxes });
      [tried, longest] = [tried + 1, Math.max(longest, steps)];
    }
    expect(tried).toBeGreaterThan(DOCUMENTS / 2);
    expect(longest).toBeGreaterThan(6);
  });

  it('T51 a part brings its part of base and tax, together what was paid to the cent: 50.00 of 119.00 at 19 % is 42.02 and 7.98', () => {
    const left = [{ base: minor(10000), amount: minor(1900) }];
    expect(taxOfPart(left, minor(11900), minor(5000))).toEqual([{ base: 4202, amount: 798 }]);
    expect(taxOfPart(less(left, [{ base: minor(4202), amount: minor(798) }]), minor(6900), minor(6900))).toEqual([{ base: 5798, amount: 1102 }]);
    const mixed = [{ base: minor(3333), amount: minor(633) }, { base: minor(1111), amount: minor(78) }];
    for (const part of [1, 7, 99, 1234, 5154]) expect(sum(taxOfPart(mixed, minor(5155), minor(part)))).toBe(part);
  });

  it('T36 money in another currency counts at the rate of its own day', () => {
    expect(atWorth([{ base: minor(100000), amount: minor(20000) }], minor(120000), minor(108000))).toEqual([{ base: 90000, amount: 18000 }]);
    expect(atWorth([{ base: minor(1), amount: minor(2) }], minor(3), null)).toEqual([{ base: 1, amount: 2 }]);
  });

  it('what was paid before the issue falls due with it; what customers withhold does not', () => {
    const none = { withheld: 0, afterTaxAllowances: 0 };
    expect(begunWith({ payable: 6900, prepaid: 5000, ...none })).toEqual({ received: 5000, whole: 11900 });
    expect(begunWith({ payable: 10600, prepaid: 1500, withheld: 1500, afterTaxAllowances: 0 })).toEqual({ received: 0, whole: 10600 });
    expect(begunWith({ payable: 9000, prepaid: 2000, withheld: 0, afterTaxAllowances: 2000 })).toEqual({ received: 0, whole: 9000 });
    expect(begunWith({ payable: 0, prepaid: 11900, ...none })).toEqual({ received: 1, whole: 1 });
  });
});

describe('which way holds', () => {
  const paid = { validFrom: '2027-01-01', due: 'paid' } as const;

  it('books that never chose are taxed when invoiced, and the day of issue picks the way', () => {
    expect(taxDueOn([], '2026-11-23')).toBe('invoiced');
    expect([taxDueOn([paid], '2026-12-31'), taxDueOn([paid], '2027-01-01')]).toEqual(['invoiced', 'paid']);
    expect(taxDueOn([paid, { validFrom: '2027-01-01', due: 'invoiced' }], '2027-02-01')).toBe('invoiced');
    expect(taxDueOn([{ validFrom: '2028-01-01', due: 'invoiced' }, paid], '2027-06-01')).toBe('paid');
  });

  it('a change begins with a month, after every document and every closed day, and changes something', () => {
    const code = (from: string, due: 'paid' | 'invoiced', last: string | null, closed: string | null) => {
      try {
        checkTaxDue([], { validFrom: from, due }, last, closed);
      } catch (error) {
        return (error as { code?: string }).code;
      }
      return 'fine';
    };
    expect(code('2027-01-15', 'paid', null, null)).toBe('TAX_DUE_MONTH');
    expect(code('2027-01-01', 'paid', '2027-01-01', null)).toBe('TAX_DUE_ISSUED');
    expect(code('2026-12-01', 'paid', null, '2026-12-31')).toBe('PERIOD_CLOSED');
    expect(code('2027-01-01', 'invoiced', null, null)).toBe('TAX_DUE_SAME');
    expect(code('2027-01-01', 'paid', '2026-12-31', '2026-12-31')).toBe('fine');
  });
});

describe('what a document says of it', () => {
  const vat = { category: 'S', rate: '19', withholding: false } as const;

  it('says so where it asks for money and its tax is due when paid: no offer, order, delivery note or pro forma', () => {
    expect(DRAFT_KINDS.filter((kind) => taxDueSaid(kind, [vat], 'paid').taxDue === 'paid')).toEqual(['invoice', 'deposit-invoice', 'final-invoice']);
    for (const kind of DRAFT_KINDS) expect(taxDueSaid(kind, [vat], 'invoiced')).toEqual({});
  });

  it('says nothing without any tax that could fall due: exempt, reverse charge, abroad, at nothing, or only withheld', () => {
    for (const category of ['Z', 'E', 'AE', 'K', 'G', 'O'] as const) expect(taxDueSaid('invoice', [{ ...vat, category, rate: '0' }], 'paid'), category).toEqual({});
    for (const taxes of [[], [{ ...vat, rate: '0' }], [{ ...vat, withholding: true }]]) expect(taxDueSaid('invoice', taxes, 'paid')).toEqual({});
    expect(taxDueSaid('invoice', [{ ...vat, category: 'E', rate: '0' }, vat], 'paid')).toEqual({ taxDue: 'paid' });
  });
});
