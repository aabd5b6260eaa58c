// The draft an editor starts with: a stored one, or a fresh one with the business's and the customer's usual settings. Only Editor.tsx calls it.
import type { Customer } from '../../contract/customers.ts';
import type { DraftBody } from '../../contract/invoices.ts';
import { api, call } from '../app/api.ts';
import type { Books } from './books.ts';
import type { EditorStart } from './editorState.ts';

/** An invoice nobody has written on yet. */
export function freshBody(books: Books, customer: Customer | null, today: string): DraftBody {
  const { business } = books;
  return {
    customerId: customer?.id ?? null, seriesId: null, issueDate: today, dueDate: null, terms: null, supplyDate: null, reference: '', subject: '', note: business.noteDefault,
    currency: customer?.currency ?? business.currency, rate: '', language: null, pricesIncludeTax: business.pricesIncludeTax, lines: [], adjustments: [],
  };
}

/** The start of an empty editor: no question to main, so it can open within the same frame. */
export function freshStart(books: Books, customer: Customer | null, today: string): EditorStart {
  return { body: freshBody(books, customer, today), id: null, version: null, savedAt: null, context: { ...books, customer, items: new Map(), today } };
}

async function customerOf(id: string | null): Promise<Customer | null> {
  return id === null ? null : (await call(api().customers.get({ id }))).customer;
}

/** Loads what is needed for a stored draft, or for a new one for this customer. */
export async function loadStart(books: Books, draftId: string | undefined, customerId: string | undefined, today: string): Promise<EditorStart> {
  if (draftId === undefined) return freshStart(books, await customerOf(customerId ?? null), today);
  const draft = await call(api().drafts.get({ id: draftId }));
  const customer = await customerOf(draft.body.customerId);
  return { body: draft.body, id: draft.id, version: draft.version, savedAt: draft.updatedAt, context: { ...books, customer, items: new Map(), today } };
}
