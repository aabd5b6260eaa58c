// Short ways to write a document in the tests of the domain.
import type { DocumentAdjustment, DocumentInput, LineInput, TaxComponent } from '../../../domain/document.ts';
import { parseDec } from '../../../domain/decimal.ts';
import { type Minor, minor, toMinor } from '../../../domain/money.ts';

export const tax = (rate: string, more: Partial<TaxComponent> = {}): TaxComponent => ({
  id: `tax-${rate}`,
  name: `Tax ${rate} %`,
  category: 'S',
  rate,
  compound: false,
  withholding: false,
  reason: null,
  ...more,
});
export const line = (
  quantity: string,
  unitPrice: string,
  taxes: readonly TaxComponent[] = [],
  more: Partial<LineInput> = {},
): LineInput => ({
  description: 'Something',
  quantity,
  unit: 'pc',
  unitPrice,
  per: '1',
  adjustments: [],
  taxes,
  ...more,
});
export const discount = (more: Partial<DocumentAdjustment>): DocumentAdjustment => ({
  kind: 'allowance',
  percent: null,
  amount: null,
  reason: 'Discount',
  taxes: null,
  afterTax: false,
  ...more,
});
export const document = (lines: readonly LineInput[], more: Partial<DocumentInput> = {}): DocumentInput => ({
  currency: 'EUR',
  pricesIncludeTax: false,
  lines,
  adjustments: [],
  prepaid: minor(0),
  payableRounding: minor(0),
  taxRounding: 'half-up',
  ...more,
});
/** "12.34" in cents; other exponents on request. */
export const money = (text: string, exponent = 2): Minor => toMinor(parseDec(text), exponent);
