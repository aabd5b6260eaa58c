// Recording a payment: one transaction that books money over many documents, with what becomes of each rest, and leaves the remainder as the customer's credit (T36, T52, T55, T58, T60). Called by the IPC router, imports, bank matching and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import { allocatePayment, type OpenDocument } from '../../domain/allocation.ts';
import { earlyTermsOf } from '../../domain/date.ts';
import { type EarlyDiscount, earlyDiscount, isEarly } from '../../domain/earlyPayment.ts';
import { worthOf as worthAt, worthOfPart } from '../../domain/exchange.ts';
import { type Minor, minor, subMinor, sumMinor } from '../../domain/money.ts';
import { findCardNumber } from '../../domain/pan.ts';
import { methodProblem } from '../../domain/paymentMethod.ts';
import { roundPayable } from '../../domain/document.ts';
import { readBusiness } from '../repo/business.ts';
import { addSource, readSourceByRid } from '../repo/creditSources.ts';
import { readCustomer } from '../repo/customers.ts';
import { cashDiscounted } from '../repo/cashMoves.ts';
import { correctDayTotals } from '../repo/dayTotals.ts';
import { readSnapshot } from '../repo/frozen.ts';
import { addPayment, addSettlementTax } from '../repo/payments.ts';
import { paymentOutcome } from '../repo/paymentReads.ts';
import { openDocumentsOf, type Receivable } from '../repo/receivables.ts';
import { allocate, begin, type FromImport, receivable, refusePayment, ruled, settleWithout, wasDone, worthOf, type Act } from './booking.ts';
import { readTogether, transact, type Ctx } from './context.ts';
import { paymentSettings } from './paymentSettings.ts';
import { found } from './problems.ts';

type Wish = Parsed<'payments.record'>;
type Allocation = Wish['allocations'][number];
/** As many as one payment may settle. */
const MOST_DOCUMENTS = 500;

/**
 * Books a payment under the id its caller made; asking again answers the same payment (T60).
 * Errors: NOT_FOUND (the customer), CONFLICT (the id belongs to something else), PAYMENT_INVALID with fields (PAYMENT_OVER, PAYMENT_CURRENCY, PAYMENT_UNKNOWN,
 * RATE_MISSING, WRITE_OFF_LIMIT, EARLY_PAYMENT, CASH_ROUNDING, CARD_...). A refused payment leaves nothing.
 */
export function recordPayment(ctx: Ctx, wish: Wish, from?: FromImport): Output<'payments.record'> {
  return transact(ctx, () => {
    if (wasDone(ctx, 'payment', wish.id, wish)) return { id: wish.id, ...found(paymentOutcome(ctx.db, wish.id)) };
    const customer = found(readCustomer(ctx.db, wish.customerId));
    const worth = checked(ctx, wish);
    const { id, paidOn: date, note, currency, amount, allocations } = wish;
    const says = { currency, amount, paidOn: date, documents: allocations.map(({ documentId, amount: part }) => ({ document: documentId, amount: part })) };
    const act = begin(ctx, { id, kind: 'payment', customerRid: customer.rid, customerId: customer.id, date, note }, wish, says, from);
    const documents = allocations.map(({ documentId }, i) => receivable(ctx, documentId, `allocations.${i}.amount`));
    const { baseCurrency, baseAmount } = worth;
    const number = addPayment(
      ctx.db,
      { rid: act.rid, customerRid: customer.rid, paidOn: date, currency, amount, baseCurrency, rate: wish.rate, baseAmount, method: wish.method },
      [customer.name, note, ...documents.map((document) => document.number)],
    );
    const sourceRid = addSource(ctx.db, { customerRid: customer.rid, paymentRid: act.rid, documentRid: null, currency, amount, baseAmount });
    const gains = allocations.map((allocation, i) => book(ctx, { act, sourceRid, wish, path: `allocations.${i}.amount` }, allocation));
    return { id, number, unapplied: found(readSourceByRid(ctx.db, sourceRid)).left, gain: sumMinor(gains) };
  });
}

/** The rules that need no document; answers what the payment is worth in the business's currency. */
function checked(ctx: Ctx, { currency, amount, rate, baseAmount, method, note, allocations }: Wish): { baseCurrency: string; baseAmount: number | null } {
  checkMethod(method, note);
  const ids = allocations.map(({ documentId }) => documentId);
  const twice = ids.findIndex((id, i) => ids.indexOf(id) !== i);
  if (twice >= 0) refusePayment(`allocations.${twice}.documentId`, 'PAYMENT_UNKNOWN');
  if (sumMinor(allocations.map((part) => minor(part.amount))) > amount) refusePayment('amount', 'PAYMENT_OVER', { what: 'payment', left: amount });
  const { currency: baseCurrency } = found(readBusiness(ctx.db));
  if (currency === baseCurrency) {
    if (rate !== null || baseAmount !== null) refusePayment('rate', 'RATE_NOT_NEEDED');
    return { baseCurrency, baseAmount: null };
  }
  if (baseAmount !== null) return { baseCurrency, baseAmount };
  const { base } = ruled('rate', () => worthAt(minor(amount), currency, rate, baseCurrency));
  return { baseCurrency, baseAmount: base };
}

