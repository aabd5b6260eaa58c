// The date of supply where the law wants one on every invoice. buildSnapshot and the editor ask.

/** Germany: § 14 (4) no. 6 UStG, also when it is the day of the invoice. Austria: § 11 (1) no. 3 d UStG. */
const ALWAYS: ReadonlySet<string> = new Set(['AT', 'DE']);

/** What is printed when nobody typed one: the date of the invoice for sellers who must always state it, else nothing. */
export function usualSupplyDate(sellerCountry: string, issueDate: string): string | null {
  return ALWAYS.has(sellerCountry) ? issueDate : null;
}
