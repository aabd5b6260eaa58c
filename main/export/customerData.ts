// One customer's copy of everything the books hold about them (GDPR 15 and 20): a JSON file for programs, tables for people, and the PDFs. Run by the job process and by tests.
import { existsSync, rmSync, statSync } from 'node:fs';
import { AppError } from '../../contract/errors.ts';
import { exponentOf } from '../../domain/currency.ts';
import { minor, minorToDecimal } from '../../domain/money.ts';
import { step, type JobHooks } from '../import/hooks.ts';
import { csvText } from '../report/csv.ts';
import { documentsOfCustomer, draftsForCustomer, lettersOfCustomer, notesAboutCustomer, paymentsOfCustomer, receiptPdfs, receiptsOfCustomer, type CustomerDocument } from '../repo/customerData.ts';
import { readCustomer } from '../repo/customers.ts';
import { readSnapshot } from '../repo/frozen.ts';
import { readPdf } from '../repo/pdf.ts';
import { readTogether, type Ctx } from '../service/context.ts';
import { found } from '../service/problems.ts';
import { pdfName } from './exportArchive.ts';
import { settle } from './exportBusiness.ts';
import { createZip, type ZipWriter } from './zipWrite.ts';

export interface CustomerDataRequest { id: string; target: string; part: string }
export interface CustomerDataDone { documents: number; payments: number; bytes: number }

const BOM = '\u{FEFF}';
const DOCUMENTS = ['number', 'kind', 'issueDate', 'dueDate', 'currency', 'payable', 'status', 'open', 'pdf'];
const PAYMENTS = ['number', 'paidOn', 'currency', 'amount', 'unused', 'method', 'reference', 'voided', 'receipt'];

/** Reads everything at one moment. @throws AppError NOT_FOUND, FILE_EXISTS, CANCELLED and those of writing; nothing is left then */
export function customerData(ctx: Ctx, { id, target, part }: CustomerDataRequest, hooks: JobHooks = {}): CustomerDataDone {
  if (existsSync(target)) throw new AppError('FILE_EXISTS');
  const archive = createZip(part);
  let open = true;
  try {
    const done = readTogether(ctx, () => fill(ctx, archive, id, hooks));
    archive.finish();
    open = false;
    const { size } = statSync(part);
    settle({ part, target });
    return { ...done, bytes: size };
  } catch (error) {
    if (open) archive.abandon();
    rmSync(part, { force: true });
    throw error;
  }
}

function decimal(amount: number, currency: string): string {
  return minorToDecimal(minor(amount), exponentOf(currency));
}

function fill(ctx: Ctx, archive: ZipWriter, id: string, hooks: JobHooks): Omit<CustomerDataDone, 'bytes'> {
  const { rid, ...customer } = found(readCustomer(ctx.db, id));
  const taken = new Set<string>();
  const documents = [...documentsOfCustomer(ctx.db, rid)].map((one) => ({ one, pdf: pdfName(one.number, taken) }));
  table(archive, 'documents.csv', DOCUMENTS, documents.map(({ one, pdf }) => documentRow(one, pdf)));
  const payments = [...paymentsOfCustomer(ctx.db, rid)];
  const receipts = [...receiptsOfCustomer(ctx.db, rid)];
  const receiptOf = new Map(receipts.map(({ payment, number }) => [payment, number]));
  table(archive, 'payments.csv', PAYMENTS, payments.map((p) => [
    String(p.number), p.paidOn, p.currency, decimal(p.amount, p.currency), decimal(p.unused, p.currency), p.method, csvText(p.reference), p.voided === 1 ? 'yes' : 'no', csvText(receiptOf.get(p.number) ?? ''),
  ]));
  const { archived: _archived, version: _version, ...fields } = customer;
  table(archive, 'customer.csv', Object.keys(fields), [Object.values(fields).map((value) => csvText(value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)))]);
  const json = archive.entry('customer.json', 'deflate');
  const add = (text: string): void => json.add(Buffer.from(text));
  add(`{"customer":${JSON.stringify(customer)},\n"payments":${JSON.stringify(payments.map(({ rid: _rid, ...p }) => ({ ...p, voided: p.voided === 1 })))},\n"documents":[`);
  documents.forEach(({ one: { rid: document, ...head } }, i) => {
    add(`${i === 0 ? '' : ','}\n${JSON.stringify({ ...head, content: found(readSnapshot(ctx.db, document)) })}`);
    step(hooks, 'writing', i + 1, 2 * documents.length);
  });
  const letters = [...lettersOfCustomer(ctx.db, rid)].map(({ body, ...letter }) => ({ ...letter, content: embedded(body) }));
  const drafts = draftsForCustomer(ctx.db, rid).map(({ body, ...draft }) => ({ ...draft, content: embedded(body) }));
  const confirmed = receipts.map(({ rid: _rid, voided, body, ...receipt }) => ({ ...receipt, voided: voided === 1, content: embedded(body) }));
  add(`],\n"receipts":${JSON.stringify(confirmed)},\n"reminders":${JSON.stringify(letters)},\n"notes":${JSON.stringify(notesAboutCustomer(ctx.db, rid))},\n"drafts":${JSON.stringify(drafts)}}\n`);
  json.end();
  documents.forEach(({ one, pdf }, i) => {
    const bytes = readPdf(ctx.db, one.id);
    if (bytes !== undefined) archive.put(pdf, bytes, 'store');
    step(hooks, 'writing', documents.length + i + 1, 2 * documents.length);
  });
  for (const receipt of receipts) for (const { void: isVoid, bytes } of receiptPdfs(ctx.db, receipt.rid)) archive.put(pdfName(isVoid === 1 ? `${receipt.number} void` : receipt.number, taken), bytes, 'store');
  return { documents: documents.length, payments: payments.length };
}

function embedded(body: string): unknown {
  return JSON.parse(body);
}

function documentRow(one: CustomerDocument, pdf: string): string[] {
  const sign = one.kind === 'credit-note' ? -1 : 1;
  const payable = one.payable === 0 ? 0 : sign * one.payable;
  return [csvText(one.number), one.kind, one.issueDate, one.dueDate ?? '', one.currency, decimal(payable, one.currency), one.status, decimal(one.balance, one.currency), csvText(pdf)];
}

function table(archive: ZipWriter, name: string, columns: readonly string[], rows: readonly string[][]): void {
  archive.put(name, Buffer.from(`${BOM}${[columns, ...rows].map((row) => `${row.join(',')}\r\n`).join('')}`), 'deflate');
}
