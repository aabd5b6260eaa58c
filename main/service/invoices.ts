// What invoices.* of the wall does besides issuing: reading, duplicating, storing the PDF and proving that nothing was changed. Called by the IPC router, the PDF queue and tests.
import type { Answer, Output, Parsed } from '../../contract/index.ts';
import type { DraftBody, Snapshot } from '../../contract/invoices.ts';
import { keptUntil, LEAST_YEARS } from '../../domain/keeping.ts';
import { isPaper } from '../../domain/lifecycle.ts';
import { AppError } from '../../contract/errors.ts';
import { countIssued, countRecords, isCertified, removedAfter } from '../repo/auditTrail.ts';
import { ownDocuments, ownKinds } from '../repo/authors.ts';
import { creditedOf, creditsOf, originalOf } from '../repo/credits.ts';
import { countDrafts } from '../repo/drafts.ts';
import { listDocuments } from '../repo/documentLists.ts';
import { contentHash, documentsAfter, findDocument, documentNumber, isImported, type DocumentHead } from '../repo/documents.ts';
import { historyOf } from '../repo/documentHistory.ts';
import { countErased, erasedRecord, readErased } from '../repo/documentErasure.ts';
import { readSnapshot } from '../repo/frozen.ts';
import { balanceOfDocument } from '../repo/receivables.ts';
import { addPdf, pdfState, readPdf, sha256Hex } from '../repo/pdf.ts';
import { paperEvents } from '../repo/papers.ts';
import { allSums, countNotes, countOverdue, sumsBetween } from '../repo/totals.ts';
import { audit, readTogether, transact, type Ctx } from './context.ts';
import { copyOf } from './copy.ts';
import { createDraft } from './drafts.ts';
import { onlyOf } from './own.ts';
import { found } from './problems.ts';

/** Of a document that asks for nothing. */
const NOTHING_OWED = { status: 'open', open: 0, nextDue: null } as const;
const PROVE_PAGE = 100;
/** Records of the log counted at a time: a few milliseconds. */
const COUNT_PAGE = 500;

export function invoicesList(ctx: Ctx, { q, after, limit, filters }: Parsed<'invoices.list'>): Answer<'invoices.list'> {
  const author = onlyOf(ctx);
  return readTogether(ctx, () => (author === null ? listDocuments(ctx.db, q, after, limit, filters) : ownDocuments(ctx.db, author, q, after, limit, filters)));
}

export function invoicesCounts(ctx: Ctx, { today }: Parsed<'invoices.counts'>): Output<'invoices.counts'> {
  const author = onlyOf(ctx);
  if (author !== null) return readTogether(ctx, () => ownCounts(ctx, author));
  return readTogether(ctx, () => {
    const year = today.slice(0, 4);
    const sums = allSums(ctx.db);
    const notes = countNotes(ctx.db);
    return {
      all: countAll(sums) + notes,
      creditNotes: notes,
      overdue: countOverdue(ctx.db, today),
      drafts: countDrafts(ctx.db),
      thisYear: countAll(sumsBetween(ctx.db, `${year}-01`, `${year}-12`)),
      sums: ctx.may?.('report.read') === false ? [] : sums,
    };
  });
}

/** What they issued, and no sums: those are everybody's. */
function ownCounts(ctx: Ctx, author: string): Output<'invoices.counts'> {
  const kinds = ownKinds(ctx.db, author);
  const creditNotes = kinds.get('credit-note') ?? 0;
  const invoices = (['invoice', 'deposit-invoice', 'final-invoice'] as const).reduce((sum, kind) => sum + (kinds.get(kind) ?? 0), 0);
  return { all: invoices + creditNotes, creditNotes, overdue: 0, drafts: countDrafts(ctx.db, author), thisYear: invoices, sums: [] };
}

function countAll(sums: readonly { count: number }[]): number {
  return sums.reduce((total, { count }) => total + count, 0);
}

