// One business that has used everything: quotes, deposits taken off twice, notes, files, reminders, recurring and imported invoices, views, a closed period. It goes out and comes in again to the byte.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Parsed } from '../../../contract/index.ts';
import type { DraftBody } from '../../../contract/invoices.ts';
import type { DraftKind } from '../../../domain/lifecycle.ts';
import { exportBusiness } from '../../../main/export/exportBusiness.ts';
import { importBusiness } from '../../../main/export/importBusiness.ts';
import { TABLES } from '../../../main/export/tables.ts';
import { openZip } from '../../../main/export/zipRead.ts';
import { bankCommit } from '../../../main/import/bank/jobs.ts';
import { importsCommit, importsInspect } from '../../../main/import/jobs.ts';
import { asidesGet, asidesSaveNote, attach, readAttachment } from '../../../main/service/asides.ts';
import { erasureErase } from '../../../main/service/erasure.ts';
import { bankAccept, bankSetAside } from '../../../main/service/bank.ts';
import { closingClose, closingReopen, closingState } from '../../../main/service/closing.ts';
import { documentsCollect } from '../../../main/service/collect.ts';
import { documentsConvert } from '../../../main/service/convert.ts';
import { invoicesCredit } from '../../../main/service/credit.ts';
import { draftsSave } from '../../../main/service/drafts.ts';
import { invoicesGet, proveAll, storePdf } from '../../../main/service/invoices.ts';
import { invoicesIssue } from '../../../main/service/issue.ts';
import { documentsAct, documentsLife } from '../../../main/service/life.ts';
import { voidPayment } from '../../../main/service/paymentActs.ts';
import { erasureTidy } from '../../../main/service/documentErasure.ts';
import { paymentsReceipt, storeReceiptPdf } from '../../../main/service/receipt.ts';
import { ratesEnter, ratesOverview, ratesUndo } from '../../../main/service/rates.ts';
import { recordPayment } from '../../../main/service/payments.ts';
import { recurringAdopt, recurringFromInvoice, recurringGet, recurringSave, recurringStart } from '../../../main/service/recurring.ts';
import { recurringDecide, recurringDue, recurringRun } from '../../../main/service/recurringDue.ts';
import { recurringUndo } from '../../../main/service/recurringUndo.ts';
import { remindersQuiet, remindersSend, remindersVoid, storeReminderPdf } from '../../../main/service/reminders.ts';
import { taxDueSet } from '../../../main/service/taxDue.ts';
import { viewsSave } from '../../../main/service/views.ts';
import { addCustomer, type Company, draftBody, line, openCompany, taxId, TODAY } from '../../fixtures/company.ts';

const VIEW: Parsed<'views.save'>['body'] = { q: '', standing: 'overdue', customerId: null, period: 'thisYear', from: null, to: null, currency: null, amountFrom: '100', amountTo: null, shown: ['status', 'number', 'customer', 'total'] };

const folder = mkdtempSync(join(tmpdir(), 'billfold-life-'));
let company: Company;
let copy: Company;
let customerId: string;
const seen: { quote: string; final: string; noted: string; attachment: string; collected: string } = { quote: '', final: '', noted: '', attachment: '', collected: '' };

const body = (kind: DraftKind, more: Partial<DraftBody> = {}): DraftBody => draftBody(customerId, { kind, lines: [line({ quantity: '10', unitPrice: '100', taxIds: [taxId(company.ctx, 'VAT 23')] })], ...more });
const issue = (id: string): string => invoicesIssue(company.ctx, { draftId: id, version: 1, acceptWarnings: true }).id;
const issued = (kind: DraftKind, more: Partial<DraftBody> = {}): string => issue(draftsSave(company.ctx, { body: body(kind, more) }).id);
const convert = (id: string, to: DraftKind, size: { percent: string } | null = null): string => documentsConvert(company.ctx, { id, newId: company.ctx.newId(), to, today: TODAY, lines: null, size }).id;
const credit = (id: string): string => invoicesCredit(company.ctx, { id, newId: company.ctx.newId(), request: { kind: 'whole' }, issueDate: TODAY, reason: 'Wrong' }).id;

