// A bank line that pays documents of several customers: one transfer of a group, or of one person for two firms. Called by bankMatch.ts only.
import type { MatchDocument, MatchLine, MatchPart, MatchShare } from './bankProposal.ts';
import { type Minor, sumMinor } from './money.ts';

export const isEarly = ({ early }: MatchDocument, { bookingDate }: MatchLine): boolean => early !== null && bookingDate <= early.until;

/** What pays a document in full on that day. */
export function payOf(one: MatchDocument, line: MatchLine): Minor {
  return one.early !== null && isEarly(one, line) ? one.early.pay : one.balance;
}

const MOST_CUSTOMERS = 20;

export interface Split {
  readonly how: 'sum' | 'early';
  /** At least two, each with its documents in the order given. */
  readonly shares: readonly MatchShare[];
}

/** Only where the documents are of several customers and come to exactly the line: whose the rest would be, nobody could say. */
export function splitOver(line: MatchLine, documents: readonly MatchDocument[]): Split | null {
  const customers = [...new Set(documents.map(({ customerId }) => customerId))];
  if (customers.length < 2 || customers.length > MOST_CUSTOMERS) return null;
  const early = sumMinor(documents.map(({ balance }) => balance)) !== line.amount;
  if (early && sumMinor(documents.map((one) => payOf(one, line))) !== line.amount) return null;
  const partOf = (one: MatchDocument): MatchPart => ({ documentId: one.id, number: one.number, amount: early ? payOf(one, line) : one.balance, rest: early && isEarly(one, line) ? 'early' : 'open' });
  const shares = customers.map((customerId) => {
    const own = documents.filter((one) => one.customerId === customerId);
    return { customerId, customer: own[0]?.customer ?? '', parts: own.map(partOf) };
  });
  return { how: early ? 'early' : 'sum', shares };
}
