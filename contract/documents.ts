// The life of documents after they are issued: lists and states of quotes and what follows them, what becomes of what, and single commands over several documents.
import { z } from 'zod';
import { DOCUMENT_STATES, PAPER_KINDS } from '../domain/lifecycle.ts';
import { method } from './method.ts';
import { MOST_SOURCES, documentKind, documentTitle, draftKind } from './invoices.ts';
import { count, currency, cursor, date, decimal, id, made, minor, note, positiveDecimal, query } from './wire.ts';

export const paperKind = z.enum(PAPER_KINDS);
export const documentState = z.enum(DOCUMENT_STATES);
const line = z.number().int().min(0).max(999);
export const paperRow = z.strictObject({
  id, kind: paperKind, number: made(60), customerId: id, customer: made(120), subject: made(120), issueDate: date, validUntil: date.nullable(), currency, total: minor,
  /** 'expired' by its date: good on the last day, not on the day after. */
  state: documentState,
});
const link = z.strictObject({ id, kind: documentKind, title: documentTitle, number: made(60), issueDate: date });
export const documentLife = z.strictObject({
  /** Null for a document the books count: what became of that, its payments and credit notes say. */
  state: documentState.nullable(),
  /** What may be done with it now. */
  actions: z.array(z.enum(['accept', 'decline', 'reopen', 'cancel'])).max(4),
  /** What it may become now. */
  conversions: z.array(draftKind).max(10),
  /** What it was made from, and what was made from it. */
  origins: z.array(link).max(MOST_SOURCES), made: z.array(link).max(1000),
  /** Drafts on their way. */
  drafts: z.array(z.strictObject({ id, kind: draftKind, title: documentTitle })).max(100),
  /** The deposits a final invoice took off; the final invoices that took off a deposit. */
  deposits: z.array(link).max(50), finals: z.array(link).max(50),
});

export const documents = {
  'documents.list': method({
    access: 'session', permission: 'invoice.read', writes: false,
    input: z.strictObject({
      kind: paperKind, q: query, after: cursor.nullable(), limit: z.number().int().min(1).max(200), customerId: id.nullable(), today: date,
      state: z.enum(['waiting', 'accepted', 'declined', 'expired', 'converted', 'cancelled']).nullable(),
    }),
    output: z.strictObject({ rows: z.array(paperRow).max(200), next: cursor.nullable() }),
  }),
  /** How many of each kind were ever issued. */
  'documents.counts': method({ access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({}), output: z.strictObject({ kinds: z.array(z.strictObject({ kind: paperKind, count })).max(PAPER_KINDS.length) }) }),
  'documents.life': method({ access: 'session', permission: 'invoice.read', writes: false, input: z.strictObject({ id, today: date }), output: documentLife }),
  /** Records the customer's answer, takes it back, or cancels. Doing again what was done is no error. */
  'documents.act': method({
    access: 'session', permission: 'document.answer', writes: true, input: z.strictObject({ id, action: z.enum(['accept', 'decline', 'reopen', 'cancel']), today: date }),
    output: z.strictObject({ state: documentState }),
  }),
  /** What is left of each line for this kind of next document; what stands in drafts counts as gone. */
  'documents.left': method({
    access: 'session', permission: 'draft.write', writes: false, input: z.strictObject({ id, to: draftKind }),
    output: z.strictObject({ lines: z.array(z.strictObject({ description: made(200), unit: made(12), quantity: decimal, left: decimal })).max(1000), deposits: z.array(link).max(50) }),
  }),
  /** A draft of the next document. `newId` becomes the draft's: asking twice makes one. Lines null: all that is left. */
  'documents.convert': method({
    access: 'session', permission: 'draft.write', writes: true,
    input: z.strictObject({
      id, newId: id, to: draftKind, today: date, lines: z.array(z.strictObject({ line, quantity: decimal })).max(1000).nullable(),
      /** Of a deposit invoice only: how much is asked for before. */
      size: z.union([z.strictObject({ percent: positiveDecimal }), z.strictObject({ amount: minor })]).nullable(),
    }),
    output: z.strictObject({ id }),
  }),
  /** What of a customer's open delivery notes or orders goes on one invoice together, oldest first; `left`: how many open ones stay for another. */
  'documents.open': method({
    access: 'session', permission: 'draft.write', writes: false, input: z.strictObject({ kind: paperKind, customerId: id, today: date }),
    output: z.strictObject({ rows: z.array(paperRow).max(MOST_SOURCES), left: count }),
  }),
  /** One draft invoice over all that is left of several delivery notes or orders of a customer, oldest first. `newId` becomes the draft's: asking twice makes one. */
  'documents.collect': method({
    access: 'session', permission: 'draft.write', writes: true,
    input: z.strictObject({ ids: z.array(id).min(1).max(MOST_SOURCES), newId: id, today: date }),
    output: z.strictObject({ id }),
  }),
  /** Cancels an invoice by a credit note over all that is left of it and makes a new draft of it: both or neither. */
  'documents.reissue': method({
    access: 'session', permission: 'invoice.credit', writes: true,
    input: z.strictObject({ id, noteId: id, draftId: id, issueDate: date, reason: note(500) }),
    output: z.strictObject({ noteId: id, number: made(60), draftId: id }),
  }),
};
export type PaperRow = z.infer<typeof paperRow>;
export type DocumentLife = z.infer<typeof documentLife>;
export type DocumentLink = z.infer<typeof link>;