/** Papers in every state, and a deposit that was taken off, freed again and taken off once more. */
function papers(): void {
  const { ctx } = company;
  taxDueSet(ctx, { validFrom: '2026-01-01', due: 'paid' });
  seen.quote = issued('quote', { validUntil: '2026-12-31' });
  documentsAct(ctx, { id: seen.quote, action: 'accept', today: TODAY });
  documentsAct(ctx, { id: issued('quote'), action: 'decline', today: TODAY });
  const order = issue(convert(seen.quote, 'order-confirmation'));
  issue(convert(order, 'delivery-note'));
  issue(convert(order, 'deposit-invoice', { percent: '30' }));
  const first = issue(convert(order, 'final-invoice'));
  credit(first);
  seen.final = issue(convert(order, 'final-invoice'));
  convert(issued('pro-forma'), 'invoice'); // stays a draft
  const collect = (): string => documentsCollect(ctx, { ids: [issued('delivery-note'), issued('delivery-note')], newId: ctx.newId(), today: TODAY }).id;
  seen.collected = issue(collect());
  collect(); // stays a draft
}

function everythingElse(): void {
  const { ctx } = company;
  const late = issued('invoice', { issueDate: '2026-01-10', dueDate: '2026-02-10' });
  const letters = [0, 1].map(() => ctx.newId());
  remindersSend(ctx, { id: letters[0] ?? '', customerId, currency: 'EUR', documentIds: [late] });
  storeReminderPdf(ctx, letters[0] ?? '', Buffer.from('%PDF a letter'));
  remindersVoid(ctx, { id: letters[0] ?? '', reason: 'Paid in the meantime' });
  remindersSend(ctx, { id: letters[1] ?? '', customerId, currency: 'EUR', documentIds: [late] });
  remindersQuiet(ctx, { target: { kind: 'customer', id: customerId }, off: false, until: '2026-12-31' });
  seen.noted = late;
  asidesSaveNote(ctx, { documentId: late, text: 'Call first' });
  asidesSaveNote(ctx, { documentId: late, text: 'Called.\nWill pay.' });
  const walk = attach(ctx, late, 'Plan — größe.txt', Buffer.alloc(700_000, 'plan '));
  let step = walk.next();
  while (step.done !== true) step = walk.next();
  seen.attachment = step.value.id;
  recordPayment(ctx, { id: ctx.newId(), customerId, currency: 'EUR', amount: 50_000, rate: null, baseAmount: null, paidOn: TODAY, note: '', method: { method: 'cash', reference: '', brand: null, last4: '' }, allocations: [{ documentId: late, amount: 40_000, rest: 'open' }] });
  storePdf(ctx, late, Buffer.from('%PDF late'));
  recurringFromInvoice(ctx, { id: late });
  erasureErase(ctx, { id: addCustomer(ctx, { name: 'Forgotten Person', code: 'F-1' }) });
  const draft = draftsSave(ctx, { body: body('invoice', { issueDate: '2026-09-30' }) });
  const { id } = recurringAdopt(ctx, { id: null, draftId: draft.id, version: draft.version });
  const view = recurringGet(ctx, { id });
  const { version } = recurringSave(ctx, { id, version: view.version, schedule: view.schedule, mode: 'auto', prices: [] });
  recurringStart(ctx, { id, version });
  const { rows: [first] } = recurringDue(ctx, { limit: 1 });
  recurringDecide(ctx, { id, date: first?.date ?? '', decision: 'skip' });
  recurringUndo(ctx, { id, date: first?.date ?? '', turn: 1 });
  expect([...recurringRun(ctx)].every((made) => !('refused' in made) || made.refused === null)).toBe(true);
  const file = Buffer.from('InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n1001,A1,Lantern,6,2020-12-01 08:26:00,2.55,17850.0,United Kingdom\n1006,A9,Adjust,1,2020-12-04 11:00:00,-11.50,17850.0,United Kingdom\nC1004,A1,Lantern,-2,2020-12-03 10:00:00,2.55,17850.0,United Kingdom\n');
  importsCommit(ctx, { bytes: file, file: 'old.csv', kind: 'documents', mapping: importsInspect(ctx, file, 'documents').mapping, skipDuplicates: true, leaveOut: true });
  const paid = Buffer.from('Date,Invoice,Amount\n2020-12-20,1001,5\n');
  importsCommit(ctx, { bytes: paid, file: 'paid.csv', kind: 'payments', mapping: importsInspect(ctx, paid, 'payments').mapping, skipDuplicates: true });
  viewsSave(ctx, { name: 'Late ones', usual: true, body: VIEW });
  closingClose(ctx, { through: '2025-12-31' });
  closingClose(ctx, { through: '2026-01-31' });
  closingReopen(ctx, { through: '2025-12-31', reason: 'One more invoice' });
  const till = ctx.newId();
  recordPayment(ctx, { id: till, customerId, currency: 'EUR', amount: 500, rate: null, baseAmount: null, paidOn: TODAY, note: '', method: { method: 'cash', reference: '', brand: null, last4: '' }, allocations: [] });
  paymentsReceipt(ctx, { id: till });
  storeReceiptPdf(ctx, till, Buffer.from('%PDF-1.7 receipt'), null);
  voidPayment(ctx, { id: ctx.newId(), target: { kind: 'payment', id: till }, date: TODAY, reason: 'Twice' });
  storeReceiptPdf(ctx, till, Buffer.from('%PDF-1.7 void'), TODAY);
  const typed = ctx.newId();
  ratesEnter(ctx, { id: typed, currency: 'USD', day: '2026-11-02', rate: '0.92', source: 'Our bank' });
  ratesEnter(ctx, { id: ctx.newId(), currency: 'USD', day: '2026-11-01', rate: '0.91', source: '' });
  ratesUndo(ctx, { id: ctx.newId(), actId: typed });
}

