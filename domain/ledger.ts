// The life of a customer's account as a list of events, and what follows from it: balances, unapplied credit, exchange gains. Nothing is ever taken out of the list; a void is
// an event of its own and returns everything exactly (T54). Called by services and by the model tests that hold the database to it.
import { DomainError } from './error.ts';
import { type Worth, realisedGain, worthOfPart } from './exchange.ts';
import { type Minor, NOTHING, addMinor, minor, negMinor, subMinor, sumMinor } from './money.ts';
import type { SettlementKind } from './settlement.ts';

/** Amounts are positive (rounding may be negative), in the account's one currency; base is their worth in the business's currency, or null. */
export type LedgerEvent =
  | { readonly kind: 'document'; readonly id: string; readonly amount: Minor; readonly base: Minor | null }
  /** Money or a credit note that can settle documents. */
  | {
      readonly kind: 'source';
      readonly id: string;
      readonly from: 'payment' | 'credit-note';
      readonly amount: Minor;
      readonly base: Minor | null;
    }
  | { readonly kind: 'allocate'; readonly id: string; readonly source: string; readonly document: string; readonly amount: Minor }
  | { readonly kind: 'refund'; readonly id: string; readonly source: string; readonly amount: Minor }
  /** Write-off, early-payment discount or cash rounding. */
  | {
      readonly kind: 'settle';
      readonly id: string;
      readonly as: Exclude<SettlementKind, 'payment' | 'credit-note'>;
      readonly document: string;
      readonly amount: Minor;
    }
  /** Undoes a payment with its allocations, one allocation, a refund or a settlement. Documents and credit notes cannot be undone. */
  | { readonly kind: 'void'; readonly id: string; readonly event: string };

export interface LedgerDocument {
  readonly amount: Minor;
  readonly balance: Minor;
  readonly settled: Readonly<Record<SettlementKind, Minor>>;
}

export interface LedgerSource {
  readonly from: 'payment' | 'credit-note';
  readonly amount: Minor;
  readonly unapplied: Minor;
  readonly refunded: Minor;
}

export interface Ledger {
  readonly documents: ReadonlyMap<string, LedgerDocument>;
  /** Voided payments are not in it. */
  readonly sources: ReadonlyMap<string, LedgerSource>;
  /** Realised, in the business's currency; a loss is negative. */
  readonly gain: Minor;
  /** What the customer owes: balances less unapplied credit. */
  readonly balance: Minor;
}

/** What is left of a document or source, in both currencies. */
interface Left extends Worth {
  readonly whole: Minor;
  readonly from: 'payment' | 'credit-note' | null;
}

/** What an event moved, so that a void moves it back. */
interface Move {
  readonly event: Exclude<LedgerEvent, { kind: 'document' | 'void' }>;
  readonly document: Worth | null;
  readonly source: Worth | null;
  readonly gain: Minor;
}

interface Books {
  readonly documents: Map<string, Left>;
  readonly sources: Map<string, Left>;
  readonly moves: Map<string, Move>;
  readonly ids: Set<string>;
}

/**
 * Works the ledger out of all its events, oldest first.
 * Throws PAYMENT_AMOUNT (not positive), PAYMENT_UNKNOWN (no such id, or an id twice), PAYMENT_OVER, REFUND_OVER, or PAYMENT_VOID (already undone, not
 * to be undone, or partly refunded).
 */
export function ledgerOf(events: readonly LedgerEvent[]): Ledger {
  const books: Books = { documents: new Map(), sources: new Map(), moves: new Map(), ids: new Set() };
  for (const event of events) apply(books, event);
  const moves = [...books.moves.values()];
  const documents = new Map([...books.documents].map(([id, left]) => [id, documentState(id, left, moves)]));
  const sources = new Map([...books.sources].map(([id, left]) => [id, sourceState(id, left, moves)]));
  const owed = sumMinor([...documents.values()].map(({ balance }) => balance));
  const credit = sumMinor([...sources.values()].map(({ unapplied }) => unapplied));
  return { documents, sources, gain: sumMinor(moves.map(({ gain }) => gain)), balance: subMinor(owed, credit) };
}

function apply(books: Books, event: LedgerEvent): void {
  if (books.ids.has(event.id)) throw new DomainError('PAYMENT_UNKNOWN', { id: event.id });
  books.ids.add(event.id);
  if (event.kind === 'void') return undo(books, event.event);
  if (!mayBe(event)) throw new DomainError('PAYMENT_AMOUNT', { amount: event.amount });
  if (event.kind === 'document') {
    books.documents.set(event.id, { amount: event.amount, base: event.base, whole: event.amount, from: null });
    return;
  }
  books.moves.set(event.id, move(books, event));
}

