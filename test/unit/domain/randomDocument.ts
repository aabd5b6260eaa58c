// Generates documents for the property tests from a seed, much faster than a shrinking library: a failing case is named by its seed and can be run alone.
import type { Adjustment } from '../../../domain/adjustment.ts';
import type { DocumentAdjustment, DocumentInput, LineInput, TaxCategory, TaxComponent } from '../../../domain/document.ts';
import { minor, negMinor } from '../../../domain/money.ts';

const CURRENCIES = ['EUR', 'EUR', 'USD', 'CHF', 'JPY', 'KWD', 'INR', 'CLF', 'GBP'];
const RATES = ['0', '2.1', '5', '5.5', '6.625', '7', '8.1', '9', '9.975', '10', '19', '20', '21', '25', '27', '100.01', '0.0000000001'];

type Pick = <T>(from: readonly T[]) => T;
interface Dice {
  /** Whole number from 0 to below `n`. */
  readonly below: (n: number) => number;
  readonly chance: (percent: number) => boolean;
  readonly pick: Pick;
}

/** mulberry32: small, quick and the same everywhere. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const below = (n: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
  const pick: Pick = (from) => {
    const found = from[below(from.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  return { below, chance: (percent) => below(100) < percent, pick };
}

function decimal({ below }: Dice, whole: number, decimals: number): string {
  const places = below(decimals + 1);
  const fraction = places === 0 ? '' : `.${String(below(10 ** Math.min(places, 9))).padStart(places, '0')}`;
  return `${below(whole)}${fraction}`;
}

function taxes(d: Dice, known: readonly TaxComponent[]): TaxComponent[] {
  return known.filter(() => d.chance(45)).slice(0, 4);
}

function taxTable(d: Dice): TaxComponent[] {
  return Array.from({ length: 1 + d.below(4) }, (_, i) => {
    const rate = d.pick(RATES);
    const category: TaxCategory = rate === '0' ? d.pick<TaxCategory>(['Z', 'E', 'AE', 'K', 'G', 'O']) : 'S';
    return {
      id: `t${i}`,
      name: `T${i}`,
      category,
      rate,
      compound: i > 0 && d.chance(20),
      withholding: i > 0 && d.chance(15),
      reason: null,
    };
  });
}

function adjustment(d: Dice): Adjustment {
  const percent = d.chance(60);
  return {
    kind: d.chance(70) ? 'allowance' : 'charge',
    percent: percent ? decimal(d, 101, 3) : null,
    amount: percent ? null : minor(d.below(5000)),
    reason: 'x',
  };
}

/** A line of a random document. */
function line(d: Dice, known: readonly TaxComponent[]): LineInput {
  return {
    description: 'x',
    unit: 'pc',
    per: d.pick(['1', '1', '1', '60', '100', '12']),
    quantity: (d.chance(15) ? '-' : '') + (d.chance(60) ? String(1 + d.below(40)) : decimal(d, 50, 4)),
    unitPrice: d.chance(80) ? decimal(d, 2000, 2) : decimal(d, 10, 6),
    adjustments: Array.from({ length: d.chance(30) ? 1 + d.below(2) : 0 }, () => adjustment(d)),
    taxes: taxes(d, known),
  };
}

export function randomDocument(seed: number): DocumentInput {
  const d = dice(seed);
  const known = taxTable(d);
  const adjustments: DocumentAdjustment[] = Array.from({ length: d.chance(40) ? 1 + d.below(3) : 0 }, () => {
    const afterTax = d.chance(15);
    return { ...adjustment(d), ...(afterTax && { kind: 'allowance' as const }), afterTax, taxes: d.chance(70) ? null : taxes(d, known) };
  });
  return {
    currency: d.pick(CURRENCIES),
    pricesIncludeTax: d.chance(40),
    adjustments,
    lines: Array.from({ length: d.chance(3) ? 0 : 1 + d.below(8) }, () => line(d, known)),
    prepaid: minor(d.chance(20) ? d.below(20_000) : 0),
    payableRounding: minor(d.pick([0, 0, 5, 100])),
    taxRounding: d.pick(['half-up', 'half-up', 'half-even', 'down']),
  };
}

function mirrorAdjustment<T extends Adjustment>(a: T): T {
  return { ...a, amount: a.amount === null ? null : negMinor(a.amount) };
}

/** The same document with everything given back: quantities and fixed amounts negated. */
export function mirrored(input: DocumentInput): DocumentInput {
  const flip = (quantity: string) => (quantity.startsWith('-') ? quantity.slice(1) : `-${quantity}`);
  return {
    ...input,
    prepaid: negMinor(input.prepaid),
    adjustments: input.adjustments.map(mirrorAdjustment),
    lines: input.lines.map((l) => ({ ...l, quantity: flip(l.quantity), adjustments: l.adjustments.map(mirrorAdjustment) })),
  };
}
