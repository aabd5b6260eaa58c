// Fills a business with years of invoices through the product's own repos: real rows, search words, totals and audit chain; only the draft of each is left out.
import type { DraftBody, DraftLine, Snapshot } from '../../contract/invoices.ts';
import { addDays, daysBetween } from '../../domain/date.ts';
import { formatNumber, periodKey } from '../../domain/numbering.ts';
import { buildSnapshot } from '../../domain/snapshot.ts';
import { readBusiness } from '../../main/repo/business.ts';
import { addCustomer, readCustomer } from '../../main/repo/customers.ts';
import { addDocument, contentHash } from '../../main/repo/documents.ts';
import { addItem } from '../../main/repo/items.ts';
import { takeNumber } from '../../main/repo/series.ts';
import { allTaxes } from '../../main/repo/taxes.ts';
import { addToTotals } from '../../main/repo/totals.ts';
import { audit, type Ctx } from '../../main/service/context.ts';
import { draftsSave } from '../../main/service/drafts.ts';
import { found } from '../../main/service/problems.ts';
import { seriesFor } from '../../main/service/series.ts';
import { TILL, TODAY } from './context.ts';
import { chance, type Chance } from './random.ts';
import { person, subject, thing, type Thing } from './words.ts';

const FIRST_DAY = '2021-11-21';
/** Enough that every item has been sold. */
const PATTERNS = 2000;
const PER_TRANSACTION = 2000;
const OPEN_DRAFTS = 12;
/** One in so many documents is of somebody who sees only their own. */
export const OWN_EVERY = 40;

interface Known { id: string; rid: number; buyer: Snapshot['buyer'] }
interface Stock { id: string; rid: number; thing: Thing }
export interface Shape { invoices: number; customers: number; items: number }

/** One customer for every fifty invoices, two thousand items; fewer in a small company. */
export function shapeFor(invoices: number): Shape {
  return { invoices, customers: Math.max(20, Math.ceil(invoices / 50)), items: Math.min(2000, Math.max(50, invoices * 2)) };
}

export function fill(ctx: Ctx, shape: Shape, say: (text: string) => void): void {
  const c = chance(7);
  const write = (work: () => void): void => ctx.db.transaction(work).immediate();
  const stock: Stock[] = [];
  const known: Known[] = [];
  write(() => {
    for (let n = 1; n <= shape.items; n += 1) stock.push(addThing(ctx, n, c));
    for (let n = 1; n <= shape.customers; n += 1) known.push(addPerson(ctx, n, c));
  });
  const patterns = Array.from({ length: Math.min(PATTERNS, shape.invoices) }, () => snapshotOf(ctx, body(ctx, c, stock, known)));
  const rids = new Map(stock.map(({ id, rid }) => [id, rid]));
  const write1 = issuer(ctx, rids);
  for (let done = 0; done < shape.invoices; done += PER_TRANSACTION) {
    write(() => {
      for (let n = done; n < Math.min(shape.invoices, done + PER_TRANSACTION); n += 1) write1(n / shape.invoices, c.pick(patterns), c.pick(known), c);
    });
    if (done > 0 && done % 20_000 === 0) say(`  ${done} invoices`);
  }
  write(() => {
    // As if every PDF had been made: their bytes would only make the file larger.
    ctx.db.prepare('UPDATE pdf_progress SET through = (SELECT max(rid) FROM document)').run();
  });
  for (let n = 0; n < OPEN_DRAFTS; n += 1) draftsSave(ctx, { body: body(ctx, c, stock, known) });
}

function addThing(ctx: Ctx, n: number, c: Chance): Stock {
  const made = thing(n, c);
  const id = ctx.newId();
  const rid = addItem(ctx.db, id, { ...made, cost: null, currency: null, taxIds: usualTax(ctx) }, ctx.clock.now());
  audit(ctx, 'item.create', 'item', id, { version: 1 });
  return { id, rid, thing: made };
}

function addPerson(ctx: Ctx, n: number, c: Chance): Known {
  const id = ctx.newId();
  const fields = { ...person(n, c), phone: '', street2: '', region: '', vatId: '', taxNumber: '', currency: null, language: null, terms: null, notes: '' };
  const rid = addCustomer(ctx.db, id, fields, ctx.clock.now());
  audit(ctx, 'customer.create', 'customer', id, { version: 1 });
  const business = found(readBusiness(ctx.db));
  const { snapshot } = buildSnapshot({ draft: EMPTY, customer: found(readCustomer(ctx.db, id)), business, taxRates: [], number: '' });
  return { id, rid, buyer: snapshot.buyer };
}

const taxOf = new WeakMap<Ctx['db'], string[]>();
function usualTax(ctx: Ctx): string[] {
  let usual = taxOf.get(ctx.db);
  if (usual === undefined) {
    usual = allTaxes(ctx.db).filter((tax) => tax.isDefault).map((tax) => tax.id);
    taxOf.set(ctx.db, usual);
  }
  return usual;
}

const EMPTY: DraftBody = {
  customerId: null, seriesId: null, issueDate: TODAY, dueDate: null, terms: null, supplyDate: null, reference: '', subject: '', note: '', currency: 'EUR', rate: '', language: null,
  pricesIncludeTax: false, lines: [], adjustments: [],
};

