// When tax falls due, when invoiced or when paid, from which day on; what a document says of it, and what every payment carries of its document's tax. Called by services, reports and the settings screen.
import { compareDates, isDate } from './date.ts';
import { isZero, parseDec } from './decimal.ts';
import { DomainError } from './error.ts';
import { asksForMoney, type DraftKind } from './lifecycle.ts';
import { type Minor, NOTHING, addMinor, apportion, minor, minorOf, sumMinor } from './money.ts';
import { fractionOf, shareOf } from './share.ts';
import type { TaxComponent } from './tax.ts';

/** 'paid': cash accounting (Ist-Versteuerung, encaissements, criterio de caja; Directive 2006/112/EC Art. 66(b)). */
export type TaxDue = 'invoiced' | 'paid';

/** From this day on, until the next one. What was never chosen is 'invoiced'. */
export interface DueFrom {
  readonly validFrom: string;
  readonly due: TaxDue;
}

/** Which way holds for documents issued on a day; of several choices for one day the last one made. */
export function taxDueOn(choices: readonly DueFrom[], date: string): TaxDue {
  let found: DueFrom | null = null;
  for (const choice of choices) {
    if (compareDates(choice.validFrom, date) > 0) continue;
    if (found === null || compareDates(choice.validFrom, found.validFrom) >= 0) found = choice;
  }
  return found?.due ?? 'invoiced';
}

/**
 * What a document says of it: 'paid' where it asks for money and some tax of it falls due with that money, so that its customer may deduct it only then
 * (Directive 2006/112/EC Art. 226(7a)). Absent everywhere else. A credit note says what its invoice says, and is not asked here.
 */
export function taxDueSaid(kind: DraftKind, taxes: readonly Pick<TaxComponent, 'category' | 'rate' | 'withholding'>[], due: TaxDue): { taxDue?: 'paid' } {
  const taxed = taxes.some(({ category, rate, withholding }) => category === 'S' && !withholding && !isZero(parseDec(rate)));
  return due === 'paid' && asksForMoney(kind) && taxed ? { taxDue: 'paid' } : {};
}

/**
 * Checks a change. A document keeps the way of its day of issue for ever, so that nothing is taxed twice or never (§ 20 UStG, last sentence): a change
 * begins after the newest document, with a month, and not in closed days.
 * Throws TAX_DUE_MONTH, TAX_DUE_ISSUED with lastIssued, PERIOD_CLOSED with closedThrough, or TAX_DUE_SAME when nothing would change.
 */
export function checkTaxDue(choices: readonly DueFrom[], wish: DueFrom, lastIssued: string | null, closedThrough: string | null): void {
  const { validFrom, due } = wish;
  if (!isDate(validFrom) || !validFrom.endsWith('-01')) throw new DomainError('TAX_DUE_MONTH', { validFrom });
  if (closedThrough !== null && compareDates(validFrom, closedThrough) <= 0) throw new DomainError('PERIOD_CLOSED', { closedThrough });
  if (lastIssued !== null && compareDates(validFrom, lastIssued) <= 0) throw new DomainError('TAX_DUE_ISSUED', { lastIssued });
  if (taxDueOn(choices, validFrom) === due) throw new DomainError('TAX_DUE_SAME', { validFrom });
}

/** Base and tax of one row of a document: what of it is not settled yet, or what one settlement carries. */
export interface TaxShare {
  readonly base: Minor;
  readonly amount: Minor;
}

/**
 * What settling `part` of a balance carries of the tax that is left: in proportion, by largest remainder, so that base and tax together move by the
 * rounded share; whoever settles the rest takes all that is left. The sum over a settled document is its tax rows to the cent, in any order.
 */
export function taxOfPart(left: readonly TaxShare[], balance: Minor, part: Minor): TaxShare[] {
  if (part === balance) return [...left];
  if (balance === 0) return left.map(() => ({ base: NOTHING, amount: NOTHING }));
  const flat = left.flatMap(({ base, amount }) => [base, amount]);
  const { part: top, whole } = fractionOf(BigInt(part), BigInt(balance));
  const total = shareOf(sumMinor(flat), { part: top, whole });
  const shares = apportion(
    flat.map((one) => BigInt(one) * top),
    whole,
    BigInt(total),
  ).map(minorOf);
  return left.map((_, i) => ({ base: shares[2 * i] ?? NOTHING, amount: shares[2 * i + 1] ?? NOTHING }));
}

/** The same for the worth in the business's currency, each figure for itself. */
export function worthOfTaxPart(left: readonly TaxShare[], balance: Minor, part: Minor): TaxShare[] {
  if (part === balance) return [...left];
  const share = fractionOf(BigInt(part), BigInt(balance));
  return left.map(({ base, amount }) => ({ base: shareOf(base, share), amount: shareOf(amount, share) }));
}

/** Shares at the rate of the money: `worth` in the business's currency for `amount` of the document's (Art. 91: the rate of the day the tax falls due). */
export function atWorth(shares: readonly TaxShare[], amount: Minor, worth: Minor | null): TaxShare[] {
  if (worth === null) return [...shares];
  const rate = fractionOf(BigInt(worth), BigInt(amount));
  return shares.map((share) => ({ base: shareOf(share.base, rate), amount: shareOf(share.amount, rate) }));
}

/** What a document had received when it was issued, of all it ever asks for: the rest comes with its payments. */
export interface Begun {
  readonly received: Minor;
  readonly whole: Minor;
}

/**
 * The part of a document's tax that falls due with its issue: of what was paid before it. A document that asks for nothing more brings all of its tax
 * then, since no payment will follow. `prepaid` includes what customers withhold and discounts after tax, which bring no money.
 */
export function begunWith({ payable, prepaid, withheld, afterTaxAllowances }: Readonly<Record<'payable' | 'prepaid' | 'withheld' | 'afterTaxAllowances', number>>): Begun {
  const received = minor(prepaid - withheld - afterTaxAllowances);
  const whole = addMinor(minor(payable), received);
  if (payable === 0) return { received: minor(1), whole: minor(1) };
  const within = Math.sign(received) === Math.sign(payable) && whole !== 0;
  return within ? { received, whole } : { received: NOTHING, whole: minor(payable) };
}
