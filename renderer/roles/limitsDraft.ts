// The limits of a role as they are typed, and what they mean. Pure; used by the role form.
import { cmp, parseDec, pow10 } from '../../domain/decimal.ts';
import type { Limits } from '../../domain/roles.ts';

export interface LimitsDraft {
  /** Canonical decimal or ''. */
  discount: string;
  /** In units of the currency, canonical decimal or ''. */
  credit: string;
  ownOnly: boolean;
}

export function startLimits(limits: Limits, exponent: number): LimitsDraft {
  const { discountPercent = '', creditNoteMinor, ownDocumentsOnly } = limits;
  return { discount: discountPercent, credit: creditNoteMinor === undefined ? '' : units(creditNoteMinor, exponent), ownOnly: ownDocumentsOnly === true };
}

function units(minor: number, exponent: number): string {
  const digits = String(minor).padStart(exponent + 1, '0');
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Null while a number cannot be a limit (more than 100 %, or larger than any amount). */
export function limitsFrom({ discount, credit, ownOnly }: LimitsDraft, exponent: number): Limits | null {
  if (discount !== '' && cmp(parseDec(discount), parseDec('100')) > 0) return null;
  const amount = credit === '' ? null : minorOf(credit, exponent);
  if (amount !== null && amount > Number.MAX_SAFE_INTEGER) return null;
  return { ...(discount !== '' && { discountPercent: discount }), ...(amount !== null && { creditNoteMinor: Number(amount) }), ...(ownOnly && { ownDocumentsOnly: true as const }) };
}

function minorOf(decimal: string, exponent: number): bigint {
  const { units: n, scale } = parseDec(decimal);
  return scale <= exponent ? n * pow10(exponent - scale) : n / pow10(scale - exponent);
}
