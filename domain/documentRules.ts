// What must be right before a document may be issued, each finding with the field it belongs to. Run live by the editor and again by the issuing service. Never throws.
import { isClosed } from './closing.ts';
import { isCountry } from './country.ts';
import { currencyOf } from './currency.ts';
import { compareDates, isDate } from './date.ts';
import { cmp, decOf, isDec, isNegative, isZero, parseDec } from './decimal.ts';
import { type Adjustment, type DocumentInput, type DocumentTotals, computeDocument } from './document.ts';
import { DomainError } from './error.ts';
import type { LineInput } from './line.ts';
import { numberProblem } from './numbering.ts';
import { type DocumentContext, type Party, type Problem, error, warning } from './problem.ts';
import { vatIdProblem } from './taxId.ts';
import { checkTaxes } from './taxRules.ts';

export type { DocumentContext, Party, Problem } from './problem.ts';
export { defaultReason } from './taxReason.ts';

/** Every problem of a document, in reading order. Empty means: may be issued. */
export function checkDocument(input: DocumentInput, context: DocumentContext): Problem[] {
  const lines = input.lines.length === 0 ? [error('lines', 'LINES_MISSING')] : input.lines.flatMap(checkLine);
  const adjustments = input.adjustments.flatMap((adjustment, i) => [
    ...checkAdjustment(adjustment, `adjustments.${i}`),
    ...(adjustment.afterTax && adjustment.kind === 'charge' ? [error(`adjustments.${i}.kind`, 'AFTER_TAX_CHARGE')] : []),
  ]);
  const found = [
    ...checkParties(context),
    ...checkDates(context),
    ...checkNumber(context),
    ...checkCurrency(input, context),
    ...lines,
    ...adjustments,
    ...checkTaxes(input, context),
  ];
  return [...found, ...checkTotals(input, context, found)];
}

/** True when nothing but warnings was found. */
export function mayIssue(problems: readonly Problem[]): boolean {
  return problems.every((problem) => problem.severity === 'warning');
}

function checkParties({ seller, buyer }: DocumentContext): Problem[] {
  if (!buyer) return [error('buyer', 'BUYER_MISSING')];
  return [...checkParty('seller', seller), ...checkParty('buyer', buyer)];
}

function checkParty(path: 'seller' | 'buyer', { name, country, vatId }: Party): Problem[] {
  const found: Problem[] = [];
  if (name.trim() === '') found.push(error(`${path}.name`, 'NAME_MISSING')); // BR-06, BR-07
  if (country === '') found.push(warning(`${path}.country`, 'COUNTRY_MISSING')); // BR-09, BR-11 (T90)
  else if (!isCountry(country)) found.push(error(`${path}.country`, 'COUNTRY_UNKNOWN', { country }));
  const wrong = vatId === '' ? null : vatIdProblem(vatId, country);
  if (wrong) found.push(error(`${path}.vatId`, wrong)); // BR-CO-09
  return found;
}

function checkDates({ issueDate, dueDate, supplyDate, lastIssuedDate, backdating, closedThrough = null }: DocumentContext): Problem[] {
  if (!isDate(issueDate)) return [error('issueDate', 'DATE')];
  if (isClosed(issueDate, closedThrough)) return [error('issueDate', 'PERIOD_CLOSED', { closedThrough: closedThrough ?? '' })];
  const found: Problem[] = [];
  if (dueDate !== null && !isDate(dueDate)) found.push(error('dueDate', 'DATE'));
  else if (dueDate !== null && compareDates(dueDate, issueDate) < 0) found.push(error('dueDate', 'DUE_BEFORE_ISSUE', { issueDate }));
  if (supplyDate !== null && !isDate(supplyDate)) found.push(error('supplyDate', 'DATE'));
  if (lastIssuedDate !== null && compareDates(issueDate, lastIssuedDate) < 0) {
    const make = backdating === 'refuse' ? error : warning; // T44
    found.push(make('issueDate', 'BACKDATED', { lastIssuedDate }));
  }
  return found;
}

function checkNumber({ number, numberRules }: DocumentContext): Problem[] {
  const wrong = number === null ? null : numberProblem(number, numberRules);
  return wrong ? [error('number', wrong, { number: number ?? '' })] : []; // T45
}

