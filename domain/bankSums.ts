// Which of some amounts add up to exactly one amount. Called by bankMatch.ts only.
import type { Minor } from './money.ts';

const MOST_AMOUNTS = 40;
const MOST_CHOSEN = 12;
/** However unlucky the amounts are: then there simply is no proposal of this kind. */
const MOST_STEPS = 20_000;

/**
 * The places of amounts whose sum is the target, or null. The first ones are tried first (a customer pays the oldest invoices), all of them together before
 * any choice. Amounts are positive; at most forty are looked at, at most twelve chosen.
 */
export function sumsTo(target: Minor, amounts: readonly Minor[]): number[] | null {
  const looked = amounts.slice(0, MOST_AMOUNTS);
  if (target <= 0 || looked.length === 0) return null;
  let row = 0;
  for (let i = 0; i < looked.length && i < MOST_CHOSEN; i += 1) {
    row += looked[i] ?? 0;
    if (row === target) return looked.slice(0, i + 1).map((_, at) => at);
    if (row > target) break;
  }
  // What all from here on can still give: no way that cannot reach the target is walked to its end.
  const rest: number[] = [];
  let after = 0;
  for (let i = looked.length - 1; i >= 0; i -= 1) rest[i] = after += looked[i] ?? 0;
  let steps = 0;
  const chosen: number[] = [];
  const walk = (from: number, missing: number): boolean => {
    if (missing === 0) return true;
    if (from >= looked.length || chosen.length >= MOST_CHOSEN || (rest[from] ?? 0) < missing || (steps += 1) > MOST_STEPS) return false;
    const amount = looked[from] ?? 0;
    if (amount <= missing) {
      chosen.push(from);
      if (walk(from + 1, missing - amount)) return true;
      chosen.pop();
    }
    return walk(from + 1, missing);
  };
  return walk(0, target) ? chosen : null;
}
