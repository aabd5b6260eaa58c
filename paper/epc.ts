// The text inside the payment code on an invoice: the European Payments Council's quick response code (EPC069-12, version 2). Pure.
import { normaliseIban, ibanProblem } from '../domain/iban.ts';
import { type Minor, minorToDecimal } from '../domain/money.ts';

export interface CreditTransfer {
  readonly name: string;
  readonly iban: string;
  /** May be empty: within the European Economic Area the IBAN is enough. */
  readonly bic: string;
  /** Euro cents. */
  readonly amount: Minor;
  /** What the payer's bank sends along: the invoice number. */
  readonly reference: string;
}

const LEAST = 1;
const MOST = 99_999_999_999; // 999 999 999.99
const NAME = 70;
const REFERENCE = 140;
const BYTES = 331;

/**
 * The lines of the code, or null where no code may be printed: not an IBAN, an amount outside 0.01 to 999 999 999.99, or too much text.
 * Amounts in any other currency cannot be paid this way; the caller looks at that.
 */
export function epcText(transfer: CreditTransfer): string | null {
  if (ibanProblem(transfer.iban) !== null || transfer.amount < LEAST || transfer.amount > MOST) return null;
  const name = oneLine(transfer.name, NAME);
  if (name === '') return null;
  const amount = `EUR${minorToDecimal(transfer.amount, 2)}`;
  const bic = transfer.bic.replace(/\s/gu, '').toUpperCase();
  // Empty lines: purpose and structured reference, which go unused. The last line has no line end.
  const text = ['BCD', '002', '1', 'SCT', bic, name, normaliseIban(transfer.iban), amount, '', '', oneLine(transfer.reference, REFERENCE)].join('\n');
  return new TextEncoder().encode(text).length <= BYTES ? text : null;
}

/** Cut by characters, so that no surrogate pair is torn. */
function oneLine(text: string, most: number): string {
  return [...text.replace(/\s+/gu, ' ').trim()].slice(0, most).join('');
}
