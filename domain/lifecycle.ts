// The kinds of documents, the states each can be in, and what can become of what. Called by services before they act, and by screens to offer only what is allowed.
import { compareDates } from './date.ts';
import { DomainError } from './error.ts';

export const DOCUMENT_KINDS = [
  'quote',
  'pro-forma',
  'order-confirmation',
  'delivery-note',
  'invoice',
  'deposit-invoice',
  'final-invoice',
  'credit-note',
  'receipt',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const DOCUMENT_STATES = ['draft', 'issued', 'accepted', 'declined', 'expired', 'converted', 'cancelled'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** What a person writes in the editor; credit notes and receipts are made from other documents. */
export const DRAFT_KINDS = ['quote', 'order-confirmation', 'delivery-note', 'pro-forma', 'invoice', 'deposit-invoice', 'final-invoice'] as const;
export type DraftKind = (typeof DRAFT_KINDS)[number];
/** What the tax office and the receivables know nothing of, in the order a sale goes. */
export const PAPER_KINDS = ['quote', 'order-confirmation', 'delivery-note', 'pro-forma'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/**
 * 'reopen' takes back an answer that was given by mistake; a tax document has none to take back. 'unconvert' is nobody's wish: what it was
 * converted into was credited in full.
 */
export type DocumentAction = 'issue' | 'accept' | 'decline' | 'expire' | 'convert' | 'unconvert' | 'cancel' | 'reopen';

/** Two things are done with what was ordered, each counted for itself: it is billed, and it is delivered. */
export type ConversionTrack = 'billing' | 'delivery' | 'other';

/** Documents the tax office counts: in the tax report, numbered without gaps, undone by a credit note and nothing else (T41). */
const TAX_DOCUMENTS: ReadonlySet<DocumentKind> = new Set(['invoice', 'deposit-invoice', 'final-invoice', 'credit-note']);

type Steps = Partial<Record<DocumentAction, DocumentState>>;
type Machine = Partial<Record<DocumentState, Steps>>;

const OFFER: Machine = {
  draft: { issue: 'issued' },
  issued: { accept: 'accepted', decline: 'declined', expire: 'expired', convert: 'converted', cancel: 'cancelled' },
  accepted: { convert: 'converted', cancel: 'cancelled', reopen: 'issued' },
  declined: { reopen: 'issued' },
  // A customer who says yes a day late is still a customer.
  expired: { accept: 'accepted', decline: 'declined', reopen: 'issued' },
  converted: { unconvert: 'accepted' },
  cancelled: {},
};
const PAPER: Machine = {
  draft: { issue: 'issued' },
  issued: { convert: 'converted', cancel: 'cancelled' },
  converted: { unconvert: 'issued' },
  cancelled: {},
};
/** 'cancelled' is what a full credit note makes of it; the document itself stays as it is. */
const BILL: Machine = { draft: { issue: 'issued' }, issued: { cancel: 'cancelled' }, cancelled: {} };
const DEPOSIT: Machine = {
  draft: { issue: 'issued' },
  issued: { convert: 'converted', cancel: 'cancelled' },
  converted: { reopen: 'issued' },
  cancelled: {},
};
const FINAL_WORD: Machine = { draft: { issue: 'issued' }, issued: {} };
const RECEIPT: Machine = { draft: { issue: 'issued' }, issued: { cancel: 'cancelled' }, cancelled: {} };

const MACHINES: Readonly<Record<DocumentKind, Machine>> = {
  quote: OFFER,
  'pro-forma': PAPER,
  'order-confirmation': PAPER,
  'delivery-note': PAPER,
  invoice: BILL,
  'deposit-invoice': DEPOSIT,
  'final-invoice': BILL,
  'credit-note': FINAL_WORD,
  receipt: RECEIPT,
};

const CONVERSIONS: Readonly<Record<DocumentKind, Partial<Record<DocumentKind, ConversionTrack>>>> = {
  quote: {
    'order-confirmation': 'billing',
    invoice: 'billing',
    'deposit-invoice': 'other',
    'final-invoice': 'billing',
    'pro-forma': 'other',
    'delivery-note': 'delivery',
  },
  'pro-forma': { invoice: 'billing', 'deposit-invoice': 'other', 'final-invoice': 'billing', 'delivery-note': 'delivery' },
  'order-confirmation': {
    invoice: 'billing',
    'deposit-invoice': 'other',
    'final-invoice': 'billing',
    'pro-forma': 'other',
    'delivery-note': 'delivery',
  },
  'delivery-note': { invoice: 'billing' },
  invoice: { 'delivery-note': 'delivery', 'credit-note': 'other', receipt: 'other' },
  'deposit-invoice': { 'final-invoice': 'billing', 'credit-note': 'other', receipt: 'other' },
  'final-invoice': { 'delivery-note': 'delivery', 'credit-note': 'other', receipt: 'other' },
  'credit-note': {},
  receipt: {},
};

const CONVERTIBLE: ReadonlySet<DocumentState> = new Set(['issued', 'accepted', 'expired']);

/** What a document calls itself: its kind, and of an invoice over a part of what was ordered that it is one (UNTDID 1001: 326; a deposit is 386). */
export type DocumentTitle = DraftKind | 'credit-note' | 'part-invoice';

/** The word over the page, in lists and links. `part` only means something on an invoice. */
export function titleOf({ kind, part }: { readonly kind: DraftKind | 'credit-note'; readonly part?: true | undefined }): DocumentTitle {
  return kind === 'invoice' && part === true ? 'part-invoice' : kind;
}

/** True for a document that belongs in the tax report. */
export function isTaxDocument(kind: DocumentKind): boolean {
  return TAX_DOCUMENTS.has(kind);
}

/** Kinds that have number series. */
export type SeriesKind = Exclude<DraftKind | 'credit-note', 'final-invoice'>;

/** Whose numbers it takes: a final invoice is one more invoice. */
export function numberedAs(kind: DraftKind | 'credit-note'): SeriesKind {
  return kind === 'final-invoice' ? 'invoice' : kind;
}

/** True for a document that asks for nothing and counts nowhere. */
export function isPaper(kind: DocumentKind): kind is PaperKind {
  return PAPER_KINDS.some((paper) => paper === kind);
}

/** True for what asks a customer to pay: it has a due date and can be credited. */
export function asksForMoney(kind: DocumentKind): boolean {
  return directionOf(kind) === 1;
}

/** +1 for what a customer owes, -1 for what is given back, 0 for documents that ask for nothing. */
export function directionOf(kind: DocumentKind): -1 | 0 | 1 {
  if (kind === 'credit-note') return -1;
  return isTaxDocument(kind) ? 1 : 0;
}

/** The states a document of this kind can be in. */
export function statesOf(kind: DocumentKind): DocumentState[] {
  return DOCUMENT_STATES.filter((state) => MACHINES[kind][state] !== undefined);
}

/** What may be done now, in the order a menu shows it. */
export function actionsOf(kind: DocumentKind, state: DocumentState): DocumentAction[] {
  const order: readonly DocumentAction[] = ['issue', 'accept', 'decline', 'convert', 'expire', 'reopen', 'cancel'];
  const steps = MACHINES[kind][state] ?? {};
  return order.filter((action) => steps[action] !== undefined);
}

/** The state after an action. Throws STATE when the document cannot do that now. */
export function stateAfter(kind: DocumentKind, state: DocumentState, action: DocumentAction): DocumentState {
  const next = MACHINES[kind][state]?.[action];
  if (next === undefined) throw new DomainError('STATE', { kind, state, action });
  return next;
}

/** A quote is good on its last day and expired the day after (T68). Only one that waits for an answer expires. */
export function isExpired(kind: DocumentKind, state: DocumentState, validUntil: string | null, today: string): boolean {
  return kind === 'quote' && state === 'issued' && validUntil !== null && compareDates(validUntil, today) < 0;
}

/** What a document of this kind and state may become. Drafts become nothing: they are issued or thrown away. */
export function conversionsOf(kind: DocumentKind, state: DocumentState): DocumentKind[] {
  const targets = CONVERTIBLE.has(state) ? CONVERSIONS[kind] : {};
  return DOCUMENT_KINDS.filter((target) => targets[target] !== undefined);
}

/** Whether the second can be made from the first at all, in some state of it. */
export function follows(from: DocumentKind, to: DocumentKind): boolean {
  return CONVERSIONS[from][to] !== undefined;
}

/** Which count of quantities a conversion uses up. Throws CONVERT_NOT_ALLOWED. */
export function trackOf(from: DocumentKind, to: DocumentKind): ConversionTrack {
  const track = CONVERSIONS[from][to];
  if (track === undefined) throw new DomainError('CONVERT_NOT_ALLOWED', { from, to });
  return track;
}