/** Only rounding may be negative: cash rounded up. Only a document may ask for nothing. */
function mayBe(event: Exclude<LedgerEvent, { kind: 'void' }>): boolean {
  if (event.kind === 'document') return event.amount >= 0;
  return event.amount > 0 || (event.kind === 'settle' && event.as === 'rounding' && event.amount < 0);
}

function move(books: Books, event: Move['event']): Move {
  if (event.kind === 'source') {
    books.sources.set(event.id, { amount: event.amount, base: event.base, whole: event.amount, from: event.from });
    return { event, document: null, source: null, gain: NOTHING };
  }
  const document = event.kind === 'refund' ? null : found(books.documents, event.document);
  const source = event.kind === 'settle' ? null : found(books.sources, event.source);
  const { amount } = event;
  if (source && amount > source.amount)
    throw new DomainError(event.kind === 'refund' ? 'REFUND_OVER' : 'PAYMENT_OVER', { what: 'payment', left: source.amount });
  if (document && amount > document.amount) throw new DomainError('PAYMENT_OVER', { what: 'document', left: document.amount });
  const taken = (left: Worth | null) => left && { amount, base: worthOfPart(left, amount) };
  const [fromDocument, fromSource] = [taken(document), taken(source)];
  const gain = document && source ? realisedGain(document, source, amount) : NOTHING;
  if (document && fromDocument && 'document' in event) books.documents.set(event.document, lessWorth(document, fromDocument));
  if (source && fromSource && 'source' in event) books.sources.set(event.source, lessWorth(source, fromSource));
  return { event, document: fromDocument, source: fromSource, gain };
}

function found(map: ReadonlyMap<string, Left>, id: string): Left {
  const left = map.get(id);
  if (!left) throw new DomainError('PAYMENT_UNKNOWN', { id });
  return left;
}

function lessWorth(left: Left, { amount, base }: Worth): Left {
  return { ...left, amount: subMinor(left.amount, amount), base: left.base === null ? null : subMinor(left.base, base ?? NOTHING) };
}

function undo(books: Books, id: string): void {
  const undone = books.moves.get(id);
  if (!undone || (undone.event.kind === 'source' && undone.event.from === 'credit-note')) throw new DomainError('PAYMENT_VOID', { id });
  if (undone.event.kind === 'source') {
    const own = [...books.moves.values()].filter(({ event }) => 'source' in event && event.source === id);
    // Money that was given back cannot be unsaid by voiding where it came from: the refund is voided first.
    if (own.some(({ event }) => event.kind === 'refund')) throw new DomainError('PAYMENT_VOID', { id, reason: 'refunded' });
    for (const { event } of own) undo(books, event.id);
    books.sources.delete(id);
  }
  const { event, document, source } = undone;
  const back = ({ amount, base }: Worth): Worth => ({ amount: negMinor(amount), base: base === null ? null : negMinor(base) });
  if (document && 'document' in event)
    books.documents.set(event.document, lessWorth(found(books.documents, event.document), back(document)));
  if (source && 'source' in event) books.sources.set(event.source, lessWorth(found(books.sources, event.source), back(source)));
  books.moves.delete(id);
}

function documentState(id: string, left: Left, moves: readonly Move[]): LedgerDocument {
  const settled: Record<SettlementKind, Minor> = {
    payment: NOTHING,
    'credit-note': NOTHING,
    'write-off': NOTHING,
    'early-discount': NOTHING,
    rounding: NOTHING,
  };
  for (const { event, document } of moves) {
    if (!document || !('document' in event) || event.document !== id) continue;
    const kind = event.kind === 'settle' ? event.as : kindOfSource(moves, event.source);
    settled[kind] = addMinor(settled[kind], document.amount);
  }
  return { amount: left.whole, balance: left.amount, settled };
}

function kindOfSource(moves: readonly Move[], source: string): 'payment' | 'credit-note' {
  const event = moves.find((m) => m.event.id === source)?.event;
  return event?.kind === 'source' ? event.from : 'payment';
}

function sourceState(id: string, left: Left, moves: readonly Move[]): LedgerSource {
  const refunds = moves.flatMap(({ event }) => (event.kind === 'refund' && event.source === id ? [event.amount] : []));
  return { from: left.from ?? 'payment', amount: left.whole, unapplied: minor(left.amount), refunded: sumMinor(refunds) };
}
