// What goes over from an issued document into the next one: its lines with the quantities that are left, and its share of discounts. Called by the services that convert, collect and issue.
import { AppError } from '../../contract/errors.ts';
import type { DraftBody, Snapshot } from '../../contract/invoices.ts';
import { type Conversion, type ConvertedLine, conversionLeft, convertDocument } from '../../domain/conversion.ts';
import { cmp, formatDec, isNegative, isZero, parseDec, sub } from '../../domain/decimal.ts';
import { DomainError } from '../../domain/error.ts';
import { issuedInput } from '../../domain/issuedInput.ts';
import { asksForMoney, trackOf, type DraftKind } from '../../domain/lifecycle.ts';
import { creditedOf } from '../repo/credits.ts';
import { readErased } from '../repo/documentErasure.ts';
import { findDocument, headOf, type DocumentHead } from '../repo/documents.ts';
import { readSnapshot } from '../repo/frozen.ts';
import { sourcesOf, type Use } from '../repo/sources.ts';
import type { Ctx } from './context.ts';
import { copyOf } from './copy.ts';
import { conversionsBefore } from './life.ts';
import { found } from './problems.ts';

export interface Source {
  head: DocumentHead;
  snapshot: Snapshot;
}
/** What counts as gone: what is issued, or what stands in drafts too; and what the same act takes of each document, by its rid. */
export interface Gone {
  drafts: boolean;
  taken: ReadonlyMap<number, readonly Conversion[]>;
}
export const WITH_DRAFTS: Gone = { drafts: true, taken: new Map() };
export const ISSUED_ONLY: Gone = { drafts: false, taken: new Map() };

/** NOT_FOUND; DOCUMENT_ERASED once its words are gone. */
export function sourceOf(ctx: Ctx, id: string): Source {
  if (readErased(ctx.db, id) !== undefined) throw new AppError('DOCUMENT_ERASED');
  return withSnapshot(ctx, found(findDocument(ctx.db, id)));
}

function withSnapshot(ctx: Ctx, head: DocumentHead): Source {
  const snapshot = readSnapshot(ctx.db, head.rid);
  if (snapshot === undefined) throw new AppError('DB_DAMAGED');
  return { head, snapshot };
}

const quantitiesOf = ({ snapshot }: Source): string[] => snapshot.lines.map(({ quantity }) => quantity);

/** What went before, on the same count of quantities. @throws DomainError CONVERT_NOT_ALLOWED */
export function goneBefore(ctx: Ctx, source: Source, to: DraftKind, gone: Gone): Conversion[] {
  const { head: { rid, kind } } = source;
  const track = trackOf(kind, to);
  const made = [...conversionsBefore(ctx, rid, kind, gone.drafts), ...(gone.taken.get(rid) ?? [])].filter((done) => trackOf(kind, done.to) === track);
  const before = within(quantitiesOf(source), made);
  const [behind] = kind === 'delivery-note' ? sourcesOf(ctx.db, rid) : [];
  return behind === undefined ? before : [...before, ...billedBehind(ctx, source, behind, before, gone)];
}

/** What is left of each line. On the track of what uses nothing up everything always is. */
export function leftOf(ctx: Ctx, source: Source, to: DraftKind, gone: Gone): string[] {
  const track = trackOf(source.head.kind, to);
  return track === 'other' ? quantitiesOf(source) : conversionLeft(quantitiesOf(source), source.head.kind, track, goneBefore(ctx, source, to, gone));
}

/** Of a delivery note no more can be billed than of the order behind it: what was billed past the note counts as gone. Delivered after an invoice, all of it was billed. */
function billedBehind(ctx: Ctx, note: Source, behind: Use, before: readonly Conversion[], gone: Gone): Conversion[] {
  const order = withSnapshot(ctx, found(headOf(ctx.db, behind.sourceRid)));
  const left = conversionLeft(quantitiesOf(note), 'delivery-note', 'billing', before);
  const rest = asksForMoney(order.head.kind) ? (creditedOf(ctx.db, order.head.rid) === 'full' ? null : []) : leftOf(ctx, order, 'invoice', gone);
  if (rest === null) return [];
  const lines = behind.lines.flatMap(({ line, own }): ConvertedLine[] => {
    const [mine, theirs] = [left[own] ?? '0', rest[line] ?? '0'];
    const able = smaller(mine, theirs);
    rest[line] = formatDec(sub(parseDec(theirs), parseDec(able)));
    const past = sub(parseDec(mine), parseDec(able));
    return isZero(past) ? [] : [{ line: own, quantity: formatDec(past) }];
  });
  return [{ to: 'invoice', lines, adjustments: [] }];
}

/** The one nearer to nothing; nothing where they have different signs. */
function smaller(asked: string, rest: string): string {
  const [a, b] = [parseDec(asked), parseDec(rest)];
  if (isZero(b) || isNegative(a) !== isNegative(b)) return '0';
  return (isNegative(a) ? cmp(a, b) < 0 : cmp(a, b) > 0) ? rest : asked;
}

/** Quantities no larger than what there was: a draft may have been changed to more than the order says. */
function within(quantities: readonly string[], conversions: readonly Conversion[]): Conversion[] {
  const left = [...quantities];
  return conversions.map((conversion) => ({
    ...conversion,
    lines: conversion.lines.flatMap(({ line, quantity }) => {
      const taken = smaller(quantity, left[line] ?? '0');
      left[line] = formatDec(sub(parseDec(left[line] ?? '0'), parseDec(taken)));
      return isZero(parseDec(taken)) ? [] : [{ line, quantity: taken }];
    }),
  }));
}

export interface TakenOver {
  /** The whole document as a draft again. */
  copy: DraftBody;
  /** The lines that go over, each with the quantity that goes and the line it is. */
  lines: DraftBody['lines'];
  adjustments: DraftBody['adjustments'];
  conversion: Conversion;
}

/** Lines null: all that is left. @throws DomainError with the domain's reasons (CONVERT_NOT_ALLOWED, CONVERT_OVER, CONVERT_EMPTY) */
export function takeOver(ctx: Ctx, source: Source, to: DraftKind, lines: readonly ConvertedLine[] | null, today: string, gone: Gone = WITH_DRAFTS): TakenOver {
  const { head, snapshot } = source;
  const made = convertDocument({ kind: snapshot.kind, state: 'issued', input: issuedInput(snapshot) }, to, goneBefore(ctx, source, to, gone), lines);
  const copy = copyOf(ctx, head, snapshot, today);
  return {
    copy,
    lines: made.origins.flatMap((sourceLine, i) => {
      const line = copy.lines[sourceLine];
      const taken = made.input.lines[i];
      return line && taken ? [{ ...line, quantity: taken.quantity, adjustments: line.adjustments.map((a, k) => ({ ...a, amount: taken.adjustments[k]?.amount ?? a.amount })), sourceLine }] : [];
    }),
    adjustments: copy.adjustments.map((a, i) => ({ ...a, amount: made.input.adjustments[i]?.amount ?? a.amount })),
    conversion: made.conversion,
  };
}

/** The domain's refusals, at the line they are about. */
export function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (failure) {
    if (!(failure instanceof DomainError)) throw failure;
    const { line } = failure.params;
    const path = failure.code.startsWith('DEPOSIT') ? 'size' : line === undefined ? 'lines' : `lines.${line}.quantity`;
    throw new AppError('DOCUMENT_INVALID', { fields: [{ path, code: failure.code, params: { ...failure.params } }] });
  }
}
