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

/** SQL: true when the total lies between @amountFrom and @amountTo, or when neither was asked for. Costs nothing then, and little while all digits are alike. */
export const AMOUNT = `(@amountFrom IS NULL OR iif(@mixed, d.payable * ${SCALE}, d.payable) >= @amountFrom) AND (@amountTo IS NULL OR iif(@mixed, d.payable * ${SCALE}, d.payable) <= @amountTo)`;

/** What AMOUNT is bound to. `mixed`: the bounds are in the smallest part of any currency, else in minor units. */
export interface AmountRange {
  amountFrom: number | null;
  amountTo: number | null;
  mixed: 0 | 1;
}

/** `exponents`: of the currencies that may be met. A range the wrong way round is turned. */
export function amountRange(from: string | null, to: string | null, exponents: readonly number[]): AmountRange {
  const only = new Set(exponents).size === 1 ? (exponents[0] ?? DIGITS) : DIGITS;
  const turned = from !== null && to !== null && scaled(from, DIGITS) > scaled(to, DIGITS);
  const [low, high] = turned ? [to, from] : [from, to];
  return {
    amountFrom: low === null ? null : Math.ceil(scaled(low, only)),
    amountTo: high === null ? null : Math.floor(scaled(high, only)),
    mixed: only === DIGITS ? 1 : 0,
  };
}

/** Exact up to the digits of the currency; what has more lies between two amounts. */
function scaled(decimal: string, exponent: number): number {
  const { units, scale }: Dec = parseDec(decimal);
  return scale <= exponent ? Number(units * 10n ** BigInt(exponent - scale)) : Number(units) / 10 ** (scale - exponent);
}
