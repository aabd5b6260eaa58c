// Money in a foreign currency when it is paid: what it is worth in the business's own, and the gain or loss since the document was issued (T36). Called by the ledger and by screens.
import { exponentOf } from './currency.ts';
import { DomainError } from './error.ts';
import { type Minor, NOTHING, convert, subMinor } from './money.ts';
import { fractionOf, shareOf } from './share.ts';

/** An amount with its worth in the business's currency; base is null when both are the same currency. */
export interface Worth {
  readonly amount: Minor;
  readonly base: Minor | null;
}

/** The worth of an amount at a dated rate (units of the base currency for one). Throws RATE_MISSING: never 0, never 1 (T35). */
export function worthOf(amount: Minor, currency: string, rate: string | null, baseCurrency: string): Worth {
  if (currency === baseCurrency) return { amount, base: null };
  return { amount, base: convert(amount, rate, exponentOf(currency), exponentOf(baseCurrency)) };
}

/** The worth of a part of what is left: the last part takes what remains, so that nothing is gained by paying in parts. */
export function worthOfPart(left: Worth, part: Minor): Minor | null {
  if (left.base === null) return null;
  if (part > left.amount) throw new DomainError('PAYMENT_OVER', { what: 'document', left: left.amount });
  return shareOf(left.base, fractionOf(BigInt(part), BigInt(left.amount)));
}

/** Realised when `part` of a payment settles a document: positive is a gain. 1000 USD issued at 0.92 and paid at 0.90 is -20.00. */
export function realisedGain(documentLeft: Worth, paymentLeft: Worth, part: Minor): Minor {
  const [owed, received] = [worthOfPart(documentLeft, part), worthOfPart(paymentLeft, part)];
  return owed === null || received === null ? NOTHING : subMinor(received, owed);
}
