// How an amount is shared out over open documents while it is typed, and what becomes of each rest. Pure; the forms that record and apply money call it.
import type { OpenDocumentWire, PaymentSettings, RestOf } from '../../contract/payments.ts';
import { roundPayable } from '../../domain/document.ts';
import { exponentOf } from '../../domain/currency.ts';
import { parseDec } from '../../domain/decimal.ts';
import { minor, minorToDecimal, toMinor } from '../../domain/money.ts';

/** What one document gets. */
export interface Share {
  readonly documentId: string;
  readonly amount: number;
  readonly rest: RestOf;
}
export interface Rules {
  readonly settings: PaymentSettings;
  /** Coins that exist count only in cash and in the business's own currency. */
  readonly cash: boolean;
}
export interface Shared {
  readonly shares: readonly Share[];
  /** Credit of the customer; below zero when more was given out than there is. */
  readonly left: number;
}

/** Minor units as the decimal of a field, and back. Null for what is no amount. */
export function decimalOf(amount: number, currency: string): string {
  return minorToDecimal(minor(amount), exponentOf(currency));
}
export function amountOf(decimal: string, currency: string): number | null {
  return decimal === '' ? null : toMinor(parseDec(decimal), exponentOf(currency));
}

/** What can become of the rest of a document that gets this much; the first is what one would choose. */
export function restsFor(document: OpenDocumentWire, amount: number, { settings, cash }: Rules): RestOf[] {
  const rest = document.balance - amount;
  if (amount <= 0 || rest === 0) return ['open'];
  const rests: RestOf[] = [];
  if (document.early !== null && amount === document.early.pay) rests.push('early');
  if (cash && settings.cashRounding > 0 && amount === roundPayable(minor(document.balance), minor(settings.cashRounding))) rests.push('rounding');
  if (rest < 0) return rests;
  rests.push('open');
  if (rest <= settings.writeOffLimit) rests.push('write-off');
  return rests;
}

/** Spreads an amount over the documents in their order: each in full, or with what its terms or the coins allow, as long as it lasts. */
export function shareOut(amount: number, documents: readonly OpenDocumentWire[], rules: Rules): Shared {
  const whole = exactly(amount, documents, rules);
  if (whole !== null) return { shares: whole, left: 0 };
  let left = amount;
  const shares: Share[] = [];
  for (const document of documents) {
    if (left <= 0) break;
    const part = partFor(document, left, rules);
    const [rest = 'open'] = restsFor(document, part, rules);
    shares.push({ documentId: document.id, amount: part, rest });
    left -= part;
  }
  return { shares, left };
}

/** Somebody who pays the sum of what the terms ask for means to use them. */
function exactly(amount: number, documents: readonly OpenDocumentWire[], rules: Rules): Share[] | null {
  let sum = 0;
  const shares: Share[] = [];
  for (const document of documents) {
    const part = payOf(document, rules);
    const [rest = 'open'] = restsFor(document, part, rules);
    shares.push({ documentId: document.id, amount: part, rest });
    sum += part;
    if (sum >= amount) break;
  }
  return amount > 0 && sum === amount ? shares : null;
}

function partFor({ balance, early }: OpenDocumentWire, left: number, { settings, cash }: Rules): number {
  if (early !== null && (left === early.pay || (left > early.pay && left < balance))) return early.pay;
  const coins = cash && settings.cashRounding > 0 ? roundPayable(minor(balance), minor(settings.cashRounding)) : balance;
  return left === coins ? coins : Math.min(left, balance);
}

/** What is left of an amount after the shares. */
export function leftOf(amount: number, shares: readonly Share[]): number {
  return shares.reduce((left, share) => left - share.amount, amount);
}

/** What it would take to settle a document now. */
export function payOf({ balance, early }: OpenDocumentWire, { settings, cash }: Rules): number {
  if (early !== null) return early.pay;
  return cash && settings.cashRounding > 0 ? roundPayable(minor(balance), minor(settings.cashRounding)) : balance;
}
