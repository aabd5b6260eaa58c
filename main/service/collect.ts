// One invoice over several delivery notes or orders of a customer: a draft with the lines of each that are not billed yet. Called by the IPC router and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { AppError, isAppError } from '../../contract/errors.ts';
import type { PaperRow } from '../../contract/documents.ts';
import { type DraftBody, MOST_SOURCES } from '../../contract/invoices.ts';
import type { Conversion } from '../../domain/conversion.ts';
import { isZero, parseDec } from '../../domain/decimal.ts';
import { conversionsOf, type PaperKind } from '../../domain/lifecycle.ts';
import { listPapers } from '../repo/papers.ts';
import { openDeposits, sourcesOf } from '../repo/sources.ts';
import { readTogether, transact, type Ctx } from './context.ts';
import { asKind, isThere } from './convert.ts';
import { createDraft } from './drafts.ts';
import { stateOf } from './life.ts';
import { onlyOf } from './own.ts';
import { type Source, type TakenOver, leftOf, refusing, sourceOf, takeOver } from './takeOver.ts';

const MOST_LINES = 1000;
/** Read at once. */
const PAGE = 200;
interface Taken extends TakenOver {
  source: Source;
}

/**
 * Makes a draft invoice over all that is left of these, oldest first, and answers its id; with the same `newId` it is made once (T60).
 * Errors: NOT_FOUND, CONFLICT (the id belongs to something else), DOCUMENT_INVALID at 'ids' with the number of the one that does not fit (COLLECT_STATE, COLLECT_BILLED,
 * COLLECT_CUSTOMER, COLLECT_CURRENCY, COLLECT_PRICES, COLLECT_DISCOUNT, COLLECT_DEPOSIT, COLLECT_LINES).
 */
export function documentsCollect(ctx: Ctx, { ids, newId, today }: Parsed<'documents.collect'>): Output<'documents.collect'> {
  return transact(ctx, () => {
    if (isThere(ctx, newId)) return { id: newId };
    const sources = [...new Set(ids)].map((id) => sourceOf(ctx, id)).toSorted(byDay);
    for (const source of sources) refuseUnfit(ctx, source, sources, today);
    const taken = takeAll(ctx, sources, today);
    return { id: createDraft(ctx, bodyOver(taken), newId).id };
  });
}

/**
 * What of a customer's open ones goes on one invoice together, the oldest first, and how many open ones are left for another: in another currency, with a
 * discount over the whole, or beyond what one invoice holds. What is billed through another document is not among them.
 */
export function documentsOpen(ctx: Ctx, { kind, customerId, today }: Parsed<'documents.open'>): Output<'documents.open'> {
  return readTogether(ctx, () => {
    const take = taker(ctx, today);
    const rows: PaperRow[] = [];
    let [first, lines, left]: [Source | null, number, number] = [null, 0, 0];
    for (const row of openOf(ctx, kind, customerId, today)) {
      if (rows.length === MOST_SOURCES) {
        left += 1;
        continue;
      }
      const source = sourceOf(ctx, row.id);
      if (isBilled(ctx, source)) continue;
      const beside = [first ?? source, source];
      const taken = triedOr(() => {
        refuseUnfit(ctx, source, beside, today);
        return take(source);
      });
      if (taken === 'COLLECT_BILLED') continue;
      if (typeof taken === 'string' || lines + taken.lines.length > MOST_LINES) {
        left += 1;
        continue;
      }
      first ??= source;
      lines += taken.lines.length;
      rows.push(row);
    }
    return { rows, left };
  });
}

/** Oldest first. */
function openOf(ctx: Ctx, kind: PaperKind, customerId: string, today: string): PaperRow[] {
  const rows: PaperRow[] = [];
  for (let after: string | null = null; ; ) {
    const page: Output<'documents.list'> = listPapers(ctx.db, '', after, PAGE, { kind, customerId, state: 'waiting', today, author: onlyOf(ctx) });
    rows.push(...page.rows);
    if (page.next === null) return rows.toReversed();
    after = page.next;
  }
}

/** What came of it, or why it does not fit. */
function triedOr<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.detail.fields?.[0]?.code ?? error.code;
  }
}

function byDay(a: Source, b: Source): number {
  return a.snapshot.issueDate === b.snapshot.issueDate ? a.head.rid - b.head.rid : a.snapshot.issueDate < b.snapshot.issueDate ? -1 : 1;
}

