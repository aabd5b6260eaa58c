// What customers owe and how late it is, per customer and currency, at the end of any day (T37, T68). Called by reports.ts only; a day in the past is worked out in the job process.
import type { ReportAsk, ReportColumn, ReportSection } from '../../contract/reports.ts';
import { paymentTerms } from '../../contract/business.ts';
import { AGE_BUCKETS, type AgeBucket, bucketOf } from '../../domain/ageing.ts';
import { daysBetween } from '../../domain/date.ts';
import { instalmentStates, NO_DUE_DATE, partsOf } from '../../domain/instalment.ts';
import { type Minor, addMinor, minor, negMinor, NOTHING, subMinor, sumMinor } from '../../domain/money.ts';
import { agedNow, creditNow, creditThen, customerNames, customerRidOf, movedAfter, openCount, type OpenThen, openThen } from '../repo/ageingRows.ts';
import type { Ctx } from './context.ts';
import { localDate } from './context.ts';
import { found } from './problems.ts';
import { writeKey } from './reportKeys.ts';

/** What one customer owes in one currency. */
interface Aged {
  customerRid: number;
  currency: string;
  buckets: Record<AgeBucket, Minor>;
  credit: Minor;
}
/** More open documents than these are walked through in the job process. */
const SHORT = 5000;

const COLUMNS: readonly ReportColumn[] = [{ id: 'customer', kind: 'text' }, ...AGE_BUCKETS.map((id): ReportColumn => ({ id, kind: 'amount' })), { id: 'credit', kind: 'amount' }, { id: 'owed', kind: 'amount' }];

/** True when the books of that day are those of now: nothing carries a later date. */
function isNow(ctx: Ctx, to: string): boolean {
  return to >= localDate(ctx.clock.now()) && !movedAfter(ctx.db, to);
}

export function isLongAgeing(ctx: Ctx, to: string): boolean {
  return openCount(ctx.db) > SHORT || !isNow(ctx, to);
}

/** One section per currency, the largest debt first. */
export function ageingSections(ctx: Ctx, { to }: Pick<ReportAsk, 'to'>): ReportSection[] {
  const aged = isNow(ctx, to) ? fromSums(ctx, to) : fromDocuments(ctx, to);
  const names = customerNames(ctx.db, new Set(aged.map(({ customerRid }) => customerRid)));
  return [...new Set(aged.map(({ currency }) => currency))].sort().map((currency) => section(currency, names, aged.filter((one) => one.currency === currency)));
}

function section(currency: string, names: ReturnType<typeof customerNames>, aged: readonly Aged[]): ReportSection {
  const rows = aged
    .map((one) => ({ one, owed: owedOf(one), ...found(names.get(one.customerRid)) }))
    .sort((a, b) => b.owed - a.owed || (a.name < b.name ? -1 : 1))
    .map(({ one, owed, id, name }) => ({ cells: [name, ...AGE_BUCKETS.map((bucket) => one.buckets[bucket]), negMinor(one.credit), owed], drill: writeKey({ of: 'open', customerId: id, currency }) }));
  const sums = [...AGE_BUCKETS.map((bucket) => sumMinor(aged.map(({ buckets }) => buckets[bucket]))), negMinor(sumMinor(aged.map(({ credit }) => credit))), sumMinor(aged.map(owedOf))];
  return { id: '', currency, columns: [...COLUMNS], rows, totals: [null, ...sums], more: 0 };
}

function owedOf({ buckets, credit }: Aged): Minor {
  return subMinor(addMinor(...AGE_BUCKETS.map((bucket) => buckets[bucket])), credit);
}

function collect(): { of: (customerRid: number, currency: string) => Aged; all: () => Aged[] } {
  const rows = new Map<string, Aged>();
  return {
    of(customerRid, currency) {
      const key = `${currency} ${customerRid}`;
      const row = rows.get(key) ?? { customerRid, currency, buckets: { notDue: NOTHING, days1to30: NOTHING, days31to60: NOTHING, days61to90: NOTHING, over90: NOTHING }, credit: NOTHING };
      rows.set(key, row);
      return row;
    },
    all: () => [...rows.values()],
  };
}

function fromSums(ctx: Ctx, to: string): Aged[] {
  const rows = collect();
  for (const { customerRid, currency, ...buckets } of agedNow(ctx.db, to)) {
    const row = rows.of(customerRid, currency);
    for (const bucket of AGE_BUCKETS) row.buckets[bucket] = minor(buckets[bucket]);
  }
  for (const { customerRid, currency, amount } of creditNow(ctx.db)) rows.of(customerRid, currency).credit = minor(amount);
  return rows.all();
}

function fromDocuments(ctx: Ctx, to: string): Aged[] {
  const rows = collect();
  for (const document of openThen(ctx.db, to, null)) {
    const row = rows.of(document.customerRid, document.currency);
    for (const { due, left } of partsThen(document)) {
      const bucket = bucketOf(due === NO_DUE_DATE ? null : due, to);
      row.buckets[bucket] = addMinor(row.buckets[bucket], left);
    }
  }
  for (const { customerRid, currency, amount } of creditThen(ctx.db, to, null)) {
    const row = rows.of(customerRid, currency);
    row.credit = addMinor(row.credit, minor(amount));
  }
  return rows.all();
}

/** The parts of a document that are open, each with the day it falls due. */
function partsThen({ terms, dueDate, payable, balance }: OpenThen): { due: string; left: Minor }[] {
  const plan = partsOf(terms === null ? null : paymentTerms.parse(JSON.parse(terms)), dueDate, minor(payable));
  const states = instalmentStates(plan, subMinor(minor(payable), minor(balance)));
  return states.filter(({ left }) => left !== 0).map(({ due, left }) => ({ due, left }));
}

export interface OpenItem {
  documentId: string | null;
  kind: OpenThen['kind'] | 'payment';
  number: string;
  date: string;
  due: string | null;
  late: number;
  amount: Minor;
}

/** What a customer's line is made of: open documents oldest due first, then what is to their credit. It adds up to what they owe. */
export function openItems(ctx: Ctx, to: string, customerId: string, currency: string): OpenItem[] {
  const customerRid = found(customerRidOf(ctx.db, customerId));
  const documents = openThen(ctx.db, to, customerRid)
    .filter((one) => one.currency === currency)
    .flatMap((one) => partsThen(one).map(({ due, left }): OpenItem => {
      const day = due === NO_DUE_DATE ? null : due;
      return { documentId: one.id, kind: one.kind, number: one.number, date: one.issueDate, due: day, late: day === null ? 0 : Math.max(0, daysBetween(day, to)), amount: left };
    }))
    .sort((a, b) => ((a.due ?? NO_DUE_DATE) < (b.due ?? NO_DUE_DATE) ? -1 : 1));
  const credits = creditThen(ctx.db, to, customerRid)
    .filter((one) => one.currency === currency)
    .map((one): OpenItem => ({ documentId: one.documentId, kind: one.documentId === null ? 'payment' : 'credit-note', number: one.number, date: one.date, due: null, late: 0, amount: negMinor(minor(one.amount)) }));
  return [...documents, ...credits];
}