/** A draft ready to be issued: one to nine lines, five on average; some with a discount. */
function body(ctx: Ctx, c: Chance, stock: readonly Stock[], known: readonly Known[], lines = 1 + c.int(9)): DraftBody {
  return {
    ...EMPTY, customerId: c.pick(known).id, subject: subject(c), reference: c.int(3) === 0 ? `PO-${1000 + c.int(9000)}` : '',
    lines: Array.from({ length: lines }, (): DraftLine => lineOf(c.pick(stock), usualTax(ctx), c)),
  };
}

function lineOf({ id, thing: made }: Stock, taxIds: string[], c: Chance): DraftLine {
  const discount = c.int(6) === 0 ? [{ kind: 'allowance' as const, percent: '10', amount: null, reason: 'Discount' }] : [];
  return { itemId: id, description: made.name, detail: '', quantity: String(1 + c.int(24)), unit: made.unit, unitPrice: made.price, per: '1', adjustments: discount, taxIds };
}

/** Five lines on every draft: what the timed issues use, so that all of them are alike. */
export function fiveLineDraft(ctx: Ctx, c: Chance): DraftBody {
  return body(ctx, c, someStock(ctx, c), someCustomers(ctx, c), 5);
}

function someStock(ctx: Ctx, c: Chance): Stock[] {
  const count = found(ctx.db.prepare<[], { n: number }>('SELECT max(rid) AS n FROM item').get()).n;
  const read = ctx.db.prepare<[number], { rid: number; id: string; name: string; code: string; unit: string; price: string }>('SELECT rid, id, name, code, unit, price FROM item WHERE rid = ?');
  return Array.from({ length: 5 }, () => {
    const { rid, id, ...rest } = found(read.get(1 + c.int(count)));
    return { rid, id, thing: { ...rest, description: '' } };
  });
}

function someCustomers(ctx: Ctx, c: Chance): Known[] {
  const count = found(ctx.db.prepare<[], { n: number }>('SELECT max(rid) AS n FROM customer').get()).n;
  const { id, rid } = found(ctx.db.prepare<[number], { id: string; rid: number }>('SELECT id, rid FROM customer WHERE rid = ?').get(1 + c.int(count)));
  return [{ id, rid, buyer: null }];
}

function snapshotOf(ctx: Ctx, draft: DraftBody): Snapshot {
  const customer = draft.customerId === null ? null : (readCustomer(ctx.db, draft.customerId) ?? null);
  const business = found(readBusiness(ctx.db));
  const { snapshot, problems } = buildSnapshot({ draft, customer, business, taxRates: allTaxes(ctx.db), number: 'X' });
  const broken = problems.find(({ severity }) => severity === 'error');
  if (broken !== undefined) throw new Error(`a made-up draft is not right: ${broken.path} ${broken.code}`);
  return snapshot;
}

/** Writes what the issuing transaction writes, from a pattern with another number, day and customer. */
function issuer(ctx: Ctx, itemRids: ReadonlyMap<string, number>): (howFar: number, pattern: Snapshot, customer: Known, c: Chance) => void {
  const series = seriesFor(ctx, null);
  const fyStart = found(readBusiness(ctx.db)).fyStartMonth;
  const taxRids = new Map(allTaxes(ctx.db).map((tax) => [tax.id, tax.rid]));
  const days = daysBetween(FIRST_DAY, TODAY);
  return (howFar, pattern, customer, c) => {
    const issueDate = addDays(FIRST_DAY, Math.floor(howFar * days));
    const period = periodKey(series.pattern, issueDate, fyStart);
    const sequence = takeNumber(ctx.db, series.rid, period, issueDate);
    const number = formatNumber(series.pattern, sequence, issueDate, fyStart);
    // One in five hundred is for somebody far away.
    const foreign = c.int(500) === 0 ? { currency: 'USD', rate: '0.92', baseTotal: Math.trunc(pattern.totals.payable / 100) * 92 } : {};
    const snapshot: Snapshot = { ...pattern, ...foreign, number, issueDate, dueDate: addDays(issueDate, 7 + 7 * c.int(5)), buyer: customer.buyer };
    const id = ctx.newId();
    const seal = contentHash(snapshot);
    const who = sequence % OWN_EVERY === 7 ? { ...ctx, actor: TILL } : ctx;
    const auditSeq = audit(who, 'invoice.issue', 'invoice', id, { number, series: series.id, sequence, contentHash: seal.toString('hex') });
    const documentRid = addDocument(ctx.db, {
      id, snapshot, seriesRid: series.rid, period, sequence, customerRid: customer.rid, contentHash: seal, auditSeq, issuedAt: ctx.clock.now(), issuedBy: who.actor.name,
      itemRid: (item) => itemRids.get(item) ?? null, taxRid: (tax) => found(taxRids.get(tax)),
    });
    addToTotals(ctx.db, {
      documentRid, customerRid: customer.rid, kind: snapshot.kind, issueDate, dueDate: snapshot.dueDate, terms: snapshot.terms, currency: snapshot.currency, payable: snapshot.totals.payable, baseCurrency: snapshot.baseCurrency,
      baseAmount: snapshot.baseTotal ?? snapshot.totals.payable,
    });
  };
}
