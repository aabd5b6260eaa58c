// Which findings of documentRules.ts matter on which kind of document: a quote has no due date, a delivery note no prices. Called by snapshot.ts only.
import { compareDates, isDate } from './date.ts';
import { type DraftKind, isPaper } from './lifecycle.ts';
import { type Problem, error } from './problem.ts';

/** What only a document that asks for money must have: when it is due, and what it is worth in the books. */
const ONLY_BILLS: ReadonlySet<string> = new Set(['DUE_MISSING', 'RATE_MISSING', 'PAYABLE_NEGATIVE']);
/** A delivery note prints neither prices nor taxes. They may stand in it, for the invoice that follows. */
const PRICES = /(^|\.)(unitPrice|taxes|taxIds|rate|vatId)(\.|$)|^(adjustments|totals)/;
const ABOUT_TAX: ReadonlySet<string> = new Set(['OUTSIDE_SCOPE_MIXED', 'SUPPLY_DATE_MISSING']);

/** Whether a finding counts for this kind. Its path is the document's or the draft's. */
export function matters(kind: DraftKind, { path, code }: Problem): boolean {
  if (isPaper(kind) && ONLY_BILLS.has(code)) return false;
  return kind !== 'delivery-note' || !(PRICES.test(path) || ABOUT_TAX.has(code));
}

/** What is wrong with the day until which a quote is good. */
export function checkValidity(issueDate: string, validUntil: string | null): Problem[] {
  if (validUntil === null || !isDate(issueDate)) return [];
  if (!isDate(validUntil)) return [error('validUntil', 'DATE')];
  return compareDates(validUntil, issueDate) < 0 ? [error('validUntil', 'VALID_BEFORE_ISSUE', { issueDate })] : [];
}
