// Brings old documents into the books: the same rows, sums, seals and records as a document issued here, with the numbers they already have. Called by main/import/jobs.ts, inside its transaction.
import type { FileSum } from '../../contract/imports.ts';
import { addCustomerRow, indexCustomer } from '../repo/customers.ts';
import { addDocument, contentHash, indexDocument, wordsOf } from '../repo/documents.ts';
import { addRefused } from '../repo/importedDocuments.ts';
import { itemRid } from '../repo/items.ts';
import { addSeries, allSeries, archiveSeries, takeNumber } from '../repo/series.ts';
import { allTaxes } from '../repo/taxes.ts';
import { addToTotals, creditTotals } from '../repo/totals.ts';
import { settlePdfs } from '../repo/pdf.ts';
import { audit, type Ctx } from '../service/context.ts';
import { found } from '../service/problems.ts';
import { deviceId } from '../service/series.ts';
import type { BuiltDocument } from './documentBuild.ts';
import type { DocumentPlan } from './documentPlan.ts';
import { refusedRows } from './groups.ts';
import { halfStep, type JobHooks } from './hooks.ts';

export interface Into {
  rid: number;
  id: string;
  at: string;
}

/** A series of its own for each kind: the order they came in, never a number of theirs (T47: what a document is called stays its own, and nobody else's). */
const SERIES = { invoice: 'IMPORTED-{0}', 'credit-note': 'IMPORTED-CN-{0}' } as const;

interface Saved {
  rid: number;
  document: BuiltDocument;
  sequence: number;
  customerRid: number;
}

/** First all rows, then all search words; one record for each document with its number and seal, as at issue. */
export function saveDocuments(ctx: Ctx, plan: DocumentPlan, into: Into, hooks: JobHooks): { refused: number; sums: FileSum[] } {
  const people = savePeople(ctx, plan, into);
  const series = { invoice: seriesOf(ctx, 'invoice'), 'credit-note': seriesOf(ctx, 'credit-note') };
  const taxRids = new Map(allTaxes(ctx.db).map((tax) => [tax.id, tax.rid]));
  const itemRids = remembered((id: string) => itemRid(ctx.db, id));
  const all = plan.good.length;
  const saved = plan.good.map((document, i): Saved => {
    halfStep(hooks, 'saving', i + 1, 2 * all);
    const { snapshot, customer } = document;
    const kind = snapshot.kind === 'credit-note' ? 'credit-note' : 'invoice';
    const customerRid = 'made' in customer ? found(people.get(customer.made.id)) : customer.stored.rid;
    const sequence = takeNumber(ctx.db, series[kind], '', snapshot.issueDate);
    const [id, hash] = [ctx.newId(), contentHash(snapshot)];
    const auditSeq = audit(ctx, 'invoice.import', 'invoice', id, { number: snapshot.number, contentHash: hash.toString('hex'), import: into.id, row: document.lines[0]?.row ?? 0 });
    const rid = addDocument(ctx.db, {
      id, snapshot, seriesRid: series[kind], period: '', sequence, customerRid, contentHash: hash, auditSeq, issuedAt: into.at, issuedBy: ctx.actor.name, importRid: into.rid,
      itemRid: itemRids, taxRid: (tax) => found(taxRids.get(tax)),
    });
    addSums(ctx, document, rid, customerRid);
    return { rid, document, sequence, customerRid };
  });
  saved.forEach(({ rid, document: { snapshot }, sequence, customerRid }, i) => {
    indexDocument(ctx.db, wordsOf(rid, { snapshot, sequence, customerRid }));
    halfStep(hooks, 'saving', all + i + 1, 2 * all);
  });
  settlePdfs(ctx.db); // theirs are with the program that issued them
  for (const { id, fields } of plan.newCustomers) indexCustomer(ctx.db, found(people.get(id)), fields);
  const refused = refusedRows(plan);
  refused.forEach((row, i) => addRefused(ctx.db, into.rid, i + 1, row));
  return { refused: refused.length, sums: plan.sums };
}

/** Customers nobody had yet; rid by id. */
function savePeople(ctx: Ctx, { newCustomers }: DocumentPlan, into: Into): Map<string, number> {
  const made = new Map(newCustomers.map(({ id, fields }) => [id, addCustomerRow(ctx.db, id, fields, into.at, { importRid: into.rid, archived: false })]));
  const ids = [...made.keys()];
  for (let at = 0; at < ids.length; at += 250) audit(ctx, 'customer.import', 'customer', null, { import: into.id, ids: ids.slice(at, at + 250) });
  return made;
}

function seriesOf(ctx: Ctx, kind: keyof typeof SERIES): number {
  const known = allSeries(ctx.db).find((series) => series.kind === kind && series.pattern === SERIES[kind]);
  if (known !== undefined) return known.rid;
  const id = ctx.newId();
  const rid = addSeries(ctx.db, id, { kind, name: 'Imported', pattern: SERIES[kind], rules: 'plain', isDefault: false }, deviceId(ctx));
  archiveSeries(ctx.db, id, true);
  audit(ctx, 'series.create', 'series', id, { version: 1 });
  return rid;
}

function addSums(ctx: Ctx, { snapshot }: BuiltDocument, documentRid: number, customerRid: number): void {
  const { kind, issueDate, dueDate, terms, currency, baseCurrency, baseTotal, totals } = snapshot;
  const sum = { documentRid, customerRid, kind, issueDate, dueDate, terms, currency, payable: totals.payable, baseCurrency, baseAmount: baseTotal ?? totals.payable };
  if (kind === 'credit-note') creditTotals(ctx.db, sum);
  else addToTotals(ctx.db, sum);
}

function remembered<T>(read: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const value = known.has(key) ? known.get(key) : undefined;
    if (value !== undefined) return value;
    const made = read(key);
    known.set(key, made);
    return made;
  };
}
