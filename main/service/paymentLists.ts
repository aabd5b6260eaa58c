// What payments.* of the wall reads: the list, one payment, a customer's account, and what settled a document. Called by the IPC router and tests.
import type { Output, Parsed } from '../../contract/index.ts';
import type { OpenDocumentWire } from '../../contract/payments.ts';
import { earlyTermsOf } from '../../domain/date.ts';
import { earlyUntil } from '../../domain/earlyPayment.ts';
import { paymentRidOf } from '../repo/bank.ts';
import { paymentsBeside } from '../repo/bankShares.ts';
import { readBusiness } from '../repo/business.ts';
import { openCreditsOf, readSource } from '../repo/creditSources.ts';
import { receiptHead } from '../repo/receipts.ts';
import { readCustomer } from '../repo/customers.ts';
import { balancesOf, listPayments, readPayment, refundsOf, settlementsOf, settlementsOfDocument } from '../repo/paymentReads.ts';
import { balanceOfDocument, openDocumentsOf, readReceivable } from '../repo/receivables.ts';
import { readTogether, type Ctx } from './context.ts';
import { discountOf } from './payments.ts';
import { paymentSettings } from './paymentSettings.ts';
import { found } from './problems.ts';
import { onlyWrittenBy } from '../repo/authors.ts';
import { onlyOf } from './own.ts';

const [MOST_DOCUMENTS, MOST_CREDITS] = [500, 200];

export function paymentsList(ctx: Ctx, { q, after, limit, filters }: Parsed<'payments.list'>): Output<'payments.list'> {
  return readTogether(ctx, () => listPayments(ctx.db, q, after, limit, filters));
}

/** NOT_FOUND. */
export function paymentsGet(ctx: Ctx, { id }: Parsed<'payments.get'>): Output<'payments.get'> {
  return readTogether(ctx, () => {
    const payment = found(readPayment(ctx.db, id));
    return { ...payment, receipt: receiptHead(ctx.db, id), sameLine: payment.state === 'void' ? [] : paymentsBeside(ctx.db, found(paymentRidOf(ctx.db, id))).map(({ number }) => number) };
  });
}

/** What a customer can pay, and with what; early-payment discounts as of the day asked for. NOT_FOUND. */
export function paymentsAccount(ctx: Ctx, { customerId, on }: Parsed<'payments.account'>): Output<'payments.account'> {
  return readTogether(ctx, () => {
    const { rid } = found(readCustomer(ctx.db, customerId));
    const author = onlyOf(ctx);
    const open = openDocumentsOf(ctx.db, rid, null, MOST_DOCUMENTS);
    const own = author === null ? null : onlyWrittenBy(ctx.db, open.map(({ id }) => id), author);
    return {
      documents: open.filter(({ id }) => own?.has(id) ?? true).map(({ hasEarly, ...row }) => ({ ...row, early: hasEarly ? earlyOf(ctx, row.id, on) : null })),
      credits: own === null ? openCreditsOf(ctx.db, rid, null, MOST_CREDITS) : [],
      balances: own === null ? balancesOf(ctx.db, rid) : [],
      baseCurrency: found(readBusiness(ctx.db)).currency,
      settings: paymentSettings(ctx),
    };
  });
}

function earlyOf(ctx: Ctx, id: string, on: string): OpenDocumentWire['early'] {
  const document = readReceivable(ctx.db, id);
  const terms = earlyTermsOf(document?.terms ?? null);
  if (document === undefined || terms === null) return null;
  const discount = discountOf(ctx, document, on);
  return discount && { until: earlyUntil(document.issueDate, terms), discount: discount.discount, pay: discount.pay };
}

/** NOT_FOUND. */
export function paymentsOfDocument(ctx: Ctx, { id }: Parsed<'payments.ofDocument'>): Output<'payments.ofDocument'> {
  return readTogether(ctx, () => {
    const { rid, balance, currency, side } = found(readReceivable(ctx.db, id));
    const { status, open, nextDue } = balanceOfDocument(ctx.db, id);
    const source = readSource(ctx.db, { kind: 'credit-note', id });
    const { payable: total, balance: _open, ...sums } = balance;
    return {
      status,
      total: side === 0 ? 0 : total,
      balance: open,
      ...sums,
      currency,
      dueDate: nextDue,
      settlements: settlementsOfDocument(ctx.db, rid),
      used: source === undefined ? [] : settlementsOf(ctx.db, source.rid),
      refunds: source === undefined ? [] : refundsOf(ctx.db, source.rid),
    };
  });
}
