// What taxes are called on a page: in the column of the lines, in the totals and in the reasons below them. Pure.
import type { Snapshot } from '../contract/invoices.ts';
import type { PageFormat } from './format.ts';

export type PageTax = Snapshot['taxes'][number];
type Component = PageTax['component'];

const RATE = /[\s,:]*\d+([.,]\d+)?\s*%/u;
const SHORT = 8;

/** A tax's name without its rate: 'VAT 13.5 %' is 'VAT'. */
function bareName(component: Component): string {
  return component.name.replace(RATE, '').trim();
}

/** What the tax is called when all of a document's taxes share one short name, else null. */
function commonName(taxes: readonly PageTax[]): string | null {
  const names = new Set(taxes.filter(({ component }) => !component.withholding).map(({ component }) => bareName(component)));
  const [first = ''] = names;
  return names.size === 1 && first !== '' && first.length <= SHORT ? first : null;
}

/** The word for tax within sentences: 'Before VAT', 'Before tax'. */
export function taxWord(taxes: readonly PageTax[], format: PageFormat): string {
  return commonName(taxes) ?? format.words.genericTax;
}

/** The head of the tax column. */
export function taxColumn(taxes: readonly PageTax[], format: PageFormat): string {
  return capital(taxWord(taxes, format));
}

/** 'tax in EUR' is 'Tax in EUR' where it begins a row. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** 'VAT 13.5 %'; a name that already says its rate stays as it is. */
export function taxLabel(component: Component, format: PageFormat): string {
  return RATE.test(component.name) ? component.name : `${component.name} ${rateText(component, format)}`;
}

function rateText(component: Component, format: PageFormat): string {
  return `${format.decimal(component.rate)}\u00a0%`;
}

/** The rates of one line, one below the other; a note mark where several reasons stand under the totals. Withholding is no matter of the line. */
export function lineRates(positions: readonly number[], taxes: readonly PageTax[], format: PageFormat): string[] {
  const reasons = taxReasons(taxes);
  return positions.flatMap((position) => {
    const tax = taxes[position];
    if (tax === undefined || tax.component.withholding) return [];
    const { component } = tax;
    const mark = reasons.length > 1 ? reasons.indexOf(component.reason ?? '') + 1 : 0;
    return [rateText(component, format) + (mark > 0 ? `\u00a0${mark})` : '')];
  });
}

/** Why no tax is charged, each reason once, in the order of the taxes. */
export function taxReasons(taxes: readonly PageTax[]): string[] {
  return [...new Set(taxes.map(({ component }) => component.reason ?? '').filter((reason) => reason !== ''))];
}
