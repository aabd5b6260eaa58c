// Which program a file was exported from, by headings no other one has together. Called by inspect.ts; the columns themselves are read by their headings.
import { plainHeading } from './fields.ts';

export const PROGRAMS = ['frappe-books', 'invoice-ninja', 'zoho-books', 'quickbooks'] as const;
export type Program = (typeof PROGRAMS)[number];

/** All headings of one of these lists must be there. Folded, letters and digits only. */
const SIGNS: Readonly<Record<Program, readonly (readonly string[])[]>> = {
  'frappe-books': [['frappebooks']],
  'zoho-books': [['invoicenumber', 'invoicestatus', 'itemprice'], ['displayname', 'billingcode'], ['itemname', 'rate', 'usageunit']],
  'invoice-ninja': [['invoicenumber', 'itemproduct'], ['invoicenumber', 'itemcost', 'clientname'], ['invoiceinvoicenumber'], ['clientname', 'clientnumber'], ['productkey', 'cost']],
  quickbooks: [['invoiceno', 'itemproductservice'], ['num', 'productservice'], ['customerfullname'], ['productservicename']],
};

/** The program, or null for a list of somebody's own. */
export function programOf(headers: readonly string[]): Program | null {
  const there = new Set(headers.map(plainHeading));
  return PROGRAMS.find((program) => SIGNS[program].some((sign) => sign.every((heading) => there.has(heading)))) ?? null;
}
