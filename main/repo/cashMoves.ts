// What issuing and every move of money does to tax that falls due when paid, in the transaction of the move. Does nothing for documents of the other way. Called by totals.ts, booking.ts and payment services.
import { type Minor, NOTHING } from '../../domain/money.ts';
import { atWorth, begunWith, taxOfPart, type TaxShare, worthOfTaxPart } from '../../domain/taxDue.ts';
import { addCashEvent, anyCash, areRelated, type CashDocument, type CashEvent, type CashKind, dayOfAct, discountShares, inBase, mirrorDiscount, mirrorDocument, readCash, times } from './cashTax.ts';
import type { Source } from './creditSources.ts';
import type { Db } from '../db/open.ts';

/** A document that was just issued: what was paid before falls due with it. */
export function cashIssued(db: Db, documentRid: number): void {
  const document = readCash(db, documentRid);
  if (document === undefined) return;
  mirrorDocument(db, document, 1);
  const { received, whole } = begunWith(document);
  if (received === 0) return;
  const begun = part(document, whole, received);
  addCashEvent(db, document, { day: document.issueDate, kind: 'opening', actRid: null, settlementRid: null, refundRid: null, ...begun, paid: begun.doc });
}

interface Settled {
  actRid: number;
  settlementRid: number;
  documentRid: number;
  /** Of the document, before. */
  balance: Minor;
  amount: Minor;
}

/** Money or a credit note on a document. Where a document that gives back is used, its own tax is given back with it. `source`: as it was before. */
export function cashSettled(db: Db, settled: Settled, source: Source, sourceBase: Minor | null): void {
  if (!anyCash(db)) return;
  const { actRid, settlementRid, amount, balance } = settled;
  const [owed, given] = [readCash(db, settled.documentRid), source.documentRid === null ? undefined : readCash(db, source.documentRid)];
  const at = { day: dayOfAct(db, actRid), kind: 'received' as const, actRid, settlementRid, refundRid: null };
  const back = given && part(given, source.left, amount);
  if (given !== undefined && back !== undefined) write(db, given, { ...at, ...back }, amount, sourceBase);
  if (owed === undefined) return;
  const own = given !== undefined && back !== undefined && amount !== balance && areRelated(db, owed.rid, given.rid) ? ofItsNote(owed, given, back) : null;
  write(db, owed, { ...at, ...(own ?? part(owed, balance, amount)) }, amount, sourceBase);
}

/** A credit note takes from its own invoice exactly what it gives back, rate by rate: nothing falls due for what was never paid. Null where their taxes differ. */
function ofItsNote(owed: CashDocument, given: CashDocument, back: Part): Part | null {
  const places = given.rows.map(({ key }) => owed.rows.findIndex((row) => row.key === key));
  if (places.includes(-1)) return null;
  const none: TaxShare = { base: NOTHING, amount: NOTHING };
  const pick = (from: readonly TaxShare[]): TaxShare[] => owed.rows.map((_, i) => times(from[places.indexOf(i)] ?? none, -1));
  return { shares: pick(back.shares), doc: pick(back.doc) };
}

/** A rest that was given up (a small difference, a bad debt) never falls due. What coins could not pay changes no tax. */
export function cashGivenUp(db: Db, settled: Settled): void {
  const document = readCash(db, settled.documentRid);
  if (document === undefined) return;
  const { actRid, settlementRid, balance, amount } = settled;
  addCashEvent(db, document, { day: dayOfAct(db, actRid), kind: 'given-up', actRid, settlementRid, refundRid: null, ...part(document, balance, amount), paid: [] });
}

/** An early-payment discount lessens what is left by what it corrects (T58). After its tax was stored. */
export function cashDiscounted(db: Db, { actRid, settlementRid, documentRid }: Pick<Settled, 'actRid' | 'settlementRid' | 'documentRid'>): void {
  const document = readCash(db, documentRid);
  if (document === undefined) return;
  const [shares, day] = [discountShares(db, document, settlementRid), dayOfAct(db, actRid)];
  const doc = shares.map(({ base, amount }) => ({ base: inBase(document, base), amount: inBase(document, amount) }));
  addCashEvent(db, document, { day, kind: 'discount', actRid, settlementRid, refundRid: null, shares, doc, paid: [] });
  mirrorDiscount(db, document, shares, day, -1);
}

/** A credit note that is paid back gives its tax back. `source`: as it was before. */
export function cashRefunded(db: Db, refundRid: number, source: Source, amount: Minor, sourceBase: Minor | null): void {
  const document = source.documentRid === null ? undefined : readCash(db, source.documentRid);
  if (document === undefined) return;
  write(db, document, { day: dayOfAct(db, refundRid), kind: 'received', actRid: refundRid, settlementRid: null, refundRid, ...part(document, source.left, amount) }, amount, sourceBase);
}

type Part = Pick<CashEvent, 'shares' | 'doc'>;

function part({ left, docLeft, currency, baseCurrency }: CashDocument, balance: Minor, amount: Minor): Part {
  const shares = taxOfPart(left, balance, amount);
  // In one currency both are the same figures: rounding them apart would make two of them.
  return { shares, doc: currency === baseCurrency ? shares : worthOfTaxPart(docLeft, balance, amount) };
}

function write(db: Db, document: CashDocument, event: Omit<CashEvent, 'paid'> & { kind: CashKind }, amount: Minor, worth: Minor | null): void {
  addCashEvent(db, document, { ...event, paid: atWorth(event.shares, amount, document.currency === document.baseCurrency ? null : worth) });
}
