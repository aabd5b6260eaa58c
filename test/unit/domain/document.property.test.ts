// T27 over 100,000 generated documents: the sums of EN 16931 hold to the minor unit, and a document given back is its exact mirror.
import { expect, test } from 'vitest';
import { type DocumentInput, type DocumentTotals, type TaxComponent, computeDocument } from '../../../domain/document.ts';
import { minor } from '../../../domain/money.ts';
import { mirrored, randomDocument } from './randomDocument.ts';

const CASES = 100_000;

const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);
const charged = (t: DocumentTotals) => t.taxes.filter((x) => !x.component.withholding);

/** Which of the exact sums does not hold, if any. */
function brokenSum(input: DocumentInput, t: DocumentTotals): string | null {
  const before = (kind: 'allowance' | 'charge') =>
    sum(t.adjustments.filter((_, i) => input.adjustments[i]?.kind === kind && !input.adjustments[i]?.afterTax).map((a) => a.amount));
  if (t.lineNet !== sum(t.lines.map((l) => l.net))) return 'BR-CO-10: BT-106 = sum of BT-131';
  if (t.allowances !== before('allowance')) return 'BR-CO-11: BT-107 = sum of BT-92';
  if (t.charges !== before('charge')) return 'BR-CO-12: BT-108 = sum of BT-99';
  if (t.net !== t.lineNet - t.allowances + t.charges) return 'BR-CO-13: BT-109 = 106 - 107 + 108';
  if (t.tax !== sum(charged(t).map((x) => x.amount))) return 'BR-CO-14: BT-110 = sum of BT-117';
  if (t.gross !== t.net + t.tax) return 'BR-CO-15: BT-112 = 109 + 110';
  if (t.payable !== t.gross - t.prepaid + t.rounding) return 'BR-CO-16: BT-115 = 112 - 113 + 114';
  if (t.prepaid !== input.prepaid + t.withheld + t.afterTaxAllowances) return 'BT-113 = paid + withheld + taken off after tax';
  if (t.adjustments.some((a, i) => !input.adjustments[i]?.afterTax && a.amount !== sum(a.split.map((s) => s.amount))))
    return 'an adjustment is the sum of its split';
  if (
    t.lines.some(
      (l, i) => l.entered !== l.gross + sum(l.adjustments.map((a, k) => (input.lines[i]?.adjustments[k]?.kind === 'charge' ? a : -a))),
    )
  )
    return 'entered = gross - allowances + charges';
  return null;
}

const half = (n: bigint, d: bigint) => (n < 0n ? -((-2n * n + d) / (2n * d)) : (2n * n + d) / (2n * d));
const percentUnits = (rate: string) => BigInt((rate.split('.')[0] ?? '') + (rate.split('.')[1] ?? '').padEnd(10, '0'));
const RATE_ONE = 10n ** 12n;
const carries = (taxes: readonly TaxComponent[] | null, c: TaxComponent) => taxes?.some((t) => t.id === c.id) ?? false;
/** The parts of a split whose tax set holds the component: a set's key names its members. */
const inSplit = (t: DocumentTotals, input: DocumentInput, c: TaxComponent) =>
  sum(
    t.adjustments.flatMap((a, i) =>
      a.split
        .filter((s) => s.taxKey.split('|').some((key) => key.endsWith(`:${c.id}`)))
        .map((s) => (input.adjustments[i]?.kind === 'charge' ? s.amount : -s.amount)),
    ),
  );

/** BR-S-08 and BR-CO-17 for simple taxes on net prices, worked out a second way: base = nets that carry it, amount = base * rate, rounded once. */
function brokenTax(input: DocumentInput, t: DocumentTotals): string | null {
  for (const { component, base, amount } of t.taxes) {
    if (component.compound) continue;
    const expected =
      sum(t.lines.map((l, i) => (carries(input.lines[i]?.taxes ?? [], component) ? l.net : 0))) + inSplit(t, input, component);
    if (base !== expected) return `BR-S-08 ${component.id}: ${base} is not ${expected}`;
    if (input.pricesIncludeTax && !component.withholding) continue;
    if (input.taxRounding === 'half-up' && amount !== Number(half(BigInt(base) * percentUnits(component.rate), RATE_ONE)))
      return `BR-CO-17 ${component.id}`;
  }
  return null;
}

/** Prices that include tax: what people typed is what they pay (T07), and every net is within a minor unit of the exact one. */
function brokenGross(input: DocumentInput, t: DocumentTotals): string | null {
  const entered =
    sum(t.lines.map((l) => l.entered)) +
    sum(
      t.adjustments.map((a, i) => (input.adjustments[i]?.afterTax ? 0 : input.adjustments[i]?.kind === 'charge' ? a.entered : -a.entered)),
    );
  return t.gross === entered ? null : `gross ${t.gross} is not what was entered, ${entered}`;
}

function flat(t: DocumentTotals): number[] {
  return [
    t.lineNet,
    t.allowances,
    t.charges,
    t.net,
    t.tax,
    t.gross,
    t.withheld,
    t.afterTaxAllowances,
    t.prepaid,
    t.rounding,
    t.payable,
    ...t.lines.flatMap((l) => [l.gross, l.net, l.entered, ...l.adjustments]),
    ...t.taxes.flatMap((x) => [x.base, x.amount]),
    ...t.adjustments.flatMap((a) => [a.amount, a.entered, ...a.split.map((s) => s.amount)]),
  ];
}

test(
  `T27 ${CASES.toLocaleString('en')} generated documents hold every EN 16931 sum exactly, and mirror exactly`,
  { timeout: 120_000 },
  () => {
    for (let seed = 1; seed <= CASES; seed += 1) {
      const input = randomDocument(seed);
      const t = computeDocument(input);
      const broken = brokenSum(input, t) ?? brokenTax(input, t) ?? (input.pricesIncludeTax ? brokenGross(input, t) : null);
      if (broken !== null) expect.fail(`seed ${seed}: ${broken}`);
      const amounts = flat(t);
      const back = flat(computeDocument(mirrored(input)));
      if (amounts.some((amount, i) => amount + (back[i] ?? NaN) !== 0 || Object.is(amount, -0)))
        expect.fail(`seed ${seed}: the mirror differs`);
    }
  },
);

test('T24 rounding what is payable never changes tax or total, and never moves by more than half a step', () => {
  for (let seed = 1; seed <= 2000; seed += 1) {
    const input = { ...randomDocument(seed), payableRounding: minor(5) };
    const [rounded, plain] = [computeDocument(input), computeDocument({ ...input, payableRounding: minor(0) })];
    expect([rounded.tax, rounded.gross], `seed ${seed}`).toEqual([plain.tax, plain.gross]);
    expect(rounded.payable % 5 === 0 && Math.abs(rounded.rounding) <= 2, `seed ${seed}`).toBe(true);
  }
});

test('T08 every net worked out of a gross price is within one minor unit of the exact share', () => {
  for (let seed = 1; seed <= 5000; seed += 1) {
    const input = { ...randomDocument(seed), pricesIncludeTax: true, adjustments: [] };
    computeDocument(input).lines.forEach((l, i) => {
      const [simple, compound] = [false, true].map((kind) =>
        (input.lines[i]?.taxes ?? []).filter((c) => !c.withholding && c.compound === kind).reduce((s, c) => s + Number(c.rate), 0),
      );
      const exact = l.entered / ((1 + (simple ?? 0) / 100) * (1 + (compound ?? 0) / 100));
      expect(Math.abs(l.net - exact), `seed ${seed} line ${i}`).toBeLessThan(1.0001);
    });
  }
});
