// How a payment came, from the words other programs and people use for it. Called by paymentRows.ts only.
import type { MethodDetailsWire } from '../../contract/payments.ts';
import { CARD_BRANDS, type CardBrand, type PaymentMethod } from '../../domain/paymentMethod.ts';
import { foldForSearch } from '../../domain/text.ts';

/** Looked for in the folded cell, in this order: "bank card" is a card, "cash on delivery" is cash. */
const WORDS: readonly (readonly [PaymentMethod, RegExp])[] = [
  ['cheque', /che(?:que|ck)|scheck|\btalon\b/],
  ['card', /\bcards?\b|credit ?card|debit ?card|kreditkarte|girocard|\bec\b|karte|carte|tarjeta|visa|master ?card|american express|\bamex\b|maestro|diners|discover|\bjcb\b|union ?pay|eurocard/],
  ['cash', /\bcash\b|\bbar(?:zahlung)?\b|especes|efectivo|comptant|contado/],
  ['transfer', /transfer|\bwire\b|\bbank|\bach\b|sepa|\biban\b|direct ?debit|lastschrift|uberweisung|ueberweisung|virement|prelevement|transferencia|domiciliacion|remittance|giro/],
];
const BRANDS: readonly (readonly [CardBrand, RegExp])[] = [
  ['visa', /visa/], ['mastercard', /master ?card|eurocard/], ['amex', /american express|\bamex\b/], ['diners', /diners/], ['discover', /discover/], ['jcb', /\bjcb\b/], ['unionpay', /union ?pay/],
  ['maestro', /maestro/], ['girocard', /girocard|\bec\b/],
];

export interface MethodCells {
  method: string;
  brand: string;
  last4: string;
  reference: string;
}

/** What is kept of it. `word`: how the file calls a way of paying that is none of ours; it goes where the person reads it. A method nobody named is the usual one. */
export function readMethod({ method, brand, last4, reference }: MethodCells, usual: PaymentMethod): { details: MethodDetailsWire; word: string } {
  const folded = foldForSearch(method);
  const hasCard = brand !== '' || last4 !== '';
  const named = WORDS.find(([, words]) => words.test(folded))?.[0] ?? null;
  const kind = hasCard ? 'card' : (named ?? (folded === '' ? usual : 'other'));
  const word = named === null && folded !== '' ? method : '';
  if (kind !== 'card') return { details: { method: kind, reference, brand: null, last4: '' }, word };
  return { details: { method: 'card', reference, brand: brandOf(`${foldForSearch(brand)} ${folded}`), last4: digitsOf(last4) }, word };
}

function brandOf(folded: string): CardBrand {
  const plain = CARD_BRANDS.find((brand) => brand === folded.trim());
  return plain ?? BRANDS.find(([, words]) => words.test(folded))?.[0] ?? 'other';
}

/** "**** **** **** 4242" and "x-4242" are four digits. More digits than that stay as they are, and are refused. */
function digitsOf(cell: string): string {
  const digits = cell.replace(/\D/g, '');
  return digits.length === 4 ? digits : cell;
}
