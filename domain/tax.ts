// What a tax is on a document: its component, the sets of components that lines share, and the factor from net to gross. Used by document arithmetic and by whoever builds a line.
import { type Dec, formatDec, isNegative, parseDec, pow10 } from './decimal.ts';
import { DomainError } from './error.ts';
import type { Minor } from './money.ts';

/**
 * UNCL5305 category codes used by EN 16931: standard, zero, exempt, reverse charge, intra-community, export, outside scope (T18).
 * The category is not the rate: six of the seven are 0 %.
 */
export type TaxCategory = 'S' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O';
export const TAX_CATEGORIES: readonly TaxCategory[] = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O'];

/** One tax on a line. Frozen with the document at issue (T20). */
export interface TaxComponent {
  readonly id: string;
  readonly name: string;
  readonly category: TaxCategory;
  /** Percent as a decimal string: "19", "9.975". Never negative. */
  readonly rate: string;
  /** Charged on the base plus the line's other simple taxes (T14). */
  readonly compound: boolean;
  /** Kept back by the buyer: lessens what is payable, not the tax (T15). */
  readonly withholding: boolean;
  /** Why no tax is charged; the text the law wants on paper. */
  readonly reason: string | null;
}

/** The tax of one component over the whole document: computed once, rounded once (BR-CO-17, T01-T04). */
export interface TaxTotal {
  readonly component: TaxComponent;
  /** What the rate was applied to. For a compound tax that includes the simple taxes below it. */
  readonly base: Minor;
  readonly amount: Minor;
}

/** Rates and factors are whole numbers of this part: 10 decimals of a percent. */
const PART = 12;
export const ONE: bigint = pow10(PART);

/** A component made ready for arithmetic. */
export interface Tax {
  readonly key: string;
  readonly component: TaxComponent;
  /** rate / 100, in units of 1/ONE. */
  readonly fraction: bigint;
}

/** The taxes that one or more lines share. Lines with equal sets are taxed together. */
export interface TaxSet {
  readonly key: string;
  readonly taxes: readonly Tax[];
  /** Gross of 1 net, in units of 1/ONE^2, withholding left out: 1 + simple + compound * (1 + simple). */
  readonly factor: bigint;
  /** Sum of the simple fractions, in units of 1/ONE. */
  readonly simple: bigint;
}

/** Components are one and the same tax when id, category, rate and behaviour are equal; name and reason are only words. */
function keyOf(component: TaxComponent, rate: Dec): string {
  const kind = (component.compound ? 'c' : '') + (component.withholding ? 'w' : '');
  return `${component.category}:${formatDec(rate)}:${kind}:${component.id}`;
}

function prepareTax(component: TaxComponent): Tax {
  const rate = parseDec(component.rate);
  if (isNegative(rate)) throw new DomainError('RATE_NEGATIVE', { rate: component.rate });
  return { key: keyOf(component, rate), component, fraction: rate.units * pow10(PART - 2 - rate.scale) };
}

/** True for a tax that goes into the tax total and is not built on others. */
export function isSimple(tax: Tax): boolean {
  return !tax.component.compound && !tax.component.withholding;
}

/** True for a tax that goes into the tax total (BT-110). */
export function isCharged(tax: Tax): boolean {
  return !tax.component.withholding;
}

/** The set of these components, whatever order they come in. Throws TAX_TWICE when one tax is named twice. */
export function taxSetOf(components: readonly TaxComponent[]): TaxSet {
  const taxes = components.map(prepareTax);
  const keys = taxes.map((tax) => tax.key).sort();
  if (new Set(keys).size < keys.length) throw new DomainError('TAX_TWICE');
  let [simple, compound] = [0n, 0n];
  for (const tax of taxes) {
    if (isSimple(tax)) simple += tax.fraction;
    else if (isCharged(tax)) compound += tax.fraction;
  }
  return { key: keys.join('|'), taxes, factor: (ONE + simple) * (ONE + compound), simple };
}

/** The key under which lines with these components are summed (DocumentTotals.adjustments[].split[].taxKey). */
export function taxKeyOf(components: readonly TaxComponent[]): string {
  return taxSetOf(components).key;
}
