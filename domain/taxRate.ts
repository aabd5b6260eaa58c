// Tax rates change by law on a day; the day of supply picks the rate, not today (T20). Called when a line is given its taxes.

/** One rate and the first day it applies. */
export interface RateVersion {
  /** 'YYYY-MM-DD'. */
  readonly from: string;
  /** Percent as a decimal string. */
  readonly rate: string;
}

/** The version in force on the supply date: the newest that has begun. null before the first one. The order of the list does not matter. */
export function pickRate<T extends { readonly from: string }>(versions: readonly T[], supplyDate: string): T | null {
  let picked: T | null = null;
  for (const version of versions) {
    if (version.from <= supplyDate && (picked === null || version.from > picked.from)) picked = version;
  }
  return picked;
}
