// Turns every order into an issued invoice through the methods that the editor itself uses, and compares each with the demo's own reckoning.
import type { Page } from '@playwright/test';
import type { Business } from './businesses.ts';
import { valueOf } from './desk.ts';
import type { Progress } from './progress.ts';
import { type Order, hundredths, reckon } from './reckon.ts';

interface Ids {
  customers: ReadonlyMap<string, string>;
  items: ReadonlyMap<string, { id: string; name: string; unit: string }>;
  taxes: ReadonlyMap<string, string>;
  series: string;
}

/** An order that has become an invoice. */
export interface Issued {
  order: string;
  id: string;
  number: string;
  total: bigint;
  lines: number;
}

const CHUNK = 50;

async function readIds(page: Page, business: Business): Promise<Ids> {
  const all = await page.evaluate(async (wanted) => {
    const { billfold } = window;
    const must = <T>(answer: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    };
    // Also what was put away (Northwind's discontinued products): old orders have it. Neither business has more than 200.
    const pages = [false, true].map((archived) => ({ q: '', after: null, limit: 200, archived }));
    const customers: [string, string][] = [];
    const items: [string, { id: string; name: string; unit: string }][] = [];
    for (const page of pages) {
      for (const { code, id } of must(await billfold.customers.list(page)).rows) customers.push([code, id]);
      for (const { code, id, name, unit } of must(await billfold.items.list(page)).rows) items.push([code, { id, name, unit }]);
    }
    const taxes = must(await billfold.taxes.list({ archived: false })).rows.map((tax): [string, string] => [tax.name, tax.id]);
    const series = must(await billfold.series.list({ archived: false })).rows.find((one) => one.pattern === wanted)?.id;
    return { customers, items, taxes, series };
  }, business.series.pattern);
  if (all.series === undefined) throw new Error(`There is no series ${business.series.pattern}.`);
  return { customers: new Map(all.customers), items: new Map(all.items), taxes: new Map(all.taxes), series: all.series };
}

function known<T>(map: ReadonlyMap<string, T>, key: string, what: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`There is no ${what} “${key}”.`);
  return value;
}

/** What the editor would send for this order. */
function draftOf(order: Order, ids: Ids, currency: string) {
  const taxIds = (name: string) => (name === '' ? [] : [known(ids.taxes, name, 'tax')]);
  return {
    customerId: known(ids.customers, order.customer, 'customer'), seriesId: ids.series, issueDate: order.date, dueDate: null, terms: null, supplyDate: order.date,
    reference: order.reference, subject: `Order ${order.id}`, note: '', currency, rate: '', language: null, pricesIncludeTax: false,
    lines: order.lines.map((line) => {
      const item = known(ids.items, line.product, 'item');
      const discount = { kind: 'allowance' as const, percent: canonical(line.percent), amount: null, reason: '' }; // as the editor sends it
      return {
        itemId: item.id, description: item.name, detail: '', quantity: canonical(line.quantity), unit: item.unit, unitPrice: canonical(line.price), per: '1',
        adjustments: line.percent === '' ? [] : [discount], taxIds: taxIds(line.tax),
      };
    }),
    adjustments: order.freight === '' ? [] : [{ kind: 'charge' as const, percent: null, amount: Number(hundredths(order.freight)), reason: 'Freight', taxIds: order.freightTax === null ? null : taxIds(order.freightTax), afterTax: false }],
  };
}

/** The wall takes decimals without zeros at the end. */
function canonical(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

type Draft = ReturnType<typeof draftOf>;

/** Saves, issues and reads back; at most 50 calls a second are taken, so it waits when it is told to. */
async function issueChunk(page: Page, drafts: Draft[]) {
  return page.evaluate(async (bodies) => {
    const { billfold } = window;
    const patient = async <T>(what: string, call: () => Promise<{ ok: true; value: T } | { ok: false; error: { code: string } }>): Promise<T> => {
      for (;;) {
        const answer = await call();
        if (answer.ok) return answer.value;
        if (answer.error.code !== 'RATE_LIMITED') throw new Error(`${what}: ${JSON.stringify(answer.error)}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    const issued = [];
    for (const body of bodies) {
      const draft = await patient(body.subject, () => billfold.drafts.save({ body }));
      const { id, number } = await patient(body.subject, () => billfold.invoices.issue({ draftId: draft.id, version: draft.version, acceptWarnings: true }));
      const { snapshot } = await patient(number, () => billfold.invoices.get({ id }));
      issued.push({ id, number, date: snapshot.issueDate, lines: snapshot.lines.map((line) => line.net), totals: snapshot.totals });
    }
    return issued;
  }, drafts);
}

/** Every order, in the order of their dates. */
export async function issueOrders(page: Page, business: Business, { say, compare }: Progress): Promise<Issued[]> {
  const ids = await readIds(page, business);
  const done: Issued[] = [];
  for (let from = 0; from < business.orders.length; from += CHUNK) {
    const orders = business.orders.slice(from, from + CHUNK);
    const invoices = await issueChunk(page, orders.map((order) => draftOf(order, ids, business.currency)));
    invoices.forEach((invoice, i) => {
      const order = orders[i];
      if (order === undefined) return;
      const expected = reckon(order, business.rates);
      const { net, tax, payable } = invoice.totals;
      compare(`${invoice.number} (order ${order.id}), lines`, invoice.lines, expected.lines.map(Number));
      compare(`${invoice.number} (order ${order.id}), net, tax, to pay`, [net, tax, payable], [expected.net, expected.tax, expected.total].map(Number));
      compare(`${invoice.number} (order ${order.id}), date`, invoice.date, order.date);
      done.push({ order: order.id, id: invoice.id, number: invoice.number, total: BigInt(payable), lines: invoice.lines.length });
    });
    await page.keyboard.press('Shift'); // a sign of life: nobody else touches the keyboard, and the books would lock
    say(`  ${done.length} of ${business.orders.length} orders are invoices`);
  }
  return done;
}

/** What the app itself says it has invoiced, in hundredths, and how many invoices. */
export async function invoicedByTheApp(page: Page, currency: string): Promise<{ amount: bigint; count: number; all: number }> {
  const counts = valueOf('invoices.counts', await page.evaluate(() => window.billfold.invoices.counts({ today: '2000-01-01' })));
  const sum = counts.sums.find((one) => one.currency === currency);
  return { amount: BigInt(sum?.amount ?? 0), count: sum?.count ?? 0, all: counts.all };
}
