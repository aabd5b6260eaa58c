// Money for a made company, booked through the product's own service: two of three invoices paid whole, one in ten in part, some several at a time, some taken back.
import { addDays } from '../../domain/date.ts';
import { paymentsAccount } from '../../main/service/paymentLists.ts';
import { voidPayment } from '../../main/service/paymentActs.ts';
import { recordPayment } from '../../main/service/payments.ts';
import type { Ctx } from '../../main/service/context.ts';
import { TODAY } from './context.ts';
import { chance } from './random.ts';

const CUSTOMERS_AT_ONCE = 40;
const AFTER_DAYS = 21;
/** One in so many. */
const UNPAID = 4;
const IN_PART = 10;
const TOGETHER = 12;
const TAKEN_BACK = 50;
const METHODS = ['transfer', 'cash', 'cheque'] as const;

/** Answers how many payments were booked. */
export function payMost(ctx: Ctx): number {
  const c = chance(31);
  const customers = ctx.db.prepare<[], { id: string }>('SELECT id FROM customer ORDER BY rid').all().map(({ id }) => id);
  let booked = 0;
  const payments = (customerId: string): void => {
    const open = paymentsAccount(ctx, { customerId, on: TODAY }).documents.filter(({ currency, balance }) => currency === 'EUR' && balance > 0).toSorted((a, b) => (a.issueDate < b.issueDate ? -1 : 1));
    for (let at = 0; at < open.length; ) {
      const taken = open.slice(at, at + (c.int(TOGETHER) === 0 ? 3 : 1));
      at += taken.length;
      if (c.int(UNPAID) === 0) continue;
      const allocations = taken.map(({ id, balance }) => ({ documentId: id, amount: c.int(IN_PART) === 0 ? Math.ceil(balance / 2) : balance, rest: 'open' as const }));
      const paidOn = [addDays(taken.at(-1)?.issueDate ?? TODAY, c.int(AFTER_DAYS)), TODAY].toSorted()[0] ?? TODAY;
      const id = ctx.newId();
      recordPayment(ctx, {
        id, customerId, currency: 'EUR', amount: allocations.reduce((sum, { amount }) => sum + amount, 0), rate: null, baseAmount: null, paidOn, note: '',
        method: { method: c.pick(METHODS), reference: '', brand: null, last4: '' }, allocations,
      });
      booked += 1;
      if (c.int(TAKEN_BACK) === 0) voidPayment(ctx, { id: ctx.newId(), target: { kind: 'payment', id }, date: TODAY, reason: 'sent back by the bank' });
    }
  };
  // Only while the data is made, as in make.ts.
  ctx.db.pragma('synchronous=OFF');
  for (let done = 0; done < customers.length; done += CUSTOMERS_AT_ONCE) {
    ctx.db.transaction(() => customers.slice(done, done + CUSTOMERS_AT_ONCE).forEach(payments)).immediate();
  }
  ctx.db.pragma('synchronous=FULL');
  ctx.db.pragma('wal_checkpoint(TRUNCATE)');
  return booked;
}
