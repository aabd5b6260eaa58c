// What can be done with money that was recorded: use credit, write off, give back, undo. Each is one transaction and one act that is never changed (T54, T56, T60). Called by the IPC router, imports, bank matching and tests.
import { AppError } from '../../contract/errors.ts';
import type { Output, Parsed } from '../../contract/index.ts';
import { refund } from '../../domain/allocation.ts';
import { worthOfPart } from '../../domain/exchange.ts';
import { NOTHING, minor, negMinor, sumMinor } from '../../domain/money.ts';
import { findCardNumber } from '../../domain/pan.ts';
import { cashRefunded } from '../repo/cashMoves.ts';
import { takeBackCash } from '../repo/cashTax.ts';
import { readSource, readSourceByRid, saveSource, type Source, type SourceRef } from '../repo/creditSources.ts';
import { settledErased } from '../repo/documentErasure.ts';
import { paymentsBeside } from '../repo/bankShares.ts';
import { readCustomerByRid, type StoredCustomer } from '../repo/customers.ts';
import { addRefund, addVoid, readRefund, readSettlement, settlementsBeside, settlementsOfAct, settlementsOfSource } from '../repo/payments.ts';
import { readReceivable } from '../repo/receivables.ts';
import { allocate, begin, type FromImport, moveSource, receivable, refusePayment, ruled, settleWithout, takeBack, wasDone, type Act } from './booking.ts';
import { transact, type Ctx } from './context.ts';
import { checkMethod, checkWriteOff } from './payments.ts';
import { found } from './problems.ts';

function usable(ctx: Ctx, ref: SourceRef): Source {
  const source = found(readSource(ctx.db, ref));
  if (source.voided) refusePayment('source', 'PAYMENT_VOID');
  return source;
}

function customerOf(ctx: Ctx, rid: number): StoredCustomer {
  return found(readCustomerByRid(ctx.db, rid));
}

function checkNote(path: string, note: string): void {
  if (findCardNumber(note)) refusePayment(path, 'CARD_NUMBER');
}

/** Uses what is left of a payment or credit note for open documents (T52). NOT_FOUND, CONFLICT, PAYMENT_INVALID with fields. */
export function applyCredit(ctx: Ctx, wish: Parsed<'payments.apply'>): Output<'payments.apply'> {
  return transact(ctx, () => {
    const { id, source: ref, date, allocations, note } = wish;
    if (wasDone(ctx, 'apply', id, wish)) return { id, left: found(readSource(ctx.db, ref)).left, gain: NOTHING };
    checkNote('note', note);
    const source = usable(ctx, ref);
    const customer = customerOf(ctx, source.customerRid);
    const says = { source: ref.id, documents: allocations.map(({ documentId, amount }) => ({ document: documentId, amount })) };
    const act = begin(ctx, { id, kind: 'apply', customerRid: customer.rid, customerId: customer.id, date, note }, wish, says);
    const gains = allocations.map(({ documentId, amount }, i) => allocate(ctx, act.rid, source.rid, documentId, minor(amount), `allocations.${i}.amount`).gain);
    return { id, left: found(readSourceByRid(ctx.db, source.rid)).left, gain: sumMinor(gains) };
  });
}

/** Gives up what is still open of a document, up to the owner's limit. It corrects no tax. NOT_FOUND, CONFLICT, PAYMENT_INVALID. */
export function writeOff(ctx: Ctx, wish: Parsed<'payments.writeOff'>): Output<'payments.writeOff'> {
  return transact(ctx, () => {
    const { id, documentId, date, reason } = wish;
    found(readReceivable(ctx.db, documentId));
    const document = receivable(ctx, documentId, 'documentId');
    const open = document.balance.balance;
    if (wasDone(ctx, 'write-off', id, wish)) return { id, amount: document.balance.writtenOff };
    checkNote('reason', reason);
    checkWriteOff(ctx, document, open, 'documentId');
    const { customerRid, customerId } = document;
    const act = begin(ctx, { id, kind: 'write-off', customerRid, customerId, date, note: reason }, wish, { document: documentId, amount: open });
    settleWithout(ctx, act.rid, 'write-off', documentId, open, null);
    return { id, amount: open };
  });
}

/** Pays back what is not used of a payment or credit note; no document is needed (T56). NOT_FOUND, CONFLICT, PAYMENT_INVALID (REFUND_OVER). */
export function refundCredit(ctx: Ctx, wish: Parsed<'payments.refund'>): Output<'payments.refund'> {
  return transact(ctx, () => {
    const { id, source: ref, paidOn, method, note } = wish;
    if (wasDone(ctx, 'refund', id, wish)) return { id, left: found(readSource(ctx.db, ref)).left };
    checkMethod(method, note);
    const source = usable(ctx, ref);
    const amount = minor(wish.amount);
    ruled('amount', () => refund(source.left, amount));
    const customer = customerOf(ctx, source.customerRid);
    const act = begin(ctx, { id, kind: 'refund', customerRid: customer.rid, customerId: customer.id, date: paidOn, note }, wish, { source: ref.id, amount, currency: source.currency });
    const sourceBase = worthOfPart({ amount: source.left, base: source.baseLeft }, amount);
    addRefund(ctx.db, { rid: act.rid, sourceRid: source.rid, paidOn, amount, sourceBase, method });
    cashRefunded(ctx.db, act.rid, source, amount, sourceBase);
    return { id, left: moveSource(ctx, source, amount, sourceBase, amount).left };
  });
}

