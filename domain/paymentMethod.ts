// How money came: the methods, and what may be kept of each. Of a card only its brand and last four digits (PCI DSS 3.3, T82). Called by services and payment screens.
import { DomainError } from './error.ts';
import { findCardNumber } from './pan.ts';

export const PAYMENT_METHODS = ['cash', 'transfer', 'card', 'cheque', 'other'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export const CARD_BRANDS = ['visa', 'mastercard', 'amex', 'diners', 'discover', 'jcb', 'unionpay', 'maestro', 'girocard', 'other'] as const;
export type CardBrand = (typeof CARD_BRANDS)[number];

export interface MethodDetails {
  readonly method: PaymentMethod;
  /** Bank reference, cheque number, or the owner's own word for 'other'. */
  readonly reference: string;
  /** Only with 'card'. */
  readonly brand: CardBrand | null;
  /** Exactly four digits, only with 'card'; '' when not known. */
  readonly last4: string;
}

export type MethodProblem = 'CARD_NUMBER' | 'CARD_LAST4' | 'CARD_DETAILS_NOT_ALLOWED' | 'CARD_BRAND_MISSING';

/** What is wrong with the details, or null. A card number anywhere in the reference is refused. */
export function methodProblem({ method, reference, brand, last4 }: MethodDetails): MethodProblem | null {
  if (findCardNumber(reference)) return 'CARD_NUMBER';
  if (method !== 'card') return brand === null && last4 === '' ? null : 'CARD_DETAILS_NOT_ALLOWED';
  if (brand === null) return 'CARD_BRAND_MISSING';
  return last4 === '' || /^\d{4}$/.test(last4) ? null : 'CARD_LAST4';
}

/** The same details, or METHOD with the problem. */
export function checkedMethod(details: MethodDetails): MethodDetails {
  const problem = methodProblem(details);
  if (problem) throw new DomainError('METHOD', { problem });
  return details;
}
