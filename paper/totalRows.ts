// The rows between the lines and what is to pay, in the order they add up. Pure: every figure is taken from the snapshot, none is worked out anew.
import type { Snapshot } from '../contract/invoices.ts';
import { exponentOf } from '../domain/currency.ts';
import { convert, minor } from '../domain/money.ts';
import type { PageFormat } from './format.ts';
import { type PageTax, capital, taxLabel, taxReasons, taxWord } from './taxText.ts';

export interface TotalRow {
  readonly key: string;
  readonly label: string;
  /** Already written out. */
  readonly amount: string;
}

/** The rows above "To pay". */
export function totalRows(snapshot: Snapshot, format: PageFormat): TotalRow[] {
  const { taxes, totals } = snapshot;
  const charged = taxes.filter(({ component }) => !component.withholding);
  const upfront = adjustmentRows(snapshot, format, false);
  const tax = taxWord(taxes, format);
  const rows: TotalRow[] = [];
  if (upfront.length > 0) rows.push({ key: 'lines', label: format.words.lines(tax, snapshot.pricesIncludeTax), amount: format.amount(totals.lineNet) }, ...upfront);
  if (charged.length > 0 || upfront.length > 0) rows.push({ key: 'net', label: format.words.before(tax), amount: format.amount(totals.net) });
  rows.push(...charged.map((row, i) => taxRow(row, i, taxes, format)));
  const after = afterRows(snapshot, format);
  // The total with tax is said where it is not what is to pay.
  if (after.length > 0) rows.push({ key: 'gross', label: format.words.total(tax), amount: format.amount(totals.gross) }, ...after);
  return rows;
}

function adjustmentRows(snapshot: Snapshot, format: PageFormat, afterTax: boolean): TotalRow[] {
  return snapshot.adjustments.flatMap((adjustment, i) => {
    if (adjustment.afterTax !== afterTax) return [];
    const percent = adjustment.percent === null ? null : format.decimal(adjustment.percent);
    const taken = adjustment.kind === 'allowance';
    const label = taken ? format.words.allowance(adjustment.reason, percent) : format.words.charge(adjustment.reason, percent);
    return [{ key: `adjustment-${i}`, label, amount: format.amount(taken ? -adjustment.amount : adjustment.amount) }];
  });
}

function taxRow(tax: PageTax, position: number, all: readonly PageTax[], format: PageFormat): TotalRow {
  const reasons = taxReasons(all);
  const mark = reasons.length > 1 ? reasons.indexOf(tax.component.reason ?? '') + 1 : 0;
  const label = format.words.taxOn(taxLabel(tax.component, format), format.amount(tax.base)) + (mark > 0 ? `\u00a0${mark})` : '');
  return { key: `tax-${position}`, label, amount: format.amount(tax.amount) };
}

/** What changes the amount to pay and not the tax: kept back, taken off after tax, paid before, rounded (BT-113, BT-114). */
function afterRows(snapshot: Snapshot, format: PageFormat): TotalRow[] {
  const { totals, taxes } = snapshot;
  const rows = taxes.flatMap((tax, i) => {
    if (!tax.component.withholding) return [];
    return [{ key: `withheld-${i}`, label: format.words.withheld(taxLabel(tax.component, format), format.amount(tax.base)), amount: format.amount(-tax.amount) }];
  });
  rows.push(...adjustmentRows(snapshot, format, true));
  // BT-113 holds all three; what the two kinds of rows above do not explain was paid before.
  const paid = minor(totals.prepaid - totals.withheld - totals.afterTaxAllowances);
  if (paid !== 0) rows.push({ key: 'prepaid', label: format.words.prepaid, amount: format.amount(-paid) });
  if (totals.rounding !== 0) rows.push({ key: 'rounding', label: format.words.rounding, amount: format.amount(totals.rounding) });
  return rows;
}

/** The total, and the tax as the law wants it (Directive 2006/112/EC Art. 230), in the seller's currency; none when the document is in it. */
export function baseRows(snapshot: Snapshot, format: PageFormat): TotalRow[] {
  const { baseCurrency, baseTotal, currency, rate, totals, taxes } = snapshot;
  // A draft may hold a rate of 0 while it is being typed.
  if (currency === baseCurrency || rate === null || baseTotal === null || /^0(\.0*)?$/.test(rate)) return [];
  const rows = [{ key: 'base', label: format.words.inBase(baseCurrency, currency, format.decimal(rate)), amount: format.amountIn(baseCurrency, baseTotal) }];
  if (totals.tax !== 0) {
    const tax = convert(minor(totals.tax), rate, exponentOf(currency), exponentOf(baseCurrency));
    rows.push({ key: 'base-tax', label: capital(format.words.taxInBase(taxWord(taxes, format), baseCurrency)), amount: format.amountIn(baseCurrency, tax) });
  }
  return rows;
}
