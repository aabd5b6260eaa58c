// What bank matching looks at and answers. Types for bankMatch.ts and bankSplit.ts, and for who calls them.
import type { Minor } from './money.ts';

/** An open document as far as matching looks at it. */
export interface MatchDocument {
  readonly id: string;
  readonly number: string;
  readonly customerId: string;
  readonly customer: string;
  readonly currency: string;
  readonly balance: Minor;
  /** Of the balance, what falls due next: less than all of it where it is paid in instalments (T51). */
  readonly next: Minor;
  readonly issueDate: string;
  readonly dueDate: string | null;
  /** Less to pay until that day (T58). */
  readonly early: { readonly pay: Minor; readonly until: string } | null;
}

export interface MatchLine {
  readonly amount: Minor;
  readonly currency: string;
  readonly bookingDate: string;
  readonly text: string;
  readonly structuredRef: string;
  readonly endToEnd: string;
  readonly name: string;
  readonly charges: Minor;
}

/** Who paid from this account, or under this name, before. */
export interface KnownParty {
  readonly customerId: string;
  readonly by: 'iban' | 'name';
  readonly times: number;
}

export type MatchReasonCode =
  'number' | 'number-unclear' | 'number-digits' | 'number-tail' | 'amount' | 'instalment' | 'sum' | 'early' | 'charges' | 'part' | 'over' | 'oldest' | 'iban' | 'name-known' | 'name' | 'name-similar' | 'others-alike' | 'other-payer' | 'customers';

/** A reason for, or (the last three) against; `count` and `number` are values for its sentence. */
export interface MatchReason {
  readonly code: MatchReasonCode;
  readonly number?: string;
  readonly count?: number;
}

export interface MatchPart {
  readonly documentId: string;
  readonly number: string;
  readonly amount: Minor;
  /** 'early': what is missing is the early-payment discount. */
  readonly rest: 'open' | 'early';
}

/** What one more customer gets of the line: a payment of its own. */
export interface MatchShare {
  readonly customerId: string;
  readonly customer: string;
  readonly parts: readonly MatchPart[];
}

export interface MatchProposal {
  readonly customerId: string;
  readonly customer: string;
  readonly parts: readonly MatchPart[];
  /** Where the line is the money of several customers: the other ones. */
  readonly others: readonly MatchShare[];
  /** Becomes credit of the customer. */
  readonly unapplied: Minor;
  /** 1 to 99: never certain, a person decides. */
  readonly confidence: number;
  readonly reasons: readonly MatchReason[];
}
