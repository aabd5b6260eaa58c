// The life of documents after they are issued: the states of quotes and what follows them, and what each made of another. Called by the issuing and crediting services, the IPC router and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { AppError } from '../../contract/errors.ts';
import type { DraftBody, Snapshot } from '../../contract/invoices.ts';
import { type Conversion, isConverted } from '../../domain/conversion.ts';
import { kindOf, titleOfDraft } from '../../domain/draft.ts';
import { sourcesUsed } from '../../domain/draftSources.ts';
import { DomainError } from '../../domain/error.ts';
import { DRAFT_KINDS, PAPER_KINDS, actionsOf, conversionsOf, follows, isExpired, isPaper, stateAfter, type DocumentKind, type DocumentState } from '../../domain/lifecycle.ts';
import { minor } from '../../domain/money.ts';
import { ownKinds } from '../repo/authors.ts';
import { creditedOf } from '../repo/credits.ts';
import { findDocument, headOf, type DocumentHead } from '../repo/documents.ts';
import { readSnapshot } from '../repo/frozen.ts';
import { addPaperEvent, beginPaper, countPapers, listPapers, paperState, type PaperEvent } from '../repo/papers.ts';
import { addDeposit, addUse, depositsOf, draftsFrom, draftsThrough, finalsOf, isOpenDeposit, madeFrom, openDeposits, originLinks, sourcesOf, usesOf, type Link, type Use } from '../repo/sources.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import type { LookedUp } from './draftBody.ts';
import { onlyOf } from './own.ts';
import { found } from './problems.ts';

type Action = Parsed<'documents.act'>['action'];
const OFFERED: readonly Action[] = ['accept', 'decline', 'reopen', 'cancel'];

export function documentsList(ctx: Ctx, { q, after, limit, ...filters }: Parsed<'documents.list'>): Output<'documents.list'> {
  return readTogether(ctx, () => listPapers(ctx.db, q, after, limit, { ...filters, author: onlyOf(ctx) }));
}

export function documentsCounts(ctx: Ctx): Output<'documents.counts'> {
  const author = onlyOf(ctx);
  return readTogether(ctx, () => {
    const own = author === null ? null : ownKinds(ctx.db, author);
    return { kinds: PAPER_KINDS.map((kind) => ({ kind, count: own === null ? countPapers(ctx.db, kind) : (own.get(kind) ?? 0) })) };
  });
}

/** Where a document stands today, what may be done with it, and what is tied to it. NOT_FOUND. */
export function documentsLife(ctx: Ctx, { id, today }: Parsed<'documents.life'>): Output<'documents.life'> {
  return readTogether(ctx, () => {
    const head = found(findDocument(ctx.db, id));
    const state = stateOf(ctx, head, today);
    return {
      state: isPaper(head.kind) ? state : null,
      actions: offered(head.kind, state),
      conversions: DRAFT_KINDS.filter((kind) => conversionsOf(head.kind, state).includes(kind) && (kind !== 'final-invoice' || hasDeposit(ctx, head)) && (kind !== 'delivery-note' || !wasDelivered(ctx, head))),
      origins: originLinks(ctx.db, head.rid).map(linkOf),
      made: madeFrom(ctx.db, head.rid).map(linkOf),
      drafts: draftsFrom(ctx.db, head.rid).map((draft) => ({ id: draft.id, kind: kindOf(draft.body), title: titleOfDraft(draft.body) })),
      deposits: depositsOf(ctx.db, head.rid).map(linkOf),
      finals: finalsOf(ctx.db, head.rid).map(linkOf),
    };
  });
}

/** An invoice over deliveries has nothing left to deliver. */
function wasDelivered(ctx: Ctx, head: DocumentHead): boolean {
  return originLinks(ctx.db, head.rid).some(({ kind }) => kind === 'delivery-note');
}

/** A final invoice without a deposit is an invoice. */
function hasDeposit(ctx: Ctx, head: DocumentHead): boolean {
  return head.kind === 'deposit-invoice' || openDeposits(ctx.db, head.rid).length > 0;
}

export function linkOf({ id, kind, title, number, issueDate }: Link): Output<'documents.life'>['made'][number] {
  return { id, kind, title, number, issueDate };
}

/** Its state on a day: that a quote expired is seen from its date, that an invoice was cancelled from its credit notes. */
export function stateOf(ctx: Ctx, head: DocumentHead, today: string): DocumentState {
  const stored = paperState(ctx.db, head.rid);
  if (stored !== undefined) return isExpired(head.kind, stored, head.validUntil, today) ? 'expired' : stored;
  if (creditedOf(ctx.db, head.rid) === 'full') return 'cancelled';
  return head.kind === 'deposit-invoice' && !isOpenDeposit(ctx.db, head.rid) ? 'converted' : 'issued';
}

/** A quote that expired is not made good again by taking the answer back: it has none. */
function offered(kind: DocumentKind, state: DocumentState): Action[] {
  if (!isPaper(kind)) return [];
  const able = actionsOf(kind, state);
  return OFFERED.filter((action) => able.includes(action) && !(state === 'expired' && action === 'reopen'));
}

/** Records what the customer said, takes it back, or cancels. NOT_FOUND; DOCUMENT_INVALID when its state does not allow it. */
export function documentsAct(ctx: Ctx, { id, action, today }: Parsed<'documents.act'>): Output<'documents.act'> {
  return transact(ctx, () => {
    const head = found(findDocument(ctx.db, id));
    const now = stateOf(ctx, head, today);
    // Pressed twice: it is so already (T60).
    if (!offered(head.kind, now).includes(action)) {
      if (isPaper(head.kind) && now === RESULT[action]) return { state: now };
      throw new AppError('DOCUMENT_INVALID', { fields: [{ path: 'action', code: 'STATE' }] });
    }
    const state = move(ctx, head, now, action);
    if (action === 'cancel') settleSources(ctx, head.rid);
    return { state };
  });
}

