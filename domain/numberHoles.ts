// Which numbers of a series have no document, found while the documents go by. Nothing is kept of a number that is there: a million of them would be a heap to be cleared away.

/** From `first` to `last`, both missing; with what was said beside the documents on both sides (0 before the first, the largest integer after the last). */
export interface Hole {
  first: number;
  last: number;
  after: number;
  before: number;
}
/** One series and period on the way. */
export interface Numbering {
  holes: Hole[];
  next: number;
  after: number;
}

export function noNumbers(): Numbering {
  return { holes: [], next: 1, after: 0 };
}

/** A document has this number; `record` is remembered for the holes beside it. Documents come in the order of their numbers; one that does not lies in a hole, or is there twice. */
export function takeNumber(row: Numbering, n: number, record: number): void {
  if (n < row.next) {
    row.holes = row.holes.flatMap((hole) => (n < hole.first || n > hole.last ? [hole] : left({ ...hole, last: n - 1, before: record }, { ...hole, first: n + 1, after: record })));
    return;
  }
  if (n > row.next) row.holes.push({ first: row.next, last: n - 1, after: row.after, before: record });
  row.next = n + 1;
  row.after = record;
}

/** The holes from 1 up to the highest number given out. */
export function holesUpTo({ holes, next, after }: Numbering, taken: number): Hole[] {
  return left(...holes.map((hole) => ({ ...hole, last: Math.min(hole.last, taken) })), { first: next, last: taken, after, before: Number.MAX_SAFE_INTEGER });
}

function left(...holes: Hole[]): Hole[] {
  return holes.filter(({ first, last }) => first <= last);
}