/**
 * Undoes a payment with all it settled (and the others of its bank line), one settlement, a refund, or the use of credit; everything returns exactly as it was, and the history keeps both (T54).
 * NOT_FOUND, CONFLICT, PAYMENT_INVALID: PAYMENT_VOID when it was undone before, or money of it was given back (the refund is undone first).
 */
export function voidPayment(ctx: Ctx, wish: Parsed<'payments.void'>, from?: FromImport): Output<'payments.void'> {
  return transact(ctx, () => {
    if (wasDone(ctx, 'void', wish.id, wish)) return { id: wish.id };
    if (settledErased(ctx.db, wish.target.id)) throw new AppError('DOCUMENT_ERASED');
    checkNote('reason', wish.reason);
    if (wish.target.kind === 'payment') undoLine(ctx, wish, from);
    else if (wish.target.kind === 'settlement') undoSettlement(ctx, wish);
    else if (wish.target.kind === 'act') undoAct(ctx, wish);
    else undoRefund(ctx, wish);
    return { id: wish.id };
  });
}

type Void = Parsed<'payments.void'>;

function beginVoid(ctx: Ctx, wish: Void, customerRid: number, from?: FromImport): Act {
  const customer = customerOf(ctx, customerRid);
  const { id, date, reason: note, target } = wish;
  return begin(ctx, { id, kind: 'void', customerRid, customerId: customer.id, date, note }, wish, { [target.kind]: target.id }, from);
}

/** A bank line over several customers is one piece of money: its payments go together, or the line could be booked again beside one that stands. */
function undoLine(ctx: Ctx, wish: Void, from?: FromImport): void {
  const { paymentRid } = found(readSource(ctx.db, { kind: 'payment', id: wish.target.id }));
  const others = paymentRid === null ? [] : paymentsBeside(ctx.db, paymentRid);
  undoPayment(ctx, wish, from);
  for (const { id } of others) undoPayment(ctx, { ...wish, id: ctx.newId(), target: { kind: 'payment', id } }, from);
}

function undoPayment(ctx: Ctx, wish: Void, from?: FromImport): void {
  const source = found(readSource(ctx.db, { kind: 'payment', id: wish.target.id }));
  if (source.voided || source.paymentRid === null) refusePayment('target', 'PAYMENT_VOID');
  // Money that was given back cannot be unsaid by undoing where it came from.
  if (source.refunded > 0) refusePayment('target', 'PAYMENT_VOID_REFUNDED');
  const act = beginVoid(ctx, wish, source.customerRid, from);
  for (const settlement of settlementsOfSource(ctx.db, source.rid)) takeBack(ctx, act.rid, settlement);
  addVoid(ctx.db, act.rid, 'payment', source.paymentRid);
  const whole = found(readSourceByRid(ctx.db, source.rid));
  saveSource(ctx.db, whole, { left: NOTHING, baseLeft: whole.baseLeft === null ? null : NOTHING, refunded: NOTHING, voided: true });
}

/** What came beside an allocation (a discount, a write-off) falls with it: it was granted for that money. */
function undoSettlement(ctx: Ctx, wish: Void): void {
  const settlement = found(readSettlement(ctx.db, wish.target.id));
  // Rounding is part of the cash it came with.
  if (settlement.voided || settlement.kind === 'rounding') refusePayment('target', 'PAYMENT_VOID');
  const act = beginVoid(ctx, wish, settlement.customerRid);
  if (settlement.sourceRid !== null) for (const beside of settlementsBeside(ctx.db, settlement.sourceRid, settlement.documentId)) takeBack(ctx, act.rid, beside);
  takeBack(ctx, act.rid, settlement);
}

/** Credit that was used is there again, a rest that was written off is owed again. PAYMENT_VOID when nothing of it stands any more. */
function undoAct(ctx: Ctx, wish: Void): void {
  const settlements = settlementsOfAct(ctx.db, wish.target.id);
  const [first] = settlements;
  if (first === undefined) refusePayment('target', 'PAYMENT_VOID');
  const act = beginVoid(ctx, wish, first.customerRid);
  for (const settlement of settlements) takeBack(ctx, act.rid, settlement);
}

function undoRefund(ctx: Ctx, wish: Void): void {
  const given = found(readRefund(ctx.db, wish.target.id));
  if (given.voided) refusePayment('target', 'PAYMENT_VOID');
  const act = beginVoid(ctx, wish, given.customerRid);
  addVoid(ctx.db, act.rid, 'refund', given.rid);
  takeBackCash(ctx.db, { refundRid: given.rid }, act.rid);
  const source = found(readSourceByRid(ctx.db, given.sourceRid));
  moveSource(ctx, source, negMinor(given.amount), given.sourceBase === null ? null : negMinor(given.sourceBase), negMinor(given.amount));
}