/** The imported invoice of 2020, paid, and in 2034 without its customer. */
function pastItsTime(): void {
  const { ctx } = company;
  const of = ctx.db.prepare<[], { id: string; customer: string }>("SELECT d.id, c.id AS customer FROM document d JOIN customer c ON c.rid = d.customer_rid WHERE d.number = '1001'").get() ?? { id: '', customer: '' };
  const { open, snapshot } = invoicesGet(ctx, { id: of.id });
  recordPayment(ctx, { id: ctx.newId(), customerId: of.customer, currency: snapshot.currency, amount: open, rate: null, baseAmount: null, paidOn: TODAY, note: '', method: { method: 'cash', reference: '', brand: null, last4: '' }, allocations: [{ documentId: of.id, amount: open, rest: 'open' }] });
  company.setNow('2034-03-01T09:00:00.000Z');
  expect(erasureTidy(ctx, { ids: [of.id] })).toEqual({ erased: 1 });
}

/** A statement whose lines were accepted, taken back with their payment, accepted again, set aside and left alone. */
function bankLines(): void {
  const { ctx } = company;
  const lines = [100, 200, 5].map((amount, i) => `:61:2611201120C${amount},00NTRFNONREF//R${i}\n:86:something ${i}\n`).join('');
  bankCommit(ctx, { bytes: Buffer.from(`:20:X\n:25:99990000/1234567\n:28C:1\n:60F:C261119EUR0,\n${lines}`), file: 'november.sta', mapping: null, skipProblems: false });
  const ids = ctx.db.prepare<[], { id: string }>('SELECT id FROM bank_line ORDER BY rid').all().map(({ id }) => id);
  const other = addCustomer(ctx, { name: 'Second Hand Ltd' });
  const accept = (lineId: string): string => {
    const id = ctx.newId();
    bankAccept(ctx, { id, lineId, customerId, rate: null, allocations: [], others: [{ id: ctx.newId(), customerId: other, amount: 100, allocations: [] }] });
    return id;
  };
  const first = accept(ids[0] ?? '');
  voidPayment(ctx, { id: ctx.newId(), target: { kind: 'payment', id: first }, date: TODAY, reason: 'Other customer' });
  accept(ids[0] ?? '');
  bankSetAside(ctx, { id: ctx.newId(), lineId: ids[1] ?? '', note: 'Own money' });
}

