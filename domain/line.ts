// One line of a document: quantity times price, less discounts, plus charges, before any tax. Called by document arithmetic and by the editor's row.
import { type Adjustment, adjustmentAmount, applyAdjustment } from './adjustment.ts';
import { divRound, isNegative, isZero, parseDec, pow10 } from './decimal.ts';
import { DomainError } from './error.ts';
import { type Minor, minorOf } from './money.ts';
import type { TaxComponent } from './tax.ts';

export interface LineInput {
  readonly description: string;
  /** Decimal; negative for something given back. */
  readonly quantity: string;
  readonly unit: string;
  /** Decimal, never negative (T29). With or without tax, as the document says. */
  readonly unitPrice: string;
  /** The price is for this many units (BT-149): "1", or "60" for minutes at an hourly price (T22). */
  readonly per: string;
  readonly adjustments: readonly Adjustment[];
  readonly taxes: readonly TaxComponent[];
}

/** A line's amounts as entered: tax included when the document's prices are. */
export interface EnteredLine {
  /** Quantity times price, rounded once. */
  readonly gross: Minor;
  /** One amount per adjustment, each on the gross, each rounded. */
  readonly adjustments: readonly Minor[];
  /** Gross less allowances plus charges. */
  readonly entered: Minor;
}

/**
 * quantity * unitPrice / per, multiplied out exactly and rounded once: 80 minutes at 75.00 an hour are 100.00, not 99.75 (T22, T23, T32).
 * Throws PRICE_NEGATIVE (T29), PER_NOT_POSITIVE, DECIMAL or AMOUNT_TOO_LARGE.
 */
export function lineGross(quantity: string, unitPrice: string, per: string, exponent: number): Minor {
  const [count, price, base] = [parseDec(quantity), parseDec(unitPrice), parseDec(per)];
  if (isNegative(price)) throw new DomainError('PRICE_NEGATIVE');
  if (isNegative(base) || isZero(base)) throw new DomainError('PER_NOT_POSITIVE');
  const numerator = count.units * price.units * pow10(base.scale + exponent);
  return minorOf(divRound(numerator, base.units * pow10(count.scale + price.scale)));
}

/** All amounts of a line that do not depend on the rest of the document. */
export function enterLine(line: LineInput, exponent: number): EnteredLine {
  const gross = lineGross(line.quantity, line.unitPrice, line.per, exponent);
  const adjustments = line.adjustments.map((adjustment) => adjustmentAmount(adjustment, gross));
  let entered = gross;
  line.adjustments.forEach((adjustment, i) => {
    const amount = adjustments[i];
    if (amount !== undefined) entered = applyAdjustment(entered, adjustment.kind, amount);
  });
  return { gross, adjustments, entered };
}