/** Exactly what was frozen at issue, whatever has changed since (T43). NOT_FOUND; DB_DAMAGED when its rows are gone. */
export function invoicesGet(ctx: Ctx, { id }: Parsed<'invoices.get'>): Output<'invoices.get'> {
  return readTogether(ctx, () => {
    const head = found(findDocument(ctx.db, id));
    const pdf = pdfState(ctx.db, id);
    const erased = readErased(ctx.db, id);
    const history = [
      { at: head.issuedAt, action: actionOf(ctx, head), by: head.issuedBy },
      ...paperEvents(ctx.db, head.rid).map(({ at, action, by }) => ({ at, action: `document.${action}`, by })),
      ...historyOf(ctx.db, head.rid),
      ...(pdf ? [{ at: pdf.madeAt, action: 'invoice.pdf', by: '' }] : []),
      ...(erased ? [{ at: erased.at, action: 'document.erase', by: erased.by }] : []),
    ];
    return {
      id,
      customerId: head.customerId,
      snapshot: frozen(ctx, head),
      contentHash: head.contentHash.toString('hex'),
      issuedAt: head.issuedAt,
      issuedBy: head.issuedBy,
      pdf: pdf ? { state: 'ready', sha256: pdf.sha256, size: pdf.size } : { state: erased === undefined ? 'pending' : 'erased', sha256: null, size: 0 },
      history,
      credits: creditsOf(ctx.db, head.rid),
      credited: creditedOf(ctx.db, head.rid),
      ...(isPaper(head.kind) ? NOTHING_OWED : balanceOfDocument(ctx.db, id)),
      originalId: originalOf(ctx.db, head.rid),
      erased: erased === undefined ? null : { no: erased.no, at: erased.at, by: erased.by, keptUntil: erased.keptUntil },
    };
  });
}

/** How it came into the books. */
function actionOf(ctx: Ctx, { rid, kind }: DocumentHead): string {
  if (isImported(ctx.db, rid)) return 'invoice.import';
  return kind === 'credit-note' ? 'invoice.credit' : 'invoice.issue';
}

function frozen(ctx: Ctx, head: DocumentHead): Snapshot {
  const snapshot = readSnapshot(ctx.db, head.rid);
  if (snapshot === undefined) throw new AppError('DB_DAMAGED');
  return snapshot;
}

/** What a PDF is drawn from: the frozen snapshot and nothing else. NOT_FOUND. */
export function snapshotOf(ctx: Ctx, id: string): Snapshot {
  return readTogether(ctx, () => frozen(ctx, found(findDocument(ctx.db, id))));
}

/**
 * Stores the PDF of an issued document, once and for good, with its hash in the log. When there is one already it stays, and its hash is
 * answered: two windows or a restart in between cannot store two (T43). NOT_FOUND.
 */
export function storePdf(ctx: Ctx, id: string, bytes: Buffer): { sha256: string; stored: boolean } {
  return transact(ctx, () => {
    found(findDocument(ctx.db, id));
    const known = pdfState(ctx.db, id);
    if (known !== undefined) return { sha256: known.sha256, stored: false };
    const sha256 = sha256Hex(bytes);
    addPdf(ctx.db, id, bytes, audit(ctx, 'invoice.pdf', 'invoice', id, { sha256, size: bytes.length }), ctx.clock.now());
    return { sha256, stored: true };
  });
}

/** DOCUMENT_ERASED for a document in which nobody stands any more. */
export function refuseErasedDocument(ctx: Ctx, id: string): void {
  if (readErased(ctx.db, id) !== undefined) throw new AppError('DOCUMENT_ERASED');
}

/** The stored PDF, byte for byte. NOT_FOUND, DOCUMENT_ERASED; PDF_PENDING while it is still to be made. */
export function loadPdf(ctx: Ctx, id: string): { bytes: Buffer; number: string } {
  return readTogether(ctx, () => {
    refuseErasedDocument(ctx, id);
    const snapshot = snapshotOf(ctx, id);
    const bytes = readPdf(ctx.db, id);
    if (bytes === undefined) throw new AppError('PDF_PENDING');
    return { bytes, number: snapshot.number };
  });
}

/** A new draft with the same lines, dated today. Taxes that are gone are left out, and a foreign rate is asked for anew (T35). */
export function invoicesDuplicate(ctx: Ctx, { id, today }: Parsed<'invoices.duplicate'>): Output<'invoices.duplicate'> {
  return transact(ctx, () => ({ id: createDraft(ctx, copyOfIssued(ctx, id, today)).id }));
}

/** What a draft with the same lines as an issued document would hold. NOT_FOUND, DOCUMENT_ERASED. */
export function copyOfIssued(ctx: Ctx, id: string, today: string): DraftBody {
  const head = found(findDocument(ctx.db, id));
  refuseErasedDocument(ctx, id);
  return copyOf(ctx, head, frozen(ctx, head), today);
}

/** Recomputes the seal from the stored rows and compares it with the row, the record in the log (whose own MAC is checked) and the PDF with its hash. */
export function invoicesProve(ctx: Ctx, { id }: Parsed<'invoices.prove'>): Output<'invoices.prove'> {
  return readTogether(ctx, () => {
    const head = found(findDocument(ctx.db, id));
    const seal = sealOf(ctx, head);
    const erased = seal === null ? undefined : readErased(ctx.db, id);
    return {
      intact: seal !== null && pdfIsIntact(ctx, id), seal: seal ?? head.contentHash.toString('hex'), checkedAt: ctx.clock.now(),
      erased: erased === undefined ? null : { no: erased.no, at: erased.at },
    };
  });
}

