// Making the next document of an issued one: whole or by line and quantity, a deposit asked for before, the final invoice over the rest; and cancelling an invoice to write it anew. Called by the IPC router and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { AppError } from '../../contract/errors.ts';
import type { DraftBody, Snapshot } from '../../contract/invoices.ts';
import { type Conversion, conversionLeft, convertDocument } from '../../domain/conversion.ts';
import { cmp, formatDec, isNegative, isZero, parseDec, sub } from '../../domain/decimal.ts';
import { type Deposit, depositInput } from '../../domain/deposit.ts';
import { DomainError } from '../../domain/error.ts';
import { depositOf } from '../../domain/finalDraft.ts';
import { issuedInput } from '../../domain/issuedInput.ts';
import { asksForMoney, conversionsOf, trackOf, type DraftKind } from '../../domain/lifecycle.ts';
import { minor } from '../../domain/money.ts';
import { depositWords } from '../../paper/depositLabel.ts';
import { documentNumber, findDocument, type DocumentHead } from '../repo/documents.ts';
import { readDraft } from '../repo/drafts.ts';
import { readErased } from '../repo/documentErasure.ts';
import { readSnapshot } from '../repo/frozen.ts';
import { depositsOf, openDeposits, originLink, sourcesOf, type Link } from '../repo/sources.ts';
import { readTogether, transact, type Ctx } from './context.ts';
import { copyOf, taxesOn } from './copy.ts';
import { invoicesCredit } from './credit.ts';
import { createDraft } from './drafts.ts';
import { conversionsBefore, linkOf, stateOf } from './life.ts';
import { found } from './problems.ts';

type Wish = Parsed<'documents.convert'>;
interface Source {
  head: DocumentHead;
  snapshot: Snapshot;
}

function sourceOf(ctx: Ctx, id: string): Source {
  const head = found(findDocument(ctx.db, id));
  if (readErased(ctx.db, id) !== undefined) throw new AppError('DOCUMENT_ERASED');
  const snapshot = readSnapshot(ctx.db, head.rid);
  if (snapshot === undefined) throw new AppError('DB_DAMAGED');
  return { head, snapshot };
}

/** Per line what is not yet billed or delivered, drafts counted as done; and the deposits a final invoice would take off. NOT_FOUND; DOCUMENT_INVALID where it cannot become that. */
export function documentsLeft(ctx: Ctx, { id, to }: Parsed<'documents.left'>): Output<'documents.left'> {
  return readTogether(ctx, () => {
    const { head, snapshot } = sourceOf(ctx, id);
    const quantities = snapshot.lines.map(({ quantity }) => quantity);
    const track = refusing(() => trackOf(snapshot.kind, to));
    const before = within(quantities, conversionsBefore(ctx, head.rid, snapshot.kind, true).filter((done) => trackOf(snapshot.kind, done.to) === track));
    const left = track === 'other' ? quantities : conversionLeft(quantities, snapshot.kind, track, before);
    const lines = snapshot.lines.map(({ description, unit, quantity }, i) => ({ description, unit, quantity, left: left[i] ?? '0' }));
    return { lines, deposits: to === 'final-invoice' ? openDeposits(ctx.db, head.rid).map(linkOf) : [] };
  });
}

/**
 * Makes a draft of the next document and answers its id; with the same `newId` it is made once (T60).
 * Errors: NOT_FOUND, CONFLICT (the id belongs to something else), DOCUMENT_INVALID with the domain's reasons (CONVERT_NOT_ALLOWED, CONVERT_OVER, CONVERT_EMPTY, DEPOSIT_OVER).
 */
export function documentsConvert(ctx: Ctx, wish: Wish): Output<'documents.convert'> {
  return transact(ctx, () => {
    if (isThere(ctx, wish.newId)) return { id: wish.newId };
    const { head, snapshot } = sourceOf(ctx, wish.id);
    if (!conversionsOf(head.kind, stateOf(ctx, head, wish.today)).includes(wish.to)) refuse('to', 'CONVERT_NOT_ALLOWED');
    const body = refusing(() => bodyOf(ctx, { head, snapshot }, wish));
    return { id: createDraft(ctx, body, wish.newId).id };
  });
}

