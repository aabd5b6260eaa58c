// The account of a customer as events: T54 a void returns everything exactly, T55 sums always hold, T56 refunds, over random histories.
import { describe, expect, test } from 'vitest';
import { type Ledger, type LedgerEvent, ledgerOf } from '../../../domain/ledger.ts';
import { minor, sumMinor } from '../../../domain/money.ts';
import { dice } from './randomDocument.ts';

const invoice = (id: string, amount: number, base: number | null = null): LedgerEvent => ({
  kind: 'document',
  id,
  amount: minor(amount),
  base: base === null ? null : minor(base),
});
const payment = (id: string, amount: number, base: number | null = null): LedgerEvent => ({
  kind: 'source',
  id,
  from: 'payment',
  amount: minor(amount),
  base: base === null ? null : minor(base),
});
const credit = (id: string, amount: number, base: number | null = null): LedgerEvent => ({
  kind: 'source',
  id,
  from: 'credit-note',
  amount: minor(amount),
  base: base === null ? null : minor(base),
});
const allocate = (id: string, source: string, document: string, amount: number): LedgerEvent => ({
  kind: 'allocate',
  id,
  source,
  document,
  amount: minor(amount),
});
const refunded = (id: string, source: string, amount: number): LedgerEvent => ({ kind: 'refund', id, source, amount: minor(amount) });
const undo = (id: string, event: string): LedgerEvent => ({ kind: 'void', id, event });
const plain = ({ documents, sources, gain, balance }: Ledger) => ({ documents: [...documents], sources: [...sources], gain, balance });

describe('the ledger', () => {
  test('T54 voiding a payment brings back balance, credit and exchange gain exactly', () => {
    const before = [invoice('a', 100_000, 92_000), payment('p', 30_000, 27_500), allocate('1', 'p', 'a', 30_000)];
    const after: LedgerEvent[] = [...before, payment('q', 100_000, 90_000), allocate('2', 'q', 'a', 70_000), undo('v', 'q')];
    expect(ledgerOf(after.slice(0, -1))).toMatchObject({ gain: -100 - 1400, balance: -30_000 });
    expect(plain(ledgerOf(after))).toEqual(plain(ledgerOf(before)));
  });

  test('T36 an invoice of 1000 USD at 0.92 paid at 0.90: nothing owed, 20.00 lost', () => {
    const state = ledgerOf([invoice('a', 100_000, 92_000), payment('p', 100_000, 90_000), allocate('1', 'p', 'a', 100_000)]);
    expect([state.balance, state.gain]).toEqual([0, -2000]);
  });

  test('T53 a credit note and unapplied credit settle an invoice like money, each under its name', () => {
    const state = ledgerOf([
      invoice('a', 5000),
      credit('c', 1000),
      payment('p', 4500),
      allocate('1', 'c', 'a', 1000),
      allocate('2', 'p', 'a', 4000),
    ]);
    expect(state.documents.get('a')).toMatchObject({ balance: 0, settled: { payment: 4000, 'credit-note': 1000 } });
    expect(state.sources.get('p')?.unapplied).toBe(500);
  });

  test('T56 refunded money is no credit any more, and its payment cannot be voided before the refund is', () => {
    const events = [payment('p', 2000), refunded('r', 'p', 1500)];
    expect(ledgerOf(events).sources.get('p')).toEqual({ from: 'payment', amount: 2000, unapplied: 500, refunded: 1500 });
    expect(() => ledgerOf([...events, undo('v', 'p')])).toThrow('PAYMENT_VOID');
    expect(ledgerOf([...events, undo('v', 'r'), undo('w', 'p')]).sources.size).toBe(0);
  });

  test.each<[string, LedgerEvent[], string]>([
    ['more than a document asks for', [allocate('1', 'p', 'a', 5001)], 'PAYMENT_OVER'],
    ['more than a payment has', [allocate('1', 'p', 'a', 4000), allocate('2', 'p', 'b', 5001)], 'PAYMENT_OVER'],
    ['giving back more than is unapplied', [allocate('1', 'p', 'a', 5000), refunded('r', 'p', 4001)], 'REFUND_OVER'],
    ['a negative payment', [payment('x', -1)], 'PAYMENT_AMOUNT'],
    ['something twice', [payment('p', 1)], 'PAYMENT_UNKNOWN'],
    ['undoing what is undone', [undo('v', 'p'), undo('w', 'p')], 'PAYMENT_VOID'],
    ['undoing an invoice', [undo('v', 'a')], 'PAYMENT_VOID'],
    ['undoing a credit note', [credit('c', 1), undo('v', 'c')], 'PAYMENT_VOID'],
    ['using a voided payment', [undo('v', 'p'), allocate('1', 'p', 'a', 1)], 'PAYMENT_UNKNOWN'],
  ])('T55 refuses %s', (_, events, code) => {
    expect(() => ledgerOf([invoice('a', 5000), invoice('b', 9000), payment('p', 9000), ...events])).toThrow(code);
  });
});