/** Nothing of a card but its brand and last four digits, in any field (T82). */
export function checkMethod(method: Wish['method'], note: string): void {
  const problem = methodProblem(method);
  if (problem !== null) refusePayment(problem === 'CARD_LAST4' ? 'method.last4' : problem === 'CARD_BRAND_MISSING' ? 'method.brand' : 'method.reference', problem);
  if (findCardNumber(note)) refusePayment('note', 'CARD_NUMBER');
}

interface Booking {
  act: Act;
  sourceRid: number;
  wish: Wish;
  path: string;
}

/** Settles one document, and what becomes of its rest. Answers the exchange gain. */
function book(ctx: Ctx, booking: Booking, { documentId, amount, rest }: Allocation): Minor {
  const { act, sourceRid, path } = booking;
  const document = receivable(ctx, documentId, path);
  const left = subMinor(document.balance.balance, minor(amount));
  // Rounded first, so that a payment never exceeds what is owed.
  if (rest === 'rounding') bookRounding(ctx, booking, document, left);
  // Before the money: its tax is worked out from all that was open.
  if (rest === 'early') bookDiscount(ctx, booking, document, left);
  const { gain } = allocate(ctx, act.rid, sourceRid, documentId, minor(amount), path);
  if (rest === 'write-off') {
    checkWriteOff(ctx, document, left, path);
    settleWithout(ctx, act.rid, 'write-off', documentId, left, sourceRid);
  }
  return gain;
}

function bookRounding(ctx: Ctx, { act, sourceRid, wish, path }: Booking, document: Receivable, left: Minor): void {
  const { cashRounding } = paymentSettings(ctx);
  const due = roundPayable(minor(wish.amount), minor(cashRounding));
  const fits = wish.method.method === 'cash' && document.currency === document.baseCurrency && cashRounding > 0 && due === wish.amount && 2 * Math.abs(left) <= cashRounding;
  if (!fits) refusePayment(path, 'CASH_ROUNDING');
  if (left !== 0) settleWithout(ctx, act.rid, 'rounding', document.id, left, sourceRid);
}

function bookDiscount(ctx: Ctx, { act, sourceRid, wish, path }: Booking, document: Receivable, left: Minor): void {
  const discount = discountOf(ctx, document, wish.paidOn);
  if (discount === null || discount.discount !== left) refusePayment(path, 'EARLY_PAYMENT', { discount: discount?.discount ?? 0 });
  const rid = settleWithout(ctx, act.rid, 'early-discount', document.id, discount.discount, sourceRid);
  discount.taxes.forEach(({ base, amount }, position) => addSettlementTax(ctx.db, rid, position, base, amount));
  correctDayTotals(ctx.db, rid, act.rid, -1);
  cashDiscounted(ctx.db, { actRid: act.rid, settlementRid: rid, documentRid: document.rid });
}

/** What may be taken off when all that is open is paid on that day, with its share in every tax (T58); null when nothing may. */
export function discountOf(ctx: Ctx, { rid, issueDate, terms, balance }: Receivable, paidOn: string): EarlyDiscount | null {
  const early = earlyTermsOf(terms);
  if (early === null || balance.balance <= 0 || balance.discounted !== 0 || !isEarly(issueDate, paidOn, early)) return null;
  const { totals, taxes } = found(readSnapshot(ctx.db, rid));
  if (totals.gross <= 0) return null;
  const discount = earlyDiscount({ net: totals.net, gross: totals.gross, taxes }, balance.balance, early);
  return discount.discount > 0 && discount.pay > 0 ? discount : null;
}

/** Only up to what the owner allows, in the business's currency. WRITE_OFF_LIMIT. */
export function checkWriteOff(ctx: Ctx, document: Receivable, amount: Minor, path: string): void {
  const { writeOffLimit } = paymentSettings(ctx);
  const worth = worthOfPart(worthOf(document), amount) ?? amount;
  if (amount <= 0 || worth > writeOffLimit) refusePayment(path, 'WRITE_OFF_LIMIT', { balance: amount, limit: writeOffLimit });
}

/** The oldest due first; what no document takes stays unapplied (T52, T53, T55). NOT_FOUND. */
export function proposeAllocation(ctx: Ctx, { customerId, currency, amount }: Parsed<'payments.propose'>): Output<'payments.propose'> {
  return readTogether(ctx, () => {
    const customer = found(readCustomer(ctx.db, customerId));
    const open: OpenDocument[] = openDocumentsOf(ctx.db, customer.rid, currency, MOST_DOCUMENTS).map((row) => ({ ...row, balance: minor(row.balance) }));
    const { allocations, unapplied } = allocatePayment(minor(amount), currency, open);
    return { allocations: allocations.map((part) => ({ documentId: part.document, amount: part.amount })), unapplied };
  });
}
