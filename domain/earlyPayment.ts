// Early-payment discount: less to pay within some days, and the tax corrected with it, per rate (T58; Directive 2006/112/EC Art. 90). Called by services, the payment screen and the page.
import { type EarlyTerms, addDays, compareDates } from './date.ts';
import { isNegative, isZero, parseDec } from './decimal.ts';
import { DomainError } from './error.ts';
import { type Minor, NOTHING, apportion, minor, minorOf, percentOf, subMinor, sumMinor } from './money.ts';
import { fractionOf, shareOf } from './share.ts';
import type { TaxComponent } from './tax.ts';

/** "2 % within 10 days": the percent as a decimal string, the days from the issue date. */
export type { EarlyTerms } from './date.ts';

/** What the correction lessens; all amounts positive. */
export interface EarlyDiscount {
  /** Taken off what is payable. */
  readonly discount: Minor;
  /** What is to be paid. */
  readonly pay: Minor;
  readonly net: Minor;
  readonly tax: Minor;
  /** In step with the document's taxes; withholding ones too, which belong to neither net nor tax. */
  readonly taxes: readonly { readonly component: TaxComponent; readonly base: Minor; readonly amount: Minor }[];
}

export interface DiscountedDocument {
  /** Net and gross of the document (BT-109, BT-112). */
  readonly net: number;
  readonly gross: number;
  readonly taxes: readonly { readonly component: TaxComponent; readonly base: number; readonly amount: number }[];
}

/** The last day for paying less. Throws DATE, EARLY_PAYMENT. */
export function earlyUntil(issueDate: string, terms: EarlyTerms): string {
  return addDays(issueDate, checked(terms).days);
}

/** True when a payment of that date may be less. */
export function isEarly(issueDate: string, paidOn: string, terms: EarlyTerms): boolean {
  return compareDates(paidOn, earlyUntil(issueDate, terms)) <= 0;
}

function checked(terms: EarlyTerms): EarlyTerms {
  const percent = parseDec(terms.percent);
  const tooMuch = percent.units > 100n * 10n ** BigInt(percent.scale);
  if (isZero(percent) || isNegative(percent) || tooMuch || !Number.isInteger(terms.days) || terms.days < 0)
    throw new DomainError('EARLY_PAYMENT', { percent: terms.percent, days: terms.days });
  return terms;
}

/**
 * The discount on `amount` (what is payable, or still open after credit notes), and its share in every tax of the document: 2 % on 119.00 is 2.38,
 * of which 0.38 is tax. Throws EARLY_PAYMENT for a percent outside 0 to 100 or nothing to pay.
 */
export function earlyDiscount(document: DiscountedDocument, amount: Minor, terms: EarlyTerms): EarlyDiscount {
  if (amount <= 0 || document.gross <= 0) throw new DomainError('EARLY_PAYMENT', { percent: terms.percent, days: terms.days });
  const discount = percentOf(amount, parseDec(checked(terms).percent));
  const part = fractionOf(BigInt(discount), BigInt(document.gross));
  const amounts = document.taxes.map((tax) => shareOf(minor(tax.amount), part));
  const tax = sumMinor(amounts.filter((_, i) => !document.taxes[i]?.component.withholding));
  const net = subMinor(discount, tax);
  const bases = basesOf(document, net, part);
  const taxes = document.taxes.map(({ component }, i) => ({ component, base: bases[i] ?? NOTHING, amount: amounts[i] ?? NOTHING }));
  return { discount, pay: subMinor(amount, discount), net, tax, taxes };
}

/** Where each net carries one tax, the bases add up to the net of the discount; where taxes overlap, each is a share of its own. */
function basesOf({ net, taxes }: DiscountedDocument, discountNet: Minor, part: { part: bigint; whole: bigint }): Minor[] {
  const bases = taxes.map(({ base }) => base);
  const apart = taxes.every(({ component }) => !component.withholding && !component.compound) && bases.reduce((a, b) => a + b, 0) === net;
  if (!apart || net <= 0) return bases.map((base) => shareOf(minor(base), part));
  return apportion(
    bases.map((base) => BigInt(base) * BigInt(discountNet)),
    BigInt(net),
    BigInt(discountNet),
  ).map(minorOf);
}