function checkCurrency(input: DocumentInput, { baseCurrency, rate, eInvoice }: DocumentContext): Problem[] {
  const found: Problem[] = [];
  const exponent = exponentOrNull(input.currency);
  if (exponent === null) return [error('currency', 'CURRENCY_UNKNOWN', { currency: input.currency })];
  if (eInvoice && exponent > 2) found.push(error('currency', 'EINVOICE_DECIMALS', { currency: input.currency, decimals: exponent })); // T30
  if (input.currency === baseCurrency) return found;
  if (rate === null || rate === '') found.push(error('rate', 'RATE_MISSING', { currency: input.currency, baseCurrency })); // T35
  else if (!isDec(rate)) found.push(error('rate', 'DECIMAL'));
  else if (isZero(parseDec(rate)) || isNegative(parseDec(rate))) found.push(error('rate', 'RATE_NOT_POSITIVE'));
  return found;
}

function exponentOrNull(code: string): number | null {
  try {
    return currencyOf(code).exponent;
  } catch (failure) {
    if (failure instanceof DomainError) return null;
    throw failure;
  }
}

function checkLine(line: LineInput, i: number): Problem[] {
  const path = `lines.${i}`;
  const found: Problem[] = [];
  if (line.description.trim() === '') found.push(error(`${path}.description`, 'DESCRIPTION_MISSING')); // BR-25
  if (!isDec(line.quantity)) found.push(error(`${path}.quantity`, line.quantity === '' ? 'QUANTITY_MISSING' : 'DECIMAL')); // BR-22
  else if (isZero(parseDec(line.quantity))) found.push(error(`${path}.quantity`, 'QUANTITY_ZERO'));
  if (!isDec(line.unitPrice)) found.push(error(`${path}.unitPrice`, line.unitPrice === '' ? 'PRICE_MISSING' : 'DECIMAL')); // BR-26
  else if (isNegative(parseDec(line.unitPrice))) found.push(error(`${path}.unitPrice`, 'PRICE_NEGATIVE')); // BR-27, T29
  if (!isDec(line.per) || cmp(parseDec(line.per), decOf(0n)) <= 0) found.push(error(`${path}.per`, 'PER_NOT_POSITIVE'));
  return [...found, ...line.adjustments.flatMap((adjustment, k) => checkAdjustment(adjustment, `${path}.adjustments.${k}`))];
}

function checkAdjustment({ kind, percent, amount, reason }: Adjustment, path: string): Problem[] {
  const found: Problem[] = [];
  if ((percent === null) === (amount === null)) found.push(error(path, 'ADJUSTMENT'));
  if (amount !== null && amount < 0) found.push(error(`${path}.amount`, 'ADJUSTMENT_NEGATIVE'));
  if (percent !== null && !isDec(percent)) found.push(error(`${path}.percent`, percent === '' ? 'PERCENT_MISSING' : 'DECIMAL'));
  else if (percent !== null && isNegative(parseDec(percent))) found.push(error(`${path}.percent`, 'ADJUSTMENT_NEGATIVE'));
  else if (percent !== null && kind === 'allowance' && cmp(parseDec(percent), decOf(100n)) > 0)
    found.push(error(`${path}.percent`, 'DISCOUNT_OVER_100'));
  if (reason.trim() === '') found.push(warning(`${path}.reason`, 'ADJUSTMENT_REASON_MISSING')); // BR-33, BR-38, BR-42, BR-44
  return found;
}

/** What only the finished sums can show. Skipped for sums that cannot be made: the reason has been named already. */
function checkTotals(input: DocumentInput, { dueDate }: DocumentContext, found: readonly Problem[]): Problem[] {
  const broken = found.some((problem) => problem.severity === 'error');
  let totals: DocumentTotals;
  try {
    totals = computeDocument(input);
  } catch (failure) {
    if (!(failure instanceof DomainError)) throw failure;
    return broken ? [] : [error('totals', failure.code)];
  }
  if (totals.payable > 0 && dueDate === null) return [error('dueDate', 'DUE_MISSING')]; // BR-CO-25, T89
  return totals.payable < 0 && !broken ? [warning('totals', 'PAYABLE_NEGATIVE')] : [];
}