function refuseUnfit(ctx: Ctx, { head, snapshot }: Source, all: readonly Source[], today: string): void {
  const [first] = all;
  const { number } = snapshot;
  const refuse = (code: string, more: Record<string, string> = {}): never => {
    throw new AppError('DOCUMENT_INVALID', { fields: [{ path: 'ids', code, params: { number, ...more } }] });
  };
  if (first === undefined) return;
  const state = stateOf(ctx, head, today);
  if (state === 'converted') refuse('COLLECT_BILLED');
  if ((head.kind !== 'delivery-note' && head.kind !== 'order-confirmation') || !conversionsOf(head.kind, state).includes('invoice')) refuse('COLLECT_STATE');
  if (head.customerRid !== first.head.customerRid) refuse('COLLECT_CUSTOMER', { name: snapshot.buyer?.name ?? '', other: first.snapshot.number });
  if (snapshot.currency !== first.snapshot.currency) refuse('COLLECT_CURRENCY', { currency: snapshot.currency, other: first.snapshot.number });
  if (snapshot.pricesIncludeTax !== first.snapshot.pricesIncludeTax) refuse('COLLECT_PRICES', { other: first.snapshot.number });
  if (all.length > 1 && openDeposits(ctx.db, head.rid).length > 0) refuse('COLLECT_DEPOSIT');
  // A discount over one whole document would spread over the lines of all.
  if (all.length > 1 && snapshot.adjustments.length > 0) refuse('COLLECT_DISCOUNT');
}

/** Takes one after the other, each what those before it leave: two notes of one order never bill more than was ordered. */
function taker(ctx: Ctx, today: string): (source: Source) => Taken {
  const counted = new Map<number, Conversion[]>();
  const count = (rid: number, conversion: Conversion) => counted.set(rid, [...(counted.get(rid) ?? []), conversion]);
  return (source) => {
    const gone = { drafts: true, taken: counted };
    if (isBilled(ctx, source, gone)) refuseAt(source, 'COLLECT_BILLED');
    const one = refusing(() => takeOver(ctx, source, 'invoice', null, today, gone));
    count(source.head.rid, one.conversion);
    const [behind] = source.head.kind === 'delivery-note' ? sourcesOf(ctx.db, source.head.rid) : [];
    if (behind !== undefined) {
      const lines = one.conversion.lines.flatMap(({ line, quantity }) => behind.lines.filter(({ own }) => own === line).map((b) => ({ line: b.line, quantity })));
      count(behind.sourceRid, { to: 'invoice', lines, adjustments: [] });
    }
    return { ...one, source };
  };
}

/** Nothing is left of it, what stands in drafts counted as gone. */
function isBilled(ctx: Ctx, source: Source, gone: Parameters<typeof leftOf>[3] = { drafts: true, taken: new Map() }): boolean {
  return leftOf(ctx, source, 'invoice', gone).every((left) => isZero(parseDec(left)));
}

function takeAll(ctx: Ctx, sources: readonly Source[], today: string): Taken[] {
  const taken = sources.map(taker(ctx, today));
  const long = taken.find((_, at) => taken.slice(0, at + 1).reduce((sum, { lines }) => sum + lines.length, 0) > MOST_LINES);
  if (long !== undefined) refuseAt(long.source, 'COLLECT_LINES', MOST_LINES);
  return taken;
}

function refuseAt({ snapshot: { number } }: Source, code: string, most?: number): never {
  throw new AppError('DOCUMENT_INVALID', { fields: [{ path: 'ids', code, params: { number, ...(most !== undefined && { most }) } }] });
}

/** What all say alike stays; of what they say differently the invoice says nothing, but for the day: the last of them. */
function bodyOver(taken: readonly Taken[]): DraftBody {
  const [first] = taken;
  if (first === undefined) throw new AppError('INVALID_INPUT');
  const alike = <T>(pick: (one: Taken) => T, otherwise: T): T => {
    const value = pick(first);
    return taken.every((one) => JSON.stringify(pick(one)) === JSON.stringify(value)) ? value : otherwise;
  };
  const days = taken.map(({ source: { snapshot } }) => snapshot.supplyDate ?? snapshot.issueDate);
  return {
    ...asKind(first.copy, 'invoice'),
    terms: alike(({ copy }) => copy.terms, null),
    reference: alike(({ source }) => source.snapshot.reference, ''),
    subject: alike(({ copy }) => copy.subject, ''),
    note: alike(({ copy }) => copy.note, ''),
    language: alike(({ copy }) => copy.language, null),
    supplyDate: days.reduce((last, day) => (day > last ? day : last)),
    lines: taken.flatMap(({ lines }, at) => lines.map((line) => ({ ...line, ...(at > 0 && { sourceAt: at }) }))),
    adjustments: first.adjustments,
    sources: taken.map(({ source, conversion }) => ({ id: source.head.id, adjustments: conversion.adjustments.map(Number) })),
  };
}
