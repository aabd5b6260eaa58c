// Taxes in words: "13.5 %" for a cell, and which tax somebody means by "13" or "reverse". Pure; the tax cell, paste and totals call it.
import type { TaxRate } from '../../contract/business.ts';
import { pickRate } from '../../domain/taxRate.ts';
import { foldForSearch } from '../../domain/text.ts';
import { numbers } from './numbers.ts';

/** The rate that counts on a date (T20); before its first version a tax has none yet and shows its first. */
export function rateOn(tax: TaxRate, date: string): string {
  const first = tax.versions.toSorted((a, b) => (a.from < b.from ? -1 : 1))[0];
  return (pickRate(tax.versions, date) ?? first)?.rate ?? '0';
}

/** "13.5 %", "−15 %" for a tax that is kept back. */
export function rateText(tax: TaxRate, date: string): string {
  return `${tax.withholding ? '\u2212' : ''}${numbers.show(rateOn(tax, date))} %`;
}

/** What the tax cell shows: the rates, joined by "+"; a name where the rate is zero for a reason. */
export function taxesText(taxes: readonly TaxRate[], ids: readonly string[], date: string): string {
  const named = ids.map((id) => taxes.find((tax) => tax.id === id)).filter((tax) => tax !== undefined);
  return named.map((tax) => (['S', 'Z'].includes(tax.category) ? rateText(tax, date) : tax.name)).join(' + ');
}

/** Taxes that answer to what was typed, in use first. Archived ones only where the line still has them. */
export function matchTaxes(taxes: readonly TaxRate[], typed: string, date: string, chosen: readonly string[]): TaxRate[] {
  const wanted = foldForSearch(typed.replace('%', ''));
  const usable = taxes.filter((tax) => !tax.archived || chosen.includes(tax.id));
  if (wanted === '') return usable;
  const number = numbers.read(wanted);
  return usable.filter((tax) => {
    const rate = rateOn(tax, date);
    return foldForSearch(tax.name).split(' ').some((word) => word.startsWith(wanted)) || foldForSearch(tax.name).startsWith(wanted) || (number !== null && rate.startsWith(number));
  });
}

/** The one tax that is meant by pasted text, by its exact rate or name. */
export function taxByText(taxes: readonly TaxRate[], text: string, date: string): string[] | null {
  const wanted = foldForSearch(text);
  const number = numbers.read(wanted.replace('%', ''));
  const usable = taxes.filter((tax) => !tax.archived);
  const found = usable.find((tax) => foldForSearch(tax.name) === wanted) ?? usable.find((tax) => number !== null && rateOn(tax, date) === number && !tax.withholding);
  return found ? [found.id] : null;
}

/** What this business calls its tax, for the column head: the first word of its usual rate ("VAT", "GST"), else "Tax". */
export function taxWord(taxes: readonly TaxRate[]): string {
  const usual = taxes.find((tax) => tax.isDefault && !tax.archived) ?? taxes.find((tax) => !tax.archived);
  return /^\p{L}[\p{L}.]{1,9}/u.exec(usual?.name ?? '')?.[0] ?? '';
}