/** A random event that may or may not be allowed. */
function randomEvent(d: ReturnType<typeof dice>, n: number): LedgerEvent {
  const [id, old, other] = [`e${n}`, `e${d.below(n + 1)}`, `e${d.below(n + 1)}`];
  const amount = 1 + d.below(900);
  const base = 1 + d.below(900);
  const kinds: (() => LedgerEvent)[] = [
    () => invoice(id, amount, base),
    () => invoice(id, amount, base),
    () => payment(id, amount, base),
    () => payment(id, amount, base),
    () => credit(id, amount, base),
    () => allocate(id, old, other, amount),
    () => allocate(id, old, other, 1 + d.below(90)),
    () => allocate(id, other, old, 1 + d.below(90)),
    () => refunded(id, old, 1 + d.below(50)),
    () => undo(id, old),
    () => ({ kind: 'settle', id, as: 'write-off', document: old, amount: minor(1 + d.below(5)) }),
  ];
  return d.pick(kinds)();
}

test(
  'T54 T55 10,000 random histories: every payment is its allocations, refunds and rest; a void is as if it had never been',
  { timeout: 120_000 },
  () => {
    for (let seed = 1; seed <= 10_000; seed += 1) {
      const d = dice(seed);
      const events: LedgerEvent[] = [];
      for (let n = 0; n < 14; n += 1) {
        const event = randomEvent(d, n);
        try {
          ledgerOf([...events, event]);
          events.push(event);
        } catch (failure) {
          if (!(failure instanceof Error) || failure.name !== 'DomainError') throw failure;
        }
      }
      const state = ledgerOf(events);
      const voided = new Set(events.flatMap((e) => (e.kind === 'void' ? [e.event] : [])));
      const live = events.filter((e) => !voided.has(e.id) && !('source' in e && voided.has(e.source)));
      for (const [id, source] of state.sources) {
        const out = live.flatMap((e) => ('source' in e && e.source === id ? [e.amount] : []));
        if (sumMinor(out) + source.unapplied !== source.amount || source.unapplied < 0) expect.fail(`seed ${seed}: payment ${id}`);
      }
      for (const [id, { amount, balance }] of state.documents) {
        const settled = live.flatMap((e) => ('document' in e && e.document === id ? [e.amount] : []));
        if (sumMinor(settled) + balance !== amount || balance < 0) expect.fail(`seed ${seed}: document ${id}`);
      }
      const next = live.find(
        (e) => e.kind === 'source' && e.from === 'payment' && !live.some((r) => r.kind === 'refund' && r.source === e.id),
      );
      if (!next) continue;
      // A payment voided at the end leaves what would be there had it been voided at once.
      const now = ledgerOf([...events, undo('last', next.id)]);
      if ([...now.documents.values()].some(({ amount, balance }) => balance > amount)) expect.fail(`seed ${seed}: void`);
      const fresh = ledgerOf([...events, payment('again', 777, 700)]);
      if (
        JSON.stringify(plain(ledgerOf([...events, payment('again', 777, 700), undo('last', 'again')]))) !== JSON.stringify(plain(state)) ||
        fresh.balance !== state.balance - 777
      )
        expect.fail(`seed ${seed}: a void leaves something`);
    }
  },
);
