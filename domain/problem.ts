// What a rule of a document finds, and what it may know to find it. Shared by the rules; screens and services read Problem.
import type { NumberRules } from './numbering.ts';

/** One thing to mend. An 'error' stops issuing; a 'warning' asks once. */
export interface Problem {
  /** Dotted path into the document: 'lines.2.quantity', 'dueDate', 'buyer.vatId'. */
  readonly path: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface Party {
  readonly name: string;
  /** ISO 3166-1 alpha-2, or ''. */
  readonly country: string;
  readonly vatId: string;
  /** Local tax or registration number. */
  readonly taxNumber: string;
}

/** What the rules need to know besides the amounts. */
export interface DocumentContext {
  readonly issueDate: string;
  readonly dueDate: string | null;
  readonly supplyDate: string | null;
  readonly seller: Party;
  readonly buyer: Party | null;
  readonly baseCurrency: string;
  /** Base currency for one unit of the document's; null or '' when not known. */
  readonly rate: string | null;
  /** Newest issue date in the counter the document would take its number from. */
  readonly lastIssuedDate: string | null;
  /** The last closed day; null or left out: none. */
  readonly closedThrough?: string | null;
  readonly backdating: 'refuse' | 'warn';
  /** The number it would get, and the rules of its series. */
  readonly number: string | null;
  readonly numberRules: NumberRules;
  /** Must also go out as an EN 16931 invoice, whose amounts have two decimals at most (T30). */
  readonly eInvoice: boolean;
}

/** A finding that stops issuing. */
export function error(path: string, code: string, params?: Problem['params']): Problem {
  return { path, code, severity: 'error', ...(params && { params }) };
}

/** A finding that asks once. */
export function warning(path: string, code: string, params?: Problem['params']): Problem {
  return { path, code, severity: 'warning', ...(params && { params }) };
}
