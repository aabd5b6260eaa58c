// Whose money a line is: one payment for each customer, together the line. Pure; acts.ts books them, SplitForm.tsx and LinePanel.tsx show them.
import type { BankProposal, BankShare } from '../../contract/bank.ts';
import type { Input } from '../../contract/index.ts';
import { amountOf, type SplitRow } from './split.ts';

export type Allocations = Input<'bank.accept'>['allocations'];
export interface Share {
  readonly customerId: string;
  readonly customer: string;
  readonly amount: number;
  readonly allocations: Allocations;
}

/** The first customer's share is what the others leave: it holds the credit, if there is any. */
function shared(total: number, customers: readonly Omit<Share, 'amount'>[]): Share[] {
  const sum = ({ allocations }: Pick<Share, 'allocations'>): number => allocations.reduce((all, { amount }) => all + amount, 0);
  const others = customers.slice(1).reduce((all, share) => all + sum(share), 0);
  return customers.map((share, i) => ({ ...share, amount: i === 0 ? total - others : sum(share) }));
}

export function sharesOfProposal(total: number, proposal: BankProposal): Share[] {
  const share = ({ customerId, customer, parts }: BankShare) => ({ customerId, customer, allocations: parts.map(({ documentId, amount, rest }) => ({ documentId, amount, rest })) });
  return shared(total, [proposal, ...proposal.others].map(share));
}

/** What a person chose, a customer at a time, in the order they first came up. */
export function sharesOfRows(total: number, rows: readonly SplitRow[]): Share[] {
  const customers = [...new Map(rows.map(({ document }) => [document.customerId, document.customer]))];
  return shared(
    total,
    customers.map(([customerId, customer]) => ({
      customerId, customer,
      allocations: rows.filter(({ document }) => document.customerId === customerId).map((row) => ({ documentId: row.document.documentId, amount: amountOf(row) ?? 0, rest: 'open' as const })),
    })),
  );
}

/** "Ann", "Ann and Bob". */
export function namesOf(shares: readonly { customer: string }[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(shares.map(({ customer }) => customer));
}