const RESULT: Readonly<Record<Action, DocumentState>> = { accept: 'accepted', decline: 'declined', reopen: 'issued', cancel: 'cancelled' };

function move(ctx: Ctx, head: DocumentHead, from: DocumentState, action: PaperEvent['action']): PaperEvent['state'] {
  const state = stateAfter(head.kind, from, action);
  if (state === 'draft' || state === 'expired') throw new DomainError('STATE', { kind: head.kind, state, action });
  const auditSeq = audit(ctx, `document.${action}`, 'document', head.id, { state });
  addPaperEvent(ctx.db, { documentRid: head.rid, action, state, at: ctx.clock.now(), by: ctx.actor.name, auditSeq });
  return state;
}

/** What is written beside a document when it is issued: its state, what it used of others, the deposits it takes off. Within the issuing transaction. */
export function beginLife(ctx: Ctx, documentRid: number, body: DraftBody, { sources, deposits }: LookedUp, snapshot: Snapshot): void {
  if (isPaper(snapshot.kind)) beginPaper(ctx.db, documentRid);
  sourcesUsed(body).forEach(({ id, lines, adjustments }, at) => {
    const source = sources.find((one) => one.id === id);
    if (source === undefined) return;
    const use = { sourceRid: source.rid, lines: lines.map((line) => ({ ...line, quantity: snapshot.lines[line.own]?.quantity ?? '0' })), adjustments: [...adjustments] };
    const uses = usesThrough(ctx, source.snapshot.kind, use);
    uses.forEach((one, behind) => addUse(ctx.db, documentRid, at * 2 + behind, one));
    for (const { sourceRid } of uses) settleState(ctx, sourceRid);
  });
  deposits.forEach(({ rid }, position) => addDeposit(ctx.db, documentRid, position, rid));
}

/** Billing what a delivery note delivered bills the order behind it too: otherwise the order could be billed once more. */
function usesThrough(ctx: Ctx, kind: DocumentKind, use: Use): Use[] {
  const behind = kind === 'delivery-note' ? sourcesOf(ctx.db, use.sourceRid)[0] : undefined;
  if (behind === undefined) return [use];
  const lines = use.lines.flatMap((line) => behind.lines.filter(({ own }) => own === line.line).map((b) => ({ ...line, line: b.line })));
  return [use, { sourceRid: behind.sourceRid, lines, adjustments: [] }];
}

/** After something was made from it or undone: everything billed is 'converted', and no longer so when an invoice was credited in full. */
function settleState(ctx: Ctx, sourceRid: number): void {
  const stored = paperState(ctx.db, sourceRid);
  const snapshot = readSnapshot(ctx.db, sourceRid);
  if (stored === undefined || snapshot === undefined) return;
  const billed = isConverted(snapshot.lines.map(({ quantity }) => quantity), snapshot.kind, conversionsBefore(ctx, sourceRid, snapshot.kind, false));
  const action = billed && stored !== 'converted' ? 'convert' : !billed && stored === 'converted' ? 'unconvert' : null;
  // What was declined or cancelled meanwhile stays so.
  if (action !== null && actionsAllow(snapshot.kind, stored, action)) move(ctx, found(headOf(ctx.db, sourceRid)), stored, action);
}

function actionsAllow(kind: DocumentKind, state: DocumentState, action: 'convert' | 'unconvert'): boolean {
  try {
    stateAfter(kind, state, action);
    return true;
  } catch (failure) {
    if (failure instanceof DomainError) return false;
    throw failure;
  }
}

/** Looks anew at everything this document was made from: it was just cancelled, or credited in full. */
export function settleSources(ctx: Ctx, documentRid: number): void {
  for (const { sourceRid } of sourcesOf(ctx.db, documentRid)) settleState(ctx, sourceRid);
}

/** What was made from a document and stands; `drafts`: also what is on its way. */
export function conversionsBefore(ctx: Ctx, sourceRid: number, from: DocumentKind, drafts: boolean): Conversion[] {
  const issued = usesOf(ctx.db, sourceRid).flatMap(({ kind, lines, adjustments, undone }) => (undone ? [] : [{ to: kind, lines, adjustments: adjustments.map(minor) }]));
  const planned = !drafts ? [] : draftsFrom(ctx.db, sourceRid).map(({ body, sourceId }) => ({
    to: kindOf(body),
    lines: plannedLines(body, sourceId),
    adjustments: (body.sources?.find(({ id }) => id === sourceId)?.adjustments ?? []).map(minor),
  }));
  const through = !drafts ? [] : draftsThrough(ctx.db, sourceRid).map(({ body, sourceId, through: note }) => ({
    to: kindOf(body),
    lines: plannedLines(body, sourceId).flatMap(({ line, quantity }) => note.filter(({ own }) => own === line).map((behind) => ({ line: behind.line, quantity }))),
    adjustments: [],
  }));
  return [...issued, ...planned, ...through].filter(({ to }) => follows(from, to));
}

/** What a draft will use of one of its sources, as far as its quantities are typed. */
function plannedLines(body: DraftBody, sourceId: string): Conversion['lines'] {
  const source = (body.sources ?? []).findIndex(({ id }) => id === sourceId);
  return body.lines.flatMap(({ sourceLine, sourceAt = 0, quantity }) => (sourceLine === undefined || sourceAt !== source || quantity === '' ? [] : [{ line: sourceLine, quantity }]));
}