async function contents(path: string): Promise<Map<string, Buffer>> {
  const zip = openZip(path);
  const found = new Map<string, Buffer>();
  for (const entry of zip.entries.values()) found.set(entry.name, await zip.whole(entry, 1e9));
  zip.close();
  return found;
}
const write = (from: Company, name: string): string => {
  const target = join(folder, name);
  exportBusiness(from.ctx, { target, part: `${target}.part`, madeBy: 'Billfold test', vaultId: '01900000-0000-4000-8000-0000000000aa' });
  return target;
};

beforeAll(async () => {
  company = openCompany();
  customerId = addCustomer(company.ctx, { name: 'Bellrock Hotel' });
  papers();
  everythingElse();
  bankLines();
  pastItsTime();
  copy = openCompany({ name: 'New', country: 'FR' });
  await importBusiness(copy.ctx, write(company, 'one.zip'));
}, 60_000);
afterAll(() => {
  company.close();
  copy.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Nothing of these can be made by a test of this size, or is made elsewhere. */
const MAY_BE_EMPTY = new Set(['logo', 'item_tax', 'document_adjustment', 'item', 'settlement_tax', 'payment_refund', 'payment_void', 'reminder_state']);

it('every table that an export knows has rows in it, so that none comes in untested', () => {
  const empty = TABLES.filter(({ table }) => company.ctx.db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined).map(({ table }) => table);
  expect(empty.filter((table) => !MAY_BE_EMPTY.has(table))).toEqual([]);
});

it('comes in again to the byte, and can be proven there', async () => {
  const [before, after] = [await contents(join(folder, 'one.zip')), await contents(write(copy, 'two.zip'))];
  expect([...after.keys()]).toEqual([...before.keys()]);
  for (const [name, bytes] of before) if (name !== 'manifest.json' && name !== 'audit.jsonl') expect(after.get(name)?.equals(bytes), name).toBe(true);
  const walk = proveAll(copy.ctx);
  let step = walk.next();
  while (step.done !== true) step = walk.next();
  expect(step.value).toBe(true);
});

it('bank lines stand where they stood: booked, set aside, to do', () => {
  const states = (of: Company): unknown => of.ctx.db.prepare('SELECT l.id, s.state, a.id AS payment FROM bank_state s JOIN bank_line l ON l.rid = s.line_rid LEFT JOIN payment_act a ON a.rid = s.payment_rid ORDER BY l.rid').all();
  expect(states(copy)).toEqual(states(company));
  expect(copy.ctx.db.prepare('SELECT state, n FROM bank_tally ORDER BY state').all()).toEqual([{ state: 'aside', n: 1 }, { state: 'booked', n: 1 }, { state: 'todo', n: 1 }]);
});

it('stands where it stood: states of papers, deposits, notes, files and closed days', () => {
  for (const id of [seen.quote, seen.final, seen.collected]) expect(documentsLife(copy.ctx, { id, today: TODAY })).toEqual(documentsLife(company.ctx, { id, today: TODAY }));
  expect(invoicesGet(copy.ctx, { id: seen.final }).snapshot.deposits).toHaveLength(1);
  expect(documentsLife(copy.ctx, { id: seen.collected, today: TODAY }).origins).toHaveLength(2);
  expect(asidesGet(copy.ctx, { documentId: seen.noted })).toEqual(asidesGet(company.ctx, { documentId: seen.noted }));
  expect(readAttachment(copy.ctx, seen.attachment).bytes.equals(Buffer.alloc(700_000, 'plan '))).toBe(true);
  expect(closingState(copy.ctx)).toEqual(closingState(company.ctx));
  expect(ratesOverview(copy.ctx)).toEqual(ratesOverview(company.ctx));
});

it('guards are back in place after the import: what judged rows then judges them now', () => {
  const triggers = (of: Company): unknown => of.ctx.db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name").all();
  expect(triggers(copy)).toEqual(triggers(company));
});
