// Credit notes: what is left of an invoice, and one transaction that checks, numbers, freezes, ties the note to its invoice and takes it from the sums (T41, T48-T50, T60). Called by the IPC router and tests.
import { AppError, type FieldProblem } from '../../contract/errors.ts';
import type { Output, Parsed } from '../../contract/index.ts';
import type { Snapshot } from '../../contract/invoices.ts';
import { type CreditNote, creditLeft, creditNote } from '../../domain/creditNote.ts';
import { DomainError } from '../../domain/error.ts';
import { asksForMoney } from '../../domain/lifecycle.ts';
import { numberProblem } from '../../domain/numbering.ts';
import { minor } from '../../domain/money.ts';
import { TEMPLATE, buyerOf, sellerOf } from '../../domain/snapshot.ts';
import { readBusiness } from '../repo/business.ts';
import { addCredit, creditsBefore, originalOf } from '../repo/credits.ts';
import { readCustomer } from '../repo/customers.ts';
import { addDocument, contentHash, findDocument, type DocumentHead } from '../repo/documents.ts';
import { readDraft } from '../repo/drafts.ts';
import { readErased } from '../repo/documentErasure.ts';
import { readSnapshot } from '../repo/frozen.ts';
import { itemRid } from '../repo/items.ts';
import { lastIssuedDate, takeNumber } from '../repo/series.ts';
import { isTakenOff } from '../repo/sources.ts';
import { allTaxes } from '../repo/taxes.ts';
import { creditTotals } from '../repo/totals.ts';
import { assertPeriodOpen } from './closing.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { nextNumber, type Numbered } from './issue.ts';
import { settleSources } from './life.ts';
import { settleWithNote } from './noteSettling.ts';
import { glyphProblems } from './printable.ts';
import { found } from './problems.ts';
import { seriesFor } from './series.ts';

type Wish = Parsed<'invoices.credit'>;
interface Invoice {
  head: DocumentHead;
  snapshot: Snapshot;
}

/** Per line what is left to credit, and the figures to work out the next note from. NOT_FOUND; DOCUMENT_INVALID for what is no invoice. */
export function invoicesCreditLeft(ctx: Ctx, { id }: Parsed<'invoices.creditLeft'>): Output<'invoices.creditLeft'> {
  return readTogether(ctx, () => {
    const { head, snapshot } = invoiceOf(ctx, id);
    const before = creditsBefore(ctx.db, head.rid);
    const { lines, gross, payable, full } = creditLeft(snapshot, before);
    return { lines: [...lines], gross, payable, full, before, lastIssued: lastIssuedDate(ctx.db, seriesFor(ctx, null, 'credit-note').rid) };
  });
}

function invoiceOf(ctx: Ctx, id: string): Invoice {
  const head = found(findDocument(ctx.db, id));
  if (readErased(ctx.db, id) !== undefined) throw new AppError('DOCUMENT_ERASED');
  if (!asksForMoney(head.kind)) refuse([{ path: 'id', code: 'STATE' }]);
  const snapshot = readSnapshot(ctx.db, head.rid);
  if (snapshot === undefined) throw new AppError('DB_DAMAGED');
  return { head, snapshot };
}

function refuse(fields: FieldProblem[]): never {
  throw new AppError('DOCUMENT_INVALID', { fields });
}

/**
 * Issues a credit note of the id the window chose; asking again answers the same note (T60).
 * Errors: NOT_FOUND, CONFLICT (the id belongs to something else), DOCUMENT_INVALID with fields (more than is left, T50; dates), MISSING_GLYPHS with
 * fields, NUMBER_TAKEN. A refused note takes no number.
 */
export function invoicesCredit(ctx: Ctx, wish: Wish): Output<'invoices.credit'> {
  return transact(ctx, () => {
    const invoice = invoiceOf(ctx, wish.id);
    const known = findDocument(ctx.db, wish.newId);
    if (known !== undefined) return { id: known.id, number: sameNote(ctx, known, wish.id) };
    if (readDraft(ctx.db, wish.newId) !== undefined) throw new AppError('CONFLICT');
    // What a final invoice has taken off is given back through that invoice.
    if (invoice.head.kind === 'deposit-invoice' && isTakenOff(ctx.db, invoice.head.rid)) refuse([{ path: 'id', code: 'DEPOSIT_TAKEN_OFF' }]);
    const note = work(invoice.snapshot, creditsBefore(ctx.db, invoice.head.rid), wish.request);
    const { numbered, snapshot } = check(ctx, invoice, wish, note);
    checkLimit(ctx, snapshot);
    return freeze(ctx, invoice, wish, { note, numbered, snapshot });
  });
}

/** What a wish would come to, without writing anything: for who has to say yes first. `basis`: what is credited so far. Refusals as invoicesCredit's. */
export function creditAsked(ctx: Ctx, wish: Pick<Wish, 'id' | 'request'>): { baseAmount: number; currency: string; amount: number; number: string; customer: string; basis: { id: string; notes: number; figures: string } } {
  const { head, snapshot } = invoiceOf(ctx, wish.id);
  const before = creditsBefore(ctx.db, head.rid);
  const note = work(snapshot, before, wish.request);
  const amount = note.totals.payable;
  return {
    amount: Math.abs(amount), baseAmount: Math.abs(note.baseTotal ?? amount), currency: note.currency, number: snapshot.number, customer: snapshot.buyer?.name ?? '',
    basis: { id: wish.id, notes: before.length, figures: JSON.stringify(before) },
  };
}

/** The role's limit is in the business's currency: a note in another one counts with what it is worth there. @throws AppError OVER_LIMIT */
function checkLimit(ctx: Ctx, snapshot: Snapshot): void {
  const most = ctx.limits?.creditNoteMinor;
  if (most !== undefined && Math.abs(snapshot.baseTotal ?? snapshot.totals.payable) > most) throw new AppError('OVER_LIMIT');
}

