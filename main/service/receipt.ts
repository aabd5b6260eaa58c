// Receipts: issued once for a payment with a number of their own series, frozen as they stood, their PDF stored once; one of a payment that was taken back stays, and gets a second PDF that says it is void. Called by the IPC router, main/app and tests.
import { createHash } from 'node:crypto';
import type { Output, Parsed } from '../../contract/index.ts';
import { AppError } from '../../contract/errors.ts';
import { formatNumber, numberProblem, periodKey } from '../../domain/numbering.ts';
import { buyerOf, sellerOf } from '../../domain/snapshot.ts';
import type { Receipt } from '../../paper/ReceiptPage.tsx';
import { readBusiness } from '../repo/business.ts';
import { readCustomer } from '../repo/customers.ts';
import { readErased } from '../repo/documentErasure.ts';
import { readPayment } from '../repo/paymentReads.ts';
import { sha256Hex } from '../repo/pdf.ts';
import { addReceipt, addReceiptPdf, readReceipt, readReceiptPdf, type ReceiptFace, receiptHash, receiptVoidedOn } from '../repo/receipts.ts';
import { readReceivable } from '../repo/receivables.ts';
import { addSeries, allSeries, type StoredSeries, takeNumber } from '../repo/series.ts';
import { refusePayment } from './booking.ts';
import { refuseErased } from './customers.ts';
import { audit, localDate, readTogether, transact, type Ctx } from './context.ts';
import { found } from './problems.ts';
import { deviceId, fyStart, seriesFor } from './series.ts';

/**
 * Issues the receipt of a payment; asked again it answers the same one (T60). Number, words and record are kept in one transaction, or nothing is.
 * NOT_FOUND; CUSTOMER_ERASED; PAYMENT_INVALID for a payment that was taken back: there is nothing to confirm.
 */
export function paymentsReceipt(ctx: Ctx, { id }: Parsed<'payments.receipt'>): Output<'payments.receipt'> {
  return transact(ctx, () => {
    const known = readReceipt(ctx.db, id);
    if (known !== undefined) return { number: known.number };
    const payment = found(readPayment(ctx.db, id));
    if (payment.state === 'void') refusePayment('id', 'PAYMENT_VOID');
    refuseErased(ctx, payment.customerId);
    const { seriesRid, period, sequence, number } = nextNumber(ctx);
    const body = JSON.stringify(receiptOf(ctx, id, number));
    const receiptId = ctx.newId();
    const auditSeq = audit(ctx, 'payment.receipt', 'receipt', receiptId, { payment: id, number, contentHash: receiptHash(body).toString('hex') });
    addReceipt(ctx.db, { id: receiptId, paymentId: id, number, seriesRid, period, sequence, body, auditSeq, at: ctx.clock.now(), by: ctx.actor.name });
    return { number };
  });
}

const NAMES = { en: 'Receipts', de: 'Quittungen', fr: 'Reçus', es: 'Recibos' } as const;

/** The series of receipts is made with the first receipt: books from before there were any have none. */
function receiptSeries(ctx: Ctx): StoredSeries {
  if (allSeries(ctx.db).every(({ kind }) => kind !== 'receipt')) {
    const { country, language } = found(readBusiness(ctx.db));
    const tail = country === 'IN' ? '/{FY}/{0000}' : '-{YYYY}-{0000}';
    const pattern = ['RC', 'RCPT'].map((letters) => `${letters}${tail}`).find((one) => allSeries(ctx.db).every((series) => series.pattern !== one)) ?? `PAID${tail}`;
    const id = ctx.newId();
    addSeries(ctx.db, id, { kind: 'receipt', name: NAMES[language], pattern, rules: country === 'IN' ? 'india' : 'plain', isDefault: true }, deviceId(ctx));
    audit(ctx, 'series.create', 'series', id, { version: 1 });
  }
  return seriesFor(ctx, null, 'receipt');
}

function nextNumber(ctx: Ctx): { seriesRid: number; period: string; sequence: number; number: string } {
  const series = receiptSeries(ctx);
  const [today, month] = [localDate(ctx.clock.now()), fyStart(ctx)];
  const period = periodKey(series.pattern, today, month);
  const sequence = takeNumber(ctx.db, series.rid, period, today);
  const number = formatNumber(series.pattern, sequence, today, month);
  const problem = numberProblem(number, series.rules);
  if (problem !== null) refusePayment('id', problem);
  return { seriesRid: series.rid, period, sequence, number };
}

/** What the receipt of a payment says at this moment: parties as they are today, what the payment settles now. */
function receiptOf(ctx: Ctx, id: string, number: string): Receipt {
  const payment = found(readPayment(ctx.db, id));
  const business = found(readBusiness(ctx.db));
  const customer = found(readCustomer(ctx.db, payment.customerId));
  const { paidOn, currency, amount, method, reference, brand, last4, unapplied } = payment;
  const rows = payment.settlements
    .filter(({ kind, voided }) => kind === 'payment' && !voided)
    .map((settlement) => ({ number: settlement.documentNumber, issueDate: found(readReceivable(ctx.db, settlement.documentId)).issueDate, amount: settlement.amount }));
  return {
    seller: sellerOf(business), buyer: buyerOf(customer), language: customer.language ?? business.language, number, paidOn, currency, amount,
    method: { method, reference, brand, last4 }, rows, unapplied,
  };
}

/**
 * The issued receipt, the day its payment was taken back (null while it stands), and the PDF that says so much where it is made already.
 * NOT_FOUND; DOCUMENT_ERASED; DB_DAMAGED when either is no longer what was sealed.
 */
export function loadReceipt(ctx: Ctx, paymentId: string): { receipt: Receipt; voidedOn: string | null; pdf: Buffer | null } {
  return readTogether(ctx, () => {
    const { rid, id, body, intact } = found(readReceipt(ctx.db, paymentId));
    if (readErased(ctx.db, id) !== undefined) throw new AppError('DOCUMENT_ERASED');
    if (!intact) throw new AppError('DB_DAMAGED');
    const voidedOn = receiptVoidedOn(ctx.db, rid);
    const stored = readReceiptPdf(ctx.db, rid, faceOf(voidedOn));
    if (stored !== undefined && !createHash('sha256').update(stored.bytes).digest().equals(stored.sha256)) throw new AppError('DB_DAMAGED');
    return { receipt: body, voidedOn, pdf: stored?.bytes ?? null };
  });
}

const faceOf = (voidedOn: string | null): ReceiptFace => (voidedOn === null ? 'issued' : 'void');

/** Stores the PDF of the receipt as it stood on `voidedOn`, once and for good; when there is one already, it stays and is answered. PAYMENT_INVALID for a drawing that was overtaken by a void. */
export function storeReceiptPdf(ctx: Ctx, paymentId: string, bytes: Buffer, voidedOn: string | null): Buffer {
  return transact(ctx, () => {
    const { rid, id } = found(readReceipt(ctx.db, paymentId));
    const face = faceOf(voidedOn);
    if (receiptVoidedOn(ctx.db, rid) !== voidedOn) refusePayment('id', 'PAYMENT_VOID');
    const stored = readReceiptPdf(ctx.db, rid, face);
    if (stored !== undefined) return stored.bytes;
    const auditSeq = audit(ctx, face === 'void' ? 'payment.receipt-void-pdf' : 'payment.receipt-pdf', 'receipt', id, { sha256: sha256Hex(bytes), size: bytes.length });
    addReceiptPdf(ctx.db, { rid, face, bytes, auditSeq, at: ctx.clock.now() });
    return bytes;
  });
}
