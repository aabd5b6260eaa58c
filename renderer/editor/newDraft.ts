// The draft an editor starts with: a stored one, or a fresh one with the business's and the customer's usual settings. Only Editor.tsx calls it.
import type { Customer } from '../../contract/customers.ts';
import type { DraftBody, Snapshot } from '../../contract/invoices.ts';
import { addDays } from '../../domain/date.ts';
import { asksForMoney, type DraftKind } from '../../domain/lifecycle.ts';
import { api, call } from '../app/api.ts';
import type { Books } from './books.ts';
import type { EditorStart } from './editorState.ts';

/** A quote is good for a month unless one says otherwise. */
const GOOD_FOR_DAYS = 30;

/** A document nobody has written on yet. */
export function freshBody(books: Books, customer: Customer | null, today: string, kind: DraftKind = 'invoice'): DraftBody {
  const { business } = books;
  return {
    ...(kind !== 'invoice' && { kind }), ...(kind === 'quote' && { validUntil: addDays(today, GOOD_FOR_DAYS) }),
    customerId: customer?.id ?? null, seriesId: null, issueDate: today, dueDate: null, terms: null, supplyDate: null, reference: '', subject: '', note: asksForMoney(kind) ? business.noteDefault : '',
    currency: customer?.currency ?? business.currency, rate: '', language: null, pricesIncludeTax: business.pricesIncludeTax, lines: [], adjustments: [],
  };
}

/** The start of an empty editor: no question to main, so it can open within the same frame. */
export function freshStart(books: Books, customer: Customer | null, today: string, kind: DraftKind = 'invoice'): EditorStart {
  return { body: freshBody(books, customer, today, kind), id: null, version: null, savedAt: null, context: { ...books, customer, items: new Map(), today, sources: new Map(), deposits: [] } };
}

async function issuedOf(id: string): Promise<Snapshot> {
  return (await call(api().invoices.get({ id }))).snapshot;
}

async function customerOf(id: string | null): Promise<Customer | null> {
  return id === null ? null : (await call(api().customers.get({ id }))).customer;
}

/** Loads what is needed for a stored draft, or for a new one for this customer. */
export async function loadStart(books: Books, draftId: string | undefined, customerId: string | undefined, today: string, kind: DraftKind = 'invoice'): Promise<EditorStart> {
  if (draftId === undefined) return freshStart(books, await customerOf(customerId ?? null), today, kind);
  const draft = await call(api().drafts.get({ id: draftId }));
  const { customerId: chosen, sources = [], deposits = [] } = draft.body;
  const [customer, from, taken] = await Promise.all([customerOf(chosen), Promise.all(sources.map(async ({ id }) => [id, await issuedOf(id)] as const)), Promise.all(deposits.map(issuedOf))]);
  return { body: draft.body, id: draft.id, version: draft.version, savedAt: draft.updatedAt, context: { ...books, customer, items: new Map(), today, sources: new Map(from), deposits: taken } };
}
