// Issuing any kind of document: one transaction that checks, numbers, freezes, adds up what the books count, and records. It leaves a draft or a whole document, nothing between (T38-T40, T44, T60). Called by the IPC router and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { AppError, type FieldProblem } from '../../contract/errors.ts';
import type { DraftBody, Snapshot } from '../../contract/invoices.ts';
import { kindOf } from '../../domain/draft.ts';
import { isZero, parseDec } from '../../domain/decimal.ts';
import { sourcesUsed } from '../../domain/draftSources.ts';
import { follows, isPaper, numberedAs } from '../../domain/lifecycle.ts';
import type { Problem } from '../../domain/problem.ts';
import { formatNumber, periodKey } from '../../domain/numbering.ts';
import { closedThrough } from '../repo/closing.ts';
import { addDocument, contentHash, documentNumber, isNumberTaken } from '../repo/documents.ts';
import { readDraft, settleDraft, type StoredDraft } from '../repo/drafts.ts';
import { itemRid } from '../repo/items.ts';
import { lastIssuedDate, readCounter, takeNumber, type StoredSeries } from '../repo/series.ts';
import { isOpenDeposit } from '../repo/sources.ts';
import { addToTotals } from '../repo/totals.ts';
import { audit, transact, type Ctx } from './context.ts';
import { refuseErased } from './customers.ts';
import { build, lookUp, type LookedUp } from './draftBody.ts';
import { refuseDiscounts } from './listPrice.ts';
import { beginLife } from './life.ts';
import { glyphProblems } from './printable.ts';
import { found } from './problems.ts';
import { seriesFor } from './series.ts';
import { ISSUED_ONLY, leftOf } from './takeOver.ts';

export interface Numbered {
  series: StoredSeries;
  period: string;
  sequence: number;
  number: string;
}
interface Ready {
  draft: StoredDraft;
  looked: LookedUp;
  numbered: Numbered;
  snapshot: Snapshot;
}

/**
 * Turns a draft into the document of its kind, with the same id. Issuing it again answers the same document (T60).
 * Errors: NOT_FOUND, CONFLICT (the draft was changed since it was looked at), DOCUMENT_INVALID with fields (warnings too, unless they were accepted),
 * MISSING_GLYPHS with fields, NUMBER_TAKEN, AMOUNT_TOO_LARGE. A refused issue takes no number.
 */
export function invoicesIssue(ctx: Ctx, { draftId, version, acceptWarnings }: Parsed<'invoices.issue'>): Output<'invoices.issue'> {
  return transact(ctx, () => {
    const issued = documentNumber(ctx.db, draftId);
    if (issued !== undefined) return { id: draftId, number: issued };
    const draft = found(readDraft(ctx.db, draftId));
    if (draft.discardedAt !== null) throw new AppError('NOT_FOUND');
    if (draft.version !== version) throw new AppError('CONFLICT');
    return freeze(ctx, check(ctx, draft, acceptWarnings));
  });
}

function check(ctx: Ctx, draft: StoredDraft, acceptWarnings: boolean): Ready {
  const body = withoutLostItems(ctx, draft.body);
  const looked = lookUp(ctx, body);
  const numbered = nextNumber(ctx, seriesFor(ctx, body.seriesId, numberedAs(kindOf(body))), body.issueDate, looked.business.fyStartMonth);
  const { number, series } = numbered;
  const built = build(body, looked, { number, numberRules: series.rules, lastIssuedDate: lastIssuedDate(ctx.db, series.rid), closedThrough: closedThrough(ctx.db) });
  const stopping = acceptWarnings ? built.problems.filter(({ severity }) => severity === 'error') : built.problems;
  if (stopping.length > 0) throw new AppError('DOCUMENT_INVALID', { fields: built.problems.map(fieldOf) });
  if (built.snapshot.rate !== null && built.snapshot.baseTotal === null)
    throw new AppError('AMOUNT_TOO_LARGE', { fields: [{ path: 'rate', code: 'AMOUNT_TOO_LARGE' }] });
  const taken = looked.deposits.filter((deposit) => !isOpenDeposit(ctx.db, deposit.rid) || deposit.snapshot.currency !== body.currency);
  if (taken.length > 0) throw new AppError('DOCUMENT_INVALID', { fields: taken.map(({ snapshot: { number: deposit } }) => ({ path: 'deposits', code: 'DEPOSIT_TAKEN', params: { number: deposit } })) });
  refuseBilled(ctx, body, looked);
  refuseDiscounts(ctx, body, built.snapshot, looked.sources.map(({ snapshot }) => snapshot));
  const missing = glyphProblems(body, built.snapshot, ctx.missingGlyphs);
  if (missing.length > 0) throw new AppError('MISSING_GLYPHS', { fields: missing });
  return { draft, looked, numbered, snapshot: built.snapshot };
}