/** The draft, or what became of it. CONFLICT for an id that means something else. */
function isThere(ctx: Ctx, id: string): boolean {
  return readDraft(ctx.db, id) !== undefined || documentNumber(ctx.db, id) !== undefined;
}

function bodyOf(ctx: Ctx, source: Source, wish: Wish): DraftBody {
  if (wish.to === 'deposit-invoice') return depositBody(ctx, source, wish);
  // A deposit by itself has no lines to bill: its final invoice is written by hand, or made from the order it was asked for.
  if (source.head.kind === 'deposit-invoice') {
    const behind = originLink(ctx.db, source.head.rid);
    return behind === undefined ? finalOfAlone(ctx, source, wish.today) : linesBody(ctx, sourceOf(ctx, behind.id), { ...wish, lines: null });
  }
  return linesBody(ctx, source, wish);
}

/** A copy of the lines that go over, each with the quantity that goes. */
function linesBody(ctx: Ctx, { head, snapshot }: Source, { to, today, lines }: Wish): DraftBody {
  const input = issuedInput(snapshot);
  const quantities = snapshot.lines.map(({ quantity }) => quantity);
  const before = within(quantities, conversionsBefore(ctx, head.rid, snapshot.kind, true).filter((done) => trackOf(snapshot.kind, done.to) === trackOf(snapshot.kind, to)));
  const made = convertDocument({ kind: snapshot.kind, state: 'issued', input }, to, before, lines);
  const copy = copyOf(ctx, head, snapshot, today);
  const deposits = to === 'final-invoice' ? openDeposits(ctx.db, head.rid).map(({ id }) => id) : [];
  return {
    ...asKind(copy, to),
    ...(to === 'invoice' && isPart(snapshot, made.conversion) && { part: true as const }),
    reference: snapshot.reference,
    lines: made.origins.flatMap((sourceLine, i) => {
      const line = copy.lines[sourceLine];
      const taken = made.input.lines[i];
      return line && taken ? [{ ...line, quantity: taken.quantity, adjustments: line.adjustments.map((a, k) => ({ ...a, amount: taken.adjustments[k]?.amount ?? a.amount })), sourceLine }] : [];
    }),
    adjustments: copy.adjustments.map((a, i) => ({ ...a, amount: made.input.adjustments[i]?.amount ?? a.amount })),
    source: { id: head.id, adjustments: made.conversion.adjustments.map(Number) },
    ...(deposits.length > 0 && { deposits }),
  };
}

/** Less than all of what was ordered. A delivery is a whole by itself, whatever it was a part of. */
function isPart({ kind, lines }: Snapshot, { lines: taken }: Conversion): boolean {
  const whole = lines.every(({ quantity }, at) => isZero(parseDec(quantity)) || taken.some((one) => one.line === at && one.quantity === quantity));
  return kind !== 'delivery-note' && !whole;
}

/** The next kind on the same paper: what only a quote has stays with the quote. */
function asKind({ kind: _kind, validUntil: _until, ...copy }: DraftBody, to: DraftKind): DraftBody {
  return { ...copy, ...(to !== 'invoice' && { kind: to }), terms: asksForMoney(to) ? copy.terms : null };
}

/** One line for each tax of the whole, so that the final invoice takes off exactly what was billed (T57). */
function depositBody(ctx: Ctx, { head, snapshot }: Source, { size, today }: Wish): DraftBody {
  if (size === null) refuse('size', 'REQUIRED');
  const whole = issuedInput(snapshot);
  const said = depositWords(snapshot, 'percent' in size ? size.percent : null);
  const asked = 'percent' in size ? size : { amount: minor(size.amount) };
  const input = depositInput(whole, asked, said, openDeposits(ctx.db, head.rid).map((link) => billed(ctx, link)));
  const taxIds = taxesOn(ctx, snapshot);
  const places = new Map(snapshot.taxes.map(({ component }, i) => [component.id, i]));
  const copy = copyOf(ctx, head, snapshot, today);
  return {
    ...asKind(copy, 'deposit-invoice'),
    reference: snapshot.reference,
    lines: input.lines.map(({ description, quantity, unit, unitPrice, per, taxes }) => ({
      itemId: null, description, detail: '', quantity, unit, unitPrice, per, adjustments: [], taxIds: taxIds(taxes.flatMap(({ id }) => places.get(id) ?? [])),
    })),
    adjustments: [],
    source: { id: head.id, adjustments: [] },
  };
}

