// No false alarms: old documents brought in by the thousand, with the discounts and the many cancellations of a real shop, and an ordinary day after it, raise nothing.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportMapping } from '../../../contract/imports.ts';
import { addDays } from '../../../domain/date.ts';
import { importsCommit, importsInspect } from '../../../main/import/jobs.ts';
import { alertsCount } from '../../../main/service/alerts.ts';
import { openAlertWatch } from '../../../main/service/alertWatch.ts';
import { businessGet, businessSave } from '../../../main/service/business.ts';
import { audit, transact } from '../../../main/service/context.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { invoicesList } from '../../../main/service/invoices.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { voidPayment } from '../../../main/service/paymentActs.ts';
import { diceOf } from '../../fixtures/books.ts';
import { addCustomer, type Company, draftBody, issueInvoice, line, openCompany, TODAY } from '../../fixtures/company.ts';

let company: Company;
beforeEach(() => {
  company = openCompany();
});
afterEach(() => company.close());

const bringIn = (kind: 'documents' | 'customers', text: string): { added: number } => {
  const bytes = Buffer.from(text);
  const mapping: ImportMapping = importsInspect(company.ctx, bytes, kind).mapping;
  return importsCommit(company.ctx, { bytes, file: 'old.csv', kind, mapping, skipDuplicates: true, leaveOut: true });
};

/** Looks as the app does, to the end. */
function watched() {
  const watch = openAlertWatch(company.ctx.db);
  return {
    look: () => {
      const told: string[] = [];
      for (;;) {
        const step = watch.look(company.ctx);
        told.push(...step.told, ...watch.tick(company.ctx, null));
        if (!step.more) return told;
      }
    },
  };
}

/** Twenty days of a gift wholesaler: eighty orders a day, one in six taken back, numbers and dates as such programs write them. */
function retailFile(): string {
  const dice = diceOf(7);
  const rows = ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'];
  for (let n = 0; n < 1600; n += 1) {
    const day = addDays('2010-12-01', Math.floor(n / 80));
    const back = dice(6) === 0;
    const [who, hour] = [12_000 + dice(500), String(8 + dice(10)).padStart(2, '0')];
    for (let i = 0; i <= dice(4); i += 1)
      rows.push(`${back ? 'C' : ''}${536365 + n},A${dice(300)},Lantern ${dice(90)},${back ? -1 - dice(5) : 1 + dice(40)},${day} ${hour}:26:00,${dice(20)}.${10 + dice(89)},${who}.0,United Kingdom`);
  }
  return rows.join('\n');
}

/** Eight hundred orders of a food trader, two lines in five with five to twenty-five percent off. */
function traderFile(): string {
  const dice = diceOf(11);
  const rows = ['Number,Date,Customer,Description,Quantity,UnitPrice,Discount'];
  for (let n = 0; n < 800; n += 1) {
    const who = dice(90);
    for (let i = 0; i <= dice(3); i += 1)
      rows.push(`${10248 + n},${addDays('2024-07-04', Math.floor(n / 2))},Trader ${who},Crate ${dice(77)},${1 + dice(60)},${2 + dice(80)}.${10 + dice(89)},${dice(5) < 2 ? 5 * (1 + dice(5)) : 0}`);
  }
  return rows.join('\n');
}

const signIn = () => transact(company.ctx, () => audit(company.ctx, 'session.open', 'user', company.ctx.actor.id, { with: 'totp', failedBefore: 1, blockedBefore: 0 }));
const cash = { method: 'cash' as const, reference: '', brand: null, last4: '' };

/** A busy but ordinary day: sign-ins, invoices with the usual discounts, returns, a payment typed twice, the month for the accountant, a counter of a new year. */
function ordinaryDay(returns: number): void {
  const { ctx } = company;
  signIn();
  const customer = addCustomer(ctx);
  const discounts = ['0', '5', '10', '20', '25'];
  const ids = Array.from({ length: 40 }, (_, n) => issueInvoice(ctx, draftBody(customer, { lines: [line({ adjustments: n % 5 === 0 ? [] : [{ kind: 'allowance', percent: discounts[n % 5] ?? '5', amount: null, reason: '' }] })] })).id);
  for (const id of ids.slice(0, returns)) invoicesCredit(ctx, { id, newId: ctx.newId(), issueDate: TODAY, reason: 'Returned', request: { kind: 'whole' } });
  for (const amount of [1200, 800]) {
    const id = ctx.newId();
    recordPayment(ctx, { id, customerId: customer, paidOn: TODAY, currency: 'EUR', amount, rate: null, baseAmount: null, method: cash, note: '', allocations: [] });
    voidPayment(ctx, { id: ctx.newId(), target: { kind: 'payment', id }, date: TODAY, reason: 'Typed twice' });
  }
  const { logo: _logo, ...profile } = businessGet(ctx);
  businessSave(ctx, { ...profile, phone: '+353 1 555 0100', bank: { holder: 'Studio', iban: 'IE29AIBK93115212345678', bic: '', other: '' } });
  transact(ctx, () => audit(ctx, 'export.datev', 'export', null, { from: '2026-10-01', to: '2026-10-31', documents: 640, bookings: 1400 }));
  signIn();
}

describe('no false alarms', () => {
  it('a shop that brings in sixteen hundred old documents, one in six a cancellation, and then takes twelve back in a day', () => {
    const { look } = watched();
    expect(bringIn('documents', retailFile()).added).toBeGreaterThan(1400);
    expect(look()).toEqual([]);
    ordinaryDay(12);
    expect(look()).toEqual([]);
    expect(alertsCount(company.ctx).open).toBe(0);
  }, 60_000);

  it('a trader with years of discounts, and an ordinary day', () => {
    const { look } = watched();
    expect(bringIn('documents', traderFile()).added).toBeGreaterThan(700);
    expect(look()).toEqual([]);
    ordinaryDay(3);
    expect(look()).toEqual([]);
    expect(invoicesList(company.ctx, { q: '', after: null, limit: 1, filters: { customerId: null, from: null, to: null, currency: null, overdueOn: null } }).rows).toHaveLength(1);
  }, 60_000);

  it('young books: the first week of a business', () => {
    const { look } = watched();
    for (let day = 23; day <= 27; day += 1) {
      company.setNow(`2026-11-${day}T08:00:00.000Z`);
      ordinaryDay(2);
      expect(look()).toEqual([]);
    }
  }, 60_000);
});
