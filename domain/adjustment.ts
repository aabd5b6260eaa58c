// Discounts and charges: a percentage becomes an amount first, rounded, and only then is anything subtracted (BT-136, BT-92; T21).
import { parseDec } from './decimal.ts';
import { DomainError } from './error.ts';
import { type Minor, NOTHING, addMinor, minor, percentOf, subMinor } from './money.ts';

/** An allowance (discount) or a charge (freight, packing). Exactly one of percent and amount is given. */
export interface Adjustment {
  readonly kind: 'allowance' | 'charge';
  /** Percent as a decimal string: "10". */
  readonly percent: string | null;
  /** Positive for both kinds; the kind says which way it goes. */
  readonly amount: Minor | null;
  readonly reason: string;
}

/** The amount of an adjustment on `base`, rounded to the minor unit. Has the sign of the base when it is a percentage. */
export function adjustmentAmount(adjustment: Adjustment, base: Minor): Minor {
  const { percent, amount } = adjustment;
  if ((percent === null) === (amount === null)) throw new DomainError('ADJUSTMENT');
  return percent === null ? minor(amount ?? NaN) : percentOf(base, parseDec(percent));
}

/** `sum` after the adjustment: an allowance lessens it, a charge adds to it. */
export function applyAdjustment(sum: Minor, kind: Adjustment['kind'], amount: Minor): Minor {
  return kind === 'charge' ? addMinor(sum, amount) : subMinor(sum, amount);
}

/** The amount with the sign it has in a sum. */
export function signedAdjustment(kind: Adjustment['kind'], amount: Minor): Minor {
  return applyAdjustment(NOTHING, kind, amount);
}
