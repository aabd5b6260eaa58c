// From the sums of each tax set to the tax of each component: once per component, rounded once. Called by document arithmetic only.
import { type Rounding, divRound } from './decimal.ts';
import { type Minor, NOTHING, addMinor, apportion, minorOf, subMinor, sumMinor } from './money.ts';
import { ONE, type Tax, type TaxSet, type TaxTotal, isCharged, isSimple } from './tax.ts';

/** A tax set with the sum of everything on the document that carries it, as entered. */
export interface TaxedSum {
  readonly set: TaxSet;
  readonly sum: Minor;
}

export interface Taxing {
  /** Net of each sum, in the same order. */
  readonly nets: readonly Minor[];
  /** Every component once, in order of first appearance; withholding ones too. */
  readonly totals: readonly TaxTotal[];
}

/** Amount of one component inside each sum that carries it, by position. */
type Shares = Map<number, Minor>;
interface Entry {
  readonly tax: Tax;
  base: Minor;
  amount: Minor;
  readonly shares: Shares;
}
type Ledger = Map<string, Entry>;

/** Taxes of net sums: the component's rate on its whole base (T01-T04, T16), compound ones on base plus simple taxes (T14). */
export function taxExclusive(sums: readonly TaxedSum[], rounding: Rounding): Taxing {
  const nets = sums.map(({ sum }) => sum);
  const ledger = openLedger(sums);
  for (const entry of ledger.values()) if (isSimple(entry.tax)) chargeOnce(entry, sums, nets, ledger, rounding);
  for (const entry of ledger.values()) if (!isSimple(entry.tax)) chargeOnce(entry, sums, nets, ledger, rounding);
  return { nets, totals: totalsOf(ledger) };
}

/**
 * Taxes inside gross sums: the gross is kept, net is gross / factor rounded, the tax is what is left (T07, T08).
 * Where several taxes share a set, the tax is divided among them by largest remainder, so that nothing is lost.
 */
export function taxInclusive(sums: readonly TaxedSum[], rounding: Rounding): Taxing {
  const ledger = openLedger(sums);
  const nets = sums.map(({ set, sum }) => netOf(set, sum, rounding));
  sums.forEach(({ set, sum }, position) => {
    const charged = set.taxes.filter(isCharged);
    const ideals = charged.map((tax) => BigInt(sum) * tax.fraction * (isSimple(tax) ? ONE : ONE + set.simple));
    const parts = apportion(ideals, set.factor, BigInt(sum) - BigInt(nets[position] ?? 0));
    charged.forEach((tax, i) => ledger.get(tax.key)?.shares.set(position, minorOf(parts[i] ?? 0n)));
  });
  for (const entry of ledger.values()) {
    if (!isCharged(entry.tax)) continue;
    entry.base = baseOf(entry, sums, nets, ledger);
    entry.amount = sumMinor(entry.shares.values());
  }
  for (const entry of ledger.values()) if (!isCharged(entry.tax)) chargeOnce(entry, sums, nets, ledger, rounding);
  return { nets, totals: totalsOf(ledger) };
}

/** Net of a gross sum. Rounding the tax down (T26) means rounding the net up, so that mode works on the tax. */
function netOf(set: TaxSet, gross: Minor, rounding: Rounding): Minor {
  const whole = ONE * ONE;
  if (rounding !== 'down') return minorOf(divRound(BigInt(gross) * whole, set.factor, rounding));
  return subMinor(gross, minorOf(divRound(BigInt(gross) * (set.factor - whole), set.factor, 'down')));
}

function openLedger(sums: readonly TaxedSum[]): Ledger {
  const ledger: Ledger = new Map();
  sums.forEach(({ set }, position) => {
    for (const tax of set.taxes) {
      const entry = ledger.get(tax.key) ?? { tax, base: NOTHING, amount: NOTHING, shares: new Map() };
      entry.shares.set(position, NOTHING);
      ledger.set(tax.key, entry);
    }
  });
  return ledger;
}

function chargeOnce(entry: Entry, sums: readonly TaxedSum[], nets: readonly Minor[], ledger: Ledger, rounding: Rounding): void {
  entry.base = baseOf(entry, sums, nets, ledger);
  entry.amount = minorOf(divRound(BigInt(entry.base) * entry.tax.fraction, ONE, rounding));
  if (!isSimple(entry.tax) || entry.amount === 0) return; // only simple taxes are built upon
  const positions = [...entry.shares.keys()];
  const parts = apportion(
    positions.map((p) => BigInt(nets[p] ?? 0) * entry.tax.fraction),
    ONE,
    BigInt(entry.amount),
  );
  positions.forEach((p, i) => entry.shares.set(p, minorOf(parts[i] ?? 0n)));
}

/** What a component's rate applies to: the nets of its sums and, for a compound one, the simple taxes inside them. */
function baseOf(entry: Entry, sums: readonly TaxedSum[], nets: readonly Minor[], ledger: Ledger): Minor {
  let base = NOTHING;
  for (const position of entry.shares.keys()) {
    base = addMinor(base, nets[position] ?? NOTHING);
    if (!entry.tax.component.compound) continue;
    for (const tax of sums[position]?.set.taxes ?? []) {
      if (isSimple(tax)) base = addMinor(base, ledger.get(tax.key)?.shares.get(position) ?? NOTHING);
    }
  }
  return base;
}

function totalsOf(ledger: Ledger): TaxTotal[] {
  return [...ledger.values()].map(({ tax, base, amount }) => ({ component: tax.component, base, amount }));
}
