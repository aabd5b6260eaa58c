import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchLine } from '../../../domain/bankMatch.ts';
import type { KnownParty, MatchDocument, MatchLine } from '../../../domain/bankProposal.ts';
import { sumsTo } from '../../../domain/bankSums.ts';
import { minor } from '../../../domain/money.ts';

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, '0')}`);
const customer = fc.constantFrom('Fischer Möbel GmbH', 'Kelly Interiors', 'Bellrock Hotel', 'GmbH', '株式会社');
/** Small amounts, so that equal ones and sums come up by themselves. */
const amount = fc.oneof(fc.integer({ min: -5, max: 30 }), fc.integer({ min: 1, max: 100_000_000 }));

const documents: fc.Arbitrary<MatchDocument[]> = fc
  .array(fc.record({ customer, amount, issueDate: day, dueDate: fc.option(day), currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'JPY'), early: fc.option(fc.record({ less: fc.integer({ min: 1, max: 5 }), until: day })) }), { maxLength: 30 })
  .map((list) =>
    list.map(({ customer: name, amount: owed, early, ...one }, i) => ({
      ...one, id: `d${i}`, number: `INV-2026-${String(i + 1).padStart(4, '0')}`, customerId: name, customer: name, balance: minor(owed), next: minor(i % 3 === 0 && owed > 2 ? Math.ceil(owed / 2) : owed), early: early !== null && owed > early.less ? { pay: minor(owed - early.less), until: early.until } : null,
    })),
  );
const words = fc.array(fc.oneof(fc.constantFrom('INV-2026-', '0001', 'INV-2026-0002', '2026', 'O0O3', 'Rechnung', '/', ' ', '-', '12'), fc.string({ maxLength: 8 })), { maxLength: 12 }).map((parts) => parts.join(''));
const line: fc.Arbitrary<MatchLine> = fc.record({
  amount: amount.map(minor), currency: fc.constantFrom('EUR', 'EUR', 'JPY', 'USD'), bookingDate: day, text: words, structuredRef: words, endToEnd: words, name: fc.oneof(customer, fc.string({ maxLength: 20 })), charges: fc.integer({ min: 0, max: 5 }).map(minor),
});
const known: fc.Arbitrary<KnownParty[]> = fc.array(fc.record({ customerId: customer, by: fc.constantFrom('iban' as const, 'name' as const), times: fc.integer({ min: 1, max: 9 }) }), { maxLength: 3 });

describe('every proposal for a line', () => {
  it('adds up to the line, is of one currency and one customer a share, gives no document more than it asks for, and names none that is settled', () => {
    fc.assert(
      fc.property(line, documents, known, (payment, open, parties) => {
        const byId = new Map(open.map((one) => [one.id, one]));
        for (const proposal of matchLine(payment, open, parties)) {
          const shares = [proposal, ...proposal.others];
          const parts = shares.flatMap((share) => share.parts.map((part) => ({ ...part, customerId: share.customerId })));
          expect(parts.reduce((sum, part) => sum + part.amount, 0) + proposal.unapplied).toBe(payment.amount);
          expect(new Set(shares.map(({ customerId }) => customerId)).size).toBe(shares.length);
          expect(proposal.unapplied).toBeGreaterThanOrEqual(0);
          expect(new Set(parts.map(({ documentId }) => documentId)).size).toBe(parts.length);
          expect(proposal.confidence).toBeGreaterThanOrEqual(1);
          expect(proposal.confidence).toBeLessThanOrEqual(99);
          expect(proposal.reasons.length).toBeGreaterThan(0);
          for (const part of parts) {
            const one = byId.get(part.documentId);
            expect(one?.balance).toBeGreaterThan(0);
            expect(one?.currency).toBe(payment.currency);
            expect(one?.customerId).toBe(part.customerId);
            expect(part.amount).toBeGreaterThan(0);
            expect(part.amount).toBeLessThanOrEqual(one?.balance ?? 0);
            if (part.rest === 'early') expect([part.amount, payment.bookingDate <= (one?.early?.until ?? '')]).toEqual([one?.early?.pay, true]);
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is the same whatever order the documents come in, and the surest stands first', () => {
    fc.assert(
      fc.property(line, documents, known, fc.integer(), (payment, open, parties, seed) => {
        const turned = [...open].sort((a, b) => ((a.id.length * 7919 + a.balance * seed) % 101) - ((b.id.length * 7919 + b.balance * seed) % 101));
        const proposals = matchLine(payment, open, parties);
        expect(matchLine(payment, turned, parties)).toEqual(proposals);
        expect(proposals.map(({ confidence }) => confidence)).toEqual(proposals.map(({ confidence }) => confidence).sort((a, b) => b - a));
      }),
      { numRuns: 1000 },
    );
  });

  it('that is named and paid in full is the first, whatever stands around and between its number', () => {
    const separator = fc.constantFrom('', '-', ' ', '/', '. ', ' - ');
    fc.assert(
      fc.property(documents, fc.nat(), separator, separator, fc.string({ maxLength: 10 }).map((text) => text.replace(/[\p{L}\p{N}]/gu, '')), (open, pick, first, second, around) => {
        const payable = open.filter((one) => one.currency === 'EUR' && one.balance > 0);
        const wanted = payable[pick % Math.max(1, payable.length)];
        if (wanted === undefined) return;
        const text = `${around} ${wanted.number.replace('-', first).replace(/-(?=\d{4}$)/, second)} ${around}`;
        const [best] = matchLine({ amount: wanted.balance, currency: 'EUR', bookingDate: '2026-11-20', text, structuredRef: '', endToEnd: '', name: '', charges: minor(0) }, open);
        expect(best?.parts.map(({ documentId }) => documentId)).toEqual([wanted.id]);
        expect(best?.confidence).toBeGreaterThanOrEqual(90);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('amounts that add up', () => {
  it('are found when the first ones do, never add up to anything else, and never take long', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 40_000 }), (list, take, odd) => {
        const amounts = list.map(minor);
        const firstOnes = minor(list.slice(0, take).reduce((sum, n) => sum + n, 0));
        const sum = (places: number[] | null) => places?.reduce((all, i) => all + (list[i] ?? 0), 0);
        expect(sum(sumsTo(firstOnes, amounts))).toBe(firstOnes);
        const other = sumsTo(minor(odd), amounts);
        if (other !== null) expect(sum(other)).toBe(odd);
      }),
      { numRuns: 1000 },
    );
    const began = performance.now();
    expect(sumsTo(minor(999_999), Array.from({ length: 40 }, (_, i) => minor(50_000 + 2 * i)))).toBeNull();
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
