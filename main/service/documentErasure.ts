// Documents whose time to be kept is over: which they are, and taking out of each, with its letters, receipts and payments, whoever it names (T83). Called by the IPC router, erasure.ts, the restore and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { AppError } from '../../contract/errors.ts';
import { reminderLetter } from '../../contract/reminders.ts';
import { z } from 'zod';
import { erasedParty, erasedSnapshot, erasedWord, keptUntil, pastThrough, yearsByLaw, yearsKept } from '../../domain/keeping.ts';
import type { Receipt } from '../../paper/ReceiptPage.tsx';
import { readBusiness, readSetting, writeSetting } from '../repo/business.ts';
import { addErased, blankParties, documentHead, type ErasedKind, type ErasedPaper, erasedPapers, type PastDocument, pastDocuments, readErased, rewordBody, rewordDocument, spentPayments, spentReminders, storedBody } from '../repo/documentErasure.ts';
import { contentHash } from '../repo/documents.ts';
import { dropPaymentTexts } from '../repo/erasedTraces.ts';
import { readSnapshot } from '../repo/frozen.ts';
import { receiptHash } from '../repo/receipts.ts';
import { letterHash } from '../repo/reminders.ts';
import { audit, localDate, readTogether, transact, type Ctx } from './context.ts';
import { found } from './problems.ts';

export type { ErasedPaper };

const KEY = 'keeping';
const stored = z.strictObject({ years: z.int().min(0).max(99).nullable() });
/** More are not counted: the list says "more than". */
const MOST = 1000;

/** How many years documents are kept: what the law says, and what the business wants beyond it. */
export function keepingYears(ctx: Ctx): { own: number | null; law: number; years: number } {
  const country = readBusiness(ctx.db)?.country ?? '';
  const own = readSetting(ctx.db, KEY, stored)?.years ?? null;
  return { own, law: yearsByLaw(country), years: yearsKept(country, own) };
}

export function erasureKeeping(ctx: Ctx): Output<'erasure.keeping'> {
  return readTogether(ctx, () => keepingYears(ctx));
}

/** Longer than the law asks for, or as the law says (null). INVALID_INPUT for less. */
export function erasureSaveKeeping(ctx: Ctx, { years }: Parsed<'erasure.saveKeeping'>): Output<'erasure.saveKeeping'> {
  return transact(ctx, () => {
    const { own, law } = keepingYears(ctx);
    if (years !== null && years < law) throw new AppError('INVALID_INPUT', { fields: [{ path: 'years', code: 'TOO_FEW_YEARS', params: { years: law } }] });
    if (years === own) return {};
    writeSetting(ctx.db, KEY, { years });
    audit(ctx, 'settings.keeping', 'settings', null, { years: { from: own, to: years } });
    return {};
  });
}

/** What is of this day or before is past; today's. */
function throughOf(ctx: Ctx): { through: string; years: number } {
  const { years } = keepingYears(ctx);
  return { through: pastThrough(localDate(ctx.clock.now()), years), years };
}

/** The oldest of the documents past their time. */
export function erasurePast(ctx: Ctx, { limit }: Parsed<'erasure.past'>): Output<'erasure.past'> {
  return readTogether(ctx, () => {
    const { through, years } = throughOf(ctx);
    const past = pastDocuments(ctx.db, through, MOST + 1);
    const rows = past.slice(0, limit).map(({ id, kind, number, customer, issueDate, last }) => ({ id, kind, number, customer, issueDate, keptUntil: keptUntil(last, years) }));
    return { rows, total: Math.min(past.length, MOST), more: past.length > MOST };
  });
}

/** Erases these documents, as far as they are past their time; the others are left alone. One transaction. */
export function erasureTidy(ctx: Ctx, { ids }: Parsed<'erasure.tidy'>): Output<'erasure.tidy'> {
  return transact(ctx, () => {
    const { through } = throughOf(ctx);
    const erased = eraseDocuments(ctx, pastDocuments(ctx.db, through, ids.length, { ids }));
    return { erased };
  });
}

/** The documents of a customer that would go now, oldest first; `most` of them. */
export function pastOfCustomer(ctx: Ctx, customer: number, most = -1): PastDocument[] {
  return pastDocuments(ctx.db, throughOf(ctx).through, most, { customer });
}

/** Takes out of these documents whoever they name, and out of the letters, payments and receipts that nothing else needs. Inside the caller's transaction. */
export function eraseDocuments(ctx: Ctx, past: readonly PastDocument[]): number {
  const { through, years } = throughOf(ctx);
  const parties: { customerRid: number; buyerRid: number }[] = [];
  for (const { id, last, customerRid } of past) {
    const buyerRid = eraseDocument(ctx, id, stoneOf(ctx, keptUntil(last, years)));
    if (buyerRid !== null) parties.push({ customerRid, buyerRid });
  }
  blankParties(ctx.db, parties);
  for (const customer of new Set(past.map(({ customerRid }) => customerRid))) {
    for (const { id, last } of spentReminders(ctx.db, customer, through)) eraseBody(ctx, 'reminder', id, stoneOf(ctx, keptUntil(last, years)));
    for (const { id, last, receiptId, receiptLast } of spentPayments(ctx.db, customer, through)) {
      if (receiptId !== null) eraseBody(ctx, 'receipt', receiptId, stoneOf(ctx, keptUntil(receiptLast, years)));
      erasePayment(ctx, id, stoneOf(ctx, keptUntil(last, years)));
    }
  }
  return past.length;
}

