// Which taxes may stand on a document together and what each category demands (T18, T19). Called by documentRules.ts only.
import { isDec, isNegative, isZero, parseDec } from './decimal.ts';
import type { DocumentInput } from './document.ts';
import { type DocumentContext, type Problem, error, warning } from './problem.ts';
import type { TaxCategory, TaxComponent } from './tax.ts';
import { needsReason } from './taxReason.ts';

/** Every problem with the taxes of lines and document adjustments, then with the identifiers their categories demand. */
export function checkTaxes(input: DocumentInput, context: DocumentContext): Problem[] {
  const carriers = [
    ...input.lines.map((line, i) => ({ path: `lines.${i}.taxes`, taxes: line.taxes })),
    ...input.adjustments.flatMap((adjustment, i) =>
      adjustment.taxes && !adjustment.afterTax ? [{ path: `adjustments.${i}.taxes`, taxes: adjustment.taxes }] : [],
    ),
  ];
  const categories = new Set<TaxCategory>(
    carriers.flatMap(({ taxes }) => taxes.filter((tax) => !tax.withholding).map((tax) => tax.category)),
  );
  return [
    ...carriers.flatMap(({ path, taxes }) => checkSet(path, taxes)),
    ...checkIdentifiers(categories, context),
    ...checkTogether(categories, carriers),
  ];
}

function checkSet(path: string, taxes: readonly TaxComponent[]): Problem[] {
  const found = taxes.flatMap((tax, i) => checkComponent(`${path}.${i}`, tax));
  if (new Set(taxes.map((tax) => tax.id)).size < taxes.length) found.push(error(path, 'TAX_TWICE'));
  const charged = new Set(taxes.filter((tax) => !tax.withholding).map((tax) => tax.category));
  if (charged.size > 1) found.push(error(path, 'TAX_CATEGORIES_MIXED')); // one VAT category per line: BT-151
  if (taxes.some((tax) => tax.compound) && !taxes.some((tax) => !tax.compound && !tax.withholding))
    found.push(warning(path, 'COMPOUND_ALONE'));
  return found;
}

/** Rate and reason of one tax. A withholding tax is no VAT: only its rate is looked at. */
function checkComponent(path: string, tax: TaxComponent): Problem[] {
  if (!isDec(tax.rate)) return [error(`${path}.rate`, 'DECIMAL')];
  const rate = parseDec(tax.rate);
  if (isNegative(rate)) return [error(`${path}.rate`, 'RATE_NEGATIVE')];
  if (tax.withholding) return [];
  const params = { tax: tax.name, category: tax.category };
  const found: Problem[] = [];
  if (tax.category === 'S' && isZero(rate)) found.push(error(`${path}.rate`, 'RATE_ZERO_STANDARD', params)); // BR-S-05
  if (tax.category !== 'S' && !isZero(rate)) found.push(error(`${path}.rate`, 'RATE_NOT_ZERO', params)); // BR-Z-05, BR-E-05, BR-AE-05 ...
  const reason = (tax.reason ?? '').trim();
  if (needsReason(tax.category) && reason === '') found.push(error(`${path}.reason`, 'REASON_MISSING', params)); // BR-E-10, BR-AE-10 ...
  if (!needsReason(tax.category) && reason !== '') found.push(error(`${path}.reason`, 'REASON_NOT_ALLOWED', params)); // BR-S-10, BR-Z-10
  return found;
}

/** Who must be identified (T19): both parties for reverse charge and intra-Community supply, the seller for an export and for tax charged. */
function checkIdentifiers(categories: ReadonlySet<TaxCategory>, { seller, buyer, supplyDate }: DocumentContext): Problem[] {
  const found: Problem[] = [];
  const has = (...wanted: TaxCategory[]) => wanted.some((category) => categories.has(category));
  const sellerKnown = seller.vatId !== '' || seller.taxNumber !== '';
  if (has('K', 'G') && seller.vatId === '') found.push(error('seller.vatId', 'SELLER_VAT_ID_MISSING')); // BR-IC-02, BR-G-02
  else if (has('AE') && !sellerKnown) found.push(error('seller.vatId', 'SELLER_VAT_ID_MISSING')); // BR-AE-02
  else if (has('S', 'Z', 'E') && !sellerKnown) found.push(warning('seller.vatId', 'SELLER_TAX_ID_MISSING')); // BR-S-02, BR-Z-02, BR-E-02
  if (buyer && has('K') && buyer.vatId === '') found.push(error('buyer.vatId', 'BUYER_VAT_ID_MISSING')); // BR-IC-02
  else if (buyer && has('AE') && buyer.vatId === '' && buyer.taxNumber === '') found.push(error('buyer.vatId', 'BUYER_VAT_ID_MISSING')); // BR-AE-02
  if (has('K') && supplyDate === null) found.push(warning('supplyDate', 'SUPPLY_DATE_MISSING')); // BR-IC-11
  return found;
}

/** "Not subject to VAT" stands alone in an EN 16931 invoice (BR-O-11); and where some lines carry tax, a line with none may be a slip. */
function checkTogether(
  categories: ReadonlySet<TaxCategory>,
  carriers: readonly { path: string; taxes: readonly TaxComponent[] }[],
): Problem[] {
  const found: Problem[] = [];
  if (categories.has('O') && categories.size > 1) found.push(warning('lines', 'OUTSIDE_SCOPE_MIXED'));
  if (categories.size > 0)
    found.push(...carriers.filter(({ taxes }) => taxes.length === 0).map(({ path }) => warning(path, 'TAX_MISSING')));
  return found;
}