/** An item whose import was undone is no longer there to point at; the line keeps its words and prices. */
function withoutLostItems(ctx: Ctx, body: DraftBody): DraftBody {
  return {
    ...body,
    lines: body.lines.map((line) => (line.itemId !== null && itemRid(ctx.db, line.itemId) === null ? { ...line, itemId: null } : line)),
  };
}

/** The number this transaction will take: it holds the write lock, so nobody can be faster. */
export function nextNumber(ctx: Ctx, series: StoredSeries, issueDate: string, fyStartMonth: number): Numbered {
  const period = periodKey(series.pattern, issueDate, fyStartMonth);
  const sequence = readCounter(ctx.db, series.rid, period).next;
  const number = formatNumber(series.pattern, sequence, issueDate, fyStartMonth);
  // Only a pattern changed to one used before can meet its own old numbers; the person then moves the counter on.
  if (isNumberTaken(ctx.db, number))
    throw new AppError('NUMBER_TAKEN', { fields: [{ path: 'seriesId', code: 'NUMBER_TAKEN' }], params: { number } });
  return { series, period, sequence, number };
}

function fieldOf({ path, code, params, severity }: Problem): FieldProblem {
  return { path, code, ...(params && { params: { ...params } }), ...(severity === 'warning' && { severity }) };
}

/** The one document it was made from. One made from several names them with its lines (beginLife). */
function originRid({ origin }: Snapshot, { sources }: LookedUp): number | null {
  return sources.find(({ snapshot: { kind, number } }) => kind === origin?.kind && number === origin.number)?.rid ?? null;
}

/** What stands in a draft counts as gone when the next is made; but a draft may be brought back after another has billed the same, or some of it. */
function refuseBilled(ctx: Ctx, body: DraftBody, { sources }: LookedUp): void {
  const to = kindOf(body);
  const fields = sourcesUsed(body).flatMap(({ id, lines }): FieldProblem[] => {
    const source = sources.find((one) => one.id === id);
    if (source === undefined || lines.length === 0 || !follows(source.head.kind, to)) return [];
    const { number, lines: had } = source.snapshot;
    const left = leftOf(ctx, source, to, ISSUED_ONLY);
    const billed = lines.filter(({ line }) => isZero(parseDec(left[line] ?? '0')) && !isZero(parseDec(had[line]?.quantity ?? '0')));
    if (billed.length === lines.length) return [{ path: 'sources', code: 'SOURCE_BILLED', params: { number } }];
    return billed.map(({ own }) => ({ path: `lines.${own}.quantity`, code: 'LINE_BILLED', params: { number } }));
  });
  if (fields.length > 0) throw new AppError('DOCUMENT_INVALID', { fields });
}

function freeze(ctx: Ctx, { draft, looked, numbered, snapshot }: Ready): Output<'invoices.issue'> {
  const { series, period, sequence, number } = numbered;
  if (takeNumber(ctx.db, series.rid, period, snapshot.issueDate) !== sequence) throw new AppError('INTERNAL');
  const customer = found(looked.customer);
  refuseErased(ctx, customer.id);
  const hash = contentHash(snapshot);
  const taxRids = new Map(looked.taxes.map((tax) => [tax.id, tax.rid]));
  const paper = isPaper(snapshot.kind);
  const auditSeq = audit(ctx, paper ? 'document.issue' : 'invoice.issue', paper ? 'document' : 'invoice', draft.id, {
    number,
    series: series.id,
    sequence,
    contentHash: hash.toString('hex'),
  });
  const documentRid = addDocument(ctx.db, {
    id: draft.id,
    snapshot,
    seriesRid: series.rid,
    period,
    sequence,
    customerRid: customer.rid,
    originRid: originRid(snapshot, looked),
    contentHash: hash,
    auditSeq,
    issuedAt: ctx.clock.now(),
    issuedBy: ctx.actor.name,
    itemRid: (id) => itemRid(ctx.db, id),
    taxRid: (id) => found(taxRids.get(id)),
  });
  beginLife(ctx, documentRid, draft.body, looked, snapshot);
  if (!paper) {
    addToTotals(ctx.db, {
      documentRid,
      customerRid: customer.rid,
      kind: snapshot.kind,
      issueDate: snapshot.issueDate,
      dueDate: snapshot.dueDate,
      terms: snapshot.terms,
      currency: snapshot.currency,
      payable: snapshot.totals.payable,
      baseCurrency: snapshot.baseCurrency,
      baseAmount: snapshot.baseTotal ?? snapshot.totals.payable,
    });
  }
  settleDraft(ctx.db, draft.rid);
  return { id: draft.id, number };
}