function billed(ctx: Ctx, { id }: Link): Deposit {
  return depositOf({ snapshot: sourceOf(ctx, id).snapshot, label: '' });
}

function finalOfAlone(ctx: Ctx, { head, snapshot }: Source, today: string): DraftBody {
  return { ...asKind(copyOf(ctx, head, snapshot, today), 'final-invoice'), lines: [], adjustments: [], deposits: [head.id] };
}

/** Quantities no larger than what there was: a draft may have been changed to more than the order says. */
function within(quantities: readonly string[], conversions: readonly Conversion[]): Conversion[] {
  const left = [...quantities];
  return conversions.map((conversion) => ({
    ...conversion,
    lines: conversion.lines.flatMap(({ line, quantity }) => {
      const [rest, asked] = [parseDec(left[line] ?? '0'), parseDec(quantity)];
      const opposite = isZero(rest) || isNegative(rest) !== isNegative(asked);
      const over = isNegative(rest) ? cmp(asked, rest) < 0 : cmp(asked, rest) > 0;
      const taken = opposite ? parseDec('0') : over ? rest : asked;
      left[line] = formatDec(sub(rest, taken));
      return isZero(taken) ? [] : [{ line, quantity: formatDec(taken) }];
    }),
  }));
}

/**
 * Takes an invoice back by a credit note over all that is left of it and makes a draft like it, in one transaction. Asked again it answers the same (T60).
 * Errors: those of invoicesCredit.
 */
export function documentsReissue(ctx: Ctx, { id, noteId, draftId, issueDate, reason }: Parsed<'documents.reissue'>): Output<'documents.reissue'> {
  return transact(ctx, () => {
    const note = invoicesCredit(ctx, { id, newId: noteId, request: { kind: 'whole' }, issueDate, reason });
    if (!isThere(ctx, draftId)) createDraft(ctx, againBody(ctx, sourceOf(ctx, id), issueDate), draftId);
    return { noteId: note.id, number: note.number, draftId };
  });
}

/** As it was issued, tied to the same order: what the credit note gave free is used up by the new invoice again. */
function againBody(ctx: Ctx, { head, snapshot }: Source, today: string): DraftBody {
  const copy = copyOf(ctx, head, snapshot, today);
  const [used] = sourcesOf(ctx.db, head.rid);
  const behind = used && originLink(ctx.db, head.rid);
  const lineOf = new Map(used?.lines.map(({ own, line }) => [own, line]));
  const deposits = depositsOf(ctx.db, head.rid).map((link) => link.id);
  return {
    ...copy,
    ...(snapshot.part === true && { part: true as const }),
    ...(head.kind === 'final-invoice' && { kind: head.kind, deposits }),
    reference: snapshot.reference,
    supplyDate: snapshot.supplyDate,
    lines: copy.lines.map((line, own) => ({ ...line, ...(lineOf.has(own) && { sourceLine: lineOf.get(own) }) })),
    ...(used && behind && { source: { id: behind.id, adjustments: used.adjustments } }),
  };
}

function refuse(path: string, code: string): never {
  throw new AppError('DOCUMENT_INVALID', { fields: [{ path, code }] });
}

/** The domain's refusals, at the line they are about. */
function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (failure) {
    if (!(failure instanceof DomainError)) throw failure;
    const { line } = failure.params;
    const path = failure.code.startsWith('DEPOSIT') ? 'size' : line === undefined ? 'lines' : `lines.${line}.quantity`;
    throw new AppError('DOCUMENT_INVALID', { fields: [{ path, code: failure.code, params: { ...failure.params } }] });
  }
}
