// The proposals for one line: gathers what it could be for through indexes, and lets domain/bankMatch.ts judge. Called by main/service/bank.ts only.
import type { BankFound, BankProposal } from '../../contract/bank.ts';
import type { Parsed } from '../../contract/index.ts';
import { matchLine } from '../../domain/bankMatch.ts';
import type { KnownParty, MatchDocument } from '../../domain/bankProposal.ts';
import { nameWords } from '../../domain/bankNames.ts';
import { possibleKeys } from '../../domain/bankNumbers.ts';
import { NO_DUE_DATE } from '../../domain/instalment.ts';
import { minor } from '../../domain/money.ts';
import type { LineRow } from '../repo/bankLists.ts';
import {
  customersNamed, type OpenCandidate, openByAmount, openByNumber, openFound, openOfCustomer, type PayerRow, payersByIban, payersByName,
} from '../repo/bankMatches.ts';
import { readCustomer } from '../repo/customers.ts';
import { readReceivable } from '../repo/receivables.ts';
import { matchQuery } from '../repo/words.ts';
import type { Ctx } from './context.ts';
import { discountOf } from './payments.ts';

const MOST_CUSTOMERS = 8;
const NAME_WORDS = 3;

/** At most five, the surest first; none for money out. */
export function proposalsFor(ctx: Ctx, line: LineRow): BankProposal[] {
  if (line.amount <= 0) return [];
  const known = knownPayers(ctx, line);
  const documents = candidates(ctx, line, known);
  const asked = { ...line, amount: minor(line.amount), charges: minor(line.charges), bookingDate: line.date };
  const parties = known.map(({ customerId, by, times }): KnownParty => ({ customerId, by, times }));
  return matchLine(asked, documents, parties).map(({ parts, others, reasons, ...rest }) => ({ ...rest, parts: [...parts], others: others.map((share) => ({ ...share, parts: [...share.parts] })), reasons: [...reasons] }));
}

function knownPayers(ctx: Ctx, { iban, nameKey }: LineRow): (PayerRow & { by: 'iban' | 'name' })[] {
  const by = (how: 'iban' | 'name') => (row: PayerRow) => ({ ...row, by: how });
  return [...(iban === '' ? [] : payersByIban(ctx.db, iban).map(by('iban'))), ...(nameKey === '' ? [] : payersByName(ctx.db, nameKey).map(by('name')))];
}

/** Everything open that a number, the amount, or a customer it may come from points at. */
function candidates(ctx: Ctx, line: LineRow, known: readonly PayerRow[]): MatchDocument[] {
  const found = new Map<string, OpenCandidate>();
  const take = (rows: readonly OpenCandidate[]): void => rows.forEach((row) => found.set(row.id, row));
  take(openByNumber(ctx.db, possibleKeys(`${line.structuredRef} ${line.text} ${line.endToEnd}`)));
  take(openByAmount(ctx.db, line.amount, line.currency));
  if (line.charges > 0) take(openByAmount(ctx.db, line.amount + line.charges, line.currency));
  // Those who were named may pay other documents with the same transfer.
  const named = [...new Set([...found.values()].map(({ customerId }) => customerId))].flatMap((id) => readCustomer(ctx.db, id)?.rid ?? []);
  const customers = new Set([...known.map(({ customerRid }) => customerRid), ...namesakes(ctx, line.name), ...named].slice(0, MOST_CUSTOMERS));
  for (const customer of customers) take(openOfCustomer(ctx.db, customer, line.currency));
  return [...found.values()].map((row) => documentOf(ctx, row, line.date));
}

/** Customers with the telling words of the payer's name; with fewer of them when all together find nobody. */
function namesakes(ctx: Ctx, name: string): number[] {
  const words = nameWords(name).filter((word) => word.length > 1).slice(0, NAME_WORDS);
  for (let take = words.length; take > 0; take -= 1) {
    const match = matchQuery(words.slice(0, take).join(' '));
    const rows = match === null ? [] : customersNamed(ctx.db, match);
    if (rows.length > 0) return rows.map(({ customerRid }) => customerRid);
  }
  return [];
}

function documentOf(ctx: Ctx, { hasEarly, dueDate, ...row }: OpenCandidate, paidOn: string): MatchDocument {
  return { ...row, balance: minor(row.balance), next: minor(row.next), dueDate: dueDate === NO_DUE_DATE ? null : dueDate, early: hasEarly === 1 ? earlyOf(ctx, row.id, paidOn) : null };
}

/** What payments themselves would allow on that day (T58), so that a proposal can always be booked. */
function earlyOf(ctx: Ctx, id: string, paidOn: string): MatchDocument['early'] {
  const receivable = readReceivable(ctx.db, id);
  const discount = receivable === undefined ? null : discountOf(ctx, receivable, paidOn);
  return discount === null ? null : { pay: discount.pay, until: paidOn };
}

/** For choosing by type-ahead: open documents by number or customer; without words those of the customer. */
export function bankDocuments(ctx: Ctx, { q, currency, customerId }: Parsed<'bank.documents'>): { rows: BankFound[] } {
  const match = matchQuery(q);
  const customer = customerId === null ? undefined : readCustomer(ctx.db, customerId);
  const rows = match !== null ? openFound(ctx.db, match, currency) : customer === undefined ? [] : openOfCustomer(ctx.db, customer.rid, currency).slice(0, 20);
  return {
    rows: rows.map(({ id, number, customerId: payer, customer: name, issueDate, dueDate, balance, currency: code }) => ({
      documentId: id, number, customerId: payer, customer: name, issueDate, dueDate: dueDate === NO_DUE_DATE ? null : dueDate, balance, currency: code,
    })),
  };
}
