// What the receipt of a payment says: parties as they are today, and what the payment settles now. Called by main/app and tests.
import type { Receipt } from '../../paper/ReceiptPage.tsx';
import { buyerOf, sellerOf } from '../../domain/snapshot.ts';
import { readBusiness } from '../repo/business.ts';
import { readCustomer } from '../repo/customers.ts';
import { readPayment } from '../repo/paymentReads.ts';
import { readReceivable } from '../repo/receivables.ts';
import { refusePayment } from './booking.ts';
import { readTogether, type Ctx } from './context.ts';
import { found } from './problems.ts';

/** NOT_FOUND; PAYMENT_INVALID for a payment that was taken back: there is nothing to confirm. */
export function receiptOf(ctx: Ctx, id: string): Receipt {
  return readTogether(ctx, () => {
    const payment = found(readPayment(ctx.db, id));
    if (payment.state === 'void') refusePayment('id', 'PAYMENT_VOID');
    const business = found(readBusiness(ctx.db));
    const customer = found(readCustomer(ctx.db, payment.customerId));
    const { number, paidOn, currency, amount, method, reference, brand, last4, unapplied } = payment;
    const rows = payment.settlements
      .filter(({ kind, voided }) => kind === 'payment' && !voided)
      .map((settlement) => ({ number: settlement.documentNumber, issueDate: found(readReceivable(ctx.db, settlement.documentId)).issueDate, amount: settlement.amount }));
    return {
      seller: sellerOf(business), buyer: buyerOf(customer), language: customer.language ?? business.language, number: String(number), paidOn, currency, amount,
      method: { method, reference, brand, last4 }, rows, unapplied,
    };
  });
}
