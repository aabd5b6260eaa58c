// What a row of the table is, and what it gets to work with. Every file of bench/rows exports one; bench/run.ts runs them.
import type { Books, BooksKind } from '../data/books.ts';

/** A limit in one direction: most figures may not be larger, a few not smaller. */
export type Bound = { readonly atMost: number } | { readonly atLeast: number };

export interface Measured {
  readonly value: number;
  /** 'x' for a ratio. */
  readonly unit: string;
  readonly note?: string;
  /** Why nothing could be measured here (a tool is missing); the row then counts as neither kept nor broken. */
  readonly skipped?: string;
  /** What broke while it ran; counts as broken, in a tiny run too. */
  readonly failed?: string;
}

export interface Row {
  /** Number in the list of goals. */
  readonly id: string;
  readonly title: string;
  /** Broken: the run fails. */
  readonly limit: Bound;
  /** What was reached in a prototype, or is physically near. */
  readonly great: Bound;
  /** The same figure of Frappe Books 0.37 or of the naive way, measured elsewhere. */
  readonly peer: string;
  run(ctx: Bench): Promise<Measured>;
}

export interface Bench {
  /** Sanity of the code only: small, few rounds, nothing judged. */
  readonly tiny: boolean;
  /** Invoices in the small and in the large company. */
  readonly small: number;
  readonly large: number;
  /** Rounds in which the things compared take turns. */
  readonly rounds: number;
  /** `full` in a real run, `few` in a tiny one. */
  times(full: number, few: number): number;
  /** A copy of a company that this row alone may write to. */
  books(size: number, kind: BooksKind): Promise<Books>;
  /** A folder that goes away after the run. */
  folder(name: string): string;
  /** Work that several rows share, done by the first that asks. */
  once<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Done when all rows have run: ends what rows share. */
  atEnd(work: () => unknown): void;
  /** A folder that stays until all rows have run. */
  sharedFolder(name: string): string;
  say(text: string): void;
}

export function keeps(bound: Bound, value: number): boolean {
  return 'atMost' in bound ? value <= bound.atMost : value >= bound.atLeast;
}

export function boundText(bound: Bound): string {
  return 'atMost' in bound ? `≤ ${bound.atMost}` : `≥ ${bound.atLeast}`;
}
