// Receivables by how late they are, per currency and never across currencies (T37). Called by the report and by the customer's page.
import { daysBetween } from './date.ts';
import { type Minor, NOTHING, addMinor, subMinor } from './money.ts';

export const AGE_BUCKETS = ['notDue', 'days1to30', 'days31to60', 'days61to90', 'over90'] as const;
export type AgeBucket = (typeof AGE_BUCKETS)[number];

export interface AgedDocument {
  readonly currency: string;
  /** What is open on the day of the report; negative where more was given back than sold. */
  readonly balance: Minor;
  /** Without one it is not due. */
  readonly dueDate: string | null;
}

export interface AgedCredit {
  readonly currency: string;
  /** Unapplied payments and credit notes; positive. */
  readonly amount: Minor;
}

export interface Ageing {
  readonly currency: string;
  readonly buckets: Readonly<Record<AgeBucket, Minor>>;
  readonly count: number;
  /** Unapplied credit, shown beside the buckets: nobody said which debt it pays. */
  readonly credit: Minor;
  /** Buckets less credit: what the customer owes. */
  readonly total: Minor;
}

/** The bucket of a document on a day: due today is not late, one day late is in 1-30 (T68). Throws DATE. */
export function bucketOf(dueDate: string | null, today: string): AgeBucket {
  const late = dueDate === null ? 0 : daysBetween(dueDate, today);
  if (late <= 0) return 'notDue';
  if (late <= 30) return 'days1to30';
  if (late <= 60) return 'days31to60';
  return late <= 90 ? 'days61to90' : 'over90';
}

/** One row per currency that has something open, in order of code. */
export function ageing(documents: readonly AgedDocument[], credits: readonly AgedCredit[], today: string): Ageing[] {
  const rows = new Map<string, { buckets: Record<AgeBucket, Minor>; count: number; credit: Minor }>();
  const rowOf = (currency: string) => {
    const row = rows.get(currency) ?? {
      buckets: { notDue: NOTHING, days1to30: NOTHING, days31to60: NOTHING, days61to90: NOTHING, over90: NOTHING },
      count: 0,
      credit: NOTHING,
    };
    rows.set(currency, row);
    return row;
  };
  for (const { currency, balance, dueDate } of documents) {
    if (balance === 0) continue;
    const row = rowOf(currency);
    const bucket = bucketOf(dueDate, today);
    row.buckets[bucket] = addMinor(row.buckets[bucket], balance);
    row.count += 1;
  }
  for (const { currency, amount } of credits) {
    if (amount === 0) continue;
    const row = rowOf(currency);
    row.credit = addMinor(row.credit, amount);
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, row]) => ({
      currency,
      ...row,
      total: subMinor(addMinor(...AGE_BUCKETS.map((bucket) => row.buckets[bucket])), row.credit),
    }));
}
