// The seller's legal line at the foot of an invoice page: registered name, company number, tax numbers, and the owner's own footer. Pure.
import type { Snapshot } from '../contract/invoices.ts';
import type { PageFormat } from './format.ts';

/** One or two lines, none empty. */
export function legalLines({ seller }: Pick<Snapshot, 'seller'>, { words }: PageFormat): string[] {
  const parts = [
    seller.legalName === '' ? seller.name : seller.legalName,
    seller.companyNumber === '' ? '' : `${words.company}\u00a0${seller.companyNumber}`,
    seller.vatId === '' ? '' : `${words.vatId}\u00a0${seller.vatId}`,
    seller.taxNumber === '' ? '' : `${words.taxNumber}\u00a0${seller.taxNumber}`,
  ];
  return [parts.filter((part) => part !== '').join(', '), seller.footer].filter((line) => line !== '');
}