/** The seal when rows, row hash and the log's record agree; null when anything of the document was touched. */
function sealOf(ctx: Ctx, head: DocumentHead): string | null {
  const snapshot = readSnapshot(ctx.db, head.rid);
  if (snapshot === undefined) return null;
  const seal = contentHash(snapshot).toString('hex');
  if (seal !== head.contentHash.toString('hex')) return null;
  return isCertified(ctx.db, ctx.ak, head.auditSeq, head.id, { contentHash: seal, number: snapshot.number }) || wasErased(ctx, head, snapshot, seal) ? seal : null;
}

/** It says what is left after an erasure: of what its own record certifies, by the list and by the record of that, and not before its time. */
function wasErased({ db, ak }: Ctx, { id, auditSeq }: DocumentHead, { number, issueDate }: Snapshot, seal: string): boolean {
  const [erased, record] = [readErased(db, id), erasedRecord(db, id)];
  if (erased === undefined || record === undefined || erased.oldHash === null || erased.newHash !== seal) return false;
  const { oldHash, newHash, keptUntil: kept } = erased;
  const due = kept >= keptUntil(issueDate, LEAST_YEARS) && erased.at.slice(0, 10) > kept && record.at >= erased.at;
  return due && isCertified(db, ak, auditSeq, id, { contentHash: oldHash, number }) && isCertified(db, ak, record.auditSeq, id, { oldHash, newHash, number, keptUntil: kept, at: erased.at });
}

export interface DocumentsProof {
  /** Looked at. */
  documents: number;
  /** The first of those that do not say any more what their record says. */
  touched: { id: string; number: string }[];
  touchedCount: number;
  /** How many more were issued, by the log, than there are. */
  missing: number;
  /** How many are on the list of erasures. */
  erased: number;
}
const MOST_TOUCHED = 50;

/** Proves issued documents one by one, oldest first, and then that none is missing: as many as the log says were issued. Yields in between how many were looked at (T42). */
export function* proveDocuments(ctx: Ctx): Generator<number, DocumentsProof> {
  // What is issued while the walk goes on may or may not be met: neither side counts it.
  const newest = countRecords(ctx.db);
  const proof: DocumentsProof = { documents: 0, touched: [], touchedCount: 0, missing: 0, erased: countErased(ctx.db, 'document') };
  let there = 0;
  for (let after = 0; ; ) {
    const heads = documentsAfter(ctx.db, after, PROVE_PAGE);
    for (const head of heads) {
      if (sealOf(ctx, head) === null) {
        proof.touchedCount += 1;
        if (proof.touched.length < MOST_TOUCHED) proof.touched.push({ id: head.id, number: documentNumber(ctx.db, head.id) ?? '' });
      }
      if (head.auditSeq <= newest) there += 1;
      after = head.rid;
      yield (proof.documents += 1);
    }
    if (heads.length === 0) break;
  }
  const issued = yield* issuedUpTo(ctx, newest, proof.documents);
  // An import that was undone meanwhile took documents away that may or may not have been met: the next walk judges.
  proof.missing = removedAfter(ctx.db, newest) ? 0 : issued - there;
  return proof;
}

/** The same in one word: true when every document is there and says what its record says. */
export function* proveAll(ctx: Ctx): Generator<void, boolean> {
  const walk = proveDocuments(ctx);
  for (;;) {
    const { done, value } = walk.next();
    if (done) return value.touchedCount === 0 && value.missing === 0;
    yield;
  }
}

function* issuedUpTo(ctx: Ctx, newest: number, documents: number): Generator<number, number> {
  let issued = 0;
  for (let after = 0; after < newest; after += COUNT_PAGE) {
    issued += countIssued(ctx.db, after, Math.min(newest, after + COUNT_PAGE));
    yield documents;
  }
  return issued;
}

/** A PDF still to be made is no fault. */
function pdfIsIntact(ctx: Ctx, id: string): boolean {
  const state = pdfState(ctx.db, id);
  const bytes = readPdf(ctx.db, id);
  if (state === undefined || bytes === undefined) return state === undefined && bytes === undefined;
  const sha256 = sha256Hex(bytes);
  return sha256 === state.sha256 && isCertified(ctx.db, ctx.ak, state.auditSeq, id, { sha256 });
}