/** When and by whom it was erased, and until when it had to be kept. 'no' 0: the next one. */
type Stone = Pick<ErasedPaper, 'no' | 'at' | 'by' | 'keptUntil'> & { again?: true };
const stoneOf = (ctx: Ctx, kept: string): Stone => ({ no: 0, at: ctx.clock.now(), by: ctx.actor.name, keptUntil: kept });

/** Puts it on the list with a record of its own: from here on the tables let this one change through, and no other. */
function list(ctx: Ctx, kind: ErasedKind, id: string, { again, ...stone }: Stone, hashes: { oldHash: string; newHash: string } | null, says: Record<string, string>): void {
  const seq = audit(ctx, 'document.erase', kind, id, { ...says, ...hashes, keptUntil: stone.keptUntil, at: stone.at, ...(again === true && { again }) });
  addErased(ctx.db, { kind, id, ...stone, oldHash: hashes?.oldHash ?? null, newHash: hashes?.newHash ?? null }, seq);
}

/** Answers whom it was for, by the row of the party; DB_DAMAGED when it does not say any more what was sealed: evidence is not covered up. */
function eraseDocument(ctx: Ctx, id: string, stone: Stone): number | null {
  const { rid, buyerRid, hash } = found(documentHead(ctx.db, id));
  const said = found(readSnapshot(ctx.db, rid));
  if (!contentHash(said).equals(hash)) throw new AppError('DB_DAMAGED');
  const left = erasedSnapshot(said);
  const seal = contentHash(left);
  list(ctx, 'document', id, stone, { oldHash: hash.toString('hex'), newHash: seal.toString('hex') }, { number: said.number });
  rewordDocument(ctx.db, id, rid, left, seal);
  return buyerRid;
}

function eraseBody(ctx: Ctx, kind: 'reminder' | 'receipt', id: string, stone: Stone): void {
  const { rid, body, hash } = found(storedBody(ctx.db, kind, id));
  const { text, seal } = kind === 'reminder' ? erasedLetter(body) : erasedReceipt(body);
  list(ctx, kind, id, stone, { oldHash: hash.toString('hex'), newHash: seal.toString('hex') }, {});
  rewordBody(ctx.db, kind, rid, text, seal);
}

function erasePayment(ctx: Ctx, id: string, stone: Stone): void {
  list(ctx, 'payment', id, stone, null, {});
  dropPaymentTexts(ctx.db, id);
}

function erasedLetter(body: string): { text: string; seal: Buffer } {
  const letter = reminderLetter.parse(JSON.parse(body));
  const word = erasedWord(letter.language);
  const left = { ...letter, title: word, text: word, closing: letter.closing === '' ? '' : word, buyer: erasedParty(letter.buyer.country, letter.language) };
  return { text: JSON.stringify(left), seal: letterHash(left) };
}

function erasedReceipt(body: string): { text: string; seal: Buffer } {
  const receipt = JSON.parse(body) as Receipt; // what was stored is what the service once made of a payment
  const left: Receipt = { ...receipt, buyer: erasedParty(receipt.buyer.country, receipt.language), method: { ...receipt.method, reference: '', last4: '' } };
  const text = JSON.stringify(left);
  return { text, seal: receiptHash(text) };
}

/** The list of these books: what a restore has to take along. */
export function erasedPapersOf(db: Ctx['db']): ErasedPaper[] {
  return erasedPapers(db);
}

/**
 * Erases again whatever was erased after the books that were restored had been saved, each with a record, under its own number where that is free. What is not there leaves its row:
 * an even older backup may still have it. After the people. One transaction, or that of the caller.
 */
export function reapplyErasedPapers(given: Ctx, papers: readonly ErasedPaper[]): number {
  return transact(given, () => {
    let again = 0;
    // Whatever the clock of this computer says, it is later than what was done.
    const latest = papers.map(({ at }) => at).toSorted().at(-1) ?? '';
    const ctx: Ctx = { ...given, clock: { now: () => [given.clock.now(), latest].toSorted().at(-1) ?? latest } };
    const parties: { customerRid: number; buyerRid: number }[] = [];
    for (const paper of papers) {
      const { kind, id, oldHash, newHash } = paper;
      if (readErased(ctx.db, id) !== undefined) continue;
      const stone: Stone = { no: paper.no, at: paper.at, by: paper.by, keptUntil: paper.keptUntil, again: true };
      const head = kind === 'document' ? documentHead(ctx.db, id) : undefined;
      const there = head !== undefined || (kind === 'payment' ? true : kind !== 'document' && storedBody(ctx.db, kind, id) !== undefined);
      if (head !== undefined) {
        const buyerRid = eraseDocument(ctx, id, stone);
        if (buyerRid !== null) parties.push({ customerRid: head.customerRid, buyerRid });
      } else if (kind === 'payment') erasePayment(ctx, id, stone);
      else if (there && kind !== 'document') eraseBody(ctx, kind, id, stone);
      else list(ctx, kind, id, stone, oldHash === null || newHash === null ? null : { oldHash, newHash }, {});
      if (there) again += 1;
    }
    blankParties(ctx.db, parties);
    return again;
  });
}