function sameNote(ctx: Ctx, known: DocumentHead, invoiceId: string): string {
  if (originalOf(ctx.db, known.rid) !== invoiceId) throw new AppError('CONFLICT');
  return found(readSnapshot(ctx.db, known.rid)).number;
}

/** The domain's refusals, at the field of the request they are about. */
function work(invoice: Snapshot, before: readonly CreditNote['figures'][], request: Wish['request']): CreditNote {
  try {
    return creditNote(invoice, before, request.kind === 'sum' ? { ...request, amount: minor(request.amount) } : request);
  } catch (failure) {
    if (!(failure instanceof DomainError)) throw failure;
    const at = request.kind === 'lines' ? request.lines.findIndex(({ line }) => line === failure.params.line) : -1;
    const whole = request.kind === 'sum' ? 'request.amount' : 'request';
    return refuse([{ path: at < 0 ? whole : `request.lines.${at}.quantity`, code: failure.code, params: { ...failure.params } }]);
  }
}

function check(ctx: Ctx, invoice: Invoice, { issueDate, reason, request }: Wish, note: CreditNote): { numbered: Numbered; snapshot: Snapshot } {
  const business = found(readBusiness(ctx.db));
  const series = seriesFor(ctx, null, 'credit-note');
  const numbered = nextNumber(ctx, series, issueDate, business.fyStartMonth);
  assertPeriodOpen(ctx, issueDate, 'issueDate');
  const fields: FieldProblem[] = [];
  if (issueDate < invoice.snapshot.issueDate) fields.push({ path: 'issueDate', code: 'CREDIT_BEFORE_INVOICE', params: { issueDate: invoice.snapshot.issueDate } });
  const last = lastIssuedDate(ctx.db, series.rid);
  if (business.backdating === 'refuse' && last !== null && issueDate < last) fields.push({ path: 'issueDate', code: 'BACKDATED', params: { lastIssuedDate: last } });
  const wrongNumber = numberProblem(numbered.number, series.rules);
  if (wrongNumber !== null) fields.push({ path: 'number', code: wrongNumber });
  if (fields.length > 0) refuse(fields);
  const snapshot = snapshotOf(ctx, invoice, note, numbered.number, issueDate, reason);
  const typed = { reference: '', subject: request.kind === 'sum' ? request.description : '', note: reason, lines: [], adjustments: [] };
  const fieldOf: Readonly<Record<string, string>> = { note: 'reason', subject: 'request.description' };
  const missing = glyphProblems(typed, snapshot, ctx.missingGlyphs).map((field) => ({ ...field, path: fieldOf[field.path] ?? field.path }));
  if (missing.length > 0) throw new AppError('MISSING_GLYPHS', { fields: missing });
  return { numbered, snapshot };
}

/** Both parties stand as they are today, everything else as on the invoice: also that its tax falls due when paid. */
function snapshotOf(ctx: Ctx, { head, snapshot }: Invoice, note: CreditNote, number: string, issueDate: string, reason: string): Snapshot {
  const { original, currency, rate, baseCurrency, baseTotal, pricesIncludeTax, taxRounding, lines, adjustments, taxes, totals } = note;
  const { taxDue, supplyDate, reference, subject, language } = snapshot;
  return {
    kind: 'credit-note', ...(taxDue !== undefined && { taxDue }), original: { ...original }, origin: null, deposits: [], number, issueDate, validUntil: null, dueDate: null, supplyDate, terms: null, reference, subject, note: reason,
    currency, rate, baseCurrency, baseTotal, language, pricesIncludeTax, taxRounding,
    seller: sellerOf(found(readBusiness(ctx.db))), buyer: buyerOf(found(readCustomer(ctx.db, head.customerId))),
    lines, adjustments, taxes, totals, template: TEMPLATE,
  };
}

interface Ready {
  note: CreditNote;
  numbered: Numbered;
  snapshot: Snapshot;
}

function freeze(ctx: Ctx, { head }: Invoice, { newId: id }: Wish, { note, numbered, snapshot }: Ready): Output<'invoices.credit'> {
  const { series, period, sequence, number } = numbered;
  if (takeNumber(ctx.db, series.rid, period, snapshot.issueDate) !== sequence) throw new AppError('INTERNAL');
  const hash = contentHash(snapshot);
  const taxRids = new Map(allTaxes(ctx.db).map((tax) => [tax.id, tax.rid]));
  const auditSeq = audit(ctx, 'invoice.credit', 'invoice', id, { number, series: series.id, sequence, contentHash: hash.toString('hex'), original: head.id });
  const noteRid = addDocument(ctx.db, {
    id, snapshot, seriesRid: series.rid, period, sequence, customerRid: head.customerRid, contentHash: hash, auditSeq, issuedAt: ctx.clock.now(), issuedBy: ctx.actor.name,
    itemRid: (item) => itemRid(ctx.db, item),
    taxRid: (tax) => found(taxRids.get(tax)),
  });
  const amount = snapshot.totals.payable;
  addCredit(ctx.db, { noteRid, originalRid: head.rid, amount, closes: note.full, figures: note.figures });
  creditTotals(ctx.db, {
    documentRid: noteRid, customerRid: head.customerRid, kind: snapshot.kind, issueDate: snapshot.issueDate, dueDate: null, terms: null, currency: snapshot.currency, payable: amount,
    baseCurrency: snapshot.baseCurrency, baseAmount: snapshot.baseTotal ?? amount,
  });
  settleWithNote(ctx, head, { id, noteRid, issueDate: snapshot.issueDate, auditSeq, closes: note.full });
  if (note.full) settleSources(ctx, head.rid);
  return { id, number };
}
