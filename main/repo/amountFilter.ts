// Filtering documents by their total, whatever currency each is in. documentLists.ts builds its SQL with it.
import { CURRENCIES } from '../../domain/currency.ts';
import { type Dec, parseDec } from '../../domain/decimal.ts';

/** Digits after the point that every currency's smallest unit fits into. */
const DIGITS = Math.max(...CURRENCIES.map(({ exponent }) => exponent));

/** SQL: by what a document's minor units are multiplied to be the smallest part of any currency. */
const SCALE = (() => {
  const odd = [...new Set(CURRENCIES.map(({ exponent }) => exponent))].filter((exponent) => exponent !== 2);
  const codes = (exponent: number): string => CURRENCIES.filter((one) => one.exponent === exponent).map(({ code }) => `'${code}'`).join(', ');
  return `CASE ${odd.map((exponent) => `WHEN d.currency IN (${codes(exponent)}) THEN ${10 ** (DIGITS - exponent)}`).join(' ')} ELSE ${10 ** (DIGITS - 2)} END`;
})();

/** SQL: true when the total lies between @amountFrom and @amountTo, or when neither was asked for. Costs nothing then. */
export const AMOUNT = `(@amountFrom IS NULL OR d.payable * ${SCALE} >= @amountFrom) AND (@amountTo IS NULL OR d.payable * ${SCALE} <= @amountTo)`;

function scaled(decimal: string): number {
  const { units, scale }: Dec = parseDec(decimal);
  return Number(units) * 10 ** (DIGITS - scale);
}

/** What @amountFrom and @amountTo are bound to. A range the wrong way round is turned. */
export function amountRange(from: string | null, to: string | null): { amountFrom: number | null; amountTo: number | null } {
  const [low, high] = [from === null ? null : scaled(from), to === null ? null : scaled(to)];
  return low !== null && high !== null && low > high ? { amountFrom: high, amountTo: low } : { amountFrom: low, amountTo: high };
}
